"""What only CAMT or MT940 can say: reversals, bundles and pages; marks, days without a year, dialects."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.records.model import Batch, Transfer
from goodterms.records.reading import read_source
from goodterms.records.source import Source
from goodterms.terms.money import Money

DUTCH, GERMAN = "NL71INGB0009876543", "DE19100500000012345678"


def read(text: str) -> Batch:
    return read_source(Source("statement", text.encode(), currency="EUR"))


def keys(batch: Batch) -> list[str]:
    return [problem.key for problem in batch.problems]


def lines(batch: Batch) -> list[Transfer]:
    return [record for record in batch.records if isinstance(record, Transfer)]


def camt(entries: str, more: str = "", message: str = "BkToCstmrStmt") -> Batch:
    return read(f"<Document><{message}><Stmt>{more}{entries}</Stmt></{message}></Document>")


def entry(direction: str, more: str, amount: str = "100.00") -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>'
        f"<BookgDt><Dt>2026-03-04</Dt></BookgDt>{more}</Ntry>"
    )


PARTIES = (
    "<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Harbour &amp; Sons</Nm></Dbtr><Cdtr><Nm>Mara Lind</Nm></Cdtr>"
    "</RltdPties></TxDtls></NtryDtls>"
)


@pytest.mark.parametrize(
    ("direction", "reversal", "cents", "name"),
    [
        ("CRDT", "false", 10000, "Harbour & Sons"),
        ("DBIT", "true", -10000, "Harbour & Sons"),
        ("DBIT", "false", -10000, "Mara Lind"),
        ("CRDT", "true", 10000, "Mara Lind"),
    ],
)
def test_a_reversal_keeps_the_direction_it_states(
    direction: str, reversal: str, cents: int, name: str
) -> None:
    """ISO 20022: a reversed credit is a DBIT entry; its parties are those of the payment it takes back."""
    found = lines(camt(entry(direction, f"<RvslInd>{reversal}</RvslInd>{PARTIES}")))
    assert [(line.amount.minor, line.counterparty) for line in found] == [(cents, name)]


def bundle(*sums: str) -> str:
    details = "".join(
        f'<TxDtls><Amt Ccy="EUR">{each}</Amt><RmtInf><Ustrd>part {number}</Ustrd></RmtInf></TxDtls>'
        for number, each in enumerate(sums, 1)
    )
    return entry("CRDT", f"<AcctSvcrRef>BUNDLE-2026</AcctSvcrRef><NtryDtls>{details}</NtryDtls>")


def test_a_bundle_that_adds_up_is_its_payments() -> None:
    """Each payment is a line with a number of its own."""
    found = lines(camt(bundle("60.00", "40.00")))
    assert [(line.amount.minor, line.reference, line.bank_id) for line in found] == [
        (6000, "part 1", "BUNDLE-2026/1"),
        (4000, "part 2", "BUNDLE-2026/2"),
    ]


def test_a_bundle_that_does_not_add_up_is_one_line() -> None:
    """What was booked counts; all that was written with it stays to be searched."""
    found = lines(camt(bundle("60.00", "41.00")))
    assert [(line.amount.minor, line.reference) for line in found] == [(10000, "part 1 part 2")]


def test_pages_of_a_statement_do_not_raise_an_alarm() -> None:
    """On one page of several the balances are not those of its lines."""
    balances = "".join(
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
        '<Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>'
        for kind in ("OPBD", "CLBD")
    )
    page = "<StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>"
    assert keys(camt(entry("CRDT", ""), balances)) == ["bank.balance"]
    assert keys(camt(entry("CRDT", ""), page + balances)) == []


def test_the_first_version_of_camt_is_read() -> None:
    """Version 1 numbers its message elements and has its details without a cover."""
    details = "<TxDtls><RltdPties><Dbtr><Nm>Pixel Orchard</Nm></Dbtr></RltdPties></TxDtls>"
    found = lines(camt(entry("CRDT", details), message="BkToCstmrStmtV01"))
    assert [line.counterparty for line in found] == ["Pixel Orchard"]


def mt940(*fields: str) -> Batch:
    return read("\n".join((":20:X", ":25:1234567890", ":60F:C260101EUR0,00", *fields, "")))


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ("2601020102", date(2026, 1, 2)),
        ("260102", date(2026, 1, 2)),
        ("2601021231", date(2025, 12, 31)),
        ("2512310102", date(2026, 1, 2)),
        ("2601020000", date(2026, 1, 2)),
        ("2402290301", date(2024, 3, 1)),
    ],
)
def test_the_day_of_booking_lies_in_the_year_that_brings_it_nearest(dates: str, day: date) -> None:
    """An entry date has no year; where there is none at all, the value date stands."""
    assert [line.booked_on for line in lines(mt940(f":61:{dates}C1,00NTRFNONREF"))] == [day]


@pytest.mark.parametrize(
    ("mark", "cents"), [("C", 125), ("D", -125), ("RC", -125), ("RD", 125), ("CR", 125), ("DR", -125)]
)
def test_the_mark_says_the_direction(mark: str, cents: int) -> None:
    """RC takes a credit back; in CR the R is the last letter of the currency."""
    assert [line.amount.minor for line in lines(mt940(f":61:260304{mark}1,25NTRFNONREF"))] == [cents]


def test_a_damaged_line_costs_no_other() -> None:
    """The lines before and behind it are read, and it is named."""
    batch = mt940(
        ":61:260304C1,00NTRFNONREF",
        ":61:rubbish",
        ":86:of rubbish",
        ":61:260305C2,00NTRFNONREF",
        ":62F:C260305EUR9,00",
    )
    assert [line.amount.minor for line in lines(batch)] == [100, 200]
    assert [(one.locator, one.key) for one in batch.problems] == [("line 5", "bank.bad_line")]


def test_a_number_that_comes_twice_is_no_number() -> None:
    """Only what is one line's own may tell two lines apart; a short code never does."""
    numbers = ("B26030400001", "B26030400001", "B26030400002", "55555")
    found = lines(mt940(*(f":61:260304C1,00NTRFNONREF//{number}" for number in numbers)))
    assert [line.bank_id for line in found] == ["", "", "B26030400002", ""]


