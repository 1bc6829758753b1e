"""Reading tables: how they are written, and what their cells hold."""

from __future__ import annotations

import csv
import time
import unicodedata
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.records import headings
from goodterms.records.model import (
    Batch,
    Client,
    Deliverable,
    Episode,
    Feeling,
    Invoice,
    Payment,
    TimeEntry,
    Transfer,
)
from goodterms.records.reading import SHELF, read_source
from goodterms.records.source import Source
from goodterms.records.tables.form import Form
from goodterms.terms import shelf

FORMS = {
    name: form
    for name, module in shelf.modules(SHELF).items()
    for form in vars(module).values()
    if isinstance(form, Form)
}
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
        for ours in (FORMS[name].columns, FORMS[name].also):
            meant = [column for column in columns if column in ours]
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
    forms = [form for form in FORMS.values() if not form.called]
    assert {column for form in forms for column in (*form.columns, *form.also)} <= english


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


def days(texts: list[str], **hints: str) -> list[date | None]:
    """The days that a column of these texts is read as."""
    rows = "".join(f'C{at},"{text}"\n' for at, text in enumerate(texts))
    found = read("name,since\n" + rows, **hints).records
    return [client.since for client in found if isinstance(client, Client)]


def test_the_column_itself_says_which_comes_first() -> None:
    """One day above twelve settles the order of all dates in its column."""
    assert days(["3/4/2026", "5/13/2026"])[0] == date(2026, 3, 4)
    assert days(["3/4/2026", "13/5/2026"])[0] == date(2026, 4, 3)


@pytest.mark.parametrize("home", ["", "US", "BE"])
def test_a_date_that_could_be_two_is_asked_for_and_not_guessed(home: str) -> None:
    """Nothing in the file says it, so it is asked once; the country is no answer. What is clear is read."""
    batch = read(
        "client,date,outcome\n"
        + "".join(
            f"Pixel Orchard,{day},shelved\n"
            for day in ("3/4/2026", "5/6/2026", "4/4/2026", "2026-03-04", "3.4.2026")
        ),
        home=home,
    )
    assert [episode.day for episode in batch.records if isinstance(episode, Episode)] == [
        date(2026, 4, 4),
        date(2026, 3, 4),
        date(2026, 4, 3),
    ]
    assert [(one.locator, one.key, one.values) for one in batch.problems] == [
        ("line 2", "csv.ambiguous_dates", {"value": "3/4/2026"})
    ]


@pytest.mark.parametrize(
    ("told", "day"), [("day first", date(2026, 4, 3)), ("month first", date(2026, 3, 4))]
)
def test_the_answer_settles_what_the_file_leaves_open(told: str, day: date) -> None:
    """The freelancer's answer is taken, but not against what a column proves."""
    assert days(["3/4/2026"], dates=told) == [day]
    assert days(["3/4/2026", "13/5/2026"], dates="month first")[0] == date(2026, 4, 3)


def test_another_column_of_dates_speaks_for_one_that_is_silent() -> None:
    """Whoever writes 13/4 as the day it is due wrote 3/4 as the day it was issued."""
    (bill,) = read(
        "number,client,issued,due,total,currency\n7,Pixel Orchard,3/4/2026,13/4/2026,90,EUR\n"
    ).records
    assert isinstance(bill, Invoice)
    assert (bill.issued, bill.due) == (date(2026, 4, 3), date(2026, 4, 13))


@pytest.mark.parametrize(
    "written",
    [
        *(
            "4 March 2026",
            "Mar 4, 2026",
            "Wed, 4 Mar 2026",
            "4-Mar-26",
            "March 4th, 2026",
            "2026-Mar-04",
            "4 mars 2026",
        ),
        *(
            "mercredi 4 mars 2026",
            "4 mrt. 2026",
            "woensdag 4 maart 2026",
            "04-mrt-26",
            "20260304",
            "4.3.2026",
        ),
        *("ngày 4 tháng 3 năm 2026", "4 thg 3, 2026", "4 tháng ba năm 2026", "2026/3/4", "2026.03.04"),
    ],
)
def test_days_as_people_write_them(written: str) -> None:
    """Names of months in four languages and years that come first leave nothing open."""
    assert days([written]) == [date(2026, 3, 4)]


@pytest.mark.parametrize(
    "written", ["31 février 2026", "soon", "4 Smarch 2026", "40/40/2026", "20261304", "4 2026"]
)
def test_a_day_that_is_none_is_said(written: str) -> None:
    """What looks like a day and is none becomes a problem and no other day."""
    assert days([written]) == [None]
    assert keys_of(read(f'name,since\nPixel Orchard,"{written}"\n')) == ["csv.bad_date"]


