"""The HTTP API, version 1: a module a resource."""

from cts_web.api import assessments, consignments, evaluate, manifests, messages, rulebooks, versions, words

RESOURCES = (
    evaluate.resource,
    manifests.resource,
    consignments.resource,
    assessments.resource,
    messages.resource,
    rulebooks.resource,
    versions.resource,
    words.resource,  # that of language.py, with the operations of editing.py and of words.py
)

__all__ = ["RESOURCES"]
