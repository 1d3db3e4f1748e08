"""The catalogue: every kind of mistake that reading and checking a rulebook can find.

E0xx reading the text, E1xx names, E2xx types and units, E3xx lists and files, E4xx rules, E5xx limits, E6xx examples,
E9xx forms of the language that this version does not run yet; W… are warnings. A code never changes meaning.
"""

from __future__ import annotations

from cts_grammar.diagnostics import Kind
from cts_grammar.notes import NOTES, REMEDIES


def _error(number: int, message: str) -> Kind:
    return _kind(f"CTS-E{number:03}", "error", message)


def _warning(number: int, message: str) -> Kind:
    return _kind(f"CTS-W{number:03}", "warning", message)


def _kind(code: str, severity: str, message: str) -> Kind:
    return Kind(code, severity, message, NOTES.get(code, ""), REMEDIES.get(code, ""))


UNEXPECTED = _error(1, "`{found}` is not expected here")
UNEXPECTED_END = _error(2, "the text ends too early")
STRANGE_CHARACTER = _error(3, "the character `{found}` has no meaning here")
UNCLOSED_TEXT = _error(4, "this text has no closing quote")
TYPOGRAPHIC_QUOTES = _error(5, "texts stand in straight double quotes")
UNCLOSED_BRACKET = _error(6, "this bracket is not closed")
THOUSANDS_SEPARATOR = _error(7, "`{found}` looks like a number with thousands separators")
DATE_FORM = _error(8, "`{found}` is not written as a date")
CURRENCY_FIRST = _error(9, "the currency stands after the amount")
MISSING_CONNECTIVE = _error(10, "`and` or `or` is missing before `{found}`")
RESERVED_WORD = _error(11, "`{found}` is a word of the language and cannot stand in a name")
LOWER_CASE_WORD = _error(12, "`{found}` is written in lower case")
BRACKETS_WANTED = _error(13, "what follows `{word}` stands in brackets")
MIXED_AND_OR = _error(14, "`and` and `or` are mixed without brackets")
NO_SUCH_DATE = _error(15, "`{found}` is no day of the calendar")
UNQUOTED_TEXT = _error(16, "`{found}` is no name, no code and no text in quotes")
SECTION_MISSING = _error(17, "the rule has no `{word}`")
NOT_UTF8 = _error(18, "the file is not UTF-8 text")
SAID_OTHERWISE = _error(19, "`{found}` is no word of the language")

UNKNOWN_NAME = _error(101, "unknown name `{name}`")
NAME_TAKEN = _error(102, "the name `{name}` is taken by {taken}")
NAME_TWICE = _error(103, "`{name}` is declared twice")
UNKNOWN_LIST = _error(104, "unknown list `{name}`")
FIELD_OF_LIST = _error(105, "`{name}` belongs to {things}, of which there are several")
NO_SUCH_THING = _error(106, "`{name}` is not a list of the {thing}")
CIRCULAR = _error(107, "the definition of `{name}` goes round in a circle")
NOT_OF_INNER_THING = _error(108, "nothing in these brackets asks about the {thing}")
UNKNOWN_LANE = _error(109, "unknown lane `{name}`")
UNKNOWN_WORD = _error(110, "`{name}` is not a value of `{field}`")
UNKNOWN_SCOPE = _error(111, "`{name}` is not a mode of transport and movement")
UNKNOWN_METHOD = _error(112, "`{name}` is not a way to examine")
OUT_OF_REACH = _error(113, "`{name}` cannot be asked of a {thing}")
NOT_KEPT = _error(114, "`{name}` is not kept of earlier consignments")
UNKNOWN_RULE = _error(131, "there is no rule `{id}` in this rulebook")
RULES_IN_A_CIRCLE = _error(132, "the rule `{id}` is built upon itself")
WINDOW_HERE = _error(160, "the consignments of this manifest came together: there is no looking back")
WHICH_ONE = _error(161, "`{name}` may be this consignment's or the other's")
FURTHER_PAST = _error(162, "an earlier consignment cannot be asked for {what}")
OF_WHICH_THING = _error(163, "`{name}` may be of several things")
SEVERAL_HERE = _error(164, "a {thing} has more than one `{name}`")
RANDOM_SHARE = _error(170, "a random selection takes more than 0% and at most 100%")
RANDOM_WITHOUT_LANE = _error(171, "a random selection has no lane to send anything to")
ELEMENT_OF_VERSIONS = _error(172, "`{name}` belongs to a {thing}, which no other version can be asked about")
SAME_IN_ALL_VERSIONS = _error(173, "`{name}` {why}, and has no versions")

