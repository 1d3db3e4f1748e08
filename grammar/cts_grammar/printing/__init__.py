"""The canonical form: one formatter, one style, idempotent; comments stay where they stood."""

from cts_grammar.printing.formatting import format_file, format_text

__all__ = ["format_file", "format_text"]
