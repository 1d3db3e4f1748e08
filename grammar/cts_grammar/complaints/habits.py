"""Numbers, dates, signs and capitals written as people are used to, and how the language has them."""

from __future__ import annotations

import re
from collections.abc import Callable

from cts_grammar import mistakes
from cts_grammar.complaints.stumble import RESERVED, Stumble
from cts_grammar.dates import date_hint, iso_guess
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.source import Source, Span

_CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_SIGNS = {
    "==": "is",
    "<>": "is not",
    "=>": "is at least",
    "=<": "is at most",
    "&&": "and",
    "||": "or",
    "&": "and",
    "|": "or",
    "!": "not",
    "≥": "is at least",
    "≤": "is at most",
    "≠": "is not",
}
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_BULLETS = "•·▪◦‣●○■□➢✓"
_BLANKS = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"
_BRACKETS = {"[": ("(", "]"), "{": ("(", "}"), "]": (")", ""), "}": (")", "")}
_QUOTES = "“”„«»‘’'`"
_SHORT_FORMS = re.compile(r"(?P<verb>\w+?)n(?P<mark>['’])t\b")
_LONG_FORMS = {"is": "is not", "are": "is not", "does": "does not", "do": "does not", "has": "has not"}

# --- words and numbers ----------------------------------------------------------------------------------------------


def thousands(at: Stumble) -> Diagnostic | None:
    """`10,000`, `1 000`: thousands set apart."""
    if at.kind == "THOUSANDS":
        plain = at.token.replace(",", "")
        return _thousands(at.span, at.token, plain)
    m = re.search(r"(?<![\w.])[+-]?\d{1,3}$", at.recent)
    if m and re.fullmatch(r"\d{3}", at.token) and at.source.text[at.span.start - 1] in " \u00a0":
        return _thousands(at.back(len(m.group())), f"{m.group()} {at.token}", m.group() + at.token)
    after = re.match(r",(\d{3})\b", at.after)
    if m and after:
        span = at.source.span(at.start + m.start(), at.span.start + after.end())
        return _thousands(span, m.group() + after.group(), m.group() + after[1])
    return None


def _thousands(span: Span, found: str, plain: str) -> Diagnostic:
    return mistakes.THOUSANDS_SEPARATOR.at(span, found=found, hint=f"write `{plain}`", fix=plain)


def decimal_comma(at: Stumble) -> Diagnostic | None:
    """`10,5 t`."""
    before, after = re.search(r"[+-]?\d+$", at.before), re.match(r",(\d+)", at.after)
    if before is None or after is None:
        return None
    number = f"{before.group()}.{after[1]}"
    span = at.source.span(at.start + before.start(), at.span.start + after.end())
    found = f"{before.group()},{after[1]}"
    return mistakes.PRECISE_NUMBER.at(span, text=found, hint=f"decimals follow a dot: `{number}`", fix=number)


def currency_first(at: Stumble) -> Diagnostic | None:
    """`USD 10000`."""
    m = re.search(r"\b([A-Z]{3})$", at.before)
    if at.kind not in ("NUMERAL", "THOUSANDS") or m is None:
        return None
    better = f"{at.token.replace(',', '')} {m[1]}"
    return mistakes.CURRENCY_FIRST.at(at.back(3), hint=f"write `{better}`", fix=better)


def other_date(at: Stumble) -> Diagnostic | None:
    """`31/12/2026` where nothing but a date can stand."""
    if at.kind != "BAD_DATE" or "DATE" not in at.accepted:
        return None
    return mistakes.DATE_FORM.at(at.span, found=at.token, hint=date_hint(at.token), fix=iso_guess(at.token))


