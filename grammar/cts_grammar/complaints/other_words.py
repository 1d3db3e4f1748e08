"""Words that people use for words of the language: told under those words, with what the language says."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from cts_grammar import mistakes
from cts_grammar.complaints.masking import masked
from cts_grammar.complaints.stumble import RESERVED, Stumble
from cts_grammar.dates import day_of_month
from cts_grammar.diagnostics import Diagnostic, Fix

_VERBS = {
    "must be": "is",
    "should be": "is",
    "shall be": "is",
    "was": "is",
    "equals": "is",
    "equal": "is",
    "est": "is",
    "sont": "are",
    "includes": "contains",
    "include": "contains",
    "including": "contains",
    "containing": "contains",
    "contain": "contains",
    "contient": "contains",
    "like": "contains",
    "has": "contains",
    "mention": "mentions",
    "matches": "matches pattern",
    "match": "matches pattern",
    "resemble": "resembles",
    "exceeds": "is over",
    "exceed": "is over",
    "exceeding": "is over",
    "above": "is over",
    "below": "is under",
    "begins with": "starts with",
    "beginning with": "starts with",
    "starting with": "starts with",
    "finishes with": "ends with",
    "ending with": "ends with",
}
_WORDS_ELSEWHERE = RESERVED | {"matches", "match"}
"""Words of the language, but not here."""
_SLIPS = ("contains", "mentions", "resembles", "starts with", "ends with")
_COMPARISONS = {
    "greater": "over",
    "larger": "over",
    "bigger": "over",
    "higher": "over",
    "heavier": "over",
    "smaller": "under",
    "lower": "under",
    "lighter": "under",
    "fewer": "under",
    "later": "after",
    "earlier": "before",
}
_OR_EQUAL = {"over": "at least", "under": "at most"}
_SYMBOLS = {">": "over", "<": "under", ">=": "at least", "<=": "at most", "!=": "not"}
_THE_SAME = re.compile(r"\bis\s+(?:not\s+)?(?P<said>equal|the\s+same|identical|similar)$")
_STATES = {
    "not filled": "missing",
    "not given": "missing",
    "filled": "present",
    "left empty": "missing",
}
_WRITTEN = ("STRING", "NUMERAL", "CODE", "CAPITALISED", "SIGNED", "DATE", "LPAR", "THOUSANDS")
_MONTH = r"[A-Z][a-z]{2,8}\.?"
_DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ \t]+(?P<month>{_MONTH}),?[ \t]+(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTH})[ \t]+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?[ \t]+(?P<year2>\d{{4}}))\b"
)
_HEADING_BEGUN = re.compile(
    r"(?:\b(?:when|unless|and|or|not)\s|\(|\"\s|,\s)\s*(?P<name>[A-Z][\w/]*(?:[ \t]+[\w/.]+)*)$"
)
_HEADING_GOES_ON = re.compile(
    r"[/\w]+(?:[ \t]+(?!(?:is|are|contains|starts|ends|mentions|has|matches|in|not|over|under)\b)[\w/]+)*"
)
_JOINING = {"et": "and", "und": "and", "plus": "and", "also": "and", "but": "and", "ou": "or", "oder": "or"}


def then_for_than(at: Stumble) -> Diagnostic | None:
    """`is more then 100`."""
    m = re.match(r"(?:more|less)\s+(?P<then>then)\b", at.after)
    if m is None or "MORE_THAN" not in at.accepted:
        return None
    span = at.source.span(at.at + m.start("then"), at.at + m.end("then"))
    return at.told(span, "write `than`: `then` begins the actions", Fix(span, "than"))


def other_verb(at: Stumble) -> Diagnostic | None:
    """`equals`, `includes`, `contians`: another verb, or one with a slip in it."""
    after_has = "CHANGED" in at.accepted and at.kind in ("STRING", "CODE")
    if at.kind not in (*_WRITTEN, "NAME", "WITH") or not ("CONTAINS" in at.accepted or after_has):
        return None
    if at.kind == "WITH":
        return _verb_with(at)
    for count in (2, 1):
        said, span = at.last_words(count)
        words = " ".join(said.split())
        meant = _VERBS.get(words)
        if meant is None and count == 1 and at.kind == "STRING":
            meant = next(iter(get_close_matches(words, _SLIPS[:3], n=1, cutoff=0.75)), None)
        if meant and words.split()[0] in _WORDS_ELSEWHERE:
            return at.told(span, f"write `{meant} …`", Fix(span, meant))
        if meant:
            return mistakes.SAID_OTHERWISE.at(span, found=words, hint=f"write `{meant} …`", fix=Fix(span, meant))
    return None


def _verb_with(at: Stumble) -> Diagnostic | None:
    """`begins with "…"`: the parser stumbles at `with`."""
    said, span = at.last_words(1)
    whole = span.to(at.span)
    meant = _VERBS.get(f"{said} with") or next(iter(get_close_matches(f"{said} with", _SLIPS[3:], 1, 0.8)), None)
    if meant is None:
        return None
    return mistakes.SAID_OTHERWISE.at(whole, found=f"{said} with", hint=f'write `{meant} "…"`', fix=Fix(whole, meant))


def other_comparison(at: Stumble) -> Diagnostic | None:
    """`is greater than`, `is equal to`, `is not filled in`, `is 3 t or more`."""
    said, span = at.last_words(1)
    if at.token in ("than", "then") and said in _COMPARISONS:
        meant, whole = _COMPARISONS[said], span.to(at.span)
        or_equal = re.match(r"than\s+or\s+equal(?:\s+to)?\b", at.after)
        if or_equal and meant in _OR_EQUAL:
            meant, whole = _OR_EQUAL[meant], at.source.span(span.start, at.at + or_equal.end())
        if not re.search(r"\b(?:is|are|not)\s+\w+$", at.recent):
            meant = f"is {meant}"
        found = f"{said} {at.token}"
        return mistakes.SAID_OTHERWISE.at(whole, found=found, hint=f"write `is {meant} …`", fix=Fix(whole, meant))
    or_equal = re.match(r"or\s+equal(?:\s+to)?\b", at.after)
    bound = re.search(r"\b(?P<said>less|more)\s+than$", at.recent)
    if or_equal and bound:
        whole = at.source.span(at.recent_from + bound.start(), at.at + or_equal.end())
        meant = "at most" if bound["said"] == "less" else "at least"
        return at.told(whole, f"write `is {meant} …`", Fix(whole, meant))
    the_same = _THE_SAME.search(at.recent)
    if the_same and at.token in ("to", "as", "with"):
        return _same_as(at, the_same)
    if at.token == "in":
        for words, meant in _STATES.items():
            m = re.search(rf"\b(?:is|are)\s+(?P<said>{words})$", at.recent)
            if m:
                whole = at.source.span(at.recent_from + m.start("said"), at.span.end)
                found = f"{words} in"
                return mistakes.SAID_OTHERWISE.at(whole, found=found, hint=f"write `is {meant}`", fix=meant)
    m = re.search(r"\bis\s+([^\s].*?)\s+or$", at.recent)
    if m and re.match(r"(?:more|less)\b", at.token):
        meant = "at least" if at.token.startswith("more") else "at most"
        whole = at.source.span(at.recent_from + m.start(1), at.at + len(at.token.split()[0]))
        better = f"{meant} {m[1]}"
        return at.told(whole, f"write `is {better}`", Fix(whole, better))
    return None


def symbol_after_is(at: Stumble) -> Diagnostic | None:
    """`is > 10 t`."""
    if at.token not in _SYMBOLS or not re.search(r"\b(?:is|are)$", at.recent):
        return None
    return at.unexpected(f"write `is {_SYMBOLS[at.token]} …`", _SYMBOLS[at.token])


def above_and_below(at: Stumble) -> Diagnostic | None:
    """`is above 10 t`, `is like "fish"`, `is on 2026-03-01`."""
    m = re.search(r"\bis\s+(?P<said>above|below|beyond|on|like)$", at.recent)
    if m is None or at.kind not in _WRITTEN or (m["said"] == "on") != (at.kind == "DATE"):
        return None
    begin = at.recent_from + m.start("said")
    span = at.source.span(begin, begin + len(m["said"]))
    if m["said"] == "on":
        return at.told(span, "leave it out: `is` and the day", Fix(at.source.span(begin, at.at), ""))
    if m["said"] == "like":
        whole = at.source.span(at.recent_from + m.start(), span.end)
        return at.told(span, "write `contains …`", Fix(whole, "contains"))
    meant = "under" if m["said"] == "below" else "over"
    return mistakes.SAID_OTHERWISE.at(span, found=m["said"], hint=f"write `is {meant} …`", fix=meant)


def has_left_out(at: Stumble) -> Diagnostic | None:
    """`port of discharge changed less than 48 hours before arrival`."""
    m = re.search(r"\bchanged$", at.recent)
    if m is None or at.kind != "LESS_THAN" or re.search(r"\b(?:has|have|not)\s+$", at.recent[: m.start()]):
        return None
    span = at.source.span(at.recent_from + m.start(), at.recent_from + m.end())
    return at.told(span, "write `has changed less than …`", Fix(span, "has changed"))


def _same_as(at: Stumble, m: re.Match[str]) -> Diagnostic:
    whole = at.source.span(at.recent_from + m.start("said"), at.span.end)
    blank = re.compile(r"\s*").match(at.source.text, at.span.end)
    cut = Fix(at.source.span(whole.start, blank.end() if blank else whole.end), "")
    found = f"{' '.join(m['said'].split())} {at.token}"
    if m["said"] == "similar":  # alike is not the same
        whole = at.source.span(at.recent_from + m.start(), at.span.end)
        verb = "does not resemble" if "not" in m.group().split() else "resembles"
        return mistakes.SAID_OTHERWISE.at(whole, found=found, hint=f"write `{verb} …`", fix=verb)
    return mistakes.SAID_OTHERWISE.at(whole, found=found, hint="write `is` alone", fix=cut)


def either_or(at: Stumble) -> Diagnostic | None:
    """`is either ECGYE or COTRB`, `is neither ECGYE nor COTRB`."""
    said = re.search(r"\bis\s+(?P<either>either|neither)$", at.recent)
    rest = re.match(r"(?P<one>\w+|\"[^\"\r\n]*\")\s+n?or\s+(?P<other>\w+|\"[^\"\r\n]*\")", at.after)
    if said is None or rest is None:
        return None
    better = f"{'not ' if said['either'] == 'neither' else ''}in ({rest['one']}, {rest['other']})"
    whole = at.source.span(at.recent_from + said.start("either"), at.at + rest.end())
    return at.told(whole, f"write `is {better}`", Fix(whole, better))


def from_to(at: Stumble) -> Diagnostic | None:
    """`is from 5 to 10 t`, `is between 5 to 10 t`, `is between 5 - 10 t`."""
    m = re.match(r"from\s+(?P<low>[\d.,]+(?:[ \t]*\w+)??)\s+(?P<to>to|until)\s+(?P<high>[\d.,]+)", at.after)
    if m and re.search(r"\bis(?:\s+not)?$", at.recent):
        better = f"between {m['low']} and {m['high']}"
        whole = at.ahead(m.end())
        return at.told(whole, f"write `{better} …`", Fix(whole, better))
    if at.token in ("to", "until") and re.search(r"\bbetween\s+\S+(?:\s+\w+)?$", at.recent):
        return at.unexpected("write `between … and …`", "and")
    return None


def day_in_words(at: Stumble) -> Diagnostic | None:
    """`1 March 2026`, `March 1, 2026`."""
    text, at_hand = at.source.text, at.source.span(at.at, at.at)
    begin = at.at - at_hand.column + 1
    line = text[begin:].split("\n", 1)[0]
    for m in _DAY.finditer(line):
        if not begin + m.start() <= at.at <= begin + m.end():
            continue
        day = day_of_month(m["year"] or m["year2"], m["month"] or m["month2"], m["day"] or m["day2"])
        span = at.source.span(begin + m.start(), begin + m.end())
        if day is not None:
            return mistakes.DATE_FORM.at(span, found=m.group(), hint=f"write `{day}`", fix=day)
    return None


def percent_in_words(at: Stumble) -> Diagnostic | None:
    """`by more than 10 percent`."""
    m = re.match(r"(?:per\s*cent|pct)\b", at.after)
    if "PERCENT" not in at.accepted or m is None:
        return None
    fix = Fix(at.source.span(at.start + len(at.before), at.at + m.end()), "%")
    return mistakes.SAID_OTHERWISE.at(at.ahead(m.end()), found=m.group(), hint="write `%`", fix=fix)


def code_in_pieces(at: Stumble) -> Diagnostic | None:
    """`0803 90`, `0803*`: a code with blanks, and one with a star."""
    m = re.search(r"(?<![\w.])(\d{4})$", at.recent)
    rest = re.match(r"\d{2,4}(?:[ \t]\d{2})?(?![\w.])", at.after)
    if m and rest and re.search(r"\b(?:is|in|within|,|\()\s*\d{4}$", at.recent):
        span = at.source.span(at.recent_from + m.start(), at.at + rest.end())
        better = re.sub(r"\s", "", at.source.slice(span))
        return at.told(span, f"a code stands without blanks: `{better}`", Fix(span, better))
    star = re.search(r"(?:(?P<is>\bis)\s+)?(?P<code>(?P<stem>\w+)\*)$", at.recent)
    if star is None or not star["is"]:
        return None
    digits = star["stem"].isdigit()
    better = f"is within {star['stem']}" if digits else f'starts with "{star["stem"]}"'
    span = at.source.span(at.recent_from + star.start("code"), at.recent_from + star.end("code"))
    whole = at.source.span(at.recent_from + star.start(), span.end)
    return at.told(span, f"a star stands for nothing here: write `{better}`", Fix(whole, better))


def comma_for_and(at: Stumble) -> Diagnostic | None:
    """`port of loading is ECGYE, gross weight is over 10 t`."""
    if at.kind != "COMMA" or not re.match(r",\s*(?:and\s+)?[a-z]", at.after) or at.opened:
        return None
    if not re.search(r"\b(?:when|unless)\b", masked(at.before)) or re.search(r"\bthe\s+same\s+[a-z ]+$", at.recent):
        return None
    m = re.match(r",(?P<and>\s*and\b)?", at.after)
    fix = "" if m and m["and"] else " and"
    return at.unexpected("conditions are joined by `and` or `or`", fix)


def and_or(at: Stumble) -> Diagnostic | None:
    """`and/or`."""
    if at.token == "/" and at.recent.endswith("and") and at.after.startswith("/or"):
        span = at.source.span(at.at - 3, at.at + 3)
        return at.told(span, "write `or`: it holds too where both do", Fix(span, "or"))
    return None


def other_connective(at: Stumble) -> Diagnostic | None:
    """`et`, `ou`, `plus`, `but`."""
    first = at.token.split()[0] if at.token.split() else ""
    if not {"AND", "OR"} <= at.accepted or first not in _JOINING:
        return None
    meant, span = _JOINING[first], at.ahead(len(first))
    return mistakes.SAID_OTHERWISE.at(span, found=first, hint=f"write `{meant}`", fix=meant)


def there_is(at: Stumble) -> Diagnostic | None:
    """`there is a container with (…)`."""
    m = re.search(r"\bthere\s+(?:is|are)\s+(?P<how>(?:an?|some|any|no)\s+)?(?P<noun>[a-z ]+)$", at.recent)
    if m is None or at.kind not in ("WITH", "LPAR", "HAS"):
        return None
    end = at.span.start if at.kind == "LPAR" else at.span.end
    span = at.source.span(at.recent_from + m.start(), end)
    how = "no" if (m["how"] or "").strip() == "no" else "some"
    better = f"{how} {m['noun'].strip()} has"
    fix = better + (" " if at.kind == "LPAR" else "")
    return at.told(span, f"write `{better} (…)`", Fix(span, fix))


def within_hours_of(at: Stumble) -> Diagnostic | None:
    """`arrival is within 24 hours of received`."""
    m = re.search(r"\bwithin\s+(?P<time>\d+\s+\w+)$", at.recent)
    if m is None or at.kind not in ("OF", "AFTER", "BEFORE"):
        return None
    span = at.source.span(at.recent_from + m.start(), at.span.end)
    better = f"less than {m['time']} {'before' if at.kind == 'BEFORE' else 'after'}"
    return at.told(span, f"write `is {better} …`, or `before`", Fix(span, better))


def text_without_quotes(at: Stumble) -> Diagnostic | None:
    """`say Fruit from Ecuador`, `alert narcotics desk`: a text where nothing else can stand."""
    m = re.match(r"[^\W_][^\r\n\"#]*", at.after)
    if "STRING" not in at.accepted or not at.accepted <= {"STRING"} or m is None:
        return None
    said = m.group().rstrip()
    better = f'"{said}"'
    span = at.ahead(len(said))
    return mistakes.UNQUOTED_TEXT.at(span, found=said, hint=f"texts stand in quotes: write `{better}`", fix=better)


def capitals_for_a_text(at: Stumble) -> Diagnostic | None:
    """`consignee name resembles ACME TRADING`: a text in capitals without quotes."""
    run = re.search(r"(?<!\w)(?:[A-Z][\w&.'-]*)(?:[ \t]+[A-Z][\w&.'-]*)*$", at.recent)
    rest = re.match(r"[A-Z][\w&.'-]*(?:[ \t]+[A-Z][\w&.'-]*)*", at.after)
    if run is None or rest is None or "COMMA" in at.accepted or at.is_reserved:
        return None
    if not re.search(r"\b(?:is|not|contains?|mentions?|resembles?|with|of|=)\s+$", at.recent[: run.start()]):
        return None
    span = at.source.span(at.recent_from + run.start(), at.at + rest.end())
    better = f'"{at.source.slice(span)}"'
    found = at.source.slice(span)
    return mistakes.UNQUOTED_TEXT.at(span, found=found, hint=f"texts stand in quotes: write `{better}`", fix=better)


def heading_for_a_name(at: Stumble) -> Diagnostic | None:
    """`Port of Loading`, `FOB value`, `B/L number`: a name as forms and headings write it."""
    begin, rest = _HEADING_BEGUN.search(at.recent), _HEADING_GOES_ON.match(at.after)
    if begin is None or rest is None or at.kind not in ("NAME", "OF", "CODE", "CAPITALISED", "OVER_SIGN", "NUMBER_OF"):
        return None
    span = at.source.span(at.recent_from + begin.start("name"), at.at + rest.end())
    found = " ".join(at.source.slice(span).split())
    better = found.lower()
    return mistakes.LOWER_CASE_WORD.at(span, found=found, hint=f"names are lower case: `{better}`", fix=better)


def port_after_through(at: Stumble) -> Diagnostic | None:
    """`route passes through PABLB`."""
    if at.accepted != {"A_PORT"} or at.kind not in ("CODE", "NAME", "LPAR", "STRING"):
        return None
    return at.unexpected("write `passes through a port within …`", at.first("a port within"))


def order_left_out(at: Stumble) -> Diagnostic | None:
    """`route passes PABLB, BEANR`, also before a bracket or another condition."""
    if "IN_ORDER" not in at.accepted or not (at.begins_a_section or at.kind in ("RPAR", "AND", "OR")):
        return None
    end = at.start + len(at.before)
    span = at.source.span(end, end)
    return at.unexpected("write `route passes A, B in order`", Fix(span, " in order"))


def earlier_number(at: Stumble) -> Diagnostic | None:
    """`earlier number of containers`: only a name can be asked of the first version."""
    if at.kind not in ("NUMBER_OF", "TOTAL", "LARGEST", "SMALLEST", "AVERAGE") or at.accepted != {"NAME"}:
        return None
    if not at.before.rstrip().endswith("earlier"):
        return None
    return at.unexpected(f"give it a name: `define boxes as {at.token} …`, and write `earlier boxes`")


def formula_of_others(at: Stumble) -> Diagnostic | None:
    """`average value / gross weight of consignments with the same …`: only a name can be asked of others."""
    if at.kind not in ("WITH_THE_SAME", "IN_THE_LAST") or not _FORMULA_OF_OTHERS.search(at.before):
        return None
    return at.unexpected(
        "give what is worked out a name: `define share as … / …`, and write `average share of consignments …`"
    )


_FORMULA_OF_OTHERS = re.compile(r"(?:average|total|largest|smallest)\s[^()]*[-+*/]\s[^()]*\sof\s+consignments\s*$")

OTHER_WORDS: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    then_for_than,
    day_in_words,
    there_is,
    either_or,
    and_or,
    from_to,
    symbol_after_is,
    above_and_below,
    has_left_out,
    other_comparison,
    other_verb,
    percent_in_words,
    code_in_pieces,
    comma_for_and,
    other_connective,
    within_hours_of,
    text_without_quotes,
    capitals_for_a_text,
    heading_for_a_name,
    port_after_through,
    order_left_out,
    earlier_number,
    formula_of_others,
)
