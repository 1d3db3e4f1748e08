"""Access over HTTP: who is known, what each may, and what a browser can be made to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.routing import Rule

from cts_rules.access.roles import ALLOWED, PEOPLE, SCOPES, Deed, Role
from cts_rules.access.settings import AccessSettings
from cts_rules.access.tokens import add_token, revoke_token
from cts_rules.office.office import LOCAL, Office
from cts_web.app import create_app
from cts_web.permissions import Undeclared, declare, needed
from tests.rules.access.keeping import QUICK, SECRET, with_people
from tests.web.access import LoggedIn, log_in, logged_in
from tests.web.material import RULES

ADDRESS = "https://targeting.example"
VALUES = {"name": "x", "number": 1, "rule": "X-1", "manifest": 1, "message": 1, "consignment": 1, "assessment": 1,
          "slug": "not-found", "path": "x", "filename": "style.css", "language": "en", "session": 0}  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


@pytest.fixture
def peopled(office: Office) -> Office:
    return with_people(replace(office, passwords=QUICK))


@pytest.fixture
def app(peopled: Office) -> Flask:
    """With an account for each role, named `an-author` and so on."""
    return create_app(peopled, at_once=2, ids=lambda: "made-here")


def routes(app: Flask) -> Iterator[tuple[Rule, str, str]]:
    """Every address of the application with every method that it takes."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        wanted = {name: VALUES[name] for name in rule.arguments}
        for method in sorted(rule.methods or ()):
            assert method in METHODS
            yield rule, adapter.build(rule.endpoint, wanted, method=method), method


def deed_of(app: Flask, rule: Rule) -> Deed:
    with app.app_context():
        found = needed(rule.endpoint)
    assert found is not None
    return found


def test_every_route_refuses_nobody(app: Flask) -> None:
    """Nothing but what is for everybody is answered without being known; each answer is of the kind of its address."""
    open_to_all = set()
    for rule, path, method in routes(app):
        answer = app.test_client().open(path, method=method, buffered=True)
        if deed_of(app, rule) is Deed.NOTHING_SECRET:
            open_to_all.add(rule.endpoint)
            assert answer.status_code not in (403, 429), (method, path)
            assert answer.status_code != 401 or rule.endpoint == "pages.enter", (method, path)
        else:
            assert answer.status_code == 401, (method, path)
            kind = "application/problem+json" if path.startswith(("/api/", "/metrics")) else "text/html"
            assert answer.mimetype == kind, (method, path)
    assert open_to_all == {
        "operations.health", "operations.ready", "operations.problem_type", "pages.static", "api_docs.static",
        "api_docs.begin", "api_docs.page", "api-docs.openapi_json", "pages.login_page", "pages.enter", "pages.choose_theme",
    }  # fmt: skip


@pytest.mark.parametrize("role", sorted(PEOPLE))
def test_every_route_refuses_each_role_that_the_table_refuses(app: Flask, role: Role) -> None:
    somebody = logged_in(app, f"an-{role}")
    for rule, path, method in routes(app):
        deed = deed_of(app, rule)
        if deed is Deed.OWN_ACCOUNT and method == "POST":
            somebody = logged_in(app, f"an-{role}")
        form = {"csrf_token": somebody.mark} if method == "POST" and not path.startswith("/api/") else None
        headers = {"X-CSRF-Token": somebody.mark} if path.startswith("/api/") else {}
        answer = somebody.client.open(path, method=method, data=form, headers=headers, buffered=True)
        where = (role, method, path, answer.status_code)
        if deed is Deed.NOTHING_SECRET:
            continue
        if role in ALLOWED[deed] or method == "OPTIONS":
            assert answer.status_code not in (401, 403, 429, 500), where
        else:
            assert answer.status_code == 403, where
            if method == "GET" or method == "POST":
                assert f"is not for an-{role}" in answer.text, where
        if deed is Deed.OWN_ACCOUNT and method == "POST":
            somebody = logged_in(app, f"an-{role}")


