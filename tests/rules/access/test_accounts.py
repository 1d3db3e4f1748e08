from __future__ import annotations

import pytest
from sqlalchemy import text

from cts_rules.access.accounts import accounts, add_account, disable, set_password, set_roles
from cts_rules.access.actor import NOBODY
from cts_rules.access.logging_in import who_asks
from cts_rules.access.roles import Deed, Role
from cts_rules.access.tokens import add_token, revoke_token, tokens
from cts_rules.office.office import LOCAL, Office
from cts_rules.office.publishing import add_version, put_in_force
from cts_rules.office.refusals import AccountRefused, NotFound, OwnVersion
from tests.rules.access.keeping import SECRET, quick_office
from tests.rules.office.offices import RULES, Clock


@pytest.mark.parametrize(
    "name",
    ["", "ab", "Anna", "1anna", "anna b", "anna/b", "local", "nobody", "demo-x", "x" * 41, "änna", "anna\n", "a'b"],
)
def test_names_that_cannot_be(office: Office, name: str) -> None:
    with pytest.raises(AccountRefused, match="cannot be the name"):
        add_account(office, name, [Role.AUTHOR], SECRET, LOCAL)


def test_what_an_account_cannot_be(office: Office) -> None:
    with pytest.raises(AccountRefused, match="already"):
        add_account(office, "an-author", [Role.AUTHOR], SECRET, LOCAL)
    with pytest.raises(AccountRefused, match="too short"):
        add_account(office, "anna", [Role.AUTHOR], "short", LOCAL)
    for roles in ([], [Role.SERVICE], [Role.AUTHOR, Role.SERVICE]):
        with pytest.raises(AccountRefused, match="one role or several"):
            add_account(office, "anna", roles, SECRET, LOCAL)
    with pytest.raises(NotFound, match="did you mean an-author"):
        set_password(office, "an-autor", SECRET, LOCAL)
    assert len(accounts(office)) == 6


def test_the_first_is_an_administrator_and_one_is_left(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    empty = quick_office(tmp_path_factory.mktemp("empty") / "store", Clock())
    with pytest.raises(AccountRefused, match="first account must be an administrator"):
        add_account(empty, "anna", [Role.AUTHOR], SECRET, LOCAL)
    empty.store.close()
    with pytest.raises(AccountRefused, match="only administrator"):
        disable(office, "an-administrator", LOCAL)
    with pytest.raises(AccountRefused, match="only administrator"):
        set_roles(office, "an-administrator", [Role.AUTHOR], LOCAL)
    set_roles(office, "an-author", [Role.AUTHOR, Role.ADMINISTRATOR], LOCAL)
    disable(office, "an-administrator", "an-author")


def test_every_change_has_its_entry(office: Office) -> None:
    set_roles(office, "an-author", [Role.AUTHOR, Role.APPROVER], "an-administrator")
    set_password(office, "an-author", "seven fat hens in the rain", "an-administrator")
    disable(office, "an-author", "an-administrator")
    disable(office, "an-author", "an-administrator")
    add_token(office, "gateway", [Deed.HAND_IN], 30, "an-administrator")
    revoke_token(office, "gateway", "an-administrator")
    with office.reading() as connection:
        rows = connection.execute(text("SELECT by, action, object FROM audit ORDER BY id DESC LIMIT 5")).all()
    assert [tuple(row) for row in reversed(rows)] == [
        ("an-administrator", "roles set", "account an-author"),
        ("an-administrator", "password set", "account an-author"),
        ("an-administrator", "account disabled", "account an-author"),
        ("an-administrator", "token added", "token gateway"),
        ("an-administrator", "token revoked", "token gateway"),
    ]


def test_a_token_is_good_for_its_scopes_and_its_days(office: Office, clock: Clock) -> None:
    token = add_token(office, "gateway", [Deed.HAND_IN], 30, LOCAL)
    actor = who_asks(office, None, token, local=False)
    assert actor.name == "service gateway"
    assert [deed for deed in Deed if actor.may(deed)] == [Deed.NOTHING_SECRET, Deed.HAND_IN]
    (row,) = tokens(office)
    assert row.used == "2026-03-01T12:00:00Z"
    assert token not in str(row)
    clock.pass_by(days=30)
    assert who_asks(office, None, token, local=True) is NOBODY


def test_a_token_that_is_revoked_or_none_is_nobodys(office: Office) -> None:
    token = add_token(office, "gateway", [Deed.HAND_IN], 30, LOCAL)
    revoke_token(office, "gateway", LOCAL)
    for each in (token, "", "cts_", token + "x"):
        assert who_asks(office, None, each, local=True) is NOBODY


def test_what_a_token_cannot_be(office: Office) -> None:
    for scopes in ([], [Deed.ADMINISTER], [Deed.PUT_IN_FORCE], [Deed.WRITE_RULES], [Deed.HAND_IN, Deed.OWN_ACCOUNT]):
        with pytest.raises(AccountRefused, match="is for one or several"):
            add_token(office, "gateway", scopes, 30, LOCAL)
    for days in (0, -1, 367):
        with pytest.raises(AccountRefused, match="1 to 366 days"):
            add_token(office, "gateway", [Deed.HAND_IN], days, LOCAL)
    with pytest.raises(NotFound):
        revoke_token(office, "gateway", LOCAL)


def test_nobody_puts_in_force_what_they_added(office: Office) -> None:
    add_account(office, "both", [Role.AUTHOR, Role.APPROVER], SECRET, LOCAL)
    version, _ = add_version(office, "trial", {"trial.rules": RULES}, "", "both")
    with pytest.raises(OwnVersion, match="it can be put in force by an-approver"):
        put_in_force(office, "trial", version.number, "both")
    put_in_force(office, "trial", version.number, "an-approver")
