"""Which of these mails are about which job? What two agree on for one job changes nothing of another.

A job begins with the first mail; another one with a mail that says so, or that has a subject of its own and
asks for work or offers it, once a price was named before. What comes after it is about it, unless its subject
is that of the job before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from goodterms.parting.dossier.saying import Said
from goodterms.parting.dossier.sheets import Speech
from goodterms.records.mail.headers import bare_subject
from goodterms.records.model import Message


def jobs(told: Iterable[Said], speech: Speech) -> dict[int, int]:
    """The job, counted from 0, of each mail by its number."""
    found: dict[int, int] = {}
    of_talk: dict[str, int] = {}
    job, is_priced = 0, False
    for mail, sentences in groupby(told, key=lambda one: one.mail):
        said = list(sentences)
        talk = _talk(said[0].message)
        if is_priced and _begins(said, speech, is_new=bool(talk) and talk not in of_talk):
            job, is_priced = max(found.values()) + 1, False
            of_talk[talk] = job
        else:
            job = of_talk.setdefault(talk, job)
        found[mail] = job
        is_priced = is_priced or any(_priced(one, speech) for one in said)
    return found


def _talk(message: Message) -> str:
    """What the mails of one talk have in common."""
    return bare_subject(message.subject).casefold()


def _begins(mail: Sequence[Said], speech: Speech, *, is_new: bool) -> bool:
    """Does another job begin with this mail?"""
    asks = any(one.asks or _priced(one, speech) for one in mail)
    says = any(speech.says(one.row, "stance", "another") for one in mail)
    if says and asks:
        return True
    wanted = [one for one in mail if _speaks_of(one, "scope", speech)]
    is_change = any(
        speech.says(one.row, "stance", how) for one in wanted for how in ("changed", "former", "added")
    )
    return is_new and asks and bool(wanted) and not is_change


def _priced(said: Said, speech: Speech) -> bool:
    has_sum = any(one.text == "MONEY" for one in said.row.tokens)
    return has_sum and (_speaks_of(said, "price", speech) or speech.says(said.row, "stance", "accept"))


def _speaks_of(said: Said, what: str, speech: Speech) -> bool:
    return speech.topics[what].place(said.row) is not None
