"""`evaluate`: rules over manifests, nothing stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, request

from cts_engine.assess import Explain
from cts_engine.compile import CompiledRulebook
from cts_rules.access.roles import Deed
from cts_rules.evaluation.contract import Evaluation
from cts_rules.evaluation.overall import Evaluations
from cts_rules.office.drafting import compile_texts
from cts_rules.office.evaluating import evaluation, evaluations, read
from cts_rules.office.library import compiled_in_force, compiled_version
from cts_rules.office.refusals import NothingInForce
from cts_rules.readers.reading import Document
from cts_web import problems
from cts_web.answering import JSON, in_pieces
from cts_web.api.incoming import FORM, Incoming, body_of, faults, form, kind_of_body, raw
from cts_web.api.serving import metrics, office
from cts_web.openapi import Answer, Resource
from cts_web.receiving import body
from cts_web.schemas.evaluate import EVALUATE, EvaluateBody, EvaluateQuery, contradictions
from cts_web.schemas.filing import MANIFEST_EXAMPLE, document_of, is_document
from cts_web.schemas.parameters import invalid

TEXT = "rulebook.rules"
"""Path of a rule text that comes without one."""

resource = Resource("evaluate", "Rules over manifests, nothing stored.")

BODY = body_of(
    EvaluateBody,
    "A JSON envelope, or a document of the product's JSON format as it stands in a file; "
    "or the message itself, its bytes and charset untouched, with parameters in the query; or a form "
    "with the file `manifest` and as many files `rules` as there are.",
    {"rulebook": "maritime-imports", "manifest": MANIFEST_EXAMPLE},
    {
        "rules": {"type": "array", "items": {"type": "string", "contentMediaType": "application/octet-stream"}},
        "rulebook": {"type": "string"},
        "version": {"type": "integer", "minimum": 1},
        "received": {"type": "string"},
        "explain": {"type": "string", "enum": ["none", "fired", "all"]},
        "file": {"type": "string", "maxLength": 200},
    },
)


@resource.operation(
    "POST",
    "/evaluate",
    "evaluate",
    Answer(
        (Evaluation, Evaluations),
        description="`cts-evaluation/1` of one rulebook, or `cts-evaluations/1` of every rulebook in force.",
    ),
    refusals=(
        problems.NOT_JSON, problems.NOT_FOUND, problems.NOTHING_IN_FORCE, problems.UNSUPPORTED_MEDIA_TYPE,
        problems.INVALID_ENVELOPE, problems.MANIFEST_NOT_READABLE, problems.RULES_DO_NOT_CHECK, problems.WRONG_RULEBOOK,
    ),
    query=EvaluateQuery,
    body=BODY, needs=Deed.EVALUATE,
)  # fmt: skip
def evaluate(asked: dict[str, Any]) -> Response:
    """Evaluate manifests.

    With a rulebook or rules the answer is what `cts-rules evaluate --json` prints. Without them every rulebook in force
    is asked, and `overall` says for each consignment which of them decided its lane.
    """
    kind = kind_of_body()
    if kind == JSON and not is_document(body()):
        return _enveloped(asked)
    incoming = form(asked, EvaluateQuery, set(request.args), rules=True) if kind == FORM else raw(asked)
    wrong = contradictions(incoming.asked.get("rulebook"), incoming.asked.get("version"), incoming.files or None)
    if wrong:
        raise faults(wrong) if kind == FORM else invalid(wrong)
    return _evaluated(incoming)


def _enveloped(asked: dict[str, Any]) -> Response:
    if asked:
        raise invalid({name: ["With a JSON body this stands in the body."] for name in asked})
    envelope = EVALUATE.decoded(body())
    rules = {TEXT: envelope.rules} if isinstance(envelope.rules, str) else envelope.rules
    files = {path: text.encode() for path, text in (rules or {}).items()}
    beside = {
        "rulebook": envelope.rulebook,
        "version": envelope.version,
        "received": envelope.received,
        "explain": envelope.explain,
    }
    document = Document(envelope.file or "", document_of(envelope.manifest))
    if rules is None:
        return _evaluated(Incoming(document, JSON, beside, {}))
    return _evaluated(Incoming(document, JSON, beside, files), drafted=True)


def _evaluated(incoming: Incoming, drafted: bool = False) -> Response:
    asked = incoming.asked
    with metrics().evaluation.labels("evaluate").time():
        books = [compile_texts(office(), incoming.files)] if drafted or incoming.files else _stored(asked)
        pieces = _pieces(incoming, books, one=bool(drafted or incoming.files or asked.get("rulebook")))
        return in_pieces(metrics().counting(pieces))


def _stored(asked: Any) -> list[CompiledRulebook]:
    if asked.get("rulebook"):
        return [compiled_version(office(), asked["rulebook"], asked.get("version"))]
    books = compiled_in_force(office())
    if not books:
        raise NothingInForce("no rulebook is in force: put one in force, or give rules")
    return books


def _pieces(incoming: Incoming, books: list[CompiledRulebook], one: bool) -> Iterator[bytes]:
    asked, document = incoming.asked, incoming.document
    received = asked.get("received")
    explain: Explain = asked.get("explain") or "fired"
    readings = read(office(), document, received)
    if one:
        return evaluation(office(), books[0], readings, explain, received, document.name)
    return evaluations(office(), books, readings, explain, received, document.name)