def capitals(at: Stumble) -> Diagnostic | None:
    """`AND`, `Then`, `examine by Scan`, `GROSS WEIGHT`."""
    lower = at.token.lower()
    is_word = at.accepted & {"WORD", "NAME"} and at.accepted <= {"WORD", "NAME", "STRING"}
    if at.token != lower and (at.is_reserved or (is_word and re.match(r"[a-z]", lower))):
        return mistakes.LOWER_CASE_WORD.at(at.span, found=at.found, hint=f"write `{lower}`", fix=lower)
    run = re.search(r"\b[A-Z]+(?:[ \t]+[A-Z]+)*$", at.recent)
    if run and re.match(r"[A-Z]+\b", at.after) and "COMMA" not in at.accepted:
        span = at.source.span(at.recent_from + run.start(), at.span.end)
        found = at.source.slice(span)
        hint = f'names are lower case, texts in quotes: `{found.lower()}` or `"{found}"`'
        return mistakes.LOWER_CASE_WORD.at(span, found=found, hint=hint, fix=found.lower())
    return None


def underscores(at: Stumble) -> Diagnostic | None:
    """`gross_weight`."""
    if not re.fullmatch(r"[a-z]+(?:_[a-z]+)+", at.token):
        return None
    better = at.token.replace("_", " ")
    hint = f"names are words with blanks: `{better}`"
    return mistakes.STRANGE_CHARACTER.at(at.span, found="_", hint=hint, fix=better)


def doubled_sign(at: Stumble) -> Diagnostic | None:
    """`==`, `<>`, `=>`."""
    sign = at.before[-1:] + at.token
    if sign not in _SIGNS or at.source.text[at.span.start - 1] != sign[0]:
        return None
    word = _SIGNS[sign]
    return mistakes.STRANGE_CHARACTER.at(at.back(1), found=sign, hint=f"write `{word}`", fix=_spaced(at, word))


def _spaced(at: Stumble, word: str) -> str:
    return word if at.source.text[at.span.end : at.span.end + 1].isspace() else f"{word} "


HABITS: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    underscores,
    currency_first,
    thousands,
    decimal_comma,
    doubled_sign,
    other_date,
    capitals,
)

# --- characters -----------------------------------------------------------------------------------------------------


def strange_character(source: Source, at: int) -> Diagnostic:
    """The diagnostic for a character that begins no word of the language."""
    text = source.text
    char = text[at]
    if char == '"':
        hint = 'texts stay on one line; write `""` for a quote inside'
        return mistakes.UNCLOSED_TEXT.at(_to_line_end(source, at), hint=hint)
    if char in _QUOTES:
        return _quote(source, at)
    if char in _CURRENCY_SIGNS:
        return _currency_sign(source, at)
    for sign, word in _SIGNS.items():
        if text.startswith(sign, at):
            span = source.span(at, at + len(sign))
            return mistakes.STRANGE_CHARACTER.at(span, found=sign, hint=f"write `{word}`", fix=f" {word} ")
    if char in _BRACKETS:
        return _bracket(source, at)
    if char in ":;":
        return _colon(source, at) if char == ":" else _semicolon(source, at)
    if char in _BLANKS or char in _INVISIBLE or char in _DASHES or char in _BULLETS:
        return _pasted(source, at)
    dotted = _DOTTED.match(text, max(text.rfind(" ", 0, at), text.rfind("(", 0, at), text.rfind("\n", 0, at)) + 1)
    if char == "." and dotted and dotted.end() > at:
        better = dotted.group().replace(".", " ").replace("_", " ")
        span = source.span(dotted.start(), dotted.end())
        return mistakes.STRANGE_CHARACTER.at(span, found=".", hint=f"write `{better}`", fix=better)
    if char == "." and not text[at + 1 : at + 2].strip():
        return _left_out(source, at, "leave it out: no sign ends a sentence here")
    if char == "." and text[at + 1 : at + 2].isdigit():
        zero = Fix(source.span(at, at), "0")
        return mistakes.STRANGE_CHARACTER.at(
            source.span(at, at + 1), found=".", hint="write `0.5` for a half", fix=zero
        )
    m = re.compile(r"[^\W\d]\w*").match(text, at)
    if m:
        return _unquoted(m.group(), source.span(at, m.end()))
    shown = char if char.isprintable() else f"U+{ord(char):04X}"
    return mistakes.STRANGE_CHARACTER.at(source.span(at, at + 1), found=shown)


