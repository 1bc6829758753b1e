"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# A gate should say the same of the same commit: there, property tests try the same examples each time. New
# ones are tried wherever somebody works, and by `make fuzz`.
# Nowhere is a test timed: machines are shared.
settings.register_profile("here", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "here")
