"""ZIP codes and the Census tables."""

from __future__ import annotations

import pytest

from casesafe.values.zip3 import TABLES, restricted, zip3_of

PREFIXES_2000 = "036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893"
PREFIXES_2010 = "036 059 102 203 205 369 556 692 821 823 878 879 884 893 202 204 753 772"
PREFIXES_2020 = "036 059 102 203 204 205 369 556 692 772 821 823 878 879 884 893 202 753"
UNION = (
    "036 059 063 102 202 203 204 205 369 556 692 753 772 790 821 823 830 831 878 879 884 890 893"
)
#: A prefix without a ZCTA from each stretch of the list.
NO_ZCTA = ["000", "005", "008", "090", "099", "340", "519", "699", "819", "889", "962", "969"]


@pytest.mark.parametrize(
    ("table", "prefixes"),
    [("2000", PREFIXES_2000), ("2010", PREFIXES_2010), ("2020", PREFIXES_2020), ("union", UNION)],
)
def test_table_holds_exactly_the_published_prefixes(table: str, prefixes: str) -> None:
    """A table is its published list and the prefixes without a ZCTA, nothing else."""
    without = restricted("union") - set(UNION.split())
    assert restricted(table) == set(prefixes.split()) | without
    assert len(without) == 106
    assert set(NO_ZCTA) <= without


def test_table_sizes_are_those_of_the_sources() -> None:
    """17 prefixes of 2000, 18 of 2010 and 2020, 23 in their union."""
    tables = (PREFIXES_2000, PREFIXES_2010, PREFIXES_2020, UNION)
    assert [len(t.split()) for t in tables] == [17, 18, 18, 23]
    assert set(UNION.split()) == set(PREFIXES_2000.split()) | set(PREFIXES_2010.split()) | set(
        PREFIXES_2020.split()
    )


@pytest.mark.parametrize(
    ("surface", "table", "expected"),
    [
        ("19311", "union", "193"),
        ("06103-1611", "union", "061"),
        ("06103 - 1611", "union", "061"),
        ("82190", "union", "000"),
        ("06320", "union", "000"),
        ("06320", "2000", "000"),
        ("06320", "2010", "063"),
        ("06320", "2020", "063"),
        ("58801", "union", "588"),
        ("20401", "2000", "204"),
        ("20401", "2020", "000"),
        ("09012", "2020", "000"),
        ("2134", "union", "021"),
        ("0214", "union", "000"),
        ("825014471", "union", "825"),
        ("841", "union", "841"),
        ("000", "union", "000"),
        ("22l92", "union", "221"),
        ("I9805", "union", "198"),
        ("989O9", "union", "989"),
        ("nine nine three six two", "union", "993"),
        ("oh two one three four", "union", "021"),
        ("１９３１１", "union", "193"),
        ("K1A 0B1", "union", None),
        ("SW1A 1AA", "union", None),
        ("98", "union", None),
        ("somewhere", "union", None),
    ],
)
def test_zip3_of(surface: str, table: str, expected: str | None) -> None:
    """A ZIP code in any shape gives the three digits that may stay."""
    assert zip3_of(surface, table) == expected


@pytest.mark.parametrize("table", TABLES)
def test_restricted_prefix_never_comes_out(table: str) -> None:
    """No code of a restricted area gives its own prefix."""
    for prefix in restricted(table):
        assert zip3_of(prefix + "44", table) == "000"


def test_unknown_table_is_refused() -> None:
    """A table of another year is an error."""
    with pytest.raises(ValueError, match="table is one of"):
        zip3_of("19311", "1990")
