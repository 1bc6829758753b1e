"""Reading tables: how they are written, and what their cells hold."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.records import headings
from goodterms.records.cells import Dates
from goodterms.records.model import Batch, Client, Deliverable, Feeling, Invoice, TimeEntry
from goodterms.records.reading import SHELF, read_source
from goodterms.records.source import Source
from goodterms.terms import shelf

FORMS = {name: module.FORM for name, module in shelf.modules(SHELF).items() if hasattr(module, "FORM")}
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


def read(text: str, **hints: str) -> Batch:
    return read_source(Source("table.csv", text.encode(), **hints))


def keys_of(batch: Batch) -> list[str]:
    return [problem.key for problem in batch.problems]


@given(
    names=st.lists(WORDS, min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_reads_the_same_however_it_is_saved(
    names: list[str], delimiter: str, encoding: str, ending: str
) -> None:
    """Every mark between cells, line end and Unicode encoding gives the names that were written."""
    written = StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator=ending)
    writer.writerows([["client", "name", "rounds"], *([name, "Icons", "2"] for name in names)])
    batch = read_source(Source("x.csv", written.getvalue().encode(encoding)))
    assert [work.client for work in batch.records if isinstance(work, Deliverable)] == names
    assert batch.problems == ()


@pytest.mark.parametrize("name", FORMS)
def test_a_heading_means_one_column_of_a_file(name: str) -> None:
    """No heading, in any language, leaves open which of two columns of the same file it is."""
    for heading, columns in headings.meanings().items():
        meant = [column for column in columns if column in FORMS[name].columns]
        own = [column for column in meant if headings.plain(column) == heading]
        assert len(own or meant) <= 1, (heading, meant)


@given(st.one_of(st.sampled_from(sorted(headings.meanings())), st.text().map(headings.plain)))
def test_no_heading_is_overlooked(heading: str) -> None:
    """The quick look, before sheets are read for a file that is no table, dismisses no heading."""
    assert headings.meaning(heading) == headings.meanings().get(heading, ())


@pytest.mark.parametrize("language", shelf.names(headings.__name__, ".toml"))
def test_a_language_names_every_column_and_answer(language: str) -> None:
    """A sheet of headings has the same entries as the English one."""
    sheet, english = (shelf.toml(headings.__name__, name) for name in (language, "en"))
    assert {table: set(sheet[table]) for table in sheet} == {table: set(english[table]) for table in english}


def test_every_column_has_an_entry() -> None:
    """What a form can hold, the sheets of headings know."""
    english = set(shelf.toml(headings.__name__, "en")["columns"])
    assert {column for form in FORMS.values() for column in form.columns} <= english


@pytest.mark.parametrize(
    ("header", "importer"),
    [
        ("Nom,Courriels,Pays,Client depuis", "clients"),
        ("Factuurnummer,Klant,Factuurdatum,Vervaldag,Bedrag", "invoices"),
        ("Khách hàng,Ngày thanh toán,Số tiền,Hình thức", "payments"),
        ("Klant,Datum,Uren,Activiteit", "time_entries"),
        ("Client,Livrable,Échéance,Prix", "deliverables"),
        ("Client,Date,Appréhension,Imprévisible", "feelings"),
        ("Khách hàng,Ngày,Vấn đề,Phản ứng", "attempts"),
        ("Klant,Datum,Uitkomst", "episodes"),
        ("Naam,E-mail,Vaardigheden,Toestemming", "colleagues"),
        ("sep=;\nclient;date;outcome", "episodes"),
    ],
)
def test_headings_of_four_languages(header: str, importer: str) -> None:
    """A file is known by its columns, in the language it was kept in."""
    assert read(header + "\n").importer == importer


def test_a_file_that_is_mostly_something_else_is_left_alone() -> None:
    """A list of members with a name and an address among nine columns is no list of clients."""
    assert (
        read("id,name,email,role,created,updated,token,plan,seat\n1,A,a@b.example,x,,,,,\n").importer is None
    )


def test_headings_without_rows_are_said() -> None:
    """An export that came out empty is not taken for one that was read."""
    assert keys_of(read("client,date,outcome\n")) == ["csv.no_rows"]


def test_a_forgotten_quote_costs_one_line() -> None:
    """The rows after a quote that was never closed are still read."""
    batch = read('client,date,outcome\n"Pixel Orchard,2026-03-04,shelved\nCafé,2026-03-05,shelved\n')
    assert [problem.locator for problem in batch.problems] == ["line 2"]
    assert [record.evidence.locator for record in batch.records] == ["line 3"]


def test_a_number_that_could_be_cut_off_is_not_believed() -> None:
    """The last line of a file that stops in the middle is told, never read as a smaller sum."""
    whole = "number,client,issued,total,currency\n7,Pixel Orchard,2026-03-04,1250.00,EUR\n"
    batch = read(whole[:-8])
    assert (batch.records, keys_of(batch)) == ((), ["csv.cut_row"])
    assert len(read(whole).records) == 1


def test_a_sum_without_its_currency_cell_is_not_taken_for_another_currency() -> None:
    """Where the column is there and the cell is missing, the freelancer's own currency is no answer."""
    text = "number,client,issued,total,currency,disputed\n7,Pixel Orchard,2026-03-04,90.00\n"
    assert keys_of(read(text, currency="EUR")) == ["csv.cut_row"]


