"""The client before a real service: everything that it offers, once, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from cts_rules.client import Client, Refused
from cts_rules.evaluation.contract import Evaluation
from cts_rules.evaluation.overall import Evaluations
from tests.rules.office.offices import RULES, office_at, with_rules
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import message as written
from tests.service.services import running

STRICTER = RULES.replace("lane red from 50", "lane red from 30")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    store = tmp_path_factory.mktemp("client") / "store"
    with_rules(office_at(store)).store.close()
    with running(store, "--no-samples") as service, service.client() as opened:
        yield opened


def test_a_message_from_handing_in_to_its_reasons(client: Client) -> None:
    content = written(goods("A1", weight=20_000), goods("A2")).content
    done = client.submit(content)
    assert not done.repeated
    assert client.submit(content).repeated
    (manifest,) = done.manifests
    assert manifest in list(client.manifests())
    assert client.manifest(manifest.id).rulebooks == ["trial 1"]
    assert client.message(done.message) == content
    heavy, light = client.consignments(manifest=manifest.id)
    assert (heavy.document, heavy.lane, light.lane) == ("A1", "red", "amber")
    assert [c.id for c in client.consignments(rule="HEAVY", document="a 1")] == [heavy.id]
    (record,) = client.consignment(heavy.id).assessments
    assert client.assessment(record.id) == record
    assert client.explanation(record.id, "HEAVY")["outcome"] == "fired"
    assert [m.rule for m in client.near_misses(record.id)] == ["MARKED"]


def test_pages_are_turned_as_they_are_wanted(client: Client) -> None:
    client.submit(written(*(goods(f"P{n}") for n in range(450)), manifest_number="MANY").content)
    found = [c.document for c in client.consignments(party="acme") if str(c.document).startswith("P")]
    assert sorted(map(str, found)) == sorted(f"P{n}" for n in range(450))


def test_evaluating_stores_nothing(client: Client) -> None:
    document = written(goods("E1", "SOMEBODY NEW", 20_000))
    before = [m.id for m in client.manifests()]
    one = client.evaluate(document.content, rulebook="trial", version=1)
    assert isinstance(one, Evaluation)
    assert one.manifests[0].consignments[0].lane == "red"
    many = client.evaluate(document.content, explain="all")
    assert isinstance(many, Evaluations)
    assert [(o.lane, o.rulebook) for o in many.overall] == [("red", "trial")]
    drafted = client.evaluate({"transport_mode": "sea", "movement": "import", "consignments": [goods("E2")]},
                              rules={"trial.rules": STRICTER}, received="2026-03-01")  # fmt: skip
    assert isinstance(drafted, Evaluation)
    assert [f.rule for f in drafted.manifests[0].consignments[0].fired] == ["NEW"]
    assert [m.id for m in client.manifests()] == before


def test_rulebooks_grow_by_versions(client: Client) -> None:
    added = client.add_version("trial", {"trial.rules": STRICTER}, "stricter")
    assert (added.number, added.in_force) == (2, False)
    assert client.put_in_force("trial", 2).in_force
    assert [v.number for v in client.versions("trial")] == [2, 1]
    assert [(b.name, b.versions) for b in client.rulebooks()] == [("trial", 2)]
    assert client.files("trial", 2)[0].text == STRICTER
    assert [r.id for r in client.rules("trial", 2)] == ["HEAVY", "NEW", "MARKED"]
    client.put_in_force("trial", 1)


def test_texts_are_checked_and_formatted(client: Client) -> None:
    assert client.check({"trial.rules": RULES})["ok"]
    found = client.check({"trial.rules": RULES.replace("gross weight", "gros weight", 1)})
    assert [d["code"] for d in found["diagnostics"] if d["severity"] == "error"] == ["CTS-E101"]
    assert client.format({"trial.rules": RULES.replace("  when", "        when")})["trial.rules"] != RULES


@pytest.mark.parametrize(
    ("ask", "status", "kind", "told"),
    [
        (lambda c: c.submit(b"%PDF-1.4"), 422, "manifest-not-readable", "looks like a PDF"),
        (lambda c: c.versions("trail"), 404, "not-found", "did you mean trial?"),
        (lambda c: c.manifest(10**6), 404, "not-found", "no manifest 1000000"),
        (lambda c: c.add_version("trial", {"a.rules": "rule"}, ""), 422, "rules-do-not-check", "nothing was run"),
    ],
)
def test_refusals_say_what_and_why(client: Client, ask: object, status: int, kind: str, told: str) -> None:
    assert callable(ask)
    with pytest.raises(Refused, match=told.replace("?", r"\?")) as refused:
        ask(client)
    assert refused.value.status == status
    assert refused.value.type.rpartition("/")[2] == kind


def test_diagnostics_come_with_the_refusal(client: Client) -> None:
    with pytest.raises(Refused) as refused:
        client.evaluate(
            {"consignments": []}, rules={"a.rules": "rulebook a for all\nrule A when gros weight is 1 kg then hold"}
        )
    assert [d["code"] for d in refused.value.problem["diagnostics"]][:1] == ["CTS-E101"]


def test_a_key_stands_for_one_message(client: Client) -> None:
    client.submit(written(goods("K1")).content, key="k")
    with pytest.raises(Refused, match="another message") as refused:
        client.submit(written(goods("K2")).content, key="k")
    assert refused.value.status == 422


def test_what_is_no_problem_document_is_told_by_its_status() -> None:
    broken = httpx.MockTransport(lambda request: httpx.Response(502, text="<html>"))
    with Client(transport=broken) as client, pytest.raises(Refused, match="status 502") as refused:
        client.rulebooks()
    assert refused.value.type == "about:blank"


def test_nobody_there(tmp_path: Path) -> None:
    with Client("http://127.0.0.1:9") as client, pytest.raises(httpx.TransportError):
        client.rulebooks()


@pytest.mark.slow
def test_the_sample_in_the_documentation_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(__file__).parents[2]
    (sample,) = re.findall(r"```python\n(.*?)```", (root / "docs" / "api.md").read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(root)
    with running(tmp_path / "store") as service:
        exec(sample.replace("http://127.0.0.1:8000", service.address), {})
    told = capsys.readouterr().out
    assert "NVRLGYE10002" in told
    assert "did you mean maritime-imports?" in told