_DOTTED = re.compile(r"[a-z_]+(?:\.[a-z_]+)+(?!\w)")
_KEYWORD_BEFORE = re.compile(
    r"\b(?:when|then|unless|score|say|alert|owner|area|reference|for|until|lane|label|by|to|trader|from)\s*$"
)


def _left_out(source: Source, at: int, hint: str, fix: str = "") -> Diagnostic:
    return mistakes.STRANGE_CHARACTER.at(source.span(at, at + 1), found=source.text[at], hint=hint, fix=fix)


def _line_before(source: Source, at: int) -> str:
    return source.text[source.text.rfind("\n", 0, at) + 1 : at]


def _line_after(source: Source, at: int) -> str:
    return source.text[at + 1 : at + 200].split("\n", 1)[0]


def _colon(source: Source, at: int) -> Diagnostic:
    """`when:`, `list ports: …`, `port of loading: ECGYE`."""
    said = _line_before(source, at)
    if re.match(r"\s*(?:list|parameter)\b[^=]*$", said):
        return _left_out(source, at, "a list is declared by `=`", " =")
    if re.match(r"\s*define\s+[\w -]+$", said):
        return _left_out(source, at, "a definition says `as`", " as")
    if _KEYWORD_BEFORE.search(said) or not re.search(r"[a-z]$", said) or not _line_after(source, at).strip():
        return _left_out(source, at, "leave it out")
    if re.match(r"\s*(?:and|or|when|unless|not)?\s*[a-z][a-z ]*$", said) and re.match(
        r"[ \t]*[\w\"]", source.text[at + 1 : at + 20]
    ):
        return _left_out(source, at, "write `is`", " is")
    return _left_out(source, at, "leave it out")


def _semicolon(source: Source, at: int) -> Diagnostic:
    """At the end of a line, or between the entries of a list."""
    more = re.compile(r"[ \t]*([^\s#])?").match(source.text, at + 1)
    if more is None or more[1] is None:
        return _left_out(source, at, "leave it out: no sign ends a line")
    return _left_out(source, at, "the entries of a list are parted by commas", ",")


def _bracket(source: Source, at: int) -> Diagnostic:
    """`[A, B]`, `{A, B}`: both brackets at once where they stand on one line."""
    opening = source.text[at]
    meant, closing = _BRACKETS[opening]
    hint = f"write `{meant}`"
    span = source.span(at, at + 1)
    end = source.text.find(closing, at, at + 2000) if closing else -1
    inner = source.text[at + 1 : end] if end > at else ""
    if end < 0 or re.search(r"[\[\](){}\"\n]", inner):
        return mistakes.STRANGE_CHARACTER.at(span, found=opening, hint=hint, fix=meant)
    if re.match(r"\s*list\b[^=]*=\s*$", _line_before(source, at)):
        fix = Fix(source.span(at, end + 1), inner.strip())
        return mistakes.STRANGE_CHARACTER.at(span, found=opening, hint="a list is declared without brackets", fix=fix)
    fix = Fix(source.span(at, end + 1), f"({inner})")
    return mistakes.STRANGE_CHARACTER.at(span, found=opening, hint="write round brackets: `( )`", fix=fix)


def _pasted(source: Source, at: int) -> Diagnostic:
    """Signs that a word processor or a spreadsheet puts in: other blanks, dashes, bullets."""
    char, text = source.text[at], source.text
    if char in _BULLETS:
        return _left_out(source, at, "leave it out: conditions are joined by `and` or `or`, without signs before them")
    if char in _DASHES:
        return _left_out(source, at, "write the plain sign `-`", "-")
    number = re.compile(rf"\d+(?:[{_BLANKS}]\d{{3}})+(?!\d)").match(text, _digits_before(text, at))
    if char in _BLANKS and number and number.end() > at:
        plain = re.sub(r"\D", "", number.group())
        return _thousands(source.span(number.start(), number.end()), number.group(), plain)
    shown = f"U+{ord(char):04X}"
    fix = " " if char in _BLANKS else ""
    hint = "a blank of another kind, pasted from elsewhere: write a plain one"
    hint = hint if fix else "a sign that cannot be seen, pasted from elsewhere: take it away"
    return mistakes.STRANGE_CHARACTER.at(source.span(at, at + 1), found=shown, hint=hint, fix=fix)


