import doctest
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MODULES = sorted(
    path for path in (ROOT / "cts_rules/readers").glob("*.py") if path.stem.startswith(("edifact_", "cuscar"))
)
CODE = re.compile(r'(?:find|report|Finding|Violation|find_in_message)\(\s*(?:[\w.\[\]]+, )?"(charset|[a-z]+-[a-z-]+)"')


def documented() -> set[str]:
    return set(
        re.findall(r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs/findings.md").read_text(encoding="utf-8"), re.MULTILINE)
    )


def section() -> set[str]:
    text = (ROOT / "docs/findings.md").read_text(encoding="utf-8").split("## UN/EDIFACT")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE))


def emitted() -> set[str]:
    return {code for path in MODULES for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_is_documented() -> None:
    assert emitted() - documented() == set()


def test_every_documented_code_can_be_found() -> None:
    assert section() - emitted() == set()
    assert len(section()) > 40


def test_every_documented_code_is_found_in_the_corpus() -> None:
    found = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests/corpus/edifact").glob("*.json"))
    assert [code for code in sorted(section()) if f" {code}, " not in found] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_examples_of_the_documentation_hold(path: Path) -> None:
    assert doctest.testmod(importlib.import_module(f"cts_rules.readers.{path.stem}")).failed == 0
