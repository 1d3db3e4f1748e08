"""The codes of CUSCAR that the reader acts on, from the code lists of UN/EDIFACT D.95B; order is preference.

What is not here is kept as it stood, never guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping

from cts_rules.manifest.model import FreightPayment, LoadStatus, Movement, TransportMode

TRANSPORT_MODES: Mapping[str, TransportMode] = {"1": "sea", "2": "rail", "3": "road", "4": "air"}
"""8067. Inland water (8), post and the rest are none of ours: unreadable, not left out."""

MEANS_OF_TRANSPORT: Mapping[str, TransportMode] = {"6": "air", "11": "sea", "31": "road"}
"""8179: aircraft, ship, truck; asked only where no mode was filed."""

MAIN_CARRIAGE = ("20", "")
"""8051: the stage of transport that the report is about."""

IMO = "146"
"""1131 beside 8213: the identification is an IMO number. 103 is a call sign, others are lists of carriers."""

MOVEMENTS: Mapping[str, Movement] = {"22": "export", "23": "import", "24": "transit", "28": "transhipment"}
"""7365 in GIS and GEI; also put into 1373 of CNI."""

PREPAID_OR_COLLECT: Mapping[str, FreightPayment] = {
    **dict.fromkeys(("P", "PP", "PPD", "PA", "PO", "PC"), "prepaid"),
    **dict.fromkeys(("C", "CC", "CCX", "COL", "CA", "CF"), "collect"),
}
"""4237, and 4215 where it alone is filed."""

BASIC_FREIGHT = ("4", "1", "")
"""5237: basic freight, all charges; the charges whose payment is that of the consignment."""

LOAD_STATUS: Mapping[str, LoadStatus] = {"4": "empty", "5": "full", "7": "lcl", "8": "full"}
"""8169: empty; full; full with several consignments; full with one."""

LESS_THAN_FULL = "3"
"""7273: service for less than full loads."""

SHIPPER_OWNED: Mapping[str, bool] = {"1": True, "2": False}
"""8077: equipment supplied by shipper, by carrier."""

CONTAINERS = frozenset({"CN", "UL", "SW", "TE", "RR", "PL", ""})
"""8053: equipment that holds goods and has a number: container, unit load device, swap body, trailer, rail car,
platform. Blocks, break bulk and pallets are none."""

MASTER_DOCUMENTS = ("MB", "MWB")
BILLS = ("BM", "AWB", "AAM")
HOUSE_DOCUMENTS = ("BH", "HWB")
"""1153: master bill or air waybill; bill of lading, air waybill or waybill; house bill or air waybill."""

CONTAINER_REFERENCE = "AAQ"
"""1153: number of a unit load device or container, where a consignment names one so."""

TAX_REFERENCES = ("VA", "AHP", "ADZ", "FC", "AHL", "XA", "GN", "TN")
"""1153: identifiers of a party in tax and trade registers."""

CONSIGNOR = ("CZ", "SH", "OS", "SU")
CONSIGNEE = ("CN",)
NOTIFY = ("NI", "NI1", "N1", "NI2", "N2", "NI3", "N3")
FORWARDER = ("FW", "CS")
BUYER = ("BY",)
SELLER = ("SE",)
CARRIER = ("CA",)
SUBMITTER = ("MS",)
"""3035."""

PORT_OF_DEPARTURE = ("5", "125", "9")
PORT_OF_ARRIVAL = ("60", "87", "78", "11", "8")
"""3227 beside the main carriage: place of departure, last port of call; place of arrival, initial arrival, first
discharging port of call."""

PORT_OF_LOADING = ("9", "76")
ORIGINAL_PORT_OF_LOADING = "76"
PORT_OF_DISCHARGE = ("11", "12")
PLACE_OF_RECEIPT = ("88", "10", "84", "80")
PLACE_OF_DELIVERY = ("7", "83", "20", "85", "8")
COUNTRY_OF_ORIGIN = ("27",)
COUNTRY_OF_DESTINATION = ("28", "36")
PLACE_OF_DESTINATION = "8"
TRANSHIPMENT = "13"
TRANSIT_COUNTRY = "49"
"""3227 in a consignment. Ports of pre-carriage and on-carriage (82, 62) lie outside the main carriage: they are no
transhipment ports."""

UN_LOCODE_LISTS = frozenset({"", "139", "16", "38", "162"})
"""1131 beside 3225: lists under which a code is a UN/LOCODE (139 port, 16 postal, 38 country, 162 country)."""

ARRIVAL = ("178", "132", "232")
DEPARTURE = ("186", "136", "133", "189")
MESSAGE_TIME = ("137",)
ISSUE_DATE = ("182", "95")
"""2005: actual before estimated before scheduled."""

GROSS_WEIGHT = frozenset({"G", "AAD", "AAE", "AAB", "AAG", "ABS", "WT", ""})
NET_WEIGHT = frozenset({"N", "AAL", "AAC", "AAF", "AAA"})
TARE_WEIGHT = frozenset({"T", "TAR"})
VOLUME = frozenset({"AAW", "ABJ", "AAX", "VOL"})
"""6313."""

GOODS_VALUE = ("40", "77", "39", "38", "66", "63", "96", "44", "43")
FREIGHT_CHARGE = ("64",)
"""5025: customs value, values of invoices and goods, declared value for carriage; freight."""

TOTAL_WEIGHT = ("7",)
TOTAL_PACKAGES = ("11", "8")
TOTAL_CONSIGNMENTS = ("10",)
TOTAL_EQUIPMENT = ("16",)
TOTAL_VOLUME = ("26", "15")
TOTAL_ITEMS = ("5",)
"""6069."""

DESCRIPTION = frozenset({"AAA", ""})
"""4451: description of goods."""

TELEPHONE = frozenset({"TE", "AL", "MOB"})
E_MAIL = frozenset({"EM"})
"""3155."""

FUNCTIONS: Mapping[str, str] = {
    "1": "cancels",
    "2": "adds to",
    "3": "deletes from",
    "4": "changes",
    "5": "replaces",
    "20": "replaces the heading of",
    "22": "was the final one after",
    "36": "changes the heading of",
}
"""1225, other than original (9): what the message does to one that was sent before."""
