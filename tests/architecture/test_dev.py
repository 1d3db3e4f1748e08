import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev

# These tests may themselves run under make, which hands its own arguments down.
OUTSIDE_MAKE = {name: value for name, value in os.environ.items() if name not in ("ARGS", "MAKEFLAGS", "PYTHON")}

SKIPPING_TEST = """
import pytest

def test_runs() -> None:
    pass

def test_skips() -> None:
    pytest.skip("no reason")

@pytest.mark.xfail
def test_is_known_to_fail() -> None:
    raise AssertionError
"""

GIT_TEST = """
import pytest

@pytest.mark.needs("git")
def test_asks_git() -> None:
    pass
"""


def test_an_old_python_can_read_the_refusal(root: Path) -> None:
    ast.parse((root / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_is_refused_in_a_sentence(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or later, this is Python 3\.9"):
        runpy.run_path(str(root / "dev.py"))


def test_dev_needs_only_the_standard_library(root: Path) -> None:
    tree = ast.parse((root / "dev.py").read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {name for node in imports for name in imported_modules(node)}
    assert names - sys.stdlib_module_names == set()


def imported_modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return [name.partition(".")[0] for name in names]


def test_make_offers_the_commands_of_dev(root: Path) -> None:
    targets = re.search(r"^\.PHONY: (.+)$", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets is not None
    assert targets[1].split() == [name for name in dev.COMMANDS if name != "system"]


@pytest.mark.needs("make")
def test_make_is_thin_over_dev(root: Path) -> None:
    command = ["make", "--no-print-directory", "--dry-run", "test", "ARGS=-k lark"]
    plan = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True, env=OUTSIDE_MAKE)
    assert plan.stdout == "python3 dev.py test -k lark\n"


def test_the_environment_follows_the_locks(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "LOCKS", tmp_path)
    lock = tmp_path / "dev.txt"
    lock.write_text("lark==1.3.1", encoding="utf-8")
    first = dev.environment_mark()
    assert dev.environment_mark() == first
    lock.write_text("lark==1.3.2", encoding="utf-8")
    assert dev.environment_mark() != first


def test_a_half_made_environment_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    python = tmp_path / "python"
    python.touch()
    monkeypatch.setattr(dev, "PYTHON", python)
    monkeypatch.setattr(dev, "READY", tmp_path / "READY")
    monkeypatch.setattr("venv.create", lambda *_, **__: made.append("environment"))
    monkeypatch.setattr(dev, "execute", lambda *_: made.append("packages"))
    dev.set_up()
    assert made == ["environment", "packages", "packages"]
    dev.set_up()
    assert made == ["environment", "packages", "packages"]


def test_a_python_without_pip_is_told_the_line_that_brings_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "READY", tmp_path / "READY")
    monkeypatch.setattr(dev, "has_pip", lambda: False)
    with pytest.raises(SystemExit, match=r"apt install python3\.\d+-venv"):
        dev.set_up()


@pytest.mark.parametrize(
    ("forbidden", "outcome"), [("0", "1 passed, 1 skipped, 1 xfailed"), ("1", "1 failed, 1 passed, 1 xfailed")]
)
def test_skipping_can_be_forbidden(tmp_path: Path, root: Path, forbidden: str, outcome: str) -> None:
    assert outcome in pytest_report(tmp_path, root, SKIPPING_TEST, CTS_FORBID_SKIPS=forbidden)


def test_a_missing_program_is_named_with_the_line_that_installs_it(tmp_path: Path, root: Path) -> None:
    report = pytest_report(tmp_path, root, GIT_TEST, CTS_FORBID_SKIPS="0", PATH="")
    assert "git is missing: apt install git" in report


def pytest_report(folder: Path, root: Path, tests: str, **variables: str) -> str:
    """Run tests of their own under our conftest and return what pytest prints."""
    shutil.copy(root / "tests" / "conftest.py", folder)
    (folder / "test_example.py").write_text(tests, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-rs", "--rootdir", str(folder), str(folder)]
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, env=environment).stdout
