"""Rulebooks and their versions: immutable texts, lists and tables by hash, and which version was in force when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import JSON, Connection, ForeignKey, String, Text, UniqueConstraint, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import AnyRow, Base
from cts_rules.store.contents import Content, keep


class StoredRulebook(Base):
    """A rulebook by name; all else is told by its versions."""

    __tablename__ = "rulebook"
    __table_args__ = {"comment": "rulebooks, by the name in their header"}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True, comment="as its header has it")


class StoredVersion(Base):
    """One version. It is never changed."""

    __tablename__ = "rulebook_version"
    __table_args__ = (
        UniqueConstraint("rulebook_id", "number"),
        UniqueConstraint("rulebook_id", "hash"),
        {"comment": "versions of rulebooks, never changed"},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rulebook_id: Mapped[int] = mapped_column(ForeignKey("rulebook.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 within the rulebook")
    hash: Mapped[str] = mapped_column(String(64), index=True, comment="SHA-256 over the files that count")
    title: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text)
    scopes: Mapped[list[str]] = mapped_column(JSON, comment="`sea import`; empty: for all")
    lanes: Mapped[list[str]] = mapped_column(JSON, comment="most severe first, without green")
    rules: Mapped[int] = mapped_column(comment="how many")
    added: Mapped[str] = mapped_column(String(20), comment="when, UTC")
    added_by: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, comment="why, in the author's words")


class VersionFile(Base):
    """A text, list or table of a version."""

    __tablename__ = "version_file"
    __table_args__ = {"comment": "which bytes stood at which path in a version"}

    version_id: Mapped[int] = mapped_column(ForeignKey("rulebook_version.id"), primary_key=True)
    path: Mapped[str] = mapped_column(String(500), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"))


class InForce(Base):
    """That a version was put in force. The last row of a rulebook says which one is."""

    __tablename__ = "in_force"
    __table_args__ = {"comment": "which version of a rulebook was put in force when; only ever added to"}

    id: Mapped[int] = mapped_column(primary_key=True)
    rulebook_id: Mapped[int] = mapped_column(ForeignKey("rulebook.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("rulebook_version.id"))
    since: Mapped[str] = mapped_column(String(20), comment="when, UTC")
    by: Mapped[str] = mapped_column(String(200))


CURRENT = select(func.max(InForce.id)).group_by(InForce.rulebook_id)
"""The rows of in_force that hold now."""

VERSIONS = (
    select(
        StoredVersion.id,
        StoredRulebook.name.label("rulebook"),
        StoredVersion.number,
        StoredVersion.hash,
        StoredVersion.title,
        StoredVersion.owner,
        StoredVersion.scopes,
        StoredVersion.lanes,
        StoredVersion.rules,
        StoredVersion.added,
        StoredVersion.added_by,
        StoredVersion.note,
        InForce.since,
    )
    .join(StoredRulebook, StoredRulebook.id == StoredVersion.rulebook_id)
    .outerjoin(InForce, (InForce.version_id == StoredVersion.id) & InForce.id.in_(CURRENT))
)
"""Versions with their rulebook's name and, where they are in force now, since when."""

VersionRow = AnyRow


def versions(connection: Connection, rulebook: str | None = None) -> list[VersionRow]:
    """The versions of one rulebook or of all, by rulebook, the newest first."""
    wanted = VERSIONS if rulebook is None else VERSIONS.where(StoredRulebook.name == rulebook)
    return list(connection.execute(wanted.order_by(StoredRulebook.name, StoredVersion.number.desc())))


def versions_in_force(connection: Connection) -> list[VersionRow]:
    """The versions in force, by rulebook."""
    return list(connection.execute(VERSIONS.where(InForce.since.is_not(None)).order_by(StoredRulebook.name)))


def version_row(connection: Connection, rulebook: str, number: int | None) -> VersionRow | None:
    """One version of a rulebook, without a number the one in force."""
    wanted = VERSIONS.where(StoredRulebook.name == rulebook)
    chosen = wanted.where(InForce.since.is_not(None) if number is None else StoredVersion.number == number)
    return connection.execute(chosen).one_or_none()


def version_of_hash(connection: Connection, rulebook: str, digest: str) -> VersionRow | None:
    """The version of a rulebook with that content."""
    wanted = VERSIONS.where(StoredRulebook.name == rulebook, StoredVersion.hash == digest)
    return connection.execute(wanted).one_or_none()


def files_of(connection: Connection, version: int) -> dict[str, bytes]:
    """The files of a version, by path."""
    rows = connection.execute(
        select(VersionFile.path, Content.content)
        .join(Content, Content.sha256 == VersionFile.sha256)
        .where(VersionFile.version_id == version)
        .order_by(VersionFile.path)
    )
    return {row.path: row.content for row in rows}


def paths_of(connection: Connection, versions: Iterable[int]) -> dict[int, list[str]]:
    """The paths of the files of some versions."""
    found: dict[int, list[str]] = {}
    rows = connection.execute(
        select(VersionFile.version_id, VersionFile.path)
        .where(VersionFile.version_id.in_(list(versions)))
        .order_by(VersionFile.path)
    )
    for version, path in rows:
        found.setdefault(version, []).append(path)
    return found


def add(connection: Connection, rulebook: str, files: Mapping[str, bytes], head: Mapping[str, object]) -> int:
    """Adds a version with the next number and gives that; `head` holds the other columns."""
    book = connection.execute(select(StoredRulebook.id).where(StoredRulebook.name == rulebook)).scalar_one_or_none()
    if book is None:
        book = connection.execute(
            insert(StoredRulebook).values(name=rulebook).returning(StoredRulebook.id)
        ).scalar_one()
    last = select(func.coalesce(func.max(StoredVersion.number), 0)).where(StoredVersion.rulebook_id == book)
    number: int = connection.execute(last).scalar_one() + 1
    row = insert(StoredVersion).values(rulebook_id=book, number=number, **head).returning(StoredVersion.id)
    version = connection.execute(row).scalar_one()
    for path, content in files.items():
        kept = keep(connection, content)
        connection.execute(insert(VersionFile).values(version_id=version, path=path, sha256=kept))
    return number


def put_in_force(connection: Connection, version: int, since: str, by: str) -> None:
    """Says that a version is in force from now on, in the place of the one before."""
    book = connection.execute(select(StoredVersion.rulebook_id).where(StoredVersion.id == version)).scalar_one()
    connection.execute(insert(InForce).values(rulebook_id=book, version_id=version, since=since, by=by))
