import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ENTRY = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?P<rest>(?:.*\\\n)+.*)", re.MULTILINE)


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def locked(root: Path, lock: str) -> dict[str, Version]:
    text = (root / "requirements" / lock).read_text(encoding="utf-8")
    return {canonicalize_name(entry["name"]): Version(entry["version"]) for entry in ENTRY.finditer(text)}


def unmet(requirements: list[str], versions: dict[str, Version]) -> list[str]:
    wanted = {text: Requirement(text) for text in requirements}
    return [
        text
        for text, requirement in wanted.items()
        if (version := versions.get(canonicalize_name(requirement.name))) is None
        or version not in requirement.specifier
    ]


def test_the_runtime_lock_meets_every_dependency(root: Path, project: dict[str, Any]) -> None:
    assert unmet(project["project"]["dependencies"], locked(root, "run.txt")) == []


@pytest.mark.parametrize(("group", "lock"), [("dev", "dev.txt"), ("lock", "lock.txt")])
def test_a_group_has_its_lock(root: Path, project: dict[str, Any], group: str, lock: str) -> None:
    assert unmet(project["dependency-groups"][group], locked(root, lock)) == []


def test_the_development_lock_can_build_the_project(root: Path, project: dict[str, Any]) -> None:
    assert unmet(project["build-system"]["requires"], locked(root, "dev.txt")) == []


def test_the_development_lock_includes_the_runtime_lock(root: Path) -> None:
    assert locked(root, "run.txt").items() <= locked(root, "dev.txt").items()


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt", "lock.txt"])
def test_every_pin_has_a_hash(root: Path, lock: str) -> None:
    text = (root / "requirements" / lock).read_text(encoding="utf-8")
    assert [entry["name"] for entry in ENTRY.finditer(text) if "--hash=sha256:" not in entry["rest"]] == []
    assert len(ENTRY.findall(text)) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) > 0
