"""Checking: names resolved, types and units agreed, lists read; every mistake at once, with what would be right."""

from cts_grammar.check.rulebook import Checking, check, digest

__all__ = ["Checking", "check", "digest"]
