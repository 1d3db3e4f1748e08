"""What every name of the vocabulary is called in English and in French, where rules are told in words.

The French is that of the customs administrations: destinataire, port de chargement, code SH, masse brute, colis.
"""

from __future__ import annotations

from collections.abc import Mapping

from cts_grammar.vocabulary import Label, Labels


def both(english: Label, french: Label) -> Labels:
    """A name's labels."""
    return {"en": english, "fr": french}


def _one(english: str, french: str, *, many: str = "", plusieurs: str = "", f: bool = False) -> Labels:
    return both(Label(english, many), Label(french, plusieurs, feminine=f))


THINGS: Mapping[str, Labels] = {
    "manifest": _one("manifest", "manifeste"),
    "consignment": _one("consignment", "envoi"),
}

LISTS: Mapping[str, Labels] = {
    "goods item": _one("goods item", "article de marchandises", plusieurs="articles de marchandises"),
    "container": _one("container", "conteneur"),
    "seal": _one("seal", "scellé"),
    "party": _one("party", "partie", many="parties", f=True),
    "transhipment port": _one("port of transhipment", "port de transbordement", many="ports of transhipment",
                              plusieurs="ports de transbordement"),
    "routing country": _one("country on the route", "pays de l'itinéraire", many="countries on the route",
                            plusieurs="pays de l'itinéraire"),
    "house consignment": _one("house consignment", "envoi house", plusieurs="envois house"),
    "master consignment": _one("master consignment", "envoi principal", plusieurs="envois principaux"),
    "sharing consignment": _one("consignment sharing the container", "envoi partageant le conteneur",
                                many="consignments sharing the container",
                                plusieurs="envois partageant le conteneur"),
}  # fmt: skip
"""By the singular of the list's name."""

DERIVATIONS: Mapping[str, Labels] = {
    "weekday": _one("day of the week", "jour de la semaine"),
    "month": _one("month", "mois"),
    "country": _one("country", "pays"),
    "chapter": _one("chapter", "chapitre"),
    "heading": _one("heading", "position", f=True),
}

HS_LEVELS: Mapping[int, Labels] = {
    2: _one("chapter", "chapitre"),
    4: _one("heading", "position", f=True),
    6: _one("subheading", "sous-position", f=True),
    8: _one("code", "code"),
    10: _one("code", "code"),
    12: _one("code", "code"),
}

_MANIFEST = {
    "manifest number": _one("manifest number", "numéro de manifeste", plusieurs="numéros de manifeste"),
    "transport mode": _one("mode of transport", "mode de transport", many="modes of transport",
                           plusieurs="modes de transport"),
    "movement": _one("type of movement", "type de mouvement", many="types of movement",
                     plusieurs="types de mouvement"),
    "carrier": _one("carrier's code", "code du transporteur", many="carrier codes",
                    plusieurs="codes du transporteur"),
    "carrier name": _one("carrier's name", "nom du transporteur", many="carrier names",
                         plusieurs="noms du transporteur"),
    "vessel name": _one("name of the ship", "nom du navire", many="names of the ship", plusieurs="noms du navire"),
    "imo number": _one("IMO number of the ship", "numéro OMI du navire", many="IMO numbers of the ship",
                       plusieurs="numéros OMI du navire"),
    "vessel flag": _one("flag of the ship", "pavillon du navire", many="flags of the ship",
                        plusieurs="pavillons du navire"),
    "voyage number": _one("voyage number", "numéro de voyage", plusieurs="numéros de voyage"),
    "flight number": _one("flight number", "numéro de vol", plusieurs="numéros de vol"),
    "port of departure": _one("port of departure", "port de départ", many="ports of departure",
                              plusieurs="ports de départ"),
    "port of arrival": _one("port of arrival", "port d'arrivée", many="ports of arrival",
                            plusieurs="ports d'arrivée"),
    "departure": _one("date of departure", "date de départ", many="dates of departure",
                      plusieurs="dates de départ", f=True),
    "arrival": _one("date of arrival", "date d'arrivée", many="dates of arrival",
                    plusieurs="dates d'arrivée", f=True),
    "received": _one("date of receipt", "date de réception", many="dates of receipt",
                     plusieurs="dates de réception", f=True),
    "submitter": _one("identifier of whoever filed the manifest", "identifiant du déposant du manifeste",
                      many="identifiers of whoever filed the manifest",
                      plusieurs="identifiants du déposant du manifeste"),
}  # fmt: skip

