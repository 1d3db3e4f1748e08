"""The document of the API is valid and complete, and what schemathesis makes of it is answered as it says.

CTS_EXAMPLES says how many requests are made for each operation: 200 for the whole.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from openapi_spec_validator import validate
from schemathesis.checks import CheckFunction, load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from cts_rules.access.settings import AccessSettings
from cts_rules.office.office import open_office
from cts_rules.settings import settings_from
from cts_web.app import create_app

EXAMPLES = int(os.environ.get("CTS_EXAMPLES", "5"))
ADDRESS = "/api/v1/openapi.json"
TAKE_TEXTS = (
    "evaluate", "submitManifest", "addVersion", "checkRules", "formatRules", "completeRules", "hoverRules",
    "renameInRules", "tryRules", "readOutRules",
)  # fmt: skip
"""Operations that take rules or manifests: what a schema makes up is neither."""

load_all_checks()
schemathesis.serializer.alias("application/edifact", "text/plain")


class Door:
    """The way into an application that is there when a test runs, and not yet when tests are collected."""

    app: Any = None

    def __call__(self, environ: Any, start_response: Any) -> Any:
        environ.setdefault("REMOTE_ADDR", "127.0.0.1")  # as every server says it
        return self.app(environ, start_response)


DOOR = Door()
DOCUMENT = (
    create_app(cast(Any, SimpleNamespace(settings=settings_from({}), access=AccessSettings(), engine="0")))
    .test_client()
    .get(ADDRESS)
    .json
)
documented = schemathesis.openapi.from_dict(cast(Any, DOCUMENT))
documented.app = DOOR


@pytest.fixture(scope="module")
def documented_app(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    place = Path(shutil.copytree(filled_store, tmp_path_factory.mktemp("documented") / "store"))
    office = open_office(place, {})
    DOOR.app = create_app(office)
    yield
    office.store.close()


@documented.parametrize()
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.usefixtures("documented_app")
def test_answers_are_as_documented(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(excluded_checks=excluded(case))


def excluded(case: schemathesis.Case[Any]) -> list[CheckFunction]:
    return [positive_data_acceptance] if case.operation.definition.raw["operationId"] in TAKE_TEXTS else []


def test_document_is_valid(client: FlaskClient) -> None:
    validate(cast(Any, client.get(ADDRESS).json))


def test_every_operation_is_told(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").json
    assert document is not None
    operations = [o for path in document["paths"].values() for m, o in path.items() if m in ("get", "post")]
    for operation in operations:
        assert {"operationId", "summary", "description", "tags", "responses"} <= operation.keys(), operation
        assert all("description" in parameter for parameter in operation.get("parameters", ())), operation
    ids = [operation["operationId"] for operation in operations]
    assert len(ids) == len(set(ids))
