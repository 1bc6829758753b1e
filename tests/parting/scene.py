"""A freelancer's records and contracts made by hand, for what a plan says of them. Invented people only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from types import MappingProxyType
from typing import Any

from goodterms.parting.model import Clause, Contract, LooseEnd, Plan, Span
from goodterms.parting.planning import plan
from goodterms.records.book import Book, Filed, FiledMessage, Settlement
from goodterms.records.model import (
    Attempt,
    Client,
    Colleague,
    Deliverable,
    Feeling,
    Freelancer,
    Gut,
    Invoice,
    LookBack,
    Meeting,
    Message,
    Move,
    Payment,
    TimeEntry,
)
from goodterms.review.model import FAMILIES, ClientReview, Figures
from goodterms.review.playbook import load
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money

AS_OF = date(2026, 6, 15)
"""A Monday."""
CLIENT = "Quayside Bikes"
MARA = Freelancer(name="Mara Lind", country="BE", currency="EUR")
REVIEW = ClientReview(
    client=CLIENT,
    verdict="let_go",
    row="hard_payment",
    because=Text("verdict.hard_payment"),
    outcome="",
    referral=True,
    stability=1.0,
    levels=MappingProxyType(dict.fromkeys(FAMILIES, 0)),
    coverage=MappingProxyType(dict.fromkeys(FAMILIES, "covered")),
    reasons=(),
    measured=(),
    would_change=(),
    notes=(),
    attempts=(),
    money=Figures(AS_OF, None, None, None, None, None, "", None, None, None, None),
    gut=None,
    gut_agrees=None,
    episodes_month=0,
    episodes_year=0,
)


def ago(days: int) -> date:
    """So many days before the day of the plan."""
    return AS_OF - timedelta(days=days)


def euros(amount: float) -> Money:
    """A sum in euros."""
    return Money(round(amount * 100), "EUR")


class Scene:
    """What is put into a Book, record by record, and what comes of it."""

    def __init__(self, me: Freelancer = MARA, **about: Any) -> None:
        self.me = me
        self.client = Client(CLIENT, **{"country": "BE", **about})
        self.kinds: dict[str, list[Any]] = {}
        self.credited: dict[int, Money] = {}
        self.colleagues: list[Colleague] = []
        self.contracts: list[Contract] = []
        self.review: ClientReview | None = REVIEW
        self.share: float | None = None
        self._keys = count(1)

    def bill(
        self,
        number: str,
        issued: date,
        total: float = 500,
        *,
        due: date | None = None,
        paid: Iterable[tuple[date, float]] = (),
        currency: str = "EUR",
        disputed: bool = False,
        client: str = CLIENT,
    ) -> Scene:
        """An invoice, and what came in for it."""
        key, place = self._here()
        money = Money(round(total * 100), currency)
        invoice = Invoice(number, client, issued, money, due=due, disputed=disputed, evidence=place)
        self._keep("invoices", Filed(client, key, invoice))
        for day, amount in paid:
            part = Money(round(amount * 100), currency)
            payment, _ = self._here()
            self._keep("payments", Filed(client, payment, Payment(client, day, part, (number,))))
            self._keep("settlements", Settlement(client, key, payment, day, part))
        return self

    def regular(self, *, late: int = 0, months: int = 6, open_months: int = 0) -> Scene:
        """A bill on the first of each month, due after 14 days, paid so many days after it; the last ones are
        still open."""
        for index in range(months):
            year, month = divmod(AS_OF.year * 12 + AS_OF.month - 1 - index, 12)
            issued = date(year, month + 1, 1)
            due = issued + timedelta(days=14)
            paid = [] if index < open_months else [(due + timedelta(days=late), 500)]
            self.bill(f"R-{index}", issued, due=due, paid=[one for one in paid if one[0] <= AS_OF])
        return self

    def deposit(self, day: date, amount: float) -> Scene:
        """Money without an invoice."""
        key, _ = self._here()
        self._keep("payments", Filed(CLIENT, key, Payment(CLIENT, day, euros(amount))))
        return self

    def work(self, day: date, hours: float, **about: Any) -> Scene:
        """Hours on a day."""
        key, place = self._here()
        started = datetime.combine(day, time(10), UTC)
        entry = TimeEntry(CLIENT, started, round(hours * 60), evidence=place, **about)
        self._keep("hours", Filed(CLIENT, key, entry))
        return self

    def make(self, name: str, **about: Any) -> Scene:
        """A piece of work for the client."""
        key, place = self._here()
        self._keep("deliverables", Filed(CLIENT, key, Deliverable(CLIENT, name, evidence=place, **about)))
        return self

    def mail(
        self,
        day: date,
        *acts: str,
        incoming: bool = True,
        sender: str = "someone@bikes.example",
        **about: Any,
    ) -> Scene:
        """A message from the client, or to them."""
        key, place = self._here()
        sent = datetime.combine(day, time(11, key % 60), UTC)
        message = Message(sent, sender, acts=acts, evidence=place, **about)
        self._keep("messages", FiledMessage(CLIENT, key, message, incoming))
        return self

    def meet(self, day: date) -> Scene:
        """An appointment."""
        key, place = self._here()
        start = datetime.combine(day, time(14), UTC)
        self._keep("meetings", Filed(CLIENT, key, Meeting(start, start, "Talk", evidence=place)))
        return self

    def feel(self, day: date, **rated: Any) -> Scene:
        """Ratings of a day."""
        key, place = self._here()
        self._keep("feelings", Filed(CLIENT, key, Feeling(CLIENT, day, evidence=place, **rated)))
        return self

    def row(self, day: date) -> Scene:
        """Something was raised, and they got angry."""
        key, place = self._here()
        self._keep("attempts", Filed(CLIENT, key, Attempt(CLIENT, day, "tone", "", "angry", place)))
        return self

    def gut(self, day: date, verdict: Any = "let_go") -> Scene:
        """What was felt."""
        key, place = self._here()
        self._keep("guts", Filed(CLIENT, key, Gut(CLIENT, day, verdict, place)))
        return self

    def look_back(self, day: date) -> Scene:
        """How it is after the end."""
        key, place = self._here()
        self._keep("look_backs", Filed(CLIENT, key, LookBack(CLIENT, day, evidence=place)))
        return self

    def mark(self, step: str, day: date = AS_OF, note: str = "") -> Scene:
        """STEP or STEP=VALUE on a day."""
        key, place = self._here()
        name, _, value = step.partition("=")
        self._keep("moves", Filed(CLIENT, key, Move(CLIENT, day, name, value, note, place)))
        return self

    def ready(self, since: date = AS_OF - timedelta(10)) -> Scene:
        """All that is needed before the talk, but for the money."""
        self.gut(since).mark("considering", since).mark("contract_reviewed", since)
        return (
            self.mark("obligations_met", since).mark("preparing", since).mark("reread", since + timedelta(1))
        )

    def signed(
        self, *told: tuple[str, Mapping[str, Any]], ends: Iterable[LooseEnd] = (), source: str = ""
    ) -> Scene:
        """A contract with these clauses; each stands on a line of its own."""
        text, clauses = "", []
        for number, (kind, value) in enumerate(told, 1):
            line = f"Clause {number} on {kind.replace('_', ' ')}."
            clauses.append(Clause(kind, Span(len(text), len(text) + len(line)), value))
            text += f"{line}\n"
        name = source or f"agreement-{len(self.contracts) + 1}.txt"
        self.contracts.append(Contract(name, "en", text, tuple(clauses), loose_ends=tuple(ends)))
        return self

    def judged(self, **about: Any) -> Scene:
        """The review says something else."""
        self.review = replace(REVIEW, **about)
        return self

    def book(self) -> Book:
        """All of it."""
        return Book(
            self.me,
            clients=(self.client,),
            credited=self.credited,
            colleagues=tuple(self.colleagues),
            **{kind: tuple(filed) for kind, filed in self.kinds.items()},
        )

    def plan(self, as_of: date = AS_OF, **numbers: float) -> Plan:
        """What comes of it."""
        playbook = load(rules=numbers.items())[0]
        return plan(
            self.book(), self.review, CLIENT, as_of, playbook, contracts=self.contracts, share=self.share
        )

    def _here(self) -> tuple[int, Evidence]:
        key = next(self._keys)
        return key, Evidence("records.csv", f"line {key}")

    def _keep(self, kind: str, filed: Any) -> None:
        self.kinds.setdefault(kind, []).append(filed)


def states(made: Plan) -> dict[str, str]:
    """Each gate's state."""
    return {gate.name: gate.state for gate in made.gates}


def why(made: Plan, gate: str) -> str:
    """The key of a gate's reason."""
    return next(one.why.key for one in made.gates if one.name == gate)


def keys(texts: Iterable[Text]) -> list[str]:
    """The keys of some sentences."""
    return [text.key for text in texts]


def on(made: Plan, step: str) -> date | None:
    """The day of a step; None where it is none."""
    found = (one.on for one in made.steps if one.what.key.removeprefix("step.").split(".")[0] == step)
    return next(found, None)
