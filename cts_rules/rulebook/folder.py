"""A rulebook as a folder, or as one `.rules` file: what belongs to it, and nothing read from outside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cts_grammar import mistakes
from cts_grammar.check import Checking, check
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary
from cts_rules.rulebook.examples import with_examples
from cts_rules.rulebook.patterns import pattern_fault

SUFFIX = ".rules"


class NoRulebook(Exception):
    """There is no rulebook at that place; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class RulebookFolder:
    """The rule texts of a rulebook and the folder that its lists are read from."""

    root: Path
    sources: tuple[Source, ...]
    faults: tuple[Diagnostic, ...]
    """Files that are no text."""
    largest: int
    """Bytes of a list file that are read; a larger one is read one byte further, so that the checker refuses it."""

    def read_file(self, path: str) -> bytes | None:
        """The content of a file inside the folder; None where it is not there or a link leads out of the folder."""
        place = inside(self.root, path)
        try:
            return None if place is None else _start_of(place, self.largest + 1)
        except OSError:
            return None


def open_rulebook(place: Path, limits: Limits = DEFAULT_LIMITS) -> RulebookFolder:
    """The rulebook in a folder (its `.rules` files, not those of folders inside) or in one file.

    NoRulebook where there is none.
    """
    sources: list[Source] = []
    faults: list[Diagnostic] = []
    try:
        root, paths = _rule_files(place)
        for path in paths:
            source, fault = read_source(path.name, _start_of(path, _enough(limits) + 1), limits)
            sources.append(source)
            faults += fault
    except OSError as trouble:
        raise NoRulebook(f"{trouble.filename or place} cannot be read: {trouble.strerror}") from trouble
    return RulebookFolder(root, tuple(sources), tuple(faults), limits.list_file_bytes)


def inside(folder: Path, path: str) -> Path | None:
    """The file that a path inside a folder leads to, links followed; None where there is none or it lies outside."""
    try:
        place = (folder / path).resolve()
        return place if place.is_relative_to(folder.resolve()) and place.is_file() else None
    except (OSError, RuntimeError, ValueError):  # a name that is too long, links in a circle, a zero byte
        return None


def _rule_files(place: Path) -> tuple[Path, list[Path]]:
    """The folder, and the files in it that make the rulebook."""
    if place.is_file():
        root, paths = place.parent, [place]
        if place.suffix != SUFFIX:
            raise NoRulebook(f"{place} is no rulebook: its name does not end in {SUFFIX}")
    elif place.is_dir():
        root, paths = place, _rule_files_in(place)
    else:
        raise NoRulebook(f"there is no rulebook at {place}")
    for path in paths:
        if not path.name.isprintable():
            raise NoRulebook(f"{path} has a name that cannot be written: give it another")
    return root, paths


def _rule_files_in(folder: Path) -> list[Path]:
    paths = sorted(p for p in folder.iterdir() if p.suffix == SUFFIX and (p.is_file() or p.is_symlink()))
    if not paths:
        raise NoRulebook(f"the folder {folder} holds no file that ends in {SUFFIX}")
    for path in paths:
        if inside(folder, path.name) is None:
            raise NoRulebook(f"{path} is a link that leads to no file in the folder: put the file itself there")
    return paths


def _start_of(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _enough(limits: Limits) -> int:
    """Bytes that are certainly more characters than a rule text may have."""
    return limits.source_characters * 4 + 4


def read_source(name: str, content: bytes, limits: Limits) -> tuple[Source, list[Diagnostic]]:
    """The text of a file; what is not UTF-8 is replaced and told once."""
    if len(content) > _enough(limits):  # refused for its length, and cut in the middle of a character perhaps
        return Source(name, content.decode("utf-8", "replace")), []
    try:
        return Source(name, content.decode("utf-8-sig")), []
    except UnicodeDecodeError as error:
        source = Source(name, content.decode("utf-8", "replace"))
        at = len(content[: error.start].decode("utf-8", "replace"))
        return source, [mistakes.NOT_UTF8.at(source.span(at, at + 1), hint="save it as UTF-8")]


def check_rulebook(
    folder: RulebookFolder, vocabulary: Vocabulary, today: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Checking:
    """Checks the rulebook of a folder; see `cts_grammar.check.check`. Where today is known, its examples are run."""
    sources = [s for s in folder.sources if s.path not in {f.span.path for f in folder.faults}]
    checking = check(sources, vocabulary, folder.read_file, today=today, pattern_fault=pattern_fault, limits=limits)
    if not folder.faults:
        return checking if today is None else with_examples(checking, today)
    everything = {s.path: s for s in folder.sources} | checking.sources
    return checking.refused([*folder.faults, *(checking.diagnostics if sources else ())], everything)
