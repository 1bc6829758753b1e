"""Every sentence exists in every screen language, with the same places for values."""

import ast
import gettext
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import BinaryIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import goodterms
from goodterms.faces.words import Words, languages
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money

SOURCE = Path(goodterms.__file__).parent
KEY = re.compile(r"[a-z]+(?:_[a-z]+)*\.[a-z0-9_]+(?:\.[a-z0-9_]+)*")
SPEAKERS = {"Text", "Problem", "problem", "words", "Words", "say", "_refused", "_refuse", "StoreError"}


@cache
def catalogue(language: str) -> Catalog:
    with (SOURCE / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def entries(language: str) -> dict[str, Message]:
    every = ((one.id[0] if isinstance(one.id, tuple) else one.id, one) for one in catalogue(language))
    return {str(key): one for key, one in every if key}


def sentences(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def spoken() -> Iterator[tuple[str, str]]:
    """Keys that the code hands to something that speaks, with the file they stand in."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in SPEAKERS:
                    given = (*node.args, *(keyword.value for keyword in node.keywords))
                    told = (one.value for one in given if isinstance(one, ast.Constant))
                    yield from ((key, path.name) for key in map(str, told) if KEY.fullmatch(key))


def test_no_key_is_without_words() -> None:
    """Whatever the code says has a sentence."""
    missing = {(key, place) for key, place in spoken() if key not in entries("en")}
    assert missing == set()


@pytest.mark.parametrize("language", languages())
def test_complete(language: str) -> None:
    """The same keys as English, none of them empty, none marked as unsure."""
    assert entries(language).keys() == entries("en").keys()
    unsaid = [key for key, one in entries(language).items() if not all(sentences(one)) or one.fuzzy]
    assert unsaid == []


@pytest.mark.parametrize("language", languages())
def test_same_places(language: str) -> None:
    """A translation names the same values as English; only a singular may say its number in a word."""
    english = {key: places(sentences(one)[-1]) for key, one in entries("en").items()}
    wrong = {}
    for key, one in entries(language).items():
        *singular, general = (places(sentence) for sentence in sentences(one))
        if general != english[key] or any(len(general - form) > 1 or form - general for form in singular):
            wrong[key] = (*singular, general)
    assert wrong == {}


@pytest.mark.parametrize("language", languages())
def test_compiled(language: str) -> None:
    """The compiled catalogue says what the written one says (`make messages`)."""
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    with (SOURCE / "locale" / language / "LC_MESSAGES" / "django.mo").open("rb") as shipped:
        assert said(shipped) == said(compiled)


def said(compiled: BinaryIO) -> dict[object, str]:
    """What a compiled catalogue says, without the header, which carries the time it was made."""
    catalog: dict[object, str] = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    return {key: sentence for key, sentence in catalog.items() if key}


@pytest.mark.parametrize(
    "language, written",
    [
        ("en", "2 Mar 2026 63% €1,250.00 March 2026"),
        ("fr", "2 mars 2026 63 % 1 250,00 € mars 2026"),
        ("nl", "2 mrt 2026 63% € 1.250,00 maart 2026"),
        ("vi", "2 thg 3, 2026 63% 1.250,00 € tháng 3 năm 2026"),
    ],
)
def test_values_in_the_locale(language: str, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days, shares and money are written as readers of the language write them."""
    monkeypatch.setenv("GOODTERMS_LANG", language)
    day, words = date(2026, 3, 2), Words(language)
    values = {"day": day, "share": 0.63, "sum": Money.of("1250", "EUR")}
    said = words.vformat("{day} {share:percent} {sum} {day:month}", (), values)
    assert " ".join(said.replace("\u202f", " ").split()) == written


def test_unknown_is_said() -> None:
    """A value that is not known is called unknown, never left as None."""
    assert "None" not in Words("en").vformat("since {since}", (), {"since": None})


def test_unknown_key_is_shown_as_it_is() -> None:
    """A key without sentence is still shown: better odd than silent."""
    assert Words("nl").say(Text("no.such_key")) == "no.such_key"


@pytest.mark.parametrize(
    ("locator", "written"),
    [
        ("message 7", "export, bericht 7"),
        ("chat 2, message 7", "export, chat 2, bericht 7"),
        ("general/2026-03-04.json, message 3", "export, general/2026-03-04.json, bericht 3"),
        ("sheet 2", "export, sheet 2"),
    ],
)
def test_a_place_is_told_in_the_readers_language(locator: str, written: str) -> None:
    """A message is called so in the reader's words also where it stands in a file or chat of an export."""
    assert Words("nl").place(Evidence("export", locator, "")) == written
