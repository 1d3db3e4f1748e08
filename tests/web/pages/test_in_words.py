"""Rules in words on the pages: beside each rule, on a rule's own page, and a version as a document."""

import re

import pytest
from flask.testing import FlaskClient

from cts_web.pages import reading_out
from tests.web.pages.test_hostile_texts import NASTY, assert_harmless

VERSION = "/rulebooks/maritime-imports/versions/1"
HOSTILE = NASTY.replace('"', '""')
RULES = f"""rulebook nasty "{HOSTILE}"
  for all
  owner "{HOSTILE}"
  lane red from 50
list words = "{HOSTILE}"
rule N-1 "{HOSTILE}"
  area {"a" * 60}
  when
    marks contains any of words
  unless "{HOSTILE}" marks is "{HOSTILE}"
  then
    hold
    say "{HOSTILE.replace("{", "").replace("}", "")} {{marks}}"
"""


def test_every_rule_has_its_sentence_beside_it_in_both_languages(reader: FlaskClient) -> None:
    page = reader.get(VERSION).text
    rules = len(re.findall(r'href="/rulebooks/maritime-imports/versions/1/rules/', page))
    assert rules > 50
    assert page.count('<details class="fold in-words">') == rules
    assert page.count('<div class="told" lang="en">') == page.count('<div class="told" lang="fr">') == rules
    assert "il y a au moins un conteneur qui répond à la définition" in page


def test_a_version_with_very_many_rules_has_none_beside_them(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_out, "BESIDE", 10)
    page = reader.get(VERSION).text
    assert "NARC-001" in page
    assert "in-words" not in page


def test_a_rule_is_told_with_what_it_refers_to(reader: FlaskClient) -> None:
    page = reader.get(f"{VERSION}/rules/NARC-001").text
    assert "A container meets the definition “reefer” when its type is “refrigerated”." in page
    assert "Un conteneur répond à la définition «\u00a0reefer\u00a0» lorsque son type est" in page
    assert "(20 entries): " in page


@pytest.mark.parametrize(
    ("language", "said"), [("en", "How to read this document"), ("fr", "Comment lire ce document")]
)
def test_a_version_is_a_document(reader: FlaskClient, language: str, said: str) -> None:
    page = reader.get(f"{VERSION}/words/{language}").text
    assert said in page
    assert f'<article class="document" lang="{language}">' in page
    assert 'id="rule-narc-001"' in page
    assert page.count("<h1>") == 1


@pytest.mark.parametrize("path", [f"{VERSION}/words/de", "/rulebooks/maritime-imports/versions/99/words/en"])
def test_there_is_no_other_language_and_no_other_version(reader: FlaskClient, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_nothing_that_an_author_wrote_acts_on_a_page(client: FlaskClient) -> None:
    added = client.post("/api/v1/rulebooks/nasty/versions", json={"files": {"nasty.rules": RULES}})
    assert added.status_code == 201, added.text
    for path in ("", "/rules/N-1", "/words/en", "/words/fr"):
        answer = client.get(f"/rulebooks/nasty/versions/1{path}")
        assert answer.status_code == 200
        assert_harmless(answer.text)
