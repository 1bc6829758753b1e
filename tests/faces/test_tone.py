"""The program speaks of records and clients; it gives its user no blame and no grade (M3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import goodterms
from goodterms.faces.words import languages

LOCALE = Path(goodterms.__file__).parent / "locale"

SHAMING = {
    "en": (
        r"you (should|ought to|could) (not )?have", r"you failed",
        r"you (have )?(neglected|messed|ruined|wasted)",
        r"your (own )?(fault|failure|failing|mistake|weakness|incompetence|laziness)",
        r"why (did|didn.t|don.t) you",
        r"you (are|were|have been|seem) (far |much )?(too|so) (soft|nice|kind|weak|slow|lazy)",
        r"you (are|were) (wrong|bad|naive|lazy|weak|to blame|guilty)", r"blame (yourself|you)",
        r"be ashamed", r"shame on", r"(stupid|foolish|pathetic|naive|lazy|sloppy|shameful)",
        r"you (always|never) (learn|listen|manage)", r"your (score|grade|mark|rank)",
        r"(poor|weak|bad) (freelancer|negotiator|performance)", r"(good|great) job", r"well done",
        r"at least you",
    ),
    "fr": (
        r"vous (n.)?auriez (pas )?(dû|pu)", r"vous (n.)?avez (pas su|échoué|négligé|raté|gâché|eu tort)",
        r"(de )?votre (propre )?(faute|échec|faiblesse|négligence|erreur)", r"pourquoi (n.)?avez-vous",
        r"vous (êtes|étiez|avez été) (beaucoup |bien )?trop (gentil|faible|lent|bon|tendre|naï[fv])\w*",
        r"vous (êtes|étiez) (coupable|nul|naï[fv]|paresseu[xs]e?|faible)\w*", r"c.est (de )?votre faute",
        r"(honte|honteux|honteuse|stupide|ridicule|pitoyable|paresseux)", r"votre (score|classement|rang)",
        r"mauvais[e]? (indépendant|gestion)", r"bravo", r"félicitations", r"bien joué",
    ),
    "nl": (
        r"(je|u) had (\w+ ){0,3}(moeten|kunnen|mogen)", r"had je (maar|beter)",
        r"(je|u) (hebt|heeft) (gefaald|verzuimd|nagelaten|verpest|verknald|verspild)",
        r"(jouw|je|uw|je eigen) (schuld|fout|falen|mislukking|zwakte)", r"waarom (heb|had|deed) je",
        r"je (bent|was) (veel )?te (lief|aardig|zacht|zwak|traag|laat|goedkoop)",
        r"je (bent|was) (schuldig|dom|lui|naïef|slecht)",
        r"(schaam|schande|stom|dom|lui|zielig|belachelijk)", r"(jouw|je) (score|rapportcijfer|ranglijst)",
        r"slechte (freelancer|zelfstandige)", r"goed gedaan", r"goed zo",
    ),
    "vi": (
        r"(lẽ ra|đáng lẽ|đáng ra) bạn", r"bạn (lẽ ra|đáng lẽ|đáng ra)",
        r"bạn đã (thất bại|sai|bỏ bê|phá hỏng|lãng phí)", r"lỗi (là )?(của|do|tại) bạn", r"tại bạn",
        r"sao bạn (không|lại)", r"bạn (quá|thật) (hiền|yếu|chậm|dễ dãi|ngây thơ|lười)",
        r"bạn (kém|yếu kém|lười|ngây thơ|có lỗi)", r"(xấu hổ|đáng hổ thẹn|ngu ngốc|lười biếng|ngớ ngẩn)",
        r"(xếp hạng|điểm số) của bạn", r"giỏi lắm", r"tốt lắm",
    ),
}  # fmt: skip
"""Pieces of reproaches, of grades, and of praise, which is a grade too."""

REPROACHES = {
    "en": ["You should have left earlier.", "This is your own fault.", "You are too soft.", "Well done.",
           "Your score as a freelancer is 3.", "Why didn’t you ask for a deposit?", "You failed to send it."],
    "fr": ["Vous auriez dû partir plus tôt.", "C’est votre faute.", "Vous êtes trop gentille.", "Bravo.",
           "Votre score est de 3.", "Pourquoi n’avez-vous rien demandé ?", "Vous avez échoué."],
    "nl": ["Je had eerder moeten stoppen.", "Het is je eigen schuld.", "Je bent te lief.", "Goed gedaan.",
           "Jouw score is 3.", "Waarom heb je niets gevraagd?", "Je hebt gefaald."],
    "vi": ["Lẽ ra bạn nên dừng sớm hơn.", "Đó là lỗi của bạn.", "Bạn quá hiền.", "Làm tốt lắm.",
           "Điểm số của bạn là 3.", "Sao bạn không hỏi trước?", "Bạn đã thất bại."],
}  # fmt: skip


def shaming(sentence: str, language: str) -> list[str]:
    """What in a sentence blames or grades whoever reads it."""
    found = (re.search(rf"(?<!\w)(?:{one})(?!\w)", sentence, re.IGNORECASE) for one in SHAMING[language])
    return [one[0] for one in found if one]


def sentences(language: str) -> list[tuple[str, str]]:
    """Every sentence of a catalogue with its key."""
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    told = [
        (str(one.id[0] if isinstance(one.id, tuple) else one.id), one.string) for one in catalogue if one.id
    ]
    return [
        (key, said) for key, some in told for said in (some if isinstance(some, (tuple, list)) else [some])
    ]


def test_every_language_has_its_words() -> None:
    """A language that the screen speaks is looked at."""
    assert set(SHAMING) == set(REPROACHES) == set(languages())


@pytest.mark.parametrize("language", SHAMING)
def test_nobody_is_blamed_or_graded(language: str) -> None:
    """No sentence of ours blames its reader, grades them, or praises them as one praises a child."""
    assert [(key, found) for key, said in sentences(language) if (found := shaming(said, language))] == []


@pytest.mark.parametrize("language", SHAMING)
def test_nothing_is_shouted(language: str) -> None:
    """No sentence of ours ends in an exclamation mark, or is written in capitals."""
    loud = re.compile(r"!|\b[^\W\d_]{4,}(?: [^\W\d_]{4,}){2,}\b")
    found = [
        (key, said) for key, said in sentences(language)
        for one in loud.findall(re.sub(r"\{[^}]*\}", "", said)) if one == "!" or one.isupper()
    ]  # fmt: skip
    assert found == []


@pytest.mark.parametrize(
    ("language", "sentence"), [(language, said) for language, some in REPROACHES.items() for said in some]
)
def test_a_reproach_would_be_seen(language: str, sentence: str) -> None:
    """The words that are looked for find what they are there for."""
    assert shaming(sentence, language)
