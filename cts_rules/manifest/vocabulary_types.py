"""The types of the vocabulary's fields: plain ones, and those with code lists over one reference."""

from __future__ import annotations

from cts_grammar.dimensions import MASS, MONEY, PLAIN, TEMPERATURE, VOLUME
from cts_grammar.vocabulary import CodeList, Kind, Type
from cts_rules.manifest import valid
from cts_rules.manifest.code_lists import CodeLists, code_lists, identity
from cts_rules.reference.reference import Reference

TEXT = Type(Kind.TEXT)
MOMENT = Type(Kind.MOMENT)
NUMBER = Type(Kind.NUMBER, PLAIN)
WEIGHT = Type(Kind.NUMBER, MASS)
CAPACITY = Type(Kind.NUMBER, VOLUME)
AMOUNT = Type(Kind.NUMBER, MONEY)
DEGREES = Type(Kind.NUMBER, TEMPERATURE)
TRUTH = Type(Kind.TRUTH)
PARTY = Type(Kind.PARTY)


class Types:
    """The types that have a code list, over one reference."""

    def __init__(self, reference: Reference) -> None:
        self.lists: CodeLists = code_lists(reference)
        lists = self.lists
        checks = valid.Validity(reference, lists.location.normalise, lists.package_type.normalise)
        self.location = Type(Kind.CODE, codes=lists.location, valid=checks.location)
        self.country = Type(Kind.CODE, codes=lists.country, valid=checks.country)
        self.hs = Type(Kind.CODE, codes=lists.hs, valid=checks.hs)
        self.package_type = Type(Kind.CODE, codes=lists.package_type, valid=checks.package_type)
        self.un_number = Type(Kind.CODE, codes=lists.un_number, valid=checks.un_number)
        self.imo_number = Type(Kind.CODE, codes=lists.imo_number, valid=valid.imo_number)
        self.container_number = Type(Kind.CODE, codes=lists.container_number, valid=valid.container_number)
        self.document_number = Type(
            Kind.CODE, codes=identity("document number", "MAEU123456789"), valid=valid.document_number
        )
        self.size_type = _code(lists.size_type)
        self.transport_mode = _code(lists.transport_mode)
        self.movement = _code(lists.movement)
        self.document_type = _code(lists.document_type)
        self.freight_payment = _code(lists.freight_payment)
        self.load_status = _code(lists.load_status)
        self.type_group = _code(lists.type_group)
        self.seal_party = _code(lists.seal_party)
        self.manifest_number = _code(identity("manifest number", "2026-0117"))
        self.carrier = _code(identity("carrier code", "NPLU"))
        self.voyage = _code(identity("voyage number", "614W"))
        self.flight = _code(identity("flight number", "KL0641"))
        self.identifier = _code(identity("identifier", "EC0991"))
        self.seal_number = _code(identity("seal number", "ML0384721"))


def _code(codes: CodeList) -> Type:
    return Type(Kind.CODE, codes=codes)
