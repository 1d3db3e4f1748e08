"""The examples in the language's docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import cts_grammar

MODULES = [m.name for m in pkgutil.walk_packages(cts_grammar.__path__, "cts_grammar.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
