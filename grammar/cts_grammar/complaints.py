"""What the parser stumbled over, in the words of someone who never programmed."""

from __future__ import annotations

import re
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from cts_grammar import mistakes
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.source import Source, Span
from cts_grammar.words import BEGIN_SOMETHING, END_A_NAME

_KINDS_OF_WORDS = {
    "NAME": "a name",
    "STRING": 'a text in "quotes"',
    "CODE": "a code",
    "NUMERAL": "a number",
    "SIGNED": "a number",
    "DATE": "a date",
    "WORD": "a word",
    "RULE_ID": "the rule's identifier",
    "METHOD": "scan, documents or physical",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "COMMA": "a comma",
    "$END": "the end of the text",
}
_QUIET = {
    "THOUSANDS",
    "CAPITALISED",
    "BAD_DATE",
    "POSSESSIVE",
    "EARLIER",
    "DEGREE_SIGN",
    "MINUS",
    "PLUS",
    "TIMES",
    "OVER_SIGN",
}
_STARTS_OF_ITEMS = {"RULE", "LIST", "TABLE", "WATCHLIST", "EXCHANGE_RATES", "PARAMETER", "DEFINE", "RULEBOOK", "$END"}
_CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_SYMBOLS = {
    "==": "is",
    "&&": "and",
    "||": "or",
    "&": "and",
    "|": "or",
    "!": "not",
    "<>": "is not",
    "≥": "is at least",
    "≤": "is at most",
    "≠": "is not",
}
_RESERVED = {*END_A_NAME, *BEGIN_SOMETHING}


def complaint(error: UnexpectedInput, source: Source, start: int, end: int, grammar: Lark) -> Diagnostic:
    """The one diagnostic for a piece of text from start to end that does not parse."""
    if isinstance(error, UnexpectedCharacters):
        where: Any = error.pos_in_stream  # Lark's annotation says None
        return _strange_character(source, where)
    if not isinstance(error, UnexpectedToken):
        return mistakes.UNEXPECTED_END.at(source.span(end, end))
    token = error.token
    accepted = set(error.accepts or error.expected)
    if token.type == "$END":
        return _early_end(source, start, end, accepted, grammar)
    span = source.span(token.start_pos or 0, token.end_pos or 0)
    before = source.text[start : span.start].rstrip()
    return (
        _bracket(token, span, source, start, accepted)
        or _written_unlike_us(token, span, source, before, accepted)
        or _reserved(token, span, before, accepted)
        or _missing_section(token, span, source, start, accepted)
        or _missing_connective(token, span, accepted)
        or mistakes.UNEXPECTED.at(span, found=_shorten(token), hint=_expected(accepted, grammar))
    )


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:37] + "..."


def _strange_character(source: Source, at: int) -> Diagnostic:
    text = source.text
    char = text[at]
    span = source.span(at, at + 1)
    if char == '"':
        line_end = text.find("\n", at)
        whole = source.span(at, line_end if line_end >= 0 else len(text))
        return mistakes.UNCLOSED_TEXT.at(whole, hint='texts stay on one line; write `""` for a quote inside')
    if char in "“”„«»‘’'`":
        return mistakes.TYPOGRAPHIC_QUOTES.at(span, hint='write `"…"`', fix='"')
    if char in _CURRENCY_SIGNS:
        code = _CURRENCY_SIGNS[char]
        m = re.compile(r".\s*([\d.]+)").match(text, at)
        if m:
            whole = source.span(at, m.end())
            return mistakes.CURRENCY_FIRST.at(whole, hint=f"write `{m.group(1)} {code}`", fix=f"{m.group(1)} {code}")
        return mistakes.STRANGE_CHARACTER.at(
            span, found=char, hint=f"write the currency's code after it: `10000 {code}`"
        )
    for symbol, word in _SYMBOLS.items():
        if text.startswith(symbol, at):
            whole = source.span(at, at + len(symbol))
            return mistakes.STRANGE_CHARACTER.at(whole, found=symbol, hint=f"write `{word}`", fix=f" {word} ")
    if char == "_":
        return mistakes.STRANGE_CHARACTER.at(
            span, found=char, hint="names are words with blanks: `gross weight`", fix=" "
        )
    m = re.compile(r"[^\W\d]\w*").match(text, at)
    if m:
        return _capitals(m.group(), source.span(at, m.end()))
    return mistakes.STRANGE_CHARACTER.at(span, found=char if char.isprintable() else f"U+{ord(char):04X}")


