"""A seeded CUSCAR file of the size of the largest ships' manifests: 15,000 consignments and containers, two messages.

All firms and ships are invented. Some container numbers fail their check digit, some seals and weights are missing, some
consignees have no notify party: what real files look like.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from stdnum import iso6346

PORTS = ["ECGYE", "COTRB", "CNSGH", "CNNGB", "VNSGN", "INNSA", "BRSSZ", "USNYC", "TRIST", "MAPTM", "PABLB", "SGSIN"]
GOODS = [
    ("COTTON SHIRTS", "610910"),
    ("FRESH BANANAS", "080390"),
    ("MACHINE PARTS", "848790"),
    ("GENERAL CARGO", ""),
    ("CERAMIC TILES", "690721"),
    ("FURNITURE OF WOOD", "940360"),
    ("ALUMINIUM SCRAP", "760200"),
    ("LITHIUM BATTERIES", "850760"),
    ("COFFEE IN BAGS", "090111"),
    ("SPORTS SHOES", "640411"),
    ("STEEL COILS", "720839"),
]
FIRMS = [f"{a} {b} {c}" for a in ["ACME", "NORTH", "DELTA", "BLUE", "RIVER", "STAR", "KAN", "LEE"]
         for b in ["TRADING", "IMPORT", "FRUIT", "STEEL", "TEXTILE", "TOYS"] for c in ("BV", "LTD", "SA", "GMBH")]  # fmt: skip


def large_manifest(consignments: int = 15_000, messages: int = 2, seed: int = 417) -> bytes:
    """The file."""
    random = Random(seed)
    each = consignments // messages
    segments = ["UNB+UNOC:3+NVRL:ZZ+NLCUSTOMS:ZZ+261123:0915+1"]
    for number in range(messages):
        body = list(message(random, number, each))
        segments += [f"UNH+{number + 1}+CUSCAR:D:95B:UN", *body, f"UNT+{len(body) + 2}+{number + 1}"]
    segments.append(f"UNZ+{messages}+1")
    return ("UNA:+.? '\n" + "".join(f"{segment}'\n" for segment in segments)).encode("latin-1")


def message(random: Random, number: int, consignments: int) -> Iterator[str]:
    """One message's segments between UNH and UNT."""
    yield from ["BGM+85+NVR-2026-0417+9", "DTM+137:202611230915:203"]
    yield "TDT+20+417E+1++NVRL:172:20+++9454448:146::NORTHERN VALLEY:LR"
    yield from ["LOC+60+NLRTM::6", "LOC+125+CNSGH::6", "DTM+132:202611281400:203", "GIS+23"]
    boxes = [box(random, number * consignments + i) for i in range(consignments)]
    for i, container in enumerate(boxes):
        yield f"EQD+CN+{container}+{random.choice(['22G1', '42G1', '45G1', '45R1'])}:102:5+2++{random.choice('5554')}"
        if random.random() < 0.97:
            yield f"MEA+AAE+G+KGM:{random.randint(2_000, 27_000)}"
        if random.random() < 0.95:
            yield f"SEL+S{i:06d}+CA"
    for i in range(consignments):
        yield from consignment(random, number * consignments + i, boxes[i])


def box(random: Random, n: int) -> str:
    """A container number; two in a hundred fail their check digit."""
    begun = f"MSCU{n:06d}"
    digit = int(iso6346.calc_check_digit(begun))
    return f"{begun}{digit if random.random() < 0.98 else (digit + 1) % 10}"


def consignment(random: Random, n: int, container: str) -> Iterator[str]:
    """One consignment's segments."""
    weights = [random.randint(200, 20_000) for _ in range(random.choice([1, 1, 1, 2, 3]))]
    consignor, consignee = random.choice(FIRMS), random.choice(FIRMS)
    yield from [f"CNI+{n + 1}+NVRL{n:08d}", f"RFF+BM:NVRL{n:08d}", f"CNT+7:{sum(weights)}:KGM"]
    yield from [f"CNT+8:{10 * len(weights)}", f"LOC+9+{random.choice(PORTS)}::6", "LOC+11+NLRTM::6"]
    if random.random() < 0.5:
        yield f"CPI+4++{random.choice('PC')}"
    yield f"NAD+CZ+++{consignor}+STREET {n}+CITY+++{random.choice(['CN', 'EC', 'VN', 'IN'])}"
    yield f"NAD+CN+++{consignee}+{random.choice(['P.O. BOX', 'KADE'])} {n}+ROTTERDAM++3000AA+NL"
    if random.random() < 0.7:
        yield f"NAD+NI+++{consignee}+KADE {n}+ROTTERDAM++3000AA+NL"
    for i, weight in enumerate(weights, 1):
        text, hs = random.choice(GOODS)
        yield from [f"GID+{i}+10:CT", f"FTX+AAA+++{text} {random.randint(1, 999)} PCS", f"MEA+AAE+G+KGM:{weight}"]
        yield from [f"MEA+AAE+AAW+MTQ:{random.randint(1, 40)}", f"SGP+{container}+10"]
        if hs:
            yield f"CST++{hs}:122"
