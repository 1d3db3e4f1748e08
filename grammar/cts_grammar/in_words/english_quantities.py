"""Numbers, days and codes in English."""

from __future__ import annotations

import re

from cts_grammar.checked import Constant
from cts_grammar.in_words.quantities import Quantity, named_by, numeral, quantity
from cts_grammar.vocabulary import CodeList, Kind, Label

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_UNITS = {"m3": "m³", "ft3": "ft³", "degrees": "°C", "litres": "litres"}
_COUNTED = ("seconds", "minutes", "hours", "days", "weeks", "months", "years", "litres")
_WITH_ARTICLE = re.compile(
    r"(?:United (?:Kingdom|States|Arab Emirates)|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|"
    r"Holy See|Isle of Man|Russian Federation|(?:Central African|Dominican) Republic|Congo|[^,(]* Islands|"
    r"[^,(]* Territor(?:y|ies))[^(]*\([A-Z]{2}\)$"
)
_INSTANT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(:\d{2})?Z?)?")


def quoted(text: str) -> str:
    """Somebody's own words."""
    return f"“{text}”"


def written(q: Quantity) -> str:
    """`10 t`, `1,500.00 USD`, `3.00 EUR per kg`, `12.5%`."""
    number = numeral(q.number, ".", ",", 2 if q.currency else 0)
    if q.unit == "%":
        return f"{number}%"
    unit = q.unit[:-1] if q.unit in _COUNTED and abs(q.number) == 1 else _UNITS.get(q.unit, q.unit)
    per = f"per {_UNITS.get(q.per, q.per.removesuffix('s') if q.per in _COUNTED else q.per)}" if q.per else ""
    return " ".join(filter(None, (number, unit, per)))


def day(moment: str) -> str:
    """`1 March 2026`; `1 March 2026 at 04:30 UTC`; anything else as it is."""
    found = _INSTANT.fullmatch(moment)
    if not found or not 1 <= int(found[2]) <= 12:
        return moment
    date = f"{int(found[3])} {MONTHS[int(found[2]) - 1]} {found[1]}"
    seconds = found[5] if found[5] and found[5] != ":00" else ""
    return f"{date} at {found[4]}{seconds} UTC" if found[4] else date


def coded(code: str, codes: CodeList, *, level: bool) -> str:
    """`Ecuador (EC)`, `heading 0803 (Bananas)`, `“cash”`, `45R1`."""
    title = codes.title(code) if codes.title is not None else None
    if codes.words and title:
        return quoted(title)
    label = codes.levels.get(len(code), {}).get("en") or Label("")
    if codes.places or not (codes.levels or code.isdigit()):
        return f"{title} ({code})" if title else code
    if not codes.levels:
        return f"{code} – {title}" if title else code
    broader = named_by(code, codes, codes.title)
    if title and broader != code:
        title = f"{(codes.levels[len(broader)].get('en') or Label('')).one} {broader}: {title}"
    named = f"{code} ({title})" if title else code
    return f"{label.one} {named}" if level and label.one else named


def with_article(told: str) -> str:
    """A country's name as it stands in a sentence.

    >>> with_article("Netherlands (NL)"), with_article("Ecuador (EC)"), with_article("Marshall Islands (MH)")
    ('the Netherlands (NL)', 'Ecuador (EC)', 'the Marshall Islands (MH)')
    """
    return f"the {told}" if _WITH_ARTICLE.match(told) else told


def constant(c: Constant, *, level: bool) -> str:
    """What is written in a rule."""
    match c.type.kind:
        case Kind.NUMBER:
            return written(quantity(c))
        case Kind.MOMENT:
            return day(str(c.value))
        case Kind.CODE if c.type.codes is not None:
            return coded(str(c.value), c.type.codes, level=level)
        case _:
            return quoted(str(c.value))