def _capitals(word: str, span: Span) -> Diagnostic:
    if word.lower() in _RESERVED:
        return mistakes.LOWER_CASE_WORD.at(span, found=word, hint=f"write `{word.lower()}`", fix=word.lower())
    return mistakes.UNQUOTED_TEXT.at(
        span,
        found=word,
        hint=f'names are lower case, codes are upper case, texts stand in quotes: `"{word}"`',
    )


def _early_end(source: Source, start: int, end: int, accepted: set[str], grammar: Lark) -> Diagnostic:
    last = source.text[start:end].rstrip()
    span = source.span(start + len(last), start + len(last))
    opened = _open_bracket(source, start, end)
    if opened is not None:
        return mistakes.UNCLOSED_BRACKET.at(source.span(opened, opened + 1), hint="close it with `)`")
    if source.text[start:end].lstrip().startswith("rule") and ({"THEN"} & accepted or "WHEN" in accepted):
        word = "then" if "THEN" in accepted else "when"
        return mistakes.SECTION_MISSING.at(
            _head(source, start), word=word, hint="a rule says `when` … `then` …, for instance `then score +10`"
        )
    return mistakes.UNEXPECTED_END.at(span, hint=_expected(accepted, grammar))


def _head(source: Source, start: int) -> Span:
    m = re.compile(r"\s*rule\s+\S+").match(source.text, start)
    skipped = len(source.text[start:]) - len(source.text[start:].lstrip())
    return source.span(start + skipped, m.end() if m else start + skipped + 1)


def _open_bracket(source: Source, start: int, end: int) -> int | None:
    opened: list[int] = []
    for m in re.compile(r'"(?:[^"\n]|"")*"|#[^\n]*|[()]').finditer(source.text, start, end):
        if m.group() == "(":
            opened.append(m.start())
        elif m.group() == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _bracket(token: Token, span: Span, source: Source, start: int, accepted: set[str]) -> Diagnostic | None:
    opened = _open_bracket(source, start, span.start)
    ends = {"THEN", "UNLESS", "WHEN", "EXAMPLE", "RULE", "AREA", "OWNER", "SHADOW", "UNTIL"}
    if opened is not None and "RPAR" in accepted and token.type in ends:
        return mistakes.UNCLOSED_BRACKET.at(source.span(opened, opened + 1), hint="close it with `)`")
    if "LPAR" in accepted and accepted <= {"LPAR", "CHANGED", "FIRED", "NOT"} and token.type != "LPAR":
        word = source.text[start : span.start].split()[-1]
        return mistakes.BRACKETS_WANTED.at(
            span, word=word, hint=f"for instance `some container {word} (size type is 45R1)`"
        )
    if token.type == "RPAR" and opened is None:
        return mistakes.UNEXPECTED.at(span, found=")", hint="no bracket is open here", fix="")
    return None


def _written_unlike_us(token: Token, span: Span, source: Source, before: str, accepted: set[str]) -> Diagnostic | None:
    """Numbers, codes and words written as in other languages."""
    if token.type == "THOUSANDS":
        plain = token.replace(",", "")
        return mistakes.THOUSANDS_SEPARATOR.at(
            span, found=token, hint=f"write `{plain}`, or a list with blanks after its commas", fix=plain
        )
    m = re.search(r"\b([A-Z]{3})$", before)
    if token.type == "NUMERAL" and m:
        whole = source.span(
            span.start - (len(source.text[: span.start]) - len(source.text[: span.start].rstrip())) - 3, span.end
        )
        return mistakes.CURRENCY_FIRST.at(whole, hint=f"write `{token} {m.group(1)}`", fix=f"{token} {m.group(1)}")
    m = re.search(r"\d{1,3}$", before)
    if token.type == "COMMA" and m and (n := re.compile(r",(\d{3})\b").match(source.text, span.start)):
        plain = m.group() + n.group(1)
        return mistakes.THOUSANDS_SEPARATOR.at(
            source.span(span.start - len(m.group()), n.end()),
            found=f"{m.group()}{n.group()}",
            hint=f"write `{plain}`",
            fix=plain,
        )
    if token == "=" and before.endswith("="):
        return mistakes.STRANGE_CHARACTER.at(
            source.span(span.start - 1, span.end), found="==", hint="write `is`", fix="is"
        )
    if token != token.lower() and token.lower() in _RESERVED:
        return mistakes.LOWER_CASE_WORD.at(span, found=token, hint=f"write `{token.lower()}`", fix=token.lower())
    return None


