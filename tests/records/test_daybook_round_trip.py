"""Whatever is written in the notation comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from daybooks import ME, read
from goodterms.records.daybook.sheet import sheets
from goodterms.records.model import (
    ACTIVITIES,
    ISSUES,
    REACTIONS,
    Attempt,
    ContractText,
    Deliverable,
    Episode,
    Expense,
    Feeling,
    Gut,
    Invoice,
    Message,
    Payment,
    Record,
    TimeEntry,
)
from goodterms.terms.money import Money

BRUSSELS = ZoneInfo("Europe/Brussels")
NAMES = st.sampled_from(
    ["Harbour & Sons", "Pixel Orchard", "Café Nijlpaard", "Nhà May Sông", "A, B (C): D – E"]
)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Co"), exclude_characters="\r"), max_size=60)
SUMS = st.builds(Money, st.integers(1, 10**9), st.sampled_from(["EUR", "GBP", "VND"]))
NUMBERS = st.from_regex(r"[A-Z]{0,3}[0-9]{1,4}(-[0-9]{1,3})?", fullmatch=True)
MOMENTS = st.builds(
    lambda day, minute: datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=BRUSSELS),
    DAYS,
    st.integers(0, 24 * 60 - 1),
)
LEVELS = st.integers(0, 4)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def money(sum_: Money) -> str:
    return f"{sum_.currency} {sum_.amount}"


def taxed(bill: Invoice) -> str:
    return f", of which VAT {money(bill.tax)}" if bill.tax else ""


def written(record: Record) -> str:  # noqa: PLR0911, PLR0912 - one return a kind
    """One record in the notation."""
    match record:
        case Invoice(credit_note=True):
            corrects = f", corrects {record.corrects}" if record.corrects else ""
            bill = f"credit note {record.number} for {money(record.total)}"
            return f"{record.issued} [{record.client}]: {bill}{corrects}{taxed(record)}"
        case Invoice():
            due = f", due {record.due}" if record.due else ""
            disputed = ", disputed" if record.disputed else ""
            bill = f"invoice {record.number} for {money(record.total)}"
            return f"{record.issued} [{record.client}]: {bill}{due}{disputed}{taxed(record)}"
        case Expense():
            spent = f"spent {money(record.amount)} for [{record.client}]"
            return f"{record.day} {spent}{record.what and ': '}{record.what and quoted(record.what)}"
        case Payment():
            verb = "paid" if record.amount.minor > 0 else "refunded"
            who = f"[{record.client}] paid" if verb == "paid" else f"I refunded [{record.client}]"
            amount = money(record.amount._replace(minor=abs(record.amount.minor)))
            numbers = f" for {' and '.join(record.invoices)}" if record.invoices else ""
            reference = f", reference {quoted(record.reference)}" if record.reference else ""
            return f"{record.paid_on} {who} {amount}{numbers}{reference}"
        case TimeEntry():
            billable = {True: ", billable", False: ", unbilled", None: ""}[record.billable]
            activity = f" ({record.activity})" if record.activity else ""
            work = f"worked {record.minutes} min for [{record.client}]"
            return f"{record.started:%Y-%m-%d %H:%M} {work}{activity}{billable}"
        case Message():
            incoming = record.recipients == (ME,)
            who = f"[{record.sender}] wrote" if incoming else f"I wrote to [{record.recipients[0]}]"
            channel = {"call": "phone", "email": "e-mail", "sms": "text"}.get(record.channel, record.channel)
            return f"{record.sent_at:%Y-%m-%d %H:%M} {who} by {channel}: {quoted(record.text)}"
        case Feeling():
            names = {"client_stress": "stress", "work_stress": "work stress", "fit_style": "fit of style"}
            ratings = [
                f"{names.get(slot, slot)} {getattr(record, slot)}"
                for slot in ("dread", "client_stress", "work_stress", "unpredictable", "fit_style")
                if getattr(record, slot) is not None
            ]
            return f"{record.day} [{record.client}]: {', '.join(ratings)}, note {quoted(record.note)}"
        case Attempt():
            issue = next(word for word, key in sheets()[0].words["issue"].items() if key == record.issue)
            reaction = f" – {record.reaction}" if record.reaction else ""
            return f"{record.day} raised {issue} with [{record.client}]: {quoted(record.asked)}{reaction}"
        case Deliverable():
            return (
                f"{record.delivered_on} delivered {quoted(record.name)} to [{record.client}]"
                f", price {money(record.price)}, {record.rounds} rounds of {record.rounds_agreed}"
                if record.price
                else f"I promised [{record.client}] {quoted(record.name)}, due {record.due}"
            )
        case Episode():
            return f"{record.day} thought about leaving [{record.client}] – {record.outcome}"
        case Gut():
            return f"{record.day} gut about [{record.client}]: {record.verdict.replace('_', ' ')}"
        case ContractText():
            return f"contract with [{record.client}]: {quoted(record.text)}, title {quoted(record.title)}"
        case _:
            raise AssertionError(record)


def back(amount: Money) -> Money:
    return amount._replace(minor=-amount.minor)


def with_tax(bill: Invoice, percent: int | None) -> Invoice:
    return bill if percent is None else replace(bill, tax=bill.total.share(percent, 100))


BILLS = st.builds(
    Invoice, NUMBERS, NAMES, DAYS, SUMS, st.none() | DAYS, disputed=st.booleans()
) | st.builds(
    Invoice, NUMBERS, NAMES, DAYS, SUMS, credit_note=st.just(True), corrects=st.just("") | NUMBERS
)  # fmt: skip
RECORDS = st.one_of(
    st.builds(with_tax, BILLS, st.none() | st.integers(0, 100)),
    st.builds(Expense, NAMES, DAYS, SUMS | SUMS.map(back), TEXTS),
    st.builds(
        Payment,
        NAMES,
        DAYS,
        SUMS | SUMS.map(back),
        st.lists(NUMBERS, max_size=3).map(tuple),
        reference=TEXTS,
    ),
    st.builds(
        TimeEntry,
        NAMES,
        MOMENTS,
        st.integers(1, 999),
        st.sampled_from(["", *ACTIVITIES]),
        st.sampled_from([True, False, None]),
    ),
    st.builds(
        Message, MOMENTS, NAMES, st.just((ME,)), st.sampled_from(["email", "chat", "sms", "call"]), text=TEXTS
    ),
    st.builds(
        Message,
        MOMENTS,
        st.just(ME),
        NAMES.map(lambda name: (name,)),
        st.sampled_from(["email", "chat"]),
        text=TEXTS,
    ),
    st.builds(
        Feeling, NAMES, DAYS, LEVELS, LEVELS | st.none(), LEVELS | st.none(), LEVELS, LEVELS, note=TEXTS
    ),
    st.builds(Attempt, NAMES, DAYS, st.sampled_from(ISSUES), TEXTS, st.sampled_from([*REACTIONS, None])),
    st.builds(
        Deliverable,
        NAMES,
        TEXTS,
        st.none(),
        DAYS,
        SUMS,
        rounds_agreed=st.integers(0, 99),
        rounds=st.integers(0, 99),
    ),
    st.builds(Deliverable, NAMES, TEXTS, DAYS),
    st.builds(Episode, NAMES, DAYS, st.sampled_from(["shelved", "decided"])),
    st.builds(Gut, NAMES, DAYS, st.sampled_from(["keep", "repair", "let_go", "not_enough_evidence"])),
    st.builds(ContractText, st.just(""), TEXTS, TEXTS.filter(bool), NAMES),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(RECORDS, min_size=1, max_size=4))
def test_what_is_written_can_be_read_back(records: list[Record]) -> None:
    """Facts written in the notation come back equal, in their order, whatever the quotes hold."""
    assert read(*map(written, records)) == records
