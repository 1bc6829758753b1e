"""What do people's own words say of accesses and faults: given, handed back, found, mended?

A sentence counts for an access where it names a thing (a hosting, a domain, a shared folder, a service by its
name) and says that somebody can get in, got in, or no longer can. What is asked for, planned or denied hands
nothing back. Words of a password are blotted out before anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from goodterms.parting.papers.masking import collapsed, masked
from goodterms.parting.papers.sheets import kinds, maker_pattern, makers, ordinary, pattern, plain, says
from goodterms.records.book import FiledMessage
from goodterms.terms.evidence import Evidence
from goodterms.terms.languages import nfc, words
from goodterms.terms.patterns import lazy

GENERAL = ("account", "password")
"""Kinds that a sentence with a kind of its own does not need."""
LASTING = ("domain", "licence", "subscription", "hosting")
"""What goes on after the end, and is paid for by somebody."""
SHARED = ("folder", "repository")
"""What nobody can use without being let in."""
LONGEST = 160
"""Letters of a quote."""
LONG_WORD = 5
"""Letters from which a word tells what a fault is about."""
WRAPPED = 50
"""Letters from which a line without an end goes on in the next."""

_STOP = lazy(r"(?<=[.!?;…])[\"'”’»)\]]*\s+|\n+")
_CLAUSE = lazy(r"[,;:–—]|\s-\s")
_MAIL = lazy(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = lazy(r"(?<![\w@.-])(?:https?://)?(?:www\.)?([a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z]{2,12})(?![\w@-])")
_FILE = lazy(
    r"\.(?:pdf|docx?|xlsx?|csv|png|jpe?g|gif|svg|zip|psd|ai|indd|tiff?|mp4|mov|txt|md|html?|js|css|py|json|sql)$"
)
_URL = lazy(r"https?://[^\s<>\"')\]]+")


class Mention(NamedTuple):
    """One sentence on one thing. `name` is its host or its maker; empty where the sentence has none."""

    kind: str
    name: str
    at: datetime
    is_given: bool
    is_over: bool
    is_all: bool
    """Is all of it meant, whatever it is called?"""
    incoming: bool
    evidence: Evidence


class Sentence(NamedTuple):
    """A sentence as it is compared, and as it may be quoted."""

    low: str
    quote: str


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a message, secrets blotted out of what may be quoted."""
    whole = _unwrapped(nfc(text))
    covered = masked(whole)
    start = 0
    for stop in [*_STOP.finditer(whole), None]:
        end = stop.end() if stop else len(whole)
        said = whole[start:end].strip()
        if said:
            yield Sentence(plain(said), _short(collapsed(covered[start:end])))
        start = end


def accesses(message: FiledMessage) -> Iterator[Mention]:
    """What a message says of accesses; a general word is not told beside a particular one."""
    found = [
        mention
        for sentence in sentences(f"{message.record.subject}\n{message.record.text}")
        for mention in _of(sentence, message)
    ]
    particular = {mention.is_over for mention in found if mention.kind not in GENERAL}
    named = [one for one in found if one.kind not in GENERAL or one.is_all or one.is_over not in particular]
    is_account = {one.is_over for one in named if one.kind == "account"}
    yield from (one for one in named if one.kind != "password" or one.is_over not in is_account)


def faults(messages: Iterable[FiledMessage]) -> Iterator[tuple[FiledMessage, Sentence]]:
    """What the client says does not work, one sentence a message."""
    for message in messages:
        if message.incoming and not message.record.automatic:
            wrong = (one for one in sentences(message.record.text) if _is_fault(one.low))
            found = next(wrong, None)
            if found is not None:
                yield message, found


def is_mended(sentence: str) -> bool:
    """Does a sentence, as it is compared, say that something works again?"""
    return says("fixed", sentence) and not sentence.rstrip().endswith("?") and not _is_open(sentence, "fixed")


def same_thing(fault: str, mended: str) -> bool:
    """Are two sentences, as they are compared, about one thing: a long word beside those that say what is
    wrong with it, or that it works?"""
    return bool(_about(fault, "issue") & _about(mended, "fixed"))


