"""Numbers, moments, lanes and places in the words and shapes of the pages."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from markupsafe import Markup

from cts_engine.display import plain_number, with_unit
from cts_engine.seen import SeenValue, shown

SHAPES = {"red": "square", "amber": "triangle", "orange": "triangle", "yellow": "triangle", "green": "circle"}
"""A lane is told by word, shape and colour; a lane of another name is a diamond."""

NARROW_SPACE = "\u202f"


def lane_shape(lane: str | None) -> str:
    """The shape that goes with a lane's colour; a ring where no rulebook is for the consignment."""
    return SHAPES.get(lane, "diamond") if lane else "ring"


def is_selected(lane: str | None) -> bool:
    """Whether somebody is to look at the consignment."""
    return lane is not None and lane != "green"


def count_of(number: int, one: str, many: str) -> str:
    """A whole phrase for one or for many, the number in `{n}`.

    >>> count_of(1, "1 rule", "{n} rules"), count_of(1200, "1 rule", "{n} rules")
    ('1 rule', '1\\u202f200 rules')
    """
    return one if number == 1 else many.format(n=f"{number:,}".replace(",", NARROW_SPACE))


def sentence(fragment: str) -> str:
    """A fragment of ours as a sentence.

    >>> sentence("there is no rulebook x"), sentence("did you mean `x`?"), sentence("")
    ('There is no rulebook x.', 'Did you mean `x`?', '')
    """
    text = fragment.strip()
    return text and text[0].upper() + text[1:] + ("" if text.endswith((".", "?", "!", ":")) else ".")


def anchor_of(where: str) -> str:
    """Where a finding's `segment 12 (CNI)` stands on the page of its message; empty for other places."""
    found = re.match(r"segment (\d{1,9}) \(", where)
    return f"n{found[1]}" if found else ""


def number(value: float | None) -> str:
    """A number with thin spaces between thousands; empty where there is none."""
    return "" if value is None else f"{value:,.12g}".replace(",", NARROW_SPACE)


def points(score: float) -> str:
    """A rule's share of a score, with its sign."""
    return f"{score:+g}".replace("-", "\u2212")


def moment(text: Any) -> Markup:
    """`23 Nov 2026, 09:15 UTC`, marked up as a time; a text of another shape as it is."""
    if not isinstance(text, str) or not text:
        return Markup('<span class="nothing">–</span>')
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return Markup("{}").format(text)
    day = f"{when.day} {when:%b %Y}"
    words = day if len(text) == 10 else f"{day}, {when:%H:%M} UTC"
    return Markup('<time datetime="{}">{}</time>').format(text, words)


def seen_value(seen: Any) -> str:
    """A value that a rule looked at, in words."""
    if isinstance(seen, SeenValue):
        return shown(seen)
    if isinstance(seen, dict):
        return shown(SeenValue(**seen))
    if isinstance(seen.value, float):
        return with_unit(plain_number(seen.value), seen.unit)
    return shown(SeenValue(seen.name, seen.value, seen.unit, seen.at))
