"""The JSON Schema of the product's own JSON, made from the model; `manifest.schema.json` beside this file is its text.

To write it anew after a change of the model: `python -m cts_rules.readers.json_schema`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from cts_grammar.vocabulary import Vocabulary
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.readers.json_document import SCHEMA, Envelope
from cts_rules.reference.reference import load_reference

PUBLISHED = Path(__file__).with_name("manifest.schema.json")

_THINGS = {"Manifest": "manifest", "Consignment": "consignment", "GoodsItem": "goods item", "Container": "container"}
_PLAIN = ("Money", "Unreadable")


def manifest_schema() -> dict[str, Any]:
    """The schema as a value: draft 2020-12."""
    _, parts = msgspec.json.schema_components([Envelope], ref_template="#/$defs/{name}")
    parts = {name: _described(name, part) for name, part in sorted(parts.items())}
    envelope = parts.pop("Envelope")
    for name in _PLAIN:
        parts[name]["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **{key: value for key, value in envelope.items() if key != "title"},
        "anyOf": [{"required": ["manifest"]}, {"required": ["manifests"]}],
        "$defs": parts,
    }


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(manifest_schema(), indent=2, ensure_ascii=False) + "\n"


def _described(name: str, part: dict[str, Any]) -> dict[str, Any]:
    """The part with a line of explanation at each property that rules have a name for."""
    told = _explanations(vocabulary(load_reference(None)), _THINGS.get(name, ""))
    properties = {
        key: {"description": told[key], **rest} if key in told else rest
        for key, rest in part.get("properties", {}).items()
    }
    return {**part, "properties": properties} if properties else part


def _explanations(names: Vocabulary, thing: str) -> dict[str, str]:
    return {field.path[0]: field.explanation for field in names.fields if field.of == thing and len(field.path) == 1}


if __name__ == "__main__":
    PUBLISHED.write_text(schema_text(), encoding="utf-8")
