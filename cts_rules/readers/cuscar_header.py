"""The manifest's own fields: beginning of message, conveyance, ports, dates, who sends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cts_engine.values import Unreadable
from cts_rules.manifest.model import Code, Manifest, Moment, Movement, Text, TransportMode
from cts_rules.readers import as_filed, cuscar_codes
from cts_rules.readers.cuscar_context import Context, best, by_qualifier, first, joined, report_empty_references, taken
from cts_rules.readers.cuscar_outline import Header
from cts_rules.readers.cuscar_place import place
from cts_rules.readers.edifact_moment import filed_moment
from cts_rules.readers.edifact_segments import Segment

ORIGINAL = ("9", "", "6", "7")
"""1225: original, or without a word on it; confirmation and duplicate say the same as the original."""


class Identity(NamedTuple):
    """What makes two messages parts of one manifest, if it is all there: the limit is 9,999 CNI in a message."""

    conveyance: str
    voyage: str
    port: str
    number: str
    function: str
    movement: str

    @property
    def complete(self) -> bool:
        """Whether conveyance, voyage, port and manifest number are all known."""
        return all(self[:4])


class Filed(NamedTuple):
    """A manifest without its consignments."""

    manifest: Manifest
    identity: Identity


def header_of(context: Context, header: Header, interchange: Segment | None) -> Filed:
    """The manifest that a header describes; `interchange` is UNB."""
    bgm = _beginning(context, header.own)
    report_empty_references(context, header.own)
    main = _main_carriage(header)
    tdt = main[0] if main else None
    mode = _mode(tdt)
    voyage = as_filed.code(tdt.part(2)) if tdt else None
    # What belongs to other stages of transport (pre-carriage, on-carriage) is kept raw.
    stated = [*(main or [])[1:], *header.own]
    locations = by_qualifier(segment for segment in stated if segment.tag == "LOC")
    dates = by_qualifier(segment for segment in stated if segment.tag == "DTM" and segment.part(1, 1))
    manifest = Manifest(
        manifest_number=as_filed.code(bgm.part(2)) if bgm else None,
        transport_mode=mode,
        movement=_movement(header.own),
        carrier=_carrier(tdt, header),
        carrier_name=as_filed.text(tdt.part(5, 3)) if tdt else None,
        vessel_name=as_filed.text(tdt.part(8, 3)) if tdt else None,
        imo_number=as_filed.code(tdt.part(8)) if tdt and tdt.part(8, 1) == cuscar_codes.IMO else None,
        vessel_flag=as_filed.code(tdt.part(8, 4)) if tdt else None,
        voyage_number=None if mode == "air" else voyage,
        flight_number=voyage if mode == "air" else None,
        port_of_departure=place(context, locations, cuscar_codes.PORT_OF_DEPARTURE),
        port_of_arrival=place(context, locations, cuscar_codes.PORT_OF_ARRIVAL),
        departure=_moment(context, dates, cuscar_codes.DEPARTURE),
        arrival=_moment(context, dates, cuscar_codes.ARRIVAL),
        message_time=_message_time(context, dates, interchange),
        submitter=_submitter(header, interchange),
    )
    conveyance = (tdt.part(8) or tdt.part(8, 3)) if tdt else ""
    function = bgm.part(3) if bgm else ""
    identity = Identity(
        conveyance,
        _known(voyage),
        _known(manifest.port_of_arrival),
        _known(manifest.manifest_number),
        "9" if function in ORIGINAL else function,
        _known(manifest.movement),
    )
    return Filed(manifest, identity)


def _beginning(context: Context, own: Sequence[Segment]) -> Segment | None:
    bgms = [segment for segment in own if segment.tag == "BGM"]
    if not bgms:
        context.find("bgm-missing", "warning", "the message has no beginning (BGM), so that it has no number", "UNH")
        return None
    for further in bgms[1:]:
        context.account.report(further, "bgm-duplicate", "warning", "the message begins (BGM) more than once")
    bgm = bgms[0]
    bgm.mapped = True
    function = bgm.part(3)
    if does := cuscar_codes.FUNCTIONS.get(function):
        text = f"the message {does} an earlier one (function {function})"
        context.find("message-function", "warning" if function in ("1", "3") else "info", text, bgm)
    elif function not in ORIGINAL:
        context.find("message-function", "warning", f"message function {function} is not known", bgm)
    return bgm


def _main_carriage(header: Header) -> list[Segment] | None:
    """The leg that the report is about, else the first one."""
    main = [leg for leg in header.legs if leg[0].part(1) in cuscar_codes.MAIN_CARRIAGE] or header.legs
    if not main:
        return None
    main[0][0].mapped = True
    return main[0]


def _mode(tdt: Segment | None) -> TransportMode | Unreadable | None:
    if tdt is None:
        return None
    filed = tdt.part(3)
    if not filed:
        return cuscar_codes.MEANS_OF_TRANSPORT.get(tdt.part(4))
    return cuscar_codes.TRANSPORT_MODES.get(filed) or Unreadable(filed)


def _movement(own: Sequence[Segment]) -> Movement | None:
    found: Movement | None = None
    for segment in own:
        code = segment.part({"GIS": 1, "GEI": 2}.get(segment.tag, 0))
        if code in cuscar_codes.MOVEMENTS:
            segment.mapped = True
            found = found or cuscar_codes.MOVEMENTS[code]
    return found


def _carrier(tdt: Segment | None, header: Header) -> Code:
    if tdt and tdt.part(5):
        return as_filed.code(tdt.part(5))
    return _party_code(header, cuscar_codes.CARRIER)


def _submitter(header: Header, interchange: Segment | None) -> Code:
    """The message's sender (MS), else the interchange's."""
    sender = _party_code(header, cuscar_codes.SUBMITTER)
    return sender or as_filed.code(interchange.part(2) if interchange else None)


def _party_code(header: Header, qualifiers: Sequence[str]) -> Code:
    """The identifier of a party of the message, else its name."""
    nad = first((group[0] for group in header.parties), qualifiers)
    filed = nad and (nad.part(2) or joined(nad.parts(4)[:1]) or joined(nad.parts(3)[:1]))
    if nad is None or not filed:
        return None
    nad.mapped = True
    return as_filed.code(filed)


def _moment(context: Context, dates: Mapping[str, Segment], qualifiers: Sequence[str]) -> Moment:
    dtm = taken(best(dates, qualifiers))
    return context.moment(dtm) if dtm else None


def _message_time(context: Context, dates: Mapping[str, Segment], interchange: Segment | None) -> Moment:
    """As the message says, else as the interchange does."""
    said = _moment(context, dates, cuscar_codes.MESSAGE_TIME)
    prepared = None
    if interchange is not None:
        prepared = filed_moment(interchange.part(4) + interchange.part(4, 1), "").moment
        if not isinstance(prepared, str):
            filed = ":".join(interchange.parts(4)) or "(none)"
            context.find("unb-date", "info", f"UNB has no date of preparation that can be read: {filed}", "UNB")
    return said if isinstance(said, str) else prepared if isinstance(prepared, str) else said or prepared


def _known(value: Text) -> str:
    return value if isinstance(value, str) else ""
