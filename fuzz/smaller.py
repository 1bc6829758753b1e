"""What of this file does it take to break the reader? Blocks that are not needed are left out."""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 300
SECONDS = 40.0


def smaller(data: bytes, breaks: Callable[[bytes], bool], seconds: float = SECONDS) -> bytes:
    """A smaller file that still breaks the reader, found within so many tries and seconds.

    >>> smaller(b"Sun, sand and no laptop.", lambda data: b"no" in data)
    b'no'
    """
    until = time.monotonic() + seconds
    tries, parts = TRIES, 2
    while len(data) > 1 and tries > 0 and time.monotonic() < until:
        size = -(-len(data) // parts)
        for start in range(0, len(data), size):
            tries -= 1
            less = data[:start] + data[start + size :]
            if breaks(less):
                data, parts = less, max(2, parts - 1)
                break
            if tries <= 0 or time.monotonic() > until:
                return data
        else:
            if size == 1:
                return data
            parts = min(len(data), parts * 2)
    return data
