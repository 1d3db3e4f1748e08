"""What is kept of every consignment, so that later ones can be asked about it."""

from __future__ import annotations

from cts_grammar.vocabulary import Kept
from cts_rules.manifest.vocabulary_fields import PARTIES

REACHED = ("address", "phone", "email")
"""By which the parties of a consignment are known besides who they are."""

KEPT = Kept(
    keys=(
        *PARTIES,
        *(f"{party} {detail}" for party in ("consignor", "consignee", "notify") for detail in REACHED),
        "port of loading",
        "port of discharge",
        "place of receipt",
        "place of delivery",
        "country of origin",
        "country of destination",
        "main hs code",
        "carrier",
        "imo number",
    ),
    amounts=("gross weight", "volume", "packages"),
)
