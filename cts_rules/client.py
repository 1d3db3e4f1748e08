"""A small client of the service: typed answers, refusals as one exception, messages that can be sent again safely.

    with Client("http://127.0.0.1:8000") as customs:
        done = customs.submit(Path("message.edi").read_bytes(), "application/edifact")
        for consignment in customs.consignments(manifest=done.manifests[0].id, lane="red"):
            print(consignment.document, consignment.fired[0].message)

Needs httpx: `pip install cts-rules[client]`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import msgspec

from cts_engine.assess import Explain
from cts_rules.evaluation.contract import Evaluation
from cts_rules.evaluation.overall import Evaluations
from cts_rules.office.answers import (
    AssessmentRecord,
    ConsignmentDetail,
    ConsignmentSummary,
    ManifestDetail,
    ManifestSummary,
    NearMissRecord,
    Page,
    Rule,
    Rulebook,
    RulebookFile,
    Submission,
    Version,
    VersionComparison,
)

T = TypeVar("T")
API = "/api/v1"
JSON = "application/json"


class Refused(Exception):
    """What the service refused, as its problem document has it (RFC 9457)."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or problem.get("title") or f"status {status}"))
        self.status = status
        """Of HTTP."""
        self.type = str(problem.get("type", "about:blank"))
        """Stable; what a program decides by."""
        self.problem = problem
        """The whole document: `diagnostics` of rules, `errors` of an envelope."""