def link_after(text: str, name: str) -> str:
    """The address that stands behind the name of a piece of work, or has the name in it; empty where none
    does."""
    at = plain(text).find(plain(name))
    if at < 0:
        return ""
    found = next((url for url in _URL.finditer(masked(text)) if url.end() > at), None)
    return collapsed(found[0].rstrip(".,;:!?")) if found else ""


def _about(sentence: str, name: str) -> set[str]:
    """The long words of a sentence but for those of a phrase, and those that stand anywhere."""
    rest = words(pattern(name).sub(" ", sentence))
    return {word for word in rest if len(word) >= LONG_WORD} - ordinary()


def _is_fault(sentence: str) -> bool:
    """Does it say that something is wrong, and neither that it was mended nor that it may be one day?"""
    if says("fixed", sentence):
        return False
    said = pattern("none_found").sub(" ", sentence)
    return any(not _is_harmless(said[: issue.start()]) for issue in pattern("issue").finditer(said))


def _is_harmless(before: str) -> bool:
    """Do thanks, or a wish to be told, stand alone before what is wrong (`thanks for catching the typo`)?"""
    clauses = _CLAUSE.split(pattern("but").sub(",", before))
    return says("harmless", clauses[-1])


def accesses_in(text: str, source: str, at: datetime) -> Iterator[Mention]:
    """What a contract says of accesses: that there is such a thing, and no more."""
    for sentence in sentences(text):
        if says("access", sentence.low) or says("secret", sentence.low):
            for kind, name in _things(sentence.low):
                if kind not in (*GENERAL, "licence"):
                    place = Evidence(source, "", sentence.quote)
                    yield Mention(kind, name, at, False, False, False, True, place)


def _of(sentence: Sentence, message: FiledMessage) -> Iterator[Mention]:
    low, record = sentence.low, message.record
    is_over = _is_over(low)
    speaks = is_over or any(says(name, low) for name in ("grant", "access", "secret"))
    is_given = not is_over and _is_given(low)
    place = Evidence(record.evidence.source, record.evidence.locator, sentence.quote)
    for kind, name in _things(low):
        if speaks or kind in SHARED or (kind in LASTING and says("renew", low)):
            yield Mention(
                kind, name, record.sent_at, is_given, is_over, says("all", low), message.incoming, place
            )


def _things(low: str) -> list[tuple[str, str]]:
    """The kinds that a sentence names, each with the name that stands there."""
    made = [makers()[found[0]] for found in maker_pattern().finditer(low)]
    hosts = [
        one for one in _HOST.findall(_MAIL.sub(" ", low)) if not _FILE.search(one) and one not in makers()
    ]
    host = hosts[0] if hosts else ""
    told = [kind for kind in kinds() if says(f"kinds.{kind}", low)]
    by_maker = {kind for kind, _ in made}
    found = [*made, *((kind, "" if kind in GENERAL else host) for kind in told if kind not in by_maker)]
    if not found and says("all", low):
        found = [("account", "")]
    particular = [one for one in found if one[0] not in GENERAL]
    return list(dict.fromkeys(particular or found))


def _is_given(low: str) -> bool:
    """Is somebody let in, or told how to get in?"""
    if says("grant", low):
        return True
    if says("secret", low) and ":" in low:
        return True
    return says("here", low) and (says("access", low) or says("secret", low))


def _is_over(low: str) -> bool:
    """Is something handed back or changed, and not asked for, planned or denied?"""
    return says("closed", low) and not low.rstrip().endswith("?") and not _is_open(low, "closed")


def _is_open(low: str, name: str) -> bool:
    """Is there, beside the phrase, what denies or plans?"""
    return "n't" in low or says("not_closed", pattern(name).sub(" ", low))


def _unwrapped(text: str) -> str:
    """The text with the lines that a mail program broke put together again."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        before = lines[-1] if lines else ""
        goes_on = len(before) >= WRAPPED and line[:1].islower() and before.rstrip()[-1:] not in ".!?:;"
        if goes_on:
            lines[-1] = f"{before.rstrip()} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _short(quote: str) -> str:
    said = " ".join(quote.split())
    return said if len(said) <= LONGEST else said[: LONGEST - 2].rstrip() + " …"