@given(
    st.lists(st.dates(date(1990, 1, 1), date(2100, 12, 31)), min_size=1, max_size=12),
    st.sampled_from(["{0.day}/{0.month}/{0.year}", "{0.month:02}-{0.day:02}-{0.year}"]),
)
def test_no_date_is_ever_read_as_another(written: list[date], form: str) -> None:
    """Whatever days a file holds, each is read as itself or not at all."""
    read_as = days([form.format(day) for day in written])
    assert all(found in (None, day) for found, day in zip(read_as, written, strict=True))
    assert read_as == written or all(
        day.day <= 12 or found == day for found, day in zip(read_as, written, strict=True)
    )


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


def totals(cells: list[str], **hints: str) -> list[int | None]:
    """The minor units that a column of these sums is read as; None where a row is not read."""
    rows = "".join(f'{at};Pixel Orchard;2026-03-04;"{text}"\n' for at, text in enumerate(cells))
    found = read("number;client;issued;total\n" + rows, **{"currency": "EUR"} | hints).records
    read_as = {bill.number: bill.total.minor for bill in found if isinstance(bill, Invoice)}
    return [read_as.get(str(at)) for at in range(len(cells))]


@pytest.mark.parametrize(
    ("other", "minor"),
    [("12,50", 123400), ("1.234,56", 123400), ("1.234.567", 123400), ("12.5", 123), ("0.125", 123)],
)
def test_the_column_itself_says_what_a_point_means(other: str, minor: int) -> None:
    """1.234 is a thousand beside a cell with a decimal comma, and little beside one with a decimal point."""
    assert totals(["1.234", other])[0] == minor


@pytest.mark.parametrize(
    ("hints", "minor"),
    [
        ({"home": "BE"}, 123400),
        ({"home": "US"}, None),
        ({"home": "CA"}, None),
        ({}, None),
        ({"currency": "VND"}, 1234),
    ],
)
def test_what_no_cell_proves_is_grouping_or_nothing(hints: dict[str, str], minor: int | None) -> None:
    """A Belgian groups with a point, and đồng have no decimals; else nothing is read, and it is said once."""
    assert totals(["1.234", "7"], **hints)[0] == minor
    batch = read(
        "client,paid_on,amount\n" + 2 * "Pixel Orchard,2026-03-04,1.234\n", **{"currency": "EUR"} | hints
    )
    assert keys_of(batch) == ([] if minor else ["csv.ambiguous_amounts"])


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6), st.sampled_from([",.", ".,", " ,", "'."]))
def test_no_sum_is_ever_read_as_another(cents: list[int], marks: str) -> None:
    """However thousands and decimals are marked, a sum is read as itself or not at all."""
    written = [
        f"{minor / 100:,.2f}".translate(str.maketrans({",": marks[0], ".": marks[1]})) for minor in cents
    ]
    whole = [text.removesuffix(f"{marks[1]}00") for text in written]
    assert totals(written) == cents
    assert all(found in (None, minor) for found, minor in zip(totals(whole), cents, strict=True))


@pytest.mark.parametrize(
    "written", ["-12,50", "12,50-", "(12,50)", "12,50 DR", "−12,50 €", "- 12,50", "EUR -12,50"]
)
def test_signs_as_people_write_them(written: str) -> None:
    """A minus before or behind, brackets and a DR all take money away."""
    (payment,) = read(
        f'client;paid_on;amount\nPixel Orchard;2026-03-04;"{written}"\n', currency="EUR"
    ).records
    assert isinstance(payment, Payment)
    assert payment.amount.minor == -1250


@pytest.mark.parametrize(
    ("heading", "currency"),
    [("Total (GBP)", "GBP"), ("Montant EUR", "EUR"), ("Total in €", None), ("Bedrag (€)", "EUR")],
)
def test_a_heading_may_name_the_currency(heading: str, currency: str | None) -> None:
    """What no cell says, the heading of the sums does."""
    batch = read(f"number;client;issued;{heading}\n7;Pixel Orchard;2026-03-04;90\n", currency="USD")
    assert [bill.total.currency for bill in batch.records if isinstance(bill, Invoice)] == (
        [currency] if currency else []
    )


def test_a_dollar_sign_is_the_freelancers_own_or_unknown() -> None:
    """Six countries write $: an American's is USD, and a European's could be any."""
    assert totals(["$ 90"], currency="CAD") == [9000]
    assert totals(["$ 90"]) == [None]


