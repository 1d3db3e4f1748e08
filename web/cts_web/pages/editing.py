"""Editing a rulebook as text: check, format, try on a manifest, save as a new version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for

from cts_engine.compile import CompiledRulebook
from cts_grammar.check import Checking
from cts_rules.office import drafting, evaluating, library, publishing, reading
from cts_rules.office.refusals import NothingInForce, Refusal, RulesDoNotCheck
from cts_rules.readers.reading import Document, NotReadable, ReadManifest
from cts_web.access import who
from cts_web.pages.drafts import Draft, draft_from, formatted, mended, name_of, typed
from cts_web.pages.effects import effect
from cts_web.pages.frame import office
from cts_web.pages.handing_in import NothingHandedIn, handed_in
from cts_web.pages.marking import around, marked
from cts_web.pages.trials import SHOWN, trial

OFFERED = 50
"""Stored manifests that are offered to be tried on, the newest."""

FIX = "fix:"


def edit_page(name: str) -> Any:
    """The texts of a version in their text areas; `?rule=` opens the text of that rule."""
    draft = draft_from(office(), name, request.args.get("version", type=int))
    return _page(draft, opened=request.args.get("file", ""), line=request.args.get("line", 1, type=int))


def edit(name: str) -> Any:
    """What the pressed button says, on the texts as they were typed."""
    at_hand = office()
    draft = typed(draft_from(at_hand, name, request.form.get("version", type=int)))
    wish = request.form.get("do", "check")
    if wish == "format":
        draft, said = formatted(at_hand, draft)
        return _page(draft, drafting.check_texts(at_hand, draft.files()), said=said)
    checking = drafting.check_texts(at_hand, draft.files())
    if wish.startswith(FIX):
        draft, said = mended(draft, checking, wish.removeprefix(FIX))
        return _page(draft, drafting.check_texts(at_hand, draft.files()), said=said)
    if checking.rulebook is None:
        return _page(draft, checking, said="unsaved" if wish == "save" else ""), 422
    if wish == "save":
        return _save(draft, checking)
    if wish == "try":
        return _try(draft, checking)
    return _page(draft, checking, said="sound")


def _save(draft: Draft, checking: Checking) -> Any:
    try:
        version, new = publishing.add_version(office(), draft.base.rulebook, draft.files(), draft.note, who())
    except RulesDoNotCheck as refusal:
        return _page(draft, refusal.checking, said="unsaved"), 422
    except Refusal as refusal:
        return _page(draft, checking, fault=str(refusal)), 422
    done = "saved" if new else "same"
    return redirect(url_for("pages.version_page", name=version.rulebook, number=version.number, done=done), 303)


def _try(draft: Draft, checking: Checking) -> Any:
    at_hand = office()
    try:
        readings, of = _manifest(request.form.get("manifest", ""))
        after = drafting.compile_texts(at_hand, draft.files())
    except (NothingHandedIn, NotReadable, Refusal) as fault:
        return _page(draft, checking, manifest_fault=str(fault)), 422
    before = _in_force(draft.base.rulebook)
    found = effect(at_hand, before, after, readings) if before else None
    tried = trial(at_hand, [after], readings)
    return _page(draft, checking, tried=tried, effect=found, of=of, said="tried")


def _manifest(chosen: str) -> tuple[Sequence[ReadManifest], str]:
    """The manifest to try on: a text or a file where there is one, else the stored one that was chosen."""
    if not chosen.isdecimal() or request.form.get("text", "").strip() or request.files.get("file"):
        document, _ = handed_in()
        return evaluating.read(office(), document), document.name
    kept = reading.manifest(office(), int(chosen)).summary
    message = reading.message(office(), kept.message)
    readings = evaluating.read(office(), Document(message.name, message.content), kept.received)
    return readings[kept.position : kept.position + 1], kept.file


def _in_force(name: str) -> CompiledRulebook | None:
    try:
        return library.compiled_version(office(), name, None)
    except NothingInForce:
        return None


def _page(draft: Draft, checking: Checking | None = None, **more: Any) -> str:
    at_hand = office()
    diagnostics = checking.diagnostics if checking else ()
    spans = (span for d in diagnostics for span in (d.span, *(label.span for label in d.labels)))
    faulty = list(dict.fromkeys(span.path for span in spans))
    sources = checking.sources if checking else {}
    texts = {path: marked(sources[path], diagnostics) for path in faulty if path in sources}
    return render_template(
        "pages/edit.html",
        draft=draft,
        checking=checking,
        faults=[
            (d, name_of(d), around(texts[d.span.path], d.span.line) if d.span.path in texts else None)
            for d in diagnostics
        ],
        errors=sum(d.is_error for d in diagnostics),
        marked=texts,
        rulebook=library.rulebook(at_hand, draft.base.rulebook),
        manifests=reading.manifests(at_hand, limit=OFFERED).items,
        chosen=request.form.get("manifest", ""),
        text=request.form.get("text", ""),
        most=SHOWN,
        **more,
    )
