"""The store as it was first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Brings a store to this shape."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False, comment="in the order in which it was done"),
        sa.Column("at", sa.String(length=20), nullable=False, comment="when, UTC"),
        sa.Column("by", sa.String(length=200), nullable=False, comment="who"),
        sa.Column("action", sa.String(length=50), nullable=False, comment="what: `manifest received`"),
        sa.Column(
            "object", sa.String(length=300), nullable=False, comment="to what: `message 12`, `maritime-imports 3`"
        ),
        sa.Column("details", sa.JSON(), nullable=False, comment="what else is to be known, without personal data"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        comment="what was done, by whom, when; only ever added to",
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_object"), ["object"], unique=False)

    op.create_table(
        "conditions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("received", sa.String(length=20), nullable=False, comment="by which dates and history went, UTC"),
        sa.Column("assessed", sa.String(length=20), nullable=False, comment="when, UTC"),
        sa.Column("engine", sa.String(length=50), nullable=False, comment="version of the product"),
        sa.Column("reference", sa.String(length=64), nullable=False, comment="digest of the code lists and word lists"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conditions")),
        comment="what else decided the assessments of a message",
    )
    op.create_table(
        "content",
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="SHA-256 of the bytes"),
        sa.Column("size", sa.Integer(), nullable=False, comment="number of bytes"),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="the bytes, unchanged"),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_content")),
        comment="bytes by their hash, never changed",
    )
    op.create_table(
        "rulebook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False, comment="as its header has it"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulebook")),
        sa.UniqueConstraint("name", name=op.f("uq_rulebook_name")),
        comment="rulebooks, by the name in their header",
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="its bytes"),
        sa.Column("name", sa.Text(), nullable=False, comment="file name, as its sender called it"),
        sa.Column("media_type", sa.String(length=200), nullable=False, comment="as declared"),
        sa.Column(
            "received", sa.String(length=20), nullable=False, comment="by which dates and history go, UTC; set once"
        ),
        sa.Column("accepted", sa.String(length=20), nullable=False, comment="when it was stored, UTC"),
        sa.Column("accepted_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["content.sha256"], name=op.f("fk_message_sha256_content")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("sha256", name=op.f("uq_message_sha256")),
        comment="messages as they came in, each once",
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_received"), ["received"], unique=False)

    op.create_table(
        "rulebook_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rulebook_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 within the rulebook"),
        sa.Column("hash", sa.String(length=64), nullable=False, comment="SHA-256 over the files that count"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False, comment="`sea import`; empty: for all"),
        sa.Column("lanes", sa.JSON(), nullable=False, comment="most severe first, without green"),
        sa.Column("rules", sa.Integer(), nullable=False, comment="how many"),
        sa.Column("added", sa.String(length=20), nullable=False, comment="when, UTC"),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False, comment="why, in the author's words"),
        sa.ForeignKeyConstraint(
            ["rulebook_id"], ["rulebook.id"], name=op.f("fk_rulebook_version_rulebook_id_rulebook")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulebook_version")),
        sa.UniqueConstraint("rulebook_id", "hash", name=op.f("uq_rulebook_version_rulebook_id_hash")),
        sa.UniqueConstraint("rulebook_id", "number", name=op.f("uq_rulebook_version_rulebook_id_number")),
        comment="versions of rulebooks, never changed",
    )
    with op.batch_alter_table("rulebook_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rulebook_version_hash"), ["hash"], unique=False)

    op.create_table(
        "assessed_message",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False, comment="when, UTC"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_assessed_message_message_id_message")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_assessed_message")),
        comment="messages whose consignments have all been assessed",
    )
    op.create_table(
        "in_force",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rulebook_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(length=20), nullable=False, comment="when, UTC"),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["rulebook_id"], ["rulebook.id"], name=op.f("fk_in_force_rulebook_id_rulebook")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["rulebook_version.id"], name=op.f("fk_in_force_version_id_rulebook_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_in_force")),
        comment="which version of a rulebook was put in force when; only ever added to",
    )
    with op.batch_alter_table("in_force", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_in_force_rulebook_id"), ["rulebook_id"], unique=False)

    op.create_table(
        "manifest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="among the manifests of its message, from 0"),
        sa.Column("format", sa.String(length=100), nullable=False, comment="`UN/EDIFACT CUSCAR D.95B`"),
        sa.Column("charset", sa.String(length=50), nullable=False, comment="that its bytes were decoded with"),
        sa.Column("head", sa.JSON(), nullable=False, comment="its own fields, without its consignments"),
        sa.Column("tally", sa.JSON(), nullable=False, comment="what became of the units of the message"),
        sa.Column("findings", sa.JSON(), nullable=False, comment="those that concern no single consignment"),
        sa.Column("consignments", sa.Integer(), nullable=False, comment="how many"),
        sa.Column("errors", sa.Integer(), nullable=False, comment="findings, its consignments' included"),
        sa.Column("warnings", sa.Integer(), nullable=False, comment="findings, its consignments' included"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_manifest_message_id_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manifest")),
        sa.UniqueConstraint("message_id", "position", name=op.f("uq_manifest_message_id_position")),
        comment="manifests as they were read",
    )
    op.create_table(
        "submission_key",
        sa.Column("key", sa.String(length=300), nullable=False, comment="as the client made it"),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the bytes that it was first used for"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_submission_key_message_id_message")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_submission_key")),
        comment="idempotency keys of clients",
    )
    op.create_table(
        "version_file",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["content.sha256"], name=op.f("fk_version_file_sha256_content")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["rulebook_version.id"], name=op.f("fk_version_file_version_id_rulebook_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "path", name=op.f("pk_version_file")),
        comment="which bytes stood at which path in a version",
    )
    op.create_table(
        "consignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manifest_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="in its manifest, from 0"),
        sa.Column("document", sa.Text(), nullable=True, comment="number of the transport document, normalised"),
        sa.Column(
            "parties", sa.Text(), nullable=False, comment="names of all parties, folded, one on a line: to search in"
        ),
        sa.Column("model", sa.LargeBinary(), nullable=False, comment="JSON: the consignment as it was read"),
        sa.Column("findings", sa.LargeBinary(), nullable=False, comment="JSON: what was found in its data"),
        sa.Column(
            "unmapped", sa.LargeBinary(), nullable=False, comment="JSON: pieces of the message that no field takes"
        ),
        sa.ForeignKeyConstraint(["manifest_id"], ["manifest.id"], name=op.f("fk_consignment_manifest_id_manifest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consignment")),
        sa.UniqueConstraint("manifest_id", "position", name=op.f("uq_consignment_manifest_id_position")),
        comment="consignments as they were read",
    )
    with op.batch_alter_table("consignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consignment_document"), ["document"], unique=False)

    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consignment_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("conditions_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=False, comment="JSON: lane, score, fired and undecided rules"),
        sa.Column("findings", sa.LargeBinary(), nullable=False, comment="JSON: what assessing found"),
        sa.Column(
            "history", sa.LargeBinary(), nullable=False, comment="JSON: what was asked of the past, and its answers"
        ),
        sa.ForeignKeyConstraint(
            ["conditions_id"], ["conditions.id"], name=op.f("fk_assessment_conditions_id_conditions")
        ),
        sa.ForeignKeyConstraint(
            ["consignment_id"], ["consignment.id"], name=op.f("fk_assessment_consignment_id_consignment")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["rulebook_version.id"], name=op.f("fk_assessment_version_id_rulebook_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("consignment_id", "version_id", name=op.f("uq_assessment_consignment_id_version_id")),
        comment="verdicts of rulebooks",
    )
    op.create_table(
        "earlier_consignment",
        sa.Column("consignment_id", sa.Integer(), nullable=False),
        sa.Column("received", sa.String(length=20), nullable=False, comment="when, UTC"),
        sa.Column("document", sa.Text(), nullable=True, comment="its transport document; null: a document of its own"),
        sa.Column("master", sa.Text(), nullable=True, comment="the master document that it is a house of"),
        sa.Column("gross_weight", sa.Float(), nullable=True, comment="kg"),
        sa.Column("volume", sa.Float(), nullable=True, comment="m3"),
        sa.Column("packages", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consignment_id"], ["consignment.id"], name=op.f("fk_earlier_consignment_consignment_id_consignment")
        ),
        sa.PrimaryKeyConstraint("consignment_id", name=op.f("pk_earlier_consignment")),
        comment="what questions about the past count and add up",
    )
    with op.batch_alter_table("earlier_consignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_earlier_consignment_document_received_consignment_id"),
            ["document", "received", "consignment_id"],
            unique=False,
        )

    op.create_table(
        "fired_rule",
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("consignment_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consignment_id"], ["consignment.id"], name=op.f("fk_fired_rule_consignment_id_consignment")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["rulebook_version.id"], name=op.f("fk_fired_rule_version_id_rulebook_version")
        ),
        sa.PrimaryKeyConstraint("rule", "consignment_id", "version_id", name=op.f("pk_fired_rule")),
        comment="which rules fired on which consignments",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "remembered",
        sa.Column("field", sa.String(length=40), nullable=False, comment="`consignee/id`, `port of loading`"),
        sa.Column("value", sa.Text(), nullable=False, comment="normalised"),
        sa.Column("received", sa.String(length=20), nullable=False, comment="when, UTC"),
        sa.Column("consignment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consignment_id"], ["consignment.id"], name=op.f("fk_remembered_consignment_id_consignment")
        ),
        sa.PrimaryKeyConstraint("field", "value", "received", "consignment_id", name=op.f("pk_remembered")),
        comment="values that earlier consignments are found by",
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("remembered", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_remembered_consignment_id_field"), ["consignment_id", "field"], unique=False
        )

    op.create_table(
        "verdict",
        sa.Column("consignment_id", sa.Integer(), nullable=False),
        sa.Column("manifest_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="of the consignment in its manifest"),
        sa.Column("severity", sa.Integer(), nullable=False, comment="0: the most severe lane of any rulebook"),
        sa.Column("rank", sa.Double(), nullable=False, comment="the score, negative, so that the highest comes first"),
        sa.Column("lane", sa.String(length=100), nullable=True, comment="null: no rulebook is for it"),
        sa.Column("version_id", sa.Integer(), nullable=True, comment="that decided the lane"),
        sa.Column("undecided", sa.Integer(), nullable=False, comment="rules that could have fired had more been filed"),
        sa.Column("findings", sa.Integer(), nullable=False, comment="errors and warnings in its data"),
        sa.ForeignKeyConstraint(
            ["consignment_id"], ["consignment.id"], name=op.f("fk_verdict_consignment_id_consignment")
        ),
        sa.ForeignKeyConstraint(["manifest_id"], ["manifest.id"], name=op.f("fk_verdict_manifest_id_manifest")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["rulebook_version.id"], name=op.f("fk_verdict_version_id_rulebook_version")
        ),
        sa.PrimaryKeyConstraint("consignment_id", name=op.f("pk_verdict")),
        comment="the most severe lane of each consignment",
    )
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_verdict_lane_manifest_id_severity_rank_position"),
            ["lane", "manifest_id", "severity", "rank", "position"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_verdict_manifest_id_severity_rank_position"),
            ["manifest_id", "severity", "rank", "position"],
            unique=False,
        )


def downgrade() -> None:
    """Brings it back to the one before."""
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verdict_manifest_id_severity_rank_position"))
        batch_op.drop_index(batch_op.f("ix_verdict_lane_manifest_id_severity_rank_position"))

    op.drop_table("verdict")
    with op.batch_alter_table("remembered", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remembered_consignment_id_field"))

    op.drop_table("remembered")
    op.drop_table("fired_rule")
    with op.batch_alter_table("earlier_consignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_earlier_consignment_document_received_consignment_id"))

    op.drop_table("earlier_consignment")
    op.drop_table("assessment")
    with op.batch_alter_table("consignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consignment_document"))

    op.drop_table("consignment")
    op.drop_table("version_file")
    op.drop_table("submission_key")
    op.drop_table("manifest")
    with op.batch_alter_table("in_force", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_in_force_rulebook_id"))

    op.drop_table("in_force")
    op.drop_table("assessed_message")
    with op.batch_alter_table("rulebook_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rulebook_version_hash"))

    op.drop_table("rulebook_version")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_received"))

    op.drop_table("message")
    op.drop_table("rulebook")
    op.drop_table("content")
    op.drop_table("conditions")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_object"))

    op.drop_table("audit")
