"""Containers: EQD with what belongs to it. Seals are given exhaustively."""

from __future__ import annotations

from collections.abc import Sequence

from cts_engine.values import Unreadable
from cts_rules.manifest.model import Container, LoadStatus, Seal
from cts_rules.readers import as_filed, cuscar_codes
from cts_rules.readers.cuscar_context import Context
from cts_rules.readers.cuscar_goods import measured
from cts_rules.readers.edifact_segments import Segment


def is_container(group: Sequence[Segment]) -> bool:
    """Whether the equipment holds goods and has a number."""
    return group[0].part(1).upper() in cuscar_codes.CONTAINERS and bool(group[0].part(2))


def container(context: Context, group: Sequence[Segment]) -> Container:
    """The container of an EQD group."""
    eqd = group[0]
    eqd.mapped = True
    weights = [segment for segment in group if segment.tag == "MEA"]
    return Container(
        number=as_filed.code(eqd.part(2)),
        size_type=as_filed.code(eqd.part(3)),
        type_group=as_filed.type_group(eqd.part(3)),
        load_status=_load_status(group),
        weight=measured(context, weights, cuscar_codes.GROSS_WEIGHT),
        tare=measured(context, weights, cuscar_codes.TARE_WEIGHT),
        temperature=_temperature(context, group),
        shipper_owned=cuscar_codes.SHIPPER_OWNED.get(eqd.part(4)),
        seals=tuple(
            _seal(segment, number) for segment in group if segment.tag == "SEL" for number in _numbers(segment)
        ),
    )


def key(number: str) -> str:
    """What two spellings of a container number have in common."""
    return "".join(number.upper().replace("-", " ").split())


def _load_status(group: Sequence[Segment]) -> LoadStatus | Unreadable | None:
    """By 8169; a service for less than full loads (TSR) makes a full container one of several consignments."""
    filed = group[0].part(6)
    status: LoadStatus | Unreadable | None = cuscar_codes.LOAD_STATUS.get(filed)
    if status is None and filed:
        status = Unreadable(filed)
    for segment in group:
        if segment.tag == "TSR" and cuscar_codes.LESS_THAN_FULL in segment.parts(2)[:1] and status in (None, "full"):
            segment.mapped = True
            return "lcl"
    return status


def _temperature(context: Context, group: Sequence[Segment]) -> float | Unreadable | None:
    for segment in group:
        if segment.tag == "TMP" and segment.part(2):
            segment.mapped = True
            return context.temperature(segment.part(2), segment.part(2, 1).upper(), segment)
    return None


def _numbers(sel: Segment) -> list[str]:
    """Seal numbers of a SEL: one, or several where syntax version 4 repeats the element."""
    numbers = [part.strip() for part in sel.parts(1) if part.strip()]
    sel.mapped = bool(numbers)
    return numbers


def _seal(sel: Segment, number: str) -> Seal:
    return Seal(number=number, party=as_filed.code(sel.part(2) or sel.part(2, 3)))
