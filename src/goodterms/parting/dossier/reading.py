"""What was agreed in these mails, and what is still owed? Messages in, a `Dossier` out (M46, M48)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from goodterms.parting.dossier import sheets
from goodterms.parting.dossier.agreeing import Proposal, proposals, terms
from goodterms.parting.dossier.bargaining import bargained
from goodterms.parting.dossier.haggling import with_bare_days
from goodterms.parting.dossier.hearing import LINKED
from goodterms.parting.dossier.jobs import jobs
from goodterms.parting.dossier.mentions import mentions
from goodterms.parting.dossier.model import Dossier, Term
from goodterms.parting.dossier.owing import loose_ends
from goodterms.parting.dossier.parties import Two, between, find_two
from goodterms.parting.dossier.saying import sentences
from goodterms.parting.dossier.unnamed import Mention
from goodterms.records.model import Message
from goodterms.terms import languages
from goodterms.terms.evidence import Problem


def terms_in_fact(
    messages: Iterable[Message], language: str = "", me: Collection[str] = (), client: Collection[str] = ()
) -> Dossier:
    """What the mails between the freelancer and one client agree on, and what each still owes by them.

    `me` and `client` are addresses; without them the freelancer is who asks a fee, the client who writes with
    them most. `language` where somebody knows it. Problems: `dossier.no_mail`, `dossier.unknown_language`,
    `dossier.whose`.
    """
    every = [one for one in messages if one.channel == "email"]
    source = every[0].evidence.source if every else ""
    found = language or language_of(every)
    if not every or found not in sheets.spoken():
        key = "dossier.unknown_language" if every else "dossier.no_mail"
        return Dossier(found, problems=(Problem(source, "", key),))
    speech = sheets.speech(found)
    two = Two(frozenset(me), frozenset(client)) if me and client else find_two(every, me, speech)
    if two is None:
        return Dossier(found, problems=(Problem(source, "", "dossier.whose"),))
    mails = between(every, two)
    said = list(with_bare_days(sentences(mails, speech), speech))
    spoken: list[Mention] = []
    named: list[Proposal] = []
    agreed: list[Term] = []
    of_mail = jobs(said, speech)
    for job in sorted(set(of_mail.values())):
        elsewhere = {one.value for one in spoken if one.what in LINKED}
        writers = {number: writer for number, (_, writer) in enumerate(mails) if of_mail.get(number) == job}
        of_job = [one for one in said if of_mail[one.mail] == job]
        heard = bargained(list(mentions(of_job, speech, elsewhere)), list(writers), speech, elsewhere)
        proposed = proposals(heard, writers)
        spoken += heard
        named += proposed
        agreed += terms(proposed, job)
    owed = tuple(loose_ends(said, spoken, named, speech))
    return Dossier(found, tuple(agreed), owed, (), two.me, two.client)


def language_of(messages: Sequence[Message]) -> str:
    """The language that mails are written in; empty where nobody knows."""
    text = "\n".join(one.text for one in messages)
    return languages.surely(text) or languages.detect(text) or ""
