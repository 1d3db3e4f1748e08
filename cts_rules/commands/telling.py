"""`words`: a rulebook, or one of its rules, for people who do not read the rule language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cts_rules.commands.shared import checked
from cts_rules.commands.terminal import stop, tell

if TYPE_CHECKING:
    from cts_grammar.checked import CheckedRulebook


@click.command("words")
@click.argument("rulebook")
@click.option("--rule", "rule", metavar="ID", help="Read out this rule only.")
@click.option("--language", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="English or French.")
@click.option("--html", "as_html", is_flag=True, help="Print the document as an HTML page, to be opened or printed.")
def words_command(rulebook: str, rule: str | None, language: str, as_html: bool) -> None:
    """Read RULEBOOK out in English or French.

    Prints a numbered document in Markdown: scope, lanes, lists, definitions, every rule with when, unless and then.
    With --rule, one rule as a sentence, and what it refers to.
    """
    from cts_grammar.in_words import html_page, markdown, rulebook_in_words
    from cts_rules.evaluation.contract import identity

    book = checked(rulebook)
    if rule is not None:
        _tell_rule(book, rule, language, as_html)
        return
    document = rulebook_in_words(book, language, identity(book).version)
    tell((html_page if as_html else markdown)(document).rstrip("\n"))


def _tell_rule(book: CheckedRulebook, rule: str, language: str, as_html: bool) -> None:
    from cts_grammar.in_words import rule_in_words, statement_html

    found = next((r for r in book.rules if r.id == rule), None)
    if found is None:
        stop(f"{book.name} has no rule {rule}")
    told = rule_in_words(found, book.vocabulary, language)
    tell(statement_html((*told.sentence, *told.notes)) if as_html else told.text)
