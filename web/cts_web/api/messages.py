"""Messages as they came in."""

from __future__ import annotations

import re

from flask import Response

from cts_rules.access.roles import Deed
from cts_rules.office import reading
from cts_web import problems
from cts_web.api.incoming import RAW
from cts_web.api.serving import office
from cts_web.openapi import Answer, Resource

resource = Resource("messages", "Messages as they came in, byte for byte.")

UNSAFE = re.compile(r"[^A-Za-z0-9._-]+", re.ASCII)
HEADERS = {"Content-Disposition": "`attachment` with the message's name.", "X-Content-SHA256": "SHA-256 of the bytes."}


@resource.operation(
    "GET",
    "/messages/<int:message>",
    "getMessage",
    Answer(None, description="The bytes, in the media type that they came with.", media_type="*/*", headers=HEADERS),
    refusals=(problems.NOT_FOUND,),
    needs=Deed.READ_CARGO,
)
def get_message(message: int) -> Response:
    """Fetch a message.

    Byte for byte as it came in, to be saved and not to be shown.
    """
    found = reading.message(office(), message)
    known = found.media_type in (*RAW, "application/json")
    name = UNSAFE.sub("_", found.name).strip("._")[-100:] or f"message-{found.id}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-SHA256": found.sha256}
    return Response(found.content, 200, headers, content_type=found.media_type if known else RAW[-1])
