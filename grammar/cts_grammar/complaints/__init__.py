"""What could not be read, told to someone who never programmed: what stands there, and what would be right."""

from cts_grammar.complaints.complaint import complaint

__all__ = ["complaint"]
