"""Who sent this lead, what was that client like, and what is worth asking? (M81, B15)

"Like attracts like" is a hint, not a judgement: of the lead itself nothing is said but what the records hold.
A source that was left, or that the review would let go, is a warning with its reasons; a good one is said to
be good; of an unknown one nothing is known, and that is what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from goodterms.parting.afterwards import Judge
from goodterms.parting.ending import ending, is_left
from goodterms.parting.journey import Journey
from goodterms.parting.lead import Flag, first_mails, flags
from goodterms.parting.lessons import ways
from goodterms.parting.people import Kind, Known, People
from goodterms.records.book import Book
from goodterms.records.model import Verdict
from goodterms.review.model import ClientReview, Family, Reason
from goodterms.review.verdict import TABLE
from goodterms.review.weighing import PATTERN
from goodterms.terms.evidence import Text

Standing = Literal["left", "let_go", "repair", "keep", "unknown"]
LONGEST = 20
"""Links of a chain that are followed."""
MOST_REASONS = 5
ASKED: Mapping[Family | Literal["always"], tuple[str, ...]] = {
    "always": ("scope", "decides", "budget"),
    "payment": ("invoices",),
    "attention": ("contact",),
    "indecision": ("brief",),
    "worth": ("extras",),
    "fit": ("way",),
    "respect": ("former",),
    "feelings": (),
}
"""Questions to a lead: those for everybody, and those for what their source was like."""
OFFERED: Mapping[Family | Literal["always"], tuple[str, ...]] = {
    "always": ("notice",),
    "payment": ("deposit", "short_term"),
    "attention": ("hours",),
    "indecision": ("revisions",),
    "worth": ("extra_work", "deposit"),
    "fit": ("trial",),
    "respect": ("conduct",),
    "feelings": (),
}
"""Terms to offer, in the same manner."""


class Link(NamedTuple):
    """Somebody in the chain of those who sent each other."""

    name: str
    kind: Kind
    client: str
    """The client that it is, or that the person works at; empty for others."""
    left_on: date | None
    """The last day, where that client was left and it is known."""
    seen_on: date | None
    """The day of which the review tells what they were like; None for no client."""
    is_left: bool = False


class Judged(NamedTuple):
    """A link, and what it was like by the review of its day."""

    link: Link
    standing: Standing
    because: Text | None
    reasons: tuple[Reason, ...]
    families: tuple[Family, ...]
    """What was a pattern there, or led to the verdict."""

    @property
    def is_warning(self) -> bool:
        """Was it left, or should it be?"""
        return self.standing in ("left", "let_go")


class Advice(NamedTuple):
    """A question to ask or a term to offer, and why."""

    name: str
    says: Text
    why: Text


class Screening(NamedTuple):
    """What is known before one says yes."""

    lead: str
    as_of: date
    client: str
    """The lead's name in the records, where it is there already."""
    chain: tuple[Judged, ...]
    """Who sent them, who sent those …, the nearest first; empty where nobody told."""
    warnings: tuple[Text, ...]
    notes: tuple[Text, ...]
    mails: int | None
    """First messages that were looked at; None where the records hold none."""
    flags: tuple[Flag, ...]
    questions: tuple[Advice, ...]
    terms: tuple[Advice, ...]


def source_of(book: Book, lead: str, referred_by: str) -> str:
    """Who sent a lead: as is said, else as the records tell; empty where nobody told."""
    return referred_by or _sender(book, _lead(People(book), lead))


def chain(book: Book, lead: str, referred_by: str, as_of: date) -> tuple[Link, ...]:
    """Who sent them, and who sent those, as far as the records tell; nobody twice."""
    people, left = People(book), ways(book, as_of)
    found, seen = list[Link](), {_lead(people, lead)} - {""}
    name = source_of(book, lead, referred_by)
    while name and len(found) < LONGEST:
        known = people.who(name)
        if known.client in seen:
            break
        seen |= {known.client} - {""}
        found.append(_link(known, left.get(known.client), as_of))
        name = _sender(book, known.client)
    return tuple(found)


def _lead(people: People, lead: str) -> str:
    """The lead's name as a client in the records; empty where it is none yet."""
    known = people.who(lead)
    return known.client if known.kind == "client" else ""


def _sender(book: Book, client: str) -> str:
    """Who sent a client; empty where nobody told."""
    return next((one.referred_by for one in book.clients if one.name == client), "")


