"""The words of the language as they are written, each with one line for who meets it first."""

from __future__ import annotations

import re
from functools import cache

from cts_grammar.parse import grammar

EXPLANATIONS = {
    "RULEBOOK": "begins a rulebook: its name, its title, what it is for",
    "RULE": "begins a rule: its identifier and its title",
    "LIST": "names several codes or texts, to be tested with `is in`",
    "TABLE": "names a table from a file, whose columns are looked up",
    "WATCHLIST": "names a list of parties from a file, to be tested with `is on`",
    "EXCHANGE_RATES": "tells the file with the rates by which money is converted",
    "PARAMETER": "names a value that may change from a day on",
    "DEFINE": "gives a name to a value or a condition",
    "FOR": "what the rulebook is for, as `for sea imports`; the keys of a lookup",
    "FROM": "the file, the first day or the least score",
    "TO": "the last day, which is included",
    "AS": "what the defined name stands for",
    "BY": "how much: `by 85%`",
    "OF": "of what",
    "COLUMN": "the heading of the column that is read",
    "KEYED_BY": "the names by which a row is found",
    "DEFAULT": "the value where the table has no row",
    "RANDOM_SELECTION": "the share of what no rule selects that is selected all the same",
    "AREA": "the risk area that the rule belongs to",
    "OWNER": "the desk that answers for it",
    "REFERENCE": "the bulletin or case that the rule goes back to",
    "IN_FORCE": "the days on which the rule applies, both included",
    "REVIEW_BY": "the day by which the rule is to be looked at again",
    "SHADOW": "evaluated and counted, without effect on lane or score",
    "WHEN": "the condition under which the rule fires",
    "UNLESS": "an exception: holds the rule back where it is so",
    "UNTIL": "the last day of the exception",
    "THEN": "what follows when the rule fires",
    "SCORE": "adds to the consignment's score",
    "LANE": "a lane of selectivity",
    "HOLD": "the goods stay where they are",
    "DO_NOT_LOAD": "the goods are not to be loaded",
    "REQUEST_INFORMATION": "asks the declarant for something",
    "REQUEST_SCREENING": "asks for a screening of the cargo",
    "EXAMINE_BY": "how it is to be examined: scan, documents or physical",
    "ALERT": "tells a desk",
    "REFER_TO": "hands the consignment to a desk",
    "LABEL": "marks the consignment",
    "SAY": "what the officer reads; `{name}` puts a value in",
    "TELL_TRADER": "what may be told to the trader",
    "EXAMPLE": "a small consignment, and what the rule says of it",
    "MATCHES": "the example's rule fires",
    "DOES_NOT_MATCH": "the example's rule does not fire",
    "IS_UNDECIDED": "the example's rule cannot be decided",
    "AND": "both are to be so",
    "OR": "one of them is to be so",
    "NOT": "the next test is not to be so",
    "ALL_OF": "every part in the brackets is to be so",
    "ANY_OF": "one part in the brackets is to be so",
    "NONE_OF": "no part in the brackets is to be so",
    "AT_LEAST": "this much or more",
    "AT_MOST": "this much or less",
    "EXACTLY": "just so many",
    "SOME": "one or more of the things",
    "NO": "none of the things",
    "EVERY": "all of the things, and there is one at least",
    "ALL": "the same as `every`",
    "ANY": "one or more of the things",
    "HAS": "what is asked of each, in brackets; or `has changed`, `has fired`",
    "WITH": "only those for which the brackets hold",
    "WITH_THE_SAME": "what earlier consignments have in common with this one",
    "IN_THE_LAST": "how far back to look: `in the last 90 days`",
    "IN_THIS_MANIFEST": "among the consignments of this filing",
    "NUMBER_OF": "how many there are",
    "DIFFERENT": "each value counted once",
    "TOTAL": "all added up",
    "LARGEST": "the largest of all",
    "SMALLEST": "the smallest of all",
    "AVERAGE": "the average of all",
    "EARLIER": "as it was first filed",
    "IS": "compares with a value, or asks for a state",
    "OVER": "more than",
    "UNDER": "less than",
    "LESS_THAN": "less than",
    "MORE_THAN": "more than",
    "BETWEEN": "from one value to the other, both included",
    "IN": "one of a list, or of what stands in brackets",
    "ONE_OF": "the same as `in`",
    "WITHIN": "at or below a code: a heading holds its subheadings, a country its locations",
    "ON": "resembles a party of a watch list",
    "BEFORE": "earlier than",
    "AFTER": "later than",
    "MISSING": "nothing was declared",
    "UNREADABLE": "something was declared that cannot be read",
    "PRESENT": "something was declared",
    "VALID": "has the form that its kind demands: check digit, known code",
    "VAGUE": "holds nothing but words that describe no goods",
    "CONTAINS": "holds the text somewhere, case and accents aside",
    "CONTAIN": "holds the text somewhere, case and accents aside",
    "STARTS_WITH": "begins with the text",
    "START_WITH": "begins with the text",
    "ENDS_WITH": "ends with the text",
    "END_WITH": "ends with the text",
    "MENTIONS": "holds the whole words",
    "MENTION": "holds the whole words",
    "MATCHES_PATTERN": "fits a regular expression (RE2)",
    "MATCH_PATTERN": "fits a regular expression (RE2)",
    "RESEMBLES": "is much the same name, whatever word order, legal form and script",
    "RESEMBLE": "is much the same name, whatever word order, legal form and script",
    "DIFFERS_FROM": "is not the same, or differs by more than a share",
    "DIFFER_FROM": "is not the same, or differs by more than a share",
    "DOES_NOT": "turns the test round",
    "CHANGED": "differs from an earlier version of the document",
    "FIRED": "another rule fired",
    "PASSES": "calls at the places, one after the other",
    "PASSES_THROUGH": "calls at a port within",
    "A_PORT": "any port within what follows",
    "IN_ORDER": "one after the other, others may lie between",
}
"""By terminal of the grammar."""

_FIRST_OF_SEVERAL = re.compile(r"\(\?:(\w+)\|[\w|]+\)")


@cache
def phrases() -> dict[str, str]:
    """Each terminal of words and how it is written: `AT_LEAST` → `at least`."""
    found: dict[str, str] = {}
    for terminal in grammar().terminals:
        pattern = terminal.pattern.value
        words = _FIRST_OF_SEVERAL.sub(r"\1", pattern.split("(?!")[0]).replace(r"\s+", " ")
        if re.fullmatch(r"[a-z]+(?: [a-z]+)*", words):
            found[terminal.name] = words
    return found
