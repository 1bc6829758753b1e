"""What do I write to this client, short and honest?

What is told (`goodterms.letters.deciding`) becomes a `Draft` in a language, for a channel, in a register. A
playbook has its own order and voice. Each claim in the draft is confirmed, or to be asked; what nobody has
told is left out, and named as missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from goodterms.letters.claims import State
from goodterms.letters.deciding import Told
from goodterms.letters.reasons import REASONS
from goodterms.letters.wording import Register, Wording, wording
from goodterms.terms.evidence import Evidence, Text

CHAT = "chat"
"""The only channel that shows who writes: nothing is signed there."""
SPOKEN = "call_script"
CONFIRMATION = "confirmation"
"""What is written after a call. Whatever the playbook, it begins with what was said."""
OBJECTIONS = ("why", "more", "who")

_BALANCED = ("end", "reason", "knowing", "notice", "handover", "alternative", "help", "thanks")
_ORDERS = {
    "balanced": _BALANCED,
    "fire-that-client": ("end", "reason", "alternative", "notice", "handover", "help", "knowing", "thanks"),
    "break-up": ("knowing", "end", "reason", "notice", "alternative", "handover", "help", "thanks"),
}
"""What comes after what: the one article begins with the decision, the other with what is good (D4)."""
_NEUTRAL = frozenset({"fire-that-client"})
"""Playbooks that state the reason and leave feelings out (D2)."""
_SHORT = {CHAT: frozenset({"notice", "help", "thanks"}), SPOKEN: frozenset({"notice", "help", "thanks"})}
"""Parts that a channel leaves out (M58)."""
_PARAGRAPHS = (("end", "reason"), ("notice", "handover", "help"), ("knowing",), ("alternative",), ("thanks",))


_LACKING = tuple("%€$£₫")
"""Behind these, as behind a word, a sentence still lacks its stop."""
_CLOSING = "\"”»’')]* "
"""What may stand behind the last word and its stop."""


class Claim(NamedTuple):
    """Something that the letter says as a fact, and how true it is."""

    quote: str
    says: Text
    state: State
    evidence: tuple[Evidence, ...] = ()


class Draft(NamedTuple):
    """A letter, its claims, and what could not be said because nobody told it."""

    language: str
    channel: str
    subject: str
    text: str
    claims: tuple[Claim, ...]
    missing: tuple[str, ...]
    objections: tuple[tuple[str, str], ...] = ()
    """What they may say in a call, each with an answer."""
    confirmation: Draft | None = None
    """The e-mail to send after a call (M57)."""


def draft(
    told: Told,
    language: str,
    channel: str,
    playbook: str,
    register: Register | None = None,
    address: str = "",
) -> Draft:
    """The letter in words."""
    writer = _Writer(told, wording(language), channel, playbook, register, address)
    parts = dict(writer.parts())
    text = writer.laid_out(parts)
    subject = "" if channel in (CHAT, SPOKEN) else writer.say("subject", today="subject_today")
    claims = tuple(
        Claim(parts[part], one.says, one.state, one.evidence) for part, one in told.claims if part in parts
    )
    missing = {"knowing": "knowing" not in parts, "me": channel != CHAT and not told.wish.me}
    made = Draft(language, channel, subject, text, claims, tuple(one for one in missing if missing[one]))
    return writer.spoken(made) if channel == SPOKEN else made


class _Writer:
    """Finds the words of one letter."""

    def __init__(
        self, told: Told, words: Wording, channel: str, playbook: str, register: Register | None, address: str
    ) -> None:
        self._told = told
        self._words = words
        self._channel = channel
        self._playbook = playbook if playbook in _ORDERS else "balanced"
        self._register = register or words.register
        self._address = address
        self._places = self._all_places(address)
        self._parts: Mapping[str, Callable[[], str]] = {
            "end": partial(self.say, "end", today="end_today"),
            "reason": self._reason,
            "knowing": self._knowing,
            "notice": self._notice,
            "handover": self._handover,
            "alternative": self._alternative,
            "help": self._help,
            "thanks": partial(self.say, "thanks"),
        }

    def say(self, part: str, *, today: str = "", channel: str = "") -> str:
        """A part in words; another part where the work ends today."""
        name = today if today and self._told.ends_today else part
        return self._words.say(
            name,
            self._places,
            self._told.wish.client,
            channel=channel or self._channel,
            register=self._register,
        )

    def parts(self) -> Iterator[tuple[str, str]]:
        """The parts that this letter has, in its order, with their words."""
        order = _BALANCED if self._channel == CONFIRMATION else _ORDERS[self._playbook]
        for part in order:
            if part not in _SHORT.get(self._channel, ()) and (said := self._parts[part]()):
                yield part, said

    def laid_out(self, parts: Mapping[str, str]) -> str:
        """Greeting, paragraphs, closing and name, as the channel lays them out."""
        greeting = self.say("greeting" if self._told.wish.contact else "greeting_nobody")
        closing = self.say("closing")
        if self._channel == CHAT:
            return " ".join([greeting, *parts.values(), closing])
        if self._channel == SPOKEN:
            return "\n".join([greeting, *parts.values(), closing])
        order = list(parts)
        paragraphs = sorted(
            ([part for part in paragraph if part in parts] for paragraph in _PARAGRAPHS),
            key=lambda paragraph: min(map(order.index, paragraph), default=0),
        )
        told = [
            " ".join(parts[part] for part in sorted(paragraph, key=order.index))
            for paragraph in paragraphs
            if paragraph
        ]
        return "\n\n".join([greeting, *told, "\n".join(filter(None, [closing, self._told.wish.me]))])

    def spoken(self, script: Draft) -> Draft:
        """The script with what they may say, and the letter to send after it."""
        objections = tuple((self.say(f"objection_{one}"), self.say(f"answer_{one}")) for one in OBJECTIONS)
        after = _Writer(self._told, self._words, CONFIRMATION, self._playbook, self._register, self._address)
        parts = dict(after.parts())
        claims = tuple(claim for claim in script.claims if claim.quote in parts.values())
        subject = after.say("subject", today="subject_today")
        letter = Draft(script.language, "email", subject, after.laid_out(parts), claims, script.missing)
        return script._replace(objections=objections, confirmation=letter)

    def _reason(self) -> str:
        reason = self._told.reason
        voice = "neutral" if self._playbook in _NEUTRAL else "feeling"
        return self.say(f"reason_{reason}.{voice}") if reason in REASONS else _sentence(reason)

    def _notice(self) -> str:
        return self.say("notice") if self._told.is_regular and not self._told.ends_today else ""

    def _handover(self) -> str:
        named = "_named" if self._told.wish.handover else ""
        return self.say(f"handover{named}", today=f"handover_today{named}")

    def _help(self) -> str:
        return "" if self._told.ends_today else self.say("help")

    def _knowing(self) -> str:
        told, wish = self._told, self._told.wish
        if wish.knowing:
            return _sentence(wish.knowing)
        if wish.about:
            plain = "knowing_ahead" if told.is_ahead else "knowing_plain"
            return self.say("knowing" if wish.adjective else plain)
        return self.say("knowing_subject") if told.subject else ""

    def _alternative(self) -> str:
        wish = self._told.wish
        if not wish.is_alternative:
            return ""
        if wish.colleague:
            return self.say("alternative_skilled" if self._told.skill else "alternative_colleague")
        return self.say("alternative_provider")

    def _all_places(self, address: str) -> Mapping[str, str]:
        told, wish, words = self._told, self._told.wish, self._words
        return {
            "client": wish.client,
            "contact": words.call(wish.contact, self._register),
            "me": wish.me,
            "last_day": words.day(told.last_day, wish.country),
            "help_until": words.day(told.help_until, wish.country),
            "about": wish.about,
            "adjective": wish.adjective,
            "subject": told.subject,
            "handover": wish.handover,
            "colleague": wish.colleague,
            "skill": told.skill,
            "provider": words.providers.get(wish.provider, wish.provider),
            **words.address(self._register, address),
        }


def _sentence(said: str) -> str:
    """The freelancer's own words, in one line, with the capital and the stop that they may lack."""
    said = " ".join(said.split()).rstrip(" ,;:")
    last = said.rstrip(_CLOSING)[-1:]
    return said[:1].upper() + said[1:] + "." * (last.isalnum() or last in _LACKING)
