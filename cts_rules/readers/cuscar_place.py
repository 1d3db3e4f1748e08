"""Places and countries of LOC."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cts_engine.values import Unreadable
from cts_rules.manifest.model import Code
from cts_rules.readers import as_filed
from cts_rules.readers.cuscar_codes import UN_LOCODE_LISTS
from cts_rules.readers.cuscar_context import Context, best
from cts_rules.readers.edifact_segments import Segment

_UN_LOCODE = re.compile(r"[A-Z]{2} ?[A-Z0-9]{3}", re.IGNORECASE | re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.IGNORECASE | re.ASCII)


def place(context: Context, locations: Mapping[str, Segment], qualifiers: Sequence[str]) -> Code:
    """The code of the place (LOC by qualifier) that is most preferred, as received."""
    segment = best(locations, qualifiers)
    return place_of(context, segment) if segment else None


def place_of(context: Context, loc: Segment) -> Code:
    """The code of a LOC; a place that is only named is unreadable, for no name is certain to be one place."""
    filed, code_list, name = loc.part(2), loc.part(2, 1), loc.part(2, 3)
    loc.mapped = bool(filed or name)
    if not filed:
        if name:
            context.find("location-without-code", "info", f"place {name} has no code", loc)
        return Unreadable(name) if name else None
    if code_list not in UN_LOCODE_LISTS:
        context.find("location-code-list", "info", f"{filed} is of code list {code_list}, not a UN/LOCODE", loc)
    return as_filed.code(filed)


def country(context: Context, locations: Mapping[str, Segment], qualifiers: Sequence[str]) -> Code:
    """The country of the place (LOC by qualifier) that is most preferred."""
    segment = best(locations, qualifiers)
    return country_of(context, segment) if segment else None


def country_of(context: Context, loc: Segment) -> Code:
    """The country of a LOC: its two letters, the beginning of a UN/LOCODE, or by name."""
    filed, name = loc.part(2), loc.part(2, 3)
    loc.mapped = bool(filed or name)
    if _COUNTRY.fullmatch(filed):
        if "139" in (loc.part(2, 1), loc.part(2, 2)):
            context.find("country-for-location", "info", f"{filed} is a country in an element for a UN/LOCODE", loc)
        return as_filed.code(filed)
    if _UN_LOCODE.fullmatch(filed):
        return filed[:2]
    return context.reference.country_named(filed or name) or as_filed.code(filed or name)


def is_country(loc: Segment) -> bool:
    """Whether a LOC holds no more than a country's two letters."""
    return _COUNTRY.fullmatch(loc.part(2)) is not None