def _digits_before(text: str, at: int) -> int:
    m = re.compile(r"\d*$").search(text, max(0, at - 20), at)
    return m.start() if m else at


def _to_line_end(source: Source, at: int) -> Span:
    end = re.compile(r"[^\r\n]*").match(source.text, at)
    return source.span(at, end.end() if end else at + 1)


def _unquoted(word: str, span: Span) -> Diagnostic:
    if word.lower() in RESERVED:
        return mistakes.LOWER_CASE_WORD.at(span, found=word, hint=f"write `{word.lower()}`", fix=word.lower())
    hint = f'names are lower case, codes are upper case, texts stand in quotes: `"{word}"`'
    return mistakes.UNQUOTED_TEXT.at(span, found=word, hint=hint)


def _quote(source: Source, at: int) -> Diagnostic:
    """Other quotes, an apostrophe in a short form, or one between digits."""
    begin = re.compile(r"\w*$").search(source.text, max(0, at - 40), at)
    short = _SHORT_FORMS.match(source.text, begin.start() if begin else at)
    if short and short.start("mark") == at and short["verb"] in _LONG_FORMS:
        long = _LONG_FORMS[short["verb"]]
        span = source.span(short.start(), short.end())
        return mistakes.STRANGE_CHARACTER.at(span, found=source.text[at], hint=f"write `{long}`", fix=long)
    digits = re.compile(r"\d+['’]\d{3}\b").match(source.text, begin.start() if begin else at)
    if digits and source.text[at] in digits.group():
        plain = re.sub(r"\D", "", digits.group())
        return _thousands(source.span(digits.start(), digits.end()), digits.group(), plain)
    quoted = re.compile(rf"[{_QUOTES}]([^\"\r\n{_QUOTES}]*)[{_QUOTES}]").match(source.text, at)
    if quoted:
        span = source.span(at, quoted.end())
        inner = quoted[1].strip(" \u00a0\u202f") if source.text[at] in "«»" else quoted[1]
        return mistakes.TYPOGRAPHIC_QUOTES.at(span, hint=f'write `"{inner}"`', fix=f'"{inner}"')
    named = _apostrophe_in_a_name(source, at)
    return named or mistakes.TYPOGRAPHIC_QUOTES.at(source.span(at, at + 1), hint='write `"…"`')


def _apostrophe_in_a_name(source: Source, at: int) -> Diagnostic | None:
    """`pays d'origine`."""
    begin = re.compile(r"(?:(?!(?:when|and|or|not|unless|as|has)\b)[^\W\d]+[ \t]+)*[^\W\d]+$").search(
        source.text, max(0, at - 60, source.text.rfind("\n", 0, at) + 1), at
    )
    if begin is None:
        return None
    rest = re.compile(r"['’][^\W\d]+(?:[ \t]+(?!(?:is|are|contains|starts|ends|mentions|has)\b)[^\W\d]+)*").match(
        source.text, at
    )
    if rest is None:
        return None
    span = source.span(begin.start(), rest.end())
    found = source.slice(span)
    return mistakes.UNEXPECTED.at(span, found=found, hint="a name has no apostrophe")


def _currency_sign(source: Source, at: int) -> Diagnostic:
    sign = source.text[at]
    code = _CURRENCY_SIGNS[sign]
    amount = re.compile(r".\s*([\d.,]+)").match(source.text, at)
    if amount:
        better = f"{amount[1].replace(',', '')} {code}"
        return mistakes.CURRENCY_FIRST.at(source.span(at, amount.end()), hint=f"write `{better}`", fix=better)
    hint = f"write the currency's code after the amount: `10000 {code}`"
    blank = "" if source.text[at - 1 : at].isspace() else " "
    return mistakes.STRANGE_CHARACTER.at(source.span(at, at + 1), found=sign, hint=hint, fix=f"{blank}{code}")
