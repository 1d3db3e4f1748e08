import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def project_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every file that git would keep, relative to the checkout; the same before and after the commit, or without one."""
    empty = tmp_path_factory.mktemp("empty") / "repository"
    git = ["git", f"--git-dir={empty}"]
    outer = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run([*git, "init", "--quiet", "--bare"], check=True, env=outer)
    listing = [*git, f"--work-tree={ROOT}", "ls-files", "-z", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True, env=outer).stdout
    return [Path(name) for name in names.split("\0") if name]
