"""Which facts a letter claims, and whether the records bear them out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.faces.words import Words, languages
from goodterms.letters import sheet_index
from goodterms.letters.claims import Claim, claims, judge
from goodterms.letters.known import Bill, Fact, Known
from goodterms.letters.letter import Letter
from goodterms.letters.linting import read_letter
from goodterms.letters.sheets import Hit
from goodterms.terms import shelf
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money
from letters.records import AS_OF, CLIENT, euros

HERE = (Evidence("time.csv", "line 3"),)
ISSUED, DUE, PAID = date(2026, 3, 3), date(2026, 4, 2), date(2026, 4, 20)
BILL = Bill("2026-014", ISSUED, DUE, euros(1200), euros(700), HERE[0], paid=(PAID,))
UNPAID = Bill("2026-015", date(2026, 5, 4), date(2026, 6, 3), euros(800), euros(800), HERE[0])
KNOWN = Known(CLIENT, AS_OF, bills=(BILL, UNPAID))
LANGUAGES = [one for one in shelf.folders("goodterms", "letters/words") if not one.startswith("_")]
SHEETS = [
    (language, name.removeprefix("claims."))
    for language in LANGUAGES
    for name in sheet_index.tables(language)
    if name.startswith("claims.")
]


def letter(text: str, known: Known | None = KNOWN, **held: str) -> Letter:
    """A letter in English that holds claims of some kinds: the words of each are given."""
    read = read_letter(text, "en", known=known)
    hits = {}
    for kind, said in held.items():
        size = len(said.split())
        for number, sentence in enumerate(read.sentences):
            for first in range(len(sentence.words) - size + 1):
                if list(sentence.words[first : first + size]) == said.lower().split():
                    hits[f"claims.{kind}"] = [Hit(number, first, first + size - 1)]
    assert len(hits) == len(held)
    return read._replace(held=hits)


def told(text: str, *bills: Bill) -> list[tuple[str, str, object, str]]:
    """What is claimed of invoices in a text: kind, number, value, and what the records say of it."""
    known = KNOWN._replace(bills=bills) if bills else KNOWN
    found = claims(letter(text, known))
    return [(claim.kind, claim.about, claim.value, judge(claim, known).state) for claim in found]


def states(text: str, *bills: Bill) -> list[str]:
    return [state for *_, state in told(text, *bills)]


# What a language has sheets for


def test_a_claim_is_the_clause_that_says_it() -> None:
    """In the order of the text, with its kind."""
    text = "I am moving to Leiden in July, and my calendar is full. You have always paid on time."
    found = letter(
        text, moving="moving to leiden", fully_booked="calendar is full", always_on_time="always paid on time"
    )
    assert [(claim.kind, text[slice(*claim.place)]) for claim in claims(found)] == [
        ("moving", "I am moving to Leiden in July"),
        ("fully_booked", "and my calendar is full"),
        ("always_on_time", "You have always paid on time"),
    ]


@pytest.mark.parametrize(("language", "kind"), SHEETS)
def test_what_a_sheet_catches_is_a_claim(language: str, kind: str) -> None:
    """Every example of a sheet is claimed, whatever else it says."""
    for text in sheet_index.tables(language)[f"claims.{kind}"].get("caught", ()):
        assert kind in {claim.kind for claim in claims(read_letter(text, language))}, text


@pytest.mark.parametrize(
    ("kind", "fact", "values"),
    [
        (
            "fully_booked",
            "booked",
            {0.5: "contradicted", 0.59: "contradicted", 0.6: "ask", 0.85: "confirmed"},
        ),
        ("always_on_time", "on_time", {0.79: "contradicted", 0.8: "ask", 0.94: "ask", 0.95: "confirmed"}),
    ],
)
def test_a_share_confirms_or_contradicts(kind: str, fact: str, values: dict[float, str]) -> None:
    """Between both nobody can say; the records behind it come along."""
    for share, state in values.items():
        judged = judge(Claim(kind, (0, 1)), KNOWN._replace(**{fact: Fact(share, HERE)}))
        assert (judged.state, judged.says.key) == (state, f"claim.{kind}.{state}")
        assert (judged.says.values, judged.evidence) == ({"share": share}, HERE)


@pytest.mark.parametrize("known", [None, KNOWN])
@pytest.mark.parametrize("kind", ["fully_booked", "always_on_time", "since", "bill_amount", "bill_day"])
def test_what_is_unknown_is_asked(kind: str, known: Known | None) -> None:
    """Without records of it nothing is contradicted (T5, T9)."""
    judged = judge(Claim(kind, (0, 1), 2019, "no such number"), known)
    assert (judged.state, judged.says.key, judged.evidence) == ("ask", f"claim.{kind}.unknown", ())


@pytest.mark.parametrize(
    ("kind", "key"), [("moving", "claim.moving.ask"), ("no_other_clients", "claim.other.ask")]
)
def test_what_no_record_can_tell_is_asked(kind: str, key: str) -> None:
    """Only the writer knows where they are moving to."""
    full = KNOWN._replace(booked=Fact(1), on_time=Fact(1), since=AS_OF)
    assert judge(Claim(kind, (0, 1)), full)[:2] == ("ask", (key, {}))


@pytest.mark.parametrize(
    ("text", "said", "state", "state_untold"),
    [
        ("We have worked together since 2020.", "since 2020", "confirmed", "confirmed"),
        ("We have worked together since 2019.", "since 2019", "ask", "ask"),
        ("We have worked together since 2016.", "since 2016", "contradicted", "ask"),
        ("We have worked together since 2023.", "since 2023", "contradicted", "contradicted"),
        ("We worked together for 6 years.", "for 6 years", "confirmed", "confirmed"),
        ("We worked together for 8 years.", "for 8 years", "ask", "ask"),
        ("We worked together for 9 years.", "for 9 years", "contradicted", "ask"),
        ("We worked together for 3 years.", "for 3 years", "contradicted", "contradicted"),
    ],
)
def test_since_when(text: str, said: str, state: str, state_untold: str) -> None:
    """A year more or less is no lie; and before the first record there may be others."""
    for is_told, expected in ((True, state), (False, state_untold)):
        known = KNOWN._replace(since=date(2020, 5, 1), is_since_told=is_told)
        (claim,) = claims(letter(text, known, since=said))
        assert judge(claim, known)[:2] == (expected, (f"claim.since.{expected}", {"since": date(2020, 5, 1)}))


def test_since_without_a_number_claims_nothing() -> None:
    """ "For years" is true of many a time."""
    assert claims(letter("We have worked together for years.", since="for years")) == []


# Invoices


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 2026-014 (€1,200) was the last big one.",
        "Please find invoice 2026-014 for 1200 EUR attached.",
        "La facture 2026-014 d'un montant de 1 200,00 € reste la dernière.",
        "Factuur 2026/014 ter waarde van € 1.200,- was de laatste.",
        "Of invoice 2026014 700 euros are open.",
        "You paid 500 euros of invoice 2026-014 in April.",
        "Invoice 2026-014 and invoice 2026-015 (€800) remain, and the first has € 700 open.",
        "Together with this letter comes a copy of invoice 2026-014 for\n€1,200 again.",
    ],
)
def test_true_amounts(text: str) -> None:
    """All of it, what is open, what was paid, however it is written."""
    assert states(text) and set(states(text)) == {"confirmed"}


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 2026-014 (€1,400) is the last one.",
        "Please see invoice 2026-014 for 900 EUR.",
        "Please see invoice 2026-014, € 900, as before.",
        "Hoá đơn 2026-014: 1.400 euro.",
        "Invoice 2026-015 for €900 is open.",
    ],
)
def test_wrong_amounts(text: str) -> None:
    """What stands behind the number is said of it."""
    assert states(text) == ["contradicted"]


def test_each_invoice_has_its_own_amount() -> None:
    """In a list, one amount behind each number."""
    text = "Open are 2026-014 (€700) and 2026-015 (€950)."
    assert told(text) == [
        ("bill_amount", "2026-014", euros(700), "confirmed"),
        ("bill_amount", "2026-015", euros(950), "contradicted"),
    ]


def test_less_than_the_total_may_be_what_is_left() -> None:
    """Where no payments are known nobody knows what is open (T5); more than all is wrong all the same."""
    assert states("Of invoice 2026-015 there are still € 300 open.", UNPAID) == ["ask"]
    assert states("Of invoice 2026-015 there are still € 900 open.", UNPAID) == ["contradicted"]
    assert states("Of invoice 2026-015 there are still € 300 open.") == ["contradicted"]


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 2026-014 stays as we agreed in the spring, and until then I work for €80.",
        "The €40 of interest on invoice 2026-014 are forgiven.",
        "With € 40 of interest invoice 2026-014 comes to € 1,240.",
        "Invoice 2026-014 at €80/hour, €80 an hour, 21 % and 5 triệu.",
        "Invoice 2026-014 for $1,400.",
        "Invoice 2026-014 for 1,400 USD.",
        "Invoice 2026-014 has 12 pages.",
        "Invoice 2026-014 is paid, €80 stay with me.",
        "I have seen invoice 2026-014, and € 40 go back to you.",
        "Invoices 2026-014 and 2026-015 together are €3,000.",
        "My friend wrote “invoice 2026-014 for €1,400” to you.",
        "Invoice F-2026-014 for €1,400.",
        "Invoice 2026-014-B for €1,400.",
        "See the file 2026-014.pdf for €1,400.",
        "The hall costs €1,400.",
        "Nothing at all.",
    ],
)
def test_amounts_that_may_be_anything(text: str) -> None:
    """A rate, interest, another currency, another number, somebody else's words: no claim."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("currency", "total", "text", "state"),
    [
        ("VND", 5_000_000, "Hóa đơn 2026-014 trị giá 5.000.000đ đã thanh toán.", "confirmed"),
        ("VND", 5_000_000, "Hóa đơn 2026-014: 6.000.000 đồng.", "contradicted"),
        ("GBP", 50_000, "Invoice 2026-014 for £500.", "confirmed"),
        ("GBP", 50_000, "Invoice 2026-014 for 600 pounds.", "contradicted"),
        ("CAD", 50_000, "Invoice 2026-014 for $500.", "confirmed"),
        ("USD", 50_000, "Invoice 2026-014 for 600 dollars.", "contradicted"),
    ],
)
def test_amounts_of_other_currencies(currency: str, total: int, text: str, state: str) -> None:
    """By sign, code or word; a dollar is that of the invoice."""
    money = Money(total, currency)
    assert states(text, BILL._replace(total=money, open=Money(0, currency))) == [state]


