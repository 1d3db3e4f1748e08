"""What goes wrong, as a page in the same frame: what happened, and what can be done."""

from __future__ import annotations

from flask import render_template

HEADS = {
    400: "This cannot be understood",
    401: "Log in first",
    403: "Not allowed",
    404: "There is no such page",
    405: "This address takes no such request",
    408: "That came in too slowly",
    409: "That cannot be done now",
    413: "That is too much at once",
    421: "Not by this name",
    422: "That cannot be done",
    429: "That was too often",
    500: "Something went wrong here",
    503: "The store is busy",
}


def page(status: int, sentence: str) -> tuple[str, int]:
    """The page of a refusal; the application answers with it wherever an address is not the API's."""
    head = HEADS.get(status, HEADS[500])
    return render_template("pages/refusal.html", status=status, head=head, sentence=sentence), status
