from pathlib import Path

import pytest

TOP_LEVEL = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "cts_rules",
    "dev.py",
    "docs",
    "engine",
    "grammar",
    "pyproject.toml",
    "requirements",
    "rulebooks",
    "tests",
    "web",
}
PACKAGES = ("cts_rules", "grammar/cts_grammar", "engine/cts_engine", "web/cts_web")

# Parts of a place on one machine or of a package registry; put together here, so that this file passes too.
TIED_TO_A_PLACE = (
    "/" + "work/",
    "/" + "root/",
    "py" + "pi.org",
    "files.python" + "hosted",
    "registry." + "npmjs",
)


@pytest.mark.needs("git")
def test_the_top_level_holds_nothing_unexpected(project_files: list[Path]) -> None:
    assert {file.parts[0] for file in project_files} - TOP_LEVEL == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_says_what_it_is_and_is_typed(root: Path, package: str) -> None:
    assert (root / package / "__init__.py").read_text(encoding="utf-8").startswith('"""')
    assert (root / package / "py.typed").is_file()


@pytest.mark.needs("git")
def test_component_folders_are_no_packages(project_files: list[Path]) -> None:
    folders = {Path(folder) for folder in ("grammar", "engine", "web", "rulebooks", "tests")}
    assert [file for file in project_files if file.parent in folders and file.name == "__init__.py"] == []


@pytest.mark.needs("git")
def test_no_file_is_tied_to_a_machine_or_a_registry(root: Path, project_files: list[Path]) -> None:
    tied = [
        f"{file}: {word}"
        for file in project_files
        for word in TIED_TO_A_PLACE
        if word.encode() in (root / file).read_bytes()
    ]
    assert tied == []
