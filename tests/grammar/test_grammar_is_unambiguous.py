"""The grammar is LALR(1) without a conflict: Lark would settle one silently, and a reader could not tell how."""

from __future__ import annotations

import logging
from importlib.resources import files

import pytest
from lark import Lark, logger


def build(grammar: str) -> Lark:
    return Lark(grammar, parser="lalr", start=["start", "expr"], debug=True, maybe_placeholders=False)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, logger.name)
    logger.addHandler(caplog.handler)
    return caplog


def test_no_conflict_is_settled_silently(log: pytest.LogCaptureFixture) -> None:
    build((files("cts_grammar") / "rules.lark").read_text("utf-8"))
    assert [r.getMessage() for r in log.records if "conflict" in r.getMessage().lower()] == []


def test_a_conflict_would_be_seen(log: pytest.LogCaptureFixture) -> None:
    build('start: expr\nexpr: "if" expr ("else" expr)? | "x"\n')
    assert any("conflict" in r.getMessage().lower() for r in log.records)
