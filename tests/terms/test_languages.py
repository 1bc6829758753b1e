"""Languages are told by common words, names are compared without what varies."""

import pytest

from goodterms.terms.languages import detect, fold, nfc, same_name, words


@pytest.mark.parametrize(
    "text, language",
    [
        ("Could you tell me when it will be ready for us?", "en"),
        ("Pouvez-vous me dire quand ce sera prêt pour nous ?", "fr"),
        ("Kun je me zeggen wanneer het klaar is voor ons?", "nl"),
        ("Khi nào thì xong cho bên mình vậy em?", "vi"),
        ("12.000", None),
        ("Das wäre schön gewesen", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    """The language of a sentence, and silence where it is none of these."""
    assert detect(text) == language


def test_likely_language_decides_a_tie() -> None:
    """Where two languages claim as much, the likely one is taken, and without one nobody is."""
    assert detect("ok") is None
    assert detect("ok", ["nl"]) == "nl"


@pytest.mark.parametrize(
    "one, other",
    [
        ("Jansen & Zn. B.V.", "JANSEN & ZN BV"),
        ("Café Nijlpaard", "cafe nijlpaard"),
        ("Công ty TNHH Nhà May Sông", "Nhà May Sông"),
        ("Atelier Sorrel SARL", "Atelier Sorrel"),
        ("Đông Phương", "Dong Phuong"),
    ],
)
def test_same_company(one: str, other: str) -> None:
    """Legal form, accents, case and marks do not make another company."""
    assert same_name(one) == same_name(other)


def test_company_that_is_called_like_a_legal_form() -> None:
    """A name of nothing but a legal form keeps it."""
    assert same_name("Company") == "company"


def test_vietnamese_keeps_its_accents() -> None:
    """`nhưng` (but) and `những` (plural) are two words; folding is for names only."""
    assert words(nfc("Nhưng") + " những") == ["nhưng", "những"]
    assert fold("nhưng") == fold("những")
