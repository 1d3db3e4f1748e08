"""Conditions as Python functions, built node by node: no text of a rulebook is ever read as Python."""

from cts_engine.predicates.functions import Answer, Predicate, predicate_of
from cts_engine.predicates.namespace import Shared

__all__ = ["Answer", "Predicate", "Shared", "predicate_of"]