_CONSIGNMENT = {
    "document number": _one("transport document number", "numéro du document de transport",
                            plusieurs="numéros du document de transport"),
    "document type": _one("type of transport document", "type de document de transport",
                          many="types of transport document", plusieurs="types de document de transport"),
    "master document number": _one("master document number", "numéro du document principal",
                                   plusieurs="numéros du document principal"),
    "movement": _one("type of movement", "type de mouvement", many="types of movement",
                     plusieurs="types de mouvement"),
    "place of receipt": _one("place of receipt", "lieu de prise en charge", many="places of receipt",
                             plusieurs="lieux de prise en charge"),
    "port of loading": _one("port of loading", "port de chargement", many="ports of loading",
                            plusieurs="ports de chargement"),
    "port of discharge": _one("port of discharge", "port de déchargement", many="ports of discharge",
                              plusieurs="ports de déchargement"),
    "place of delivery": _one("place of delivery", "lieu de livraison", many="places of delivery",
                              plusieurs="lieux de livraison"),
    "country of origin": _one("country of origin", "pays d'origine", many="countries of origin",
                              plusieurs="pays d'origine"),
    "country of destination": _one("country of destination", "pays de destination", many="countries of destination",
                                   plusieurs="pays de destination"),
    "gross weight": _one("gross weight", "masse brute", plusieurs="masses brutes", f=True),
    "volume": _one("volume", "volume"),
    "packages": _one("number of packages", "nombre de colis", many="numbers of packages",
                     plusieurs="nombres de colis"),
    "package type": _one("type of packages", "type de colis", many="types of packages", plusieurs="types de colis"),
    "value": _one("declared value", "valeur déclarée", plusieurs="valeurs déclarées", f=True),
    "freight payment": _one("method of payment of the freight", "mode de paiement du fret",
                            many="methods of payment of the freight", plusieurs="modes de paiement du fret"),
    "freight charges": both(Label("freight charges", "freight charges", plural=True),
                            Label("frais de transport", "frais de transport", plural=True)),
    "marks": both(Label("marks and numbers", "marks and numbers", plural=True),
                  Label("marques et numéros", "marques et numéros", plural=True)),
    "description": _one("description of the goods", "désignation des marchandises",
                        many="descriptions of the goods", plusieurs="désignations des marchandises", f=True),
    "main hs code": _one("main HS code", "code SH principal", plusieurs="codes SH principaux"),
    "number of amendments": _one("number of amendments", "nombre de modifications", many="numbers of amendments",
                                 plusieurs="nombres de modifications"),
    "issue date": _one("date of issue of the transport document", "date d'émission du document de transport",
                       many="dates of issue of the transport document",
                       plusieurs="dates d'émission du document de transport", f=True),
}  # fmt: skip

_GOODS_ITEM = {
    "hs code": _one("HS code", "code SH", plusieurs="codes SH"),
    "description": _one("description", "désignation", f=True),
    "weight": _one("gross weight", "masse brute", plusieurs="masses brutes", f=True),
    "net weight": _one("net weight", "masse nette", plusieurs="masses nettes", f=True),
    "volume": _one("volume", "volume"),
    "packages": _one("number of packages", "nombre de colis", many="numbers of packages",
                     plusieurs="nombres de colis"),
    "package type": _one("type of packages", "type de colis", many="types of packages", plusieurs="types de colis"),
    "value": _one("declared value", "valeur déclarée", plusieurs="valeurs déclarées", f=True),
    "country of origin": _one("country of origin", "pays d'origine", many="countries of origin",
                              plusieurs="pays d'origine"),
    "un number": _one("UN number", "numéro ONU", plusieurs="numéros ONU"),
    "marks": both(Label("marks and numbers", "marks and numbers", plural=True),
                  Label("marques et numéros", "marques et numéros", plural=True)),
    "quantity": _one("quantity in supplementary units", "quantité en unités supplémentaires",
                     many="quantities in supplementary units", plusieurs="quantités en unités supplémentaires", f=True),
    "unit price": _one("declared value per package", "valeur déclarée par colis",
                       many="declared values per package", plusieurs="valeurs déclarées par colis", f=True),
}  # fmt: skip

