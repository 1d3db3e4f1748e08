import doctest
import importlib
import pkgutil

import msgspec
import pytest

import cts_rules.manifest
import cts_rules.readers
import cts_rules.reference
from cts_engine.values import Money
from cts_grammar.dimensions import MASS, MONEY, TEMPERATURE, VOLUME
from cts_grammar.vocabulary import Field, Kind, Type, Vocabulary
from cts_rules.manifest import model
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.reference.reference import Reference

PARTIES = ("consignor", "consignee", "notify", "forwarder", "buyer", "seller")
OF_PARTY = ("name", "address", "city", "postcode", "country", "id", "phone", "email")

# The names that rules may rely on, whichever format the data came in.
NAMES = {
    "manifest": (
        "manifest number",
        "transport mode",
        "movement",
        "carrier",
        "carrier name",
        "vessel name",
        "imo number",
        "vessel flag",
        "voyage number",
        "flight number",
        "port of departure",
        "port of arrival",
        "departure",
        "arrival",
        "received",
        "submitter",
    ),
    "consignment": (
        "document number",
        "document type",
        "master document number",
        "place of receipt",
        "port of loading",
        "port of discharge",
        "place of delivery",
        "country of origin",
        "country of destination",
        "gross weight",
        "volume",
        "packages",
        "package type",
        "value",
        "freight payment",
        "freight charges",
        "marks",
        "description",
        "main hs code",
        "number of amendments",
        "issue date",
        *PARTIES,
        *(f"{party} {name}" for party in PARTIES for name in OF_PARTY),
    ),
    "goods item": (
        "hs code",
        "description",
        "weight",
        "net weight",
        "volume",
        "packages",
        "package type",
        "value",
        "country of origin",
        "un number",
        "marks",
        "quantity",
        "unit price",
    ),
    "container": (
        "number",
        "size type",
        "type group",
        "load status",
        "weight",
        "tare",
        "temperature",
        "shipper owned",
        "number of sharing consignments",
    ),
    "seal": ("number", "party"),
}
LISTS = {
    "consignment": ("goods item", "container", "seal", "transhipment port", "routing country", "house consignment"),
    "container": ("seal", "goods item"),
}
STRUCTS = {
    "manifest": model.Manifest,
    "consignment": model.Consignment,
    "goods item": model.GoodsItem,
    "container": model.Container,
    "seal": model.Seal,
}


@pytest.fixture(scope="module")
def names(reference: Reference) -> Vocabulary:
    return vocabulary(reference)


@pytest.mark.parametrize(("thing", "name"), [(thing, name) for thing, group in NAMES.items() for name in group])
def test_a_name_of_the_language_is_there(names: Vocabulary, thing: str, name: str) -> None:
    field = names.field_named(thing, name)
    assert field is not None
    assert field.explanation
    assert "\n" not in field.explanation
    assert field.example


@pytest.mark.parametrize(("thing", "name"), [(thing, name) for thing, group in LISTS.items() for name in group])
def test_a_list_of_the_language_is_there(names: Vocabulary, thing: str, name: str) -> None:
    relation = names.relations_of(thing)[name]
    assert names.relations_of(thing)[relation.plural] is relation
    assert relation.explanation
    assert relation.path or relation.through or relation.beside or relation.pending


def test_no_name_stands_twice(names: Vocabulary) -> None:
    told = [(field.of, field.name) for field in names.fields]
    assert sorted(told) == sorted(set(told))


def test_paths_lead_to_fields_of_the_model(names: Vocabulary) -> None:
    for field in names.fields:
        struct: object = STRUCTS[field.of]()
        for step in field.path:
            assert step in struct.__struct_fields__, field  # type: ignore[attr-defined]
            struct = getattr(struct, step)
    for relation in names.relations:
        assert all(step in STRUCTS[relation.of].__struct_fields__ for step in relation.path)


def test_every_field_of_the_model_has_a_name(names: Vocabulary) -> None:
    reached = {(field.of, field.path[-1]) for field in names.fields if len(field.path) == 1}
    reached |= {(relation.of, relation.path[0]) for relation in names.relations if relation.path}
    unnamed = {
        (thing, field)
        for thing, struct in STRUCTS.items()
        for field in struct.__struct_fields__
        if (thing, field) not in reached
    }
    assert unnamed == {
        ("manifest", "message_time"),
        ("manifest", "consignments"),
        ("goods item", "number"),
        ("goods item", "containers"),
    }


