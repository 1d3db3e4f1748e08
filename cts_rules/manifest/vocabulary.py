"""The vocabulary of rules over manifests: every name, with its type, its path, a line of explanation, an example."""

from __future__ import annotations

from dataclasses import replace

from cts_grammar.vocabulary import Relation, Route, Scope, Vocabulary
from cts_rules.manifest.beside import houses_under, master_over, sharing_with
from cts_rules.manifest.derivations import derivations
from cts_rules.manifest.naming import field
from cts_rules.manifest.reaching import seals_of, whole_containers, whole_list, whole_seals
from cts_rules.manifest.stowage import goods_stowed_in
from cts_rules.manifest.vagueness import vague_test
from cts_rules.manifest.vocabulary_fields import (
    PARTIES,
    consignment_fields,
    container_fields,
    goods_item_fields,
    manifest_fields,
    party_fields,
    seal_fields,
)
from cts_rules.manifest.vocabulary_history import KEPT
from cts_rules.manifest.vocabulary_labels import LISTS, THINGS
from cts_rules.manifest.vocabulary_types import Types
from cts_rules.reference.reference import Reference


def vocabulary(reference: Reference) -> Vocabulary:
    """All names that rules may use, with the code lists of a reference."""
    types = Types(reference)
    manifest, consignment = manifest_fields(types), consignment_fields(types)
    received = next(f for f in manifest if f.name == "received")
    lists = tuple(replace(r, labels=LISTS.get(r.name, {})) for r in relations(types))
    return Vocabulary(
        outer="manifest",
        root="consignment",
        fields=(
            *manifest,
            *consignment,
            *(f for name, role in PARTIES.items() for f in party_fields(types, name, role)),
            *goods_item_fields(types),
            *container_fields(types),
            *seal_fields(types),
        ),
        relations=lists,
        derivations=derivations(types.lists),
        scope=Scope(
            modes={"sea": "sea", "air": "air", "road": "road", "rail": "rail"},
            movements={
                **{word: word for word in types.lists.movement.words},
                "imports": "import",
                "exports": "export",
                "transhipments": "transhipment",
            },
            mode_field=next(f for f in manifest if f.name == "transport mode"),
            movement_field=next(f for f in consignment if f.name == "movement"),
        ),
        words={"weekday": types.lists.weekday},
        received=received,
        currencies=frozenset(reference.currencies),
        vague=vague_test(reference.vague_terms, reference.filler_words),
        route=Route(
            first=next(f for f in consignment if f.name == "port of loading"),
            via=next(r for r in lists if r.name == "transhipment port"),
            last=next(f for f in consignment if f.name == "port of discharge"),
        ),
        history=KEPT,
        things=THINGS,
    )


def relations(types: Types) -> tuple[Relation, ...]:
    """The lists of a consignment and of a container."""
    port = field("transhipment port", "transhipment port", types.location, "AEJEA", "a port where it is moved", path=())
    country = field("routing country", "routing country", types.country, "AE", "a country that it passes", path=())
    return (
        Relation(
            "goods item",
            "goods items",
            "consignment",
            "goods item",
            path=("goods_items",),
            explanation="the lines of goods of the consignment",
        ),
        Relation(
            "container",
            "containers",
            "consignment",
            "container",
            path=("containers",),
            explanation="the containers that carry the consignment",
            label=("number",),
            whole=whole_containers,
        ),
        Relation(
            "seal",
            "seals",
            "consignment",
            "seal",
            through=seals_of,
            explanation="the seals of all containers of the consignment",
            label=("number",),
            whole=whole_seals,
        ),
        Relation(
            "transhipment port",
            "transhipment ports",
            "consignment",
            "transhipment port",
            path=("transhipment_ports",),
            explanation="the ports where the goods are moved to another ship, in order",
            element=port,
            whole=whole_list("transhipment_ports"),
        ),
        Relation(
            "routing country",
            "routing countries",
            "consignment",
            "routing country",
            path=("routing_countries",),
            explanation="the countries that the goods pass on their way, in order",
            element=country,
            whole=whole_list("routing_countries"),
        ),
        Relation(
            "house consignment",
            "house consignments",
            "consignment",
            "consignment",
            beside=houses_under,
            explanation="the house consignments under this master, in this manifest",
            label=("document_number",),
        ),
        Relation(
            "master consignment",
            "master consignments",
            "consignment",
            "consignment",
            beside=master_over,
            explanation="the master of this house, in this manifest: one or none",
            label=("document_number",),
        ),
        Relation(
            "seal",
            "seals",
            "container",
            "seal",
            path=("seals",),
            explanation="the seals on the container",
            label=("number",),
        ),
        Relation(
            "goods item",
            "goods items",
            "container",
            "goods item",
            through=goods_stowed_in,
            explanation="the goods items stowed in the container",
        ),
        Relation(
            "sharing consignment",
            "sharing consignments",
            "container",
            "consignment",
            beside=sharing_with,
            explanation="the consignments of this manifest that are in the container, this one included",
            label=("document_number",),
        ),
    )
