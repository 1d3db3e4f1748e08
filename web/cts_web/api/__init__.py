"""The HTTP API, version 1: a module a resource."""

from cts_web.api import assessments, consignments, editing, evaluate, manifests, messages, rulebooks, versions

RESOURCES = (
    evaluate.resource,
    manifests.resource,
    consignments.resource,
    assessments.resource,
    messages.resource,
    rulebooks.resource,
    versions.resource,
    editing.resource,  # that of language.py and the operations of editing.py
)

__all__ = ["RESOURCES"]
