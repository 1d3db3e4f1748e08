"""What tests of codes, texts, parties and states wait for."""

from __future__ import annotations

from cts_engine.interpreter.valuing import read_constant
from cts_engine.interpreter.versions import not_known
from cts_engine.missing.numbers_and_moments import ordered
from cts_engine.missing.parties import party_test
from cts_engine.missing.prospects import NEVER, NO, YES, Open, Prospect, at_least
from cts_engine.missing.scope import Scope
from cts_engine.trace import Identity, Reading, Trace
from cts_grammar.checked import (
    Among,
    Constant,
    Is,
    Likeness,
    OnList,
    Order,
    Same,
    SameParty,
    State,
    TextTest,
    Truth,
    Within,
)
from cts_grammar.vocabulary import Kind


def same(scope: Scope, node: Same, trace: Trace) -> Prospect:
    """Both sides."""
    codes = node.left.type.kind is Kind.CODE and node.right.type.kind is Kind.CODE
    return scope.waiting_for([scope.blanks(reading, as_text=not codes) for reading in trace.readings])


def same_party(scope: Scope, node: SameParty, trace: Trace) -> Prospect:
    """What either party lacks."""
    sides = [scope.own_field(reading) for reading in trace.readings]
    if any(fields is None and r.got is None for fields, r in zip(sides, trace.readings, strict=True)):
        return NEVER
    left, right = (r.got if isinstance(r.got, Identity) else Identity(None, None, None) for r in trace.readings)
    fixed = (sides[0] is None, sides[1] is None)
    return party_test(left, right, sides[0] or [], sides[1] or [], fixed)


def among(scope: Scope, node: Among, trace: Trace) -> Prospect:
    """The subject; of a list of nothing, only no can come."""
    subject = trace.readings[0]
    if node.members and node.members[0].type.kind in (Kind.NUMBER, Kind.MOMENT):
        members = [read_constant(member) for member in node.members]
        return at_least(1, [ordered(scope, Order.IS, subject, member) for member in members])
    codes = not node.members or any(m.type.kind is Kind.CODE for m in node.members)
    blanks = scope.blanks(subject, as_text=not (codes and subject.node.type.kind is Kind.CODE))
    return scope.waiting_for([blanks], can_yes=bool(node.members))


def within(scope: Scope, node: Within, trace: Trace) -> Prospect:
    """A code too coarse for another that is itself missing is not named before that one is there."""
    subject, *others = trace.readings
    waiting = [scope.blanks(other) for other in others]
    comparable = len(node.members) > len(others) or any(fields is not None for fields in waiting)
    coarse = _is_coarse(node, subject, others)
    own = scope.own_field(subject) if coarse else scope.blanks(subject)
    if own is None:
        return NEVER
    fields = [*own, *(field for fields in waiting for field in fields or ())]
    can_yes = comparable if subject.got is None else any(waiting) or bool(own) or bool(scope.imagined)
    return Open(fields, can_yes, can_no=None not in waiting and not (coarse and own == [] and not scope.imagined))


def text_test(scope: Scope, node: TextTest, trace: Trace) -> Prospect:
    """The text, and a needle that is a field."""
    subject, *others = trace.readings
    own = scope.blanks(subject, as_text=True)
    needles = [scope.blanks(other, as_text=True) for other in others]
    if own is None:
        return NEVER
    known = len(node.needles) > len(others) or any(fields is not None for fields in needles)
    fields = [*own, *(field for fields in needles for field in fields or ())]
    return Open(fields, can_yes=known, can_no=None not in needles)


def likeness(scope: Scope, node: Likeness, trace: Trace) -> Prospect:
    """Both names; any two are alike by 0."""
    sides = [scope.blanks(reading, as_text=True) for reading in trace.readings]
    return scope.waiting_for(sides, can_no=node.threshold > 0)


def on_list(scope: Scope, node: OnList, trace: Trace) -> Prospect:
    """The party, whose name or identifier would tell; or the name or the identifier itself."""
    subject = trace.readings[0]
    if node.subject.type.kind is Kind.PARTY:
        own = scope.own_field(subject)
        return NEVER if own is None else Open(own, can_yes=bool(node.entries))
    return scope.waiting_for([scope.blanks(subject, as_text=True)], can_yes=bool(node.entries))


def state(scope: Scope, node: Is, trace: Trace) -> Prospect:
    """The value that is to be valid or vague; what is filed or not is open only of what is imagined."""
    if trace.answer is not None:
        return Open([]) if scope.is_imagined(node.subject) else YES if trace.answer else NO
    if not_known(trace.readings[0]):
        return NEVER
    testable = scope.facts.vague if node.state is State.VAGUE else trace.readings[0].node.type.valid
    return scope.waiting_for([scope.blanks(trace.readings[0], as_text=True)]) if testable else NEVER


def truth(scope: Scope, node: Truth, trace: Trace) -> Prospect:
    """The field."""
    return scope.waiting_for([scope.blanks(trace.readings[0])])


def _is_coarse(node: Within, subject: Reading, others: list[Reading]) -> bool:
    """Whether a code that is there could be below one of the listed ones, if it were longer."""
    codes = [str(m.value) for m in node.members if isinstance(m, Constant)]
    codes += [r.got for r in others if isinstance(r.got, str)]
    return isinstance(subject.got, str) and any(code.startswith(subject.got) for code in codes)
