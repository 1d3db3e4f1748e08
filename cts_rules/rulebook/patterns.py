"""Search patterns are RE2's: linear time, whatever the text; what RE2 refuses, the checker refuses."""

from __future__ import annotations

import re2


def pattern_fault(pattern: str) -> str | None:
    """Why a pattern cannot be used, in RE2's words; None when it can."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else "it is not a pattern"
        return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    return None