def test_headings_are_found_below_titles() -> None:
    """An export's name, its period and blank lines come first; the records keep their true lines."""
    batch = read(
        "Export;;\n\nPeriod: March; 2026;\n\nClient;Date;Outcome\nPixel Orchard;2026-03-04;shelved\n"
    )
    assert [record.evidence.locator for record in batch.records] == ["line 6"]
    assert batch.problems == ()


def test_a_line_that_sums_up_is_no_record() -> None:
    """Totals and headings that are said again are skipped; a client of that name is not."""
    rows = [
        *(
            "Total;2026-03-04;90;EUR",
            "Klant;Betaald op;Bedrag;Munt",
            "Totaal;;90;EUR",
            ";;;",
            "Tổng cộng;;1.090,00;EUR",
        ),
        "Subtotal 2026;;90;EUR",
    ]
    batch = read("Klant;Betaald op;Bedrag;Munt\n" + "".join(f"{row}\n" for row in rows))
    assert [payment.client for payment in batch.records if isinstance(payment, Payment)] == ["Total"]
    assert batch.problems == ()


def test_a_table_that_lacks_one_column_is_told_which() -> None:
    """A list of hours without days says so, instead of being nobody's."""
    batch = read("Client,Project,Hours,Note\nPixel Orchard,Icons,2,\n")
    assert [(one.key, one.values) for one in batch.problems] == [("csv.lacks_column", {"column": "started"})]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1258"])
def test_a_vietnamese_table_in_an_old_encoding(encoding: str) -> None:
    """UTF-16 without its mark, and the code page that writes tones as letters of their own."""
    text = (
        "Số hóa đơn;Khách hàng;Ngày lập;Tổng tiền\n"
        "HD-7;Nhà May Sông;5/3/2026;500.000 đ\nHD-8;Nhà May Sông;16/3/2026;1\n"
    )
    # Python writes this code page only where the tones stand alone already.
    tones = {
        f"{letter}{tone}"
        for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    }
    loose = text.translate({ord(unicodedata.normalize("NFC", pair)): pair for pair in tones})
    batch = read_source(
        Source("hoa-don.csv", (loose if encoding == "cp1258" else text).encode(encoding), currency="VND")
    )
    assert [(bill.client, bill.total.minor) for bill in batch.records if isinstance(bill, Invoice)] == [
        ("Nhà May Sông", 500_000),
        ("Nhà May Sông", 1),
    ]


def test_french_in_its_code_page_is_not_taken_for_vietnamese() -> None:
    """Accents of Windows-1252 stay what they are, also in Italian, where vowels come before ò."""
    text = "name,since\nPerchò,2026-03-04\nCafé crème à l'été,2026-03-04\nPiò caffò,2026-03-04\n"
    batch = read_source(Source("clients.csv", text.encode("cp1252")))
    assert [client.name for client in batch.records if isinstance(client, Client)] == [
        "Perchò",
        "Café crème à l'été",
        "Piò caffò",
    ]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("1u30", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("90 min", 90),
        ("90 phút", 90),
        ("1:30:00", 90),
        ("PT1H30M", 90),
        ("2 uur", 120),
    ],
)
def test_lengths_as_people_write_them(written: str, minutes: int) -> None:
    """Hours and minutes with the letters of four languages."""
    (entry,) = read(f"client;started;hours\nPixel Orchard;2026-03-04T09:00;{written}\n").records
    assert isinstance(entry, TimeEntry)
    assert entry.minutes == minutes


@pytest.mark.parametrize(
    ("columns", "cells", "started", "minutes"),
    [
        ("Date,Start,End", "2026-03-04,9:30,11:00", "2026-03-04T09:30:00+01:00", 90),
        ("Date,Start time,End time", "2026-03-04,9:30 AM,2:00 PM", "2026-03-04T09:30:00+01:00", 270),
        (
            "Start date,Start time,End date,End time",
            "2026-03-04,23:30,2026-03-05,0:15",
            "2026-03-04T23:30:00+01:00",
            45,
        ),
        ("Date,Hours", "2026-03-04,2", "2026-03-04T09:00:00+01:00", 120),
        ("Date,Minutes", "2026-03-04,45", "2026-03-04T09:00:00+01:00", 45),
        ("Date,Duration (min)", "2026-03-04,45", "2026-03-04T09:00:00+01:00", 45),
        ("Start,End", "2026-03-04T08:30:00Z,2026-03-04T09:00:00Z", "2026-03-04T08:30:00+00:00", 30),
    ],
)
def test_hours_in_the_columns_that_programs_use(columns: str, cells: str, started: str, minutes: int) -> None:
    """Days and times apart or together, an end or a length; what has no time is nobody's night work."""
    (entry,) = read(f"Client,{columns}\nPixel Orchard,{cells}\n", zone="Europe/Brussels").records
    assert isinstance(entry, TimeEntry)
    assert (entry.started.isoformat(), entry.minutes) == (started, minutes)


