"""The map of the pages: every address, and the function that answers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from cts_web.pages import (
    consignments,
    editing,
    home,
    manifests,
    messages,
    putting_in_force,
    reading_out,
    rulebooks,
    trying,
)
from cts_web.pages.frame import choose_theme, frame, install

Route = tuple[str, str, Callable[..., Any]]

ROUTES: tuple[Route, ...] = (
    ("GET", "/", home.home),
    ("POST", "/manifests", home.assess_and_keep),
    ("POST", "/try", trying.try_without_keeping),
    ("GET", "/try", home.back_home),
    ("GET", "/manifests", manifests.manifest_list),
    ("GET", "/manifests/<int:manifest>", manifests.manifest_page),
    ("GET", "/consignments", consignments.consignment_list),
    ("GET", "/consignments/<int:consignment>", consignments.consignment_page),
    ("GET", "/messages/<int:message>", messages.message_page),
    ("GET", "/messages/<int:message>/bytes", messages.message_bytes),
    ("GET", "/rulebooks", rulebooks.rulebook_list),
    ("GET", "/rulebooks/<name>", rulebooks.rulebook_page),
    ("GET", "/rulebooks/<name>/versions/<int:number>", rulebooks.version_page),
    ("GET", "/rulebooks/<name>/versions/<int:number>/rules/<rule>", rulebooks.rule_page),
    ("GET", "/rulebooks/<name>/versions/<int:number>/words/<language>", reading_out.document_page),
    ("GET", "/rulebooks/<name>/versions/<int:number>/files/<path:path>", rulebooks.file_page),
    ("GET", "/rulebooks/<name>/edit", editing.edit_page),
    ("POST", "/rulebooks/<name>/edit", editing.edit),
    ("GET", "/rulebooks/<name>/versions/<int:number>/put-in-force", putting_in_force.consequences_page),
    ("POST", "/rulebooks/<name>/versions/<int:number>/put-in-force", putting_in_force.confirm),
    ("POST", "/theme", choose_theme),
)

blueprint = Blueprint(
    "pages", "cts_web", template_folder="templates", static_folder="static", static_url_path="/static"
)
for method, address, view in ROUTES:
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
blueprint.context_processor(frame)
blueprint.record_once(install)
