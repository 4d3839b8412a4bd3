"""The moments that rows of the store bear."""

from __future__ import annotations

import datetime as dt


def now() -> str:
    """The present moment, in UTC, to the microsecond."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
