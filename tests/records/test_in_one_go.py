"""Reading without a break for the collector of cycles."""

import gc

import pytest

from oversight.records.in_one_go import in_one_go


def test_the_collector_waits_and_goes_on_afterwards() -> None:
    with in_one_go():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_where_the_reading_failed() -> None:
    with pytest.raises(ValueError, match="damaged"), in_one_go():
        raise ValueError("damaged")
    assert gc.isenabled()


def test_it_stays_off_where_somebody_else_had_switched_it_off() -> None:
    gc.disable()
    try:
        with in_one_go():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
