"""Bank statements: what is in them is read, in every format the same, and what is missing is said."""

from __future__ import annotations

import json
import time
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.model import Batch, Transfer
from goodterms.records.reading import read_source
from goodterms.records.source import Source
from goodterms.terms.money import Money
from shared import SHARED, needs_shared

BANK = SHARED / "data" / "bank"
CAMT = sorted(BANK.glob("camt_genkgo/**/*.json"))
MT940 = sorted(BANK.glob("mt940_wolph/**/*.yml"))
OFX = sorted(BANK.glob("ofxparse/**/*.ofx"))
OWN = "BE62510007547061"


def read(data: bytes | str, name: str = "statement") -> Batch:
    text = data.encode() if isinstance(data, str) else data
    return read_source(Source(name, text, currency="EUR"))


def keys(batch: Batch) -> list[str]:
    return [problem.key for problem in batch.problems]


def lines(batch: Batch) -> list[Transfer]:
    return [record for record in batch.records if isinstance(record, Transfer)]


# What others wrote down about the shared files


def entries_of(path: Path) -> Iterator[tuple[date | None, Money]]:
    """The entries in the JSON beside a CAMT file, with the day each was booked on. Of a file with several
    statements it holds those of the last."""
    for entry in json.loads(path.read_text("utf-8"))["getEntries"]:
        amount = entry["getAmount"]
        when = entry["getBookingDate"] or entry["getValueDate"]
        day = date.fromisoformat(when["0"][:10]) if when else None
        yield day, Money(int(amount["getAmount"]), amount["getCurrency"]["getCode"])


@needs_shared
@pytest.mark.parametrize("path", CAMT, ids=lambda path: path.stem)
def test_camt_entries_are_those_of_another_reader(path: Path) -> None:
    """Booked entries are records; one that is pending, or names no day, is a problem and never silent."""
    data = path.with_suffix(".xml").read_bytes()
    batch = read(data)
    found: list[tuple[Any, Any]] = [(line.booked_on, line.amount) for line in lines(batch)]
    found += [
        (one.values["day"], one.values["amount"]) for one in batch.problems if one.key == "bank.pending"
    ]
    expected = Counter(entries_of(path))
    undated = sum(day is None for day, _ in expected.elements())
    assert Counter(entry for entry in expected.elements() if entry[0]) <= Counter(found)
    assert keys(batch).count("bank.no_date") == undated
    assert len(found) + undated == data.count(b"<Ntry>")
    assert batch.records or batch.problems


def child(node: yaml.Node | None, *names: str) -> yaml.Node | None:
    """What a YAML mapping holds under a path of names, whatever its Python tags say."""
    for name in names:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for key, value in pairs if key.value == name), None)
    return node


def transactions_of(path: Path) -> Iterator[tuple[date, Decimal]]:
    """Booking day and amount of each transaction in the YAML beside an MT940 file."""
    found = child(yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader), "transactions")
    for one in found.value if found is not None else []:
        amount = child(one, "data", "amount", "amount")
        day = child(one, "data", "guessed_entry_date") or child(one, "data", "date")
        assert amount is not None
        assert day is not None
        packed = b64decode(day.value[0].value)
        yield date(packed[0] * 256 + packed[1], packed[2], packed[3]), Decimal(amount.value[0].value)


@needs_shared
@pytest.mark.parametrize("path", MT940, ids=lambda path: path.stem)
def test_mt940_lines_are_those_of_another_reader(path: Path) -> None:
    """Every line of every dialect is read, with its day and amount; a file without lines says so."""
    batch = read(path.with_suffix(".sta").read_bytes())
    found = Counter((line.booked_on, line.amount.amount) for line in lines(batch))
    assert found == Counter(transactions_of(path))
    assert batch.records or batch.problems


@needs_shared
@pytest.mark.parametrize("path", OFX, ids=lambda path: path.stem)
def test_ofx_transactions_are_all_read(path: Path) -> None:
    """As many lines as transactions; a file without them gives a problem."""
    batch = read(path.read_bytes())
    assert batch.importer == "ofx"
    assert len(lines(batch)) == path.read_bytes().count(b"<STMTTRN>")
    assert batch.records or batch.problems


# The same statement in every format


