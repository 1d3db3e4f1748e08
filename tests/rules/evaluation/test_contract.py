"""Whatever comes in, what comes out is what the contract says, and the documentation tells all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from cts_rules.evaluation import contract, overall
from cts_rules.evaluation.results import SEVERITIES
from cts_rules.rulebook.starters import starter_names
from tests.rules.commands.running import run

ROOT = Path(__file__).parents[3]
CORPUS = [p for name in ("csv", "edifact", "json") for p in sorted((ROOT / "tests" / "corpus" / name).iterdir())]
PAGE = (ROOT / "docs" / "results.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("explained", ["none", "fired", "all"])
@pytest.mark.parametrize("starter", starter_names())
def test_every_document_of_the_corpus_gives_what_the_contract_says(starter: str, explained: str) -> None:
    done = run("evaluate", starter, *CORPUS, "--json", "--explain", explained)
    document = json.loads(done.out)
    jsonschema.Draft202012Validator(contract.json_schema()).validate(document)
    manifests = document["manifests"]
    assert len(manifests) >= 100
    assert [m["index"] for m in manifests] == list(range(len(manifests)))
    for told in manifests:
        assert [c["index"] for c in told["consignments"]] == list(range(len(told["consignments"])))
        for consignment in told["consignments"]:
            adds_up(consignment, explained)


def adds_up(told: dict[str, Any], explained: str) -> None:
    """What a consumer may rely on beyond the shape."""
    live = [f for f in told["fired"] if not f["shadow"]]
    assert (told["lane"] is None) is (not told["in_scope"])
    assert told["score"] == pytest.approx(sum(f["score"] for f in live))
    assert sum(told["areas"].values()) == pytest.approx(told["score"])
    assert set(told["selected_by"]) <= {f["rule"] for f in live}
    assert set(told["actions"]) == {action for f in live for action in f["actions"]}
    assert (told["explanations"] != []) is (explained == "all" and told["in_scope"])
    if explained == "none":
        assert not any(f["values"] for f in told["fired"])
        assert not any(u["missing"] for u in told["undecided"])


def test_every_key_is_documented() -> None:
    for name, definition in msgspec.json.schema(overall.Evaluations)["$defs"].items():
        section = re.search(rf"^## .*\(`{name}`\)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
        assert section is not None, name
        assert re.findall(r"^\| `(\w+)` \|", section[1], re.MULTILINE) == list(definition["properties"]), name


def test_every_finding_of_an_assessment_is_documented() -> None:
    documented = dict(re.findall(r"^\| `([a-z-]+)` \| (error|warning|info) \|", PAGE, re.MULTILINE))
    assert documented == SEVERITIES
