"""All tables, for what must know all of them: migrations, and the test that the two agree."""

from __future__ import annotations

from sqlalchemy import MetaData

from cts_rules.store import assessments, audit, contents, manifests, messages, past, references, rulebooks
from cts_rules.store.base import Base

ROOMS = (contents, audit, rulebooks, messages, manifests, assessments, past, references)
"""The modules that hold tables; importing them makes the metadata whole."""


def metadata() -> MetaData:
    """The tables as the code has them."""
    return Base.metadata
