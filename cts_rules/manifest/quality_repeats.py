"""Checks across consignments: numbers that stand twice, containers that are told differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cts_grammar.vocabulary import as_is
from cts_rules.manifest.findings import Finding
from cts_rules.manifest.model import Container
from cts_rules.manifest.quality_context import Checked, warning


def document_numbers_differ(checked: Checked) -> Iterator[Finding]:
    """One transport document, one consignment."""
    first: dict[str, int] = {}
    for index, consignment, where in checked.consignments():
        filed = consignment.document_number
        number = as_is(filed) if isinstance(filed, str) else None
        if number is None:
            continue
        if number in first:
            message = f"document number `{filed}` is that of consignments[{first[number]}] too"
            yield warning("document-number-twice", message, f"{where}.document_number", index)
        first.setdefault(number, index)


def containers_agree(checked: Checked) -> Iterator[Finding]:
    """A container that several consignments name has one size and type and one set of seals."""
    by_number: dict[str, list[tuple[int, Container, str]]] = defaultdict(list)
    for index, container, where in checked.containers():
        number = as_is(container.number) if isinstance(container.number, str) else None
        if number:
            by_number[number].append((index, container, where))
    for number, told in by_number.items():
        if len(told) > 1:
            yield from _disagreements(number, told)


def _disagreements(number: str, told: list[tuple[int, Container, str]]) -> Iterator[Finding]:
    index, first, _ = told[0]
    for other_index, other, other_where in told[1:]:
        sizes = (first.size_type, other.size_type)
        if all(isinstance(size, str) for size in sizes) and as_is(str(sizes[0])) != as_is(str(sizes[1])):
            message = (
                f"container `{number}` is `{other.size_type}` here and `{first.size_type}` in consignments[{index}]"
            )
            yield warning("container-size-differs", message, f"{other_where}.size_type", other_index)
        seals, other_seals = _seals(first), _seals(other)
        if seals and other_seals and seals != other_seals:
            message = (
                f"container `{number}` has seals {', '.join(sorted(other_seals))} here"
                f" and {', '.join(sorted(seals))} in consignments[{index}]"
            )
            yield warning("container-seals-differ", message, f"{other_where}.seals", other_index)


def _seals(container: Container) -> frozenset[str]:
    numbers = (as_is(seal.number) for seal in container.seals or () if isinstance(seal.number, str))
    return frozenset(number for number in numbers if number)