@pytest.mark.parametrize("scope", SCOPES)
def test_every_route_refuses_a_token_of_another_scope(app: Flask, peopled: Office, scope: Deed) -> None:
    token = add_token(peopled, "gateway", [scope], 7, LOCAL)
    client = app.test_client()
    for rule, path, method in routes(app):
        deed = deed_of(app, rule)
        answer = client.open(path, method=method, headers={"Authorization": f"Bearer {token}"}, buffered=True)
        if deed is Deed.NOTHING_SECRET:
            continue
        refused = (401, 403)
        assert (answer.status_code in refused) is (deed is not scope and method != "OPTIONS"), (
            scope,
            method,
            path,
            answer.status_code,
        )


def test_a_route_without_a_deed_is_no_application() -> None:
    app = Flask("bare", static_folder=None)
    app.add_url_rule("/new", "new", lambda: "")
    with pytest.raises(Undeclared, match="who may use new"):
        declare(app, ())
    app.add_url_rule("/openapi.json", "api-docs.openapi_json", lambda: "")
    with pytest.raises(Undeclared, match="there is no gone"):
        declare(app, ({"new": Deed.READ_CARGO, "gone": Deed.READ_CARGO},))


def test_unknown_addresses_are_told_only_to_who_is_known(app: Flask) -> None:
    assert [app.test_client().get(path).status_code for path in ("/nowhere", "/api/v1/nowhere")] == [401, 401]
    assert app.test_client().delete("/api/v1/rulebooks").status_code == 401
    assert logged_in(app, "an-officer").get("/nowhere").status_code == 404


def test_the_refusal_says_who_may(app: Flask) -> None:
    officer = logged_in(app, "an-officer")
    said = officer.client.post(
        "/api/v1/rulebooks/data-quality/versions/1/in-force", headers={"X-CSRF-Token": officer.mark}
    )
    assert (said.status_code, said.mimetype) == (403, "application/problem+json")
    assert said.json
    assert said.json["type"] == "/problems/not-allowed"
    assert said.json["detail"].endswith("is not for an-officer but for approvers: an-approver.")
    page = officer.get("/rulebooks/data-quality/versions/1/put-in-force")
    assert page.status_code == 403
    assert "is not for an-officer but for approvers: an-approver" in page.text


def test_two_people_bring_a_version_into_force(app: Flask, peopled: Office) -> None:
    author, approver = logged_in(app, "an-author"), logged_in(app, "an-approver")
    made = author.client.post(
        "/api/v1/rulebooks/trial/versions", json={"files": {"trial.rules": RULES}, "note": ""},
        headers={"X-CSRF-Token": author.mark},
    )  # fmt: skip
    assert made.status_code == 201, made.text
    assert made.json
    assert made.json["added_by"] == "an-author"
    done = approver.post("/rulebooks/trial/versions/1/put-in-force")
    assert done.status_code == 303
    with peopled.reading() as connection:
        rows = connection.execute(text("SELECT by FROM audit WHERE object = 'trial 1' ORDER BY id")).scalars()
        assert list(rows) == ["an-author", "an-approver"]


