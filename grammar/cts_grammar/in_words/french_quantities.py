"""Numbers, days and codes in French, with its spaces that do not break."""

from __future__ import annotations

import re

from cts_grammar.checked import Constant
from cts_grammar.in_words.quantities import Quantity, named_by, numeral, quantity
from cts_grammar.vocabulary import CodeList, Kind, Label

NBSP = "\u00a0"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_UNITS = {
    "m3": "m³",
    "ft3": "pi³",
    "degrees": "°C",
    "seconds": "secondes",
    "minutes": "minutes",
    "hours": "heures",
    "days": "jours",
    "weeks": "semaines",
    "months": "mois",
    "years": "ans",
    "litres": "litres",
}
_COUNTED = frozenset({"seconds", "minutes", "hours", "days", "weeks", "years", "litres"})
_INSTANT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?Z?)?")


def quoted(text: str) -> str:
    """Somebody's own words."""
    return f"«{NBSP}{text}{NBSP}»"


def written(q: Quantity) -> str:
    """`10 t`, `1 500,00 USD`, `3,00 EUR par kg`, `12,5 %`."""
    number = numeral(q.number, ",", NBSP, 2 if q.currency else 0)
    if q.unit == "%":
        return f"{number}{NBSP}%"
    per = f" par {_one(q.per)}" if q.per else ""
    if not q.unit:
        return number + per
    return f"{number}{NBSP}{unit(q.unit, q.number)}{per}"


def unit(name: str, number: float) -> str:
    """The unit's name; French counts in the plural from two on."""
    return _one(name) if abs(number) < 2 else _UNITS.get(name, name)


def _one(name: str) -> str:
    told = _UNITS.get(name, name)
    return told[:-1] if name in _COUNTED else told


def day(moment: str) -> str:
    """`1er mars 2026`; `1er mars 2026 à 4 h 30 UTC`; anything else as it is."""
    found = _INSTANT.fullmatch(moment)
    if not found or not 1 <= int(found[2]) <= 12:
        return moment
    number = f"1er{NBSP}" if found[3] == "01" else f"{int(found[3])}{NBSP}"
    date = f"{number}{MONTHS[int(found[2]) - 1]} {found[1]}"
    if not found[4]:
        return date
    seconds = f"{NBSP}min{NBSP}{int(found[6])}{NBSP}s" if found[6] and found[6] != "00" else ""
    return f"{date} à {int(found[4])}{NBSP}h{NBSP}{found[5]}{seconds} UTC"


def coded(code: str, codes: CodeList, *, level: bool) -> str:
    """`Équateur (EC)`, `position 0803 (bananes)`, `« comptant »`, `45R1`."""
    in_french = codes.titles.get("fr")
    title = in_french(code) if in_french is not None else None
    if codes.words:
        english = codes.title(code) if codes.title is not None else None
        return quoted(title or english or code) if title or english else code
    label = codes.levels.get(len(code), {}).get("fr") or Label("")
    if codes.places or not (codes.levels or code.isdigit()):
        return f"{title} ({code})" if title else code
    if not codes.levels:
        return f"{code} – {title}" if title else code
    broader = named_by(code, codes, in_french)
    if title and broader != code:
        title = f"{(codes.levels[len(broader)].get('fr') or Label('')).one} {broader}{NBSP}: {title}"
    named = f"{code} ({title})" if title else code
    return f"{label.one} {named}" if level and label.one else named


def constant(c: Constant, *, level: bool) -> str:
    """What is written in a rule."""
    match c.type.kind:
        case Kind.NUMBER:
            return written(quantity(c))
        case Kind.MOMENT:
            return f"le {day(str(c.value))}"
        case Kind.CODE if c.type.codes is not None:
            return coded(str(c.value), c.type.codes, level=level)
        case _:
            return quoted(str(c.value))
