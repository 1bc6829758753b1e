"""What the law adds to late invoices: on the screen, and as a courteous letter of account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from goodterms.faces.paged import Blank, Heading, Paper, Paragraph, Part, Table
from goodterms.parting.claim.model import Gap, Period
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.faces.terminal import Screen
    from goodterms.faces.words import Words
    from goodterms.parting.claim.model import Claim, Claims, Refusal

NOTHING = "–"


def show_claims(screen: Screen, found: Claims, words: Words) -> None:
    """Every late invoice with its periods and sums, and what cannot be said; sources once, at the end."""
    screen.line((words("claim.heading", day=found.as_of), "bold"))
    if not found.invoices:
        screen.line(words("claim.no_invoices"), indent=2)
    elif not found.claims and not found.refused:
        screen.line(words("claim.none"), indent=2)
    for claim in found.claims:
        _claim(screen, claim, words)
    _refused(screen, found, words)
    if found.claims or found.refused:
        _ends(screen, found, words)


def statement(claims: Sequence[Claim], client: str, me: str, words: Words, day: str) -> Paper:
    """A letter of account for one client, with their bank details left to be filled in."""
    title = words("claim.paper.title", client=client)
    return Paper(title, words.language, tuple(_statement(claims, me, words, day)))


def place_in_words(place: str, words: Words) -> str:
    """A country by its name in the reader's language."""
    from babel import Locale  # noqa: PLC0415 - 5 ms, and --json does without

    return str(Locale.parse(words.language).territories.get(place[:2], place))


