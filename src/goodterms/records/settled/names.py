"""Are these two names the same, and what did the freelancer say of one?

Names are compared without legal form, accents and case (`goodterms.terms.languages.same_name`), and with the
tolerance that bank lines and domains need.

>>> resembles("Harbour & Sons", "HARBOUR AND SONS SHIPPING LTD")
True
>>> resembles("Harbour & Sons", "Pixel Orchard")
False
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from goodterms.records.model import Naming
from goodterms.terms import shelf
from goodterms.terms.languages import same_name
from goodterms.terms.patterns import lazy

JOINING = frozenset("and en et und y e va the de la le les het".split())
"""Words that one paper writes and another leaves out."""
COMMON = frozenset(
    """
    agency agence atelier bakery bank bedrijf brothers bureau cafe capital city club company consult
    consulting design digital europe european family fils food foundation france freres global group groep
    groupe health holding home hotel house industries international labs management marketing media museum
    online partner partners projects restaurant school service services shop society software solutions sons
    studio studios systems team tech theatre trading vietnam website work works zonen
    """.split()
)
"""Words that many companies have in their names: alone they tell nobody apart."""
DISTINCTIVE = 4
"""Letters from which a word of a name tells somebody apart."""
ALIKE = 0.86
"""Share of letters in which two names agree that differ by a slip of the pen."""
_MARKS = lazy(r"[\W_]+")
_DATE = lazy(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?")
_ACCOUNT = lazy(r"[A-Z]{2}\d\d[A-Z0-9]{8,30}|\d{6,30}")
_DOMAIN = lazy(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_VAT = lazy(r"[A-Z0-9]*\d[A-Z0-9]*")


@cache
def free_mail() -> frozenset[str]:
    """Domains of free-mail providers."""
    lines = shelf.sheet("goodterms.records.settled", "free_mail.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def domain_of(address: str) -> str:
    """The domain of a mail address if it tells whom somebody works for, else nothing."""
    domain = address.rpartition("@")[2].lower() if "@" in address else ""
    return "" if domain in free_mail() else domain


def is_domain(name: str) -> bool:
    """Is this a domain and no name?"""
    return bool(_DOMAIN.fullmatch(name))


@cache
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that its papers agree on, without those that join; a domain without its end.

    >>> name_words("Harbour and Sons Ltd"), name_words("pixel-orchard.example")
    (('harbour', 'sons'), ('pixel', 'orchard'))
    """
    told = same_name(name.rpartition(".")[0] if is_domain(name) else name).split()
    return tuple(word for word in told if word not in JOINING) or tuple(told)


def squashed(name: str) -> str:
    """A name as a domain or a careless bank would write it, without spaces and marks.

    >>> squashed("Harbour and Sons Ltd")
    'harboursons'
    """
    return "".join(name_words(name))


def distinctive(name: str) -> frozenset[str]:
    """The words of a name that tell its bearer apart."""
    words = name_words(name)
    return frozenset(word for word in words if len(word) >= DISTINCTIVE and word not in COMMON)


@lru_cache(maxsize=65_536)
def resembles(one: str, other: str) -> bool:
    """May two names be two spellings of one: a distinctive word in common, or a slip of the pen?"""
    first, second = squashed(one), squashed(other)
    if first == second or distinctive(one) & distinctive(other):
        return True
    return min(len(first), len(second)) >= DISTINCTIVE and _ratio(first, second) >= ALIKE


def _ratio(first: str, second: str) -> float:
    if first[0] != second[0] or abs(len(first) - len(second)) > 4:
        return 0
    from difflib import SequenceMatcher  # noqa: PLC0415 - 3 ms, and only names that are nearly alike need it

    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def plain_number(text: str) -> str:
    """A VAT number or account without spaces and marks."""
    return _MARKS.sub("", text).upper()


def is_telling(number: str) -> bool:
    """Is an invoice number long enough to mean that invoice wherever it stands? `12` and `2026-03` are not.

    >>> [is_telling(number) for number in ("2026-014", "INV-1043", "12", "2026-03")]
    [True, True, False, False]
    """
    plain = plain_number(number)
    digits = sum(letter.isdigit() for letter in plain)
    return digits >= 3 and len(plain) >= 6 - (digits < len(plain)) and not _DATE.fullmatch(plain)


def vat_of(text: str) -> str:
    """A VAT number in the one form it is compared in; nothing where it cannot be one.

    >>> vat_of("be 0123.456.749"), vat_of("n/a")
    ('BE0123456749', '')
    """
    plain = plain_number(text)
    return plain if len(plain) >= 8 and _VAT.fullmatch(plain) and len(set(plain[2:])) > 1 else ""


class Namings:
    """What the freelancer said of names, addresses, domains and accounts; the last word on each holds."""

    def __init__(self, told: Iterable[Naming] = ()) -> None:
        self._told: dict[str, Naming] = {}
        for naming in told:
            self.tell(naming)

    def __bool__(self) -> bool:
        return bool(self._told)

    @property
    def all(self) -> tuple[Naming, ...]:
        """What holds; read again in any order, it says the same."""
        return tuple(self._told.values())

    def tell(self, naming: Naming) -> None:
        """One more word. Where A was B and now B is A, what was said of A before is forgotten."""
        key, first = naming_key(naming.name), naming_key(naming.client)
        if not key:
            return
        if first != key and key in self._way(first):
            self._told.pop(first, None)
        self._told.pop(key, None)
        self._told[key] = naming

    def forget(self, name: str) -> bool:
        """Takes back what was said of a name; False where nothing was."""
        return self._told.pop(naming_key(name), None) is not None

    def of(self, name: str) -> str | None:
        """The client that a name stands for; an empty one: nobody's; None: nothing was said."""
        key = naming_key(name)
        if key not in self._told:
            return None
        last = [self._told[step] for step in self._way(key) if step in self._told][-1]
        return last.client

    def clients(self) -> frozenset[str]:
        """The names of all that were said to be clients, compared as `naming_key` does."""
        said = (self.of(naming.name) for naming in self._told.values())
        return frozenset(naming_key(client) for client in said if client)

    def _way(self, key: str) -> list[str]:
        """From a name over what it stands for to what that stands for, each once."""
        way: dict[str, None] = {}
        while key and key not in way:
            way[key] = None
            key = naming_key(self._told[key].client) if key in self._told else ""
        return list(way)


def naming_key(name: str) -> str:
    """What a naming is known by: an address or account as it is, anything else as names are compared."""
    if "@" in name:
        return name.strip().lower()
    account = plain_number(name)
    return account if _ACCOUNT.fullmatch(account) else same_name(name)
