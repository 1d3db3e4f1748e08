"""A document as it is worked with: read within its limits, completed, looked over."""

from __future__ import annotations

from cts_rules.manifest.intake import intake
from cts_rules.manifest.quality import with_quality
from cts_rules.readers.choose import read_document
from cts_rules.readers.reading import Document, NotReadable, ReadManifest
from cts_rules.reference.reference import Reference
from cts_rules.settings import DocumentLimits


def read_completed(
    document: Document, reference: Reference, limits: DocumentLimits, received: str | None
) -> tuple[ReadManifest, ...]:
    """The manifests of a document with the findings of all checks; `received` is as `intake` takes it.

    NotReadable where there are none, or more consignments than the limit.
    """
    found = read_document(document, reference, limits.document_bytes)
    count = sum(len(read.manifest.consignments) for read in found)
    if count > limits.consignments:
        raise NotReadable(f"the document has {count:,} consignments, more than the limit of {limits.consignments:,}")
    return tuple(with_quality(intake(read, reference, received), reference) for read in found)
