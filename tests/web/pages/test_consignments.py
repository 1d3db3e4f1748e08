import re

from flask.testing import FlaskClient


def page_of(reader: FlaskClient, document: str) -> str:
    found = re.search(r"/consignments/\d+", reader.get(f"/consignments?document={document}").text)
    assert found is not None
    return reader.get(found[0]).text


def test_the_verdict_and_what_to_do_come_first(reader: FlaskClient) -> None:
    page = page_of(reader, "NVRLGYE10002")
    places = [
        page.index(text) for text in ("score <span", ">To do<", "examine by scan", ">Why <", "NARC-001", "Parties")
    ]
    assert places == sorted(places)


def test_a_fired_rule_tells_each_condition_with_its_values_in_words(reader: FlaskClient) -> None:
    page = page_of(reader, "NVRLGYE10002")
    assert re.search(r"✔</span> yes</span>.*?port of loading.*?ECGYE", page, re.DOTALL)
    assert "container NVRU4512100" in page
    assert "not known" in page


def test_an_undecided_rule_says_what_to_ask_for(reader: FlaskClient) -> None:
    page = page_of(reader, "NVRLGYE10034")
    assert re.search(r"PART-007.*?Ask for: <b>consignee id</b>", page, re.DOTALL)


def test_near_misses_tell_the_one_condition_and_its_value(reader: FlaskClient) -> None:
    page = page_of(reader, "NVRLGYE10002")
    assert "near misses" in page
    assert "number of seals" in page


def test_every_other_rule_is_in_the_fold(reader: FlaskClient) -> None:
    page = page_of(reader, "NVRLGYE10002")
    assert re.search(r"The other \d+ rules, and why they did not fire", page)
    assert page.count("✘ did not fire") > 50


def test_a_rule_in_shadow_is_told_to_be_without_effect(reader: FlaskClient) -> None:
    assert "without effect on lane, score and actions" in page_of(reader, "LVX88N0002")


def test_a_consignment_that_no_rulebook_is_for_says_so(reader: FlaskClient) -> None:
    page = page_of(reader, "NVRLGYE10035")
    assert "Not for this mode and movement, and not asked: maritime-imports version 1" in page


def test_every_consignment_of_the_samples_has_a_page(reader: FlaskClient) -> None:
    page = reader.get("/consignments").text
    addresses = re.findall(r"/consignments/\d+", page)
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following is not None
    addresses += re.findall(r"/consignments/\d+", reader.get(following[1].replace("&amp;", "&")).text)
    assert len(addresses) == 73
    assert [address for address in addresses if reader.get(address).status_code != 200] == []