def _reserved(token: Token, span: Span, before: str, accepted: set[str]) -> Diagnostic | None:
    """A word of the language where a name stands or goes on."""
    word = " ".join(token.split())
    if not word or word.split()[0] not in _RESERVED:
        return None
    declares = re.search(r"\b(?:list|define|table|parameter|watchlist|rulebook)(?:\s+[a-z][\w -]*)?$", before)
    if declares and accepted & {"NAME", "EQUALS", "AS", "FROM"}:
        return mistakes.RESERVED_WORD.at(span, found=word, hint="choose another name, without this word")
    return None


def _missing_section(token: Token, span: Span, source: Source, start: int, accepted: set[str]) -> Diagnostic | None:
    actions = {"SCORE", "LANE", "HOLD", "SAY", "ALERT", "EXAMINE_BY", "REFER_TO", "LABEL", "DO_NOT_LOAD"}
    if "THEN" in accepted and (token.type in actions or token.split()[0] in {a.lower().split("_")[0] for a in actions}):
        fix = Fix(source.span(span.start, span.start), "then ")
        return mistakes.SECTION_MISSING.at(span, word="then", hint="actions stand after `then`", fix=fix)
    if "WHEN" in accepted and "AREA" in accepted and token.type in ("NAME", "SOME", "NO", "EVERY", "THEN", "NUMBER_OF"):
        before = None if token.type == "THEN" else Fix(source.span(span.start, span.start), "when ")
        return mistakes.SECTION_MISSING.at(span, word="when", hint="conditions stand after `when`", fix=before)
    return None


def _missing_connective(token: Token, span: Span, accepted: set[str]) -> Diagnostic | None:
    begins = {
        "NAME",
        "SOME",
        "NO",
        "EVERY",
        "ALL",
        "ANY",
        "NOT",
        "LPAR",
        "NUMBER_OF",
        "TOTAL",
        "ALL_OF",
        "ANY_OF",
        "AT_LEAST",
        "POSSESSIVE",
    }
    if {"AND", "OR"} <= accepted and token.type in begins:
        return mistakes.MISSING_CONNECTIVE.at(
            span, found=_shorten(token), hint="conditions are joined by `and` or `or`"
        )
    return None


def _expected(accepted: set[str], grammar: Lark) -> str:
    """`expected a name, a number or ")"`, at most six of them; words of the language as they are written."""
    said: list[str] = []
    for name in sorted(accepted - _QUIET, key=lambda n: (n not in _KINDS_OF_WORDS, n)):
        word = _KINDS_OF_WORDS.get(name) or f"`{name.lower().replace('_', ' ')}`"
        if name in _STARTS_OF_ITEMS - {"$END"} and "$END" in accepted:
            word = "the next rule or declaration"
        symbols = {
            "EQUALS": "`=`",
            "UNEQUAL": "",
            "GREATER": "",
            "LESS": "",
            "GREATER_EQUAL": "",
            "LESS_EQUAL": "",
            "PERCENT": "`%`",
            "HAS": "`has`",
        }
        word = symbols.get(name, word)
        if word and word not in said:
            said.append(word)
    if not said:
        return ""
    shown = said[:6]
    more = ", …" if len(said) > 6 else ""
    if len(shown) == 1 or more:
        return f"expected {', '.join(shown)}{more}"
    return f"expected {', '.join(shown[:-1])} or {shown[-1]}"
