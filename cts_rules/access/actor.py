"""Who asks, and what they may: a person that is logged in, a service with a token, or this machine."""

from __future__ import annotations

from dataclasses import dataclass, field

from cts_rules.access.roles import Deed, Role, may
from cts_rules.office.office import LOCAL


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for something."""

    name: str
    """As it stands in the audit: `anna`, `service port-community-system`."""
    roles: frozenset[Role] = frozenset()
    scopes: frozenset[Deed] | None = None
    """What a token is for; None: no token."""
    account: int = 0
    """Of a person; 0: none."""
    session: int = 0
    """Of a person; 0: none."""
    secret: str = field(default="", repr=False)
    """The token of the session, from which the mark of its forms is made."""
    everything: bool = False
    """Whether there are no accounts to ask."""

    def may(self, deed: Deed) -> bool:
        """Whether it is theirs to do."""
        if self.everything or deed == Deed.NOTHING_SECRET:
            return True
        return may(self.roles, deed) and (self.scopes is None or deed in self.scopes)


THIS_MACHINE = Actor(LOCAL, everything=True)
"""Whoever asks while there are no accounts."""
NOBODY = Actor("nobody")
"""Whoever asks without being known, while there are accounts."""