class Said(NamedTuple):
    """One line as the freelancer would say it."""

    day: date
    cents: int
    name: str
    reference: str

    @property
    def sum(self) -> str:
        return f"{abs(self.cents) // 100}.{abs(self.cents) % 100:02}"

    @property
    def booked(self) -> tuple[date, Money, str]:
        return self.day, Money(self.cents, "EUR"), self.reference


words = st.text("abcdefghijkmnopqrtuvwxyzABCDEFGHXYZ0123456789 -", max_size=40).map(
    lambda text: " ".join(text.split())
)
said = st.builds(
    Said,
    st.dates(date(1991, 1, 1), date(2069, 12, 31)),
    st.integers(-(10**9), 10**9).filter(bool),
    words.map(lambda text: f"Atelier {text}".strip()[:35].strip()),
    words.map(lambda text: f"Invoice {text}".strip()),
)
statements = st.lists(said, min_size=1, max_size=12)


def as_camt(told: list[Said], before: int, after: int) -> str:
    def balance(kind: str, cents: int) -> str:
        direction = "DBIT" if cents < 0 else "CRDT"
        return (
            f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
            f'<Amt Ccy="EUR">{abs(cents) / 100:.2f}</Amt><CdtDbtInd>{direction}</CdtDbtInd></Bal>'
        )

    def entry(one: Said) -> str:
        direction, role = ("DBIT", "Cdtr") if one.cents < 0 else ("CRDT", "Dbtr")
        return (
            f'<Ntry><Amt Ccy="EUR">{one.sum}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts>BOOK</Sts>'
            f"<BookgDt><Dt>{one.day}</Dt></BookgDt><NtryDtls><TxDtls>"
            f"<RltdPties><{role}><Nm>{one.name}</Nm></{role}></RltdPties>"
            f"<RmtInf><Ustrd>{one.reference}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
        )

    return (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>'
        f"<Acct><Id><IBAN>{OWN}</IBAN></Id></Acct>{balance('OPBD', before)}{balance('CLBD', after)}"
        f"{''.join(map(entry, told))}</Stmt></BkToCstmrStmt></Document>"
    )


def as_mt940(told: list[Said], before: int, after: int) -> str:
    def balance(tag: str, cents: int) -> str:
        return f":{tag}:{'D' if cents < 0 else 'C'}260101EUR{abs(cents) // 100},{abs(cents) % 100:02}\n"

    def entry(one: Said) -> str:
        details = f"/NAME/{one.name}/REMI/{one.reference}"
        wrapped = "\n".join(details[at : at + 65] for at in range(0, len(details), 65))
        mark = "D" if one.cents < 0 else "C"
        amount = one.sum.replace(".", ",")
        return f":61:{one.day:%y%m%d}{one.day:%m%d}{mark}{amount}NTRFNONREF\n:86:{wrapped}\n"

    body = "".join(map(entry, told))
    return f":20:X\n:25:{OWN}\n:28C:1\n{balance('60F', before)}{body}{balance('62F', after)}-\n"


def as_ofx(told: list[Said], before: int, after: int) -> str:
    def entry(one: Said) -> str:
        sign = "-" if one.cents < 0 else ""
        return (
            f"<STMTTRN><DTPOSTED>{one.day:%Y%m%d}120000[-5:EST]<TRNAMT>{sign}{one.sum}\n"
            f"<NAME>{one.name}\n<MEMO>{one.reference}</STMTTRN>\n"
        )

    return (
        "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><STMTRS><CURDEF>EUR"
        f"<BANKACCTFROM><ACCTID>{OWN}</BANKACCTFROM>{''.join(map(entry, told))}</STMTRS></OFX>"
    )


def as_coda(told: list[Said], before: int, after: int) -> str:
    def sign(cents: int) -> str:
        return f"{int(cents < 0)}{abs(cents) * 10:015}"

    def entry(number: int, one: Said) -> str:
        place, day = f"{number:04}0000", f"{one.day:%d%m%y}"
        return (
            f"21{place}{'':21}{sign(one.cents)}{day}001500000{one.reference:53}{day}00001 0\n"
            f"22{place}{'':115}1 0\n"
            f"23{place}{'':37}{one.name:35}{'':43}0 0\n"
        )

    return (
        f"0000001012600005 {'':7}{'':10}{'':93}2\n"
        f"12001{OWN:34}EUR{sign(before)}010126{'':61}001\n"
        f"{''.join(entry(*one) for one in enumerate(told, 1))}"
        f"8001{OWN:34}EUR{sign(after)}010126{'':64}0\n"
        f"9{'':15}{'0' * 36}{'':75}2\n"
    )


