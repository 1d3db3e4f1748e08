from flask.testing import FlaskClient

from cts_web.schemas.filing import MANIFEST_EXAMPLE
from tests.web.material import RULES


def counted(client: FlaskClient) -> dict[str, float]:
    lines = client.get("/metrics", buffered=True).text.splitlines()
    return {
        name: float(value) for name, _, value in (line.rpartition(" ") for line in lines) if not name.startswith("#")
    }


def test_requests_by_the_template_of_their_route(client: FlaskClient) -> None:
    for number in (1, 2, 99):
        client.get(f"/api/v1/manifests/{number}", buffered=True)
    client.get("/wp-admin/1", buffered=True)
    client.open("/health", method="BREW", buffered=True)
    found = counted(client)
    at = 'cts_requests_total{method="GET",route="/api/v1/manifests/<int:manifest>"'
    assert found[at + ',status="200"}'] == 2
    assert found[at + ',status="404"}'] == 1
    assert found['cts_request_seconds_count{method="GET",route="/api/v1/manifests/<int:manifest>"}'] == 3
    assert found['cts_requests_total{method="GET",route="(nowhere)",status="404"}'] == 1
    assert found['cts_requests_total{method="OTHER",route="(nowhere)",status="405"}'] == 1
    assert not any("wp-admin" in name or "BREW" in name for name in found)


def test_consignments_by_lane_and_rulebook(client: FlaskClient) -> None:
    both: list[object] = [{"document_number": "A-1", "gross_weight": weight} for weight in (18_000, 1)]
    manifest = {**MANIFEST_EXAMPLE, "consignments": both}
    client.post("/api/v1/evaluate", json={"rules": RULES, "manifest": manifest, "explain": "all"}, buffered=True)
    client.post("/api/v1/manifests", json={"manifest": manifest}, buffered=True)
    client.post("/api/v1/manifests", json={"manifest": manifest}, buffered=True)
    found = counted(client)
    assert found['cts_consignments_assessed_total{lane="red",rulebook="trial"}'] == 1
    assert found['cts_consignments_assessed_total{lane="green",rulebook="trial"}'] == 1
    stored = [
        count
        for name, count in found.items()
        if name.startswith("cts_consignments_assessed_total") and '"(all)"' in name
    ]
    assert sum(stored) == 2
    assert found['cts_evaluation_seconds_count{operation="evaluate"}'] == 1
    assert found['cts_evaluation_seconds_count{operation="submit"}'] == 2


def test_every_rulebook_in_force_is_counted(client: FlaskClient, edifact: bytes) -> None:
    client.post("/api/v1/evaluate", data=edifact, content_type="application/edifact", buffered=True)
    found = counted(client)
    for rulebook in ("data-quality", "maritime-imports"):
        assert (
            sum(
                n
                for name, n in found.items()
                if name.startswith("cts_consignments_assessed_total") and rulebook in name
            )
            == 38
        )
