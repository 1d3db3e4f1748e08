"""`users` and `tokens`: who may use the service, for whoever has the store. No password ever stands in an argument."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from cts_rules.access.roles import PEOPLE, SCOPES, Deed, Role
from cts_rules.commands.stores import PLACE, PLACE_HELP, chosen, opened_office
from cts_rules.commands.terminal import stop, tell

if TYPE_CHECKING:
    from cts_rules.office.office import Office
    from cts_rules.store.places import Place

STORE = click.option("--store", type=PLACE, help=PLACE_HELP)
ROLES = click.option(
    "--role", "roles", multiple=True, required=True, type=click.Choice([r.value for r in Role if r in PEOPLE]),
    help="What they may do; can be given several times.",
)  # fmt: skip


@contextmanager
def _office(store: Place | None, *, make: bool = False) -> Iterator[Office]:
    """The office of a store, which is made if that is asked for; what is refused is told in one sentence."""
    from cts_rules.store.database import StoreAway
    from cts_rules.store.migrating import StoreUnusable, make_ready

    place = chosen(store)
    if make:
        try:
            make_ready(place).close()
        except (StoreAway, StoreUnusable) as refusal:
            stop(str(refusal))
    with opened_office(place) as office:
        yield office


def _password() -> str:
    """Asked for twice on a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")


@click.group("users")
def users_group() -> None:
    """Accounts of people. As soon as there is one, the service wants everybody to log in."""


@users_group.command("add")
@click.argument("name")
@ROLES
@STORE
def add_user(name: str, roles: tuple[str, ...], store: Place | None) -> None:
    """Add an account; its password is asked for, or read from standard input."""
    from cts_rules.access.accounts import add_account
    from cts_rules.office.office import LOCAL

    with _office(store, make=True) as office:
        add_account(office, name, map(Role, roles), _password(), LOCAL)
    tell(f"{name} can log in as {', '.join(roles)}")


@users_group.command("list")
@STORE
def list_users(store: Place | None) -> None:
    """Tell which accounts there are."""
    from cts_rules.access.accounts import accounts

    with _office(store) as office:
        for account in accounts(office):
            more = [f"disabled since {account.disabled}"] if account.disabled else []
            more += ["for demonstration"] if account.demonstration else []
            tell("  ".join((account.name, ", ".join(account.roles), f"since {account.added}", *more)))


@users_group.command("set-role")
@click.argument("name")
@ROLES
@STORE
def set_user_role(name: str, roles: tuple[str, ...], store: Place | None) -> None:
    """Give an account these roles in the place of those it has."""
    from cts_rules.access.accounts import set_roles
    from cts_rules.office.office import LOCAL

    with _office(store) as office:
        set_roles(office, name, map(Role, roles), LOCAL)
    tell(f"{name} is {', '.join(roles)}, and has to log in again")


@users_group.command("set-password")
@click.argument("name")
@STORE
def set_user_password(name: str, store: Place | None) -> None:
    """Give an account another password; it is asked for, or read from standard input."""
    from cts_rules.access.accounts import set_password
    from cts_rules.office.office import LOCAL

    with _office(store) as office:
        set_password(office, name, _password(), LOCAL)
    tell(f"{name} has another password, and has to log in again")


@users_group.command("disable")
@click.argument("name")
@STORE
def disable_user(name: str, store: Place | None) -> None:
    """Keep an account from logging in, and end its sessions."""
    from cts_rules.access.accounts import disable
    from cts_rules.office.office import LOCAL

    with _office(store) as office:
        disable(office, name, LOCAL)
    tell(f"{name} cannot log in any more")


@users_group.command("enable")
@click.argument("name")
@STORE
def enable_user(name: str, store: Place | None) -> None:
    """Let an account log in again."""
    from cts_rules.access.accounts import enable
    from cts_rules.office.office import LOCAL

    with _office(store) as office:
        enable(office, name, LOCAL)
    tell(f"{name} can log in")


@users_group.command("remove-demonstration")
@STORE
def remove_demonstration_users(store: Place | None) -> None:
    """Take the demonstration accounts away."""
    from cts_rules.access.accounts import remove_demonstration
    from cts_rules.office.office import LOCAL

    with _office(store) as office:
        count = remove_demonstration(office, LOCAL)
    tell(f"{count} demonstration accounts are taken away" if count else "there are no demonstration accounts")


@click.group("tokens")
def tokens_group() -> None:
    """Tokens of services, which send them as `Authorization: Bearer`."""


@tokens_group.command("add")
@click.argument("name")
@click.option(
    "--for", "scopes", multiple=True, required=True, type=click.Choice([deed.value for deed in SCOPES]),
    help="What may be done with it; can be given several times.",
)  # fmt: skip
@click.option("--days", default=90, show_default=True, type=int, help="How long it is good for.")
@STORE
def add_service_token(name: str, scopes: tuple[str, ...], days: int, store: Place | None) -> None:
    """Make a token and print it; nothing prints it again."""
    from cts_rules.access.tokens import add_token
    from cts_rules.office.office import LOCAL

    with _office(store) as office:
        token = add_token(office, name, map(Deed, scopes), days, LOCAL)
    tell(token)


@tokens_group.command("list")
@STORE
def list_tokens(store: Place | None) -> None:
    """Tell which tokens there are; none of them is told itself."""
    from cts_rules.access.tokens import tokens

    with _office(store) as office:
        for token in tokens(office):
            until = f"revoked {token.revoked}" if token.revoked else f"until {token.expires}"
            used = f"last used {token.used}" if token.used else "never used"
            tell("  ".join((token.name, ", ".join(token.scopes), until, used)))


@tokens_group.command("revoke")
@click.argument("name")
@STORE
def revoke_service_token(name: str, store: Place | None) -> None:
    """End a token at once."""
    from cts_rules.access.tokens import revoke_token
    from cts_rules.office.office import LOCAL

    with _office(store) as office:
        revoke_token(office, name, LOCAL)
    tell(f"the token {name} is good for nothing any more")
