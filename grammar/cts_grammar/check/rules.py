"""One rule: its lines, conditions, exemptions and actions."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.header import GREEN, CheckedHeader
from cts_grammar.check.literals import moment
from cts_grammar.check.messages import message
from cts_grammar.check.names import nearest
from cts_grammar.check.size import refuse_oversize, warn_of_nothing
from cts_grammar.checked import CheckedRule, Condition, Exemption, Instruction, Message

_METHODS = ("scan", "documents", "physical")


def rule(ctx: Context, r: s.Rule, header: CheckedHeader) -> CheckedRule | None:
    """The checked rule; None where it has an error (all of them are reported)."""
    before = len(ctx.diagnostics)
    for example in r.examples:
        ctx.report(mistakes.NOT_YET.at(example.span, form="examples", hint="take them out for now"))
    metadata = _metadata(ctx, r)
    when = _condition(ctx, r.when)
    exemptions = tuple(x for x in (_exemption(ctx, u) for u in r.exemptions) if x)
    score, lane, instructions = _effects(ctx, r, header)
    say = _messages(ctx, r, "say", when)
    tell = _messages(ctx, r, "tell trader", when)
    if not (score or lane or instructions or say) and not any(a.kind == "score" for a in r.actions):
        ctx.report(mistakes.NO_EFFECT.at(r.then_span))
    if when is not None:
        with ctx.reporting():
            refuse_oversize(ctx, (when, *(x.condition for x in exemptions)), r.head_span)
        warn_of_nothing(ctx, when)
    if any(d.is_error for d in ctx.diagnostics[before:]) or when is None:
        return None
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
    )


def _metadata(ctx: Context, r: s.Rule) -> dict[str, str]:
    found: dict[str, str] = {}
    said: set[str] = set()
    for line in r.metadata:
        if line.kind in said:
            ctx.report(mistakes.LINE_TWICE.at(line.span, line=line.kind))
        said.add(line.kind)
        match line.kind:
            case "in force":
                found["first"], found["last"] = _day(ctx, line.first), _day(ctx, line.last)
                if found["first"] and found["last"] and found["last"] < found["first"]:
                    ctx.report(mistakes.FORCE_REVERSED.at(line.span, hint="the earlier day comes first"))
            case "review by":
                found["review by"] = _day(ctx, line.first)
            case "shadow":
                found["shadow"] = "yes"
            case _:
                found[line.kind] = line.text
    return found


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
    with ctx.reporting():
        return ctx.condition_of(ctx, e, ctx.reach())
    return None


def _exemption(ctx: Context, u: s.Unless) -> Exemption | None:
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
    text = action.text
    if "," in text or text.count(".") > 1:
        raise Refusal(mistakes.PRECISE_NUMBER.at(action.span, text=text, hint="write for instance `score +45`"))
    return float(text)


def _lane(action: s.Action, header: CheckedHeader, already: str) -> str:
    names = [lane.name for lane in header.lanes]
    if action.text == GREEN or action.text not in names:
        near = nearest(action.text, names)
        raise Refusal(
            mistakes.UNKNOWN_LANE.at(
                action.span,
                name=action.text,
                hint=f"did you mean `{near[0]}`?" if near else f"the header has {', '.join(names) or 'no lanes'}",
            )
        )
    if already and already != action.text:
        raise Refusal(mistakes.TWO_LANES.at(action.span))
    return action.text


def instruction_text(action: s.Action) -> str:
    """The instruction in its canonical words; an unknown way to examine is refused."""
    if action.kind == "examine by":
        if action.text not in _METHODS:
            near = nearest(action.text, _METHODS)
            raise Refusal(
                mistakes.UNKNOWN_METHOD.at(
                    action.span,
                    name=action.text,
                    hint=f"did you mean `{near[0]}`?" if near else f"one of {', '.join(_METHODS)}",
                )
            )
        return f"examine by {action.text}"
    if action.text_span is None:
        return action.kind
    doubled = action.text.replace('"', '""')
    return f'{action.kind} "{doubled}"'


def _messages(ctx: Context, r: s.Rule, kind: str, when: Condition | None) -> tuple[Message, ...]:
    return tuple(message(ctx, action, when) for action in r.actions if action.kind == kind)