def test_credit_notes_are_taken_off() -> None:
    """The rest of an invoice that was credited in part is an amount of it."""
    bill = BILL._replace(credited=euros(200), open=euros(600))
    for amount in (1200, 1000, 600, 400):
        assert states(f"Invoice 2026-014 for € {amount} is done.", bill) == ["confirmed"]
    assert states("Invoice 2026-014 for € 900 is done.", bill) == ["contradicted"]
    other = bill._replace(credited=Money(200, "USD"))
    assert states("Invoice 2026-014 for € 1000 is done.", other) == ["contradicted"]


def test_what_a_bank_kept_is_not_said_to_have_come() -> None:
    """500 asked, 499.50 came, and that settles it: both sums and the little that lacks are true."""
    bill = BILL._replace(total=euros(500), open=euros(0), came=Money(49_950, "EUR"))
    for amount in ("500", "499.50", "0.50"):
        assert states(f"Invoice 2026-014 for € {amount} is done.", bill) == ["confirmed"]
    assert states("Invoice 2026-014 for € 498 is done.", bill) == ["contradicted"]


def test_of_two_invoices_with_one_number_the_right_one_is_meant() -> None:
    """A number that was given twice."""
    twice = (BILL, BILL._replace(total=euros(90), open=euros(90)))
    assert states("Invoice 2026-014 for € 90 is done.", *twice) == ["confirmed"]
    assert states("Invoice 2026-014 for € 91 is done.", *twice) == ["contradicted"]


