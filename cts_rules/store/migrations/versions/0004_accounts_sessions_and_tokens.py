"""Accounts of people, their sessions, tokens of services, and how often a log-in was tried. All tables are new."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Brings a store to this shape."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False, comment="what it logs in with, in lower case"),
        sa.Column("roles", sa.JSON(), nullable=False, comment="`author`, `officer`"),
        sa.Column("password", sa.String(length=200), nullable=False, comment="argon2id, with its salt and its effort"),
        sa.Column("added", sa.String(length=20), nullable=False, comment="when, UTC"),
        sa.Column("disabled", sa.String(length=20), nullable=True, comment="since when, UTC; null: it may log in"),
        sa.Column("demonstration", sa.Boolean(), nullable=False, comment="made to look around, for this machine only"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
        comment="people who may log in",
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the token that the browser has"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("begun", sa.String(length=20), nullable=False, comment="when, UTC"),
        sa.Column("seen", sa.String(length=20), nullable=False, comment="when it was last used, UTC, to the minute"),
        sa.Column("browser", sa.String(length=200), nullable=False, comment="what the browser calls itself"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_session_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("sha256", name=op.f("uq_session_sha256")),
        comment="who is logged in; what ended has no row",
    )
    op.create_index(op.f("ix_session_account_id"), "session", ["account_id"])
    op.create_table(
        "service_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False, comment="what it is for: `port-community-system`"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the token"),
        sa.Column("scopes", sa.JSON(), nullable=False, comment="what may be done with it: `hand in`"),
        sa.Column("added", sa.String(length=20), nullable=False, comment="when, UTC"),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("expires", sa.String(length=20), nullable=False, comment="when it ends, UTC"),
        sa.Column("used", sa.String(length=20), nullable=True, comment="when it was last used, UTC, to the minute"),
        sa.Column("revoked", sa.String(length=20), nullable=True, comment="since when, UTC"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_token")),
        sa.UniqueConstraint("name", name=op.f("uq_service_token_name")),
        sa.UniqueConstraint("sha256", name=op.f("uq_service_token_sha256")),
        comment="tokens of services",
    )
    op.create_table(
        "login_attempts",
        sa.Column("key", sa.String(length=80), nullable=False, comment="of a name or an address: `name 5b1f…`"),
        sa.Column("since", sa.String(length=20), nullable=False, comment="when the first of them was, UTC"),
        sa.Column("count", sa.Integer(), nullable=False, comment="how many there were since"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_attempts")),
        comment="log-ins that failed lately",
    )
    op.create_index(op.f("ix_login_attempts_since"), "login_attempts", ["since"])


def downgrade() -> None:
    """Brings a store back to the shape before."""
    for table in ("login_attempts", "service_token", "session", "account"):
        op.drop_table(table)
