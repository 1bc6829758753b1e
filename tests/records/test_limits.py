"""The user may raise a bound by its name; nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.limits import USUAL, Limits, with_limit


@given(name=st.sampled_from(Limits._fields), number=st.integers(0, 10**12 - 1))
def test_each_limit_can_be_set(name: str, number: int) -> None:
    """By its name, and the others stay."""
    assert with_limit(USUAL, f"{name}={number}") == USUAL._replace(**{name: number})


@pytest.mark.parametrize(
    "told",
    ["", "=", "mail_mb", "mail_mb=", "mail_mb=-1", "mail_mb=1.5", "mail_mb=²", "mail_mb=٣", "mail=1",
     "_fields=1", "mail_mb=" + "9" * 5_000],
)  # fmt: skip
def test_what_is_no_limit_is_refused(told: str) -> None:
    """A name that none has, no number, and a number of thousands of digits."""
    assert with_limit(USUAL, told) is None


@given(st.text())
def test_anything_may_be_typed(told: str) -> None:
    """It is a limit, or none; never an error."""
    assert with_limit(USUAL, told) is None or "=" in told
