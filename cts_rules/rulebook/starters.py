"""The starter rulebooks: those of the checkout where there is one, else those that came in the wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def starters_folder(package: Path = PACKAGE) -> Path:
    """`rulebooks/` beside the package in a checkout, else `starter/` inside it."""
    checkout = package.parent / "rulebooks"
    return checkout if checkout.is_dir() and (package.parent / "pyproject.toml").is_file() else package / "starter"


def starter_names(folder: Path | None = None) -> tuple[str, ...]:
    """The starters, by name."""
    where = folder or starters_folder()
    if not where.is_dir():
        return ()
    return tuple(sorted(p.name for p in where.iterdir() if p.is_dir() and any(p.glob("*.rules"))))


def rulebook_place(argument: str) -> Path:
    """Where a rulebook is: the path that was given, else the starter of that name."""
    path = Path(argument)
    return starters_folder() / argument if argument in starter_names() and not path.exists() else path


def samples_of(place: Path) -> tuple[Path, ...]:
    """The sample manifests of a rulebook's folder: all but the results that they must give."""
    folder = place / "samples"
    if not folder.is_dir():
        return ()
    return tuple(sorted(p for p in folder.iterdir() if p.is_file() and not p.name.endswith(".expected.json")))
