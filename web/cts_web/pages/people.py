"""For administrators: accounts of people and tokens of services."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from cts_rules.access import accounts, tokens
from cts_rules.access.passwords import SHORTEST
from cts_rules.access.roles import PEOPLE, SCOPES, Deed, Role
from cts_rules.office.refusals import AccountRefused
from cts_web.access import actor, who
from cts_web.pages.frame import office


def people_page() -> Any:
    """Who has an account, and which services have a token."""
    return _page()


def add_person() -> Any:
    """Adds an account."""
    name = request.form.get("name", "").strip().lower()
    try:
        if actor().everything:  # else anybody at this machine could make themselves its administrator
            raise AccountRefused("the first account is added on the command line: `cts-rules users add`")
        accounts.add_account(office(), name, _roles(), request.form.get("password", ""), who())
    except AccountRefused as refusal:
        return _page(str(refusal)), 422
    return _done("added")


def change_person(name: str) -> Any:
    """Changes an account, as the pressed button says."""
    at_hand = office()
    try:
        match request.form.get("do"):
            case "roles":
                accounts.set_roles(at_hand, name, _roles(), who())
            case "password":
                accounts.set_password(at_hand, name, request.form.get("password", ""), who())
            case "disable":
                accounts.disable(at_hand, name, who())
            case "enable":
                accounts.enable(at_hand, name, who())
            case _:
                raise AccountRefused("the form does not say what is to be done")
    except AccountRefused as refusal:
        return _page(str(refusal)), 422
    return _done("changed")


def add_service() -> Any:
    """Makes a token, and shows it this once."""
    days = request.form.get("days", "")
    name = request.form.get("name", "").strip().lower()
    scopes = [deed for deed in SCOPES if deed in request.form.getlist("scope")]
    try:
        token = tokens.add_token(office(), name, scopes, int(days) if days.isdecimal() else 0, who())
    except AccountRefused as refusal:
        return _page(str(refusal)), 422
    return _page(token=token, named=name)


def revoke_service(name: str) -> Any:
    """Ends a token."""
    tokens.revoke_token(office(), name, who())
    return _done("revoked")


def _roles() -> list[Role]:
    return [role for role in Role if role in request.form.getlist("role")]


def _done(done: str) -> Any:
    return redirect(url_for("pages.people_page", done=done), 303)


def _page(fault: str = "", **more: Any) -> str:
    return render_template(
        "pages/people.html",
        people=accounts.accounts(office()),
        tokens=tokens.tokens(office()),
        now=office().now(),
        roles=[role for role in Role if role in PEOPLE],
        scopes=[Deed(scope) for scope in SCOPES],
        days=tokens.DAYS,
        most_days=tokens.MOST_DAYS,
        shortest=SHORTEST,
        fault=fault,
        done=request.args.get("done"),
        **more,
    )
