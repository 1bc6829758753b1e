"""Something was promised: what does a later mail say of it?"""

from __future__ import annotations

import pytest

from goodterms.parting.dossier import terms_in_fact
from parting.dossier.talks import ME, talk

HELLO = {
    "en": ("Dear Jonas,", "Hi Mara,"),
    "fr": ("Bonjour Jonas,", "Bonjour Mara,"),
    "nl": ("Beste Jonas,", "Dag Mara,"),
    "vi": ("Chào chị,", "Chào em,"),
}
AGREED = {
    "en": ("My fee is £900.", "£900 is fine."),
    "fr": ("Je demande 900 €.", "900 €, d'accord."),
    "nl": ("Ik vraag € 900.", "€ 900 is akkoord."),
    "vi": ("Em tính 9 triệu.", "9 triệu chị đồng ý."),
}


def said(language: str, *mails: tuple[str, str, str]) -> list[tuple[str, str | None, str]]:
    """Who owes, by when, and what became of it, after a price was agreed."""
    offer, yes = AGREED[language]
    every = [("me", "2026-05-02", offer), ("client", "2026-05-03", yes), *mails]
    greeted = [(who, day, f"{HELLO[language][who == 'client']}\n\n{text}") for who, day, text in every]
    found = terms_in_fact(talk(greeted), language, [ME]).loose_ends
    return [(one.owed_by, one.due.isoformat() if one.due else None, one.state) for one in found]


