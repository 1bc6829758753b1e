"""Something was promised: what does a later mail say of it?"""

from __future__ import annotations

import pytest

from goodterms.parting.dossier import terms_in_fact
from parting.dossier.talks import CLIENT, ME, talk

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


@pytest.mark.parametrize(
    ("language", "promises", "news", "states"),
    [
        ("fr", "Je vous envoie la carte mardi. Je vous envoie les horaires jeudi.",
         "La carte est bien arrivée. Les horaires aussi.", ["done", "done"]),
        ("en", "I'll send you the map on Tuesday. I'll send you the timetable on Thursday.",
         "The map has arrived. The timetable too.", ["done", "done"]),
        ("fr", "Je vous envoie les relevés mardi.",
         "J'ai reçu les relevés d'avril, il manque encore ceux de mai.", ["open"]),
        ("en", "I'll send you the statements on Tuesday.",
         "I have received the statements for April, I am still waiting for the rest.", ["open"]),
        ("fr", "Je vous envoie le plan mardi. Je vous envoie la clé jeudi.", "J'ai le plan mais pas la clé.",
         ["done", "open"]),
        ("fr", "Je m'occupe des autorisations pour le parc.", "Les autorisations du parc sont bien reçues.",
         ["done"]),
        ("vi", "Giấy phép chụp công viên để chị lo.", "Giấy phép công viên em nhận được rồi ạ.", ["done"]),
    ],
)  # fmt: skip
def test_news_that_goes_on_is_of_the_next_thing_or_of_the_rest(
    language: str, promises: str, news: str, states: list[str]
) -> None:
    """And this too; all but those: only a part of it came."""
    found = said(language, ("client", "2026-05-04", promises), ("me", "2026-05-18", news))
    assert [(who, state) for who, _, state in found] == [("client", one) for one in states]


def test_what_the_freelancer_sees_to_is_the_work() -> None:
    assert said("fr", ("me", "2026-05-04", "Je m'occupe des couleurs.")) == []


@pytest.mark.parametrize(
    ("language", "asks", "promises", "news", "states"),
    [
        ("fr", "Il me faudrait la liste des invités et les photos de la salle.",
         "La liste des invités part vendredi, les photos de la salle c'est Odile qui te les envoie.",
         "J'ai reçu la liste des invités, rien pour l'instant pour les photos.", ["done", "open"]),
        ("vi", "Chị gửi em danh sách khách và mật khẩu trang web nhé.", "Danh sách khách mai chị gửi.",
         "Danh sách khách em nhận được rồi, mật khẩu thì chưa thấy ạ.", ["done", "open"]),
    ],
)  # fmt: skip
def test_two_things_that_are_asked_for_at_once_are_two(
    language: str, asks: str, promises: str, news: str, states: list[str]
) -> None:
    found = said(
        language, ("me", "2026-05-04", asks), ("client", "2026-05-05", promises), ("me", "2026-05-18", news)
    )
    assert sorted((who, state) for who, _, state in found) == [("client", one) for one in states]


def test_money_that_came_with_something_else_came() -> None:
    """The deposit and the signed offer in one sentence: both are there."""
    agreed = ("me", "2026-05-02", "Bonjour,\n\nJe demande 900 €. Un acompte de 30 % confirme la date.")
    mails = [
        agreed,
        ("client", "2026-05-03", "D'accord, je vous renvoie le devis signé demain."),
        ("me", "2026-05-09", "Le devis signé et l'acompte sont bien arrivés, merci."),
    ]
    assert {one.state for one in terms_in_fact(talk(mails), "fr", [ME]).loose_ends} == {"done"}