_CONTAINER = {
    "number": _one("number", "numéro"),
    "size type": _one("size and type code", "code de dimension et de type", plusieurs="codes de dimension et de type"),
    "type group": _one("type", "type"),
    "load status": _one("load status", "état de chargement", many="load statuses", plusieurs="états de chargement"),
    "weight": _one("load weight", "masse chargée", plusieurs="masses chargées", f=True),
    "tare": _one("tare weight", "tare", f=True),
    "temperature": _one("set temperature", "température de consigne", plusieurs="températures de consigne", f=True),
    "shipper owned": both(
        Label("ownership by the shipper", "ownerships by the shipper", holds="belongs to the shipper",
              fails="does not belong to the shipper", all_hold="belong to the shipper",
              all_fail="do not belong to the shipper"),
        Label("appartenance au chargeur", "appartenances au chargeur", feminine=True,
              holds="appartient au chargeur", fails="n'appartient pas au chargeur",
              all_hold="appartiennent au chargeur", all_fail="n'appartiennent pas au chargeur"),
    ),
    "number of sharing consignments": _one("number of consignments inside", "nombre d'envois regroupés",
                                           many="numbers of consignments inside",
                                           plusieurs="nombres d'envois regroupés"),
}  # fmt: skip

_SEAL = {
    "number": _one("number", "numéro"),
    "party": _one("sealing party", "auteur de l'apposition", many="sealing parties",
                  plusieurs="auteurs de l'apposition"),
}  # fmt: skip

_PARTIES = {
    "consignor": _one("consignor", "expéditeur"),
    "consignee": _one("consignee", "destinataire"),
    "notify": _one("notify party", "notifié", many="notify parties"),
    "forwarder": _one("forwarder", "transitaire"),
    "buyer": _one("buyer", "acheteur"),
    "seller": _one("seller", "vendeur"),
}

_DETAILS = {
    "name": ("name", "names", "nom", "noms", False),
    "address": ("address", "addresses", "adresse", "adresses", True),
    "city": ("city", "cities", "ville", "villes", True),
    "postcode": ("postcode", "postcodes", "code postal", "codes postaux", False),
    "country": ("country", "countries", "pays", "pays", False),
    "id": ("identifier", "identifiers", "identifiant", "identifiants", False),
    "phone": ("telephone number", "telephone numbers", "numéro de téléphone", "numéros de téléphone", False),
    "email": ("e-mail address", "e-mail addresses", "adresse électronique", "adresses électroniques", True),
}


def _of_parties() -> Mapping[str, Labels]:
    """Of each party as a whole, and of what it is called and where it is."""
    found: dict[str, Labels] = dict(_PARTIES)
    for party, labels in _PARTIES.items():
        english, french = labels["en"].one, labels["fr"].one
        whose = f"de l'{french}" if french[0] in "ae" else f"du {french}"
        for detail, (one, many, un, plusieurs, feminine) in _DETAILS.items():
            called = f"{english}'s {one}" if english[-1] != "y" else f"{one} of the {english}"
            the = "l'" if un[0] in "aeiou" else "la " if feminine else "le "
            found[f"{party} {detail}"] = both(
                Label(called, f"{english} {many}", own=f"its {english}'s {one}", all_own=f"their {english}'s {one}"),
                Label(f"{un} {whose}", f"{plusieurs} {whose}", feminine=feminine,
                      own=f"{the}{un} de son {french}", all_own=f"{the}{un} de leur {french}"),
            )  # fmt: skip
    return found


_ANY_PARTY = {
    "party": _one("party", "partie", many="parties", f=True),
    **{
        detail: _one(one, un, many=many, plusieurs=plusieurs, f=feminine)
        for detail, (one, many, un, plusieurs, feminine) in _DETAILS.items()
    },
}

FIELDS: Mapping[str, Mapping[str, Labels]] = {
    "manifest": _MANIFEST,
    "consignment": {**_CONSIGNMENT, **_of_parties()},
    "goods item": _GOODS_ITEM,
    "container": _CONTAINER,
    "seal": _SEAL,
    "party": _ANY_PARTY,
    "transhipment port": {"transhipment port": LISTS["transhipment port"]},
    "routing country": {"routing country": LISTS["routing country"]},
}


def labels_of(of: str, name: str) -> Labels:
    """A field's labels; none where nobody wrote any (a test demands them of all)."""
    return FIELDS.get(of, {}).get(name, {})
