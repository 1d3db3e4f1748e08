"""Checks of codes: check digits, and codes that no list has.

Lists that are only the small built-in ones accuse nobody: a code is unknown then only if its shape or its beginning
(country, chapter) cannot be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cts_grammar.vocabulary import as_is
from cts_rules.manifest import valid
from cts_rules.manifest.code_lists import country_code, hs_digits
from cts_rules.manifest.findings import Finding
from cts_rules.manifest.quality_context import Checked, note, warning

_CONTAINER = re.compile(r"[A-Z]{4}[0-9]{7}", re.ASCII)
_PLACES = ("place_of_receipt", "port_of_loading", "port_of_discharge", "place_of_delivery")
_PORT_FUNCTION = {"sea": ("1", "port"), "air": ("4", "airport")}


def containers_have_check_digits(checked: Checked) -> Iterator[Finding]:
    """ISO 6346; unit load devices of aircraft have other numbers."""
    if checked.manifest.transport_mode == "air":
        return
    for index, container, where in checked.containers():
        number = as_is(container.number) if isinstance(container.number, str) else None
        if number is None or valid.container_number(number):
            continue
        if _CONTAINER.fullmatch(number):
            message = f"the check digit of container `{number}` is wrong"
            yield warning("iso6346-check-digit", message, f"{where}.number", index)
        else:
            message = f"container `{number}` has not the four letters and seven digits of ISO 6346"
            yield warning("container-number-shape", message, f"{where}.number", index)


def ship_has_check_digit(checked: Checked) -> Iterator[Finding]:
    """IMO Resolution A.1117(30)."""
    number = checked.manifest.imo_number
    if isinstance(number, str) and not valid.imo_number(number):
        yield warning(
            "imo-check-digit", f"`{number}` is not a valid IMO number: seven digits, the last a check", "imo_number"
        )


def waybills_have_check_digits(checked: Checked) -> Iterator[Finding]:
    """IATA Resolution 600a; eleven digits by sea are a bill of lading."""
    if checked.manifest.transport_mode not in ("air", None):
        return
    for index, consignment, where in checked.consignments():
        for name in ("document_number", "master_document_number"):
            number = getattr(consignment, name)
            bare = as_is(number) if isinstance(number, str) else None
            if bare and len(bare) == 11 and bare.isascii() and bare.isdigit() and not valid.air_waybill(bare):
                message = f"the check digit of air waybill `{number}` is wrong (the seven digits before it, modulo 7)"
                yield warning("awb-check-digit", message, f"{where}.{name}", index)


def countries_exist(checked: Checked) -> Iterator[Finding]:
    """ISO 3166-1, with the codes that trade uses besides."""
    for code, where, index in _countries(checked):
        if not isinstance(code, str):
            continue
        short = country_code(code)
        if short and checked.reference.known_country(short):
            continue
        if title := checked.reference.country_title(short or ""):
            status = checked.reference.countries.status(short or "") or "withdrawn"
            what = "is a grouping of countries, no country" if status == "grouping" else "is a withdrawn country code"
            yield note("withdrawn-country", f"`{code}` ({title}) {what}", where, index)
        elif named := checked.reference.country_named(code):
            yield note("country-by-name", f"`{code}` is no country code; it was read as {named}", where, index)
        else:
            yield warning("unknown-country", f"no country has the code `{code}`", where, index)


def _countries(checked: Checked) -> Iterator[tuple[object, str, int | None]]:
    yield checked.manifest.vessel_flag, "vessel_flag", None
    for index, consignment, where in checked.consignments():
        yield consignment.country_of_origin, f"{where}.country_of_origin", index
        yield consignment.country_of_destination, f"{where}.country_of_destination", index
        for n, country in enumerate(consignment.routing_countries or ()):
            yield country, f"{where}.routing_countries[{n}]", index
    for index, _, party, where in checked.parties():
        yield party.country, f"{where}.country", index
    for index, item, where in checked.items():
        yield item.country_of_origin, f"{where}.country_of_origin", index


def locations_exist(checked: Checked) -> Iterator[Finding]:
    """UN/LOCODE; where the official list is loaded, ports must be ports."""
    validity, reference = checked.validity, checked.reference
    for filed, where, index, loads in _locations(checked):
        if not isinstance(filed, str):
            continue
        code = validity.location_code(filed)
        if code is None or len(code) != 5:
            yield warning(
                "location-not-locode", f"`{filed}` is not a UN/LOCODE of five letters and digits", where, index
            )
        elif not validity.location(filed):
            yield warning("unknown-location", f"no place has the UN/LOCODE `{filed}`", where, index)
        elif loads and (need := _PORT_FUNCTION.get(str(checked.manifest.transport_mode))):
            functions = reference.location_functions(code) if reference.locations.complete else None
            if functions and need[0] not in functions:
                message = f"`{filed}` ({reference.location_title(code)}) is not listed as {need[1]}"
                yield note("location-function", message, where, index)


def _locations(checked: Checked) -> Iterator[tuple[object, str, int | None, bool]]:
    """Each with its place, and whether cargo is loaded or unloaded there."""
    yield checked.manifest.port_of_departure, "port_of_departure", None, True
    yield checked.manifest.port_of_arrival, "port_of_arrival", None, True
    for index, consignment, where in checked.consignments():
        for name in _PLACES:
            yield getattr(consignment, name), f"{where}.{name}", index, name.startswith("port")
        for n, port in enumerate(consignment.transhipment_ports or ()):
            yield port, f"{where}.transhipment_ports[{n}]", index, True


def package_types_exist(checked: Checked) -> Iterator[Finding]:
    """UN/ECE Recommendation 21, with what carriers send instead."""
    parts = ((i, c.package_type, w) for i, c, w in checked.consignments())
    of_items = ((i, g.package_type, w) for i, g, w in checked.items())
    for index, code, where in (*parts, *of_items):
        if isinstance(code, str) and not checked.validity.package_type(code):
            message = f"`{code}` is not a package type of UN/ECE Recommendation 21"
            yield note("unknown-package-type", message, f"{where}.package_type", index)


def hs_codes_exist(checked: Checked) -> Iterator[Finding]:
    """The Harmonized System: an even number of digits, and by the official list the first six."""
    for index, item, where in checked.items():
        code = item.hs_code
        if not isinstance(code, str) or checked.validity.hs(code):
            continue
        if hs_digits(code) is None:
            message = f"`{code}` is not an HS code: an even number of digits, from two to twelve"
            yield warning("hs-code-shape", message, f"{where}.hs_code", index)
        else:
            yield warning("unknown-hs-code", f"the Harmonized System has no `{code}`", f"{where}.hs_code", index)


def un_numbers_exist(checked: Checked) -> Iterator[Finding]:
    """The UN list of dangerous goods."""
    for index, item, where in checked.items():
        if isinstance(item.un_number, str) and not checked.validity.un_number(item.un_number):
            message = f"no dangerous goods have the UN number `{item.un_number}`"
            yield warning("unknown-un-number", message, f"{where}.un_number", index)
