"""A lone phrase that may be meant otherwise is let pass in a longer letter; what is grave never is."""

from __future__ import annotations

import pytest

from goodterms.letters.linting import lint

KIND = {
    "en": (
        "Dear Anna, my work for the bakery ends on 30 June 2026. {} I loved drawing your winter menu. "
        "You will have all the files by 20 June. A local designer can take over from there. "
        "Thank you for three lovely years. I wish the new oven a long life."
    ),
    "fr": (
        "Chère Anna, mon travail pour la boulangerie s'arrête le 30 juin 2026. {} J'ai adoré dessiner "
        "votre carte d'hiver. Vous aurez tous les fichiers le 20 juin. Une graphiste du quartier peut "
        "prendre la suite. Merci pour ces trois belles années. Longue vie au nouveau four."
    ),
    "nl": (
        "Beste Anna, mijn werk voor de bakkerij eindigt op 30 juni 2026. {} Ik vond het heerlijk om jullie "
        "winterkaart te tekenen. Je krijgt alle bestanden op 20 juni. Een ontwerper uit de buurt kan het "
        "overnemen. Dank je wel voor drie mooie jaren. Ik wens de nieuwe oven een lang leven."
    ),
    "vi": (
        "Chị An thân mến, em dừng công việc ở tiệm bánh vào ngày 30/6/2026. {} Em rất thích vẽ thực đơn "
        "mùa đông của tiệm. Ngày 20/6 chị sẽ có đủ tệp. Chị có thể tìm một bạn thiết kế gần tiệm. "
        "Cảm ơn chị vì ba năm thật vui. Chúc lò bánh mới luôn đỏ lửa."
    ),
}
"""Good letters of some length, with a place for one more sentence."""
GRAVE = [
    ("en", "insult", "You are a liar."),
    ("en", "insult", "You are incompetent."),
    ("en", "insult", "You are the worst client I have ever had."),
    ("en", "blame", "You lied to me about the budget."),
    ("en", "blame", "Working for you was a nightmare."),
    ("en", "insult", "You are an arrogant little tyrant."),
    ("en", "blame", "You do not respect my evenings."),
    ("en", "blame", "You are impossible to please."),
    ("en", "threat", "If you do not pay, I will tell all your customers."),
    ("fr", "insult", "Vous êtes un menteur."),
    ("fr", "insult", "Vous êtes le pire client que j'aie jamais eu."),
    ("fr", "blame", "Vous m'avez menti sur le budget."),
    ("fr", "insult", "Vous me faites pitié."),
    ("fr", "blame", "Il est impossible de travailler avec vous."),
    ("fr", "threat", "Si vous ne payez pas, je préviens tous vos clients."),
    ("nl", "insult", "Je bent een leugenaar."),
    ("nl", "insult", "Je bent de slechtste klant die ik ooit heb gehad."),
    ("nl", "blame", "Je hebt tegen me gelogen over het budget."),
    ("nl", "insult", "Je bent een kleine tiran."),
    ("nl", "blame", "Met jullie valt niet samen te werken."),
    ("nl", "threat", "Als je niet betaalt, licht ik al je klanten in."),
    ("vi", "insult", "Chị là đồ ngốc."),
    ("vi", "insult", "Chị là khách hàng tệ nhất em từng gặp."),
    ("vi", "blame", "Chị đã nói dối em về ngân sách."),
    ("vi", "insult", "Lòng dạ anh hẹp hơn cái hẻm."),
    ("vi", "blame", "Chị không tôn trọng thời gian của em."),
    ("vi", "threat", "Nếu chị không trả tiền, em sẽ báo cho tất cả khách của chị."),
]


def rules_in(text: str, language: str) -> set[str]:
    return {one.rule for one in lint(text, language).findings}


@pytest.mark.parametrize("language", KIND)
def test_the_letters_are_good_without_it(language: str) -> None:
    """What is found in the tests below is found in the one sentence."""
    assert lint(KIND[language].format(""), language).findings == ()


@pytest.mark.parametrize(("language", "rule", "said"), GRAVE)
def test_what_is_grave_is_found_alone_in_a_long_letter(language: str, rule: str, said: str) -> None:
    """However kind the rest is: an insult to their face, a lie that they are charged with, a threat."""
    assert rule in rules_in(KIND[language].format(said), language)


def test_what_may_be_meant_otherwise_needs_a_second_sign() -> None:
    """Alone in a long letter it is let pass; in a short one, or beside another complaint, it is said."""
    said = "On 4 June you approved the colour in front of the whole board."
    assert rules_in(KIND["en"].format(said), "en") == set()
    assert "arguable_detail" in rules_in(f"Dear Anna, {said} My work ends on 30 June 2026.", "en")
    both = f"{said} You are a liar."
    assert {"arguable_detail", "insult"} <= rules_in(KIND["en"].format(both), "en")
