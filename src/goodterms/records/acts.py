"""What does this message do?

A sheet of phrases a language (`phrases/*.toml`) says which words do what: give vague feedback, chase, thank,
threaten. A sheet holds a table an act, with its question, its phrases, the phrases that silence it in a
sentence (`unless`), and examples that must be caught and must be passed. No act is better than a wrong one.

>>> read_acts("Hello? Any news?", ("en",))
('chaser',)
>>> read_acts("The plumber is here on Thursday morning.", ("en",))
()

A phrase is read within one sentence, without regard to case: `(a|b c)` one of these, `x?` and `(x)?` perhaps,
`~2` up to two words between (`~`: three), `stem*` a word that begins so, `#` a number, `^` and `$` where the
sentence begins and ends (a short "Hi Mara," before or ", thanks" after it does not count). `?` and `!` alone
ask for a sentence that ends so, `""` for one with a quoted passage. Beside the acts a sheet may hold a table
`spelling` of words to read as others (`dont = "do not"`, `that's = "that is"`; phrases are read so too), and
say `accents = "dropped"` where people leave them out, or name in a table `bare` the acts that are read too
where they leave out all (`goodterms.records.accentless`).

Sheets are read from what `goodterms.records.phrase_index` made of them (`make messages`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypedDict

from goodterms.records.accentless import is_bare
from goodterms.records.phrasing import Automaton
from goodterms.terms import shelf
from goodterms.terms.languages import WORD, detect, nfc
from goodterms.terms.patterns import lazy
from goodterms.terms.phrases import PhraseError

ACTS = (
    "vague",
    "clear",
    "reversal",
    "request",
    "out_of_scope",
    "chaser",
    "thanks",
    "hostile",
    "threat",
    "irritated",
    "payment_excuse",
    "refused_method",
    "easier_payment",
    "boundary",
    "payment_reminder",
    "softened",
)
SHEETS = "goodterms.records.phrases"
_GIVES_WAY_THERE = {"request": "out_of_scope", "irritated": "hostile"}
"""Beside the second, in one sentence, the first is silent: extra work is no work as agreed."""
_GIVES_WAY = {"vague": "clear"}
"""The same in a whole message: who also says what to change is not vague (M18)."""
_SAID_ONLY = frozenset(("hostile", "threat"))
"""What counts only in the writer's own words: a line of a play or a headline that is quoted insults nobody.
A message without accents does it by phrases that are written for such messages only."""

_TOKEN = lazy(WORD.pattern + "|[\U0001f300-\U0001f3fa\U0001f400-\U0001faff\u2600-\u27bf]")
_ELISION = lazy(r"\b([cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'(?=\w\w|[ya]\b)")
_ABBREVIATION = r"(?<![\s.(][^\W\d_][.])"
_STOP = lazy(r"\n+|" + _ABBREVIATION + r"(?<=[.!?])(?<!\.\.)[\"'”’»)\]]*(?:\s+|$)|;\s")
_HESITATION = lazy(r"\.\.+|…")
_PAUSE = lazy(r"[,:]\s|\s[-–—]\s")
_QUOTED = lazy(r"""["“”„«][^"“”„«»]+["“”»]|(?<!\w)['‘][^'‘’]+['’](?!\w)""")
_TAIL = lazy(r"\W*$")
_UNLESS = "unless "
_BARE = 0.8
"""A message without accents is read by a bare sheet that knows this share of its words, or else it may be in
another language."""


class SheetError(ValueError):
    """A sheet of phrases that cannot be read: it names the sheet, the act and the phrase."""


class Sentence(NamedTuple):
    """The words of a sentence with the marks `^` and `$`, and the flags it carries (`?`, `!`, `""`)."""

    words: tuple[str, ...]
    flags: frozenset[str]


class Index(TypedDict):
    """What a sheet's phrases are made of, worked out beforehand (`goodterms.records.phrase_index`)."""

    accents: str
    spelling: Mapping[str, Sequence[str]]
    words: str
    phrases: Sequence[tuple[str, str]]
    needed: Mapping[str, Sequence[int]]


