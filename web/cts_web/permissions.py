"""Which deed each address is: declared beside its view, and gathered here. An address without one is a fault of ours,
and no application is made with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Flask, current_app

from cts_rules.access.roles import Deed

OF_THE_DOCUMENT = {"api-docs.openapi_json": Deed.NOTHING_SECRET}
"""The address that flask-smorest adds by itself; the document is the same everywhere, and no secret."""


class Undeclared(Exception):
    """An address of which nobody said what it is, or a declaration of none."""


def declare(app: Flask, tables: Iterable[Mapping[str, Deed]]) -> None:
    """Gives the application the deed of every endpoint. Undeclared where one has none."""
    needs: dict[str, Deed] = dict(OF_THE_DOCUMENT)
    for table in tables:
        needs.update(table)
    served = {rule.endpoint for rule in app.url_map.iter_rules()}
    if missing := served - needs.keys():
        raise Undeclared(f"who may use {', '.join(sorted(missing))}?")
    if stale := needs.keys() - served:
        raise Undeclared(f"there is no {', '.join(sorted(stale))}")
    app.extensions["needs"] = needs


def needed(endpoint: str | None) -> Deed | None:
    """The deed of an endpoint; None: of no endpoint, so that it is only asked who it is."""
    needs: Mapping[str, Deed] = current_app.extensions["needs"]
    return needs[endpoint] if endpoint is not None else None
