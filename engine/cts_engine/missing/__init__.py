"""What an undecided rule misses."""

from cts_engine.missing.asking import missing_in, missing_of

__all__ = ["missing_in", "missing_of"]
