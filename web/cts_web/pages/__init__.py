"""Pages for people, rendered on the server; every one of them works without JavaScript."""

from cts_web.pages.routes import blueprint

__all__ = ["blueprint"]
