"""What the rulebook's own data say: the value of a parameter on a day, and the row of a table that fits."""

from __future__ import annotations

from collections.abc import Callable

from cts_engine.display import plain_text
from cts_engine.trace import Reading
from cts_grammar.checked import Constant, Lookup, Parameter, Row, Value
from cts_grammar.folding import fold
from cts_grammar.vocabulary import Kind

ReadConstant = Callable[[Constant], Reading]


def parameter(value: Parameter, by: Reading, read: ReadConstant) -> Reading:
    """The value that holds on the day."""
    if not isinstance(by.got, str):
        return Reading(value, "missing", parts=(by,))
    day = by.got[:10]
    holding = [dated for dated in value.dated if dated.since <= day]
    if not holding:
        first = value.dated[0].since
        return Reading(value, "missing", parts=(by,), note=f"`{value.name}` has no value before {first}")
    return _found(value, holding[-1].value, (by,), read)


def lookup(value: Lookup, keys: tuple[Reading, ...], read: ReadConstant) -> Reading:
    """The value of the row that fits best, or the default."""
    asked = [key_of(reading) for reading in keys]
    if None in asked:
        return Reading(value, "missing", parts=keys)
    sought = [key for key in asked if key is not None]
    fitting = [row for row in value.rows if all(map(fits, value.keys, row.keys, sought))]
    best = max(fitting, key=lambda row: [len(key) for key in row.keys], default=None)
    if best is not None and best.value is not None:
        return _found(value, best.value, keys, read)
    if value.default is not None and (best is not None or not too_coarse(value, sought)):
        return _found(value, value.default, keys, read)
    told = ", ".join(f"`{plain_text(key)}`" for key in sought)
    said = "a blank" if best is not None else "no row"
    return Reading(value, "missing", parts=keys, note=f"the table `{value.table}` has {said} for {told}")


def _found(value: Value, constant: Constant, parts: tuple[Reading, ...], read: ReadConstant) -> Reading:
    inner = read(constant)
    return Reading(value, inner.state, inner.got, inner.raw, parts=parts)


def key_of(reading: Reading) -> str | None:
    """What is looked up: a code as its list writes it, or a text folded; None where it is not known."""
    if reading.node.type.kind is Kind.CODE:
        return reading.got if isinstance(reading.got, str) else None
    return None if reading.text is None else fold(reading.text)


def is_hierarchical(key: Value) -> bool:
    """Whether a key stands for what lies below it, too."""
    codes = key.type.codes
    return codes is not None and codes.hierarchical


def fits(key: Value, row: str, sought: str) -> bool:
    """Whether a row's key is what is sought, or a beginning of it."""
    return sought.startswith(row) if is_hierarchical(key) else sought == row


def too_coarse(value: Lookup, sought: list[str]) -> bool:
    """Whether some row would fit, if codes were longer."""
    return any(all(map(_could_fit, value.keys, row.keys, sought)) for row in value.rows)


def _could_fit(key: Value, row: str, sought: str) -> bool:
    return fits(key, row, sought) or (is_hierarchical(key) and row.startswith(sought))


def could_apply(value: Lookup, keys: tuple[Reading, ...]) -> list[Row]:
    """The rows that could come to count once what is missing is filed, and what is too coarse is filed in full."""
    asked = [key_of(reading) for reading in keys]

    def could(row: Row) -> bool:
        pairs = zip(value.keys, row.keys, asked, strict=True)
        return all(sought is None or _could_fit(key, at, sought) for key, at, sought in pairs)

    return [row for row in value.rows if row.value is not None and could(row)]
