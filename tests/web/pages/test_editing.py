import html
import io
import re

from flask.testing import FlaskClient

EDIT = "/rulebooks/maritime-imports/edit"
FILE = "file:narcotics.rules"


def form_of(page: str) -> dict[str, str]:
    """What a browser would send of the form: the text areas, the version."""
    areas = re.findall(r'<textarea [^>]*name="(file:[^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    return {"version": version[1], **{name: html.unescape(text) for name, text in areas}}


def edited(client: FlaskClient, old: str, new: str, **more: str) -> dict[str, str]:
    form = form_of(client.get(EDIT).text)
    assert old in form[FILE]
    return {**form, FILE: form[FILE].replace(old, new, 1).replace("\n", "\r\n"), **more}


def test_every_text_and_small_list_can_be_edited(client: FlaskClient) -> None:
    form = form_of(client.get(EDIT).text)
    assert "file:rulebook.rules" in form
    assert "file:lists/trusted-consignees.csv" in form


def test_faults_are_marked_where_they_are(client: FlaskClient) -> None:
    answer = client.post(EDIT, data=edited(client, "has (reefer)", "has (reefr)", do="check"))
    assert answer.status_code == 422
    page = answer.text
    assert "<title>Error: " in page
    assert '<mark class="mark-error">reefr</mark>' in page
    assert "CTS-E101" in page
    assert 'href="#line-narcotics.rules-41"' in page
    assert 'id="line-narcotics.rules-41"' in page
    assert "has (reefr)" in form_of(page)[FILE]


def test_other_places_and_the_reason_of_a_fault_are_shown(client: FlaskClient) -> None:
    page = client.post(EDIT, data=edited(client, "has (reefer)", "has (reefr)", do="check")).text
    label = re.search(r'<ul class="fault-labels"><li><a href="#([^"]+)"[^>]*>[^<]*</a>: (.*?)</li>', page)
    assert label is not None
    assert f'id="{label[1]}"' in page
    assert re.sub("<[^>]*>", "", label[2]) == "reefer is declared here"
    assert '<mark class="mark-related">reefer</mark>' in page
    mixed = edited(client, "has (reefer)", "has (reefer and reefer or reefer)", do="check")
    page = client.post(EDIT, data=mixed).text
    assert '<p class="fault-note"><code>A and B or C</code> can be read in two ways' in page


def test_a_fix_is_one_button(client: FlaskClient) -> None:
    form = edited(client, "has (reefer)", "has (reefr)", do="check")
    fix = re.search(r'value="(fix:[^"]+)"', client.post(EDIT, data=form).text)
    assert fix is not None
    page = client.post(EDIT, data={**form, "do": html.unescape(fix[1])}).text
    assert "has (reefer)" in form_of(page)[FILE]
    assert "Error: " not in page


def test_a_fix_of_a_text_that_has_changed_since_does_nothing(client: FlaskClient) -> None:
    form = edited(client, "score +20", "score +21", do="fix:CTS-E101:1:2:narcotics.rules")
    page = client.post(EDIT, data=form).text
    assert "The text has changed since, so nothing was replaced." in page
    assert "score +21" in form_of(page)[FILE]


def test_formatting_changes_the_form_only(client: FlaskClient) -> None:
    page = client.post(EDIT, data=edited(client, "    score +20", "  score    +20", do="format")).text
    assert "The texts are formatted." in page
    assert "  score    +20" not in form_of(page)[FILE]


def test_what_cannot_be_read_is_not_formatted_and_not_lost(client: FlaskClient) -> None:
    page = client.post(EDIT, data=edited(client, "score +20", "score score +20", do="format")).text
    assert "the texts are as they were" in page
    assert "score score +20" in form_of(page)[FILE]


def test_the_effect_on_a_kept_manifest_is_shown_against_the_version_in_force(client: FlaskClient) -> None:
    manifest = re.search(r'<option value="(\d+)"[^>]*>NORTHERN VALLEY', client.get(EDIT).text)
    assert manifest is not None
    form = edited(client, "score +20", "score +60", do="try", manifest=manifest[1])
    page = client.post(EDIT, data=form).text
    assert re.search(r"<b>[1-9]\d*</b> newly selected", page)
    assert "<b>0</b> no longer selected" in page
    assert re.search(r"green.*?becomes.*?NARC-001.*?\+20.*?\+60", page, re.DOTALL)
    assert "score +60" in form_of(page)[FILE]


def test_the_effect_on_a_text_that_is_pasted(client: FlaskClient, edifact: bytes) -> None:
    form = edited(client, "score +20", "score +60", do="try", manifest="")
    page = client.post(EDIT, data={**form, "text": edifact.decode()}).text
    assert re.search(r"<b>[1-9]\d*</b> newly selected", page)
    assert "UNB+UNOC:3+NVRL" in page
    file = {"file": (io.BytesIO(edifact), "other.edi")}
    assert "other.edi" in client.post(EDIT, data={**form, **file}).text


def test_without_a_manifest_nothing_is_tried_and_the_field_says_so(client: FlaskClient) -> None:
    answer = client.post(EDIT, data=edited(client, "score +20", "score +60", do="try", manifest=""))
    assert answer.status_code == 422
    assert 'aria-describedby="manifest-fault"' in answer.text
    assert "score +60" in form_of(answer.text)[FILE]


def test_a_version_is_saved_and_put_in_force_with_its_consequences_told(client: FlaskClient) -> None:
    saved = client.post(EDIT, data=edited(client, "score +20", "score +60", do="save", note="Perishables count more"))
    assert saved.status_code == 303
    page = client.get(saved.location).text
    assert "It decides nothing until it is put in force." in page
    assert "Perishables count more" in page
    told = client.get("/rulebooks/maritime-imports/versions/2/put-in-force").text
    assert "It replaces version 1" in told
    assert "What changes from version 1:" in told
    assert "NARC-001" in told
    assert "score: <code>+20</code> → <code>+60</code>" in told
    done = client.post("/rulebooks/maritime-imports/versions/2/put-in-force")
    assert done.status_code == 303
    assert "Version 2 is in force." in client.get(done.location).text


def test_faulty_rules_are_not_saved(client: FlaskClient) -> None:
    answer = client.post(EDIT, data=edited(client, "score +20", "score", do="save"))
    assert answer.status_code == 422
    assert "So nothing was saved. Your text is all here." in answer.text
    assert client.get("/rulebooks/maritime-imports/versions/2").status_code == 404


def test_what_is_the_same_is_not_saved_again(client: FlaskClient) -> None:
    form = {name: text.replace("\n", "\r\n") for name, text in form_of(client.get(EDIT).text).items()}
    saved = client.post(EDIT, data={**form, "do": "save"})
    assert "version 1 says the same already" in client.get(saved.location).text


def test_a_newer_version_of_another_hand_is_told(client: FlaskClient) -> None:
    form = edited(client, "score +20", "score +25", do="check")
    client.post(EDIT, data=edited(client, "score +20", "score +60", do="save"))
    assert "There is a newer version 2" in client.post(EDIT, data=form).text


def test_the_header_cannot_be_renamed_in_passing(client: FlaskClient) -> None:
    form = form_of(client.get(EDIT).text)
    form["file:rulebook.rules"] = form["file:rulebook.rules"].replace("rulebook maritime-imports", "rulebook other")
    answer = client.post(EDIT, data={**form, "do": "save"})
    assert answer.status_code == 422
    assert "Nothing was saved" in answer.text
