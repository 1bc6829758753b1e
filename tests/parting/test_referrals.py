"""Who sent whom, and what came in from them, down the chain (M80)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goodterms.parting.people import Known, People
from goodterms.parting.referrals import Source, referrals
from goodterms.records.book import Book, Filed, FiledMessage
from goodterms.records.model import Client, Colleague, Freelancer, Invoice, Message, Move, Payment
from goodterms.terms.money import Money

AS_OF = date(2026, 6, 15)
BEFORE = AS_OF - timedelta(30)


def euros(amount: int) -> Money:
    return Money(amount * 100, "EUR")


def pay(client: str, money: Money, day: date = BEFORE) -> Filed[Payment]:
    return Filed(client, 0, Payment(client, day, money))


def wrote(client: str, name: str, address: str = "", *, incoming: bool = True) -> FiledMessage:
    moment = datetime.combine(BEFORE, time(10), UTC)
    return FiledMessage(client, 0, Message(moment, address, sender_name=name), incoming)


def book(sent: dict[str, str], *payments: Filed[Payment], **more: object) -> Book:
    """Clients by who sent them."""
    clients = tuple(Client(name, referred_by=by) for name, by in sent.items())
    return Book(Freelancer(), clients=clients, payments=payments, **more)  # type: ignore[arg-type]


def source(made: Book, name: str, as_of: date = AS_OF) -> Source:
    return next(one for one in referrals(made, as_of).sources if one.name == name)


def who(made: Book, name: str) -> Known:
    return People(made).who(name)


def test_worth_goes_down_the_chain() -> None:
    """Whom they sent, and whom those sent in turn; what they paid themselves is not their worth."""
    made = book(
        {"Harbour": "", "Delta": "Harbour", "Kestrel": "delta", "Vlieg": "Harbour"},
        pay("Harbour", euros(900)),
        pay("Delta", euros(100)),
        pay("Kestrel", euros(20)),
        pay("Vlieg", euros(3)),
    )
    found = source(made, "Harbour")
    assert [(one.client, one.by, one.steps) for one in found.brought] == [
        ("Delta", "Harbour", 1),
        ("Kestrel", "Delta", 2),
        ("Vlieg", "Harbour", 1),
    ]
    assert found.worth == (euros(123),)
    assert source(made, "Delta").worth == (euros(20),)
    assert [one.name for one in referrals(made, AS_OF).sources] == ["Harbour", "Delta"]
    assert referrals(made, AS_OF).unknown == ("Harbour",)


def test_currencies_stay_apart() -> None:
    """Two sums, no rate of ours; a refund is taken off, and what comes to nothing is not shown."""
    made = book(
        {"Harbour": "", "Delta": "Harbour", "Kestrel": "Harbour"},
        pay("Delta", euros(100)),
        pay("Delta", euros(-40)),
        pay("Kestrel", Money(700, "USD")),
        pay("Kestrel", Money(5, "CHF")),
        pay("Kestrel", Money(-5, "CHF")),
    )
    assert source(made, "Harbour").worth == (euros(60), Money(700, "USD"))


def test_what_nobody_told_is_unknown() -> None:
    """No payment and no bill of theirs: not nothing. With bills, and others' payments, it is nothing yet."""
    sent = {"Harbour": "", "Delta": "Harbour"}
    assert source(book(sent), "Harbour").brought[0].received is None
    assert not source(book(sent), "Harbour").is_known
    bill = Filed("Delta", 1, Invoice("1", "Delta", BEFORE, euros(9)))
    assert source(book(sent, invoices=(bill,)), "Harbour").brought[0].received is None
    paid = source(book(sent, pay("Harbour", euros(1)), invoices=(bill,)), "Harbour")
    assert (paid.brought[0].received, paid.is_known, paid.worth) == ((), True, ())


def test_nothing_of_the_days_to_come() -> None:
    """What is paid later is not paid yet."""
    sent = {"Harbour": "", "Delta": "Harbour"}
    assert source(book(sent, pay("Delta", euros(1), AS_OF + timedelta(1))), "Harbour").worth == ()


def test_a_circle_ends() -> None:
    """Each counts once, and nobody sends themselves."""
    made = book(
        {"A": "B", "B": "C", "C": "A", "D": "D"},
        *(pay(name, euros(amount)) for name, amount in {"A": 1, "B": 10, "C": 100}.items()),
    )
    assert {one.name: one.worth for one in referrals(made, AS_OF).sources} == {
        "A": (euros(110),),
        "B": (euros(101),),
        "C": (euros(11),),
    }


