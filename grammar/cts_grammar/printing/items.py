"""Declarations and rules in their canonical form."""

from __future__ import annotations

from collections.abc import Iterator

from cts_grammar import syntax as s
from cts_grammar.printing.expressions import Printer, bare
from cts_grammar.printing.layout import Break, Group, Indent, Layout, Line, Must, Piece, joined, lay_out, row
from cts_grammar.printing.wording import number, quoted


def item_lines(p: Printer, item: s.Item) -> list[Line]:
    """The finished lines of one declaration or rule."""
    match item:
        case s.Header():
            return list(_header(p, item))
        case s.Rule():
            return list(_rule(p, item))
        case _:
            return lay_out(declaration(p, item), 0, p.comments)


def declaration(p: Printer, item: s.Item) -> Layout:
    """A declaration of one statement."""
    at = item.span.start
    match item:
        case s.ListInPlace():
            entries = joined([p.entry(e) for e in item.entries], ",", Break())
            return Group(row(Piece(f"list {item.name.text} =", at), Indent(row(Break(), entries))))
        case s.ListFromFile():
            column = f" column {quoted(item.column.text)}" if item.column else ""
            return Piece(f"list {item.name.text} from {quoted(item.file.text)}{column}", at)
        case s.Table():
            keys = ", ".join(k.text for k in item.keys)
            keyed = keys if len(item.keys) == 1 else f"({keys})"
            default = ""
            if item.default:
                told = quoted(item.default.text) if isinstance(item.default, s.Text) else number(item.default)
                default = f" default {told}"
            return Piece(f"table {item.name.text} from {quoted(item.file.text)} keyed by {keyed}{default}", at)
        case s.Watchlist():
            return Piece(f"watchlist {item.name.text} from {quoted(item.file.text)}", at)
        case s.Rates():
            return Piece(f"exchange rates from {quoted(item.file.text)}", at)
        case s.Parameter():
            values = [row(p.entry(v.value), f" from {v.since.text}" if v.since else "") for v in item.values]
            return row(
                Piece(f"parameter {item.name.text} =", at), Group(Indent(row(Break(), joined(values, ",", Break()))))
            )
        case s.Definition():
            body = Indent(row(Break(), p.unbroken(bare(item.body))))
            return Group(row(Piece(f"define {item.name.text} as", at), body))
        case _:
            raise AssertionError(f"{type(item).__name__} has lines of its own")


def _header(p: Printer, h: s.Header) -> Iterator[Line]:
    title = f" {quoted(h.title)}" if h.title else ""
    yield Line(f"rulebook {h.name.text}{title}", 0, h.span.start)
    for line in h.lines:
        match line:
            case s.ScopeLine():
                text = f"for {', '.join(n.text for n in line.names) or 'all'}"
            case s.OwnerLine():
                text = f"owner {quoted(line.text)}"
            case s.LaneLine():
                text = f"lane {line.name} from {line.numeral.removeprefix('+')}"
            case s.RandomLine():
                text = f"random selection {line.numeral}%"
        yield Line(text, 2, line.span.start)


def _rule(p: Printer, r: s.Rule) -> Iterator[Line]:
    title = f" {quoted(r.title)}" if r.title else ""
    yield Line(f"rule {r.id}{title}", 0, r.span.start)
    for line in r.metadata:
        yield Line(metadata(line), 2, line.span.start)
    yield Line("when", 2, r.when_span.start)
    yield from lay_out(_condition(p, r.when), 4, p.comments)
    for unless in r.exemptions:
        yield from lay_out(_unless(p, unless), 2, p.comments)
    yield Line("then", 2, r.then_span.start)
    for a in r.actions:
        yield Line(action(a), 4, a.span.start)
    for example in r.examples:
        yield Line("", 0, None)
        yield from lay_out(_example(p, example), 2, p.comments)


def _condition(p: Printer, e: s.Expression) -> Layout:
    """Each part of a rule's condition on its own line."""
    inner = bare(e)
    if not isinstance(inner, s.Chain):
        return p.expression(inner)
    parts = [p.expression(inner.parts[0])]
    for connective, part in zip(inner.connectives, inner.parts[1:], strict=True):
        parts.append(row(connective + " ", p.expression(part)))
    return joined(parts, Must())


def metadata(line: s.MetadataLine) -> str:
    """One of a rule's first lines."""
    match line.kind:
        case "in force":
            first = f" from {line.first.text}" if line.first else ""
            last = f" to {line.last.text}" if line.last else ""
            return f"in force{first}{last}"
        case "review by":
            return f"review by {line.first.text if line.first else ''}"
        case "shadow":
            return "shadow"
        case _:
            return f"{line.kind} {quoted(line.text) if line.quoted else line.text}"


def _unless(p: Printer, u: s.Unless) -> Layout:
    name = f" {quoted(u.name)}" if u.name else ""
    until = row(Break(), Piece(f"until {u.until.text}", u.until.span.start)) if u.until else row()
    body = Indent(row(Break(), p.unbroken(bare(u.body)), until))
    return Group(row(Piece(f"unless{name}", u.span.start), body))


def action(a: s.Action) -> str:
    """One line after `then`."""
    if a.text_span is None:
        return a.kind
    match a.kind:
        case "score":
            return f"score {a.text if a.text[0] in '+-' else '+' + a.text}"
        case "lane" | "examine by":
            return f"{a.kind} {a.text}"
        case _:
            return f"{a.kind} {quoted(a.text)}"


def _example(p: Printer, e: s.Example) -> Layout:
    facts = joined([p.fact(f) for f in e.facts], ",", Break())
    return row(Piece(f"example {quoted(e.name)} {e.verdict} when", e.span.start), Group(Indent(row(Break(), facts))))