@pytest.mark.parametrize(
    ("language", "writer", "promise", "other", "news", "owed_by", "due", "state"),
    [
        (
            "en",
            "client",
            "I'll get the floor plans over to you by Friday 8 May.",
            "me",
            "The floor plans reached me this morning.",
            "client",
            "2026-05-08",
            "done",
        ),
        (
            "en",
            "client",
            "You'll have our logo files by 11 May.",
            "me",
            "I have not had the logo files.",
            "client",
            "2026-05-11",
            "open",
        ),
        (
            "en",
            "me",
            "I'll let you see two sketches by 12 May.",
            "client",
            "We love both sketches!",
            "me",
            "2026-05-12",
            "done",
        ),
        (
            "en",
            "me",
            "You will have the cost breakdown from me by 14 May.",
            "client",
            "Where has the cost breakdown got to?",
            "me",
            "2026-05-14",
            "open",
        ),
        (
            "en",
            "client",
            "I'll lend you the old catalogue.",
            "me",
            "The old catalogue is on my desk now.",
            "client",
            None,
            "done",
        ),
        (
            "en",
            "me",
            "Could you send me the measurements by 9 May?",
            "me",
            "I'm stuck without the measurements.",
            "client",
            "2026-05-09",
            "open",
        ),
        (
            "fr",
            "client",
            "Je vous fais parvenir les plans avant le 8 mai.",
            "me",
            "Les plans me sont bien parvenus ce matin.",
            "client",
            "2026-05-08",
            "done",
        ),
        (
            "fr",
            "client",
            "Vous aurez nos logos pour le 11 mai.",
            "me",
            "Je n'ai toujours pas les logos.",
            "client",
            "2026-05-11",
            "open",
        ),
        (
            "fr",
            "me",
            "Je vous montre deux esquisses d'ici le 12 mai.",
            "client",
            "Les deux esquisses nous plaisent beaucoup.",
            "me",
            "2026-05-12",
            "done",
        ),
        (
            "fr",
            "me",
            "Vous recevrez le détail des coûts le 14 mai.",
            "client",
            "Où en est le détail des coûts ?",
            "me",
            "2026-05-14",
            "open",
        ),
        (
            "fr",
            "client",
            "Notre comptable verse l'acompte le 7 mai.",
            "me",
            "L'acompte est arrivé sur mon compte, merci.",
            "client",
            "2026-05-07",
            "done",
        ),
        (
            "fr",
            "client",
            "Je vous prête l'ancien catalogue.",
            "me",
            "L'ancien catalogue est sur mon bureau.",
            "client",
            None,
            "done",
        ),
        (
            "fr",
            "me",
            "Pourriez-vous m'envoyer les mesures avant le 9 mai ?",
            "me",
            "Sans les mesures, je suis bloquée.",
            "client",
            "2026-05-09",
            "open",
        ),
        (
            "nl",
            "client",
            "Ik bezorg je de plattegronden voor 8 mei.",
            "me",
            "De plattegronden zijn vanmorgen aangekomen.",
            "client",
            "2026-05-08",
            "done",
        ),
        (
            "nl",
            "client",
            "Onze logo's heb je op 11 mei.",
            "me",
            "De logo's heb ik nog altijd niet.",
            "client",
            "2026-05-11",
            "open",
        ),
        (
            "nl",
            "me",
            "Ik laat je twee schetsen zien op 12 mei.",
            "client",
            "Beide schetsen vinden we prachtig.",
            "me",
            "2026-05-12",
            "done",
        ),
        (
            "nl",
            "me",
            "Op 14 mei krijg je van mij de kostenopbouw.",
            "client",
            "Waar blijft de kostenopbouw?",
            "me",
            "2026-05-14",
            "open",
        ),
        (
            "nl",
            "client",
            "Ik leen je de oude catalogus.",
            "me",
            "De oude catalogus ligt op mijn bureau.",
            "client",
            None,
            "done",
        ),
        (
            "nl",
            "me",
            "Kun je mij de maten sturen voor 9 mei?",
            "me",
            "Zonder de maten kan ik niet verder.",
            "client",
            "2026-05-09",
            "open",
        ),
        (
            "vi",
            "client",
            "Chị gửi em bản vẽ mặt bằng trước ngày 8/5.",
            "me",
            "Em nhận được bản vẽ mặt bằng sáng nay rồi ạ.",
            "client",
            "2026-05-08",
            "done",
        ),
        (
            "vi",
            "client",
            "Ngày 11/5 em sẽ có logo bên chị.",
            "me",
            "Em vẫn chưa thấy logo ạ.",
            "client",
            "2026-05-11",
            "open",
        ),
        (
            "vi",
            "me",
            "Ngày 12/5 em gửi chị hai phác thảo.",
            "client",
            "Hai phác thảo đẹp lắm em.",
            "me",
            "2026-05-12",
            "done",
        ),
        (
            "vi",
            "me",
            "Em sẽ gửi chị bảng chi phí ngày 14/5.",
            "client",
            "Bảng chi phí đâu rồi em?",
            "me",
            "2026-05-14",
            "open",
        ),
        (
            "vi",
            "client",
            "Kế toán bên chị chuyển cọc ngày 7/5.",
            "me",
            "Tiền cọc đã vào tài khoản em, cảm ơn chị.",
            "client",
            "2026-05-07",
            "done",
        ),
        (
            "vi",
            "client",
            "Chị cho em mượn cuốn catalogue cũ.",
            "me",
            "Cuốn catalogue cũ em cầm đây rồi ạ.",
            "client",
            None,
            "done",
        ),
        (
            "vi",
            "me",
            "Chị gửi em số đo trước ngày 9/5 nhé?",
            "me",
            "Thiếu số đo nên em chưa làm tiếp được.",
            "client",
            "2026-05-09",
            "open",
        ),
    ],
)
def test_a_later_mail_tells_whether_it_came(
    language: str, writer: str, promise: str, other: str, news: str, owed_by: str, due: str | None, state: str
) -> None:
    """In words of thanks or praise, or by asking where it is."""
    mails = ((writer, "2026-05-04", promise), (other, "2026-05-16", news))
    assert said(language, *mails) == [(owed_by, due, state)]


def test_a_question_that_asks_for_nothing_is_no_news() -> None:
    """Nor are question marks alone."""
    promise = ("client", "2026-05-04", "I'll get the floor plans over to you by Friday 8 May.")
    for question in ("Have the floor plans been paid for?", "Floor plans? ??"):
        assert said("en", promise, ("me", "2026-05-16", question)) == [("client", "2026-05-08", "unknown")]
