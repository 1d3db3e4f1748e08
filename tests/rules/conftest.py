import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cts_rules.reference.reference import Reference, load_reference


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The built-in lists."""
    return load_reference(None)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of lists in the shapes in which they are published: the official ones where they are, else a few rows."""
    chosen = os.environ.get("CTS_TEST_DATA")
    data = Path(chosen) if chosen else Path(__file__).parents[2].parent / "shared" / "data"
    if (data / "codelists").is_dir():
        return data / "codelists"
    folder = tmp_path_factory.mktemp("published")
    for name, text in _written():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _written() -> Iterator[tuple[str, str]]:
    yield (
        "unlocode_geoapify_merged.csv",
        "country,location,name,nameWoDiacritics,subdivision,status,function,iata,lat,lon,geocoded\n"
        "EC,GYE,Guayaquil,Guayaquil,G,AF,1--4----,,-2.2,-79.9,\n"
        "CR,LIO,Puerto Lim\ufffdn,Puerto Limon,L,AI,1-3-----,,10,-83.0,\n"
        'JP,NGO,"""Nagoya"," Aichi""","""Nagoya"," Aichi""",23,1--45---,35.1,136.8,true\n'
        "CN,SGH,Shanghai,Shanghai,SH,AS,12345---,,31.2,121.4,\n"
        "CN,SHA,Hongqiao Apt,Hongqiao Apt,SH,AS,---4----,,31.2,121.4,true\n"
        "EC,GYE,Guayaquil,Guayaquil,G,AF,1--4----,,-2.2,-79.9,\n",
    )
    yield (
        "harmonized-system.csv",
        "section,hscode,description,parent,level\n"
        "II,08,Fruit,TOTAL,2\nII,0803,Bananas,08,4\nII,080390,Bananas; other,0803,6\n"
        + _many("II,{:06},Something,0803,6\n"),
    )
    yield "unlocode_country-codes.csv", "CountryCode,CountryName\nAE,United Arab Emirates (the)\nEC,Ecuador\n"
    yield (
        "unece_rec21_package_codes.csv",
        "Status,Code,Name,Description,Numeric code\n"
        + "".join(f",{a}{b},Some package,,1\n" for a in "ABCDE" for b in "ABCDEFGHIJKLMNOP")
        + ",PX,Pallet,,\nX,SX,Set,,\n",
    )
    yield (
        "un_dangerous_goods_numbers.csv",
        "number,description,class,classCode,tunnel\n3480,LITHIUM ION BATTERIES,9,M4,2\n"
        + "".join(f"{n:04},SOMETHING,3,F1,1\n" for n in range(1100, 1140))
        + "3001,no longer in use,?,,\n",
    )
    yield "vague_goods_terms.csv", "term,origin\nFREIGHT OF ALL KINDS,own\nQUITE VAGUE,own\n"
    yield "hs_sections.csv", "section,name\nI,animals\n"
    yield "dcsa/packagecodes.csv", 'Package Code, Package Code Description,\nPX, Pallet,\n1A," Drum, steel",\n'
    yield "dcsa/currencycodes.csv", "ISO 4217,Currency Name\nAED,UAE Dirham\n"
    yield "dcsa/countrycodes.csv", "ISO 3166-1,Country Name\nAD,Andorra\n"


def _many(line: str) -> str:
    return "".join(line.format(number) for number in range(100100, 100300))
