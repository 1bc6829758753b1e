"""The garbage collector rests while records are made, and works again afterwards."""

import gc

import pytest

from goodterms.terms.memory import undisturbed


def test_collector_rests_and_comes_back() -> None:
    """Off inside, on again after, an error included."""
    with pytest.raises(LookupError), undisturbed():
        assert not gc.isenabled()
        raise LookupError
    assert gc.isenabled()


def test_collector_that_was_off_stays_off() -> None:
    """Whoever had turned it off finds it off."""
    gc.disable()
    try:
        with undisturbed():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
