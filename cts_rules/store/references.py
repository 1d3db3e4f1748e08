"""The imported code lists that assessments were made with, kept once for each digest, so that a replay has them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, ForeignKey, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import Base
from cts_rules.store.contents import Content
from cts_rules.store.contents import keep as keep_content

KeptList = tuple[str, bytes, bool]
"""Kind, bytes, and whether it takes the place of the built-in list or adds to it."""


class ReferenceList(Base):
    """An imported list of the code lists with that digest. Lists that are built in come with the release."""

    __tablename__ = "reference_list"
    __table_args__ = {"comment": "imported code lists that assessments were made with"}

    digest: Mapped[str] = mapped_column(String(64), primary_key=True, comment="of all code lists and word lists")
    kind: Mapped[str] = mapped_column(String(100), primary_key=True, comment="`locations`")
    sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"))
    complete: Mapped[bool] = mapped_column(comment="takes the place of the built-in list")


def are_kept(connection: Connection, digest: str) -> bool:
    """Whether the lists with that digest are kept; none are where none were imported."""
    wanted = select(ReferenceList.kind).where(ReferenceList.digest == digest).limit(1)
    return connection.execute(wanted).first() is not None


def keep(connection: Connection, digest: str, lists: Iterable[KeptList]) -> None:
    """Keeps the imported lists with that digest."""
    for kind, content, complete in lists:
        row = {"digest": digest, "kind": kind, "sha256": keep_content(connection, content), "complete": complete}
        connection.execute(insert(ReferenceList).values(row))


def lists_of(connection: Connection, digest: str) -> list[KeptList]:
    """The imported lists with that digest, by kind."""
    wanted = (
        select(ReferenceList.kind, Content.content, ReferenceList.complete)
        .join(Content, Content.sha256 == ReferenceList.sha256)
        .where(ReferenceList.digest == digest)
        .order_by(ReferenceList.kind)
    )
    return [(kind, content, complete) for kind, content, complete in connection.execute(wanted)]
