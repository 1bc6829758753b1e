"""What is in the memory of another process? For what must not be there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
"""How Python, or anybody, keeps a text."""
CHUNK = 1 << 22


def remembered(process: int, texts: Iterable[str]) -> set[str]:
    """Which of these texts the process holds, in any case and any encoding. Skips where nobody may look."""
    forms = {form.encode(one): text for text in texts for form in _forms(text) for one in ENCODINGS}
    longest = max(map(len, forms))
    found: set[str] = set()
    try:
        memory = Path(f"/proc/{process}/mem").open("rb", buffering=0)  # noqa: SIM115 - closed below
        regions = Path(f"/proc/{process}/maps").read_text().splitlines()
    except PermissionError:
        pytest.skip("the memory of another process cannot be read here")
    with memory:
        for region in regions:
            places, rights = region.split()[:2]
            if "r" not in rights or "w" not in rights:
                continue
            start, end = (int(place, 16) for place in places.split("-"))
            for at in range(start, end, CHUNK):
                try:
                    memory.seek(at)
                    held = memory.read(min(CHUNK + longest, end - at))
                except OSError:  # pages that nobody can read
                    continue
                found |= {text for form, text in forms.items() if form in held}
    return found


def _forms(text: str) -> tuple[str, ...]:
    return text, text.lower(), text.upper()
