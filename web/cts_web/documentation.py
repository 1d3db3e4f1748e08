"""The API's document as a page: Swagger UI from its package, nothing from elsewhere, no script in the page itself."""

from __future__ import annotations

from pathlib import Path

import flask_swagger_ui  # type: ignore[import-untyped]
from flask import Blueprint, Response

from cts_rules.access.roles import Deed

DIST = Path(flask_swagger_ui.__file__).parent / "dist"

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>CTS Rules API</title>
<link rel="stylesheet" href="static/swagger-ui.css">
<link rel="icon" href="static/favicon-32x32.png">
</head>
<body>
<div id="api"><noscript>The document itself: <a href="../openapi.json">openapi.json</a></noscript></div>
<script src="static/swagger-ui-bundle.js"></script>
<script src="begin.js"></script>
</body>
</html>
"""

BEGIN = """SwaggerUIBundle({
  url: "../openapi.json",
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null
});
"""

blueprint = Blueprint(
    "api_docs", __name__, url_prefix="/api/v1/docs", static_folder=str(DIST), static_url_path="/static"
)


NEEDS = {
    "api_docs.page": Deed.NOTHING_SECRET,
    "api_docs.begin": Deed.NOTHING_SECRET,
    "api_docs.static": Deed.NOTHING_SECRET,
}


@blueprint.get("/")
def page() -> Response:
    """The page."""
    return Response(PAGE, content_type="text/html; charset=utf-8")


@blueprint.get("/begin.js")
def begin() -> Response:
    """What starts it: a file of its own, for the page may hold no script."""
    return Response(BEGIN, content_type="text/javascript; charset=utf-8")
