"""The public names of casesafe."""

from __future__ import annotations

import casesafe


def test_every_public_name_can_be_imported() -> None:
    """Each name of `__all__` leads somewhere, and `dir` shows it."""
    for name in casesafe.__all__:
        assert getattr(casesafe, name) is not None
        assert name in dir(casesafe)


def test_public_names_are_sorted_and_complete() -> None:
    """`__all__` has no name twice and lists what the lazy table offers."""
    assert len(set(casesafe.__all__)) == len(casesafe.__all__)
    assert set(casesafe.__all__) == set(casesafe._HOME_OF)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that does not exist raises as for any module."""
    assert not hasattr(casesafe, "nonsense")
