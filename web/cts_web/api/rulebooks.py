"""Rulebooks."""

from __future__ import annotations

from flask import Response

from cts_rules.access.roles import Deed
from cts_rules.office import library
from cts_rules.office.answers import Rulebook
from cts_web import problems
from cts_web.answering import answer
from cts_web.api.serving import office
from cts_web.openapi import Answer, Resource

resource = Resource("rulebooks", "Rulebooks, each with its newest version and the one in force.")


@resource.operation("GET", "/rulebooks", "listRulebooks", Answer(list[Rulebook]), needs=Deed.READ_RULES)
def list_rulebooks() -> Response:
    """List rulebooks.

    By name, each with its newest version and the one in force.
    """
    return answer(library.rulebooks(office()))


@resource.operation(
    "GET", "/rulebooks/<name>", "getRulebook", Answer(Rulebook), refusals=(problems.NOT_FOUND,), needs=Deed.READ_RULES
)
def get_rulebook(name: str) -> Response:
    """Read a rulebook.

    With its newest version and the one in force.
    """
    return answer(library.rulebook(office(), name))
