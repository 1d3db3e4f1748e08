"""A code list as it is asked: read from its file when first asked, so that a large one costs nothing until then."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

BUILT_IN = Path(__file__).parent / "data"


def read_rows(path: Path) -> list[list[str]]:
    """All rows of a stored list, without its line of headings."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows, None)
        return list(rows)


@dataclass(frozen=True)
class CodeTable:
    """Codes with their rows. Where files overlap, the later one counts."""

    files: tuple[Path, ...]
    complete: bool
    """The official whole: a code that is not in it is a mistake."""

    @cached_property
    def rows(self) -> Mapping[str, list[str]]:
        """By code; the first column is the code, the second its name."""
        return {row[0]: row for path in self.files for row in read_rows(path)}

    def __contains__(self, code: object) -> bool:
        return code in self.rows

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, code: str, index: int) -> str | None:
        """One column of a code's row; None where the code or the column is not there."""
        row = self.rows.get(code)
        return row[index] if row is not None and len(row) > index else None

    def name(self, code: str) -> str | None:
        """The code in words."""
        return self.column(code, 1)


def pairs(files: Iterable[Path]) -> dict[str, str]:
    """First column to second, the later file before the earlier."""
    return {row[0]: row[1] for path in files for row in read_rows(path)}


def phrases(built_in: Path, imported: Path | None) -> list[str]:
    """The built-in phrases and the imported ones, without those that the import marks as removed."""
    kept = dict.fromkeys(row[0] for row in read_rows(built_in))
    for row in read_rows(imported) if imported else ():
        if len(row) > 1 and row[1] == "removed":
            kept.pop(row[0], None)
        else:
            kept[row[0]] = None
    return list(kept)
