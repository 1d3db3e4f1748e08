from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import text

from cts_rules.access import throttling
from cts_rules.access.accounts import (
    add_demonstration,
    disable,
    enable,
    remove_demonstration,
    set_password,
    set_roles,
    there_are_accounts,
)
from cts_rules.access.actor import NOBODY, THIS_MACHINE
from cts_rules.access.logging_in import WRONG, change_password, end_session, log_in, log_out, sessions_of, who_asks
from cts_rules.access.passwords import Passwords
from cts_rules.access.roles import Role
from cts_rules.office.office import LOCAL, Office
from cts_rules.office.refusals import AccountRefused, NotLoggedIn, TooManyAttempts
from tests.rules.access.keeping import QUICK, SECRET, quick_office
from tests.rules.office.offices import Clock

OTHER = "seven fat hens in the rain"


def enter(office: Office, name: str = "an-officer", password: str = SECRET, before: str | None = None) -> str:
    return log_in(office, name, password, "192.0.2.1", "a browser", before=before, local=True)


def name_of(office: Office, token: str) -> str:
    return who_asks(office, token, None, local=True).name


def stored_texts(office: Office) -> str:
    """All that the store has about access, and the whole audit."""
    with office.reading() as connection:
        tables = ("account", "session", "service_token", "login_attempts", "audit")
        return "\n".join(str(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}")))


def test_who_logs_in_is_known(office: Office) -> None:
    token = enter(office, " An-Officer ")
    actor = who_asks(office, token, None, local=True)
    assert (actor.name, actor.roles) == ("an-officer", frozenset({Role.OFFICER}))
    assert who_asks(office, None, None, local=True) is NOBODY
    assert who_asks(office, token[:-1], None, local=True) is NOBODY


def test_without_accounts_it_is_this_machine(office: Office, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = quick_office(tmp_path_factory.mktemp("empty") / "store", Clock())
    assert who_asks(empty, "made up", None, local=True) is THIS_MACHINE
    assert not there_are_accounts(empty)
    empty.store.close()


def test_no_secret_is_in_the_store(office: Office) -> None:
    token = enter(office)
    with pytest.raises(NotLoggedIn):
        enter(office, "a password typed for a name")
    told = stored_texts(office)
    for secret in (token, SECRET, "a password typed for a name"):
        assert secret not in told
    assert token not in repr(who_asks(office, token, None, local=True))


@pytest.mark.parametrize("name", ["an-officer", "nobody-of-this-name", "an-auditor", "x" * 500, "", "\ud800"])
def test_nothing_tells_whether_there_is_such_an_account(office: Office, name: str) -> None:
    disable(office, "an-auditor", LOCAL)
    looked_at: list[str] = []

    class Watched(Passwords):
        def fits(self, kept: str, password: str) -> bool:
            looked_at.append(kept.rpartition("$")[0].rpartition("$")[0])
            return QUICK.fits(kept, password)

    watched = Watched()
    watched.nobody = QUICK.nobody
    with pytest.raises(NotLoggedIn) as refusal:
        enter(replace(office, passwords=watched), name, OTHER)
    assert str(refusal.value) == WRONG
    assert looked_at == ["$argon2id$v=19$m=8,t=1,p=1"]  # one hash of the same effort, whoever it is


def test_a_token_of_before_ends_at_log_in(office: Office) -> None:
    first = enter(office)
    second = enter(office, before=first)
    assert first != second
    assert who_asks(office, first, None, local=True) is NOBODY
    assert name_of(office, second) == "an-officer"


def test_a_planted_token_is_never_taken(office: Office) -> None:
    planted = "planted-by-somebody-else"
    assert enter(office, before=planted) != planted
    assert who_asks(office, planted, None, local=True) is NOBODY


def test_a_session_that_is_not_used_ends(office: Office, clock: Clock) -> None:
    token = enter(office)
    for _ in range(3):
        clock.pass_by(minutes=29)
        assert name_of(office, token) == "an-officer"
    clock.pass_by(minutes=31)
    assert who_asks(office, token, None, local=True) is NOBODY


def test_every_session_ends_some_time(office: Office, clock: Clock) -> None:
    token = enter(office)
    for _ in range(12 * 3):
        clock.pass_by(minutes=20)
        name_of(office, token)
    clock.pass_by(seconds=1)
    assert who_asks(office, token, None, local=True) is NOBODY


@pytest.mark.parametrize("change", ["password", "disabled", "roles", "logged out"])
def test_what_ends_sessions(office: Office, change: str) -> None:
    token = enter(office, "an-author")
    actor = who_asks(office, token, None, local=True)
    if change == "password":
        set_password(office, "an-author", OTHER, LOCAL)
    elif change == "disabled":
        disable(office, "an-author", LOCAL)
        with pytest.raises(NotLoggedIn):
            enter(office, "an-author")
        enable(office, "an-author", LOCAL)
    elif change == "roles":
        set_roles(office, "an-author", [Role.OFFICER], LOCAL)
    else:
        log_out(office, actor)
    assert who_asks(office, token, None, local=True) is NOBODY


def test_a_change_of_password_leaves_one_new_session(office: Office) -> None:
    here, there = enter(office), enter(office)
    actor = who_asks(office, here, None, local=True)
    with pytest.raises(NotLoggedIn):
        change_password(office, actor, OTHER, OTHER, "192.0.2.1", "a browser")
    for easy in ("short", SECRET):
        with pytest.raises(AccountRefused):
            change_password(office, actor, SECRET, easy, "192.0.2.1", "a browser")
    new = change_password(office, actor, SECRET, OTHER, "192.0.2.1", "a browser")
    assert [who_asks(office, t, None, local=True) for t in (here, there)] == [NOBODY, NOBODY]
    assert len(sessions_of(office, who_asks(office, new, None, local=True))) == 1
    with pytest.raises(NotLoggedIn):
        enter(office)
    enter(office, password=OTHER)


def test_only_ones_own_session_is_ended(office: Office) -> None:
    mine, theirs = enter(office), enter(office, "an-author")
    other = who_asks(office, theirs, None, local=True)
    end_session(office, who_asks(office, mine, None, local=True), other.session)
    assert name_of(office, theirs) == "an-author"


@pytest.mark.parametrize("name", ["an-officer", "nobody-of-this-name"])
def test_a_name_has_so_many_attempts_also_with_the_right_password(office: Office, clock: Clock, name: str) -> None:
    for _ in range(throttling.FOR_A_NAME):
        with pytest.raises(NotLoggedIn):
            enter(office, name, OTHER)
    with pytest.raises(TooManyAttempts, match="try again in 15 minutes"):
        enter(office, name.upper(), SECRET)
    enter(office, "an-author")
    clock.pass_by(minutes=15, seconds=1)
    if name == "an-officer":
        enter(office, name)


def test_an_address_has_so_many_attempts_over_all_names(office: Office) -> None:
    for number in range(throttling.FOR_AN_ADDRESS):
        with pytest.raises(NotLoggedIn):
            enter(office, f"name-{number}", OTHER)
    with pytest.raises(TooManyAttempts):
        enter(office)
    log_in(office, "an-officer", SECRET, "192.0.2.2", "", before=None, local=True)


def test_logging_in_is_no_failed_attempt(office: Office) -> None:
    for _ in range(throttling.FOR_AN_ADDRESS + 5):
        enter(office)


def test_many_at_once_have_no_more_attempts(office: Office) -> None:
    """As workers do: each with the same store, none knowing of the others."""
    said: list[type[Exception]] = []

    def try_it() -> None:
        try:
            enter(office, password=OTHER)
        except (NotLoggedIn, TooManyAttempts) as refusal:
            said.append(type(refusal))

    threads = [threading.Thread(target=try_it) for _ in range(throttling.FOR_A_NAME * 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said.count(NotLoggedIn) == throttling.FOR_A_NAME == said.count(TooManyAttempts)


def test_a_hash_of_less_effort_is_made_anew(office: Office) -> None:
    stronger = replace(office, passwords=Passwords())
    enter(stronger)
    assert "$m=65536,t=3,p=4$" in stored_texts(office)
    enter(stronger)


def test_demonstration_is_for_this_machine_and_an_empty_office(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(AccountRefused, match="accounts here already"):
        add_demonstration(office)
    empty = quick_office(tmp_path_factory.mktemp("empty") / "store", Clock())
    made = dict(add_demonstration(empty))
    assert sorted(made) == ["demo-administrator", "demo-approver", "demo-author", "demo-officer"]
    assert add_demonstration(empty) == []
    assert not any(password in stored_texts(empty) for password in made.values())
    token = enter(empty, "demo-officer", made["demo-officer"])
    assert who_asks(empty, token, None, local=False) is NOBODY
    with pytest.raises(NotLoggedIn):
        log_in(empty, "demo-officer", made["demo-officer"], "192.0.2.1", "", before=None, local=False)
    assert remove_demonstration(empty, LOCAL) == 4
    assert not there_are_accounts(empty)
    assert who_asks(empty, token, None, local=True) is THIS_MACHINE
    empty.store.close()
