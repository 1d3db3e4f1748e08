"""The audit is a chain, assessments are sealed, and the code lists that they were made with are kept.

Entries say what was replaced by what, and have a hash over the one before. What an assessment saw, was told and came to
has hashes of its own; those that were made before are sealed as they are found.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cts_rules.store.chain import GENESIS, Entry, entry_hash
from cts_rules.store.sealing import own_fields, seal

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

AUDIT = sa.table(
    "audit",
    sa.column("id", sa.Integer),
    *(sa.column(name, sa.String) for name in ("at", "by", "action", "object")),
    sa.column("details", sa.JSON),
    *(sa.column(name, sa.String) for name in ("previous", "hash")),
)


def upgrade() -> None:
    """Brings a store to this shape."""
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("before", sa.JSON(), nullable=True, comment="what was replaced"))
        batch_op.add_column(sa.Column("after", sa.JSON(), nullable=True, comment="what it was replaced by"))
        batch_op.add_column(
            sa.Column("previous", sa.String(length=64), nullable=True, comment="hash of the entry before")
        )
        batch_op.add_column(
            sa.Column("hash", sa.String(length=64), nullable=True, comment="SHA-256 of this entry and of `previous`")
        )
        batch_op.alter_column(
            "id",
            existing_type=sa.Integer(),
            existing_nullable=False,
            comment="in the order in which it was done: 1, 2, 3 without a gap",
            existing_comment="in the order in which it was done",
        )
    chain()
    with op.batch_alter_table("audit", schema=None) as batch_op:
        for column in ("previous", "hash"):
            batch_op.alter_column(column, existing_type=sa.String(length=64), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_audit_previous"), ["previous"])
    seal_assessments()
    op.create_table(
        "reference_list",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of all code lists and word lists"),
        sa.Column("kind", sa.String(length=100), nullable=False, comment="`locations`"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False, comment="takes the place of the built-in list"),
        sa.ForeignKeyConstraint(["sha256"], ["content.sha256"], name=op.f("fk_reference_list_sha256_content")),
        sa.PrimaryKeyConstraint("digest", "kind", name=op.f("pk_reference_list")),
        comment="imported code lists that assessments were made with",
    )
    with op.batch_alter_table("conditions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "steps", sa.Integer(), nullable=True, comment="list elements that a rule might look at; null: not kept"
            )
        )


def chain() -> None:
    """Entries from before get their hashes, and keep their numbers: a gap stays one, for whoever proves the chain."""
    connection = op.get_bind()
    last, previous = 0, GENESIS
    while rows := connection.execute(sa.select(AUDIT).where(AUDIT.c.id > last).order_by(AUDIT.c.id).limit(500)).all():
        made = []
        for row in rows:
            entry = Entry(row.id, row.at, row.by, row.action, row.object, row.details, None, None, previous, "")
            previous = entry_hash(entry)
            made.append({"of": row.id, "previous": entry.previous, "hash": previous})
            last = row.id
        to = sa.update(AUDIT).where(AUDIT.c.id == sa.bindparam("of"))
        connection.execute(to.values(previous=sa.bindparam("previous"), hash=sa.bindparam("hash")), made)


SEALS = {
    "facts_seal": "SHA-256 of the manifest's fields and the consignment",
    "answers_seal": "SHA-256 of `history`",
    "outcome_seal": "SHA-256 of `result` and `findings`",
}
ASSESSMENT = sa.table(
    "assessment",
    sa.column("id", sa.Integer),
    sa.column("consignment_id", sa.Integer),
    *(sa.column(name, sa.LargeBinary) for name in ("result", "findings", "history")),
    *(sa.column(name, sa.String) for name in SEALS),
)
CONSIGNMENT = sa.table(
    "consignment", sa.column("id", sa.Integer), sa.column("manifest_id", sa.Integer), sa.column("model", sa.LargeBinary)
)
MANIFEST = sa.table("manifest", sa.column("id", sa.Integer), sa.column("head", sa.JSON))


def seal_assessments() -> None:
    """Assessments from before are sealed as they are."""
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        for name, comment in SEALS.items():
            batch_op.add_column(sa.Column(name, sa.String(length=64), nullable=True, comment=comment))
    connection = op.get_bind()
    wanted = (
        sa.select(ASSESSMENT, CONSIGNMENT.c.model, MANIFEST.c.head)
        .join(CONSIGNMENT, CONSIGNMENT.c.id == ASSESSMENT.c.consignment_id)
        .join(MANIFEST, MANIFEST.c.id == CONSIGNMENT.c.manifest_id)
        .order_by(ASSESSMENT.c.id)
        .limit(200)
    )
    to = sa.update(ASSESSMENT).where(ASSESSMENT.c.id == sa.bindparam("of"))
    to = to.values({name: sa.bindparam(name) for name in SEALS})
    last = 0
    while rows := connection.execute(wanted.where(ASSESSMENT.c.id > last)).all():
        made = []
        for row in rows:
            found = seal(own_fields(row.head), row.model, row.history, row.result, row.findings)
            seals = (found.facts, found.answers, found.outcome)
            made.append({"of": row.id, **dict(zip(SEALS, seals, strict=True))})
            last = row.id
        connection.execute(to, made)
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        for name in SEALS:
            batch_op.alter_column(name, existing_type=sa.String(length=64), nullable=False)


def downgrade() -> None:
    """Brings it back to the one before."""
    op.drop_table("reference_list")
    with op.batch_alter_table("conditions", schema=None) as batch_op:
        batch_op.drop_column("steps")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        for name in SEALS:
            batch_op.drop_column(name)
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_audit_previous"), type_="unique")
        batch_op.drop_column("hash")
        batch_op.drop_column("previous")
        batch_op.drop_column("after")
        batch_op.drop_column("before")
        batch_op.alter_column(
            "id",
            existing_type=sa.Integer(),
            existing_nullable=False,
            comment="in the order in which it was done",
            existing_comment="in the order in which it was done: 1, 2, 3 without a gap",
        )
