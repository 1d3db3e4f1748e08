"""Where a store is: a folder with an SQLite file in it, or a PostgreSQL database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cts_rules.reference.stored import data_folder

DRIVER = "postgresql+psycopg://"
_ADDRESS = re.compile(r"(postgresql(?:\+psycopg)?|postgres)://", re.IGNORECASE)
_SECRET = re.compile(r"(//[^:/@?]*:)[^@/]*(@)|((?:[?&])(?:ssl)?password=)[^&]*")


@dataclass(frozen=True, slots=True)
class Postgres:
    """A PostgreSQL database."""

    address: str
    """`postgresql+psycopg://user@host/database`; what it leaves out, libpq's own variables and files say."""

    def __str__(self) -> str:
        """As it may be shown to anyone.

        >>> str(Postgres("postgresql+psycopg://cts:secret@db/cts?sslmode=require"))
        'postgresql+psycopg://cts:…@db/cts?sslmode=require'
        """
        return _SECRET.sub(lambda found: f"{found[1] or found[3]}…{found[2] or ''}", self.address)

    def __repr__(self) -> str:
        """Without its password, too."""
        return f"Postgres({str(self)!r})"


Place = Path | Postgres


def place_of(text: str) -> Place:
    """The store that a setting or an option names. ValueError, in one sentence, for what names none.

    >>> place_of("postgresql://db/cts")
    Postgres('postgresql+psycopg://db/cts')
    """
    if _ADDRESS.match(text):
        return Postgres(DRIVER + text.partition("://")[2])
    if "://" in text:
        scheme = text.partition("://")[0]
        raise ValueError(f"{scheme}:// is no store: write a folder, or {DRIVER}user@host/database")
    return Path(text)


def default_store(environment: Mapping[str, str]) -> Place:
    """The store that CTS_STORE names, else the folder `store` where this system keeps a program's data."""
    if chosen := environment.get("CTS_STORE"):
        return place_of(chosen)
    return data_folder(environment) / "store"
