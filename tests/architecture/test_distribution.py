"""What a user installs: the wheel, built from the source distribution, with the locked requirements and nothing else."""

import email
import os
import shutil
import subprocess
import sys
import venv
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

# One build, so one worker.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("distribution")]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, root], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `cts-rules` of an environment that holds the wheel and its locked requirements: no checkout, no tests' tools."""
    folder = tmp_path_factory.mktemp("a place with spaces") / "environment"
    venv.create(folder, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    install = ["install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(scripts / "python"), *install], check=True)
    (packages,) = folder.rglob("cts_rules/__init__.py")
    copy_locked(root / "requirements" / "run.txt", packages.parents[1])
    return scripts / "cts-rules"


def copy_locked(lock: Path, packages: Path) -> None:
    """Copy what the lock names from this environment, whose set-up checked the hashes; a test needs no network."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    for requirement in (Requirement(line.rstrip(" \\")) for line in lines if line[:1].isalnum()):
        if requirement.marker is None or requirement.marker.evaluate():
            copy_distribution(requirement.name, packages)


def copy_distribution(name: str, packages: Path) -> None:
    for file in distribution(name).files or ():
        if ".." not in file.parts:
            target = packages / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(str(file.locate()), target)


def wheel_name(file: Path) -> str:
    """Where the wheel keeps a file of the checkout."""
    if file.parts[0] == "rulebooks":
        return Path("cts_rules/starter", *file.parts[1:]).as_posix()
    return (file if file.parts[0] == "cts_rules" else Path(*file.parts[1:])).as_posix()


@pytest.mark.needs("git")
def test_the_wheel_holds_every_file_of_the_packages_and_the_rulebooks(wheel: Path, project_files: list[Path]) -> None:
    travelling = ("cts_rules/", "grammar/cts_grammar/", "engine/cts_engine/", "web/cts_web/", "rulebooks/")
    expected = {wheel_name(file) for file in project_files if file.as_posix().startswith(travelling)}
    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == expected
    assert {"cts_rules/py.typed", "cts_grammar/py.typed", "cts_engine/py.typed", "cts_web/py.typed"} <= names
    assert "cts_grammar/rules.lark" in names
    assert any(name.startswith("cts_rules/starter/") for name in names)


def test_the_wheel_carries_its_licence_and_its_description(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (licence,) = (name for name in archive.namelist() if name.endswith("/licenses/LICENSE"))
        (metadata_file,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(metadata_file))
        assert b"Apache License" in archive.read(licence)
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert "# CTS Rules" in str(metadata.get_payload())


def test_the_wheel_alone_tells_its_version(installed: Path, tmp_path: Path) -> None:
    assert "0.1.0" in outside(installed, "--version", folder=tmp_path)


def test_the_wheel_alone_assesses_the_samples(installed: Path, tmp_path: Path) -> None:
    assert outside(installed, "samples", folder=tmp_path) != ""


def outside(program: Path, *arguments: str, folder: Path) -> str:
    """Run an installed program away from the checkout and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [str(program), *arguments]
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout


def test_the_wheel_alone_makes_a_store_and_fills_it(installed: Path, tmp_path: Path) -> None:
    outside(installed, "up", "--store", "here", "--prepare-only", folder=tmp_path)
    assert (tmp_path / "here" / "cts-rules.sqlite3").stat().st_size > 100_000
