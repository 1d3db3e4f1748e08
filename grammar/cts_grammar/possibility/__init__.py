"""Whether a condition can hold at all: what is told as impossible is impossible, whatever the data.

Incomplete by design: what is not seen through is taken for possible. `tests/properties/test_possibility.py` searches
for data under which something that was told is not so.
"""

from cts_grammar.possibility.deciding import always, forced, never

__all__ = ["always", "forced", "never"]
