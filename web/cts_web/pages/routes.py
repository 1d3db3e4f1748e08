"""The map of the pages: every address, the function that answers it, and the deed that it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from cts_rules.access.roles import Deed
from cts_web.pages import (
    account,
    consignments,
    editing,
    home,
    logging_in,
    manifests,
    messages,
    people,
    putting_in_force,
    reading_out,
    rulebooks,
    trying,
)
from cts_web.pages.frame import choose_theme, frame, install

Route = tuple[str, str, Callable[..., Any], Deed]

ROUTES: tuple[Route, ...] = (
    ("GET", "/", home.home, Deed.READ_CARGO),
    ("POST", "/manifests", home.assess_and_keep, Deed.HAND_IN),
    ("POST", "/try", trying.try_without_keeping, Deed.EVALUATE),
    ("GET", "/try", home.back_home, Deed.READ_CARGO),
    ("GET", "/manifests", manifests.manifest_list, Deed.READ_CARGO),
    ("GET", "/manifests/<int:manifest>", manifests.manifest_page, Deed.READ_CARGO),
    ("GET", "/consignments", consignments.consignment_list, Deed.READ_CARGO),
    ("GET", "/consignments/<int:consignment>", consignments.consignment_page, Deed.READ_CARGO),
    ("GET", "/messages/<int:message>", messages.message_page, Deed.READ_CARGO),
    ("GET", "/messages/<int:message>/bytes", messages.message_bytes, Deed.READ_CARGO),
    ("GET", "/rulebooks", rulebooks.rulebook_list, Deed.READ_RULES),
    ("GET", "/rulebooks/<name>", rulebooks.rulebook_page, Deed.READ_RULES),
    ("GET", "/rulebooks/<name>/versions/<int:number>", rulebooks.version_page, Deed.READ_RULES),
    ("GET", "/rulebooks/<name>/versions/<int:number>/rules/<rule>", rulebooks.rule_page, Deed.READ_RULES),
    ("GET", "/rulebooks/<name>/versions/<int:number>/words/<language>", reading_out.document_page, Deed.READ_RULES),
    ("GET", "/rulebooks/<name>/versions/<int:number>/files/<path:path>", rulebooks.file_page, Deed.READ_RULES),
    ("GET", "/rulebooks/<name>/edit", editing.edit_page, Deed.WRITE_RULES),
    ("POST", "/rulebooks/<name>/edit", editing.edit, Deed.WRITE_RULES),
    (
        "GET",
        "/rulebooks/<name>/versions/<int:number>/put-in-force",
        putting_in_force.consequences_page,
        Deed.PUT_IN_FORCE,
    ),
    ("POST", "/rulebooks/<name>/versions/<int:number>/put-in-force", putting_in_force.confirm, Deed.PUT_IN_FORCE),
    ("GET", "/login", logging_in.login_page, Deed.NOTHING_SECRET),
    ("POST", "/login", logging_in.enter, Deed.NOTHING_SECRET),
    ("POST", "/logout", logging_in.leave, Deed.OWN_ACCOUNT),
    ("GET", "/account", account.account_page, Deed.OWN_ACCOUNT),
    ("POST", "/account/password", account.new_password, Deed.OWN_ACCOUNT),
    ("POST", "/account/sessions/<int:session>/end", account.end_one_session, Deed.OWN_ACCOUNT),
    ("GET", "/users", people.people_page, Deed.ADMINISTER),
    ("POST", "/users", people.add_person, Deed.ADMINISTER),
    ("POST", "/users/<name>", people.change_person, Deed.ADMINISTER),
    ("POST", "/tokens", people.add_service, Deed.ADMINISTER),
    ("POST", "/tokens/<name>/revoke", people.revoke_service, Deed.ADMINISTER),
    ("POST", "/theme", choose_theme, Deed.NOTHING_SECRET),
)

NEEDS = {f"pages.{view.__name__}": deed for _, _, view, deed in ROUTES} | {"pages.static": Deed.NOTHING_SECRET}

blueprint = Blueprint(
    "pages", "cts_web", template_folder="templates", static_folder="static", static_url_path="/static"
)
for method, address, view, _ in ROUTES:
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
blueprint.context_processor(frame)
blueprint.record_once(install)
