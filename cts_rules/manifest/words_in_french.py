"""The words of the closed code lists in French: what stands in a rule stays English, what is read out is not."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    # transport modes
    "sea": "maritime",
    "air": "aérien",
    "road": "routier",
    "rail": "ferroviaire",
    # movements
    "import": "importation",
    "export": "exportation",
    "transit": "transit",
    "transhipment": "transbordement",
    # document types
    "master": "principal (master)",
    "house": "house",
    "direct": "direct",
    # payment of the freight
    "prepaid": "port payé",
    "collect": "port dû",
    "cash": "comptant",
    # load status
    "full": "plein",
    "empty": "vide",
    "lcl": "groupage (LCL)",
    # container types
    "dry": "usage général",
    "refrigerated": "frigorifique",
    "tank": "citerne",
    "open top": "toit ouvert",
    "flat": "plate-forme",
    "ventilated": "ventilé",
    # sealing parties
    "carrier": "transporteur",
    "customs": "douane",
    "shipper": "chargeur",
    "terminal": "terminal",
    "consolidator": "groupeur",
    # days of the week
    "monday": "lundi",
    "tuesday": "mardi",
    "wednesday": "mercredi",
    "thursday": "jeudi",
    "friday": "vendredi",
    "saturday": "samedi",
    "sunday": "dimanche",
    # months
    "january": "janvier",
    "february": "février",
    "march": "mars",
    "april": "avril",
    "may": "mai",
    "june": "juin",
    "july": "juillet",
    "august": "août",
    "september": "septembre",
    "october": "octobre",
    "november": "novembre",
    "december": "décembre",
}
