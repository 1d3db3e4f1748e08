"""Which transport document a house is: its number, its level, its master."""

from __future__ import annotations

from dataclasses import dataclass

from cts_rules.manifest.model import Code, DocumentType
from cts_rules.readers import as_filed
from cts_rules.readers.cuscar_codes import BILLS, HOUSE_DOCUMENTS, MASTER_DOCUMENTS
from cts_rules.readers.cuscar_context import Context, first, taken
from cts_rules.readers.cuscar_outline import ConsignmentGroup, House


@dataclass(frozen=True, slots=True)
class Documents:
    """The transport document of a consignment; `direct` is never told apart by CUSCAR, a bill's level is then None."""

    number: Code
    type: DocumentType | None
    master: Code


def documents(context: Context, group: ConsignmentGroup, house: House) -> Documents:
    """By references: a house bill (BH, HWB) is a house; a bill (BM, AWB) beside a master (MB, MWB) is one too.

    The number in CNI counts where no reference says otherwise. A house without a master of its own is under the master
    that its CNI named before, which may be the number in CNI itself.
    """
    cni_number = group.cni.part(2)
    own = {level: _number(house, codes) for level, codes in _LEVELS.items()}
    inherited = _inherited_master(group, house)
    master, bill, house_bill = own["master"] or inherited, own["bill"], own["house"]
    if house_bill:
        above = master or _other(bill, house_bill) or _other(cni_number, house_bill)
        return _told(context, group, Documents(as_filed.code(house_bill), "house", as_filed.code(above)))
    number = bill or _other(cni_number, master) or master
    if master and number != master:
        return _told(context, group, Documents(as_filed.code(number), "house", as_filed.code(master)))
    if master:
        return _told(context, group, Documents(as_filed.code(master), "master", None))
    return _told(context, group, Documents(as_filed.code(bill or cni_number), None, None))


_LEVELS = {"master": MASTER_DOCUMENTS, "bill": BILLS, "house": HOUSE_DOCUMENTS}


def _told(context: Context, group: ConsignmentGroup, told: Documents) -> Documents:
    """Note where CNI has another number than the references."""
    cni_number = group.cni.part(2)
    if cni_number and cni_number not in (told.number, told.master):
        text = f"CNI names document {cni_number}, the references {told.number}"
        context.find("document-number-differs", "warning", text, group.cni)
    return told


def _number(house: House, qualifiers: tuple[str, ...]) -> str:
    segment = taken(first(house.references, qualifiers))
    return segment.part(1, 1) if segment else ""


def _inherited_master(group: ConsignmentGroup, house: House) -> str:
    """The master that stands before the houses, or with an earlier one; a bill before houses is their master."""
    before = [group.common, *group.houses[: group.houses.index(house)]]
    for earlier in before:
        if number := _number(earlier, MASTER_DOCUMENTS):
            return number
    return _number(group.common, BILLS) if len(group.houses) > 1 else ""


def _other(number: str, than: str) -> str:
    return number if number != than else ""