class Sheet:
    """One language's phrases, ready to read with. SheetError where one of them breaks the syntax."""

    def __init__(self, name: str, tables: Mapping[str, object]) -> None:
        self.name = name
        self._plain = _without_accents if tables.get("accents") == "dropped" else str
        spelling = tables.get("spelling")
        self._spelling: dict[str, tuple[str, ...]] = {}
        if isinstance(spelling, dict):
            self._spelling = {self._form(word): self._split(said) for word, said in spelling.items()}
        self._automaton = Automaton(self._phrase_word)
        for phrase, label in labelled(tables):
            self._add(phrase, label)

    @classmethod
    def prepared(cls, name: str, index: Index) -> Sheet:
        """The same sheet from its index: each phrase is built when a text may hold it."""
        sheet = cls(name, {"accents": index["accents"]})
        sheet._spelling = {word: tuple(said) for word, said in index["spelling"].items()}
        sheet._automaton.prepare(index["words"].split(), index["phrases"], index["needed"])
        return sheet

    def index(self, tables: Mapping[str, object], examples: Iterable[str]) -> Index:
        """What `prepared` needs of the tables that this sheet was made of. How rare a word is, is judged by
        these examples of what people write."""
        automaton = self._automaton
        words = Counter(word for text in examples for word in self._split(text))
        often: Counter[str] = Counter()
        for word, times in words.items():
            often.update(dict.fromkeys(automaton.meant(word), times))
        phrases = list(labelled(tables))
        needed: dict[str, list[int]] = {}
        for number, (phrase, _) in enumerate(phrases):
            for word in automaton.needs(phrase, often) or ("",):
                needed.setdefault(word, []).append(number)
        return {
            "accents": str(tables.get("accents", "kept")),
            "spelling": self._spelling,
            "words": " ".join(sorted(automaton.words)),
            "phrases": phrases,
            "needed": dict(sorted(needed.items())),
        }

    def acts(self, text: str) -> frozenset[str]:
        """What a text in this language does."""
        found = self._found(text)
        if found & _SAID_ONLY and (own := _QUOTED.sub(self._mentioned, text)) != text:
            found -= _SAID_ONLY - self._found(own)
        return _louder(found, _GIVES_WAY)

    def familiar(self, text: str) -> float:
        """The share (0-1) of a text's words that occur in the phrases."""
        words = self._split(text)
        return sum(word in self._automaton.words for word in words) / len(words) if words else 0.0

    def sentences(self, text: str) -> Iterator[Sentence]:
        """The sentences of a text, as the phrases see them."""
        for part in _STOP.split(_joined(nfc(text).replace("’", "'"))):
            if part.strip():
                yield self._sentence(part)

    def _add(self, phrase: str, label: str) -> None:
        try:
            self._automaton.add(phrase, label)
        except PhraseError as fault:
            raise SheetError(f"{self.name}.toml, {label}: {phrase!r}: {fault}") from fault

    def _found(self, text: str) -> frozenset[str]:
        return frozenset().union(*map(self._acts_of, self.sentences(text)))

    def _mentioned(self, quoted: re.Match[str]) -> str:
        """A quoted passage, without its words if they would insult or threaten by themselves."""
        passage = quoted[0]
        return f"{passage[0]}x{passage[-1]}" if self._found(passage[1:-1]) & _SAID_ONLY else passage

    def _acts_of(self, sentence: Sentence) -> frozenset[str]:
        said = {p.label for p in self._automaton.found(sentence.words) if p.ends <= sentence.flags}
        kept = {act for act in said if not act.startswith(_UNLESS) and _UNLESS + act not in said}
        return _louder(frozenset(kept), _GIVES_WAY_THERE)

    def _sentence(self, part: str) -> Sentence:
        tail = _TAIL.search(part)
        flags = {mark for mark in "?!" if tail and mark in tail[0]}
        if _QUOTED.search(part):
            flags.add('""')
        words = [mark for piece in _HESITATION.split(part) for mark in _marked(self._clauses(piece))]
        return Sentence(tuple(words), frozenset(flags))

    def _clauses(self, text: str) -> list[tuple[str, ...]]:
        return [words for clause in _PAUSE.split(text) if (words := self._split(clause))]

    def _split(self, text: str) -> tuple[str, ...]:
        words: list[str] = []
        for word in self._tokens(text):
            words += self._spelling.get(word, (word,))
        return tuple(words)

    def _tokens(self, text: str) -> list[str]:
        return _TOKEN.findall(_ELISION.sub(r"\1' ", self._form(text)))

    def _phrase_word(self, word: str) -> tuple[str, ...]:
        if not word.endswith("*"):
            return self._split(word)
        tokens = self._tokens(word)
        return (*tokens[:-1], tokens[-1] + "*") if tokens else ()

    def _form(self, text: str) -> str:
        return self._plain(nfc(text).lower().replace("’", "'"))


