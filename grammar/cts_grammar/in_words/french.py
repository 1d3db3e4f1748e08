"""A rule in French, in the words of the customs administrations that write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cts_grammar.checked import About, Constant, Gap, Order, Search, State, Summary
from cts_grammar.in_words import french_quantities as quantities
from cts_grammar.in_words.french_quantities import NBSP
from cts_grammar.in_words.french_words import agreed, before_vowel, its, of, plural, the, to
from cts_grammar.in_words.language import Language, marked
from cts_grammar.in_words.quantities import Quantity
from cts_grammar.in_words.scope import Owner
from cts_grammar.in_words.told import Clause, Joint, Phrase, Several, alone
from cts_grammar.vocabulary import CodeList, Label

ORDINALS = ("premier", "deuxième", "troisième", "quatrième", "cinquième")
_MIXED = re.compile(r"\b(?:et|ou)\b")
_A_COUNTRY = re.compile(r"^[^,]*\([A-Z]{2}\)$")
"""Would want an article, which is not known: `Équateur (EC)`."""
_OPERATORS = {"-": "diminué", "*": "multiplié", "/": "divisé"}
_JOINTS = {Joint.ALL: " et", Joint.ANY: " ou", Joint.EACH: ""}
_SEARCHES = {
    Search.CONTAINS: ("contient", "contiennent", ""),
    Search.STARTS: ("commence par", "commencent par", ""),
    Search.ENDS: ("se termine par", "se terminent par", ""),
    Search.MENTIONS: ("mentionne", "mentionnent", ""),
    Search.PATTERN: ("correspond", "correspondent", "au motif "),
}
_STATES = {
    State.MISSING: "manquant",
    State.UNREADABLE: "illisible",
    State.PRESENT: "renseigné",
    State.VALID: "valide",
    State.VAGUE: "vague",
}
_OVER_VALUES = {
    Summary.COUNT: ("le nombre", False),
    Summary.TOTAL: ("la somme", True),
    Summary.DIFFERENT: ("le nombre de valeurs différentes", False),
    Summary.LARGEST: ("la plus grande valeur", True),
    Summary.SMALLEST: ("la plus petite valeur", True),
    Summary.AVERAGE: ("la moyenne", True),
}
_GAPS = {Gap.LESS: "moins de", Gap.AT_MOST: "au plus", Gap.MORE: "plus de", Gap.AT_LEAST: "au moins"}


class French(Language):
    """All phrases and clauses."""

    code = "fr"
    one = "l'un"

    # --- marks ---

    def label(self, number: int, depth: int) -> str:
        return f"{marked(number, depth)})"

    def colon(self) -> str:
        return f"{NBSP}:"

    def semicolon(self) -> str:
        return f"{NBSP};"

    def joint(self, joint: Joint) -> str:
        return _JOINTS[joint]

    def quoted(self, text: str) -> str:
        return quantities.quoted(text)

    def series(self, parts: Sequence[str], last: str) -> str:
        word = {"and": "et", "or": "ou"}[last]
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {word} {parts[-1]}"

    def mixed(self, text: str) -> bool:
        return bool(_MIXED.search(text))

    # --- values ---

    def quantity(self, quantity: Quantity) -> str:
        return quantities.written(quantity)

    def day(self, moment: str) -> str:
        return quantities.day(moment)

    def coded(self, code: str, codes: CodeList, *, level: bool) -> str:
        return quantities.coded(code, codes, level=level)

    def constant(self, constant: Constant, *, level: bool = False) -> Phrase:
        return Phrase(quantities.constant(constant, level=level))

    def field(self, label: Label, owner: Owner | None, *, own: bool, many: bool) -> Phrase:
        named = the(label.one, feminine=label.feminine, plural=label.plural)
        if own:
            return Phrase(its(label, several=many), named, own=True, feminine=label.feminine, plural=label.plural)
        told = f"{named} {of(self.owner(owner))}" if owner else named
        return Phrase(told, named, feminine=label.feminine, plural=label.plural)

    def owner(self, owner: Owner) -> str:
        label = owner.label
        if owner.position:
            named = the(label.one, feminine=label.feminine)
            ordinal = ORDINALS[owner.position - 1] if owner.position <= len(ORDINALS) else f"{owner.position}e"
            return f"{named} {agreed('mentionné', Phrase('', feminine=label.feminine))} en {ordinal} lieu"
        if not owner.bound:
            return the(label.one, feminine=label.feminine)
        this = "cette" if label.feminine else "cet" if the(label.one).startswith("l'") else "ce"
        return f"{this} {label.one}"

    def element(self, label: Label, *, many: bool) -> Phrase:
        pronoun = ("elle" if label.feminine else "il") + ("s" if many else "")
        return Phrase(pronoun, pronoun=True, feminine=label.feminine, plural=many)

    def element_of(self, label: Label, owner: Owner | None) -> Phrase:
        told = self.owner(owner) if owner else the(label.one, feminine=label.feminine)
        return Phrase(told, feminine=label.feminine)

    def computed(self, operator: str, left: Phrase, right: Phrase) -> Phrase:
        one, other = (f"({side.text})" if side.compound else side.text for side in (left, right))
        if operator == "+":
            return Phrase(f"la somme {of(one)} et {of(other)}", feminine=True, compound=True)
        if operator == "*" and left.text.endswith("%"):
            return Phrase(f"{one} {of(other)}", compound=True)
        verb = agreed(_OPERATORS[operator], left)
        rest = f" {verb} {of(other) if operator == '-' else f'par {other}'}"
        own, feminine = left.own and not left.compound, left.feminine
        return Phrase(one + rest, left.bare + rest, own=own, feminine=feminine, plural=left.plural, compound=True)

    def elapsed(self, later: Phrase, earlier: Phrase) -> Phrase:
        return Phrase(f"le délai écoulé entre {earlier.text} et {later.text}", compound=True)

    def derived(self, label: Label, value: Phrase) -> Phrase:
        named = the(label.one, feminine=label.feminine)
        return Phrase(f"{named} {of(value.text)}", feminine=label.feminine)

    def things(self, label: Label, owner: Owner | None, *, own: bool, many: bool) -> Phrase:
        named, feminine = plural(label), label.feminine
        if own:
            return Phrase(f"{'leurs' if many else 'ses'} {named}", named, own=True, feminine=feminine, plural=True)
        whose = f" {of(self.owner(owner))}" if owner else ""
        return Phrase(f"les {named}{whose}", named + whose, feminine=feminine, plural=True)

    def summary(
        self, summary: Summary, things: Phrase, element: Label, value: Label | None, other: Phrase | None, where: str
    ) -> Phrase:
        if summary is Summary.COUNT:
            if things.own and not where:
                return Phrase(f"le nombre {of(things.text)}", f"le nombre {of(things.bare)}", own=True)
            told = things.text if things.own else things.bare
            return Phrase(f"le nombre {of(told)}{where}", compound=bool(where))
        if value is not None:
            return self.summary_of_field(summary, value, f"{of(things.text)}{where}", compound=bool(where))
        lead, feminine = _OVER_VALUES[summary]
        told = f"{lead}, pour l'ensemble {of(things.text)}{where}, {of('[' + (other.text if other else '') + ']')}"
        return Phrase(told, feminine=feminine, compound=True)

    def summary_of_field(self, summary: Summary, value: Label, whose: str, *, compound: bool) -> Phrase:
        """A number over the values of one field of several things."""
        named = plural(value)
        kind = Phrase("", feminine=value.feminine, plural=True)
        match summary:
            case Summary.DIFFERENT:
                return Phrase(f"le nombre {of(named)} {agreed('différent', kind)} {whose}", compound=compound)
            case Summary.LARGEST | Summary.SMALLEST:
                rank = ("plus élevé" if summary is Summary.LARGEST else "moins élevé") + "e" * value.feminine
                lead = "la" if value.feminine else "le"
                return Phrase(f"{lead} {rank} des {named} {whose}", feminine=value.feminine, compound=compound)
            case Summary.AVERAGE:
                return Phrase(f"la moyenne des {named} {whose}", feminine=True, compound=compound)
            case _:
                return Phrase(f"la somme des {named} {whose}", feminine=True, compound=compound)

    def where(self, clause: Clause, element: Label, *, many: bool) -> str:
        told = clause.relative or f"{self.which(element, many=many)} {clause.text}"
        return f" [{told}]" if ":" in told and not told.endswith("]") else f" {told}"

    def which(self, element: Label, *, many: bool) -> str:
        """`pour lequel`, `pour laquelle`, `pour lesquels`."""
        if many:
            return "pour lesquelles" if element.feminine else "pour lesquels"
        return "pour laquelle" if element.feminine else "pour lequel"

    def others(self, about: About, keys: Sequence[str], window: Quantity | None, where: Clause | None) -> Phrase:
        same = f" ayant {self.series(keys, 'and')}" if keys else ""
        back = f"dans {self.back(window)} précédant la réception de l'envoi en cause" if window is not None else ""
        match about:
            case About.CONSIGNMENTS:
                told = f"envois antérieurs{same}{' et' if keys else ''} ayant été reçus {back}"
            case About.FINDINGS:
                told = f"irrégularités constatées {back} sur des envois{same}"
            case About.MANIFEST:
                told = f"envois de ce manifeste (y compris l'envoi en cause){same}"
        asked = ""
        if where is not None:
            link = " et" if about is About.CONSIGNMENTS or keys else ""
            asked = link + self.where(where, Label(""), many=True)
        return Phrase(told + asked, feminine=about is About.FINDINGS)

    def past(self, summary: Summary, others: Phrase, value: Label | None, of_each: Label | None, other: str) -> Phrase:
        if summary is Summary.COUNT:
            return Phrase(f"le nombre {of(others.text)}", compound=True)
        whose = f"des {plural(of_each)} des {others.text}" if of_each is not None else f"des {others.text}"
        if value is not None:
            return self.summary_of_field(summary, value, whose, compound=True)
        lead, feminine = _OVER_VALUES[summary]
        return Phrase(f"{lead} de [{other}] pour l'ensemble {whose}", feminine=feminine, compound=True)

    def as_first_filed(self, value: Phrase) -> Phrase:
        told = f"({value.text})" if value.compound else value.text
        such = {(False, False): "tel", (True, False): "telle", (False, True): "tels", (True, True): "telles"}
        filed = f"{such[value.feminine, value.plural]} que {agreed('déclaré', value)} initialement"
        return Phrase(f"{told} {filed}", feminine=value.feminine, plural=value.plural)

    def the_list(self, things: Phrase) -> Phrase:
        return Phrase(f"la liste {of(the(things.bare, plural=True))}", feminine=True)

    def back(self, window: Quantity) -> str:
        """`les 12 mois`, `le mois`, `l'heure`."""
        if window.number != 1:
            return f"les {self.quantity(window)}"
        one = quantities.unit(window.unit, 1)
        return (
            the(one, feminine=window.unit in ("seconds", "minutes", "weeks")) if window.unit != "hours" else "l'heure"
        )

    def same_key(self, key: Label) -> str:
        named = key.one.replace(" du ", " de ").replace(" de l'", " d'")
        if key.plural:
            return f"les mêmes {named}"
        return f"{'la' if key.feminine else 'le'} même {named}"

    def shared_key(self, element: Label, key: Label) -> str:
        one = "une" if key.feminine else "un"
        named = key.one if element.one == key.one else f"{key.one} {of(element.one)}"
        return f"au moins {one} {named} en commun"

    def key_of_element(self, element: Label, key: Label, owner: Owner) -> str:
        return f"{'une' if element.feminine else 'un'} {element.one} de même {key.one} que {self.owner(owner)}"

    def key_of_another(self, key: Label, owner: Owner) -> str:
        return f"{self.same_key(key)} que {self.owner(owner)}"

    def key_itself(self, element: Label, owner: Owner) -> str:
        return f"{self.owner(owner)} parmi leurs {plural(element)}"

    def parameter(self, name: str) -> Phrase:
        return Phrase(f"le paramètre {self.quoted(name)}")

    def lookup(self, table: str, column: str, keys: Sequence[Phrase]) -> Phrase:
        named = f"la valeur {self.quoted(column)} de la table" if column else "la valeur de la table"
        told = f"{named} {self.quoted(table)} pour {self.series([key.text for key in keys], 'and')}"
        return Phrase(told, feminine=True, compound=True)

    def entries(self, value: Phrase) -> Several:
        return Several(f"chaque entrée de {value.text}")

    def defined(self, name: str, *, own: bool, many: bool) -> Phrase:
        named = f"valeur définie {self.quoted(name)}"
        whose = ("leur" if many else "sa") if own else "la"
        return Phrase(f"{whose} {named}", f"la {named}", own=own, feminine=True)

    # --- tests ---

    def clause(self, subject: Phrase, predicate: str) -> Clause:
        if subject.pronoun:
            return Clause(f"{subject.text} {predicate}", f"qui {predicate}", subject=subject.text)
        relative = f"dont {subject.bare} {predicate}" if subject.own else ""
        return Clause(f"{subject.text} {predicate}", relative, subject=subject.text)

    def verb(self, subject: Phrase, one: str, several: str, rest: str, *, negated: bool, no: str = "pas") -> Clause:
        """`contient …`, `ne contient pas …`; a verb of several words keeps its rest behind `pas`.

        Where the rest says no itself (`aucun`), there is no `pas`.
        """
        verb = several if subject.plural else one
        if negated:
            reflexive = "se " if verb.startswith("se ") else ""
            first, _, others = verb.removeprefix("se ").partition(" ")
            ne = f"ne {reflexive}{first}" if reflexive else before_vowel("ne", first)
            verb = " ".join(filter(None, (ne, no, others)))
        return self.clause(subject, f"{verb} {rest}")

    def be(self, subject: Phrase, rest: str, *, negated: bool) -> Clause:
        return self.verb(subject, "est", "sont", rest, negated=negated)

    def compared(self, subject: Phrase, order: Order, other: Phrase, *, moments: bool, negated: bool) -> Clause:
        over, under = ("postérieur", "antérieur") if moments else ("supérieur", "inférieur")
        equal = agreed("égal", subject)
        match order:
            case Order.IS if moments:
                return self.be(subject, other.text, negated=negated)
            case Order.IS:
                return self.be(subject, f"{equal} {to(other.text)}", negated=negated)
            case Order.OVER:
                return self.be(subject, f"{agreed(over, subject)} {to(other.text)}", negated=negated)
            case Order.UNDER:
                return self.be(subject, f"{agreed(under, subject)} {to(other.text)}", negated=negated)
            case Order.AT_LEAST:
                rest = f"{agreed(over, subject)} ou {equal}" if moments else f"au moins {equal}"
                return self.be(subject, f"{rest} {to(other.text)}", negated=negated)
            case Order.AT_MOST:
                rest = f"{agreed(under, subject)} ou {equal}" if moments else f"au plus {equal}"
                return self.be(subject, f"{rest} {to(other.text)}", negated=negated)

    def between(self, subject: Phrase, low: Phrase, high: Phrase, *, negated: bool) -> Clause:
        rest = f"{agreed('compris', subject)} entre {low.text} et {high.text}, bornes incluses"
        return self.be(subject, rest, negated=negated)

    def differs(self, subject: Phrase, other: Phrase, share: Quantity, *, negated: bool) -> Clause:
        rest = f"{of(other.text)} de plus de {self.quantity(share)} de la plus grande des deux valeurs"
        verb = "s'écartent" if subject.plural else "s'écarte"
        return self.clause(subject, f"ne {verb} pas {rest}" if negated else f"{verb} {rest}")

    def same(self, subject: Phrase, other: Phrase, *, constant: bool, negated: bool) -> Clause:
        if constant and _A_COUNTRY.search(other.text):
            following = agreed("suivant", subject)
            introduced = f"{the(following, feminine=subject.feminine, plural=subject.plural)}{NBSP}: {other.text}"
            return self.be(subject, introduced, negated=negated)
        if constant:
            return self.be(subject, other.text, negated=negated)
        return self.be(subject, f"identique{'s' * subject.plural} {to(other.text)}", negated=negated)

    def same_party(self, subject: Phrase, other: Phrase, *, negated: bool) -> Clause:
        return self.be(subject, f"la même personne que {other.text}", negated=negated)

    def among(self, subject: Phrase, members: Sequence[str], list_name: str, *, negated: bool) -> Clause:
        if list_name:
            return self.verb(subject, "figure", "figurent", f"dans la liste {self.quoted(list_name)}", negated=negated)
        one = "aucune" if negated else "l'une"
        rest = f"{one} des valeurs suivantes{NBSP}: {self.listed(members)}"
        return self.verb(subject, "est", "sont", rest, negated=negated, no="")

    def within(self, subject: Phrase, members: Sequence[str], list_name: str, *, places: bool, negated: bool) -> Clause:
        one, no = "aucun" if negated else "l'un", ""
        if list_name:
            many_places, codes = (f"des {what} de la liste {self.quoted(list_name)}" for what in ("lieux", "codes"))
        elif alone(members):
            return self.within_one(subject, members[0], places=places, negated=negated)
        else:
            many_places, codes = (f"des {what} suivants{NBSP}: {self.listed(members)}" for what in ("lieux", "codes"))
        if places:
            return self.verb(subject, "se situe", "se situent", f"dans {one} {many_places}", negated=negated, no=no)
        return self.verb(subject, "relève", "relèvent", f"{of(one)} {codes}", negated=negated, no=no)

    def within_one(self, subject: Phrase, member: str, *, places: bool, negated: bool) -> Clause:
        """At or below one code."""
        if places:
            rest = f"dans le lieu suivant{NBSP}: {member}"
            return self.verb(subject, "se situe", "se situent", rest, negated=negated)
        return self.verb(subject, "relève", "relèvent", of(self.with_article(member)), negated=negated)

    def with_article(self, member: str) -> str:
        """`la position 0803`, `le chapitre 08`; what has no name stays as it is."""
        for name, article in (("chapitre ", "le "), ("position ", "la "), ("sous-position ", "la "), ("code ", "le ")):
            if member.startswith(name):
                return article + member
        return member

    def listed(self, members: Sequence[str]) -> str:
        return ", ".join(members) if members else "(aucune)"

    def passes(self, steps: Sequence[Sequence[str]], *, negated: bool) -> Clause:
        told = [step[0] if len(step) == 1 else f"({self.series(step, 'or')})" for step in steps]
        if len(steps) > 1:
            rest = f"par les lieux suivants, dans cet ordre{NBSP}: {', puis '.join(told)}"
        elif len(steps[0]) == 1:
            rest = f"par le lieu suivant{NBSP}: {told[0]}"
        else:
            rest = f"par {'aucun' if negated else self.one} des lieux suivants{NBSP}: {self.listed(steps[0])}"
        no = "" if len(steps) == 1 < len(steps[0]) else "pas"
        return self.verb(Phrase("l'itinéraire"), "passe", "passent", rest, negated=negated, no=no)

    def searched(
        self, subject: Phrase, search: Search, needles: Sequence[str], list_name: str, *, negated: bool
    ) -> Clause:
        one, several, what = _SEARCHES[search]
        if alone(needles) and not list_name:
            return self.verb(subject, one, several, what + needles[0], negated=negated)
        which = f"de la liste {self.quoted(list_name)}" if list_name else f"suivants{NBSP}: {self.listed(needles)}"
        some = "aucun" if negated else "l'un"
        return self.verb(subject, one, several, f"{some} des termes {which}", negated=negated, no="")

    def resembles(self, subject: Phrase, other: Phrase, threshold: Quantity, *, negated: bool) -> Clause:
        rest = f"{to(other.text)} à {self.quantity(threshold)} au moins"
        return self.verb(subject, "ressemble", "ressemblent", rest, negated=negated)

    def on_list(self, subject: Phrase, list_name: str, threshold: Quantity, *, negated: bool) -> Clause:
        alike = f"ressemblance des noms de {self.quantity(threshold)} au moins"
        rest = f"sur la liste de surveillance {self.quoted(list_name)} ({alike})"
        return self.verb(subject, "figure", "figurent", rest, negated=negated)

    def state(self, subject: Phrase, state: State, *, negated: bool) -> Clause:
        return self.be(subject, agreed(_STATES[state], subject), negated=negated)

    def list_state(self, things: Phrase, state: State, *, negated: bool) -> Clause:
        return self.state(self.the_list(things), state, negated=negated)

    def truth(self, thing: Phrase, label: Label, *, negated: bool) -> Clause:
        said = (
            (label.all_fail if negated else label.all_hold) if thing.plural else label.fails if negated else label.holds
        )
        if said:
            return self.clause(thing, said)
        return self.be(thing, label.one, negated=negated)

    def timing(
        self, subject: Phrase, gap: Gap, length: Quantity, anchor: Phrase, *, after: bool, negated: bool
    ) -> Clause:
        rest = f"{_GAPS[gap]} {self.quantity(length)} {'après' if after else 'avant'} {anchor.text}"
        return self.verb(subject, "se situe", "se situent", rest, negated=negated)

    def has_changed(self, subject: Phrase, near: str, *, negated: bool) -> Clause:
        rest = f"changé {near or 'd’une version à l’autre du document de transport'}".replace("’", "'")
        return self.verb(subject, "a", "ont", rest, negated=negated)

    def in_a_version(self, gap: Gap, length: Quantity, anchor: Phrase, *, after: bool) -> str:
        how = f"{_GAPS[gap]} {self.quantity(length)} {'après' if after else 'avant'} {anchor.text}"
        return f"dans une version du document de transport reçue {how}"

    def has_fired(self, rule: str, title: str, *, negated: bool) -> Clause:
        named = f"la règle {rule} ({self.quoted(title)})" if title else f"la règle {rule}"
        return Clause(f"{named} {'ne ' if negated else ''}s'est {'pas ' if negated else ''}déclenchée")

    def meets(self, thing: Phrase, name: str, *, negated: bool) -> Clause:
        return self.verb(thing, "répond", "répondent", f"à la définition {self.quoted(name)}", negated=negated)

    # --- conditions put together ---

    def that(self, clause: str, thing: Phrase) -> str:
        return f"qui{clause.removeprefix(thing.text)}"

    def both(self, parts: Sequence[Clause], joint: Joint, element: Label | None) -> Clause:
        one, other = parts
        link = f"{_JOINTS[joint]} "
        if one.subject and one.subject == other.subject:
            rest = link + other.text.removeprefix(other.subject).lstrip()
            return Clause(one.text + rest, one.relative and one.relative + rest, loose=True)
        relative = ""
        if element is not None and (one.relative or other.relative):
            which = self.which(element, many=False)
            relative = link.join(part.relative or f"{which} {part.text}" for part in parts)
        return Clause(one.text + link + other.text, relative, loose=True, joined=(one.text, link, other.text))

    def all_of(self, *, negated: bool) -> str:
        if negated:
            return "l'une au moins des conditions suivantes n'est pas remplie"
        return "toutes les conditions suivantes sont remplies"

    def any_of(self, *, negated: bool) -> str:
        if negated:
            return "aucune des conditions suivantes n'est remplie"
        return "l'une au moins des conditions suivantes est remplie"

    def at_least_of(self, n: int, *, negated: bool) -> str:
        if n == 1:
            return self.any_of(negated=negated)
        few = f"moins de {n}" if negated else f"au moins {n}"
        return f"{few} des conditions suivantes sont remplies"

    def some(self, n: int, element: Label, owner: Owner | None, has: Phrase | None, *, negated: bool) -> str:
        whose = f" {of(self.owner(owner))}" if owner else ""
        one, none = ("une", "aucune") if element.feminine else ("un", "aucun")
        be, no = ("il y a", "il n'y a")
        if has is not None:
            verb = "comportent" if has.plural else "comporte"
            be, no = f"{has.text} {verb}", f"{has.text} ne {verb}"
        if n > 1:
            return f"{be} {'moins de' if negated else 'au moins'} {n} {plural(element)}{whose}"
        return f"{no} {none} {element.one}{whose}" if negated else f"{be} au moins {one} {element.one}{whose}"

    def for_which(self, n: int, element: Label, *, negated: bool) -> str:
        if n == 1:
            return f" {self.which(element, many=False)} "
        return f" pour {'chacune desquelles' if element.feminine else 'chacun desquels'} "

    def every(self, element: Label, owner: Owner | None, has: Phrase | None, *, negated: bool) -> str:
        start = self.some(1, element, owner, has, negated=negated)
        one, each = ("l'une d'elles", "chacune d'elles") if element.feminine else ("l'un d'eux", "chacun d'eux")
        return f"{start} ou, pour {one} au moins, " if negated else f"{start} et, pour {each}, "
