"""One rule: its lines, conditions, exemptions and actions."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal, within_reason
from cts_grammar.check.contradictions import tell_contradictions
from cts_grammar.check.examples import example
from cts_grammar.check.header import GREEN, CheckedHeader
from cts_grammar.check.literals import moment, plain_number
from cts_grammar.check.messages import message
from cts_grammar.check.names import nearest
from cts_grammar.check.nothing_there import warn_of_nothing
from cts_grammar.check.size import refuse_oversize
from cts_grammar.checked import CheckedRule, Condition, Exemption, Instruction, Message
from cts_grammar.diagnostics import Diagnostic, Label
from cts_grammar.source import Span

_METHODS = ("scan", "documents", "physical")
_CALLED = {
    "x-ray": "scan",
    "xray": "scan",
    "scanner": "scan",
    "scanning": "scan",
    "document": "documents",
    "papers": "documents",
    "paperwork": "documents",
    "inspection": "physical",
    "hand": "physical",
    "opening": "physical",
    "unloading": "physical",
}
"""Ways to examine as they are called elsewhere."""


def rule(ctx: Context, r: s.Rule, header: CheckedHeader) -> CheckedRule | None:
    """The checked rule; None where it has an error (all of them are reported)."""
    before = len(ctx.diagnostics)
    metadata = _metadata(ctx, r)
    when = _condition(ctx, r.when)
    exemptions = tuple(x for x in (_exemption(ctx, u) for u in r.exemptions) if x)
    with ctx.reporting():
        refuse_oversize(ctx, (*([when] if when else []), *(x.condition for x in exemptions)), r.head_span)
    score, lane, instructions = _effects(ctx, r, header)
    say = _messages(ctx, r, "say", when)
    tell = _messages(ctx, r, "tell trader", when)
    examples = tuple(example(ctx, written) for written in r.examples)
    if all(action.kind == "tell trader" for action in r.actions):
        ctx.report(mistakes.NO_EFFECT.at(r.then_span))
    if any(d.is_error for d in ctx.diagnostics[before:]) or when is None:
        return None
    warn_of_nothing(ctx, when)
    tell_contradictions(ctx, when, exemptions)
    return CheckedRule(
        id=r.id,
        title=r.title,
        area=metadata.get("area", ""),
        owner=metadata.get("owner", ""),
        reference=metadata.get("reference", ""),
        first_day=metadata.get("first", ""),
        last_day=metadata.get("last", ""),
        review_by=metadata.get("review by", ""),
        shadow="shadow" in metadata,
        when=when,
        exemptions=exemptions,
        score=score,
        lane=lane,
        instructions=instructions,
        say=say,
        tell_trader=tell,
        span=r.span,
        examples=examples,
    )


def _metadata(ctx: Context, r: s.Rule) -> dict[str, str]:
    found: dict[str, str] = {}
    said: dict[str, Span] = {}
    for line in r.metadata:
        if line.kind in said:
            first = Label(said[line.kind], "first said here")
            ctx.report(mistakes.LINE_TWICE.at(line.span, first, line=line.kind))
        said.setdefault(line.kind, line.span)
        match line.kind:
            case "in force":
                found["first"], found["last"] = _day(ctx, line.first), _day(ctx, line.last)
                if found["first"] and found["last"] and found["last"] < found["first"]:
                    ctx.report(_force_reversed(line, found["first"], found["last"]))
            case "review by":
                found["review by"] = _day(ctx, line.first)
            case "shadow":
                found["shadow"] = "yes"
            case _:
                found[line.kind] = line.text
    return found


def _force_reversed(line: s.MetadataLine, first: str, last: str) -> Diagnostic:
    fix = f"in force from {last} to {first}"
    return mistakes.FORCE_REVERSED.at(line.span, hint=f"the earlier day comes first: `{fix}`", fix=fix)


def _day(ctx: Context, day: s.Day | None) -> str:
    if day is None:
        return ""
    with ctx.reporting():
        found = str(moment(day).value)
        if "T" not in found:
            return found
        raise Refusal(mistakes.DATE_FORM.at(day.span, found=day.text, hint="write the day only: YYYY-MM-DD"))
    return ""


def _condition(ctx: Context, e: s.Expression) -> Condition | None:
    with ctx.reporting(), within_reason(ctx, e.span):
        return ctx.condition_of(ctx, e, ctx.reach())
    return None


def _exemption(ctx: Context, u: s.Unless) -> Exemption | None:
    if isinstance(u.body, s.Text) and not u.name:
        hint = "after the name of an exception stands its condition"
        ctx.report(mistakes.NOT_A_CONDITION.at(u.body.span, text=ctx.words(u.body.span), what="a text", hint=hint))
        return None
    condition = _condition(ctx, u.body)
    until = _day(ctx, u.until)
    return Exemption(u.name, condition, until, u.span) if condition is not None else None


def _effects(ctx: Context, r: s.Rule, header: CheckedHeader) -> tuple[float, str, tuple[Instruction, ...]]:
    score, lane = 0.0, ""
    instructions: dict[str, Instruction] = {}
    for action in r.actions:
        with ctx.reporting():
            match action.kind:
                case "score":
                    score += _score(action)
                case "lane":
                    lane = _lane(action, header, lane)
                case "say" | "tell trader":
                    pass
                case _:
                    text = instruction_text(action)
                    instructions.setdefault(text, Instruction(text, action.span))
    return score, lane, tuple(instructions.values())


def _score(action: s.Action) -> float:
    return plain_number(s.Number(action.text, "", action.text_span or action.span))


def _lane(action: s.Action, header: CheckedHeader, already: str) -> str:
    names = [lane.name for lane in header.lanes]
    if action.text == GREEN or action.text not in names:
        raise Refusal(_unknown_lane(action, names))
    if already and already != action.text:
        raise Refusal(mistakes.TWO_LANES.at(action.span))
    return action.text


def _unknown_lane(action: s.Action, names: list[str]) -> Diagnostic:
    near = nearest(action.text, names)
    hint = f"did you mean `{near[0]}`?" if near else f"the header has {', '.join(names) or 'no lanes'}"
    if action.text == GREEN:
        hint = f"`{GREEN}` is where everything else goes"
    span = action.text_span or action.span
    return mistakes.UNKNOWN_LANE.at(span, name=action.text, hint=hint, fix=near[0] if near else None)


def instruction_text(action: s.Action) -> str:
    """The instruction in its canonical words; an unknown way to examine is refused."""
    if action.kind == "examine by":
        if action.text not in _METHODS:
            near = [_CALLED[action.text]] if action.text in _CALLED else nearest(action.text, _METHODS)
            hint = f"did you mean `{near[0]}`?" if near else f"one of {', '.join(_METHODS)}"
            span, fix = action.text_span or action.span, near[0] if near else None
            raise Refusal(mistakes.UNKNOWN_METHOD.at(span, name=action.text, hint=hint, fix=fix))
        return f"examine by {action.text}"
    if action.text_span is None:
        return action.kind
    if not action.text.strip():
        raise Refusal(mistakes.BLANK_ENTRY.at(action.text_span, where="the text", hint="say what is to be read"))
    doubled = action.text.replace('"', '""')
    return f'{action.kind} "{doubled}"'


def _messages(ctx: Context, r: s.Rule, kind: str, when: Condition | None) -> tuple[Message, ...]:
    return tuple(message(ctx, action, when) for action in r.actions if action.kind == kind)