def test_numbers_have_the_dimension_of_their_name(names: Vocabulary) -> None:
    for field in names.fields:
        words = field.name.split()
        if field.type.kind is not Kind.NUMBER:
            continue
        expected = next(
            (
                d
                for w, d in (("weight", MASS), ("tare", MASS), ("volume", VOLUME), ("temperature", TEMPERATURE))
                if w in words
            ),
            None,
        )
        money = words[-1] in ("value", "charges", "price")
        assert field.type.dimension == (expected or (MONEY if money else field.type.dimension)), field.name


def test_codes_have_a_code_list_and_its_example_is_of_its_shape(names: Vocabulary) -> None:
    elements = [relation.element for relation in names.relations if relation.element]
    for field in (*names.fields, *elements):
        if field.type.kind is Kind.CODE:
            assert field.type.codes is not None, field.name
            assert field.type.codes.normalise(field.example.strip('"')), field.name
            assert field.type.valid is None or field.type.valid(field.example.strip('"')), field.name


def test_a_description_is_that_of_all_goods_items(names: Vocabulary) -> None:
    description = names.fields_of("consignment")["description"]
    assert (description.across, description.path) == ("goods item", ())
    assert names.relations_of("consignment")["goods item"].to == "goods item"


def test_the_scope_is_tested_on_the_consignments_own_movement(names: Vocabulary) -> None:
    scope = names.scope
    assert (scope.mode_field.of, scope.movement_field.of) == ("manifest", "consignment")
    assert set(scope.modes) == {"sea", "air", "road", "rail"}
    assert {scope.movements[word] for word in ("imports", "import")} == {"import"}
    assert {scope.movements[word] for word in ("exports", "transit", "transhipments")} == {
        "export",
        "transit",
        "transhipment",
    }


def test_the_moment_of_receipt_is_named(names: Vocabulary) -> None:
    assert names.received is not None
    assert (names.received.of, names.received.path) == ("manifest", ("received",))


@pytest.mark.parametrize(
    ("name", "of", "value", "result"),
    [
        ("weekday", "arrival", "2026-03-01", "sunday"),
        ("weekday", "arrival", "2026-03-02T23:59:59Z", "monday"),
        ("country", "port of loading", "ECGYE", "EC"),
        ("country", "port of loading", "CNSHA", "CN"),
        ("country", "port of loading", "0901", None),
        ("chapter", "main hs code", "0803.90", "08"),
        ("heading", "main hs code", "08", None),
        ("heading", "main hs code", "080390", "0803"),
    ],
)
def test_derivations_compute(names: Vocabulary, name: str, of: str, value: str, result: str | None) -> None:
    field = names.field_named("consignment", of) or names.field_named("manifest", of)
    assert field is not None
    (derivation,) = [d for d in names.derivations if d.name == name and d.takes(field.type)]
    assert derivation.compute(value) == result
    assert derivation.explanation


def test_derivations_take_only_what_they_understand(names: Vocabulary) -> None:
    taken = {d.name: {f.name for f in names.fields if d.takes(f.type)} for d in names.derivations}
    assert taken["weekday"] == {"departure", "arrival", "received", "issue date"}
    assert taken["chapter"] == taken["heading"] == {"hs code", "main hs code"}
    assert "consignee country" not in taken["country"]


def test_the_model_can_be_encoded_as_it_is() -> None:
    whole = model.Consignment(value=Money(1.0, "EUR"), goods_items=(model.GoodsItem(),))
    assert msgspec.json.decode(msgspec.json.encode(whole), type=model.Consignment) == whole


def test_types_are_values() -> None:
    assert Type(Kind.TEXT) == Type(Kind.TEXT)
    assert Field("a", "b", Type(Kind.TEXT)).plural == ""


def test_examples_in_docstrings_are_true() -> None:
    for package in (cts_rules.manifest, cts_rules.readers, cts_rules.reference):
        for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            module = importlib.import_module(found.name)
            assert doctest.testmod(module).failed == 0, found.name