@pytest.mark.parametrize(
    "header",
    [
        "Rekeningnummer;Naam van de rekening;Rekening tegenpartij;Boekingsdatum;Bedrag;Munteenheid;Bericht",
        "Date,Name / Description,Account,Counterparty,Code,Debit/credit,Amount (EUR),Notifications",
        "Naam;Munt;Datum;Bedrag;Saldo;credit;debet;rekeningnummer tegenpartij;Naam tegenpartij;Mededeling",
        "Date d'exécution;Date valeur;Montant;Devise du compte;Contrepartie;Nom de la contrepartie;Détails",
        "Booking Date,Partner Name,Partner Iban,Type,Payment Reference,Amount (EUR),Original Amount",
        "TransferWise ID,Date,Amount,Currency,Payment Reference,Running Balance,Payer Name,Payee Name",
        "dateOp;dateVal;label;category;supplierFound;amount;comment;accountNum;accountLabel;accountbalance",
        "Date;Libellé;Débit euros;Crédit euros",
        "STT,Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Số dư,Mô tả",
        "Date,Description,Money Out,Money In,Balance",
    ],
)
def test_statements_are_told_by_their_columns(header: str) -> None:
    """Banks of several countries, in their own headings."""
    assert read(header + "\n").importer == "bank_csv"


@pytest.mark.parametrize(
    ("header", "importer"),
    [
        ("Klant;Datum;Bedrag;Mededeling", "payments"),
        ("Factuur;Klant;Datum;Bedrag", None),
        ("Factuur;Klant;Datum;Vervaldag;Bedrag", "invoices"),
        ("Client,Payment date,Amount,Invoice number", "payments"),
        ("Datum;Naam tegenpartij;Bedrag;Mededeling", "bank_csv"),
        (
            "countryCode,customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate",
            "invoices",
        ),
    ],
)
def test_payments_invoices_and_statements_are_told_apart(header: str, importer: str | None) -> None:
    """The same words stand on all three; what they need together tells, or the user is asked."""
    assert read(header + "\n").importer == importer


@given(
    st.lists(
        st.tuples(
            st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(-(10**8), 10**8).filter(bool), WORDS
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_statement_reads_the_same_whatever_way_it_tells_in_from_out(
    lines: list[tuple[date, int, str]],
) -> None:
    """A sign, a word beside the sum, and two columns are three ways to write one thing."""
    ways = {
        "Date;Description;Amount": lambda day, minor, text: (day, text, f"{minor / 100:.2f}"),
        "Datum;Omschrijving;Bedrag;Af Bij": lambda day, minor, text: (
            day,
            text,
            f"{abs(minor) / 100:.2f}",
            "Af" if minor < 0 else "Bij",
        ),
        "Date;Libellé;Débit;Crédit": lambda day, minor, text: (
            day,
            text,
            *((f"{-minor / 100:.2f}", "") if minor < 0 else ("", f"{minor / 100:.2f}")),
        ),
    }
    for header, write in ways.items():
        written = StringIO()
        csv.writer(written, delimiter=";").writerows(write(*line) for line in lines)
        batch = read(f"{header}\n{written.getvalue()}", currency="EUR")
        found = [
            (one.booked_on, one.amount.minor, one.reference)
            for one in batch.records
            if isinstance(one, Transfer)
        ]
        assert found == lines


def test_a_large_table_is_read_in_a_time_that_grows_with_it() -> None:
    """A line of a million marks, or headings that never come, cost no more than their length."""
    began = time.monotonic()
    read("a" + ",;" * 500_000 + "\n" + "x;" * 500_000)
    read("client,date,outcome\n" + '"' * 300_000 + "\n" * 1000)
    assert time.monotonic() - began < 20


def test_a_cell_of_many_numbers_costs_no_time() -> None:
    """Whether a row is a sum is asked of its first cell, which somebody may have filled to the brim."""
    cell = "12 " * 60_000 + "x"
    started = time.process_time()
    batch = read(f"client,name,due\nPixel Orchard,Icons,2026-03-20\n{cell},Icons,2026-03-20\n")
    assert len(batch.records) == 2
    assert time.process_time() - started < 2
