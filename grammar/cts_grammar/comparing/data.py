"""Tables, watch lists, exchange rates and parameters as the rules of a rulebook use them, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from cts_grammar.checked import CheckedRulebook, Constant, Exchange, Listed, Lookup, NamedValue, OnList, Parameter
from cts_grammar.comparing.changes import EntriesChange, EntryChange, ParameterChange
from cts_grammar.comparing.walking import Rules, everything, is_parameter
from cts_grammar.meaning.writing import constant_written, number_written

Cell = tuple[str, str]
"""What it means, and how it is written."""
Entries = dict[str, dict[str, Cell]]
"""The cells of each entry, by column."""
DEFAULT = "any other key"
"""What the default of a table is the value of."""

_NONE: Cell = "", ""


def data_changes(olds: Rules, news: Rules) -> tuple[EntriesChange, ...]:
    """Of the tables, columns, watch lists and rates that the rules of both versions use."""
    old, new = _data(olds), _data(news)
    found = (_entries(what, name, old[what, name], new[what, name]) for what, name in sorted(old.keys() & new.keys()))
    return tuple(change for change in found if change is not None)


def _entries(what: str, name: str, old: Entries, new: Entries) -> EntriesChange | None:
    added = [_told(key, cells) for key, cells in new.items() if key not in old and key != DEFAULT]
    removed = [_told(key, cells) for key, cells in old.items() if key not in new and key != DEFAULT]
    both = [key for key in new if key in old or key == DEFAULT] + [DEFAULT] * (DEFAULT in old and DEFAULT not in new)
    changed = [change for key in both for change in _cells(key, old.get(key, {}), new.get(key, {}))]
    if not (added or removed or changed):
        return None
    return EntriesChange(name, tuple(sorted(added)), tuple(sorted(removed)), what, tuple(changed))


def _cells(key: str, old: Mapping[str, Cell], new: Mapping[str, Cell]) -> Iterable[EntryChange]:
    """What changed of one entry, in the columns that both versions read."""
    columns = old.keys() & new.keys() if key != DEFAULT else old.keys() | new.keys()
    for column in sorted(columns):
        was, now = old.get(column, _NONE), new.get(column, _NONE)
        if was[0] != now[0]:
            yield EntryChange(key, column, was[1], now[1])


def _told(key: str, cells: Mapping[str, Cell]) -> str:
    said = ", ".join(f"{column} {text}".strip() for column, (_, text) in sorted(cells.items()) if text)
    return f"{key} ({said})" if said else key


# --- what is used ---------------------------------------------------------------------------------------------------


def _data(rules: Rules) -> dict[tuple[str, str], Entries]:
    found: dict[tuple[str, str], Entries] = {}
    seen: dict[tuple[int, str], Any] = {}
    for node in everything(rules):
        match node:
            case Lookup() if seen.setdefault((id(node.rows), node.wording), node.rows) is node.rows:
                _add_table(found.setdefault(("table", node.table), {}), node)
            case OnList() if ("watch list", node.list_name) not in found:
                found["watch list", node.list_name] = _watched(node.entries)
            case Exchange() if ("exchange rates", "") not in found:
                found["exchange rates", ""] = _rates(node)
    return found


def _add_table(entries: Entries, node: Lookup) -> None:
    column = node.wording.partition(f" of {node.table}")[0] if f" of {node.table}" in node.wording else ""
    for row in node.rows:
        entries.setdefault(", ".join(row.keys), {})[column] = _cell(row.value)
    if node.default is not None:
        entries.setdefault(DEFAULT, {})[column] = _cell(node.default)


def _cell(value: Constant | None) -> Cell:
    return (constant_written(value), value.text) if value is not None else _NONE


def _watched(listed: Iterable[Listed]) -> Entries:
    found: Entries = {}
    for one in listed:
        called = one.names[0] if one.names else ", ".join(one.identifiers)
        key, n = called, 1
        while key in found:
            n += 1
            key = f"{called} ({n})"
        aliases, ids = ", ".join(one.names[1:]), ", ".join(one.identifiers)
        found[key] = {"aliases": (aliases, aliases), "identifiers": (ids, ids)}
    return found


def _rates(exchange: Exchange) -> Entries:
    base = exchange.base
    found: Entries = {"base": {"": (base, base)}} if base else {}
    for rate in exchange.rates:
        units = number_written(rate.units)
        found[f"{rate.currency} from {rate.since}"] = {"": (units, units)}
    return found


# --- parameters -----------------------------------------------------------------------------------------------------

Values = list[tuple[str, Constant]]
"""From which day on, from the earliest; the empty day is the beginning."""


def parameter_changes(
    before: CheckedRulebook, olds: Rules, after: CheckedRulebook, news: Rules
) -> tuple[ParameterChange, ...]:
    """Of the parameters that the rules of both versions use: each stretch of days on which the value is another."""
    old, new = _parameters(before, olds), _parameters(after, news)
    return tuple(
        change for name in sorted(old.keys() & new.keys()) for change in _stretches(name, old[name], new[name])
    )


def _parameters(rulebook: CheckedRulebook, rules: Rules) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for node in everything(rules):
        match node:
            case Parameter() if node.name not in found:
                found[node.name] = [(dated.since, dated.value) for dated in node.dated]
            case NamedValue(name, Constant() as constant) if name not in found and is_parameter(rulebook, name):
                found[name] = [("", constant)]
    return found


def _stretches(name: str, old: Values, new: Values) -> list[ParameterChange]:
    days = sorted({"", *(day for day, _ in (*old, *new))})
    found: list[ParameterChange] = []
    for day, following in zip(days, [*days[1:], ""], strict=True):
        was, now = _at(old, day), _at(new, day)
        if was[0] == now[0]:
            continue
        until = (date.fromisoformat(following) - timedelta(days=1)).isoformat() if following else ""
        last = found[-1] if found else None
        if last is not None and (last.old, last.new) == (was[1], now[1]) and _next_day(last.until) == day:
            found[-1] = ParameterChange(name, last.since, until, *(was[1], now[1]))
        else:
            found.append(ParameterChange(name, day, until, was[1], now[1]))
    return found


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""


def _at(values: Values, day: str) -> Cell:
    """The value on a day."""
    held = [constant for since, constant in values if since <= day]
    return _cell(held[-1]) if held else _NONE
