"""The samples of docs/api.md do what they say."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cts_web.api import RESOURCES
from tests.web.server import SECONDS, Server, serving

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def server(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("page")
    place = Path(shutil.copytree(filled_store, folder / "store"))
    with serving(place, folder / "log") as started:
        yield started


@pytest.mark.needs("curl")
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.split("8000/")[1].split()[0][:40])
def test_samples_run(server: Server, sample: str) -> None:
    command = sample.replace("http://127.0.0.1:8000/", server.address).replace("curl -s", "curl -s --fail-with-body")
    done = subprocess.run(["sh", "-e", "-c", command], cwd=ROOT, capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stdout


def test_there_are_samples_for_every_resource() -> None:
    for resource in RESOURCES:
        assert f"/{resource.name}" in "".join(SAMPLES)
