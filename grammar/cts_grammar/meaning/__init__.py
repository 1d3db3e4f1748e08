"""What a rule means, whatever words, order and layout it was written in."""

from cts_grammar.meaning.hashing import mean_the_same, rule_meaning, rulebook_meaning
from cts_grammar.meaning.normal_form import normal, opposite
from cts_grammar.meaning.writing import written

__all__ = ["mean_the_same", "normal", "opposite", "rule_meaning", "rulebook_meaning", "written"]
