"""The garbage collector is held back for long notes only, and always comes back."""

from __future__ import annotations

import gc
import threading

import pytest

from casesafe.core.collector import LONG, collector_held_back


def test_a_short_note_leaves_the_collector_alone() -> None:
    """Nothing changes under the limit."""
    with collector_held_back(LONG - 1):
        assert gc.isenabled()


def test_it_comes_back_after_an_error() -> None:
    """An error inside restores it."""

    def fail() -> None:
        with collector_held_back(LONG):
            assert not gc.isenabled()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    """A program that runs without it is left so."""
    gc.disable()
    try:
        with collector_held_back(LONG):
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_last_of_several_threads_restores_it() -> None:
    """One thread's end does not switch it on under another."""
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with collector_held_back(LONG):
            inside.set()
            leave.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait()
    with collector_held_back(LONG):
        pass
    assert not gc.isenabled()
    leave.set()
    thread.join()
    assert gc.isenabled()
