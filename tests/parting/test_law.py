"""What the law of a place says, with its source, and what it refuses to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.faces.words import Words
from goodterms.parting import law
from goodterms.parting.law import (
    earliest_end,
    ending,
    figure,
    is_known,
    place_of,
    rates,
    retention_years,
)
from goodterms.terms import shelf

LAWS = "goodterms.parting.laws"
PLACES = shelf.names(LAWS, ".toml")
TOLD = date(2026, 3, 16)
"""A Monday, the day after the 15th."""


def told(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Everything a sheet says, with its path."""
    if "source" in table:
        yield path, table
        return
    for name, part in table.items():
        if isinstance(part, dict):
            yield from told(part, f"{path}.{name}")
        elif isinstance(part, list) and part and isinstance(part[0], dict):
            for number, one in enumerate(part):
                yield from told(one, f"{path}.{name}[{number}]")
        elif isinstance(part, int | float) and not isinstance(part, bool):
            yield f"{path}.{name}", {}


@pytest.mark.parametrize("place", PLACES)
def test_every_figure_has_source_day_and_confidence(place: str) -> None:
    """Nothing in a sheet stands without saying who says so, when it was looked up and how sure it is."""
    for path, leaf in told(shelf.toml(LAWS, place)):
        assert leaf.get("source"), path
        assert isinstance(leaf.get("as_of"), date), path
        assert leaf.get("confidence") in ("high", "medium", "low"), path
        said = {"value", "refused", "key", "percent"} & leaf.keys()
        assert len(said) == 1, path


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", ["en", "fr", "nl", "vi"])
def test_every_sentence_of_a_law_is_in_the_catalogue(place: str, language: str) -> None:
    """What a sheet says and why it refuses is told in the reader's language."""
    words = Words(language)
    for path, leaf in told(shelf.toml(LAWS, place)):
        for key in (leaf.get("key"), leaf.get("refused"), leaf.get("value")):
            if isinstance(key, str) and key.startswith("law."):
                assert not words(key).startswith("law."), path


@pytest.mark.parametrize("place", PLACES)
def test_every_figure_is_read(place: str) -> None:
    """What stands in a sheet is used by the program; what nobody reads nobody notices when it is wrong."""
    code = "".join(file.read_text("utf-8") for file in Path(law.__file__).parent.rglob("*.py"))
    for path, leaf in told(shelf.toml(LAWS, place)):
        name = path.removeprefix(".")
        read = f'"{name}"' in code or f"{name.rpartition('.')[0]}.{{" in code
        is_refusal = name.startswith("ending.") and "refused" in leaf
        is_figure = name in {one.get("figure") for _, one in told(shelf.toml(LAWS, place))}
        assert read or is_refusal or is_figure or "[" in name, name


def test_a_sentence_has_its_figure() -> None:
    """The months that are always enough in France come from the sheet; no table is certain, which is said."""
    says = {one.key: one.values for one in ending("FR").says}
    assert says["law.fr.established"] == {"figure": 18}
    assert "law.refused.notice_table" in says
    assert "18 months" in Words("en").say(next(one for one in ending("FR").says if one.values))
    assert "law.refused.vn_provider" in [one.key for one in ending("VN").says]


@pytest.mark.parametrize(
    ("pay", "told_on", "last_day"),
    [
        ("month", date(2026, 3, 15), date(2026, 3, 31)),
        ("month", date(2026, 3, 16), date(2026, 4, 30)),
        ("month", date(2026, 12, 16), date(2027, 1, 31)),
        ("week", date(2026, 3, 16), date(2026, 3, 21)),
        ("week", date(2026, 3, 17), date(2026, 3, 28)),
        ("quarter", date(2026, 2, 17), date(2026, 3, 31)),
        ("quarter", date(2026, 2, 18), date(2026, 6, 30)),
        ("quarter", date(2026, 11, 30), date(2027, 3, 31)),
        ("day", date(2026, 3, 16), date(2026, 3, 17)),
        ("other", date(2026, 3, 16), date(2026, 3, 16)),
    ],
)
def test_german_law_ends_by_the_time_of_pay(pay: Any, told_on: date, last_day: date) -> None:
    """BGB § 621: by the 15th for the month's end, by the first working day for Saturday, six weeks to the
    quarter's end, the next day, any time."""
    assert earliest_end(ending("DE", pay=pay), told_on) == last_day


def test_a_week_begins_with_its_first_working_day() -> None:
    """Where Monday is a holiday, Tuesday is early enough for Saturday."""
    monday = date(2026, 5, 25)
    rule = ending("DE", pay="week")
    assert earliest_end(rule, date(2026, 5, 26), lambda day: day == monday) == date(2026, 5, 30)
    assert earliest_end(rule, date(2026, 5, 26), lambda _day: True) == date(2026, 6, 6)


