import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.material import RULES, command_line

CHECK, FORMAT = "/api/v1/language/check", "/api/v1/language/format"


TWICE = RULES + "\n\nrule HEAVY when packages is 3 or volume is over 3 m3 and packages is 4 then hold\n" * 2


@pytest.mark.parametrize("text", [RULES, RULES.replace("gross weight is", "gros weight is"), TWICE, "rulebook", ""])
def test_check_answers_what_the_command_line_prints(client: FlaskClient, text: str, tmp_path: Path) -> None:
    (tmp_path / "trial.rules").write_text(text, encoding="utf-8")
    printed = json.loads(command_line("check", str(tmp_path), "--json", "--at", "2026-11-24", cwd=tmp_path))
    answer = client.post(CHECK, json={"files": {"trial.rules": text}, "at": "2026-11-24"})
    assert answer.status_code == 200
    found = answer.json
    assert found is not None
    assert all(diagnostic.pop("rendered") for diagnostic in found["diagnostics"])
    assert found == printed


def test_format(client: FlaskClient) -> None:
    files = {"trial.rules": RULES.replace("gross weight is over 10 t", "gross   weight>10 t"), "list.csv": "code\nA\n"}
    answer = client.post(FORMAT, json={"files": files})
    assert answer.json == {"files": {**files, "trial.rules": RULES}, "changed": ["trial.rules"]}
    assert answer.json is not None
    again = client.post(FORMAT, json={"files": answer.json["files"]})
    assert again.json is not None
    assert again.json["changed"] == []


def test_what_cannot_be_read_is_not_formatted(client: FlaskClient) -> None:
    answer = client.post(FORMAT, json={"files": {"a.rules": "rule"}})
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["type"] == "/problems/rules-do-not-check"
    assert answer.json["diagnostics"]