@pytest.mark.parametrize(
    ("details", "name", "account", "reference"),
    [
        ("/NAME/Pixel Orchard/REMI/2026-015", "Pixel Orchard", "", "2026-015"),
        (
            f"/CNTP/{DUTCH}/INGBNL2A/Pixel Orchard/Breda///REMI/USTD//2026-015",
            "Pixel Orchard",
            DUTCH,
            "2026-015",
        ),
        ("/NAME/Harbour/REMI/STRD/ISO/000202601472", "Harbour", "", "+++000/2026/01472+++"),
        (f"166?00TEXT?20SVWZ+2026-015?31{GERMAN}?32Pixel Orchard", "Pixel Orchard", GERMAN, "2026-015"),
        (f"020<00Text<202026-015<32Pixel Orchard<38{GERMAN}", "Pixel Orchard", GERMAN, "2026-015"),
        ("166?20EREF+2026-015", "", "", "2026-015"),
        (f"REK: {DUTCH}/NAAM: Pixel Orchard", "Pixel Orchard", DUTCH, f"REK: {DUTCH}/NAAM: Pixel Orchard"),
        (f"2026-015 {DUTCH}", "", DUTCH, f"2026-015 {DUTCH}"),
        ("Just words, 2026-015", "", "", "Just words, 2026-015"),
    ],
)
def test_each_way_to_write_details_is_understood(
    details: str, name: str, account: str, reference: str
) -> None:
    """Named parts, numbered parts with the marks of several banks, labels, and plain text without a name."""
    found = lines(mt940(":61:260304C1,00NTRFNONREF", f":86:{details}"))
    assert [(line.counterparty, line.iban, line.reference) for line in found] == [(name, account, reference)]


def test_an_interim_report_takes_its_currency_from_the_limit() -> None:
    """MT942 has no balance before; its :34F: names the currency, and an expected line has not come yet."""
    batch = read(
        ":20:X\n:25:1\n:34F:USD0,\n:61:260304C5,00NTRFNONREF\n:61:260305ED7,00NTRFNONREF\n:90D:1USD7,00\n"
    )
    assert [line.amount for line in lines(batch)] == [Money(500, "USD")]
    assert [one.values["amount"] for one in batch.problems] == [Money(-700, "USD")]


def test_a_line_without_any_currency_is_not_guessed() -> None:
    """Neither the statement nor the freelancer names one: the amount is told, and nothing is read."""
    batch = read_source(Source("x.sta", b":61:260304C5,00NTRFNONREF\n"))
    assert not batch.records
    assert keys(batch) == ["bank.no_currency"]