def percent(rate: Fraction, words: Words) -> str:
    """A yearly rate as it is written: 12.25, 12,25."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - as above

    return str(format_decimal(float(rate), "0.####", locale=words.language))


def _claim(screen: Screen, claim: Claim, words: Words) -> None:
    late = words("claim.late", days=claim.days, due=claim.due)
    screen.line()
    screen.line((claim.number or NOTHING, "bold"), f" · {claim.client} · {late}", indent=2)
    for said in explained(claim, words):
        screen.line(said, indent=4)


def explained(claim: Claim, words: Words) -> Iterator[str]:
    """How the sums of one invoice come about, stretch by stretch, and by which law."""
    parts: list[Period | Gap] = [*claim.periods, *claim.gaps]
    for part in sorted(parts, key=lambda one: one.since):
        yield _line(part, words)
    interest, lump = _or_unsaid(claim.interest, words), _or_unsaid(claim.lump and claim.lump.money, words)
    total = _sums(claim.totals, words)
    yield words("claim.sums", interest=interest, lump=lump, total=total, open=claim.unpaid)
    yield words(f"claim.by.{claim.by}", place=place_in_words(claim.place, words))
    yield from map(words.say, claim.notes)


def _line(part: Period | Gap, words: Words) -> str:
    """A stretch of days: how its interest is counted, or why it is not."""
    if isinstance(part, Gap):
        return words("claim.no_rate", since=part.since, until=part.until, why=words.say(part.why))
    return words(
        "claim.period", since=part.since, until=part.until, length=words("unit.days", days=part.days),
        capital=part.capital, rate=percent(part.percent, words), interest=part.interest,
    )  # fmt: skip


def _refused(screen: Screen, found: Claims, words: Words) -> None:
    """What is not told beside the sums of an invoice already; what holds for several, once."""
    said: set[str] = set()
    for n, one in enumerate(left_over(found)):
        if not n:
            screen.line()
            screen.line((words("claim.cannot"), "bold"))
        screen.line(f"{one.number or NOTHING} · {one.client}: {why_not(one, words)}", indent=2)
        for note in map(words.say, one.notes):
            if note not in said:
                screen.line(note, indent=4)
            said.add(note)


def left_over(found: Claims) -> list[Refusal]:
    """What cannot be said of invoices that have no sums."""
    told = {(one.client, one.number) for one in found.claims}
    return [one for one in found.refused if (one.client, one.number) not in told]


def why_not(one: Refusal, words: Words) -> str:
    """Why nothing can be said of an invoice, or of some days of it."""
    why = words.say(one.why)
    if one.since is None:
        return why
    return words("claim.cannot_days", since=one.since, until=one.until, why=why)


def _ends(screen: Screen, found: Claims, words: Words) -> None:
    """All sums together, by what they were counted, and that it is no advice."""
    screen.line()
    if len(found.claims) > 1:
        screen.line((in_all(found, words), "bold"))
    days = [one.as_of for one in found.claims if one.as_of is not None]
    if days:
        screen.line((words("claim.looked_up", day=min(days)), "dim"))
    for source in sources(found):
        screen.line((source, "dim"), indent=2)
    if any(claim.periods for claim in found.claims):
        screen.line(words("claim.rounding"))
    screen.line(words("claim.not_advice"))


def in_all(found: Claims, words: Words) -> str:
    """All sums together."""
    return words("claim.in_all", count=len(found.claims), sum=_sums(added(found.claims), words))


def added(claims: Iterable[Claim]) -> tuple[Money, ...]:
    """Interest and lump sums of some invoices, one sum a currency."""
    return tuple(_added(money for claim in claims for money in claim.totals))


def sources(found: Claims) -> tuple[str, ...]:
    """Who says so, each once."""
    return tuple(dict.fromkeys(source for one in found.claims for source in one.sources))


def _or_unsaid(money: Money | None, words: Words) -> str:
    return words.money(money) if money is not None else words("claim.unsaid")


def _sums(sums: Sequence[Money], words: Words) -> str:
    return " + ".join(words.money(one) for one in sums)


def _statement(claims: Sequence[Claim], me: str, words: Words, day: str) -> Iterator[Part]:
    yield Paragraph(words("claim.paper.by", me=me or NOTHING, day=day))
    yield Paragraph(words("claim.paper.opening"))
    names = ("number", "due", "days", "open", "interest", "lump", "total")
    yield Table(_columns(names, words), tuple(_row(claim, words) for claim in claims))
    yield Paragraph(words("claim.paper.total", sum=_sums(_in_all(claims), words)))
    if any(claim.periods for claim in claims):
        yield Heading(words("claim.paper.how"))
        names = ("number", "from", "to", "length", "sum", "rate", "interest")
        rows = tuple(row for claim in claims for row in _periods(claim, words))
        yield Table(_columns(names, words), rows)
        yield Paragraph(words("claim.rounding"), is_small=True)
    if any(claim.gaps for claim in claims):
        yield Paragraph(words("claim.paper.partial"), is_small=True)
    yield from _sources(claims, words)
    for name in ("to", "name", "reference"):
        yield Blank(words("paper.label", label=words(f"claim.paper.pay_{name}")))
    yield Paragraph(words("claim.paper.closing"))
    yield Paragraph(me or NOTHING)


def _columns(names: Sequence[str], words: Words) -> tuple[str, ...]:
    return tuple(words(f"claim.col.{name}") for name in names)


def _row(claim: Claim, words: Words) -> tuple[str, ...]:
    lump = claim.lump.money if claim.lump else None
    interest, fixed = (words.money(one) if one is not None else "" for one in (claim.interest, lump))
    total = _sums(_in_all([claim]), words)
    open_now = words.money(claim.unpaid)
    return claim.number, words.day(claim.due), str(claim.days), open_now, interest, fixed, total


def _in_all(claims: Sequence[Claim]) -> tuple[Money, ...]:
    """What is open with what the law adds, one sum a currency."""
    return _added(money for claim in claims for money in (claim.unpaid, *claim.totals))


def _added(parts: Iterable[Money]) -> tuple[Money, ...]:
    sums: Counter[str] = Counter()
    for money in parts:
        sums[money.currency] += money.minor
    return tuple(Money(minor, currency) for currency, minor in sums.items() if minor)


def _periods(claim: Claim, words: Words) -> Iterator[tuple[str, ...]]:
    for one in claim.periods:
        yield (
            claim.number, words.day(one.since), words.day(one.until), str(one.days),
            words.money(one.capital), f"{percent(one.percent, words)} %", words.money(one.interest),
        )  # fmt: skip


def _sources(claims: Sequence[Claim], words: Words) -> Iterator[Part]:
    told = dict.fromkeys(source for claim in claims for source in claim.sources)
    is_agreed = any(claim.by == "contract" and claim.periods for claim in claims)
    if told or is_agreed:
        yield Heading(words("claim.paper.sources"))
    if is_agreed:
        yield Paragraph(words("claim.paper.contract"), is_small=True)
    for source in told:
        yield Paragraph(source, is_small=True)
