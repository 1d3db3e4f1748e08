import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.material import RULES, command_line

WORDS = "/api/v1/language/words"
FRENCH = """\
Lorsque la masse brute est supérieure à 10\u00a0t,
alors 60\u00a0points sont ajoutés au score du domaine «\u00a0safety\u00a0»\u00a0; et il est indiqué aux agents\u00a0: \
«\u00a0weighs [la masse brute]\u00a0»."""


def test_a_rule_in_french(client: FlaskClient) -> None:
    answer = client.post(WORDS, json={"files": {"trial.rules": RULES}, "language": "fr", "rule": "T-1"})
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["rules"] == [{"rule": "T-1", "title": "Heavy", "text": FRENCH}]
    assert answer.json["document"] is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_document_is_what_the_command_line_prints(client: FlaskClient, language: str, tmp_path: Path) -> None:
    (tmp_path / "trial.rules").write_text(RULES, encoding="utf-8")
    printed = command_line("words", str(tmp_path), "--language", language, cwd=tmp_path)
    answer = client.post(WORDS, json={"files": {"trial.rules": RULES}, "language": language})
    assert answer.json is not None
    assert answer.json["document"] == printed.decode()
    assert answer.json["language"] == language
    one = command_line("words", str(tmp_path), "--language", language, "--rule", "T-1", cwd=tmp_path)
    assert answer.json["rules"][0]["text"] + "\n" == one.decode()


def test_english_is_spoken_where_nobody_asks(client: FlaskClient) -> None:
    answer = client.post(WORDS, json={"files": {"trial.rules": RULES}})
    assert answer.json is not None
    assert answer.json["rules"][0]["text"].startswith("When the gross weight is more than 10 t,\nthen 60 points")
    assert answer.json["document"].startswith("# Trial\n")


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"files": {"a.rules": RULES}, "rule": "T-2"}, 404, "/problems/not-found"),
        ({"files": {"a.rules": RULES.replace("gross", "gros")}}, 422, "/problems/rules-do-not-check"),
        ({"files": {"a.csv": "code"}}, 422, "/problems/wrong-rulebook"),
        ({"files": {"a.rules": RULES}, "language": "de"}, 422, "/problems/invalid-envelope"),
        ({"files": {"a.rules": RULES}, "rule": ""}, 422, "/problems/invalid-envelope"),
        ({"files": {"a.rules": RULES}, "rules": "T-1"}, 422, "/problems/invalid-envelope"),
    ],
)
def test_what_cannot_be_read_out(client: FlaskClient, body: dict[str, object], status: int, kind: str) -> None:
    answer = client.post(WORDS, json=body)
    assert answer.json is not None
    assert (answer.status_code, answer.json["type"]) == (status, kind), json.dumps(answer.json)


def test_the_command_tells_that_there_is_no_such_rule(tmp_path: Path) -> None:
    (tmp_path / "trial.rules").write_text(RULES, encoding="utf-8")
    assert command_line("words", str(tmp_path), "--rule", "T-9", cwd=tmp_path) == b""


def test_the_command_prints_a_page(tmp_path: Path) -> None:
    (tmp_path / "trial.rules").write_text(RULES, encoding="utf-8")
    page = command_line("words", str(tmp_path), "--language", "fr", "--html", cwd=tmp_path).decode()
    assert page.startswith('<!doctype html>\n<html lang="fr">')
    assert "la masse brute est supérieure à 10\u00a0t" in page.replace("La masse", "la masse")
    rule = command_line("words", str(tmp_path), "--rule", "T-1", "--html", cwd=tmp_path).decode()
    assert rule.startswith("<p>When the gross weight is more than 10 t,</p>")
