"""Where a language has words of kinship for both, who of the two who write is the younger, and says `em` of
themselves? The greeting of a mail tells, else the writer's other greetings, else how politely each speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from goodterms.parting.contract.tokens import tokens
from goodterms.parting.dossier.sheets import Speech
from goodterms.records.model import Message

_HEAD = re.compile(r"[^,.!?:\n]*")
_WORDS = 6
"""Words of a greeting."""


def is_younger(text: str, speech: Speech) -> bool | None:
    """Does whoever greets so write to somebody older? None where a mail does not begin with a greeting; who
    greets by name alone is the older."""
    line = next((one.strip() for one in text.splitlines() if one.strip()), "")
    head = (_HEAD.match(line) or [""])[0]
    said = [one.text for one in tokens(head, speech.name)]
    told = speech.told["people"]
    is_alone = len(line) - len(head) <= 1 and line[len(head) :] not in (".", "?")
    if not said or len(said) > _WORDS or not (is_alone or set(told["greets"]) & set(said)):
        return None
    return any(one in told["kin"] and one != told["junior"] for one in said)


def younger(messages: Iterable[Message], speech: Speech) -> Mapping[str, bool]:
    """Is each sender the younger, by all that they wrote? Who cannot be told of is not named."""
    if not speech.told["people"].get("kin"):
        return {}
    mails: dict[str, list[str]] = {}
    for one in messages:
        mails.setdefault(one.sender, []).append(one.text)
    greeted = {who: _usual(texts, speech) for who, texts in mails.items()}
    found = {who: said for who, said in greeted.items() if said is not None}
    if not found:
        return _by_manners(mails, speech)
    is_one_elder = any(not one for one in found.values())
    return {who: found.get(who, is_one_elder) for who in mails}


def _usual(texts: Sequence[str], speech: Speech) -> bool | None:
    often = Counter(said for one in texts if (said := is_younger(one, speech)) is not None)
    return max(often, key=lambda one: often[one]) if often else None


def _by_manners(mails: Mapping[str, Sequence[str]], speech: Speech) -> Mapping[str, bool]:
    """The one of two whose mails have more of the words that one says to the older."""
    polite = set(speech.told["people"]["polite"])
    share = {
        who: sum(bool(polite & _words(one, speech)) for one in texts) / len(texts)
        for who, texts in mails.items()
    }
    most = max(share, key=lambda one: share[one], default="")
    return {who: who == most for who in share} if share.get(most) else {}


def _words(text: str, speech: Speech) -> set[str]:
    return {one.text for one in tokens(text, speech.name)}
