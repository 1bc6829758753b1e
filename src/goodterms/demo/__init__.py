"""Show me what it does, before I trust it with my own records: the year of an invented freelancer.

Mara Lind designs print and screens in Ghent; her eight clients and everything they write are invented. The
records are written by `tests/demo/make_demo.py`; as of `AS_OF` they span eighteen months.

>>> (folder() / "goodterms.toml").is_file()
True
"""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

AS_OF = date(2026, 10, 31)
"""The day on which the demo takes place."""


def folder() -> Path:
    """The records folder of the demo, as it was installed."""
    return Path(str(files(__name__) / "records"))
