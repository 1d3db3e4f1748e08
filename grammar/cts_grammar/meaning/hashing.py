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
            f"score {number_written(rule.score)} {rule.area if rule.score else ''}",
            f"lane {rule.lane}",
            *sorted(instruction.text for instruction in rule.instructions),
            *(f"say {_message(message)}" for message in rule.say),
            *(f"tell trader {_message(message)}" for message in rule.tell_trader),
        ]
    )


def rulebook_meaning(rulebook: CheckedRulebook) -> str:
    """The hash of a rulebook."""
    return _hash(
        [
            *sorted(f"for {scope.mode} {scope.movement}" for scope in rulebook.scopes),
            *(f"lane {lane.name} from {number_written(lane.threshold)}" for lane in rulebook.lanes),
            *sorted(f"rule {rule.id} {rule_meaning(rule)}" for rule in rulebook.rules),
        ]
    )


def _exemption(exemption: Exemption) -> str:
    return f"unless {exemption.name!r} {written(normal(exemption.condition))} until {exemption.until}"


def _message(message: Message) -> str:
    return written(normal(message.parts))


def _hash(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode(errors="surrogatepass")).hexdigest()
