"""How does a file come to harm? Cuts, flipped bytes, moved blocks, foreign words, and other encodings.

It knows no format: what it writes into a file comes from the other examples, or from a list of things that
have broken readers before. The same seed, importer and number give the same case, as long as the examples
are the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from fuzz.examples import Example, Target, every_example, tokens
from fuzz.hostile import BYTES, DAYS, ENCODINGS, LITERALS, NESTING, NUMBERS, SIGNS
from fuzz.nested import opened

LARGEST = 4 << 20
"""Bytes of a case: what grows beyond is cut."""
MOST_HARM = 6
"""Kinds of damage in one case."""
MOST_REPLACED = 1_000
"""Places where one kind of damage writes something else."""
_MANY, _FEW = 1_000, 40
_LONG_LINE = 300_000
_NUMBER = re.compile(rb"\d+(?:[.,]\d+)*")
_DAY = re.compile(rb"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}:\d{2}(?::\d{2})?|\d{6,8}(?:T\d{6}Z?)?")
_VALUE = re.compile(rb'"[^"\n]{0,200}"|[^\s,;:<>"=]{1,60}')
_INSIDE = re.compile(rb"(?<=[\">,;:=\t ])[^<>\"&,;:=\t\n\\{}\[\]]{1,80}(?=[\"<,;\r\n\t ])")
_LITERAL = re.compile(rb'"[^"\n\\]{0,200}"(?!\s*:)|\b(?:true|false|null|\d+(?:\.\d+)?)\b')
_TAG, _END_TAG = re.compile(rb"<([\w:.-]{1,60})\b[^<>/]{0,200}>"), re.compile(rb"</[\w:.-]{1,60}>")
_WORD, _PLAIN = re.compile(rb"\w{2,40}"), re.compile(rb"[\w .@:/+-]{1,60}")

Harm = Callable[[random.Random, bytes], bytes]


class Case(NamedTuple):
    """One damaged file, and what is told beside it."""

    name: str
    data: bytes
    dates: str = ""


def case_of(seed: int, target: Target, number: int) -> Case:
    """The case with this number: an example of the importer, damaged."""
    chance = random.Random(f"{seed}/{target.importer}/{number}")  # noqa: S311 - to be repeated, not to be secret
    example = chance.choice(target.examples)
    dates = chance.choice(("", "", "day first", "month first"))
    return Case(example.name, damaged(chance, example), dates)


def damaged(chance: random.Random, example: Example) -> bytes:
    """An example, damaged in one to six ways; mostly in what lies packed in it, if anything does.

    More than half of the cases are damaged gently: other values in the places that there are. Else a reader
    of XML would hardly come beyond the first wrong sign.
    """
    packed = opened(example.data)
    if packed is None or chance.random() < 0.3:
        return _harmed(chance, example.data)
    at = chance.randrange(len(packed.parts))
    packed.parts[at] = _harmed(chance, packed.parts[at])
    return packed.pack(packed.parts)


def _harmed(chance: random.Random, data: bytes) -> bytes:
    harms, weights = _GENTLE if chance.random() < 0.6 else _ROUGH
    for _ in range(min(MOST_HARM, 1 + int(chance.expovariate(0.6)))):
        data = chance.choices(harms, weights)[0](chance, data)[:LARGEST]
    return data


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    """A place in a file and one after it, mostly near: blocks are short more often than long."""
    start = chance.randint(0, len(data))
    length = int(chance.expovariate(1 / 40)) if chance.random() < 0.7 else chance.randint(0, len(data))
    return start, min(len(data), start + length)


def _truncate(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] if chance.random() < 0.8 else data[at:]


def _flip(chance: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16)) if data else 0):
        at = chance.randrange(len(found))
        found[at] = found[at] ^ (1 << chance.randrange(8)) if chance.random() < 0.5 else chance.randrange(256)
    return bytes(found)


def _delete(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    times = chance.choices((1, 2, _FEW, _MANY), (60, 20, 15, 5))[0]
    return data[:end] + data[start:end] * min(times, LARGEST // max(1, end - start)) + data[end:]


def _swap(chance: random.Random, data: bytes) -> bytes:
    first, second, third, fourth = sorted((*_span(chance, data), *_span(chance, data)))
    return data[:first] + data[third:fourth] + data[second:third] + data[first:second] + data[fourth:]


def _shuffle_lines(chance: random.Random, data: bytes) -> bytes:
    """A line twice, gone, or at another place."""
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    line = lines.pop(chance.randrange(len(lines)))
    for _ in range(chance.randrange(3)):
        lines.insert(chance.randint(0, len(lines)), line)
    return b"".join(lines)


def _insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.choice((0, len(data), chance.randint(0, len(data)), chance.randint(0, len(data))))
    return data[:at] + _foreign(chance) + data[at:]


def _foreign(chance: random.Random) -> bytes:
    """Words of other examples, and what has broken readers before."""
    pool: Sequence[bytes] = chance.choices((tokens(), NUMBERS, DAYS, BYTES, SIGNS), (5, 2, 2, 4, 2))[0]
    return chance.choice(pool)


def _replace(pattern: re.Pattern[bytes], pool: Sequence[bytes]) -> Harm:
    """Damage that puts something hostile in the place of one, a few or all of what a pattern finds."""

    def harm(chance: random.Random, data: bytes) -> bytes:
        found = [match.span() for match in pattern.finditer(data)]
        many = chance.choices((1, 3, MOST_REPLACED), (80, 17, 3))[0]
        made, at = [], 0
        for start, end in sorted(chance.sample(found, min(many, len(found)))):
            made += [data[at:start], chance.choice(pool) if pool else _foreign(chance)]
            at = end
        return b"".join((*made, data[at:]))

    return harm


def _lose_sign(chance: random.Random, data: bytes) -> bytes:
    """Every sign of one kind becomes another, or goes."""
    present = [sign for sign in SIGNS if sign in data]
    if not present:
        return data
    return data.replace(chance.choice(present), chance.choice((*SIGNS, b"")))


def _splice(chance: random.Random, data: bytes) -> bytes:
    """The first part of one file and the last part of another."""
    other = chance.choice(every_example()).data
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def _recode(chance: random.Random, data: bytes) -> bytes:
    """The text saved in another encoding, read in a wrong one, or with other line ends."""
    text = data.decode("utf-8", "replace")
    if (kind := chance.random()) < 0.5:
        return text.encode(chance.choice(ENCODINGS), "replace")
    if kind < 0.75:
        return data.decode("latin-1").encode("utf-8")
    return b"".join(
        line.rstrip(b"\r\n") + chance.choice((b"\r", b"\r\n", b"\n\r"))
        for line in data.splitlines(keepends=True)
    )


def _nest(chance: random.Random, data: bytes) -> bytes:
    """A thousand openings, at times with what is inside and their ends."""
    at = chance.randint(0, len(data))
    times = chance.choice((100, _MANY, _MANY, 20 * _MANY))
    return data[:at] + chance.choice((*NESTING, *SIGNS)) * times + data[at:]


def _lengthen(chance: random.Random, data: bytes) -> bytes:
    """A very long line: one sign, or one of the file's own lines without its end."""
    at = chance.randint(0, len(data))
    own = data[at : data.find(b"\n", at) + 1].strip()
    unit = own if own and chance.random() < 0.5 else chance.choice((b"a", b" ", b"0", b"\xc3\xa9"))
    return data[:at] + (unit * (_LONG_LINE // max(1, len(unit)))) + data[at:]


def _everywhere(chance: random.Random, data: bytes) -> bytes:
    """One word becomes another wherever it stands: a heading, a tag with its end, a name."""
    words = _WORD.findall(data)
    return data.replace(chance.choice(words), chance.choice(_plain()), MOST_REPLACED) if words else data


def _exchange(chance: random.Random, data: bytes) -> bytes:
    """Two values change places."""
    found = [match.span() for match in _INSIDE.finditer(data)]
    if len(found) < 2:
        return data
    (first, second), (third, fourth) = sorted(chance.sample(found, 2))
    return data[:first] + data[third:fourth] + data[second:third] + data[first:second] + data[fourth:]


def _element(chance: random.Random, data: bytes) -> bytes:
    """An element with all that is in it goes, comes again, or moves behind another."""
    opening = list(_TAG.finditer(data))
    if not opening:
        return data
    tag = chance.choice(opening)
    end = data.find(b"</" + tag[1] + b">", tag.end())
    start, end = tag.start(), end + len(tag[1]) + 3 if end >= 0 else tag.end()
    whole, without = data[start:end], data[:start] + data[end:]
    if (kind := chance.random()) < 0.4:
        return without
    if kind < 0.7:
        return data[:end] + whole * chance.choice((1, 1, 2, _FEW)) + data[end:]
    behind = chance.choice([match.end() for match in _END_TAG.finditer(without)] or [0])
    return without[:behind] + whole + without[behind:]


@cache
def _plain() -> tuple[bytes, ...]:
    """What can stand in most places without ending it."""
    return (*(token for token in tokens() if _PLAIN.fullmatch(token)), *NUMBERS, *DAYS, b"")


def _inside(chance: random.Random, data: bytes) -> bytes:
    """One value or three become others."""
    return _replace(_INSIDE, _plain())(chance, data)


def _weighed(*harms: tuple[Harm, int]) -> tuple[tuple[Harm, ...], tuple[int, ...]]:
    return tuple(harm for harm, _ in harms), tuple(weight for _, weight in harms)


_NUMBERS, _DAYS = _replace(_NUMBER, NUMBERS), _replace(_DAY, DAYS)
_ROUGH = _weighed(
    (_truncate, 6), (_flip, 12), (_delete, 10), (_repeat, 8), (_swap, 6), (_shuffle_lines, 8), (_insert, 16),
    (_NUMBERS, 10), (_DAYS, 8), (_replace(_VALUE, ()), 14), (_lose_sign, 4), (_splice, 5), (_recode, 4),
    (_nest, 2), (_lengthen, 2),
)  # fmt: skip
_GENTLE = _weighed(
    (_NUMBERS, 12), (_DAYS, 12), (_inside, 14), (_replace(_LITERAL, LITERALS), 6), (_exchange, 8),
    (_element, 10), (_everywhere, 4), (_shuffle_lines, 4), (_lengthen, 1),
)  # fmt: skip
