"""The catalogue of diagnostics as the documentation has it: each code with its meaning and its samples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "diagnostics.md"
_DECLARES = re.compile(r"^\s*(?:rulebook|rule|list|table|watchlist|parameter|define|exchange rates)\b", re.MULTILINE)
_HEADER = "rulebook trial\n  for all\n  lane red from 70\n  lane amber from 40\n\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """A rule text with the files that it names."""

    text: str
    files: dict[str, str]

    def whole(self) -> str:
        """As a rulebook: a condition in a rule, what has no header under one."""
        if not _DECLARES.search(self.text):
            return f"{_HEADER}rule A-1\n  when\n    {self.text.strip()}\n  then\n    score +10\n"
        has_header = re.search(r"^rulebook\b|^# no header", self.text, re.MULTILINE)
        return self.text if has_header else _HEADER + self.text


@dataclass(frozen=True, slots=True)
class Entry:
    """What the page says of one code."""

    code: str
    says: str
    """The message, with … for what differs."""
    meaning: str
    wrong: Sample | None
    right: Sample | None
    case: str
    """Where a sample would be too long or no text at all: the case of the corpus that shows it."""


def entries(page: str) -> dict[str, Entry]:
    """All entries of the page by code."""
    parts = re.split(r"^### (CTS-[EW]\d{3}): (.*)$", page, flags=re.MULTILINE)[1:]
    found = (_entry(*parts[i : i + 3]) for i in range(0, len(parts), 3))
    return {entry.code: entry for entry in found}


def _entry(code: str, says: str, body: str) -> Entry:
    before, _, after = body.partition("\nMended:\n")
    case = re.search(r"corpus case `([^`]+)`", body)
    meaning = re.sub(r"```.*?```", "", before, flags=re.DOTALL).strip().partition("\n\n")[0]
    return Entry(code, says, meaning, _sample(before), _sample(after, _files(before)), case[1] if case else "")


def _files(text: str) -> dict[str, str]:
    return dict(re.findall(r"```csv (\S+)\n(.*?)```", text, re.DOTALL))


def _sample(text: str, before: dict[str, str] | None = None) -> Sample | None:
    rules = re.search(r"```rules\n(.*?)```", text, re.DOTALL)
    return Sample(rules[1], (before or {}) | _files(text)) if rules else None
