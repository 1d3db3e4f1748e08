"""What an office refuses: each a class with a stable code, its text one sentence for a person."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar

from cts_grammar.check import Checking


class Refusal(Exception):
    """Something that was asked for and cannot be given. Nothing was changed."""

    code: ClassVar[str]
    """Stable; what a program decides by."""


class NotFound(Refusal):
    """There is no such thing."""

    code = "not-found"


class RulesDoNotCheck(Refusal):
    """The rules have errors; nothing was run or stored."""

    code = "rules-do-not-check"

    def __init__(self, checking: Checking) -> None:
        errors = sum(d.is_error for d in checking.diagnostics)
        super().__init__(f"the rules have {errors} error{'' if errors == 1 else 's'}: nothing was run or stored")
        self.checking = checking
        """Every mistake, with the texts that they stand in."""


class WrongRulebook(Refusal):
    """The files are not what was announced."""

    code = "wrong-rulebook"


class NothingInForce(Refusal):
    """No rulebook is in force."""

    code = "nothing-in-force"


class KeyReused(Refusal):
    """An idempotency key came again with another message."""

    code = "idempotency-key-reused"


class BadCursor(Refusal):
    """A cursor that this office did not give."""

    code = "bad-cursor"


class StoreNotReady(Refusal):
    """The store is not there, or is of another version."""

    code = "store-not-ready"


class Busy(Refusal):
    """Another writer held the store for too long."""

    code = "store-busy"


class NotLoggedIn(Refusal):
    """Nobody is known to be asking, and there are accounts."""

    code = "not-logged-in"


class NotAllowed(Refusal):
    """Whoever asks may not do this; the sentence says who may."""

    code = "not-allowed"


class OwnVersion(Refusal):
    """Nobody puts in force what they added."""

    code = "own-version"


class TooManyAttempts(Refusal):
    """Too many log-ins failed for this name or from this address."""

    code = "too-many-attempts"

    def __init__(self, seconds: int) -> None:
        minutes = max(1, -(-seconds // 60))
        super().__init__(f"too many log-ins failed: try again in {minutes} minute{'' if minutes == 1 else 's'}")
        self.seconds = seconds
        """Until it may be tried again."""


class AccountRefused(Refusal):
    """An account, a password or a token cannot be as it was asked for."""

    code = "account-refused"


def not_found(what: str, name: object, known: Iterable[str] = ()) -> NotFound:
    """`there is no rulebook maritme-imports: did you mean maritime-imports?`"""
    shown = str(name)[:100]
    near = get_close_matches(shown, list(known), n=1)
    return NotFound(f"there is no {what} {shown}" + (f": did you mean {near[0]}?" if near else ""))
