"""The plain evaluator: what faster ones are tested against, and what explains."""

from cts_engine.interpreter.answering import answer, read, trace

__all__ = ["answer", "read", "trace"]
