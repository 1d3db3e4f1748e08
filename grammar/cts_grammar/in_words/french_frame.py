"""What stands around conditions, in French."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cts_grammar.checked import Dated, Exchange, Expected
from cts_grammar.in_words.frame import Frame, Headings
from cts_grammar.in_words.french import French
from cts_grammar.in_words.french_quantities import NBSP, day
from cts_grammar.in_words.french_words import before_vowel, of, plural, the
from cts_grammar.in_words.quantities import Quantity, numeral
from cts_grammar.in_words.told import Clause, Points, Told, led
from cts_grammar.vocabulary import Label

READING = (
    "Chaque règle est appliquée à tout envoi entrant dans le champ d'application du recueil, tel qu'il a été déclaré "
    "et au moment de sa réception. Toutes les heures sont exprimées en UTC.",
    "Une condition reçoit l'une de trois réponses : elle est remplie, elle n'est pas remplie ou elle est indécise. "
    "Elle est indécise lorsqu'elle porte sur une donnée qui n'a pas été fournie ou qui est illisible et que la réponse "
    "en dépend. Seule une condition remplie avec certitude déclenche une règle. Une règle indécise reste sans effet ; "
    "elle est signalée avec les données qui lui manquent.",
    "« Toutes les conditions suivantes » sont remplies lorsque chacune d'elles l'est, et ne le sont pas dès que l'une "
    "d'elles ne l'est pas. « L'une au moins des conditions suivantes » est remplie dès que l'une d'elles l'est, "
    "quelles que soient les autres ; plusieurs peuvent l'être à la fois. « Ou » n'exclut jamais que "
    "les deux soient réunies.",
    "Une exception (« sauf si ») n'écarte une règle que si elle est remplie avec certitude. Si elle est indécise, la "
    "règle se déclenche et le résultat nomme l'exception qui n'a pas pu être vérifiée.",
    "« Manquant » signifie que rien n'a été déclaré ; « renseigné » en est le contraire. Ce qui a été déclaré et ne "
    "peut être lu est « illisible » : c'est une donnée renseignée, mais jamais « valide ». « Valide » suppose un "
    "chiffre de contrôle exact ou un code connu.",
    "Ce qui est dit d'« au moins un » élément est indécis lorsqu'on ignore lesquels existent. Ce qui est dit d'« aucun "
    "» élément est également vrai lorsqu'il n'y en a pas.",
    "Un lieu « se situe dans » lui-même et dans son pays ; un code « relève de » lui-même ainsi que du chapitre, de la "
    "position et de la sous-position dont il fait partie. « Est » et « figure dans la liste » visent le code lui-même.",
    "L'itinéraire est composé du port de chargement, des ports de transbordement et du port de déchargement, dans cet "
    "ordre ; d'autres lieux peuvent s'intercaler entre ceux qui sont nommés.",
    "Les textes sont comparés sans tenir compte de la casse, des accents ni des espaces. « Mentionne » vise des mots "
    "entiers, « contient » toute partie du texte. La ressemblance des noms ne tient compte ni de l'ordre des mots, ni "
    "de la forme juridique, ni de l'écriture.",
    "Les nombres ne sont jamais arrondis avant d'être comparés. Les envois antérieurs sont ceux qui ont été reçus "
    "avant l'envoi en cause.",
    "Les mots entre guillemets sont ceux des auteurs du recueil ou d'une liste de codes ; ils sont cités dans leur "
    "langue. Dans les messages, ce qui figure entre crochets est complété pour chaque envoi.",
)

_INSTRUCTIONS = {
    "hold": "l'envoi est retenu",
    "do not load": "les marchandises ne doivent pas être chargées",
    "request screening": "un contrôle de sûreté est demandé",
    "examine by": "l'envoi fait l'objet d'un {way}",
    "request information": "les renseignements suivants sont demandés{c} {words}",
    "alert": "une alerte est adressée à {words}",
    "refer to": "l'envoi est transmis à {words}",
    "label": "l'envoi reçoit la mention {words}",
}
_WAYS = {"scan": "passage au scanner", "documents": "contrôle documentaire", "physical": "contrôle physique"}
_LANES = {"red": "rouge", "amber": "orange", "green": "vert", "yellow": "jaune", "blue": "bleu", "orange": "orange"}
_PAST = {
    "earlier consignment": "un envoi antérieur",
    "finding": "une irrégularité constatée sur un envoi antérieur",
    "earlier version": "une version antérieure du document de transport",
    "other consignment": "un autre envoi du manifeste",
}
_EXPECTED: dict[Expected, str] = {
    "matches": "la règle se déclenche",
    "does not match": "la règle ne se déclenche pas",
    "is undecided": "la règle reste indécise",
}


class FrenchFrame(Frame):
    """All that stands around conditions."""

    say = French()
    inner_quotes = ((f"«{NBSP}", "“"), (f"{NBSP}»", "”"))
    reading = tuple(
        text.replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»").replace(" :", f"{NBSP}:").replace(" ;", f"{NBSP};")
        for text in READING
    )
    headings = Headings(
        contents="Sommaire",
        reading="Comment lire ce document",
        applies="Champ d'application",
        lanes="Circuits",
        random_selection="Sélection aléatoire",
        lists="Listes",
        parameters="Paramètres",
        tables="Tables",
        watch_lists="Listes de surveillance",
        exchange="Taux de change",
        definitions="Définitions",
        rules="Règles",
        no_area="Règles sans domaine",
        name="Nom",
        version="Version",
        owner="Responsable",
        reference="Référence",
        in_force="En vigueur",
        review_by="À réexaminer avant le",
        trial="À l'essai",
        when="Lorsque",
        unless="Sauf si",
        then="Alors",
        examples="Exemples",
        area="Domaine",
    )

    # --- a rule ---

    def when(self, told: Told) -> Told:
        return self._before("Lorsque", told)

    def _before(self, word: str, told: Told) -> Told:
        if isinstance(told, Clause) and told.joined[0]:
            first, link, second = told.joined
            return Clause(f"{before_vowel(word, first)}{link}{before_vowel('que', second)}", loose=True)
        first = told.text if isinstance(told, Clause) else told.head
        return led(before_vowel(word, first).removesuffix(first), told)

    def unless(self, told: Told, name: str, until: str, *, further: bool) -> Told:
        called = f"au titre de l'exception {self.say.quoted(name)}" if name else ""
        lapse = f"jusqu'au {day(until)} inclus" if until else ""
        start = "et sauf si" if further else "sauf si"
        if not called and not lapse:
            return self._if(start, told)
        aside = f"{called} ({lapse})" if called and lapse else called or lapse
        return led(f"{start}, {aside}, ", told)

    def _if(self, start: str, told: Told) -> Told:
        """`sauf si …`; `si` is elided before `il` only."""
        if isinstance(told, Clause) and told.joined[0]:
            first, link, second = told.joined
            return Clause(f"{_if(start, first)}{first}{link}{_if('si', second)}{second}", loose=True)
        return led(_if(start, told.text if isinstance(told, Clause) else told.head), told)

    def then(self, effects: Sequence[str]) -> str:
        semicolon = f"{NBSP}; "
        told = effects[0] if len(effects) == 1 else f"{semicolon.join(effects[:-1])}{semicolon}et {effects[-1]}"
        return f"alors {told}."

    def exception(self, told: Told, name: str, until: str) -> Told:
        lapse = f"jusqu'au {day(until)} inclus" if until else ""
        if not name and not lapse:
            return self.capital(told)
        called = f"Exception {self.say.quoted(name)}" if name else "Exception"
        return led(f"{called}{f' ({lapse})' if lapse else ''}{NBSP}: ", told)

    def capital(self, told: Told) -> Told:
        if isinstance(told, Points):
            return replace(told, head=_capital(told.head))
        return replace(told, text=_capital(told.text))

    def in_force(self, first: str, last: str) -> str:
        begin = f"à compter du {day(first)}" if first else ""
        end = f"jusqu'au {day(last)} inclus" if last else ""
        return " ".join(filter(None, (begin, end)))

    def on_trial(self) -> str:
        return "la règle est évaluée et décomptée, sans effet"

    # --- effects ---

    def score(self, points: float, area: str) -> str:
        number = numeral(abs(points), ",", NBSP)
        several = abs(points) >= 2
        whose = f" du domaine {self.say.quoted(area)}" if area else ""
        noun, verb = ("points sont", "s") if several else ("point est", "")
        if points < 0:
            return f"{number}{NBSP}{noun} retranché{verb} du score{whose}"
        return f"{number}{NBSP}{noun} ajouté{verb} au score{whose}"

    def lane(self, name: str) -> str:
        severer = "ou vers un circuit plus sévère si son score l'atteint"
        return f"l'envoi est orienté vers le circuit {self._lane(name)}, {severer}"

    def _lane(self, name: str) -> str:
        return _LANES[name] if name in _LANES and name != "orange" else self.say.quoted(name)

    def instruction(self, kind: str, words: str) -> str:
        told = _INSTRUCTIONS.get(kind, "{words}")
        return told.format(way=_WAYS.get(words, words), words=self.say.quoted(words), c=f"{NBSP}:")

    def message(self, text: str, *, trader: bool) -> str:
        who = "il peut être indiqué à l'opérateur" if trader else "il est indiqué aux agents"
        return f"{who}{NBSP}: {self.say.quoted(text)}"

    def of_elements(self, label: Label, element: Label) -> str:
        named = the(label.one, feminine=label.feminine, plural=label.plural)
        return f"{named} de chaque {element.one} en cause"

    # --- what rules refer to ---

    def condition_defined(self, name: str, thing: Label, told: Told, *, root: bool) -> Told:
        subject = _capital(the(thing.one, feminine=thing.feminine) if root else self.an(thing))
        return led(f"{subject} répond à la définition {self.say.quoted(name)} ", self._before("lorsque", told))

    def value_defined(self, name: str, thing: Label, value: str, *, root: bool) -> str:
        whose = "" if root else f" {of(self.an(thing))}"
        return f"La valeur définie {self.say.quoted(name)}{whose} est {value}."

    def list_of(self, name: str, entries: Sequence[str], more: int) -> str:
        number = len(entries) + more
        counted = f"{numeral(number, ',', NBSP)}{NBSP}{'entrées' if number > 1 else 'entrée'}"
        others = f"{NBSP}; et {more}{NBSP}{'autres' if more > 1 else 'autre'}" if more else ""
        return f"La liste {self.say.quoted(name)} ({counted}){NBSP}: {f'{NBSP}; '.join(entries)}{others}."

    def parameter_of(self, name: str, dated: Sequence[Dated]) -> str:
        told = [
            f"{self.say.constant(d.value).text} {f'à compter du {day(d.since)}' if d.since else 'depuis l’origine'}"
            for d in dated
        ]
        joined = ", ".join(told).replace("’", "'")
        return f"Le paramètre {self.say.quoted(name)} vaut {joined}, selon le jour de la réception."

    def table_of(self, name: str, rows: int, default: str) -> str:
        counted = f"{numeral(rows, ',', NBSP)}{NBSP}{'lignes' if rows > 1 else 'ligne'}"
        without = f"est {default}" if default else "est manquante"
        return (
            f"La table {self.say.quoted(name)} compte {counted}{NBSP}; faute de ligne pour ce qui est recherché, sa "
            f"valeur {without}."
        )

    def watch_list_of(self, name: str, parties: int) -> str:
        counted = f"{numeral(parties, ',', NBSP)}{NBSP}{'personnes' if parties > 1 else 'personne'}"
        return (
            f"La liste de surveillance {self.say.quoted(name)} désigne {counted}. Une personne y figure par un "
            "identifiant identique ou par un nom ou un alias ressemblant."
        )

    def exchange_of(self, exchange: Exchange) -> str:
        base = f", en unités pour un {exchange.base}" if exchange.base else ""
        return (
            f"Les montants en monnaies différentes sont comparés selon les {len(exchange.rates)}{NBSP}taux de change "
            f"du recueil{base}{NBSP}: le dernier taux à la date d'arrivée ou, si elle n'est pas connue, de réception."
        )

    # --- examples ---

    def example(self, name: str, expected: Expected, facts: Sequence[str]) -> str:
        filed = f"{NBSP}; ".join(facts) or "aucune"
        return f"{self.say.quoted(name)}{NBSP}: {_EXPECTED[expected]} avec les données suivantes{NBSP}: {filed}."

    def an(self, label: Label) -> str:
        return f"{'une' if label.feminine else 'un'} {label.one}"

    def states(self, label: Label, value: str) -> str:
        return f"{label.one}{NBSP}: {value}"

    def not_filed(self, *, unreadable: bool) -> str:
        return "donnée illisible" if unreadable else "donnée manquante"

    def all_missing(self, label: Label) -> str:
        return f"liste {of(the(plural(label), plural=True))}{NBSP}: manquante"

    # --- the header ---

    def applies_to(self, scopes: Sequence[tuple[str, str]]) -> str:
        if not scopes:
            return "tous les envois"
        told = []
        for mode, movement in scopes:
            by = f"par transport {mode}" if mode else "par tout mode de transport"
            told.append(f"{movement or 'tout mouvement'} {by}" if mode or movement else "tous les envois")
        return f"{NBSP}; ".join(told)

    def lanes(self, lanes: Sequence[tuple[str, float]]) -> str:
        told = [
            f"vers le circuit {self._lane(name)} à partir d'un score de {numeral(at, ',', NBSP)}" for name, at in lanes
        ]
        rest = f"vers le circuit {self._lane('green')}"
        if not told:
            return f"Un envoi est orienté {rest}, quel que soit son score."
        return f"Un envoi est orienté {', '.join(told)}{NBSP}; en deçà, il l'est {rest}."

    def random_selection(self, share: Quantity, lane: str) -> str:
        return (
            f"Parmi les envois sans circuit ni mesure, {self.say.quantity(share)} sont sélectionnés de manière "
            f"aléatoire et orientés vers le circuit {self._lane(lane)}. La sélection est la même à chaque réexamen et "
            "ne peut être prévue."
        )

    def stated_past(self, kind: str, facts: Sequence[str]) -> str:
        return f"{_PAST[kind]} ({', '.join(facts)})"

    def title(self, title: str) -> str:
        return title


def _if(word: str, text: str) -> str:
    return f"{word[:-1]}'" if text.startswith(("il ", "ils ")) else f"{word} "


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
