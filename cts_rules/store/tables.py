"""All tables, for what must know all of them: migrations, and the test that the two agree."""

from __future__ import annotations

from sqlalchemy import MetaData

from cts_rules.store import (
    accounts,
    assessments,
    audit,
    contents,
    login_attempts,
    manifests,
    messages,
    past,
    references,
    rulebooks,
    service_tokens,
    sessions,
)
from cts_rules.store.base import Base

ROOMS = (
    contents,
    audit,
    rulebooks,
    messages,
    manifests,
    assessments,
    past,
    references,
    accounts,
    sessions,
    service_tokens,
    login_attempts,
)
"""The modules that hold tables; importing them makes the metadata whole."""


def metadata() -> MetaData:
    """The tables as the code has them."""
    return Base.metadata
