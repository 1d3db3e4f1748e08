"""Both tiers take the same envelopes and give the same values; what the quick one takes is never looked at twice."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cts_web.problems import Problem
from cts_web.schemas.envelope import Form
from cts_web.schemas.evaluate import EVALUATE
from cts_web.schemas.language import CHECK, FORMAT
from cts_web.schemas.manifests import SUBMIT
from cts_web.schemas.members import Malformed, members
from cts_web.schemas.rulebooks import ADD_VERSION

FORMS = (EVALUATE, SUBMIT, ADD_VERSION, CHECK, FORMAT)

texts = st.text(st.characters(codec=None), max_size=8) | st.sampled_from(
    [
        "fired",
        "all",
        "2026-03-01",
        "2026-03-01T04:30+02:00",
        "2026-03-01t04:30z",
        "maritime-imports",
        "x" * 201,
        ":",
        "",
    ]
)
scalars = (
    st.none() | st.booleans() | st.integers(-2, 3) | st.integers() | st.floats(allow_nan=False) | texts
)  # fmt: skip
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)
NAMES = ("manifest", "rulebook", "version", "rules", "received", "explain", "file", "files", "note", "at", "other")
likely = {
    "manifest": st.sampled_from([{}, [], "UNB", {"consignments": []}]),
    "version": st.integers(-1, 3) | st.integers(2**53 - 2, 2**53 + 2),
    "files": st.dictionaries(texts, texts, max_size=2),
    "rules": texts | st.dictionaries(texts, texts, max_size=2),
}


@st.composite
def envelopes(draw: st.DrawFn) -> bytes:
    names = draw(st.lists(st.sampled_from(NAMES), max_size=5, unique=draw(st.integers(0, 5)) > 0))
    pairs = [(name, draw(likely.get(name, texts) if draw(st.integers(0, 3)) else values)) for name in names]
    written = ", ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in pairs)
    return f"{{{written}}}".encode()


def told(form: Form[Any], content: bytes, thoroughly: bool) -> object:
    try:
        found = form.thoroughly(content) if thoroughly else form.decoded(content)
    except Problem as problem:
        return problem.type, dict(problem.errors)
    return msgspec.json.encode(found)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.quick.__name__)
@given(content=envelopes())
@example(content=b'{"manifest": {}, "rulebook": "a", "version": 1.0}')
@example(content=b'{"manifest": {}, "rulebook": "a", "version": 1e0}')
@example(content=b'{"manifest": {}, "rulebook": "a", "version": 99999999999999999999999}')
@example(content=b'{"manifest": {}, "rulebook": "\\u003a", "rulebook": "x"}')
@example(content=b'{"manifest": {}, "explain": null}')
@example(content=b'{"files": {"a:": "", "a": ":"}, "note": null}')
@example(content=b'{"files": {"": ""}}')
@example(content=b'\xef\xbb\xbf{"manifest": {}}')
def test_the_tiers_are_equal(form: Form[Any], content: bytes) -> None:
    bare = content.removeprefix(b"\xef\xbb\xbf")
    assert told(form, content, thoroughly=False) == told(form, bare, thoroughly=True)


def test_what_is_right_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Form, "thoroughly", lambda *_: pytest.fail("read twice"))
    content = b'{"manifest": {"a": [1, {"b": ":"}]}, "rulebook": "x:y", "received": "2026-03-01", "explain": "all"}'
    assert EVALUATE.decoded(content).rulebook == "x:y"


@given(content=st.binary(max_size=30) | envelopes())
def test_members_are_the_bytes_between(content: bytes) -> None:
    told = "."
    try:
        found = members(content)
    except Malformed as malformed:
        found = []
        told = str(malformed)
    assert told.endswith(".")
    for _, value in found or ():
        assert value in content
        assert value == value.strip()


def test_members_know_no_numbers() -> None:
    assert members(b'{"a": ' + b"9" * 10_000 + b"}") == [("a", b"9" * 10_000)]
