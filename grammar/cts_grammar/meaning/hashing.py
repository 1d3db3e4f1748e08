"""The meaning hash: equal for texts that decide and say the same, different where an edit could be noticed.

It counts what a consignment could tell: conditions with definitions and lists spelled out, exceptions, days in force,
score, area, lane, actions, messages, shadow; of a rulebook also the rules' identifiers, its scope and its lanes. It
does not count owner, reference, review by and titles, nor the order of rules.
"""

from __future__ import annotations

import hashlib

from cts_grammar.checked import CheckedRule, CheckedRulebook, Exemption, Message
from cts_grammar.meaning.normal_form import normal
from cts_grammar.meaning.writing import number_written, written


def rule_meaning(rule: CheckedRule) -> str:
    """The hash of one rule, whatever its identifier."""
    return _hash(
        [
            written(normal(rule.when)),
            *sorted(map(_exemption, rule.exemptions)),
            f"in force {rule.first_day} to {rule.last_day}",
            f"shadow {rule.shadow}",
            f"score {number_written(rule.score)} in {rule.area!r}",
            f"lane {rule.lane}",
            *sorted(instruction.text for instruction in rule.instructions),
            *(f"say {_message(message)}" for message in rule.say),
            *(f"tell trader {_message(message)}" for message in rule.tell_trader),
        ]
    )


def rulebook_meaning(rulebook: CheckedRulebook) -> str:
    """The hash of a rulebook."""
    return _hash([*_header(rulebook), *sorted(f"rule {rule.id} {rule_meaning(rule)}" for rule in rulebook.rules)])


def mean_the_same(one: CheckedRulebook, other: CheckedRulebook) -> bool:
    """Whether two rulebooks have one hash; nothing is worked out for rules that are equal as they stand."""
    rules, others = {rule.id: rule for rule in one.rules}, {rule.id: rule for rule in other.rules}
    if rules.keys() != others.keys() or _header(one) != _header(other):
        return False
    differing = (id_ for id_, rule in rules.items() if rule != others[id_])
    return all(rule_meaning(rules[id_]) == rule_meaning(others[id_]) for id_ in differing)


def _header(rulebook: CheckedRulebook) -> list[str]:
    lanes = [f"lane {lane.name} from {number_written(lane.threshold)}" for lane in rulebook.lanes]
    random = rulebook.random_selection
    lanes += [f"random selection {number_written(random.share)}"] if random else []
    return sorted(f"for {scope.mode} {scope.movement}" for scope in rulebook.scopes) + lanes


def _exemption(exemption: Exemption) -> str:
    return f"unless {exemption.name!r} {written(normal(exemption.condition))} until {exemption.until}"


def _message(message: Message) -> str:
    return written(normal(message.parts))


def _hash(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode(errors="surrogatepass")).hexdigest()
