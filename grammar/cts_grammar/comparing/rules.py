"""One rule in two versions: what of it changed."""

from __future__ import annotations

from cts_grammar.checked import CheckedRule, CheckedRulebook, Exemption, Instruction, Message
from cts_grammar.comparing.changes import Change, RuleChange, Standing
from cts_grammar.comparing.excerpts import excerpt
from cts_grammar.comparing.firing import firing
from cts_grammar.comparing.parts import condition_changes
from cts_grammar.comparing.proving import relation
from cts_grammar.meaning.hashing import rule_meaning
from cts_grammar.meaning.normal_form import normal
from cts_grammar.meaning.writing import written

LINES = ("title", "area", "owner", "reference")


def rule_change(
    old: CheckedRule, new: CheckedRule, before: CheckedRulebook, after: CheckedRulebook, *, moved: bool
) -> RuleChange:
    """All that changed of a rule; nothing where it says the same in the same place."""
    changes = (
        *_lines(old, new),
        *condition_changes("condition", old.when, new.when, before, after),
        *_exceptions(old, new, before, after),
        *_effects(old, new),
        *_messages("say", old.say, new.say, before, after),
        *_messages("tell trader", old.tell_trader, new.tell_trader, before, after),
    )
    return RuleChange(
        standing=Standing.CHANGED if old.id == new.id else Standing.RENAMED,
        id=new.id,
        title=new.title,
        old_id=old.id if old.id != new.id else "",
        moved=moved,
        changes=changes,
        relation=firing(old, new),
        same_meaning=rule_meaning(old) == rule_meaning(new),
    )


def _lines(old: CheckedRule, new: CheckedRule) -> list[Change]:
    pairs = [(name, str(getattr(old, name)), str(getattr(new, name))) for name in LINES]
    pairs += [
        ("in force from", old.first_day, new.first_day),
        ("in force to", old.last_day, new.last_day),
        ("review by", old.review_by, new.review_by),
        ("shadow", "yes" if old.shadow else "", "yes" if new.shadow else ""),
    ]
    return [Change(what, was, now) for what, was, now in pairs if was != now]


def _effects(old: CheckedRule, new: CheckedRule) -> list[Change]:
    pairs = [("score", _score(old.score), _score(new.score)), ("lane", old.lane, new.lane)]
    changes = [Change(what, was, now) for what, was, now in pairs if was != now]
    was, now = _texts(old.instructions), _texts(new.instructions)
    changes += [Change("action", text, "") for text in was if text not in now]
    return changes + [Change("action", "", text) for text in now if text not in was]


def _score(score: float) -> str:
    return f"{score:+.12g}" if score else ""


def _texts(instructions: tuple[Instruction, ...]) -> list[str]:
    return [instruction.text for instruction in instructions]


def _messages(
    what: str, old: tuple[Message, ...], new: tuple[Message, ...], before: CheckedRulebook, after: CheckedRulebook
) -> list[Change]:
    """Messages that both have are left out; the others are told one against one."""
    was = {written(normal(m.parts)): excerpt(before, m.span) for m in old}
    now = {written(normal(m.parts)): excerpt(after, m.span) for m in new}
    gone = [text for line, text in was.items() if line not in now]
    come = [text for line, text in now.items() if line not in was]
    most = max(len(gone), len(come))
    gone, come = ([*texts, *[""] * (most - len(texts))] for texts in (gone, come))
    return [Change(what, a, b) for a, b in zip(gone, come, strict=True)]


# --- exceptions -----------------------------------------------------------------------------------------------------


def _exceptions(old: CheckedRule, new: CheckedRule, before: CheckedRulebook, after: CheckedRulebook) -> list[Change]:
    """By name; those without one, and those that were given another, by what they say."""
    changes: list[Change] = []
    free = list(new.exemptions)
    gone: list[Exemption] = []
    for was in old.exemptions:
        now = _like(was, free)
        if now is None:
            gone.append(was)
        else:
            free.remove(now)
            changes += _exception(was, now, before, after)
    if len(gone) == len(free) == 1:
        return changes + _exception(gone[0], free[0], before, after)
    changes += [Change(_called(e), excerpt(before, e.condition.span), "", None) for e in gone]
    return changes + [Change(_called(e), "", excerpt(after, e.condition.span), None) for e in free]


def _like(was: Exemption, among: list[Exemption]) -> Exemption | None:
    line = written(normal(was.condition))
    return next(
        (e for e in among if e.name and e.name == was.name),
        next((e for e in among if written(normal(e.condition)) == line), None),
    )


def _exception(was: Exemption, now: Exemption, before: CheckedRulebook, after: CheckedRulebook) -> list[Change]:
    changes = []
    if was.name != now.name:
        changes.append(Change("name of the exception", was.name, now.name))
    told = relation(was.condition, now.condition)
    if written(normal(was.condition)) != written(normal(now.condition)):
        old_words, new_words = excerpt(before, was.condition.span), excerpt(after, now.condition.span)
        changes.append(Change(_called(now), old_words, new_words, told))
    if was.until != now.until:
        changes.append(Change(f"last day of {_called(now)}", was.until, now.until))
    return changes


def _called(exemption: Exemption) -> str:
    return f'exception "{exemption.name}"' if exemption.name else "exception"
