"""Which containers a consignment has: those that its goods are stowed in (SGP), or that are filed inside it.

Containers are given exhaustively where the message links goods to equipment at all. Where it lists equipment and links
none, everything is in the only consignment, or of several nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from cts_engine.values import Unreadable
from cts_rules.manifest.findings import Finding
from cts_rules.manifest.model import Consignment, Container, GoodsItem
from cts_rules.readers.cuscar_consignment import FiledConsignment
from cts_rules.readers.cuscar_equipment import key
from cts_rules.readers.cuscar_goods import FiledItem


def linked(
    filed: Sequence[FiledConsignment], equipment: Mapping[str, Container]
) -> tuple[list[Consignment], list[Finding]]:
    """The consignments with their containers, and what does not fit; `equipment` is by `key` of its number."""
    links = any(one.stowed or one.equipment for one in filed)
    if not links and equipment:
        alone = len(filed) == 1
        containers = tuple(equipment.values()) if alone else None
        findings = [] if alone else [_nothing_linked(len(equipment))]
        return [_complete(one, containers, None if not alone else _numbers(containers)) for one in filed], findings
    findings = list(_unlisted(filed, equipment)) if equipment else []
    findings += _unused(filed, equipment)
    return [_complete(one, tuple(_containers(one, equipment)), ()) for one in filed], findings


def _containers(filed: FiledConsignment, equipment: Mapping[str, Container]) -> Iterator[Container]:
    inside = {key(_number(container)): container for container in filed.equipment}
    for number in filed.stowed:
        yield inside.get(key(number), equipment.get(key(number), Container(number=number)))
    stowed = {key(number) for number in filed.stowed}
    yield from (container for number, container in inside.items() if number not in stowed)


def _complete(
    filed: FiledConsignment, containers: tuple[Container, ...] | None, otherwise: tuple[str, ...] | None
) -> Consignment:
    """The consignment; goods items that name no container are in `otherwise`."""
    items = tuple(_item(one, otherwise) for one in filed.items if not one.says_nothing)
    return msgspec.structs.replace(filed.consignment, goods_items=items, containers=containers)


def _item(filed: FiledItem, otherwise: tuple[str, ...] | None) -> GoodsItem:
    numbers = tuple(dict.fromkeys(sgp.part(1) for sgp in filed.stowed))
    return msgspec.structs.replace(filed.item, containers=numbers or otherwise)


def _nothing_linked(count: int) -> Finding:
    text = f"equipment is listed ({count}) and no goods item is put into any of it (SGP)"
    return Finding("equipment-not-linked", "warning", text, "consignments")


def _unlisted(filed: Sequence[FiledConsignment], equipment: Mapping[str, Container]) -> Iterator[Finding]:
    for index, one in enumerate(filed):
        inside = {key(_number(container)) for container in one.equipment}
        for number in one.stowed:
            if key(number) not in equipment and key(number) not in inside:
                text = f"container {number} holds goods and is not listed among the equipment (EQD)"
                yield Finding("container-not-listed", "warning", text, f"consignments[{index}].containers", index)


def _unused(filed: Sequence[FiledConsignment], equipment: Mapping[str, Container]) -> Iterator[Finding]:
    """Containers that hold nothing and do not say that they are empty."""
    used = {key(number) for one in filed for number in one.stowed}
    for number, container in equipment.items():
        if number not in used and container.load_status != "empty":
            text = f"container {_number(container)} is listed and no goods item is put into it (SGP)"
            yield Finding("container-not-used", "info", text, "consignments")


def _number(container: Container) -> str:
    number = container.number
    return number.unreadable if isinstance(number, Unreadable) else number or ""


def _numbers(containers: Sequence[Container] | None) -> tuple[str, ...]:
    return tuple(_number(container) for container in containers or ())