def screening(book: Book, lead: str, links: Sequence[Link], judge: Judge, as_of: date) -> Screening:
    """What is known of a lead; `judge` gives what a client was like on the day that shows it."""
    judged = tuple(
        _judged(link, judge(link.client, link.seen_on or as_of) if link.client else None) for link in links
    )
    client = _lead(People(book), lead)
    mails = len(first_mails(book, client, as_of)) if client else 0
    found = flags(book, client, as_of) if client else ()
    families = _families(judged, found)
    return Screening(
        lead=lead,
        as_of=as_of,
        client=client,
        chain=judged,
        warnings=tuple(_warnings(judged)),
        notes=tuple(_notes(judged, client, mails)),
        mails=mails or None,
        flags=found,
        questions=_advice("question", ASKED, families),
        terms=_advice("term", OFFERED, families),
    )


def _link(known: Known, way: Journey | None, as_of: date) -> Link:
    """A link, and the day that shows what they were like: the one they were told on, else today."""
    name, kind, client = known
    if not client:
        return Link(name, kind, "", None, None)
    if way is None or not is_left(way):
        return Link(name, kind, client, None, as_of)
    end = ending(way)
    return Link(name, kind, client, end.last_day if end else None, way.told_on, is_left=True)


def _judged(link: Link, found: ClientReview | None) -> Judged:
    if found is None:
        return Judged(link, "left" if link.is_left else "unknown", None, (), ())
    verdict: Mapping[Verdict, Standing] = {"keep": "keep", "repair": "repair", "let_go": "let_go"}
    standing: Standing = "left" if link.is_left else verdict.get(found.verdict, "unknown")
    is_bad = standing in ("left", "let_go", "repair")
    spoke = next((row.family for row in TABLE if row.name == found.row), None)
    reasons = tuple(one for one in found.reasons if one.level >= PATTERN) if is_bad else ()
    told = [spoke] if is_bad and spoke is not None and found.verdict != "keep" else []
    families = tuple(dict.fromkeys([*told, *(one.family for one in reasons)]))
    because = found.because if families else None
    return Judged(link, standing, because, reasons[:MOST_REASONS], families)


def _warnings(judged: Sequence[Judged]) -> Iterator[Text]:
    """Sources that were left, or that one should leave; further ones are a weaker hint."""
    for steps, one in enumerate(judged):
        if not one.is_warning:
            continue
        values = {"client": one.link.client, "day": one.link.left_on}
        way = "near" if steps == 0 else "behind"
        day = "" if one.standing == "let_go" or one.link.left_on else "_no_day"
        yield Text(f"screen.warn.{one.standing}{day}.{way}", values)
        if not one.families:
            yield Text("screen.warn.no_reason", {"client": one.link.client})


def _notes(judged: Sequence[Judged], client: str, mails: int) -> Iterator[Text]:
    """What is known besides, and what is not."""
    if not judged:
        yield Text("screen.note.nobody")
    for one in judged[:1]:
        yield from _on_source(one)
    if any(one.is_warning for one in judged):
        yield Text("screen.note.hint")
    if client:
        yield Text("screen.note.is_client", {"client": client})
    if not mails:
        yield Text("screen.note.no_mail")


def _on_source(one: Judged) -> Iterator[Text]:
    """What the one who sent them is like, where it is no warning."""
    if one.link.kind == "colleague":
        yield Text("screen.note.colleague", {"name": one.link.name})
    elif one.link.kind == "unknown":
        yield Text("screen.note.unknown", {"name": one.link.name})
    elif one.standing in ("keep", "repair", "unknown"):
        key = {"keep": "clean", "repair": "repair", "unknown": "little_known"}[one.standing]
        yield Text(f"screen.note.{key}", {"client": one.link.client})


def _families(judged: Sequence[Judged], found: Sequence[Flag]) -> tuple[tuple[Family, Text], ...]:
    """What to be careful about, each with why: what the source was like first, then what the mails say."""
    told = [
        (family, Text("screen.why.source", {"client": one.link.client, "family": family}))
        for one in judged
        for family in one.families
    ]
    told += [(flag.family, flag.says) for flag in found]
    first: dict[Family, Text] = {}
    for family, why in told:
        first.setdefault(family, why)
    return tuple(first.items())


def _advice(
    kind: Literal["question", "term"],
    known: Mapping[Family | Literal["always"], tuple[str, ...]],
    families: Sequence[tuple[Family, Text]],
) -> tuple[Advice, ...]:
    """What is asked of or offered to everybody, and what is for a reason; each once, the latter first."""
    whys = [(name, why) for family, why in families for name in known[family]]
    whys += [(name, Text(f"screen.{kind}.{name}.why")) for name in known["always"]]
    told: dict[str, Advice] = {}
    for name, why in whys:
        told.setdefault(name, Advice(name, Text(f"screen.{kind}.{name}"), why))
    return tuple(told.values())
