"""What all tables share: one metadata with names for its constraints, so that migrations can name them too."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Integer, MetaData, Row, Select
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


AnyRow = Row[*tuple[Any, ...]]
"""A row of any columns, told by name."""
AnySelect = Select[*tuple[Any, ...]]


class Base(DeclarativeBase):
    """Of every table. Moments are text in UTC (`2026-03-01T04:30:00Z`), which sorts as time does."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {int: BigInteger().with_variant(Integer, "sqlite")}
    """64 bits in each database; SQLite's own INTEGER has them."""