def test_logging_in_leads_where_one_wanted_to_go(app: Flask) -> None:
    client = app.test_client()
    asked = client.get("/consignments?lane=red")
    assert asked.status_code == 401
    assert 'name="next" value="/consignments?lane=red"' in asked.text
    assert log_in(app, "an-officer").headers["Location"] == "/"
    assert log_in(app, "an-administrator").headers["Location"] == "/users"


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
     "/\t/evil.example", "http:/evil.example", " //evil.example", "", "evil.example", "/a\r\nSet-Cookie: x=1"],
)  # fmt: skip
def test_nobody_is_led_to_another_site(app: Flask, wanted: str) -> None:
    client = app.test_client()
    answer = client.post("/login", data={"name": "an-officer", "password": SECRET, "next": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert 'name="next" value="/"' in client.get(f"/login?next={quote(wanted)}").text


def test_the_cookie_is_for_the_server_alone(app: Flask) -> None:
    cookie = log_in(app, "an-officer").headers["Set-Cookie"]
    assert cookie.startswith("cts-session=")
    assert cookie.endswith("; HttpOnly; Path=/; SameSite=Lax")
    assert "Domain" not in cookie
    assert "Expires" not in cookie


def test_over_https_no_other_site_of_the_domain_can_set_the_cookie(peopled: Office) -> None:
    app = create_app(replace(peopled, access=AccessSettings(addresses=(ADDRESS,))), at_once=2)
    answer = log_in(app, "an-officer", headers={"Host": "targeting.example", "Origin": ADDRESS})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-cts-session=")
    assert "; Secure; HttpOnly; Path=/; SameSite=Lax" in cookie
    assert answer.headers["Strict-Transport-Security"]
    for host, origin in (("targeting.example", "http://targeting.example"), ("targeting.example:8000", ADDRESS),
                         ("evil.example", "https://evil.example")):  # fmt: skip
        assert log_in(app, "an-officer", headers={"Host": host, "Origin": origin}).status_code in (403, 421)


def test_a_session_of_before_is_not_taken_over(app: Flask) -> None:
    client = app.test_client()
    client.set_cookie("cts-session", "planted")
    client.post("/login", data={"name": "an-officer", "password": SECRET})
    first = client.get_cookie("cts-session")
    assert first
    assert first.value != "planted"
    client.post("/login", data={"name": "an-officer", "password": SECRET})
    other = app.test_client()
    other.set_cookie("cts-session", first.value)
    assert other.get("/").status_code == 401
    assert client.get("/").status_code == 200


def test_logging_out_ends_the_session_in_the_store(app: Flask) -> None:
    somebody = logged_in(app, "an-officer")
    cookie = somebody.client.get_cookie("cts-session")
    assert cookie
    assert somebody.post("/logout").status_code == 303
    somebody.client.set_cookie("cts-session", cookie.value)
    assert somebody.get("/").status_code == 401


@pytest.mark.parametrize("mark", ["", "0" * 64, "ü"])
@pytest.mark.parametrize(
    "path", ["/logout", "/manifests", "/try", "/account/password", "/api/v1/language/check", "/api/v1/manifests"]
)
def test_a_form_of_another_site_or_another_session_is_refused(app: Flask, path: str, mark: str) -> None:
    somebody, other = logged_in(app, "an-officer"), logged_in(app, "an-officer")
    for each in (mark, other.mark):
        answer = somebody.client.post(path, data={"csrf_token": each})
        assert answer.status_code == 403
    assert "not of this log-in" in answer.text
    assert somebody.get("/").status_code == 200


def test_every_form_has_its_mark(app: Flask) -> None:
    officer, author, chief = (logged_in(app, f"an-{role}") for role in ("officer", "author", "administrator"))
    pages: list[tuple[LoggedIn, str]] = [
        (officer, "/"), (officer, "/account"), (author, "/rulebooks/data-quality/edit"), (chief, "/users"),
        (logged_in(app, "an-approver"), "/rulebooks/data-quality/versions/1/put-in-force"),
    ]  # fmt: skip
    for somebody, path in pages:
        page = somebody.get(path).text
        forms = [part.partition("</form>")[0] for part in page.split("<form ")[1:]]
        posting = [form for form in forms if 'method="post"' in form]
        assert posting
        assert all(f'name="csrf_token" value="{somebody.mark}"' in form for form in posting), path


def test_a_form_from_before_the_end_of_a_session_says_so(app: Flask) -> None:
    answer = app.test_client().post("/rulebooks/data-quality/edit", data={"do": "save"})
    assert answer.status_code == 401
    assert "nothing of what you sent was done" in answer.text


def test_tokens(app: Flask, peopled: Office, edifact: bytes) -> None:
    token = add_token(peopled, "gateway", [Deed.HAND_IN], 7, LOCAL)
    client = app.test_client()
    known = {"Authorization": f"bearer {token}", "Content-Type": "application/edifact"}
    assert client.post("/api/v1/manifests", data=edifact, headers=known).status_code in (200, 201)
    revoke_token(peopled, "gateway", LOCAL)
    refused = client.post("/api/v1/manifests", data=edifact, headers=known)
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
    somebody = logged_in(app, "an-officer")  # a token that is none does not fall back to whoever is logged in
    assert somebody.get("/", headers={"Authorization": "Bearer cts_none"}).status_code == 401
    assert somebody.get("/", headers={"Authorization": "Basic YTpi"}).status_code == 200


def test_too_many_attempts_are_told_with_when_to_come_back(app: Flask) -> None:
    for _ in range(10):
        assert log_in(app, "an-officer", "wrong and long enough").status_code == 401
    answer = log_in(app, "an-officer")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900


def test_the_words_are_the_same_whoever_it_is(app: Flask) -> None:
    def words(name: str) -> str:
        return log_in(app, name, "wrong and long enough").text.replace(name, "NAME")

    assert words("an-officer") == words("nobody-here")


def test_who_is_not_known_sends_no_large_body(app: Flask) -> None:
    answer = app.test_client().post("/login", data={"name": "x" * 20_000, "password": SECRET})
    assert answer.status_code == 413


def test_no_password_and_no_token_is_logged(app: Flask, peopled: Office, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        somebody = logged_in(app, "an-administrator")
        log_in(app, "typed-by-mistake-here", "another secret of mine")
        page = somebody.post("/tokens", name="gateway", scope="hand in", days="7").text
        token = page.partition("cts_")[2].partition("<")[0]
        assert len(token) > 40
        assert "cts_" + token not in somebody.get("/users").text
    with peopled.reading() as connection:
        audit = str(connection.execute(text("SELECT * FROM audit")).all())
    for told in (caplog.text, audit):
        for secret in (SECRET, "another secret of mine", "typed-by-mistake-here", token, somebody.mark):
            assert secret not in told


def test_administrators_keep_accounts(app: Flask) -> None:
    chief = logged_in(app, "an-administrator")
    assert chief.post("/users", name="Anna", password=SECRET, role=["author", "approver"]).status_code == 303
    assert chief.post("/users", name="anna", password=SECRET, role="author").status_code == 422
    assert chief.post("/users", name="berta", password="short", role="author").status_code == 422
    anna = logged_in(app, "anna")
    assert chief.post("/users/anna", do="roles", role="officer").status_code == 303
    assert anna.get("/").status_code == 401
    assert chief.post("/users/anna", do="password", password="seven fat hens in the rain").status_code == 303
    assert log_in(app, "anna", "seven fat hens in the rain").status_code == 303
    assert chief.post("/users/anna", do="disable").status_code == 303
    assert log_in(app, "anna", "seven fat hens in the rain").status_code == 401
    assert chief.post("/users/anna", do="enable").status_code == 303
    assert chief.post("/users/an-administrator", do="disable").status_code == 422
    assert chief.post("/users/anna", do="nothing").status_code == 422
    assert chief.post("/users/nobody-here", do="disable").status_code == 404
    assert "anna" in chief.get("/users").text
    assert chief.post("/tokens", name="gateway", scope="administer", days="7").status_code == 422
    chief.post("/tokens", name="gateway", scope="hand in", days="7")
    assert chief.post("/tokens/gateway/revoke").status_code == 303


def test_ones_own_account(app: Flask) -> None:
    here, there = logged_in(app, "an-officer"), logged_in(app, "an-officer")
    new = "seven fat hens in the rain"
    assert here.post("/account/password", old=SECRET, new=new, again="other").status_code == 422
    assert here.post("/account/password", old="wrong", new=new, again=new).status_code == 422
    assert here.post("/account/password", old=SECRET, new="short", again="short").status_code == 422
    assert there.get("/").status_code == 200
    assert here.post("/account/password", old=SECRET, new=new, again=new).status_code == 303
    assert there.get("/").status_code == 401
    assert here.get("/").status_code == 200


def test_one_ends_ones_other_sessions(app: Flask) -> None:
    here, there = logged_in(app, "an-officer"), logged_in(app, "an-officer")
    page = here.get("/account").text
    (address,) = [part.partition('"')[0] for part in page.split('action="')[1:] if part.startswith("/account/sessions")]
    assert here.post(address).status_code == 303
    assert there.get("/").status_code == 401


def test_without_accounts_this_machine_does_everything_and_no_other(office: Office) -> None:
    app = create_app(replace(office, access=AccessSettings(addresses=(ADDRESS,))), at_once=2)
    client = app.test_client()
    page = client.get("/").text
    assert "There are no accounts" in page
    assert "cts-rules users add NAME --role administrator" in page
    assert client.get("/", environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code == 421
    assert client.get("/", headers={"Host": "targeting.example"}).status_code == 421
    assert client.get("/health", environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code == 200
    assert client.post("/users", data={"name": "eve", "password": SECRET, "role": "administrator"}).status_code == 422
    assert "There are no accounts here" in client.get("/login").text
    with_people(replace(office, passwords=QUICK))
    assert client.get("/").status_code == 401