def test_a_short_number_may_be_anything() -> None:
    """`12` is no invoice."""
    assert told("Number 12 for €1,400.", BILL._replace(number="12")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 2026-014 of 3 March 2026 was the last big one.",
        "Invoice 2026-014 (3 March) was the last big one.",
        "Invoice 2026-014 for €1,200, due 2 April, was the last big one.",
        "I sent invoice 2026-014 and you paid it on April 20th.",
        "La facture 2026-014 du 3 mars 2026 est la dernière.",
        "De factuur 2026-014 van 3 maart 2026 is de laatste.",
        "Hóa đơn 2026-014 ngày 3 tháng 3 năm 2026 là hóa đơn cuối.",
        "Hóa đơn 2026-014 ngày 3/3 là hóa đơn cuối.",
        "Invoice 2026-014 dated 2026-03-03.",
        "Invoice 2026-014 dated 03.03.26.",
        "Invoice 2026-014 due 4/2/2026 and 2/4/2026.",
    ],
)
def test_true_days(text: str) -> None:
    """Issued, due, or paid, however it is written."""
    found = told(text)
    assert "bill_day" in {kind for kind, *_ in found}
    assert {state for *_, state in found} == {"confirmed"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Invoice 2026-014 of 5 March 2026 is the last.", date(2026, 3, 5)),
        ("Invoice 2026-014 (5 March) is the last.", date(2026, 3, 5)),
        ("Invoice 2026-014 of 3 March 2025 is the last.", date(2025, 3, 3)),
        ("La facture 2026-014 du 1er mars est la dernière.", date(2026, 3, 1)),
        ("Factuur 2026-014 van 5/3/2026 is de laatste.", date(2026, 5, 3)),
        ("Hóa đơn 2026-014 ngày 5 tháng 3 là hóa đơn cuối.", date(2026, 3, 5)),
    ],
)
def test_wrong_days(text: str, said: date) -> None:
    """Where only a small word stands between the number and the day."""
    assert told(text) == [("bill_day", "2026-014", said, "contradicted")]


