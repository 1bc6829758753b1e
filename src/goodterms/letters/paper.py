"""Where does each sentence, clause and word of this text stand?

A text is cut once, with the offsets of every word, and all rules read that. Words are compared in one form
(NFC, lower case, straight apostrophe, spelled as the language's sheet says). What somebody else said is not
the writer's: words within quotation marks, and lines that quote a mail, are there and match no phrase.

>>> paper = read_paper("We finish on 3 May. “But why?” she said.", Spelling())
>>> [sentence.words for sentence in paper]
[('we', 'finish', 'on', '3', 'may'), ('"', '"', 'she', 'said')]
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from goodterms.terms.patterns import lazy

BREAK = 1_000
"""By so much the number of a clause rises at a colon, a dash or a bracket; at a comma by one."""
HIDDEN = '"'
"""The form of a word that the writer quotes."""

_SCAN = lazy(
    r"(?P<word>\d(?:[.,:/'’\-]?\d)*\w*|[^\W\d_]+(?:['’][^\W\d_]+)*['’]?|[€$£₫%])"
    r"|(?P<stop>[.!?…]+[\"”»’')\]*_]*(?=\s|$)|[;•]|[\U0001f300-\U0001faff\u2600-\u27bf]+)"
    r"|(?P<line>\n\s*)"
    r"|(?P<pause>[,:()]|\s[\-–]+\s|—|–\s|\.\.+|…)"
)
_QUOTED = lazy(
    r"“[^“”]{1,400}”|„[^„“”]{1,400}[“”]|«[^«»]{1,400}»|\"[^\"\n]{1,300}\"|(?<!\w)‘[^‘’\n]{1,200}’(?!\w)"
    r"|(?<![\w'])'[^'\n]{2,200}'(?!\w)|(?<!\w)(?:\*{1,2}|_)[^*_\n]{1,80}(?:\*{1,2}|_)(?!\w)"
    r"|(?m:^[ \t]*>.*$)|(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\w+"
)
UNSEEN = lazy(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""What mail programs leave within words and nobody sees: soft hyphens, marks of direction, empty spaces."""
_BLANK = lazy(r"\n[^\S\n]*\n\s*")
_MOST_REMEMBERED = 1_024
"""Paragraphs, before what was read is forgotten."""
_LONGEST_REMEMBERED = 4_000
"""Characters of a paragraph; a longer one is no part of a letter that somebody is writing."""
_EMPHASIS = lazy(r"(\*{1,2}|_)[^\W\d_A-ZÀ-ÖØ-Þ]+\1")
"""A single word that is stressed, and no title."""
_TITLE = 5
"""A quotation of so many words is no sentence to say."""
_WRAPPED = 55
"""From this length on, a line that ends without a stop goes on in the next, which a mail program wrapped."""
_ACRONYM = 4
"""Longer words in capitals are no names: somebody shouts."""
_HIDDEN_FORMS = (HIDDEN,)
_LONGEST = 400
"""Words of a sentence; who writes without any stop is read in pieces of so many."""
_MOSTLY = 0.6
_OPENING = ("“", "„", "«", '"')
"""A text that begins with one and is quoted to such a share was put in quotation marks as a whole."""


def seen(text: str) -> str:
    """The text in the form that it is read in: NFC, without what nobody sees."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", text))


class Spelling(NamedTuple):
    """How a language writes: what the words of a text are read as before they are compared."""

    accents: str = "kept"
    spelling: Mapping[str, Sequence[str]] = {}
    elided: frozenset[str] = frozenset()
    """What is written together with the next word: `j'`, `qu'`."""
    abbreviations: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    """Whose words follow in quotation marks: he, she, they."""

    def form(self, text: str) -> str:
        """The one form in which words are compared."""
        text = text.lower().replace("’", "'")
        if self.accents == "kept" or text.isascii():
            return text
        plain = unicodedata.normalize("NFD", text.replace("œ", "oe"))
        return "".join(char for char in plain if not unicodedata.combining(char))

    def read(self, word: str) -> Sequence[str]:
        """The words that one written word is."""
        form = self.form(word)
        return self.spelling.get(form) or self._parts(form)

    def _parts(self, form: str) -> Sequence[str]:
        if "'" not in form:
            return (form,)
        head, mark, tail = form.partition("'")
        if tail and head + mark in self.elided:
            return (head + mark, *self.read(tail))
        return (form.rstrip("'"),) if not tail and form not in self.elided else (form,)


class Sentence(NamedTuple):
    """The words of a sentence, and by word: where it stands in the text, in which clause, and whether it is
    written as a name (a capital inside of a sentence)."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    """Both within the paragraph."""
    clauses: tuple[int, ...]
    names: tuple[bool, ...]
    stop: str
    """How it ends: `.`, `?`, `!`, or nothing."""
    line: int
    offset: int = 0
    """Where the paragraph begins."""

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from the first to the last stand in the text."""
        return self.offset + self.starts[first], self.offset + self.ends[last]

    def is_edge(self, at: int) -> bool:
        """Does a clause begin at this word, or end before it?"""
        return at in (0, len(self.words)) or self.clauses[at] != self.clauses[at - 1]

    def is_broken(self, first: int, last: int) -> bool:
        """Does a colon, a dash or a bracket stand between these words?"""
        return self.clauses[first] // BREAK != self.clauses[last] // BREAK

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """The words from the first to the last, widened to whole clauses."""
        while not self.is_edge(first):
            first -= 1
        while not self.is_edge(last + 1):
            last += 1
        return first, last


Remembered = dict[tuple[str, tuple[tuple[int, int], ...]], tuple[Sentence, ...]]
"""The sentences of paragraphs that were read before, by their text and what in it is quoted."""