@pytest.mark.parametrize(
    ("place", "may_end", "form"),
    [
        ("FR", "open_ended_only", "written"),
        ("NL", "open_ended_only", ""),
        ("DE", "open_ended_only", ""),
        ("CH", "any_time", ""),
        ("CA-QC", "with_ground", ""),
        ("VN", "with_ground", ""),
        ("GB-ENG", "unknown", ""),
        ("BE", "unknown", ""),
        ("US-NY", "unknown", ""),
        ("IE", "unknown", ""),
        ("JP", "unknown", ""),
        ("", "unknown", ""),
    ],
)
def test_may_the_provider_end_it(place: str, may_end: str, form: str) -> None:
    """Each place says whether a provider may end an assignment; a place nobody looked up is unknown."""
    rule = ending(place)
    assert (rule.may_end, rule.form) == (may_end, form)
    assert rule.says


@pytest.mark.parametrize("place", ["FR", "NL", "CH", "CA-QC", "VN", "GB", "BE", "US-NY", "JP", "DE"])
def test_no_day_where_none_is_certain(place: str) -> None:
    """A place without a figure gives no last day of its own."""
    rule = ending(place)
    assert rule.days is None
    assert earliest_end(rule, TOLD) is None


def test_a_long_french_relation_has_no_table_of_months() -> None:
    """Written notice that takes the length into account, 18 months a safe harbour, no months by year."""
    assert figure("FR", "ending.safe_harbour_months").value == 18
    assert figure("FR", "ending.notice_table").refused == "law.refused.notice_table"
    assert "law.fr.established" in [one.key for one in ending("FR").says]


@pytest.mark.parametrize("kind", ["consumer", "public"])
def test_other_clients_are_told_apart(kind: str) -> None:
    """The rules between businesses are not given for a consumer or a public body."""
    rule = ending("FR", kind=kind)
    assert (rule.may_end, rule.days, [one.key for one in rule.says]) == (
        "unknown", None, [f"law.other_client.{kind}"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("country", "contract", "code", "named_by"),
    [
        ("fr", "", "FR", "client"),
        ("FR", "NL", "NL", "contract"),
        ("", "ca-qc", "CA-QC", "contract"),
        ("", "", "", "nobody"),
    ],
)
def test_the_contract_names_the_law_before_the_country(
    country: str, contract: str, code: str, named_by: str
) -> None:
    """A governing-law clause wins over the client's address."""
    assert place_of(country, contract) == (code, named_by)


def test_a_member_state_goes_by_the_union_where_its_own_law_is_silent() -> None:
    """The Union's base holds for all of its states, an own figure before it, and nothing of it outside."""
    assert figure("IE", "late.points").value == 8
    assert figure("DE", "late.points").value == 9
    assert figure("NL", "late.lump_sum.amount").value == 40
    assert figure("CH", "late.points").refused == "law.refused.unknown"
    assert is_known("IE")
    assert is_known("GB-SCT")
    assert not is_known("JP")
    assert not is_known("CA-ON")


def test_what_is_not_safe_is_refused_with_the_reason() -> None:
    """Figures that sources contradict or memory alone gives never become numbers."""
    for place, name in [
        ("VN", "late.percent"), ("VN", "late.civil_percent"), ("VN", "ending.provider_breach"),
        ("DE", "retention.accounting_years"), ("NL", "late.large_client_size"), ("CH", "late.percent"),
    ]:  # fmt: skip
        found = figure(place, name)
        assert found.value is None
        assert found.refused.startswith("law.refused.")


def test_the_second_half_of_2026_has_no_euro_rate() -> None:
    """One page alone gives a rate for it: it is refused, as is the Belgian one; the British one is sure."""
    late = date(2026, 7, 1)
    refused = [(one.reference, one.percent) for one in rates("BE") if one.since == late]
    assert refused == [("BE", None), ("ECB", None)]
    assert [(one.percent, one.confidence) for one in rates("UK")] == [(3.75, "high")]


def test_no_rate_is_the_legal_interest_rate_of_a_country() -> None:
    """The euro rates are those of the central bank: a page that gives 5.07 for early 2024 means another."""
    euro = {one.since: one.percent for one in rates("FR") if one.reference == "ECB"}
    assert euro[date(2024, 1, 1)] == 4.5
    assert all("Central Bank" in one.source for one in rates("FR") if one.percent is not None)


def test_years_to_keep_accounts() -> None:
    """France ten years, the Netherlands seven, Germany refused."""
    assert retention_years("FR").value == 10
    assert retention_years("NL").value == 7
    assert retention_years("DE").refused == "law.refused.retention"


@given(
    st.sampled_from(["day", "week", "month", "quarter", "other"]),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_a_last_day_is_never_before_it_is_told(pay: Any, told_on: date) -> None:
    """Whatever the day, the law's last day is that day or later."""
    end = earliest_end(ending("DE", pay=pay), told_on)
    assert end is not None
    assert end >= told_on


def test_an_agreed_end_of_month_is_that_of_the_month() -> None:
    """A rule that ends with the month ends with that in which it is told."""
    rule = ending("CH")._replace(must_end="end_of_month")
    assert earliest_end(rule, date(2028, 2, 3)) == date(2028, 2, 29)
