"""Where a consignment comes from, passes and goes to.

Transhipment ports (LOC+13) and countries of transit (LOC+49) are not given exhaustively: few senders file them, so that
none filed says nothing, and the list is missing. The original port of loading (LOC+76), where it is another than the
port of loading, has no field and stays raw.
"""

from __future__ import annotations

from typing import NamedTuple

from cts_rules.manifest.model import Code
from cts_rules.readers import cuscar_codes
from cts_rules.readers.cuscar_context import Context, by_qualifier
from cts_rules.readers.cuscar_house import HouseSegments
from cts_rules.readers.cuscar_place import country, country_of, is_country, place, place_of


class Route(NamedTuple):
    """The fields of a consignment that are places and countries."""

    place_of_receipt: Code
    port_of_loading: Code
    port_of_discharge: Code
    place_of_delivery: Code
    country_of_origin: Code
    country_of_destination: Code
    transhipment_ports: tuple[str, ...] | None
    routing_countries: tuple[str, ...] | None


def route(context: Context, said: HouseSegments) -> Route:
    """The places of a house. Destination (LOC+8) is a place of delivery, or a country where it holds only that."""
    locations = by_qualifier(said.all("LOC"))
    land = locations.get(cuscar_codes.PLACE_OF_DESTINATION)
    if land is not None and is_country(land):
        del locations[cuscar_codes.PLACE_OF_DESTINATION]
    else:
        land = None
    to_country = country(context, locations, cuscar_codes.COUNTRY_OF_DESTINATION)
    loading = place(context, locations, cuscar_codes.PORT_OF_LOADING)
    original = locations.get(cuscar_codes.ORIGINAL_PORT_OF_LOADING)
    if original is not None and original.part(2) == loading:
        original.mapped = True
    return Route(
        place_of_receipt=place(context, locations, cuscar_codes.PLACE_OF_RECEIPT),
        port_of_loading=loading,
        port_of_discharge=place(context, locations, cuscar_codes.PORT_OF_DISCHARGE),
        place_of_delivery=place(context, locations, cuscar_codes.PLACE_OF_DELIVERY),
        country_of_origin=country(context, locations, cuscar_codes.COUNTRY_OF_ORIGIN),
        country_of_destination=to_country or (country_of(context, land) if land else None),
        transhipment_ports=_along_the_way(context, said, cuscar_codes.TRANSHIPMENT),
        routing_countries=_along_the_way(context, said, cuscar_codes.TRANSIT_COUNTRY),
    )


def _along_the_way(context: Context, said: HouseSegments, qualifier: str) -> tuple[str, ...] | None:
    """Codes of all such places in the order filed, in the consignment or in a leg of it; None where there is none."""
    legs = [segment for leg in said.house.legs for segment in leg[1:] if segment.tag == "LOC"]
    found = dict.fromkeys(loc for loc in (*said.all("LOC"), *legs) if loc.part(1) == qualifier)
    read = country_of if qualifier == cuscar_codes.TRANSIT_COUNTRY else place_of
    codes = [read(context, loc) for loc in found]
    return tuple(code for code in codes if isinstance(code, str)) or None