NOT_A_CONDITION = _error(201, "`{text}` is {what}, not a condition")
NOT_A_VALUE = _error(202, "`{text}` is a condition, not a value")
WRONG_KIND = _error(203, "`{left}` is {left_kind} and `{right}` is {right_kind}: they cannot be compared")
UNIT_MISSING = _error(204, "`{left}` is {dimension}: a bare number does not say how much")
WRONG_UNIT = _error(205, "`{left}` is {left_dimension} and `{right}` is {right_dimension}")
UNKNOWN_UNIT = _error(206, "unknown unit `{unit}`")
WRONG_TEST = _error(207, "`{test}` does not apply to {what}")
BAD_CODE = _error(208, "`{code}` is not {what}")
MONTHS_HERE = _error(209, "months and years have no fixed length")
NOT_HIERARCHICAL = _error(210, "`{left}` has no codes that hold others")
NOT_VALIDATED = _error(211, "there is no check for `{name}`")
NO_ARITHMETIC = _error(212, "{what} takes no part in arithmetic")
SHARE_OUT_OF_RANGE = _error(213, "a share lies between 0% and 100%")
BAD_PATTERN = _error(214, "the pattern cannot be used: {reason}")
COUNT_OUT_OF_RANGE = _error(215, "`{count}` of {total} leaves nothing to decide")
BOTH_TESTS_WANTED = _error(216, "`{left}` and `{right}` are tested one by one")
CODE_AS_CONDITION = _error(217, "`{text}` stands alone after `{connective}`")
PRECISE_NUMBER = _error(218, "`{text}` is no number")
NOT_A_VALUE_LIST = _error(219, "`{name}` are several things, not one value")
LIST_AS_VALUE = _error(220, "`{name}` is a list")
WINDOW_MISSING = _error(221, "this does not say how far back to look")
KEY_MISSING = _error(222, "this does not say what earlier consignments have in common with this one")
BAD_WINDOW = _error(223, "`{text}` is no length of time to look back")
BETWEEN_REVERSED = _error(224, "`{text}` is turned round")
CODE_AS_SUBJECT = _error(225, "`{text}` is {what}, and nothing can be asked of it")

KEYS_WANTED = _error(231, "the table `{name}` is keyed by {keys}")
DATE_ORDER = _error(232, "the value from {day} does not come after the one from {before}")
DATE_WANTED = _error(233, "`{value}` does not say from which day on it holds")
UNKNOWN_TABLE = _error(234, "unknown table `{name}`")
UNKNOWN_WATCHLIST = _error(235, "unknown watch list `{name}`")

LIST_EMPTY = _error(301, "the list `{name}` is empty")
FILE_MISSING = _error(302, "the file `{file}` is not there")
FILE_UNREADABLE = _error(303, "the file `{file}` cannot be read: {reason}")
COLUMN_MISSING = _error(304, "the file `{file}` has no column `{column}`")
BAD_ENTRY = _error(305, "{where}: `{entry}` is not {what}")
BLANK_ENTRY = _error(306, "{where} is blank")
PATH_OUTSIDE = _error(307, "`{file}` lies outside the rulebook's folder")
COLUMN_UNSAID = _error(308, "the file `{file}` has several columns")
UNEVEN_ROW = _error(309, "{where}: {found} where the heading has {wanted}")
COLUMN_TWICE = _error(310, "the file `{file}` has several columns `{column}`")
KEY_TWICE = _error(321, "{where}: the key `{key}` stands there already")
DEFAULT_FITS_NOTHING = _error(322, "no column of the table `{name}` holds {what}")

DUPLICATE_RULE = _error(401, "the rule `{id}` is declared twice")
HEADER_MISSING = _error(402, "the rulebook has no header")
HEADER_TWICE = _error(403, "the rulebook has two headers")
LINE_TWICE = _error(404, "`{line}` is said twice")
FORCE_REVERSED = _error(405, "the rule ends before it begins")
LANE_TWICE = _error(406, "there are two lanes `{name}`")
BAD_TEMPLATE = _error(407, "the message has {reason}")
GREEN_DECLARED = _error(408, "`green` is where everything else goes")
NO_RULES = _error(409, "the rulebook has no rules")
TWO_LANES = _error(410, "the rule names two lanes")
LIVE_UPON_SHADOW = _error(431, "the rule `{id}` is in shadow, and this one is not")

CANNOT_HOLD = _error(450, "this can never hold")
ALWAYS_EXEMPT = _error(451, "the rule can never fire: it is always exempt")

TOO_DEEP = _error(501, "this is nested more than {limit} deep")
TOO_LONG = _error(502, "the {what} is longer than {limit} {unit}")
TOO_MANY = _error(503, "there are more than {limit} {what}")
TOO_LARGE_WHEN_SPELLED_OUT = _error(504, "with its definitions spelled out, the rule has more than {limit} parts")

EXAMPLE_FAILS = _error(601, "the example `{name}` says that the rule {expected}, but the rule {came}")
NOT_A_FACT = _error(602, "`{text}` is nothing that an example can state")
STATED_TWICE = _error(603, "`{name}` is stated twice")
STATED_ELSEWHERE = _error(604, "`{name}` is not a field of the {thing}")

NOT_YET = _error(901, "{form} are not run by this version")

UNUSED_LIST = _warning(101, "the list `{name}` is not used")
UNUSED_DEFINITION = _warning(102, "the definition `{name}` is not used")
ENTRY_TWICE = _warning(103, "{where}: `{entry}` stands there already")
UNKNOWN_CODE = _warning(104, "`{code}` is no {what} of the loaded list")
OUT_OF_FORCE = _warning(105, "the rule is not in force {when}")
REVIEW_LAPSED = _warning(106, "the review of the rule was due on {day}")
FIRES_ON_NOTHING = _warning(107, "this holds too when there is no {thing} at all")
NO_EFFECT = _warning(108, "the rule has no effect: no score, lane or action")
EXACT_CODE = _warning(109, "`{code}` is tested as the very code, without what lies below it")
UNUSED_DECLARATION = _warning(121, "the {what} `{name}` is not used")
PART_CANNOT_HOLD = _warning(150, "this part can never hold")
SAYS_NOTHING = _warning(151, "this holds for whatever is filed")
SAME_AS_RULE = _warning(152, "this rule fires exactly when `{id}` does")
COVERED_BY_RULE = _warning(153, "whenever this rule fires, `{id}` fires as well")
NOT_EARLIER = _warning(160, "this came on {when}, which is not before the example's own {now}")