@pytest.mark.parametrize(
    ("total", "minor"),
    [("1250", 125000), ("1.250,50", 125050), ("1,250.50", 125050), ("€ 12", 1200), ("1 250,5", 125050)],
)
def test_sums_as_people_write_them(total: str, minor: int) -> None:
    """Grouping and decimals of four languages; the amount is what a reader there would say."""
    (invoice,) = read(
        f'number;client;issued;total\n7;Pixel Orchard;2026-03-04;"{total}"\n', currency="EUR"
    ).records
    assert isinstance(invoice, Invoice)
    assert invoice.total.minor == minor


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("1.5", 90), ("1,5", 90), ("1.250", 75), ("0:45", 45), ("2h15", 135), ("3 h", 180), ("0", 0)],
)
def test_hours_as_people_write_them(written: str, minutes: int) -> None:
    """A mark in hours is always decimal: nobody works one thousand two hundred and fifty of them."""
    (entry,) = read(f'client;started;hours\nPixel Orchard;2026-03-04T09:00;"{written}"\n').records
    assert isinstance(entry, TimeEntry)
    assert entry.minutes == minutes


@given(st.decimals(0, 744, places=2, allow_nan=False))
def test_hours_are_kept_to_the_minute(hours: Decimal) -> None:
    """No length is off by more than half a minute."""
    (entry,) = read(f"client,started,hours\nPixel Orchard,2026-03-04T09:00,{hours}\n").records
    assert isinstance(entry, TimeEntry)
    assert abs(entry.minutes - hours * 60) <= Decimal("0.5")


def test_the_file_itself_says_which_comes_first() -> None:
    """One day above twelve settles the order of all dates in the file."""
    assert Dates("5/13/2026").read("3/4/2026") == date(2026, 3, 4)
    assert Dates("13/5/2026").read("3/4/2026") == date(2026, 4, 3)


def test_where_the_file_does_not_say_the_country_does() -> None:
    """An American's 3/4 is in March; whoever writes points writes the day first."""
    assert Dates("3/4/2026", "US").read("3/4/2026") == date(2026, 3, 4)
    assert Dates("3/4/2026", "BE").read("3/4/2026") == date(2026, 4, 3)
    assert Dates("3.4.2026", "US").read("3.4.2026") == date(2026, 4, 3)


def test_a_file_that_contradicts_itself_is_read_only_where_it_is_clear() -> None:
    """With both orders in one file, a date that could be two days is a problem and no day."""
    rows = ["A,13/5/2026", "B,5/13/2026", "C,3/4/2026"]
    batch = read("name,since\n" + "".join(f"{row}\n" for row in rows))
    days = [client.since for client in batch.records if isinstance(client, Client)]
    assert days == [date(2026, 5, 13), date(2026, 5, 13), None]
    assert [(problem.locator, problem.key) for problem in batch.problems] == [("line 4", "csv.mixed_dates")]


@given(st.integers(0, 4), st.integers(5, 999))
def test_a_rating_outside_its_scale_is_unknown(inside: int, outside: int) -> None:
    """Four is the most; more is a problem and not a stronger feeling."""
    batch = read(f"client,date,dread,fit_style\nCafé Nijlpaard,2026-03-04,{inside},{outside}\n")
    (feeling,) = batch.records
    assert isinstance(feeling, Feeling)
    assert (feeling.dread, feeling.fit_style) == (inside, None)
    assert keys_of(batch) == ["csv.bad_number"]
