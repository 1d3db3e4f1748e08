"""A party: NAD in either of its encodings, with the references and contacts that follow it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cts_rules.manifest.model import Party
from cts_rules.readers import as_filed, cuscar_codes
from cts_rules.readers.cuscar_address import Address, address_of
from cts_rules.readers.cuscar_context import Context, first, joined, taken
from cts_rules.readers.edifact_segments import Segment

PartyGroup = Sequence[Segment]
"""NAD and what belongs to it: RFF, CTA, COM."""


class Parties(NamedTuple):
    """The parties of a consignment by field."""

    consignor: Party = Party()
    consignee: Party = Party()
    notify: Party = Party()
    forwarder: Party = Party()
    buyer: Party = Party()
    seller: Party = Party()


ELEMENTS = 9
"""Of NAD."""

ROLES: Mapping[str, Sequence[str]] = {
    "consignor": cuscar_codes.CONSIGNOR,
    "consignee": cuscar_codes.CONSIGNEE,
    "notify": cuscar_codes.NOTIFY,
    "forwarder": cuscar_codes.FORWARDER,
    "buyer": cuscar_codes.BUYER,
    "seller": cuscar_codes.SELLER,
}
"""Field to the qualifiers that fill it; of several parties the first of the most preferred one."""


def parties(context: Context, groups: Iterable[PartyGroup]) -> Parties:
    """The parties of a consignment; further ones of the same role stay raw."""
    filed: dict[str, PartyGroup] = {}
    for group in groups:
        filed.setdefault(group[0].part(1).upper(), group)
    chosen = {role: next((filed[q] for q in qualifiers if q in filed), None) for role, qualifiers in ROLES.items()}
    return Parties(**{role: party(context, group) for role, group in chosen.items() if group is not None})


def party(context: Context, group: PartyGroup) -> Party:
    """The party of a NAD group."""
    nad = group[0]
    nad.mapped = True
    name, address = _name_and_address(context, nad)
    number = taken(first((s for s in group if s.tag == "RFF" and s.part(1, 1)), cuscar_codes.TAX_REFERENCES))
    return Party(
        name=as_filed.party_name(name, context.reference.placeholders),
        address=address.address,
        city=address.city,
        postcode=address.postcode,
        country=as_filed.code(address.country),
        id=as_filed.code(number.part(1, 1) if number else nad.part(2)),
        phone=_contact(group, cuscar_codes.TELEPHONE),
        email=_contact(group, cuscar_codes.E_MAIL),
    )


def _name_and_address(context: Context, nad: Segment) -> tuple[str | None, Address]:
    names, street, city, region, postcode, country = _structured(context, nad)
    country = country if len(country) == 2 else context.reference.country_named(country) or country
    if not any((*street, city, region, postcode)):
        # Everything in one composite: C058, or C080 used like it. The first line is the name, by custom.
        lines = [line.strip() for line in (names if any(map(str.strip, names)) else nad.parts(3)) if line.strip()]
        read = address_of(lines[1:], context.reference)
        return joined(lines[:1]), Address(read.address, read.city, read.postcode, country or read.country)
    if not country:
        read = address_of(street, context.reference)
        street, country = [read.address or ""] if read.country else street, read.country or ""
    address = joined([*street, region], ", ")
    return joined(names) or joined(nad.parts(3)[:1]), Address(address, city or None, postcode or None, country or None)


def _structured(context: Context, nad: Segment) -> tuple[list[str], list[str], str, str, str, str]:
    """C080, C059, 3164, 3229, 3251, 3207. A `+` too many is taken to be the name's, for the end is sure: a country."""
    names, beyond = nad.parts(4)[:5], len(nad.elements) - 1 - ELEMENTS
    if beyond > 0:
        text = "the party has too many elements; a `+` in it may lack its release character"
        context.find("too-many-elements", "warning", text, nad)
    shift = beyond if beyond > 0 and len(nad.part(ELEMENTS + beyond)) == 2 else 0
    if shift:
        names = ["+".join(joined(nad.parts(i)) or "" for i in range(4, 5 + shift))]
    city, region, postcode, country = (nad.part(i + shift) for i in (6, 7, 8, 9))
    return names, nad.parts(5 + shift), city, region, postcode, country


def _contact(group: PartyGroup, channels: frozenset[str]) -> str | None:
    """The first number or address of such a channel in COM (repeatable in later directories)."""
    for segment in group:
        if segment.tag != "COM":
            continue
        for element in segment.elements[1:]:
            for number, channel in zip(element[::2], element[1::2], strict=False):
                if channel.strip().upper() in channels and number.strip():
                    segment.mapped = True
                    return number.strip()
    return None
