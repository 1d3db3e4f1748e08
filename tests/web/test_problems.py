import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cts_rules.office import refusals
from cts_rules.office.refusals import Refusal
from cts_web.problems import BY_SLUG, PROBLEMS, ProblemType

API = Path(__file__).parents[2] / "docs" / "api.md"


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.slug)
def test_every_problem_has_its_heading(problem: ProblemType, client: FlaskClient) -> None:
    assert re.search(rf"^### {problem.slug}$", API.read_text(encoding="utf-8"), re.MULTILINE)
    told = client.get(problem.uri).json
    assert told is not None
    assert (told["type"], told["status"]) == (problem.uri, problem.status)
    page = client.get(problem.uri, headers={"Accept": "text/html"})
    assert page.content_type.startswith("text/html")
    assert problem.title in page.text


def test_every_refusal_of_an_office_is_a_problem() -> None:
    codes = {
        kind.code
        for kind in vars(refusals).values()
        if isinstance(kind, type) and issubclass(kind, Refusal) and kind is not Refusal
    }
    assert codes <= BY_SLUG.keys()


def test_slugs_are_unique() -> None:
    assert len(BY_SLUG) == len(PROBLEMS)


def test_there_is_no_other(client: FlaskClient) -> None:
    assert client.get("/problems/none").status_code == 404