@cache
def sheet(language: str) -> Sheet:
    """The sheet of a language that has one (`spoken`)."""
    return Sheet.prepared(language, json.loads(shelf.sheet(SHEETS, f"{language}.json").read_text("utf-8")))


@cache
def bare_sheet(language: str) -> Sheet | None:
    """The sheet of a language for messages without accents, where it has one."""
    file = shelf.sheet(SHEETS, f"{language}.bare.json")
    return Sheet.prepared(language, json.loads(file.read_text("utf-8"))) if file.exists() else None


def labelled(tables: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The phrases of a sheet, each with its act, or with "unless " before the act that it silences."""
    for act, table in tables.items():
        if act in ACTS and isinstance(table, dict):
            yield from ((phrase, act) for phrase in table.get("phrases", ()))
            yield from ((phrase, _UNLESS + act) for phrase in table.get("unless", ()))


def spoken() -> tuple[str, ...]:
    """The languages that have a sheet."""
    return shelf.names(SHEETS, ".toml")


@lru_cache(maxsize=8192)
def read_acts(text: str, languages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What a message does, in the order of ACTS; nothing where that is unsure.

    It is read in one language: of the likely `languages` and the one its common words point to, the one whose
    sheet knows most of its words. Where nothing points to a language, all that know it best have to agree.
    """
    found = _acts(text, languages)
    return tuple(act for act in ACTS if act in found)


def _acts(text: str, likely: tuple[str, ...]) -> frozenset[str]:
    """The acts in the language whose sheet knows most of the words; where several do, they must agree."""
    detected = detect(text, likely)
    hinted = [detected, *likely] if detected in likely else [*likely, detected]
    candidates = [language for language in dict.fromkeys(hinted) if language in spoken()]
    if len(candidates) == 1:
        return _read(candidates[0], text)
    familiar = {language: sheet(language).familiar(text) for language in candidates or spoken()}
    best = [language for language, share in familiar.items() if share == max(familiar.values())]
    answers = {_read(language, text) for language in (best[:1] if candidates else best)}
    return answers.pop() if len(answers) == 1 else frozenset()


def _read(language: str, text: str) -> frozenset[str]:
    acts = sheet(language).acts(text)
    bare = bare_sheet(language) if is_bare(text) else None
    if bare and bare.familiar(text) >= _BARE:
        acts = _louder((acts - _SAID_ONLY) | bare.acts(text), _GIVES_WAY)
    return acts


def _louder(acts: frozenset[str], gives_way: Mapping[str, str]) -> frozenset[str]:
    return frozenset(act for act in acts if gives_way.get(act) not in acts)


def _marked(clauses: list[tuple[str, ...]]) -> Iterator[str]:
    """The words of all clauses; short ones before and after the matter leave it at the sentence's edge."""
    yield "^"
    opening = True
    for index, clause in enumerate(clauses):
        yield from clause
        opening = opening and len(clause) <= 3
        rest = clauses[index + 1 :]
        if rest and all(len(words) <= 2 for words in rest):
            yield "$"
        if rest and opening:
            yield "^"
    yield "$"


def _joined(text: str) -> str:
    """Lines that a mail program wrapped, in one again: the next begins small, and no greeting ends there."""
    joined: list[str] = []
    for line in text.splitlines():
        before = joined[-1] if joined else ""
        if line[:1].islower() and before and before[-1] not in ",:.!?":
            joined[-1] = f"{before.rstrip()} {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text.replace("œ", "oe"))
    return "".join(char for char in plain if not unicodedata.combining(char))
