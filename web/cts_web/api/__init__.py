"""The HTTP API, version 1: a module a resource."""

from cts_web.api import assessments, consignments, editing, evaluate, language, manifests, messages, rulebooks, versions

RESOURCES = (
    evaluate.resource,
    manifests.resource,
    consignments.resource,
    assessments.resource,
    messages.resource,
    rulebooks.resource,
    versions.resource,
    language.resource,
    editing.resource,
)

__all__ = ["RESOURCES"]
