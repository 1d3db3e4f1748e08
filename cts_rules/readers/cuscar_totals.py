"""Control totals against what they count: a disagreement is a finding, never a reason to refuse.

Weight and packages that a consignment declares are its fields, and compared with its goods wherever they came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cts_rules.manifest.model import Consignment, GoodsItem, Quantity
from cts_rules.readers import cuscar_codes
from cts_rules.readers.cuscar_context import Context, first, taken
from cts_rules.readers.edifact_segments import Segment

TOLERANCE = 1.0
"""Kilograms: senders round the parts and the whole."""


def check_stowage(context: Context, item: GoodsItem, stowed: Sequence[Segment]) -> None:
    """Packages of a goods item against the packages that its containers are said to hold of it."""
    figures = [segment.part(2) for segment in stowed]
    if not figures or not all(f.isascii() and f.isdigit() and len(f) < 10 for f in figures):
        return
    held = float(sum(map(int, figures)))
    if differs(item.packages, held, 0):
        text = f"the goods item has {_figure(item.packages)} packages, its containers hold {_figure(held)}"
        context.find("stowage-total", "warning", text, stowed[0])


def check_message(
    context: Context, totals: Sequence[Segment], consignments: Sequence[Consignment], cnis: int, equipment: int
) -> None:
    """Control totals of a message against its consignments, goods items and equipment."""
    items = [item for consignment in consignments for item in consignment.goods_items or ()]
    top = _without_houses(consignments)
    checks: tuple[tuple[Sequence[str], float | None, str], ...] = (
        (cuscar_codes.TOTAL_WEIGHT, total(map(_weight, top)), "kg"),
        (cuscar_codes.TOTAL_PACKAGES, total(map(_packages, top)), "packages"),
        (cuscar_codes.TOTAL_CONSIGNMENTS, float(cnis), "consignments"),
        (cuscar_codes.TOTAL_ITEMS, float(len(items)), "goods items"),
        (cuscar_codes.TOTAL_EQUIPMENT, float(equipment), "pieces of equipment"),
    )
    for qualifiers, found, what in checks:
        cnt = taken(first(totals, qualifiers))
        if cnt is None or not cnt.part(1, 1):
            continue
        weighed = what == "kg"
        declared = context.mass(cnt.part(1, 1), cnt.part(1, 2).upper(), cnt) if weighed else _count(context, cnt)
        if differs(declared, found, TOLERANCE if weighed else 0):
            text = f"CNT declares {_figure(declared)} {what}, the message has {_figure(found)}"
            context.find("message-total", "warning", text, cnt)


def _without_houses(consignments: Sequence[Consignment]) -> list[Consignment]:
    """What counts once: not the houses of a master that is in the message itself."""
    numbers = {consignment.document_number for consignment in consignments} - {None}
    return [consignment for consignment in consignments if consignment.master_document_number not in numbers]


def total(quantities: Iterable[Quantity]) -> float | None:
    """The sum; None where a part is missing or unreadable, so that there is nothing to compare."""
    result = 0.0
    for quantity in quantities:
        if not isinstance(quantity, float):
            return None
        result += quantity
    return result


def differs(one: Quantity, other: Quantity, tolerance: float) -> bool:
    """Whether two known quantities are further apart than the tolerance."""
    return isinstance(one, float) and isinstance(other, float) and abs(one - other) > tolerance + 1e-9


def _count(context: Context, cnt: Segment) -> Quantity:
    return context.count(cnt.part(1, 1), cnt, "control total")


def _weight(consignment: Consignment) -> Quantity:
    """As declared, else as its items have it."""
    return consignment.gross_weight or total(item.weight for item in consignment.goods_items or (GoodsItem(),))


def _packages(consignment: Consignment) -> Quantity:
    return consignment.packages or total(item.packages for item in consignment.goods_items or (GoodsItem(),))


def _figure(quantity: Quantity) -> str:
    return f"{quantity:.15g}" if isinstance(quantity, float) else "(none)"
