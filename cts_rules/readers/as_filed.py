"""From text as filed to values of the model: each gives the value, `Unreadable` with the text, or None; none raises.

None is an empty or absent text. What was filed and cannot be read stays to be seen, as `Unreadable`. Nothing here
guesses a factor of a thousand, a unit or a century that the text leaves open.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache

from cts_engine.values import Money, Unreadable
from cts_grammar.folding import words
from cts_rules.manifest.model import TypeGroup

KILOGRAMS: Mapping[str, float] = {
    **dict.fromkeys(("KGM", "KG", "KGS", "KILO", "KILOS", "K"), 1.0),
    **dict.fromkeys(("TNE", "T", "MT"), 1000.0),
    **dict.fromkeys(("GRM", "G", "GR"), 0.001),
    **dict.fromkeys(("LBR", "LB", "LBS", "L"), 0.45359237),
    "DTN": 100.0,
    "MGM": 0.000001,
    "ONZ": 0.028349523125,
    "CWI": 50.80234544,
    "CWA": 45.359237,
    "LTN": 1016.0469088,
    "STN": 907.18474,
}
"""UN/ECE Recommendation 20 codes, the one-letter codes of IATA Cargo-IMP and everyday spellings.

`TON` is not among them: it is three different weights.
"""

CUBIC_METRES: Mapping[str, float] = {
    **dict.fromkeys(("MTQ", "M3", "CBM", "MC"), 1.0),
    **dict.fromkeys(("LTR", "DMQ", "LT", "LTS", "L"), 0.001),
    **dict.fromkeys(("CMQ", "CC", "MLT"), 0.000001),
    **dict.fromkeys(("FTQ", "FT3", "CFT", "CF"), 0.028316846592),
    **dict.fromkeys(("INQ", "CI"), 0.000016387064),
    "HLT": 0.1,
    "YDQ": 0.764554857984,
    "GLL": 0.003785411784,
    "GLI": 0.00454609,
    "BLL": 0.158987294928,
}

CELSIUS: Mapping[str, tuple[float, float]] = {
    **dict.fromkeys(("CEL", "C"), (1.0, 0.0)),
    **dict.fromkeys(("FAH", "F"), (5 / 9, -160 / 9)),
    **dict.fromkeys(("KEL", "K"), (1.0, -273.15)),
}
"""Factor and offset from the unit to degrees Celsius."""

NO_CODE = frozenset({"N/A", "N.A.", "TBA", "TBC", "TBD", "TBN", "UNKNOWN", "NIL", "NONE"})
"""What stands where a code should. `NA` is not among them: it is Namibia."""

_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?P<mark>[.,' \u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*(?:[.,]\d+)?", re.ASCII)
_SIZE_TYPE = re.compile(r"[1-4A-HK-NP][0-9C-FL-NP](?P<type>[A-Z0-9]{1,2})", re.ASCII)
_HS_CODE = re.compile(r"(?:HS|HTS)?(?:[ -]?CODE)?[ .:-]*(?P<code>\d(?:[ .-]?\d){1,13})", re.ASCII | re.IGNORECASE)
_PACKAGES = re.compile(r"(?P<quantity>\d[\d.,]*)[ :x*-]*(?P<type>[A-Z][A-Z0-9 ]*)?", re.ASCII | re.IGNORECASE)


def text(raw: str | None) -> str | None:
    """The text without blanks at its ends.

    >>> text("  Cotton  shirts "), text(" "), text(None)
    ('Cotton  shirts', None, None)
    """
    return (raw.strip() or None) if raw else None


def code(raw: str | None) -> str | Unreadable | None:
    """The code as received; Unreadable where something stands for no code at all.

    >>> code(" ECGYE "), code("XX"), code("-"), code("")
    ('ECGYE', Unreadable(unreadable='XX'), Unreadable(unreadable='-'), None)
    """
    filed = text(raw)
    if filed is None:
        return None
    upper = filed.upper()
    stands_for_nothing = upper in NO_CODE or (len(upper) > 1 and not upper.strip("X"))
    nothing_in_it = not filed.isalnum() and not any(map(str.isalnum, filed))
    return Unreadable(filed) if stands_for_nothing or nothing_in_it else filed


def number(raw: str | None, decimal_mark: str = ".") -> float | Unreadable | None:
    """A number that is not negative, of digits with at most one decimal mark.

    The other mark is read too, except where it might part thousands: `1,500` under a decimal point could be one and a
    half or fifteen hundred. Groups of thousands are read where they cannot be anything else.

    >>> number("12.5"), number("12,5"), number("1,234.5"), number("1 234 567")
    (12.5, 12.5, 1234.5, 1234567.0)
    >>> number("1,500"), number("1,500", ",")
    (Unreadable(unreadable='1,500'), 1.5)
    >>> number("TBA"), number("-3"), number("inf"), number("")
    (Unreadable(unreadable='TBA'), Unreadable(unreadable='-3'), Unreadable(unreadable='inf'), None)
    """
    value = _signed(raw, decimal_mark)
    return Unreadable((raw or "").strip()) if isinstance(value, float) and value < 0 else value


def mass(raw: str | None, unit: str | None, decimal_mark: str = ".") -> float | Unreadable | None:
    """Kilograms from an amount in a unit of mass; Unreadable where the unit is not known or not filed.

    >>> mass("2.5", "TNE"), mass("10", "LBR"), mass("10", "XYZ"), mass("10", None)
    (2500.0, 4.5359237, Unreadable(unreadable='10 XYZ'), Unreadable(unreadable='10'))
    """
    return _converted(raw, unit, KILOGRAMS, decimal_mark)


def volume(raw: str | None, unit: str | None, decimal_mark: str = ".") -> float | Unreadable | None:
    """Cubic metres from an amount in a unit of volume; Unreadable where the unit is not known or not filed.

    >>> volume("33", "MTQ"), volume("1500", "LTR"), volume("3", "KGM")
    (33.0, 1.5, Unreadable(unreadable='3 KGM'))
    """
    return _converted(raw, unit, CUBIC_METRES, decimal_mark)


def temperature(raw: str | None, unit: str | None, decimal_mark: str = ".") -> float | Unreadable | None:
    """Degrees Celsius from degrees of a scale; may be negative.

    >>> temperature("-18", "CEL"), temperature("0", "FAH"), temperature("-018", "CEL"), temperature("4", "X")
    (-18.0, -17.77777778, -18.0, Unreadable(unreadable='4 X'))
    """
    value = _signed(raw, decimal_mark)
    if not isinstance(value, float):
        return value
    scale = CELSIUS.get((unit or "").strip().upper())
    return _with_unit(raw, unit) if scale is None else round(value * scale[0] + scale[1], 8)


def money(raw: str | None, currency: str | None, decimal_mark: str = ".") -> Money | None:
    """An amount with its currency; None where no amount was filed.

    >>> money("1200.50", "usd"), money("as agreed", "EUR"), money("5", "$"), money(" ", "EUR")
    (Money(amount=1200.5, currency='USD'), Money(amount=Unreadable(unreadable='as agreed'), currency='EUR'), \
Money(amount=5.0, currency=None), None)
    """
    amount = number(raw, decimal_mark)
    if amount is None:
        return None
    named = (currency or "").strip().upper()
    return Money(amount, named if len(named) == 3 and named.isascii() and named.isalpha() else None)


def party_name(raw: str | None, placeholders: Collection[str]) -> str | Unreadable | None:
    """A name; Unreadable where nothing is left of it once the folded phrases of `placeholders` are taken away.

    >>> stand_ins = frozenset({"same as", "consignee", "n/a"})
    >>> party_name("Acme  Ltd ", stand_ins), party_name("SAME AS CONSIGNEE.", stand_ins), party_name("...", stand_ins)
    ('Acme  Ltd', Unreadable(unreadable='SAME AS CONSIGNEE.'), Unreadable(unreadable='...'))
    """
    filed = text(raw)
    if filed is None:
        return None
    return Unreadable(filed) if _made_of(tuple(words(filed).split()), frozenset(placeholders)) else filed


def hs_code(raw: str | None) -> str | Unreadable | None:
    """A Harmonized System code as received, without a heading; Unreadable where it is not two to fourteen digits.

    >>> hs_code("0803.90"), hs_code("HS CODE: 30 04 90"), hs_code("bananas"), hs_code(" ")
    ('0803.90', '30 04 90', Unreadable(unreadable='bananas'), None)
    """
    filed = text(raw)
    if filed is None:
        return None
    found = _HS_CODE.fullmatch(filed)
    return found["code"] if found else Unreadable(filed)


def iso_moment(raw: str | None) -> str | Unreadable | None:
    """A day or an instant of UTC from ISO 8601 text; a time without a zone is UTC already.

    >>> iso_moment("2026-03-01"), iso_moment("2026-03-01T04:30+02:00"), iso_moment("2026-03-01 04:30:00.5")
    ('2026-03-01', '2026-03-01T02:30:00Z', '2026-03-01T04:30:00Z')
    >>> iso_moment("01/03/2026"), iso_moment("2026-02-30"), iso_moment("")
    (Unreadable(unreadable='01/03/2026'), Unreadable(unreadable='2026-02-30'), None)
    """
    filed = text(raw)
    if filed is None:
        return None
    try:
        if len(filed) <= len("2026-03-01"):
            return date.fromisoformat(filed).isoformat()
        return instant(datetime.fromisoformat(filed))
    except (ValueError, OverflowError):
        return Unreadable(filed)


def instant(moment: datetime) -> str:
    """The canonical text of an instant; one without a zone is UTC already. OverflowError beyond the years 1 to 9999.

    >>> instant(datetime(2026, 3, 1, 4, 30))
    '2026-03-01T04:30:00Z'
    """
    in_utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return in_utc.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def packages(raw: str | None, decimal_mark: str = ".") -> tuple[tuple[float, str | None], ...] | Unreadable | None:
    """Quantities of packages with their types, from a text that lists them.

    >>> packages("12 CT; 3 PK"), packages("40"), packages("some boxes")
    (((12.0, 'CT'), (3.0, 'PK')), ((40.0, None),), Unreadable(unreadable='some boxes'))
    """
    filed = text(raw)
    if filed is None:
        return None
    read: list[tuple[float, str | None]] = []
    for part in re.split(r"[;/&+]|,\s|\sand\s", filed):
        found = _PACKAGES.fullmatch(part.strip())
        quantity = number(found["quantity"], decimal_mark) if found else None
        if found is None or not isinstance(quantity, float):
            return Unreadable(filed)
        read.append((quantity, text(found["type"])))
    return tuple(read)


_GROUP_OF_LETTERS: Mapping[str, TypeGroup] = {
    **dict.fromkeys(("DV", "DC", "ST", "HC", "HQ", "SD"), "dry"),
    **dict.fromkeys(("RF", "RH"), "refrigerated"),
    "TK": "tank",
    "OT": "open top",
    **dict.fromkeys(("FR", "FL"), "flat"),
    "VT": "ventilated",
}
"""Abbreviations of the trade where the two letters of an ISO 6346 type should stand (`40HC`)."""

_GROUP_OF_TYPE: Mapping[str, TypeGroup] = {
    **dict.fromkeys("GBA", "dry"),
    **dict.fromkeys("RH", "refrigerated"),
    **dict.fromkeys("TK", "tank"),
    "U": "open top",
    "P": "flat",
    "V": "ventilated",
}
"""By the third position of an ISO 6346 size and type code: B is dry bulk, A air and surface, H thermal."""

_GROUP_OF_DIGITS: Mapping[str, TypeGroup] = {
    **dict.fromkeys(("0", "8", "9"), "dry"),
    **dict.fromkeys(("2", "3", "4"), "refrigerated"),
    "5": "open top",
    "6": "flat",
    "7": "tank",
}
"""By the third digit of the codes of 1984: 2 is insulated or heated, 8 dry bulk, 9 air and surface."""


def type_group(size_type: str | None) -> TypeGroup | Unreadable | None:
    """What kind of container a size and type code names, by ISO 6346 or its edition of 1984.

    >>> type_group("45R1"), type_group("22G1"), type_group("4310"), type_group("2213"), type_group("40HC")
    ('refrigerated', 'dry', 'dry', 'ventilated', 'dry')
    >>> type_group("BIG"), type_group(None)
    (Unreadable(unreadable='BIG'), None)
    """
    filed = text(size_type)
    if filed is None:
        return None
    code = _SIZE_TYPE.fullmatch(filed.upper().replace(" ", "").replace("'", ""))
    return (_group_of(code["type"]) if code else None) or Unreadable(filed)


def _group_of(kind: str) -> TypeGroup | None:
    """By the last two characters, or the last one where the detail was left out."""
    if kind.isdigit():
        # 10 to 12 are the ordinary box with vents under the roof; real ventilation begins at 13.
        return _GROUP_OF_DIGITS.get(kind[0]) or ("dry" if kind <= "12" else "ventilated")
    return _GROUP_OF_LETTERS.get(kind) or _GROUP_OF_TYPE.get(kind[0])


def _signed(raw: str | None, decimal_mark: str) -> float | Unreadable | None:
    filed = text(raw)
    if filed is None:
        return None
    plain = _digits(filed, decimal_mark)
    value = float(plain) if plain is not None else math.inf
    return value + 0.0 if math.isfinite(value) else Unreadable(filed)  # + 0.0: a minus before nothing is nothing


def _digits(filed: str, decimal_mark: str) -> str | None:
    """The number as Python writes it; None where it is none, or its marks can be read in two ways."""
    if grouped := _GROUPED.fullmatch(filed):
        mark = grouped["mark"]
        rest = filed.replace(mark, "", 1)
        if mark in ".," and not any(m in rest for m in ".,"):
            # One mark, three digits behind it: only the declared decimal mark is certain.
            return filed.replace(mark, ".") if mark == decimal_mark else None
        return filed.replace(mark, "").replace(",", ".")
    if _PLAIN.fullmatch(filed):
        return filed.replace(",", ".")
    return filed if _EXPONENT.fullmatch(filed) else None


def _converted(
    raw: str | None, unit: str | None, factors: Mapping[str, float], decimal_mark: str
) -> float | Unreadable | None:
    value = number(raw, decimal_mark)
    if not isinstance(value, float):
        return value
    factor = factors.get((unit or "").strip().upper())
    if factor is None:
        return _with_unit(raw, unit)
    converted = value if factor == 1.0 else float(f"{value * factor:.12g}")
    return converted if math.isfinite(converted) else _with_unit(raw, unit)


def _with_unit(raw: str | None, unit: str | None) -> Unreadable:
    return Unreadable(f"{raw} {unit or ''}".strip())


@lru_cache(maxsize=8)
def _phrases(placeholders: frozenset[str]) -> tuple[frozenset[tuple[str, ...]], tuple[int, ...]]:
    split = frozenset(tuple(words(phrase).split()) for phrase in placeholders) - {()}
    return split, tuple(sorted({len(phrase) for phrase in split}))


def _made_of(said: tuple[str, ...], placeholders: frozenset[str]) -> bool:
    """Whether the words can be laid out with whole phrases and nothing between; no words at all can."""
    phrases, lengths = _phrases(placeholders)
    reached = {0}
    for start in range(len(said)):
        if start in reached:
            reached.update(start + n for n in lengths if said[start : start + n] in phrases)
        elif not reached or max(reached) < start:
            return False
    return len(said) in reached