@pytest.mark.parametrize(
    ("language", "mails", "ends"),
    [
        # the money came, nobody says for what
        (
            "en",
            (
                ("me", "2026-03-02", "My fee is £900. I ask for 40% up front."),
                ("client", "2026-03-03", "Agreed."),
                ("me", "2026-03-09", "The money has landed, cheers."),
            ),
            [("client", None, "done")],
        ),
        (
            "nl",
            (
                ("me", "2026-03-02", "Ik vraag 900 euro, 40% vooraf."),
                ("client", "2026-03-03", "Akkoord."),
                ("me", "2026-03-09", "Het geld is binnen."),
            ),
            [("client", None, "done")],
        ),
        # a deposit that was agreed as a share is paid as a sum, which is no price
        (
            "en",
            (
                ("me", "2026-03-02", "My fee is £900. I ask for a third up front."),
                ("client", "2026-03-03", "Agreed."),
                ("client", "2026-03-04", "Just sent you £300."),
                ("me", "2026-03-09", "The £300 arrived."),
            ),
            [("client", None, "done")],
        ),
        # a day that nobody came back to is promised all the same
        (
            "en",
            (("me", "2026-03-02", "The website will be ready for you to sign by 20 March."),),
            [("me", "2026-03-20", "open")],
        ),
        # by then: the day of the sentence before
        (
            "en",
            (
                (
                    "client",
                    "2026-03-02",
                    "We print on 20 March. Could you send us the captions by then?",
                ),
            ),
            [("me", "2026-03-20", "open")],
        ),
        (
            "en",
            (("client", "2026-03-04", "I'll send you the captions this week."),),
            [("client", "2026-03-06", "open")],
        ),
        (
            "nl",
            (("client", "2026-03-04", "Ik stuur je de bijschriften deze week."),),
            [("client", "2026-03-06", "open")],
        ),
        # the sketches on one day, and the rest on the day that was agreed
        (
            "en",
            (
                (
                    "me",
                    "2026-03-02",
                    "My fee is £900. I'll send you two roughs on 9 March, everything by 30 March.",
                ),
                ("client", "2026-03-03", "Agreed."),
            ),
            [("me", "2026-03-09", "open"), ("me", "2026-03-30", "open")],
        ),
        # who is asked for a thing says when it comes
        (
            "en",
            (
                ("me", "2026-03-02", "Could you send me the menu and the opening hours?"),
                ("client", "2026-03-03", "I'll send you the menu on Friday."),
            ),
            [("client", "2026-03-06", "open")],
        ),
        # a bill is overdue also where that is followed by a question
        (
            "en",
            (("me", "2026-03-02", "The invoice of January is overdue, is anything the matter?"),),
            [("client", None, "open")],
        ),
        # of what is sent already nobody promises anything
        ("en", (("client", "2026-03-02", "The parcel went off today, you should have it by Friday."),), []),
        # on the agreed day comes what was agreed
        (
            "en",
            (
                ("me", "2026-03-02", "My fee is £900. You have everything by 30 March."),
                ("client", "2026-03-03", "Agreed."),
                ("me", "2026-03-09", "I'll send you the lot on 30 March."),
            ),
            [("me", "2026-03-30", "open")],
        ),
        # a long word is known again by its last part
        (
            "nl",
            (
                ("client", "2026-03-02", "Ik stuur je de plantenlijst."),
                ("me", "2026-03-09", "De lijst is binnen, dank."),
            ),
            [("client", None, "done")],
        ),
        # asked for by saying it
        ("fr", (("me", "2026-03-02", "Vous me passez les partitions ?"),), [("client", None, "open")]),
        # a share that is asked for is no promise to ask somebody
        ("fr", (("me", "2026-03-02", "Je demande 40 % à la réservation."),), []),
    ],
)
def test_ends_as_people_write_them(
    language: str, mails: tuple[tuple[str, str, str], ...], ends: list[tuple[str, str | None, str]]
) -> None:
    found = terms_in_fact(talk(mails), language, [ME], [CLIENT]).loose_ends
    assert [(one.owed_by, one.due and one.due.isoformat(), one.state) for one in found] == ends


def test_two_things_by_one_day_are_both_due_then() -> None:
    asks = ("me", "2026-05-04", "Il me faudrait la liste des invités et les photos avant le 15 mai.")
    assert said("fr", asks) == [("client", "2026-05-15", "open")] * 2


def test_a_year_is_no_number_of_something() -> None:
    """The statements of 2025 came, all but four."""
    asks = ("me", "2026-05-04", "Pouvez-vous me transmettre les relevés de 2025 ?")
    news = ("me", "2026-05-18", "Il manque encore 4 relevés.")
    assert said("fr", asks, news) == [("client", None, "open")]
