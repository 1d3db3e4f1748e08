"""The names that a history keeps, and what is said of one that it does not."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.names import field_value, find_field, find_list, nearest
from cts_grammar.check.unknown_names import unknown
from cts_grammar.checked import FieldValue
from cts_grammar.vocabulary import Kept


def kept_key(ctx: Context, kept: Kept, name: s.Name) -> FieldValue:
    """The field by which earlier consignments are to be found. Raises Refusal with the mistake."""
    return _kept(ctx, kept.keys, name, name.text)


def kept_by_plural(ctx: Context, kept: Kept, name: s.Name) -> FieldValue:
    """The field of which different values are to be counted."""
    return _kept(ctx, kept.keys, name, _singular(ctx, name.text))


def is_kept_plural(ctx: Context, kept: Kept, name: str) -> bool:
    """Whether different values of what is called so could be counted."""
    return _singular(ctx, name) in kept.keys


def _singular(ctx: Context, name: str) -> str:
    once = (f for f in ctx.vocabulary.fields if f.of in (ctx.vocabulary.root, ctx.vocabulary.outer))
    return next((f.name for f in once if name in (f.plural, f.name + "s")), name)


def kept_amount(ctx: Context, kept: Kept, name: s.Name) -> FieldValue:
    """The field that is to be added up."""
    return _kept(ctx, kept.amounts, name, name.text)


def _kept(ctx: Context, names: tuple[str, ...], name: s.Name, meant: str) -> FieldValue:
    found = find_field(ctx, meant, ctx.reach())
    if found is not None and found[0].name in names:
        return field_value(*found, name.span)
    near = nearest(meant, names)
    known = found is not None or meant in ctx.definitions or meant in ctx.lists
    if not known and _is_one_of_several(ctx, meant):
        form = f"questions about earlier consignments by `{name.text}`, of which there are several,"
        raise Refusal(mistakes.NOT_YET.at(name.span, form=form, hint=_told(near[:1] or names)))
    if not known:
        raise Refusal(unknown(ctx, meant, name.span, ctx.reach(), also=names))
    raise Refusal(mistakes.NOT_KEPT.at(name.span, name=name.text, hint=_told(names)))


def _is_one_of_several(ctx: Context, name: str) -> bool:
    """Whether it is a list of the consignment, or what the things in one have: `seals`, `hs codes`, `seal number`."""
    if find_list(ctx, name, ctx.reach()):
        return True
    having = (
        (r, f) for r in ctx.vocabulary.relations if not r.pending for f in ctx.vocabulary.fields_of(r.to).values()
    )
    return any(name.removeprefix(r.name + " ") in (f.name, f.name + "s", f.plural) for r, f in having)


def _told(names: tuple[str, ...] | list[str]) -> str:
    return f"what is kept: {', '.join(names)}"
