"""How large a rulebook may be; every limit is a setting, every refusal a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading and checking. The defaults are far above what a specialist writes."""

    source_characters: int = 5_000_000
    """Of one `.rules` file."""
    rules: int = 20_000
    mistakes: int = 1_000
    """Pieces of one file that cannot be read, before the rest of it is passed over."""
    nesting: int = 64
    """Brackets in brackets, and `not` after `not`."""
    parts: int = 5_000
    """Conditions and values of one rule, with its definitions spelled out."""
    depth: int = 150
    """Of a rule's tree, with its definitions spelled out."""
    text_characters: int = 2_000
    """Of one quoted text."""
    pattern_characters: int = 500
    list_entries: int = 1_000_000
    list_file_bytes: int = 100_000_000


DEFAULT_LIMITS = Limits()
