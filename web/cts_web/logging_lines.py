"""The log: one JSON object a line on standard error, of the service and of its server alike."""

from __future__ import annotations

import logging
import logging.config
from typing import TYPE_CHECKING, Any

import structlog
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from structlog.typing import Processor

SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processors": (
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ),
        }
    },
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}},
    "root": {"level": "WARNING", "handlers": ["lines"]},
    "loggers": {
        "cts_web": {"level": "INFO"},
        "gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}
"""For the standard library, and for gunicorn, which sets it up anew in each worker."""


class Quiet(Logger):  # type: ignore[misc]
    """gunicorn's logger without its own line a request: the application writes one."""

    def access(self, *_: object) -> None:
        """Nothing."""


def begin_logging() -> None:
    """Has everything logged as lines of JSON: what structlog is told, and what the standard library is told."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(CONFIG)
