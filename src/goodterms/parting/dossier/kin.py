"""Where a language has words of kinship for both, who of the two who write is the younger, and says `em` of
themselves? The greeting of a mail tells, else the writer's other greetings, else how politely each speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from unicodedata import combining, normalize

from goodterms.parting.contract.tokens import Token, tokens
from goodterms.parting.dossier.sheets import Speech
from goodterms.records.model import Message

_SYLLABLE = re.compile(
    r"(?:ngh?|nh|th|tr|ch|ph|kh|gh?|gi|qu|[bcdđhklmnpqrstvx])?[^\W\dbcdđfghjklmnpqrstvwxz_]{1,3}(?:ch|nh|ng|[cmnpt])?"
)
_LETTERS = re.compile(r"[a-z]+")
_HEAD = re.compile(r"[^,.!?:\n]*")
_LONGEST = 3
"""Syllables of a name."""
_WORDS = 6
"""Words of a greeting."""


def is_younger(text: str, speech: Speech) -> bool | None:
    """Does whoever greets so write to somebody older? None where a mail does not begin with a greeting, nor
    with the yes that only the younger says; who greets by name alone is the older."""
    line = next((one.strip() for one in text.splitlines() if one.strip()), "")
    head = (_HEAD.match(line) or [""])[0]
    said = [one.text for one in tokens(head, speech.name)]
    told = speech.told["people"]
    greets = next((at for at, one in enumerate(said) if one in told["greets"]), None)
    if greets is None and said[:1] == [told["humble"]]:
        return True
    is_alone = len(line) - len(head) <= 1 and line[len(head) :] not in (".", "?")
    if not said or len(said) > _WORDS or not (is_alone or greets is not None):
        return None
    if greets is not None:
        said = said[:greets] if said[greets] == told["calls"] else said[greets + 1 :]
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


def named(messages: Sequence[Message], speech: Speech) -> frozenset[str]:
    """The names by which these mails greet and sign, and those in their addresses without accents."""
    if not speech.told["people"].get("kin"):
        return frozenset()
    found: set[str] = set()
    for one in messages:
        words = list(tokens(one.text, speech.name))
        greeted = (at for at in range(len(words)) if _is_greeted(words, at, speech))
        found.update(name for at in greeted for name in _name(words, at))
        last = list(tokens(one.text.rstrip().rpartition("\n")[2], speech.name))
        found.update(each.text for each in last if len(last) <= _WORDS)
        found.update(_LETTERS.findall(" ".join((one.sender, *one.recipients)).lower()))
    return frozenset(found)


def called(messages: Iterable[Message], speech: Speech) -> Mapping[str, frozenset[str]]:
    """By what given names does each sender greet whom they write to? Trâm ơi; chị Yến thân mến."""
    found: dict[str, set[str]] = {}
    for one in messages if speech.told["people"].get("kin") else ():
        found.setdefault(one.sender, set()).update(_given_name(one.text, speech))
    return {who: frozenset(names) for who, names in found.items()}


def _given_name(text: str, speech: Speech) -> list[str]:
    """The last syllable of the name in the first words of a mail, where they greet."""
    told = speech.told["people"]
    line = next((one.strip() for one in text.splitlines() if one.strip()), "")
    said = list(tokens((_HEAD.match(line) or [""])[0], speech.name))[:_WORDS]
    if not any(one.text in told["greets"] for one in said):
        return []
    known = {*told["greets"], *told["polite"], *told["kin"], *told["you"], *told["i"], *speech.stop}
    names = [one.text for one in said if one.said.istitle() and _SYLLABLE.fullmatch(one.text)]
    return names[-1:] if names and names[-1] not in known else []


def with_names(words: Sequence[Token], names: Mapping[str, str]) -> list[Token]:
    """The words, with a given name that somebody is called by as who it stands for: Trâm gửi ảnh cho Duy."""
    found: list[Token] = []
    for at, one in enumerate(words):
        beside = [each.text for each in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])]
        is_name = one.said.istitle() and one.text in names and not {"ME", "YOU"} & set(beside)
        is_whole = is_name and not (at and words[at - 1].said.istitle() and at > 1)
        found.append(one._replace(text=names[one.text]) if is_whole else one)
    return found


def is_somebody_else(words: Sequence[Token], at: int, both: Collection[str], speech: Speech) -> bool:
    """Is a word for who writes or is written to said of a third, with their name, or is it a language?"""
    told = speech.told["people"]
    if not told.get("kin") or words[at].text not in (*told["kin"], *told["you"]):
        return False
    if at and (words[at - 1].text in told["nobody_after"] or at in _name_places(words, at - 1)):
        return True
    names = _name(words, at)
    return bool(names) and not any(_is_of(one, both) for one in names) and not _is_greeted(words, at, speech)


def _is_greeted(words: Sequence[Token], at: int, speech: Speech) -> bool:
    """Is somebody spoken to here: chào anh Khôi, chị Lan ơi?"""
    told = speech.told["people"]
    behind = at + 1 + len(_name(words, at))
    is_kin = words[at].text in (*told["kin"], *told["you"])
    beside = [one.text for one in (*words[max(at - 1, 0) : at], *words[behind : behind + 1])]
    return is_kin and any(one in told["greets"] for one in beside)


def _name_places(words: Sequence[Token], before: int) -> range:
    """Where the name stands that goes on behind a word which is a part of it."""
    return range(before + 1, before + 1 + len(_name(words, before)) * words[before].said.istitle())


def _name(words: Sequence[Token], at: int) -> list[str]:
    """The syllables behind a word that are written as a name: no file, no brand."""
    found: list[str] = []
    for before, one in pairwise(words[at : at + 1 + _LONGEST]):
        if one.start - before.end > 1 or not (one.said.istitle() and _SYLLABLE.fullmatch(one.text)):
            break
        found.append(one.text)
    return found


def _is_of(name: str, both: Collection[str]) -> bool:
    plain = "".join(one for one in normalize("NFD", name.replace("đ", "d")) if not combining(one))
    return name in both or any(plain in one for one in both if one.isascii())
