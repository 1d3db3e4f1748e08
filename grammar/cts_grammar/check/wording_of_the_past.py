"""The canonical wording of a question about other consignments: the same words, the same question."""

from __future__ import annotations

from cts_grammar import syntax as s
from cts_grammar.check.kept_names import named_in_the_past
from cts_grammar.checked import About, FieldValue, OfEach, Summary, Value, Window
from cts_grammar.printing.expressions import Printer, bare
from cts_grammar.printing.layout import lay_out

_DAY, _HOUR = 86_400, 3_600
_ONE_LINE = 1_000_000


def worded(
    summary: Summary,
    keys: tuple[FieldValue | OfEach, ...],
    value: Value | OfEach | None,
    window: Window | None,
    about: About = About.CONSIGNMENTS,
    asked: str = "",
    where: s.Expression | None = None,
) -> str:
    """The question in words; `asked` is what it calls a value that is no field, `where` its filter as written."""
    return "".join(
        (
            _counted(summary, value, about, asked),
            " in this manifest" if about is About.MANIFEST else "",
            _same(keys),
            f" in the last {_length(window)}" if window is not None else "",
            f" with ({one_line(where)})" if where is not None else "",
        )
    )


def one_line(e: s.Expression) -> str:
    """An expression in its canonical form, on one line."""
    return " ".join(line.text for line in lay_out(Printer().unbroken(bare(e)), 0, width=_ONE_LINE))


def _same(keys: tuple[FieldValue | OfEach, ...]) -> str:
    names = [_key(key) for key in keys]
    if not names:
        return ""
    same = names[0] if len(names) == 1 else f"({', '.join(names)})"
    return f" with the same {same}"


def _key(key: FieldValue | OfEach) -> str:
    name = named_in_the_past(key)
    return f"{name} of its own" if isinstance(key, FieldValue) and key.level > 1 else name


def _counted(summary: Summary, value: Value | OfEach | None, about: About, asked: str) -> str:
    if value is None:
        return "number of findings" if about is About.FINDINGS else "number of consignments"
    if isinstance(value, FieldValue | OfEach):
        field = value.value.field if isinstance(value, OfEach) else value.field
        asked = named_in_the_past(value)
        if summary is Summary.DIFFERENT:
            return f"number of different {asked.removesuffix(field.name)}{field.plural or field.name + 's'}"
    return f"{summary.value} {asked} of consignments"


def _length(window: Window) -> str:
    if window.unit == "months":
        return _several(window.amount, "month")
    days, rest = divmod(window.amount, _DAY)
    return _several(window.amount // _HOUR, "hour") if rest else _several(days, "day")


def _several(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
