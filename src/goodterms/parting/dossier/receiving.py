"""What do words tell that name nothing of what was promised: is the work itself there, did somebody say what
they think of it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodterms.parting.dossier.news import Held, News, Promise
from goodterms.parting.dossier.sheets import Speech

_SURE = 0.5


def delivered(
    news: News, promises: Sequence[Promise], states: Held, speech: Speech
) -> list[tuple[int, float]]:
    """The agreed delivery, where the freelancer hands over the whole: here is the complete translation."""
    said = news.said
    due = [at for at in _waiting(news, promises, states) if "=deadline" in promises[at].about]
    if news.state != "done" or said.writer != "me" or len(due) != 1:
        return []
    is_named = news.is_given and bool(news.about & promises[due[0]].work) and _is_all(news, speech)
    return [(due[0], _SURE)] if is_named or speech.says(said.row, "states", "whole") else []


def _is_all(news: News, speech: Speech) -> bool:
    """Is it no draft or part of the work, in a language that tells them apart?"""
    return bool(speech.phrases("states", "part")) and not speech.says(news.said.row, "states", "part")


def judged(news: News, promises: Sequence[Promise], states: Held, speech: Speech) -> list[tuple[int, float]]:
    """What somebody was last asked to think of it, where they say so: we love the second one."""
    if news.state != "done" or not speech.says(news.said.row, "states", "judges"):
        return []
    asked = [
        at
        for at in _waiting(news, promises, states)
        if promises[at].owed_by == news.said.writer
        and speech.says(promises[at].said.row, "promises", "opinion")
    ]
    return [(asked[-1], _SURE)] if asked else []


def _waiting(news: News, promises: Sequence[Promise], states: Held) -> list[int]:
    """What was promised in mails before, and has not come."""
    return [
        at for at, one in enumerate(promises) if one.said.mail < news.said.mail and not _is_done(states, at)
    ]


def _is_done(states: Mapping[int, tuple[News, float]], at: int) -> bool:
    return at in states and states[at][0].state == "done"
