"""Who is the freelancer in this contract, and who the client? By what each is called, and by what each does.

A side is called by its role (the Supplier, Bên B), by a short name that the contract gives it, by its name,
or speaks itself (I, you). Who pays is the client, who delivers the freelancer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile, islice
from typing import NamedTuple

from goodterms.parting.contract.cutting import Passage
from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.named import Rows, Words, stands
from goodterms.parting.contract.sheets import Language
from goodterms.parting.contract.tokens import Token, tokens
from goodterms.terms.patterns import lazy

ME, CLIENT = "ME", "CLIENT"
_OTHER = {ME: CLIENT, CLIENT: ME}
_QUOTED = lazy(r"[“\"«„‘]\s*(?P<name>[^”\"»“«„\n]{2,40}?)\s*[”\"»’]")
_FULL_NAME = lazy(
    r"[^\W\d_a-zß-ÿ][\w’'-]+"
    r"(?: (?:(?:of|&|van|von|de|der|den|ten|ter|du|la|le|’t|'t) ){0,2}[^\W\d_a-zß-ÿ][\w’'-]+){1,4}"
)
_NAMED_WITHIN = 800
_ALONE = 3
"""Times that a part of a name stands for it: Fergus, the Smokehouse."""
_BRACKETED = lazy(r"\((?P<said>[^()“”\"«»„\n]{3,60})\)")
_DEFINED_WITHIN = 5000
_LONGEST_NAME = 5
_OFTEN = 2
_NEAR = 4
"""Words between the letter of a party and its role."""
_HEADER = 40
"""Words of the paragraph that says who a party is."""
_FIRM = lazy(r"[^\W\d_][^,(“\"«;:|]{2,60}")


class Sides(NamedTuple):
    """What each of the two is called, longest names first."""

    called: Mapping[Words, str]
    first: Mapping[str, tuple[Words, ...]]
    several: frozenset[str] = frozenset()
    """Two words of which one belongs to a name, and the other makes it none: hai bên thuê is no bên thuê,
    trường hợp no trường."""

    def mark(self, words: Sequence[Token], articles: frozenset[str]) -> list[Token]:
        """The words with each name of a side as ME or CLIENT."""
        found: list[Token] = []
        at = 0
        while at < len(words):
            names = self.first.get(words[at].text)
            name = None if names is None else next((one for one in names if stands(words, at, one)), None)
            if name is None or self._is_another(words, at, name, found[-1:]):
                found.append(words[at])
                at += 1
                continue
            first, last = words[at], words[at + len(name) - 1]
            if found and found[-1].text in articles:
                first = found.pop()
            said = " ".join(one.said for one in words[at : at + len(name)])
            found.append(Token(self.called[name], first.start, last.end, said=said))
            at += len(name)
        return found

    def _is_another(self, words: Sequence[Token], at: int, name: Words, before: Sequence[Token]) -> bool:
        """Do the words around a name make it another word?"""
        after = words[at + len(name) : at + len(name) + 1]
        pairs = [f"{one.text} {name[0]}" for one in before] + [f"{name[-1]} {one.text}" for one in after]
        return any(pair in self.several for pair in pairs)


def find_sides(
    passages: Sequence[Passage], words: Sequence[Sequence[Token]], text: str, language: Language
) -> Sides:
    """Both sides, as far as the contract tells them; `words` are those of each passage."""
    rows = Rows(words)
    called = dict(_by_role(rows, language))
    called.update(_lettered(rows, called, language))
    defined = list(_defined(text[:_DEFINED_WITHIN], language))
    for names in defined:
        side = next((called[one] for one in names if one in called), None) or _role_within(names, called)
        if side:
            called.update(dict.fromkeys(names, side))
    called.update(_by_rows(passages, called, language))
    called.update(_the_other(rows, defined, called, language))
    for names in defined:
        if not any(one in called for one in names):
            side = _by_deeds(rows, names, language)
            called.update(dict.fromkeys(names, side) if side else {})
    called.update(_the_other(rows, defined, called, language))
    for name in _in_brackets(text[:_DEFINED_WITHIN], language):
        side = None if name in called else _by_deeds(rows, [name], language)
        called.update({name: side} if side else {})
    pronouns = _pronouns(rows, language)
    if not defined and not pronouns:
        called = _by_short_names(rows, text[:_NAMED_WITHIN], called, language)
    called.update(pronouns)
    return _sides(called, language)


def _by_short_names(
    rows: Rows, text: str, called: Mapping[Words, str], language: Language
) -> dict[Words, str]:
    """What the sides are called, where parts of their names are used for them and nobody says so: Fergus
    Adeyemi is Fergus. Then no word stands for that side that only may be one."""
    found: dict[Words, str] = {}
    both = list(_shortened(rows, text, language))
    sure = {one for side in ("me", "client") for one in language.told["roles"][side]}
    if any(" ".join(name) in sure and _said(rows, name) >= _OFTEN for name in called):
        return dict(called)
    for names in both:
        side = next((called[one] for one in names if one in called), None)
        side = side or _by_deeds(rows, names, language)
        found.update(dict.fromkeys(names, side) if side else {})
    if len(both) == 2 and len(set(found.values())) == 1:
        known = next(iter(found.values()))
        found.update((name, _OTHER[known]) for names in both for name in names if name not in found)
    less = {
        role
        for side, title in ((ME, "perhaps_me"), (CLIENT, "perhaps_client"))
        if side in found.values()
        for role in language.told["roles"][title]
        if not any(role in name for name in found)
    }
    return {**found, **{name: side for name, side in called.items() if " ".join(name) not in less}}


def _shortened(rows: Rows, text: str, language: Language) -> Iterator[list[Words]]:
    """Full names of which a word stands alone for them, each with that word."""
    articles = frozenset(language.told["articles"])
    for name in dict.fromkeys(found[0] for found in _FULL_NAME.finditer(text)):
        words = _bare(name, language)
        alone = [
            one
            for one in ((word,) for word in words)
            if len(words) > 1 and _times(rows, one, articles) - _said(rows, words) >= _ALONE
        ]
        if alone and articles:
            yield [words, *alone]


def _sides(called: Mapping[Words, str], language: Language) -> Sides:
    first: dict[str, tuple[Words, ...]] = {}
    for name in sorted(called, key=len, reverse=True):
        first[name[0]] = (*first.get(name[0], ()), name)
    return Sides(called, first, frozenset(language.told.get("several", ())))


def _by_role(rows: Rows, language: Language) -> Iterable[tuple[Words, str]]:
    """The roles that a contract speaks of; those that are often something else only where it names a side by
    no other, and twice at least."""
    articles = frozenset(language.told["articles"])
    said = rows.places
    for side, title in ((ME, "me"), (CLIENT, "client")):
        roles = (_words(role, language) for role in language.told["roles"][title])
        sure = [role for role in roles if role[0] in said]
        yield from ((role, side) for role in sure)
        if sum(_times(rows, role, articles) for role in sure) < _OFTEN:
            others = (_words(role, language) for role in language.told["roles"][f"perhaps_{title}"])
            perhaps = [role for role in others if role[0] in said]
            counts = {role: _times(rows, role, articles, capital=not articles) for role in perhaps}
            most = max(counts.values(), default=0)
            if most >= _OFTEN:
                yield from ((role, side) for role, times in counts.items() if times == most)


def _times(rows: Rows, role: Words, articles: frozenset[str], *, capital: bool = True) -> int:
    """How often a role stands as a name: with a capital, or after an article; without articles wherever it
    stands, once a person was named by it: họa sĩ Tô Mai Chi."""
    times = 0
    if not articles and (place := next(rows.of(role), None)):
        row, at = place
        behind = row[at + len(role) :][:1]
        if behind and behind[0].said[0].isupper():
            return _said(rows, role)
    for row, at in rows.of(role):
        is_named = capital and row[at].said[0].isupper()
        times += is_named or (at > 0 and row[at - 1].text in articles)
    return times


def _said(rows: Rows, name: Words) -> int:
    """How often a name stands anywhere."""
    return sum(1 for _ in rows.of(name))


def _lettered(rows: Rows, called: Mapping[Words, str], language: Language) -> dict[Words, str]:
    """Party A and party B: by a role told beside the letter, by what both do, else as is usual."""
    told = language.told.get("lettered")
    if told is None:
        return {}
    first, second = ([_words(one, language) for one in told[name]] for name in ("first", "second"))
    side = _beside(rows, first, second, called) or _OTHER.get(_beside(rows, second, first, called) or "")
    if side is None:
        deeds = [_by_deeds(rows, names, language) for names in (first, second)]
        side = deeds[0] if deeds[0] and deeds[1] == _OTHER[deeds[0]] else str(told["first_side"])
    return dict.fromkeys(first, side) | dict.fromkeys(second, _OTHER[side])


def _next(row: Sequence[Token], start: int, names: Sequence[Words]) -> int:
    """Where one of these names stands next."""
    return next((at for at in range(start, len(row)) if any(stands(row, at, one) for one in names)), len(row))


def _beside(
    rows: Rows,
    names: Sequence[Words],
    others: Sequence[Words],
    called: Mapping[Words, str],
) -> str | None:
    """The side of the role that stands right before or behind one of these names where it is first said."""
    told = (
        row
        for row in rows.having(names)
        if any(stands(row, at, name) for name in names for at in range(len(row)))
    )
    for row in islice(told, _OFTEN):
        for at in range(len(row)):
            for name in names:
                if stands(row, at, name):
                    ends = at + len(name)
                    far = _HEADER if at == 0 else _NEAR
                    near = [*range(ends, min(ends + far, _next(row, ends, others))), *range(at - _NEAR, at)]
                    found = (s for n in near if n >= 0 for role, s in called.items() if stands(row, n, role))
                    if (side := next(found, None)) is not None:
                        return side
    return None


def _words(name: str, language: Language) -> Words:
    return tuple(one.text for one in tokens(name, language.name))


def _bare(name: str, language: Language) -> Words:
    """A name without the article before it."""
    said = _words(name, language)
    articles = language.told["articles"]
    while len(said) > 1 and said[0] in articles:
        said = said[1:]
    return said


def _defined(text: str, language: Language) -> Iterable[list[Words]]:
    """The names that a contract gives its sides in quotes, each with the name that stands before it."""
    signs = tuple(language.told["named"])
    end = 0
    for found in _QUOTED.finditer(text):
        before = text[max(0, found.start() - 60) : found.start()].lower()
        near = before.rstrip(" \n").endswith("(") or any(one in before[-45:] for one in signs)
        name = _bare(found["name"], language)
        if not near or not name or len(name) > _LONGEST_NAME or not any(c.isalpha() for c in found["name"]):
            continue
        firm = _firm(text[end : found.start()])
        end = found.end()
        yield [name, *([_bare(firm, language)] if firm else [])]


def _in_brackets(text: str, language: Language) -> Iterable[Words]:
    """The names that are given without quotes: (sau đây gọi là Tiệm), (ci-après le Musée)."""
    signs = tuple(one for one in language.told["named"] if "(" not in one)
    for found in _BRACKETED.finditer(text):
        said = found["said"]
        ends = [at + len(one) for one in signs if (at := said.lower().find(one)) >= 0]
        words = dropwhile(lambda word: not word[0].isupper(), said[max(ends, default=len(said)) :].split())
        name = _bare(" ".join(words), language)
        if 0 < len(name) <= _LONGEST_NAME:
            yield name


def _firm(before: str) -> str:
    """The name that begins the line or paragraph before a definition."""
    part = before.rstrip().split("\n\n")[-1].rpartition("?\n")[-1].lstrip('\n )”"»;.,-')
    found = _FIRM.search(part)
    words = list(dropwhile(lambda word: not word[0].isupper(), found[0].split() if found else []))
    capital = [word for word in words if word[0].isupper()]
    return " ".join(words) if found and 0 < len(words) <= 6 and len(capital) * 2 >= len(words) else ""


def _role_within(names: Sequence[Words], called: Mapping[Words, str]) -> str | None:
    """Is there a role among the words of a name: the Design Studio?"""
    for name in names[:1]:
        for size in (2, 1):
            for at in range(len(name) - size + 1):
                if (found := called.get(name[at : at + size])) is not None:
                    return found
    return None


def _by_rows(
    passages: Sequence[Passage], called: Mapping[Words, str], language: Language
) -> dict[Words, str]:
    """Names in rows: Contractor | Anna Larsen, illustrator."""
    found: dict[Words, str] = {}
    for passage in passages:
        if passage.form != "row" or not passage.labels:
            continue
        side = called.get(_bare(passage.labels[0].split("(")[0], language))
        value = passage.flat.text[passage.flat.text.find(passage.labels[0]) + len(passage.labels[0]) :]
        if side is not None:
            near = (one for one in _QUOTED.finditer(value) if value[: one.start()].rstrip().endswith("("))
            found.update((name, side) for one in near if (name := _bare(one["name"], language)))
        firm = _FIRM.search(value.lstrip(" |\t:"))
        if side is None or firm is None or not firm[0][0].isupper():
            continue
        name = _bare(firm[0].strip(), language)
        if 0 < len(name) <= _LONGEST_NAME + 2:
            found[name] = side
            if 1 < len(name) <= 3:
                found.update({(name[0],): side, (name[-1],): side})
    return found


def _by_deeds(rows: Rows, names: Sequence[Words], language: Language) -> str | None:
    """Which side is it, by what is said that it does?"""
    pays = delivers = 0
    side = _sides(dict.fromkeys(names, "SIDE"), language)
    for words in rows.having(names):
        row = _marked(words, side, language)
        if "SIDE" in row.masks or "THEM" in row.masks:
            pays += language.holds(row, "pays")
            delivers += language.holds(row, "delivers")
    return None if pays == delivers else CLIENT if pays > delivers else ME


def _marked(words: Sequence[Token], side: Sides, language: Language) -> Row:
    """The words with SIDE where the side acts, and THEM where something is done to it: je vous livre."""
    marked = side.mark(words, frozenset())
    subjects = frozenset(language.told.get("object_after", ()))
    before = [None, *marked]
    return Row(
        [
            one._replace(text="THEM") if one.text == "SIDE" and last and last.text in subjects else one
            for last, one in zip(before, marked, strict=False)
        ]
    )


def _the_other(
    rows: Rows, defined: Sequence[Sequence[Words]], called: Mapping[Words, str],
    language: Language,
) -> dict[Words, str]:  # fmt: skip
    """Where one side is known and another name is defined with a firm or person, that is the other."""
    articles = frozenset(language.told["articles"])
    count = {
        side: sum(_times(rows, name, articles) for name, of in called.items() if of == side)
        for side in (ME, CLIENT)
    }
    named = {called[names[0]] for names in defined if names[0] in called}
    known = named or {side for side, times in count.items() if times >= _OFTEN}
    unknown = [names for names in defined if len(names) > 1 and not any(one in called for one in names)]
    if len(known) != 1 or len(unknown) != 1:
        return {}
    return dict.fromkeys(unknown[0], _OTHER[next(iter(known))])


def _pronouns(rows: Rows, language: Language) -> dict[Words, str]:
    """I and you, where the contract is written by one side to the other."""
    told: Mapping[str, Sequence[str]] = language.told["pronouns"]
    said = {name: [_words(one, language) for one in ways] for name, ways in told.items()}
    count = {name: sum(_said(rows, way) for way in ways) for name, ways in said.items()}
    if not count["i"] and count.get("i_else", 0) >= _OFTEN <= count["you"]:
        said["i"], count["i"] = said["i_else"], count["i_else"]
    speaker = "i" if count["i"] else "we"
    if count["you"] < _OFTEN or not (count["i"] or count["we"]):
        if count["i"] < _OFTEN:
            return {}
        side = _by_deeds(rows, said["i"], language) or ME
        return dict.fromkeys(said["i"], side)
    you = _by_deeds(rows, said["you"], language)
    mine = _by_deeds(rows, said[speaker], language)
    side = ME if you and you == mine else _OTHER[you] if you else mine or ME
    found = dict.fromkeys(said["you"], _OTHER[side]) | dict.fromkeys(said["i"], side)
    return found | (dict.fromkeys(said["we"], side) if speaker == "we" else {})