def test_each_day_of_an_invoice_is_read() -> None:
    """Issued and due."""
    assert states("Invoice 2026-014 of 3 March, due 12 April, is open.") == ["confirmed", "contradicted"]
    assert states("Invoice 2026-014 of 3 March 14 days late.") == ["confirmed"]
    assert states("Invoice 2026-014 of 3 March (€ 900).") == ["confirmed", "contradicted"]


@pytest.mark.parametrize(
    "text",
    [
        "I reminded you of invoice 2026-014 on 12 May.",
        "Invoice 2026-014 was followed by a talk of 12 May.",
        "On 12 May I sent invoice 2026-014.",
        "Invoice 2026-014 of 31 February.",
        "Invoice 2026-014 of 3 parts.",
    ],
)
def test_days_that_may_be_anything(text: str) -> None:
    """A reminder, a talk, no day at all: no claim."""
    assert told(text) == []


def test_a_day_to_come_may_be_a_wish() -> None:
    """And where nobody knows when it is due, any day may be that."""
    assert states("Invoice 2026-014 due 15 July 2026 is the last.") == ["ask"]
    assert states("Invoice 2026-014 due 12 April is the last.", BILL._replace(due=None)) == ["ask"]


def test_a_claim_of_an_invoice_says_what_the_records_say() -> None:
    """The number, and what can be compared; the place is the clause."""
    text = "All is well. Invoice 2026-014 for €1,400 is the last one, and I thank you."
    (claim,) = claims(letter(text))
    judged = judge(claim, KNOWN)
    assert text[slice(*claim.place)] == "Invoice 2026-014 for €1,400 is the last one"
    values = {"number": "2026-014", "total": euros(1200), "open": euros(700)}
    assert judged == ("contradicted", ("claim.bill_amount.contradicted", values), HERE)
    (claim,) = claims(letter("Invoice 2026-014 of 5 March."))
    values = {"number": "2026-014", "issued": ISSUED, "due": DUE}
    assert judge(claim, KNOWN) == ("contradicted", ("claim.bill_day.contradicted", values), HERE)


def test_without_records_no_invoice_is_known() -> None:
    """A number alone claims nothing."""
    assert claims(letter("Invoice 2026-014 for €1,400 of 5 March.", None)) == []


@pytest.mark.parametrize("language", languages())
def test_every_judgement_has_words(language: str) -> None:
    """In every language of the screen, with what the records say of it."""
    words = Words(language)
    measured = {"share": 0.5, "since": ISSUED}
    bill = {"number": "2026-014", "total": euros(1200), "open": euros(0), "issued": ISSUED, "due": None}
    for kind in ("fully_booked", "always_on_time", "since", "bill_amount", "bill_day"):
        for state in ("confirmed", "contradicted", "ask", "unknown"):
            said = words(f"claim.{kind}.{state}", **measured, **bill)
            assert not said.startswith("claim.") and "{" not in said
    assert not words("claim.moving.ask").startswith("claim.")
    assert not words("claim.other.ask").startswith("claim.")


# For any letter


pieces = st.sampled_from(
    [
        "Invoice ",
        "2026-014",
        "2026-015",
        " ",
        ". ",
        ", ",
        "(",
        ")",
        "€",
        "1,200",
        "800",
        "3 March",
        " of ",
        "3/4",
        "k",
    ]
)
texts = st.lists(pieces | st.text(max_size=5), max_size=25).map("".join)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_every_claim_has_a_place_and_a_judgement(text: str) -> None:
    """Whatever is written: a place within the text that holds the number, and one of three states."""
    read = letter(text)
    for claim in claims(read):
        start, end = claim.place
        assert 0 <= start < end <= len(read.text)
        assert judge(claim, KNOWN).state in ("confirmed", "contradicted", "ask")
        assert judge(claim, KNOWN._replace(bills=())).state == "ask"


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**7), st.sampled_from(["{:,}", "{}", "{:.0f}.00"]), st.integers(0, 900))
def test_the_records_own_figures_are_never_contradicted(amount: int, form: str, days: int) -> None:
    """Whatever the amount and the day of an invoice: a letter that repeats them is right."""
    issued = AS_OF - timedelta(days=days)
    bill = Bill("INV-1043", issued, issued + timedelta(days=30), euros(amount), euros(amount), HERE[0])
    text = f"Invoice INV-1043 of {issued:%d %B %Y} for € {form.format(amount)} is the last one."
    assert states(text, bill) == ["confirmed", "confirmed"]
