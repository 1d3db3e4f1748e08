"""French articles, contractions, elision and agreement."""

from __future__ import annotations

import unicodedata

from cts_grammar.in_words.told import Phrase
from cts_grammar.vocabulary import Label


def vowel(text: str) -> bool:
    """Whether a word before it loses its last letter: `l'arrivée`, `d'article`.

    >>> vowel("arrivée"), vowel("État"), vowel("port"), vowel("« a »"), vowel("onze")
    (True, True, False, False, False)
    """
    first = unicodedata.normalize("NFD", text[:1]).lower()[:1]
    return first in tuple("aeiouœ") and not text.lower().startswith(("onze", "oui"))


def the(text: str, *, feminine: bool = False, plural: bool = False) -> str:
    """With the definite article.

    >>> the("poids"), the("masse", feminine=True), the("article"), the("colis", plural=True)
    ('le poids', 'la masse', "l'article", 'les colis')
    """
    if plural:
        return f"les {text}"
    if vowel(text):
        return f"l'{text}"
    return f"{'la' if feminine else 'le'} {text}"


def of(phrase: str) -> str:
    """`de` before a phrase that has its article, contracted.

    >>> of("le poids"), of("les articles"), of("la masse"), of("l'envoi"), of("10 t"), of("article"), of("« x »")
    ('du poids', 'des articles', 'de la masse', "de l'envoi", 'de 10 t', "d'article", 'de « x »')
    """
    if phrase.startswith("le "):
        return f"du {phrase[3:]}"
    if phrase.startswith("les "):
        return f"des {phrase[4:]}"
    return f"d'{phrase}" if vowel(phrase) else f"de {phrase}"


def to(phrase: str) -> str:
    """`à` before a phrase that has its article, contracted.

    >>> to("le 1er mars 2026"), to("les poids"), to("la masse"), to("10 t")
    ('au 1er mars 2026', 'aux poids', 'à la masse', 'à 10 t')
    """
    if phrase.startswith("le "):
        return f"au {phrase[3:]}"
    if phrase.startswith("les "):
        return f"aux {phrase[4:]}"
    return f"à {phrase}"


def before_vowel(word: str, text: str) -> str:
    """A word that ends in -e, elided where it must be: `lorsqu'au moins un`, `lorsque le poids`."""
    return f"{word[:-1]}'{text}" if vowel(text) else f"{word} {text}"


def its(label: Label, *, several: bool = False) -> str:
    """`son poids`, `sa masse`, `son adresse`, `ses marques`; of several things `leur poids`, `leurs marques`."""
    if label.own and label.all_own:
        return label.all_own if several else label.own
    if several:
        return f"{'leurs' if label.plural else 'leur'} {label.one}"
    if label.plural:
        return f"ses {label.one}"
    return f"{'sa' if label.feminine and not vowel(label.one) else 'son'} {label.one}"


def agreed(adjective: str, phrase: Phrase) -> str:
    """An adjective or participle in the phrase's gender and number: `supérieure`, `égaux`.

    >>> agreed("supérieur", Phrase("la masse", feminine=True)), agreed("égal", Phrase("les frais", plural=True))
    ('supérieure', 'égaux')
    """
    if phrase.plural and not phrase.feminine and adjective.endswith("al"):
        return adjective[:-1] + "ux"
    inflected = adjective + ("e" if phrase.feminine and not adjective.endswith("e") else "")
    return inflected + ("s" if phrase.plural and not inflected.endswith("s") else "")


def plural(label: Label) -> str:
    """The plural."""
    if label.many or label.plural:
        return label.many or label.one
    return label.one if label.one.endswith(("s", "x", "z")) else label.one + "s"