def read_paper(
    text: str, spelling: Spelling, *, is_script: bool = False, remembered: Remembered | None = None
) -> tuple[Sentence, ...]:
    """The sentences of a text that is NFC. A script of what to say quotes mostly its own writer. Of a letter
    that somebody is writing all paragraphs but one can be `remembered`."""
    quoted = _quoted(text)
    if is_script:
        quoted = [place for place in quoted if _is_anothers(text, place, spelling)]
    known = {} if remembered is None else remembered
    sentences: list[Sentence] = []
    lines = at = 0
    for start, end, inside in _paragraphs(text, quoted):
        lines, at = lines + text.count("\n", at, start), start
        paragraph = text[start:end], inside
        read = known.get(paragraph)
        if read is None:
            read = tuple(_sentences(text[start:end], spelling, inside))
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            if end - start <= _LONGEST_REMEMBERED:
                known[paragraph] = read
        sentences += [one._replace(offset=start, line=one.line + lines) for one in read]
    return tuple(sentences)


def _paragraphs(
    text: str, quoted: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """Where each paragraph begins and ends, and what is quoted in it, which never is torn."""
    start = at = 0
    for blank in (*_BLANK.finditer(text), None):
        end, behind = blank.span() if blank else (len(text), len(text))
        first = at
        while at < len(quoted) and quoted[at][1] <= end:
            at += 1
        if at < len(quoted) and quoted[at][0] < behind:
            at = first
        else:
            yield start, end, tuple((one - start, last - start) for one, last in quoted[first:at])
            start = behind


def _quoted(text: str) -> list[tuple[int, int]]:
    found = [part.span() for part in _QUOTED.finditer(text) if not _EMPHASIS.fullmatch(part[0])]
    is_all = text.lstrip()[:1] in _OPENING and sum(end - start for start, end in found) >= _MOSTLY * len(text)
    return [] if is_all else found


def _is_anothers(text: str, place: tuple[int, int], spelling: Spelling) -> bool:
    """Is this a title, or what somebody else says by the words before it?"""
    start, end = place
    before = text[text.rfind("\n", 0, start) + 1 : start]
    said = {form for word in before.split() for form in spelling.read(word.strip(".,:;()"))}
    return len(text[start:end].split()) <= _TITLE or not said.isdisjoint(spelling.speakers)


class _Open:
    """A sentence that is being read."""

    def __init__(self, line: int) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.clauses: list[int] = []
        self.names: list[bool] = []
        self.clause = 0
        self.line = line

    def add(self, written: str, start: int, end: int, forms: Sequence[str]) -> None:
        is_shouted = len(written) > _ACRONYM and written.isupper()
        is_name = bool(self.words) and written[0].isupper() and not is_shouted
        is_name = is_name and forms != _HIDDEN_FORMS and forms[0] != "i"  # the English "I"
        for form in forms:
            self.words.append(form)
            self.starts.append(start)
            self.ends.append(end)
            self.clauses.append(self.clause)
            self.names.append(is_name)

    def closed(self, stop: str) -> Sentence:
        return Sentence(
            tuple(self.words), tuple(self.starts), tuple(self.ends), tuple(self.clauses), tuple(self.names),
            stop, self.line,
        )  # fmt: skip


def _sentences(text: str, spelling: Spelling, quoted: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    known: dict[str, Sequence[str]] = {}
    hidden = iter([*quoted, (len(text) + 1, len(text) + 1)])
    hide_from, hide_to = next(hidden)
    line, line_start = 1, 0
    sentence = _Open(line)
    for found in _SCAN.finditer(text):
        kind, start, end = found.lastgroup, *found.span()
        while start >= hide_to:
            hide_from, hide_to = next(hidden)
        if kind == "word":
            if len(sentence.words) >= _LONGEST:
                yield sentence.closed("")
                sentence = _Open(line)
            written = found[0]
            forms = known.get(written) or known.setdefault(written, spelling.read(written))
            sentence.add(written, start, end, _HIDDEN_FORMS if start >= hide_from else forms)
        elif kind == "pause":
            sentence.clause += 1 if found[0] == "," else BREAK
        elif kind == "stop":
            if hide_from <= start < hide_to - 1 or _goes_on(text, found[0], end, sentence, spelling):
                sentence.clause += 1
            elif sentence.words:
                yield sentence.closed(found[0][0])
                sentence = _Open(line)
        else:
            written = found[0]
            is_wrapped = written.count("\n") == 1 and _is_wrapped(text, line_start, start, end)
            line += written.count("\n")
            line_start = end
            if not is_wrapped and sentence.words:
                yield sentence.closed("")
            if not is_wrapped:
                sentence = _Open(line)
    if sentence.words:
        yield sentence.closed("")


def _goes_on(text: str, stop: str, end: int, sentence: _Open, spelling: Spelling) -> bool:
    """Is this full stop part of an abbreviation, a number, or a hesitation?"""
    rest = text[end : end + 2].lstrip()
    if rest[:1].islower():
        return stop[0] not in "!?;•"
    last = sentence.words[-1] if sentence.words else ""
    is_initial = len(last) == 1 and last != "i" and text[end - 2 : end - 1].isupper()
    return stop == "." and (is_initial or last in spelling.abbreviations)


def _is_wrapped(text: str, start: int, end: int, after: int) -> bool:
    """Does the sentence go on in the next line?"""
    while text[end - 1 : end] in (" ", "\t"):
        end -= 1
    first = text[after : after + 1]
    if text[end - 1 : end] in ".!?:" or not first or first in "-*•>–":
        return False
    return first.islower() or (end - start >= _WRAPPED and text[end - 1 : end] != ",")
