"""Languages are told by common words, names are compared without what varies."""

import pytest

from goodterms.terms.languages import OTHER_SCRIPT, detect, fold, may_be, nfc, same_name, surely, words


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


LETTERS = {
    "en": "I am closing my studio on 30 June, and I wanted you to know it from me. Thank you for the years.",
    "fr": "Je ferme mon atelier le 30 juin, et je tenais à vous le dire moi-même. Merci pour ces années.",
    "nl": "Ik sluit mijn atelier op 30 juni, en ik wilde dat je het van mij hoorde. Dank je voor de jaren.",
    "vi": "Em đóng xưởng vẽ ngày 30/6, và em muốn tự mình báo với chị. Cảm ơn chị vì những năm qua.",
    "de": "Ich schließe mein Atelier am 30. Juni und wollte, dass Sie es von mir hören. Danke für die Jahre.",
    "es": "Cierro mi estudio el 30 de junio, y quería que usted lo supiera por mí. Gracias por los años.",
    "it": "Chiudo il mio studio il 30 giugno, e volevo che lei lo sapesse da me. Grazie per gli anni.",
    "pt": "Fecho o meu estúdio a 30 de junho, e queria que você soubesse por mim. Obrigado por isso.",
    "sv": "Jag stänger min ateljé den 30 juni, och jag vill att du hör det av mig. Tack för åren.",
    "pl": "Zamykam pracownię 30 czerwca i bardzo mi zależało, że pana o tym zawiadomię. To nie jest nic.",
    "id": "Saya akan menutup studio pada 30 Juni, dan saya ingin anda mendengar ini dari saya. Terima kasih.",
    OTHER_SCRIPT: "Я закрываю свою студию 30 июня и хочу, чтобы вы узнали об этом от меня. Thank you.",
}


@pytest.mark.parametrize("language", LETTERS)
def test_a_letter_is_surely_in_its_language(language: str) -> None:
    """Those that are read, those that are not, and those in other letters."""
    assert surely(LETTERS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀 12",
        "Ok.",
        LETTERS["en"] + LETTERS["fr"],
        LETTERS["vi"] + LETTERS["nl"],
        LETTERS["nl"] + LETTERS["vi"],
        LETTERS["en"] + LETTERS[OTHER_SCRIPT],
        "Em dong xuong ve ngay 30 thang 6, va em muon tu minh bao voi chi. Cam on chi.",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed eiusmod tempor incididunt.",
    ],
)
def test_what_is_sure_of_nothing(text: str) -> None:
    """Too short, in two languages, in none, or without the accents that make it one."""
    assert surely(text) is None


@pytest.mark.parametrize(
    "text, language, may",
    [
        ("Ok, but no.", "en", True),
        ("Ok em", "vi", True),
        ("Em dung lam nhe", "vi", False),
        ("Em dừng làm nhé", "vi", True),
        ("12 %", "vi", False),
        ("12 %", "nl", False),
        ("שלום", "en", False),
    ],
)
def test_what_a_text_may_be(text: str, language: str, may: bool) -> None:
    """Words in Latin letters may be in any language; Vietnamese shows by its accents."""
    assert may_be(text, language) == may
