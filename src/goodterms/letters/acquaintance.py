"""What did we make together?

>>> thing("Quayside Bikes logo 7", "Quayside Bikes"), thing("Rope catalogue (07/25)", "Harbour & Sons")
('logo', 'Rope catalogue')
>>> thing("Pixel Orchard 3", "Pixel Orchard"), thing("Re-sent: invoice 2026-014", "Pixel Orchard")
('', '')
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from goodterms.letters import hints
from goodterms.letters.known import Subject
from goodterms.records import headings
from goodterms.records.book import Book, FiledMessage
from goodterms.records.mail.headers import bare_subject
from goodterms.records.model import Deliverable
from goodterms.records.settled.names import JOINING, name_words
from goodterms.review.facts import HARSH
from goodterms.terms.evidence import Evidence
from goodterms.terms.languages import fold, nfc, words
from goodterms.terms.patterns import lazy

MOST_SUBJECTS = 8
OFTEN = 3
"""Mails about something before it is a subject of theirs."""
LONGEST = 6
"""Words of a name; what is longer is a sentence."""

_NUMBER = lazy(r"[(\[#]*[vq]?\d[\d./:_–-]*(?:st|nd|rd|th|er|e|ème|de|ste)?[)\],.:]*", re.IGNORECASE)
_JOB_NUMBER = lazy(r"[(\[]*#?(?:\d{4,}|\d+[./:_–-]\d[\d./:_–-]*|(?<=#)\d+|\d+[.:)])[)\],.:]*")
"""A number before a name is part of it unless it looks like a file's: `100 years`, `2026-014 catalogue`."""


def subjects_of(own: Book, client: str) -> tuple[Subject, ...]:
    """What was made for the client, the latest first, and after it what mails were often about."""
    found: dict[str, Subject] = {}
    for made in (_made(own), _discussed(own, client)):
        for _, name, evidence in sorted(made, key=lambda one: one[0], reverse=True):
            if said := thing(name, client):
                found.setdefault(_kernel(said), Subject(said, name, evidence))
    return tuple(found.values())[:MOST_SUBJECTS]


def made_on(work: Deliverable) -> date:
    """The day of a piece of work; the first of all days where none is known."""
    return work.delivered_on or work.due or date.min


def thing(name: str, client: str) -> str:
    """What a piece of work is called, without the client's name and a number that only counts; nothing where
    the rest names no thing, or something of money or trouble."""
    name = nfc(name)
    if hints.holds("business", name) or name.endswith(("?", "!")):
        return ""
    kept = _uncounted(_without_client(_uncounted(name.split()), client))
    said = " ".join(kept).strip(" -–—:,;.|/")
    says = any(len(word) > 2 and word.isalpha() for word in words(hints.without("nothing", said)))
    return said if says and len(kept) <= LONGEST else ""


def _kernel(said: str) -> str:
    """What two ways to call one thing have in common."""
    return " ".join(word for word in fold(hints.without("nothing", said)).split() if len(word) > 2)


_Named = tuple[date, str, Evidence]
"""When, under which name, and where it says so."""


def _made(own: Book) -> Iterator[_Named]:
    for filed in own.deliverables:
        yield made_on(filed.record), filed.record.name, filed.record.evidence
    for entry in own.hours:
        yield entry.record.started.date(), entry.record.project, entry.record.evidence


def _discussed(own: Book, client: str) -> Iterator[_Named]:
    """What mails were about at least three times, and never harshly."""
    about: dict[str, list[FiledMessage]] = defaultdict(list)
    for filed in own.messages:
        if filed.record.subject and not filed.record.automatic:
            about[_kernel(thing(_bare(filed.record.subject), client))].append(filed)
    about.pop("", None)
    for some in about.values():
        if len(some) >= OFTEN and all(HARSH.isdisjoint(filed.record.acts) for filed in some):
            latest = max(some, key=lambda filed: filed.record.sent_at).record
            yield latest.sent_at.date(), _bare(latest.subject), latest.evidence


def _bare(subject: str) -> str:
    """A subject line without "Re:" and the like, written as it is."""
    said = " ".join(subject.split())
    return said[len(said) - len(bare_subject(said)) :]


def _without_client(said: Sequence[str], client: str) -> list[str]:
    """The words without the client's name at the beginning or the end."""
    full = [word for word in fold(client).split() if word not in JOINING]
    for name in (full, list(name_words(client))):
        after = _behind(said, name)
        if after:
            return list(said[after:])
        before = _behind(said[::-1], name[::-1])
        if before:
            kept = list(said[: len(said) - before])
            return kept[:-1] if kept and hints.is_one("joins", kept[-1]) else kept
    return list(said)


def _behind(said: Sequence[str], name: Sequence[str]) -> int:
    """How many words a name takes at the beginning; 0 where it does not stand there."""
    left = list(name)
    for count, word in enumerate(said, 1):
        parts = fold(word).split()
        if left[: len(parts)] == parts:
            left = left[len(parts) :]
        elif not JOINING.issuperset(parts):
            return 0
        if not left:
            return count
    return 0


def _uncounted(said: Iterable[str]) -> list[str]:
    """The words without numbers, months and marks around them that only count."""
    kept = list(said)
    while kept and not fold(kept[-1]):
        kept.pop()
    is_counted = False
    while kept and (_NUMBER.fullmatch(kept[-1]) or not fold(kept[-1]) or (is_counted and _counts(kept[-1]))):
        is_counted |= bool(_NUMBER.fullmatch(kept.pop()))
    while kept and (_JOB_NUMBER.fullmatch(kept[0]) or not fold(kept[0])):
        kept.pop(0)
    return kept


def _counts(word: str) -> bool:
    plain = headings.plain(word)
    return hints.is_one("counted", plain) or plain in headings.months()
