"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# A gate should say the same of the same commit: there, property tests try the same examples each time. New
# ones are tried wherever somebody works, and by `make fuzz`.
settings.register_profile("gate", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("gate")