def test_a_deep_chain_is_no_trouble() -> None:
    """More links than a call stack holds."""
    sent = {"0": ""} | {str(number): str(number - 1) for number in range(1, 1200)}
    found = source(book(sent, pay("1199", euros(1))), "0")
    assert (len(found.brought), found.brought[-1].steps, found.worth) == (1199, 1199, (euros(1),))


def test_people_at_clients_and_others() -> None:
    """Somebody at a client stands for that client; a colleague and a stranger for themselves."""
    made = book(
        {"Harbour": "", "Delta": "Ann Peeters", "Kestrel": "Joris", "Vlieg": "joris", "Otter": "Somebody"},
        messages=(wrote("Harbour", "Ann Peeters", "ann@harbour.example"),),
        colleagues=(Colleague("Joris"),),
    )
    found = {one.name: (one.kind, one.client, len(one.brought)) for one in referrals(made, AS_OF).sources}
    assert found == {
        "Ann Peeters": ("person", "Harbour", 1),
        "Joris": ("colleague", "", 2),
        "Somebody": ("unknown", "", 1),
    }


def test_who_somebody_is() -> None:
    """By name, domain or address; by first name where one has it; who only got mail is nobody."""
    made = Book(
        Freelancer(),
        clients=(Client("Harbour & Sons BV", domains=("harbour.example",)), Client("Delta")),
        messages=(
            wrote("Harbour & Sons BV", "Ann Peeters", "ann@harbour.example"),
            wrote("Harbour & Sons BV", "Piet Claes"),
            wrote("Delta", "Piet Maes"),
            wrote("Delta", "Mara Lind", incoming=False),
        ),
    )
    known = {name: who(made, name)[1:] for name in ("HARBOUR & SONS", "harbour.example", "Ann", "Piet")}
    assert known == {
        "HARBOUR & SONS": ("client", "Harbour & Sons BV"),
        "harbour.example": ("client", "Harbour & Sons BV"),
        "Ann": ("person", "Harbour & Sons BV"),
        "Piet": ("unknown", ""),
    }
    assert who(made, "ann@harbour.example").client == "Harbour & Sons BV"
    assert who(made, "Piet Maes").client == "Delta"
    assert {who(made, name).kind for name in ("Mara Lind", "", "&")} == {"unknown"}


def test_the_bridge_of_a_client_that_was_left() -> None:
    """Marked as left; who only considers it is not."""
    moves = (
        Filed("Harbour", 1, Move("Harbour", BEFORE, "closed")),
        Filed("Delta", 2, Move("Delta", BEFORE, "considering")),
    )
    made = book({"Harbour": "", "Delta": "Harbour", "Kestrel": "Delta"}, moves=moves)
    assert source(made, "Harbour").is_left and not source(made, "Delta").is_left
    assert not source(made, "Harbour", BEFORE - timedelta(1)).is_left


TREES = st.lists(st.tuples(st.integers(0, 99), st.integers(-50, 500)), max_size=14)


@given(TREES)
def test_a_worth_is_the_sum_of_its_branches(tree: list[tuple[int, int]]) -> None:
    """What those whom they sent paid, and the worth of each of those."""
    sent = {"C0": ""} | {f"C{n}": f"C{parent % n}" for n, (parent, _) in enumerate(tree, 1)}
    made = book(sent, *(pay(f"C{n}", euros(amount)) for n, (_, amount) in enumerate(tree, 1)))
    found = referrals(made, AS_OF).sources
    worth = {one.name: Counter({m.currency: m.minor for m in one.worth}) for one in found}
    for name, total in worth.items():
        direct = Counter[str]()
        for n, (_, amount) in enumerate(tree, 1):
            if sent[f"C{n}"] == name:
                direct["EUR"] += amount * 100 + worth.get(f"C{n}", Counter())["EUR"]
        assert total["EUR"] == direct["EUR"]


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10))
def test_whatever_points_to_whom_each_counts_once(sent: list[int]) -> None:
    """Circles of any shape: nobody is brought twice by one source, and none by themselves."""
    made = book({f"C{n}": f"C{by}" for n, by in enumerate(sent)}, pay("C0", euros(1)))
    for one in referrals(made, AS_OF).sources:
        names = [brought.client for brought in one.brought]
        assert len(set(names)) == len(names) and one.name not in names