class Client:
    """A connection to one service. Use it in a `with`, or close it."""

    def __init__(
        self,
        address: str = "http://127.0.0.1:8000",
        timeout: float = 330.0,
        transport: httpx.BaseTransport | None = None,
        *,
        token: str | None = None,
    ) -> None:
        """`timeout` in seconds is for each answer; a large manifest takes the service minutes. `token` is what
        `cts-rules tokens add` printed, for a service with accounts."""
        self._http = httpx.Client(
            base_url=address,
            timeout=httpx.Timeout(timeout, connect=10.0),
            transport=transport,
            trust_env=False,
            headers={"Authorization": f"Bearer {token}"} if token else None,
        )

    def __enter__(self) -> Self:
        """The client itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        """Closes the connection."""
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self._http.close()

    # --- evaluating ---------------------------------------------------------------------------------------------------

    def evaluate(
        self,
        manifest: bytes | Mapping[str, Any],
        *,
        rulebook: str | None = None,
        version: int | None = None,
        rules: Mapping[str, str] | None = None,
        received: str | None = None,
        explain: Explain = "fired",
        media_type: str = "application/octet-stream",
    ) -> Evaluation | Evaluations:
        """Evaluates a manifest without storing it: a message as bytes, or a manifest as a dictionary.

        Under one stored rulebook, under `rules` (texts by path), or under every rulebook in force. Refused.
        """
        asked = {"rulebook": rulebook, "version": version, "received": received, "explain": explain}
        if rules is None and isinstance(manifest, bytes):
            answer = self._send("POST", "/evaluate", content=manifest, media_type=media_type, query=asked)
        else:
            body: dict[str, Any] = {k: v for k, v in asked.items() if v is not None} | (
                {"rules": dict(rules)} if rules else {}
            )
            body["manifest"] = manifest.decode() if isinstance(manifest, bytes) else manifest
            answer = self._send("POST", "/evaluate", content=msgspec.json.encode(body), media_type=JSON)
        if rulebook is None and rules is None:
            return msgspec.json.decode(answer.content, type=Evaluations)
        return msgspec.json.decode(answer.content, type=Evaluation)

    def check(self, files: Mapping[str, str]) -> dict[str, Any]:
        """Every mistake in rule texts (the command line's `check --json`)."""
        return self._post("/language/check", {"files": files}, dict[str, Any])

    def format(self, files: Mapping[str, str]) -> dict[str, str]:
        """The rule texts in their canonical form."""
        formatted: dict[str, str] = self._post("/language/format", {"files": files}, dict[str, Any])["files"]
        return formatted

    def check_in_detail(self, files: Mapping[str, str], seq: int = 0) -> dict[str, Any]:
        """The same, with what an editor shows under `detail`. Its offsets count UTF-16 code units."""
        return self._post("/language/check", {"files": files, "detail": True, "seq": seq}, dict[str, Any])

    def format_edits(self, files: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
        """What makes the canonical form, by path, of the texts that change."""
        body = {"files": files, "edits": True}
        edits: dict[str, list[dict[str, Any]]] = self._post("/language/format", body, dict[str, Any])["edits"]
        return edits

    def complete(self, files: Mapping[str, str], path: str, position: int) -> dict[str, Any]:
        """What could be written at a position, in UTF-16 code units, of one of the texts."""
        return self._post("/language/complete", {"files": files, "path": path, "position": position}, dict[str, Any])

    def hover(self, files: Mapping[str, str], path: str, position: int) -> dict[str, Any] | None:
        """What stands at a position; None where nothing is to be told."""
        body = {"files": files, "path": path, "position": position}
        told: dict[str, Any] | None = self._post("/language/hover", body, dict[str, Any])["hover"]
        return told

    def rename(self, files: Mapping[str, str], term: str, to: str) -> dict[str, Any]:
        """A name or a rule's identifier renamed everywhere: edits by path, or why not."""
        return self._post("/language/rename", {"files": files, "term": term, "to": to}, dict[str, Any])

    def try_rules(
        self,
        files: Mapping[str, str],
        *,
        consignment: int | None = None,
        manifest: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """What each rule comes to on a stored consignment, or on a manifest, with the answer of each condition."""
        on = {"consignment": consignment} if manifest is None else {"manifest": manifest}
        return self._post("/language/test", {"files": files, **on}, dict[str, Any])

    # --- manifests ----------------------------------------------------------------------------------------------------

    def submit(
        self,
        content: bytes,
        media_type: str = "application/octet-stream",
        *,
        received: str | None = None,
        key: str | None = None,
    ) -> Submission:
        """Hands a message in; it is stored and assessed when this returns. Without a key its own hash is the key."""
        headers = {"Idempotency-Key": key or hashlib.sha256(content).hexdigest()}
        query = {"received": received}
        answer = self._send("POST", "/manifests", content=content, media_type=media_type, query=query, headers=headers)
        return msgspec.json.decode(answer.content, type=Submission)

    def manifests(self) -> Iterator[ManifestSummary]:
        """Stored manifests, the newest first, fetched as they are wanted."""
        return self._pages("/manifests", {}, Page[ManifestSummary])

    def manifest(self, id_: int) -> ManifestDetail:
        """One stored manifest."""
        return self._get(f"/manifests/{id_}", ManifestDetail)

    def message(self, id_: int) -> bytes:
        """A message as it came in."""
        return self._send("GET", f"/messages/{id_}").content

    def consignments(self, **wanted: str | int | None) -> Iterator[ConsignmentSummary]:
        """Stored consignments by filter (manifest, lane, rule, rulebook, document, party, received_from, …_to)."""
        return self._pages("/consignments", wanted, Page[ConsignmentSummary])

    def consignment(self, id_: int) -> ConsignmentDetail:
        """One stored consignment with its assessments."""
        return self._get(f"/consignments/{id_}", ConsignmentDetail)

    def assessment(self, id_: int) -> AssessmentRecord:
        """One assessment."""
        return self._get(f"/assessments/{id_}", AssessmentRecord)

    def explanation(self, assessment: int, rule: str) -> dict[str, Any]:
        """Why a rule fired, or why not."""
        return self._get(f"/assessments/{assessment}/explanations/{rule}", dict[str, Any])

    def near_misses(self, assessment: int) -> list[NearMissRecord]:
        """Rules that one condition kept from firing."""
        return self._get(f"/assessments/{assessment}/near-misses", list[NearMissRecord])

    # --- rulebooks ----------------------------------------------------------------------------------------------------

    def rulebooks(self) -> list[Rulebook]:
        """All rulebooks."""
        return self._get("/rulebooks", list[Rulebook])

    def versions(self, rulebook: str) -> list[Version]:
        """The versions of a rulebook, the newest first."""
        return self._get(f"/rulebooks/{rulebook}/versions", list[Version])

    def files(self, rulebook: str, number: int) -> list[RulebookFile]:
        """The texts, lists and tables of a version."""
        return self._get(f"/rulebooks/{rulebook}/versions/{number}/files", list[RulebookFile])

    def rules(self, rulebook: str, number: int) -> list[Rule]:
        """The rules of a version."""
        return self._get(f"/rulebooks/{rulebook}/versions/{number}/rules", list[Rule])

    def comparison(self, rulebook: str, number: int, old: int) -> VersionComparison:
        """What changed from the version `old` to the version `number`."""
        answer = self._send("GET", f"/rulebooks/{rulebook}/versions/{number}/comparison", query={"with": old})
        return msgspec.json.decode(answer.content, type=VersionComparison)

    def add_version(self, rulebook: str, files: Mapping[str, str], note: str) -> Version:
        """Adds a version; the same content again is the same version."""
        return self._post(f"/rulebooks/{rulebook}/versions", {"files": files, "note": note}, Version)

    def put_in_force(self, rulebook: str, number: int) -> Version:
        """Puts a version in force."""
        return self._post(f"/rulebooks/{rulebook}/versions/{number}/in-force", None, Version)

    # --- HTTP ---------------------------------------------------------------------------------------------------------

    def _get(self, path: str, kind: type[T]) -> T:
        return msgspec.json.decode(self._send("GET", path).content, type=kind)

    def _post(self, path: str, body: object, kind: type[T]) -> T:
        content = b"" if body is None else msgspec.json.encode(body)
        answer = self._send("POST", path, content=content, media_type=None if body is None else JSON)
        return msgspec.json.decode(answer.content, type=kind)

    def _pages(self, path: str, wanted: Mapping[str, object], kind: type[Page[T]]) -> Iterator[T]:
        cursor: str | None = None
        while True:
            answer = self._send("GET", path, query={**wanted, "cursor": cursor, "limit": 200})
            page = msgspec.json.decode(answer.content, type=kind)
            yield from page.items
            cursor = page.next
            if cursor is None:
                return

    def _send(
        self,
        method: str,
        path: str,
        *,
        content: bytes | None = None,
        media_type: str | None = None,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        sent = dict(headers or {}) | ({"Content-Type": media_type} if media_type else {})
        params = {name: str(value) for name, value in (query or {}).items() if value is not None}
        answer = self._http.request(method, API + path, content=content, headers=sent, params=params)
        if answer.is_success:
            return answer
        try:
            problem = msgspec.json.decode(answer.content, type=dict[str, Any])
        except msgspec.MsgspecError:
            problem = {"title": f"the service answered with status {answer.status_code}"}
        raise Refused(answer.status_code, problem)
