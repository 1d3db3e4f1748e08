"""What changed between two versions of a rulebook, and what each change does to when a rule fires."""

from cts_grammar.comparing.changes import (
    Change,
    Comparison,
    EntriesChange,
    EntryChange,
    ParameterChange,
    Relation,
    RuleChange,
    Standing,
)
from cts_grammar.comparing.documents import as_document
from cts_grammar.comparing.proving import relation
from cts_grammar.comparing.rulebooks import compare
from cts_grammar.comparing.sentences import rule_sentences, rulebook_sentences, sentences

__all__ = [
    "Change",
    "Comparison",
    "EntriesChange",
    "EntryChange",
    "ParameterChange",
    "Relation",
    "RuleChange",
    "Standing",
    "as_document",
    "compare",
    "relation",
    "rule_sentences",
    "rulebook_sentences",
    "sentences",
]
