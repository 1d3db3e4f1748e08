"""The documentation says what there is, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from cts_grammar.check import check
from cts_grammar.source import Source
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.reference.reference import load_reference
from cts_rules.rulebook.starters import starter_names, starters_folder
from cts_rules.settings import PREFIX, limit_names, settings_from

ROOT = Path(__file__).parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")


def test_every_limit_is_documented_with_its_default() -> None:
    documented = dict(re.findall(rf"^\| `({PREFIX}\w+)` \| (\d+) \|", OPERATIONS, re.MULTILINE))
    assert set(documented) == set(limit_names())
    assert settings_from(documented) == settings_from({})


def test_every_starter_rule_is_documented() -> None:
    text = (ROOT / "docs" / "rulebooks.md").read_text("utf-8")
    documented = re.findall(r"^\| ([A-Z]+-\d{3}) \|", text, re.MULTILINE)
    written = [
        rule
        for name in starter_names()
        for file in (starters_folder() / name).glob("*.rules")
        for rule in re.findall(r"^rule (\S+)", file.read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(documented) == sorted(written)


def test_the_rule_in_the_readme_checks() -> None:
    blocks = re.findall(r"```rules\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        found = check([Source("readme.rules", block)], vocabulary(load_reference(None)), lambda path: None)
        assert found.rulebook is not None, [d.message for d in found.diagnostics]


def test_links_lead_somewhere() -> None:
    pages = [
        ROOT / "README.md",
        *(ROOT / "docs").glob("*.md"),
        ROOT / "grammar" / "README.md",
        ROOT / "engine" / "README.md",
    ]
    for page in pages:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
