"""Whether a rulebook is for a consignment, by its mode of transport and its movement."""

from __future__ import annotations

from typing import Any

from cts_engine.compile import CompiledRulebook
from cts_engine.primitives.guarding import NOWHERE, along, quiet
from cts_grammar.vocabulary import Field


def belongs(compiled: CompiledRulebook, manifest: Any, consignment: Any) -> bool | None:
    """Yes, no, or None where the mode or the movement that would tell cannot be read."""
    if not compiled.scopes:
        return True
    scope = compiled.vocabulary.scope
    mode = _read(compiled, scope.mode_field, manifest, consignment)
    movement = _read(compiled, scope.movement_field, manifest, consignment)
    answers = [_both(_is(s.mode, mode), _is(s.movement, movement)) for s in compiled.scopes]
    if True in answers:
        return True
    return None if None in answers else False


def unread(compiled: CompiledRulebook, manifest: Any, consignment: Any) -> tuple[str, ...]:
    """Names of those of the two fields that cannot be read."""
    scope = compiled.vocabulary.scope
    fields = {field.name: field for field in (scope.mode_field, scope.movement_field)}
    return tuple(name for name, field in fields.items() if _read(compiled, field, manifest, consignment) is None)


def _read(compiled: CompiledRulebook, field: Field, manifest: Any, consignment: Any) -> str | None:
    """The canonical code that one of them holds for the field, or None."""
    thing = manifest if field.of == compiled.vocabulary.outer else consignment
    value = along(thing, field.path) if field.reach is None else quiet(field.reach, NOWHERE)(thing)
    code: str | None = compiled.shared.canonical(field.type.codes)[value] if type(value) is str else None
    return code


def _is(wanted: str | None, found: str | None) -> bool | None:
    if wanted is None:
        return True
    return None if found is None else wanted == found


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True
