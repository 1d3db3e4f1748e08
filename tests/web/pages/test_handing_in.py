import io
import re

import pytest
from flask.testing import FlaskClient

JSON = (
    '{"schema": "cts-manifest/1", "manifest": {"manifest_number": "NEW-1", "transport_mode": "sea", "movement": '
    '"import", "consignments": [{"document_number": "NEWBL1", "consignee": {"name": "KADE BV"}}]}}'
)


def test_a_file_is_kept_and_leads_to_its_manifest(client: FlaskClient) -> None:
    answer = client.post("/manifests", data={"file": (io.BytesIO(JSON.encode()), "new.json")})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "The manifest is kept and assessed." in page
    assert "NEWBL1" in page


def test_the_same_message_again_is_told(client: FlaskClient) -> None:
    client.post("/manifests", data={"text": JSON})
    answer = client.post("/manifests", data={"text": JSON})
    assert "The same message was here already" in client.get(answer.location).text


def test_a_trial_keeps_nothing(client: FlaskClient, edifact: bytes) -> None:
    before = client.get("/manifests").text
    answer = client.post("/try", data={"file": (io.BytesIO(edifact.replace(b"NVR-2026", b"TRY-2026")), "try.edi")})
    assert answer.status_code == 200
    assert "Nothing of this is stored." in answer.text
    assert "38 consignments" in answer.text
    assert client.get("/manifests").text == before


def test_a_trial_explains_each_consignment_under_each_rulebook(client: FlaskClient, edifact: bytes) -> None:
    page = client.post("/try", data={"file": (io.BytesIO(edifact), "try.edi")}).text
    assert "under maritime-imports, score" in page
    assert "under data-quality, score" in page
    assert 'id="m1-1"' in page
    assert 'href="#m1-1"' in page


def test_a_trial_under_one_rulebook_asks_no_other(client: FlaskClient, edifact: bytes) -> None:
    data = {"file": (io.BytesIO(edifact), "try.edi"), "rulebook": "maritime-imports"}
    assert "data-quality" not in client.post("/try", data=data).text


def test_what_was_tried_can_be_kept_with_its_bytes_unchanged(client: FlaskClient, edifact: bytes) -> None:
    sent = edifact.replace(b"NVR-2026", b"TRY-2026").replace(b"MANGO REAL", b"MANGO R\xc9AL")
    page = client.post("/try", data={"file": (io.BytesIO(sent), "try.edi")}).text
    carried = re.search(r'name="carried" value="([^"]+)"', page)
    assert carried is not None
    kept = client.post("/manifests", data={"carried": carried[1], "carried_name": "try.edi"})
    message = re.search(r"/messages/\d+", client.get(kept.location).text)
    assert message is not None
    assert client.get(f"{message[0]}/bytes").data == sent


@pytest.mark.parametrize("address", ["/manifests", "/try"])
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a file, drop one here, or paste a manifest."),
        ({"text": "   "}, "Choose a file, drop one here, or paste a manifest."),
        ({"file": (b"", "empty.edi")}, "The file is empty"),
        ({"file": (b"UNB+", "a.edi"), "text": "UNB+"}, "There is a file and a text"),
        ({"carried": "no base64!"}, "The manifest did not come through"),
        ({"text": "this is no manifest"}, ""),
    ],
)
def test_what_is_no_manifest_shows_the_form_again_with_the_sentence_at_the_field(
    client: FlaskClient, address: str, data: dict[str, object], sentence: str
) -> None:
    form = {k: (io.BytesIO(v[0]), v[1]) if isinstance(v, tuple) else v for k, v in data.items()}
    answer = client.post(address, data=form)
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert 'aria-describedby="file-fault"' in answer.text
    assert sentence in answer.text


def test_pasted_text_is_not_lost(client: FlaskClient) -> None:
    page = client.post("/manifests", data={"text": "\n<b>half a manifest"}).text
    assert "\n\n&lt;b&gt;half a manifest</textarea>" in page


def test_results_of_a_trial_have_no_address_of_their_own(client: FlaskClient) -> None:
    assert client.get("/try").location == "/"
