"""Which language is this, and when are two names the same?

Vietnamese is compared NFC-normalised with its accents: folded, `nhưng` (but) and `những` (plural) would
become one word. Names of companies are folded, because an invoice and a bank line rarely agree on accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

from goodterms.terms.patterns import lazy

WORD = lazy(r"\w+(?:[’']\w+)*")

_LEGAL_FORMS = frozenset(
    """
    bv nv vof cv gmbh ag ug kg sarl sas sasu eurl sa srl sprl asbl ltd limited llc llp inc plc co corp
    company cie vzw stichting tnhh cp ctcp jsc
    """.split()
)
_LEGAL_PREFIXES = ("công ty tnhh", "công ty cổ phần", "công ty cp", "công ty")

_COMMON = {
    "en": """
        the and you your to of is for it we this that with have
        are our be not can please could i on at was will
    """,
    "fr": """
        le la les des et vous est que pour dans nous une un
        du pas ce je sur avec ne plus au votre il on qui à
    """,
    "nl": """
        de het een en je van is niet dat op we voor met te
        ik zijn er maar om nog bij wat aan jullie deze uw
    """,
    "vi": """
        em anh chị của và là có không cho được này với các
        những bên mình ạ nhé rồi thì đã để trong một gì
    """,
}
_OTHERS = {
    "de": "der die das und ich sie nicht ist mit für auf den dem zu ein eine wir ihre ihnen bin auch",
    "es": "el los las una que por para con su usted es muy pero mi hasta del gracias estoy ya más",
    "it": "il gli che per con una mio suo lei sono è non della del alla anche più questo molto grazie",
    "pt": "o os uma que para com não seu sua você é do da em muito mais mas ao obrigado isso",
    "sv": "och att jag inte för på med har till av ett som om kan är också mig dig när skulle",
    "da": "og at jeg ikke for på med har til af et som om kan er også mig dig når skulle",
    "nb": "og at jeg ikke for på med har til av et som om kan er også meg deg når skulle",
    "fi": "ja ei se että olen kun mutta ovat joka tai niin kuin myös sekä sen minun kanssa voi",
    "pl": "w z na że się nie jest od dla jak po ale czy będzie pana pani bardzo który oraz jestem",
    "cs": "na že nebo ale jak pro jsem jako vás jsme není bude také když jsou aby jste ještě který děkuji",
    "hu": "az és hogy nem egy ez van meg volt mint csak már ha még nagyon köszönöm vagy nekem azt lesz",
    "ro": "și în nu este că pentru sunt din mai dar vă am mulțumesc acest fost care sau această",
    "tr": "ve bir bu için ile çok daha ben siz olarak gibi ama kadar sizin teşekkür benim olan değil",
    "id": "yang dan ke dari untuk dengan saya ini itu tidak akan pada anda kami juga sudah bisa terima kasih",
    "ca": "els amb és però més molt gràcies aquest aquesta seva seu estic també meu meva ha fins vostè",
    "af": "nie ek vir jy julle hulle baie sal hierdie gaan wees hê my ook wees oor waar",
}
"""Languages that nobody here reads, told apart from those that are: their most common words."""
_STOP_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def nfc(text: str) -> str:
    """The text in the one Unicode form that all comparing is done in."""
    return unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """The words of a text, NFC, lower case, with a straight apostrophe."""
    return WORD.findall(nfc(text).lower().replace("’", "'"))


def fold(text: str) -> str:
    """Lower case without accents: for comparing names, never for reading Vietnamese.

    >>> fold("Éditions Đông Á")
    'editions dong a'
    """
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


@cache
def same_name(text: str) -> str:
    """The part of a company's name that all its papers agree on: folded, without legal form.

    >>> same_name("Jansen & Zn. B.V.") == same_name("JANSEN & ZN BV")
    True
    """
    lowered = nfc(text).casefold()
    for prefix in _LEGAL_PREFIXES:
        if lowered.startswith(prefix + " "):
            text = text[len(prefix) :]
            break
    text = re.sub(r"\b((?:\w\.){2,})", lambda found: found[1].replace(".", ""), text)
    kept = [word for word in fold(text).split() if word not in _LEGAL_FORMS]
    return " ".join(kept) or fold(text)


OTHER_SCRIPT = "other script"
"""Stands for the language of a text whose letters are not Latin."""
_SURE_WORDS = 3
_SURE_SHARE = 0.1
"""Among how many words one is common at least. In letters of 40 words and more it is one of four."""
_FOREIGN = {language: frozenset(words.split()) for language, words in _OTHERS.items()}
_LEAST_ACCENTED = 6
"""Of so many syllables of Vietnamese one has an accent at the least."""
_FEW_WORDS = 3
"""So few may all be without accents, or names."""
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in (_STOP_WORDS | _FOREIGN).items():
    for _word in _words:
        _LANGUAGES_OF.setdefault(_word, []).append(_language)
_OTHER_LETTERS = lazy(r"[^\W\d_A-Za-zªºÀ-ɏḀ-ỿ]+")
_LATIN = lazy(r"[A-Za-zªºÀ-ɏḀ-ỿ]")
_VIETNAMESE = lazy(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]")
"""Letters that hardly another language has. Two of three syllables have one: each counts for half a word, and
Vietnamese typed without them is not surely any."""


def surely(text: str) -> str | None:
    """The language a text is written in beyond doubt, be it one that nobody here reads; else None, as where
    its halves are in two. OTHER_SCRIPT where its letters are not Latin.

    >>> surely("I have decided to end our work together on the last day of May, and I wanted you to know.")
    'en'
    >>> surely("Merci. Thank you. Dank je.") is None
    True
    """
    if not text.isascii() and (other := sum(map(len, _OTHER_LETTERS.findall(text)))):
        latin = len(_LATIN.findall(text))
        letters = latin + other
        if latin < letters * 3 / 4:
            return OTHER_SCRIPT if latin < letters / 2 else None
    said = words(text)
    middle = len(said) // 2
    first, second = _counted(said[:middle]), _counted(said[middle:])
    sure = _sure(first + second, len(said))
    return sure if {_sure(first, middle), _sure(second, len(said) - middle)} <= {sure, None} else None


def may_be(text: str, language: str) -> bool:
    """Can the text be in this language? It has words, and Vietnamese has the accents that make it one.

    >>> may_be("Em xin dung o day.", "vi"), may_be("Em xin dừng ở đây.", "vi")
    (False, True)
    """
    said = [word for word in words(text) if _LATIN.search(word)]
    accented = sum(not word.isascii() for word in said)
    return bool(said) and (language != "vi" or len(said) <= _FEW_WORDS + accented * _LEAST_ACCENTED)


def _sure(scores: Counter[str], said: int) -> str | None:
    """The best of them, where it is far ahead; which of several that nobody here reads, does not matter."""
    if not scores:
        return None
    best, most = scores.most_common(1)[0]
    rivals = scores.keys() - {best} if best in _STOP_WORDS else _STOP_WORDS.keys()
    next_most = max((scores[language] for language in rivals), default=0)
    return best if most >= _SURE_WORDS and most >= _SURE_SHARE * said and next_most <= most / 2 else None


def _counted(said: list[str]) -> Counter[str]:
    """How many of the words each language has in common use."""
    scores = Counter(language for word in said if word in _LANGUAGES_OF for language in _LANGUAGES_OF[word])
    scores["vi"] = sum(_VIETNAMESE.search(word) is not None for word in said if not word.isascii()) // 2
    return scores


def detect(text: str, likely: Iterable[str] = ()) -> str | None:
    """The language a text is written in, by its common words; None where that stays unsure.

    >>> detect("Pouvez-vous me dire quand ce sera prêt pour nous ?")
    'fr'
    >>> detect("42") is None
    True
    """
    found = set(words(text))
    scores = {language: len(found & common) for language, common in _STOP_WORDS.items()}
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    (best, most), (_, next_most) = ranked[0], ranked[1]
    if most > next_most:
        return best
    tied = [language for language, score in ranked if score == most]
    return next((language for language in likely if language in tied), None)