FORMATS: dict[str, Callable[[list[Said], int, int], str]] = {
    "camt": as_camt,
    "mt940": as_mt940,
    "ofx": as_ofx,
    "coda": as_coda,
}
each_format = pytest.mark.parametrize("name", FORMATS)
KNOWS_BALANCES = [name for name in FORMATS if name != "ofx"]


@each_format
@settings(max_examples=40, deadline=None)
@given(told=statements, before=st.integers(-(10**6), 10**6))
def test_a_statement_is_read_back_as_it_was_written(name: str, told: list[Said], before: int) -> None:
    """Days, amounts, references, names, account and order, and nothing to complain of."""
    after = before + sum(one.cents for one in told)
    batch = read(FORMATS[name](told, before, after))
    found = lines(batch)
    assert batch.importer == name
    assert [(line.booked_on, line.amount, line.reference) for line in found] == [one.booked for one in told]
    assert [line.counterparty for line in found] == [one.name for one in told]
    assert {line.account for line in found} == {OWN}
    assert not batch.problems


@pytest.mark.parametrize("name", KNOWS_BALANCES)
@settings(max_examples=25, deadline=None)
@given(told=statements, before=st.integers(-(10**6), 10**6), lost=said)
def test_a_line_that_is_missing_shows_in_the_balance(
    name: str, told: list[Said], before: int, lost: Said
) -> None:
    """Where the balances are known, a lost line is told once, with the sum that is lost; the rest is read."""
    after = before + sum(one.cents for one in (*told, lost))
    batch = read(FORMATS[name](told, before, after))
    assert len(lines(batch)) == len(told)
    assert keys(batch) == ["bank.balance"]
    assert batch.problems[0].values["difference"] == Money(lost.cents, "EUR")


@each_format
def test_a_long_hostile_file_takes_no_time(name: str) -> None:
    """A text of a megabyte in one line costs seconds nowhere, and gives records or problems."""
    huge = Said(date(2026, 3, 4), 100, "Pixel Orchard", "x" * 1_000_000)
    started = time.process_time()
    batch = read(FORMATS[name]([huge], 0, 100))
    assert time.process_time() - started < 5
    assert batch.records or batch.problems
    assert all(len(line.reference) <= 1_000 for line in lines(batch))


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("CHARSET:1252", "cp1252"),
        ("CHARSET:1250", "cp1250"),
        ("CHARSET:8859-1", "latin-1"),
        ("CHARSET:1250", "utf-8"),
        ("CHARSET:4444", "cp1252"),
    ],
)
def test_ofx_is_read_in_the_character_set_it_is_written_in(declared: str, codec: str) -> None:
    """UTF-8 where it is that, whatever the header says; else the code page of the header."""
    text = (
        f"OFXHEADER:100\n{declared}\n\n"
        + as_ofx([Said(date(2026, 3, 4), 100, "Café Nijlpaard", "2026-016")], 0, 0).partition("\n\n")[2]
    )
    assert [line.counterparty for line in lines(read(text.encode(codec)))] == ["Café Nijlpaard"]


def test_an_ofx_transaction_that_is_cut_off_is_not_read() -> None:
    """Its amount may lack its last digits: what is complete is read, and the end is missed."""
    whole = as_ofx([Said(date(2026, 3, 4), 100, "A", "1"), Said(date(2026, 3, 5), 12500, "B", "2")], 0, 0)
    batch = read(whole[: whole.index("125.00") + 3])
    assert [line.amount.minor for line in lines(batch)] == [100]
    assert keys(batch) == ["bank.cut"]


def test_a_coda_bundle_is_never_counted_beside_its_payments() -> None:
    """Details stand in for the bundle where they add up to it; where they do not, the bundle counts."""

    def movement(detail: int, cents: int, code: str) -> str:
        return f"210001{detail:04}{'':21}0{cents * 10:015}040326{code}0{'':53}04032600000 0\n"

    head, _, tail = as_coda([], 0, 1000).partition("8001")
    for second, expected in ((400, [600, 400]), (500, [1000])):
        parts = movement(0, 1000, "10150000") + movement(1, 600, "50150000") + movement(2, second, "50150000")
        batch = read(f"{head}{parts}8001{tail}")
        assert [line.amount.minor for line in lines(batch)] == expected
        assert not batch.problems
