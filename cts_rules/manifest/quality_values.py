"""Checks of values against each other and against what can be: dates, sums, weights, temperatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cts_rules.manifest.findings import Finding
from cts_rules.manifest.quality_context import Checked, note, warning

TOLERANCE = 0.001
"""Of the larger of two sums, and never less than a kilogram: parts are rounded before they are added."""
HEAVIEST_CONTAINER = 40_000.0
COLDEST, WARMEST = -75.0, 60.0
FIRST_YEAR, LAST_YEAR = 2000, 2100


def arrival_follows_departure(checked: Checked) -> Iterator[Finding]:
    """A day against a time compares days."""
    departure, arrival = checked.manifest.departure, checked.manifest.arrival
    if isinstance(departure, str) and isinstance(arrival, str):
        length = min(len(departure), len(arrival))
        if arrival[:length] < departure[:length]:
            yield warning("arrival-before-departure", f"arrival {arrival} lies before departure {departure}", "arrival")


def dates_are_plausible(checked: Checked) -> Iterator[Finding]:
    """A year of two digits or a slip of the finger."""
    manifest = checked.manifest
    of_manifest = [
        (None, getattr(manifest, name), name) for name in ("departure", "arrival", "message_time", "received")
    ]
    of_consignments = [(i, c.issue_date, f"{w}.issue_date") for i, c, w in checked.consignments()]
    for index, moment, where in (*of_manifest, *of_consignments):
        if isinstance(moment, str) and not FIRST_YEAR <= int(moment[:4]) <= LAST_YEAR:
            yield warning(
                "implausible-date", f"{moment} lies outside the years {FIRST_YEAR} to {LAST_YEAR}", where, index
            )


def items_add_up(checked: Checked) -> Iterator[Finding]:
    """Weight and packages of the goods items against those of the consignment, where all are known."""
    for index, consignment, where in checked.consignments():
        items = consignment.goods_items
        if not items:
            continue
        weight = _sum(item.weight for item in items)
        declared = consignment.gross_weight
        if isinstance(declared, int | float) and weight is not None and _differ(declared, weight):
            message = f"the consignment declares {declared:.12g} kg, its goods items weigh {weight:.12g} kg"
            yield warning("weight-total", message, f"{where}.gross_weight", index)
        packages = _sum(item.packages for item in items)
        count = consignment.packages
        if isinstance(count, int | float) and packages is not None and abs(count - packages) > 1e-9:
            message = f"the consignment declares {count:.12g} packages, its goods items have {packages:.12g}"
            yield warning("package-total", message, f"{where}.packages", index)


def _sum(parts: Iterable[object]) -> float | None:
    """None where a part is not known."""
    known = list(parts)
    numbers = [part for part in known if isinstance(part, int | float)]
    return sum(numbers) if len(numbers) == len(known) else None


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > max(1.0, TOLERANCE * max(one, other))


def net_is_under_gross(checked: Checked) -> Iterator[Finding]:
    """The packaging weighs something."""
    for index, item, where in checked.items():
        net, gross = item.net_weight, item.weight
        if isinstance(net, int | float) and isinstance(gross, int | float) and net > gross + 1e-9:
            message = f"net weight {net:.12g} kg is over gross weight {gross:.12g} kg"
            yield warning("net-over-gross", message, f"{where}.net_weight", index)


def weights_are_plausible(checked: Checked) -> Iterator[Finding]:
    """A container holds no more than 40 t; goods in packages weigh something."""
    for index, container, where in checked.containers():
        for name in ("weight", "tare"):
            weight = getattr(container, name)
            if isinstance(weight, int | float) and weight > HEAVIEST_CONTAINER:
                message = f"{weight:.12g} kg is more than a container can have"
                yield warning("implausible-weight", message, f"{where}.{name}", index)
    for index, consignment, where in checked.consignments():
        if consignment.gross_weight == 0 and isinstance(consignment.packages, int | float) and consignment.packages > 0:
            message = f"{consignment.packages:.12g} packages are declared to weigh nothing"
            yield note("zero-weight", message, f"{where}.gross_weight", index)


def temperatures_are_plausible(checked: Checked) -> Iterator[Finding]:
    """No refrigerated container does more."""
    for index, container, where in checked.containers():
        degrees = container.temperature
        if isinstance(degrees, int | float) and not COLDEST <= degrees <= WARMEST:
            message = f"{degrees:.12g} °C is no temperature that a container is set to"
            yield warning("implausible-temperature", message, f"{where}.temperature", index)
