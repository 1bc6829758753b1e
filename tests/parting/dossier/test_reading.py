"""Whose mails, which language, which day: what terms in fact are read from, and what they are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goodterms.parting.dossier import Dossier, terms_in_fact
from goodterms.parting.dossier.days import dated
from goodterms.parting.dossier.saying import sentences
from goodterms.parting.dossier.sheets import speech, spoken
from parting.dossier.talks import CLIENT, ME, mail, talk, told

ON = "2026-03-04"
"""A Wednesday."""


def days(text: str, language: str) -> list[date]:
    """The days that a mail of that Wednesday names."""
    (said,) = sentences([(mail(ME, ON, text), "me")], speech(language))
    return [one.value for one in said.row.tokens if isinstance(one.value, date)]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "You will have it on Friday.", date(2026, 3, 6)),
        ("en", "You will have it on Wednesday.", date(2026, 3, 11)),
        ("en", "You will have it tomorrow.", date(2026, 3, 5)),
        ("en", "You will have it next week.", date(2026, 3, 13)),
        ("en", "You will have it Tuesday of next week.", date(2026, 3, 10)),
        ("en", "You will have it by the end of the month.", date(2026, 3, 31)),
        ("en", "You will have it next month.", date(2026, 4, 30)),
        ("en", "You will have it by 20 February 2027.", date(2027, 2, 20)),
        ("en", "You will have it by 20 January.", date(2026, 1, 20)),
        ("en", "You will have it by 20 October.", date(2026, 10, 20)),
        ("fr", "Vous l'aurez vendredi prochain.", date(2026, 3, 6)),
        ("fr", "Vous l'aurez mardi de la semaine prochaine.", date(2026, 3, 10)),
        ("fr", "Vous l'aurez le 1er avril.", date(2026, 4, 1)),
        ("fr", "Vous l'aurez demain.", date(2026, 3, 5)),
        ("fr", "Vous l'aurez avant le 15/3.", date(2026, 3, 15)),
        ("nl", "Je krijgt het volgende week vrijdag.", date(2026, 3, 13)),
        ("nl", "Je krijgt het maandag 9 maart.", date(2026, 3, 9)),
        ("nl", "Je krijgt het deze maand.", date(2026, 3, 31)),
        ("vi", "Em gửi anh thứ Sáu tuần sau.", date(2026, 3, 13)),
        ("vi", "Em gửi anh trước 1/6.", date(2026, 6, 1)),
        ("vi", "Em gửi anh ngày mai.", date(2026, 3, 5)),
        ("vi", "Em gửi anh ngày 15/3/2026.", date(2026, 3, 15)),
        ("vi", "Em gửi anh ngày 15 tháng 3.", date(2026, 3, 15)),
    ],
)
def test_a_day_counts_from_the_mail(language: str, text: str, day: date) -> None:
    """A weekday is the first such day after the mail, a date without a year the nearest ahead."""
    assert days(text, language) == [day]


@pytest.mark.parametrize("text", ["It is 31/2 for us.", "Between 3/17 and so on.", "Room 12 at 5 o'clock."])
def test_no_day_is_invented(text: str) -> None:
    """Where there is no such day, none is read."""
    assert days(text, "fr") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Chị Mai gửi em nhé.", None),
        ("Mai ơi, em gửi nhé.", None),
        ("Mai em gửi chị.", date(2026, 3, 5)),
        ("Em gửi chị mai nhé.", date(2026, 3, 5)),
    ],
)
def test_a_name_is_no_day(text: str, day: date | None) -> None:
    """Mai is somebody, mai is tomorrow."""
    assert days(text, "vi") == ([day] if day else [])


@pytest.mark.parametrize(
    ("language", "asks", "offer", "scope"),
    [
        ("fr", "Auriez-vous le temps de nous faire les légendes de l'atlas ?",
         "Je prends 300 € pour le tout.", "Auriez-vous"),
        ("fr", "On a trois contes à illustrer.", "Je demande 900 €.", "On a trois contes"),
        ("fr", "Il nous faut un décor.", "Je vous fais un décor en bois pour 900 €, peinture comprise. Il me "
         "faudrait un plan de la salle.", "Je vous fais"),
        ("fr", "Bonjour, quel est votre tarif ?", "Deux ateliers de reliure, à 450 € la journée.",
         "Deux ateliers"),
        ("fr", "Bonjour, quel est votre tarif ?", "Je demande 900 €. Je relis deux fois, pas plus.", None),
        ("vi", "Bên chị cần 8 tranh tường.", "8 tranh em lấy 9 triệu.", "8 tranh"),
    ],
)  # fmt: skip
def test_work_that_is_asked_for_is_the_work_of_the_offer(
    language: str, asks: str, offer: str, scope: str | None
) -> None:
    """Also as a question; what the freelancer needs for it is none of it, nor are rounds of corrections."""
    hello = {"vi": ("Chào em,\n\n", "Chào chị,\n\n")}.get(language, ("", ""))
    mails = [("client", ON, hello[0] + asks), ("me", "2026-03-05", hello[1] + offer)]
    yes = {"vi": "Chị đồng ý."}.get(language, "D'accord.")
    found = terms_in_fact(talk([*mails, ("client", "2026-03-06", hello[0] + yes)]), language, [ME])
    told = [value for value, _ in agreed(found, "scope")]
    assert len(told) == (scope is not None)
    assert scope is None or told[0].startswith(scope)


@pytest.mark.parametrize(
    ("language", "text", "price"),
    [
        ("vi", "40 nhãn chai, mỗi nhãn 150.000 đồng, cộng lại 6.000.000 đồng.", "6000000 VND"),
        ("fr", "Pour les chapitres ce serait 0,10 € du mot, donc 1 300 € en tout.", "1300 EUR"),
    ],
)
def test_the_sum_of_all_is_the_price(language: str, text: str, price: str) -> None:
    """Not what is asked for each."""
    hello = {"vi": ("Chào chị,\n\n", "Chào em,\n\nChị đồng ý.")}.get(language, ("", "D'accord."))
    mails = [("me", ON, hello[0] + text), ("client", "2026-03-05", hello[1])]
    found = terms_in_fact(talk(mails), language, [ME])
    assert [value for value, is_over in agreed(found, "price") if not is_over] == [price]


def test_a_date_that_cannot_be_is_none() -> None:
    """30 February has no day, and nothing fails."""
    assert days("You will have it by 30 February.", "en") == []
    assert days("You will have it by 03/04/2026.", "en") == []
    assert dated([], date(2026, 3, 4), speech("en")) == []


def test_without_mail_or_language_it_is_said() -> None:
    """Nothing to read, a language without a sheet: a problem, and no term."""
    assert [one.key for one in terms_in_fact([]).problems] == ["dossier.no_mail"]
    german = talk([("me", ON, "Guten Tag, das Honorar beträgt 500 Euro und die Lieferung erfolgt im Mai.")])
    assert [one.key for one in terms_in_fact(german).problems] == ["dossier.unknown_language"]
    assert spoken() == ("en", "fr", "nl", "vi")


def test_nobody_is_taken_for_the_freelancer_by_chance() -> None:
    """Two who say nothing of a fee: it is asked which of them is the freelancer. Told, it is read."""
    mails = talk([("me", ON, "Good morning to you."), ("client", "2026-03-05", "Good morning to you too.")])
    assert [one.key for one in terms_in_fact(mails, "en").problems] == ["dossier.whose"]
    assert terms_in_fact(mails, "en", [ME]).client == {CLIENT}
    assert terms_in_fact(mails, "en", [ME.upper()], [CLIENT]).problems == ()


def test_mail_to_oneself_is_nobodys() -> None:
    """No second person, no terms."""
    alone = mail(ME, ON, "A note to myself about the fee.")
    found = terms_in_fact([alone], "en", ["somebody@else.example"])
    assert not found.terms
    only = mail("jonas@harbour.example", ON, "Hello there, how are you?")
    assert terms_in_fact([only], "en", [CLIENT]).client == {ME}


def test_a_colleague_of_the_client_speaks_for_the_client() -> None:
    """From the client's own domain; at a provider of mail for everybody it is a stranger."""
    mails = told("en")
    colleague = mail("accounts@harbour.example", "2026-04-02", "We accept £900 a month instead.", 20)
    assert terms_in_fact([*mails, colleague]).client == {CLIENT}
    stranger = mail("somebody@gmail.com", "2026-04-02", "I'll send you £900 by 9 April.", 21)
    quotes = [one.quote for one in terms_in_fact([*mails, stranger]).loose_ends]
    assert not [one for one in quotes if "£900" in one]


@pytest.mark.parametrize("provider", ["gmail.com", "web.de", "outlook.fr", "Yahoo.com.vn"])
def test_a_provider_of_mail_for_everybody_makes_no_colleague(provider: str) -> None:
    """Whoever has an address there speaks for nobody else."""
    client = f"jonas@{provider}"
    mails = [
        replace(mail(ME, ON, "My fee is £900."), recipients=(client,)),
        replace(mail(client, "2026-03-05", "£900 is fine."), recipients=(ME,)),
        mail(f"somebody@{provider}", "2026-03-06", "I'll send you £700 by 9 April."),
    ]
    assert not terms_in_fact(mails, "en", [ME]).loose_ends


def test_what_was_refused_or_never_answered_is_no_term() -> None:
    """An offer that is refused, an extra on offer, a wish, a new demand in a last mail."""
    found = terms_in_fact(
        talk([
            ("me", ON, "Dear Jonas,\n\nMy fee is £900. I ask for 30% in advance.\n\nMara"),
            ("client", "2026-03-05", "£900 is fine. But no deposit, sorry. £900 is fine for all of us."),
            ("me", "2026-03-06", "Dear Jonas,\n\nIf you want it in two sizes, that would be £200 extra."
             " If you cancel, I charge half of the fee.\n\nMara"),
        ])
    )  # fmt: skip
    assert [(one.term.what, one.term.value) for one in found.terms] == [("price", "900 GBP")]


def test_a_rate_is_the_price_where_there_is_no_other() -> None:
    """By the word; beside a fixed price it is for extras only."""
    by_word = talk([
        ("me", ON, "Dear Jonas,\n\nI charge £0.15 a word.\n\nMara"),
        ("client", "2026-03-05", "Hi Mara,\n\nThat is fine with us.\n\nJonas"),
    ])  # fmt: skip
    assert [(one.term.what, one.term.value) for one in terms_in_fact(by_word).terms] == [
        ("price", "0.15 GBP")
    ]
    both = talk([
        ("me", ON, "Dear Jonas,\n\nMy fee is £900. Changes are £40 an hour.\n\nMara"),
        ("client", "2026-03-05", "Hi Mara,\n\nThat is fine with us.\n\nJonas"),
    ])  # fmt: skip
    assert [one.term.value for one in terms_in_fact(both).terms] == ["900 GBP"]


def test_the_law_is_a_place() -> None:
    """As in contracts; a share of the price is told with its sum."""
    found = terms_in_fact(
        talk([
            ("me", ON, "Hello,\n\nMy fee is £900. I ask for 30% in advance. English law applies.\n\nMara"),
            ("client", "2026-03-05", "Hello,\n\nFine. I'll transfer the deposit of £270 on Monday."),
        ])
    )  # fmt: skip
    values = {one.term.what: one.term.value for one in found.terms}
    assert values == {"price": "900 GBP", "deposit": "30% (270 GBP)", "governing_law": "GB-ENG"}
    assert [(one.owed_by, one.due) for one in found.loose_ends] == [("client", date(2026, 3, 9))]


def test_two_promises_in_one_sentence_are_two() -> None:
    """Each with its own words and day."""
    found = terms_in_fact(
        talk([
            ("me", ON, "Dear Jonas,\n\nMy fee is £900. I will send you the sketches by 9 March, and I will "
             "post you the paper samples by 12 March.\n\nMara"),
            ("client", "2026-03-05", "Hi Mara,\n\nFine.\n\nJonas"),
        ])
    )  # fmt: skip
    assert [one.due for one in found.loose_ends] == [date(2026, 3, 9), date(2026, 3, 12)]


def test_chapter_seven_is_not_chapter_three() -> None:
    """News of one number is none of another."""
    found = terms_in_fact(
        talk([
            ("me", ON, "Dear Jonas,\n\nMy fee is £900. Could you send me chapter 3 by 9 March?\n\nMara"),
            ("client", "2026-03-05", "Hi Mara,\n\nFine. Chapter 7 has arrived from the author.\n\nJonas"),
            ("me", "2026-03-12", "Dear Jonas,\n\nChapter 3 has not arrived yet.\n\nMara"),
        ])
    )  # fmt: skip
    assert [(one.state, one.told.quote if one.told else "") for one in found.loose_ends] == [
        ("open", "Chapter 3 has not arrived yet.")
    ]


def test_an_appointment_after_news_is_a_promise_of_its_own() -> None:
    """What came is news; what is promised behind it is owed."""
    found = terms_in_fact(
        talk([
            ("me", ON, "Dear Jonas,\n\nMy fee is £900. I will send you the sketches by 9 March.\n\nMara"),
            ("client", "2026-03-10", "Hi Mara,\n\nThe sketches have arrived, I will send you the notes by "
             "16 March.\n\nJonas"),
        ])
    )  # fmt: skip
    assert [(one.owed_by, one.due, one.state) for one in found.loose_ends] == [
        ("me", date(2026, 3, 9), "done"),
        ("client", date(2026, 3, 16), "open"),
    ]


def test_a_small_sum_is_not_the_price() -> None:
    """Far below what was named as the price, it is for something else."""
    found = terms_in_fact(
        talk([
            ("me", ON, "Dear Jonas,\n\nMy fee is £900. The stamp came to £12.\n\nMara"),
            ("client", "2026-03-05", "Hi Mara,\n\nFine.\n\nJonas"),
        ])
    )  # fmt: skip
    assert [one.term.value for one in found.terms] == ["900 GBP"]


def test_expenses_are_told_in_words() -> None:
    """Who pays what; an answer without a sum belongs to what the other proposed, a question is none."""
    found = terms_in_fact(
        talk([
            ("me", ON, "My fee is £900. Travel is charged at cost. Do you pay for the hotel?"),
            ("client", "2026-03-05", "Hi Mara,\n\n£900 is fine. Agreed, we reimburse the travel.\n\nJonas"),
        ])
    )  # fmt: skip
    (travel,) = (one for one in found.terms if one.term.what == "expenses")
    assert travel.term.value == travel.term.quote == "Travel is charged at cost."
    assert [one.quote for one in travel.also] == ["Agreed, we reimburse the travel."]


def test_machines_and_third_parties_settle_nothing() -> None:
    """Empty and automatic mails, and those of others, are left out; who writes to nobody is nobody."""
    mails = told("en")
    empty, machine = mail(CLIENT, "2026-04-03", "  ", 30), mail(CLIENT, "2026-04-03", "£50 is fine.", 31)
    machine = replace(machine, automatic=True)
    found, plain = terms_in_fact([*mails, empty, machine]), terms_in_fact(mails)
    assert found.terms == plain.terms and found.loose_ends == plain.loose_ends
    assert terms_in_fact([mail(ME, ON, "My fee is £900.")], "en").client == {CLIENT}
    aside = replace(mail("offers@paper.example", "2026-04-03", "£50, ..., then?"), recipients=(CLIENT,))
    assert terms_in_fact([*mails, aside], "en", [ME]).terms == plain.terms
    assert not terms_in_fact([*mails, mail(CLIENT, "2026-04-04", "Well, ..., £50 then?")]).problems


def test_abbreviations_end_no_sentence() -> None:
    """Nor does a point before a small letter; a mail may end in blank lines."""
    text = "The fee is approx. £900 for Dr. Smith, i.e. for all. It is due.\n\n \n"
    found = [one.quote for one in sentences([(mail(ME, ON, text), "me")], speech("en"))]
    assert found == ["The fee is approx. £900 for Dr. Smith, i.e. for all.", "It is due."]


def test_to_write_to_nobody_settles_nothing() -> None:
    """A mail without a recipient, and one to oneself."""
    alone = replace(mail(ME, ON, "My fee is £900."), recipients=())
    assert [one.key for one in terms_in_fact([alone], "en").problems] == ["dossier.whose"]
    own = replace(alone, recipients=(ME,))
    assert [one.key for one in terms_in_fact([own], "en", [ME]).problems] == ["dossier.whose"]


def test_a_day_is_agreed_by_being_moved() -> None:
    """Who moves a day had taken it; what is asked again, or stated of something else, changes nothing."""
    found = terms_in_fact(
        talk([
            ("me", ON, "Hello,\n\nMy fee is £900, due within 14 days. All files are delivered by 30 June."),
            ("client", "2026-03-05", "Hello,\n\nWould £900 do for both? The delivery is now on 14 July."),
            ("me", "2026-03-06", "Hello,\n\nI am away for 14 days. Please pay the £900 up front then."),
        ])
    )  # fmt: skip
    told_days = [
        (one.term.value, one.term.is_superseded) for one in found.terms if one.term.what == "deadline"
    ]
    assert told_days == [("2026-06-30", True), ("2026-07-14", False)]
    assert {one.term.what for one in found.terms} == {"price", "payment_term", "deadline"}


def test_the_plainest_news_of_a_mail_counts() -> None:
    """Of two pieces of news in a mail that which names most of the thing."""
    found = terms_in_fact(
        talk([
            ("me", ON, "Hello,\n\nMy fee is £900. Could you send me the harbour photographs by 9 March?"),
            ("client", "2026-03-09", "Hello,\n\nThe harbour photographs are attached. The harbour has not "
             "arrived in spring yet."),
        ])
    )  # fmt: skip
    assert [one.state for one in found.loose_ends] == ["done"]


def agreed(found: Dossier, what: str) -> list[tuple[str, bool]]:
    return [(one.term.value, one.term.is_superseded) for one in found.terms if one.term.what == what]


@pytest.mark.parametrize(
    ("language", "offer", "answer", "day"),
    [
        ("en", "My fee is £900. I would finish by 20 March.", "Fine. There is no hurry, 2 April will do.", 2),
        ("en", "My fee is £900. I would finish by 20 March.", "Fine. You can take until 2 April.", 2),
        ("fr", "Je demande 900 €. Livraison le 20 mars.", "D'accord. Vous avez jusqu'au 2 avril.", 2),
        ("nl", "Ik vraag € 900. Levering op 20 maart.", "Akkoord. Je hebt tot 2 april de tijd.", 2),
        ("vi", "Em tính 9 triệu. Em giao đủ ngày 20/3.", "Chị đồng ý. Không gấp, 2/4 cũng được.", 2),
    ],
)
def test_more_time_is_another_day(language: str, offer: str, answer: str, day: int) -> None:
    """Who gives more time has taken the work on another day; the first day no longer holds."""
    head = {"vi": "Chào chị,"}.get(language, "Jonas,")
    reply = {"vi": "Chào em,"}.get(language, "Mara,")
    found = terms_in_fact(
        talk([("me", ON, f"{head}\n\n{offer}"), ("client", "2026-03-05", f"{reply}\n\n{answer}"),
              ("me", "2026-03-06", f"{head}\n\nOK.")]), language, [ME],
    )  # fmt: skip
    assert agreed(found, "deadline") == [("2026-03-20", True), (f"2026-04-0{day}", False)]
    assert date(2026, 4, day) in [one.due for one in found.loose_ends if one.owed_by == "me"]


def test_a_day_that_is_over_is_no_deadline() -> None:
    """What came on a day sets none, however it is said."""
    found = terms_in_fact(
        talk([
            ("me", ON, "Hello,\n\nMy fee is £900. All files are delivered by 30 June."),
            ("client", "2026-03-05", "Hello,\n\nFine. Everything on your list was complete on 2 March."),
        ])
    )  # fmt: skip
    assert agreed(found, "deadline") == [("2026-06-30", False)]


@pytest.mark.parametrize(
    ("language", "text", "scope"),
    [
        (
            "en",
            "Hello Jonas,\n\nSix drawings in ink, coloured by hand. £900 for all of them.",
            "Six drawings in",
        ),
        ("fr", "Bonjour,\n\nQuatre dessins à l'encre, rehaussés. Je demande 900 €.", "Quatre dessins"),
        (
            "nl",
            "Dag Jonas,\n\nIk verzorg elke week een nieuwe etalage. Dat kost € 900.",
            "Ik verzorg elke week",
        ),
        ("vi", "Chào chị,\n\nEm khâu và thêu tay 40 chiếc khăn lụa. Giá 9.000.000 đồng.", "Em khâu và thêu"),
        (
            "fr",
            "Le vernis des six portes, je vous le fais pour 900 €.",
            "Le vernis des six portes, je vous le fais pour 900 €.",
        ),
        ("fr", "Pour la dorure des cadres, comptez 900 €.", "Pour la dorure des cadres, comptez 900 €."),
    ],
)
def test_what_a_price_is_for_is_said_before_it(language: str, text: str, scope: str) -> None:
    """Where no sentence of an offer names the work, it is what stands before the price, counted or referred
    to."""
    mails = talk([("me", ON, text), ("client", "2026-03-05", "OK.")])
    (value,) = agreed(terms_in_fact(mails, language, [ME]), "scope")
    assert value[0].startswith(scope)


@pytest.mark.parametrize(
    "text",
    [
        "Hello Jonas,\n\nThanks for your two letters of last week. My fee is £900.",
        "Hello Jonas,\n\nSix drawings?\n\nMy fee is £900.",
        "Hello Jonas,\n\nWhat a splendid harbour museum indeed. My fee is £900.",
        "Hello Jonas,\n\nSix drawings, did somebody say? My fee is £900.",
        "My fee is £900.",
    ],
)
def test_not_all_before_a_price_is_work(text: str) -> None:
    """Thanks, a question, another paragraph, and what counts nothing are not."""
    mails = talk([("me", ON, text), ("client", "2026-03-05", "Fine.")])
    assert agreed(terms_in_fact(mails, "en", [ME]), "scope") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The invoice of January (£180) is still outstanding."),
        ("fr", "La facture de janvier (180 €) n'est toujours pas réglée."),
        ("nl", "De factuur van januari (€ 180) staat nog open."),
        ("vi", "Hóa đơn tháng 1 (1.800.000 đồng) vẫn chưa được thanh toán."),
    ],
)
def test_an_unpaid_bill_is_owed(language: str, text: str) -> None:
    """By the client, and still open by its own words."""
    mails = talk([("client", ON, "OK."), ("me", "2026-03-20", f"Jonas,\n\n{text}")])
    (end,) = terms_in_fact(mails, language, [ME]).loose_ends
    assert (end.owed_by, end.state, end.quote) == ("client", "open", text)
    assert end.told is not None and end.told_in == end.message_id


def test_a_bill_that_was_paid_is_done() -> None:
    """A later mail says so, or that it still has not come."""
    open_ = ("me", "2026-03-20", "Jonas,\n\nThe invoice of January is still outstanding.")
    paid = ("client", "2026-03-21", "Mara,\n\nThe January invoice was paid this morning.")
    (end,) = terms_in_fact(talk([open_, paid]), "en", [ME]).loose_ends
    assert end.state == "done"
    again = ("me", "2026-04-20", "Jonas,\n\nThe invoice of January is still outstanding.")
    (end,) = terms_in_fact(talk([open_, again]), "en", [ME]).loose_ends
    assert end.state == "open"


@pytest.mark.parametrize("language", ["en", "fr", "nl", "vi"])
@pytest.mark.parametrize("by_subject", [False, True])
def test_another_job_changes_nothing_of_the_first(language: str, by_subject: bool) -> None:
    """Told so in words, or by a subject of its own; a later word on the first is one on the first."""
    wanted, offer, yes, first = JOBS[language]
    if by_subject:
        wanted = wanted.partition("|")[2]
    mails = talk([
        ("me", ON, offer[0]), ("client", "2026-03-05", yes),
        ("client", "2026-05-05", wanted.replace("|", "")),
        ("me", "2026-05-06", offer[1]), ("client", "2026-05-07", yes), ("me", "2026-05-08", first),
        ("client", "2026-05-09", yes),
    ])  # fmt: skip
    mails = [
        replace(one, subject="Work" if at in (0, 1, 5, 6) or not by_subject else "Re: Cards")
        for at, one in enumerate(mails)
    ]
    found = terms_in_fact(mails, language, [ME])
    prices = [(one.job, one.term.value.split()[0], one.term.is_superseded) for one in found.terms
              if one.term.what == "price"]  # fmt: skip
    high, low = ("9000000", "3000000") if language == "vi" else ("900", "300")
    assert (0, high, False) in prices and (1, low, False) in prices
    if by_subject:
        assert sorted({one.job for one in found.terms}) == [0, 1]


JOBS = {
    "en": (
        "Mara,\n\nWe have another job for you.| Could you draw the twelve cards for our winter sale?",
        ("Jonas,\n\nMy fee is £900.", "Jonas,\n\nMy fee for the cards is £300."),
        "Mara,\n\nAgreed.", "Jonas,\n\nThanks, the £900 have arrived.",
    ),
    "fr": (
        "Mara,\n\nNous avons une autre commande.| Pourriez-vous dessiner les douze cartes de Noël ?",
        ("Jonas,\n\nJe demande 900 €.", "Jonas,\n\nPour les cartes je demande 300 €."),
        "Mara,\n\nD'accord.", "Jonas,\n\nMerci, les 900 € sont bien arrivés.",
    ),
    "nl": (
        "Mara,\n\nWe hebben nog een opdracht.| Kun jij de twaalf kaarten voor de winter tekenen?",
        ("Jonas,\n\nIk vraag € 900.", "Jonas,\n\nVoor de kaarten vraag ik € 300."),
        "Mara,\n\nAkkoord.", "Jonas,\n\nDank je, de € 900 zijn binnen.",
    ),
    "vi": (
        "Chào em,\n\nChị có việc khác nhờ em.| Em vẽ 12 tấm thiệp cho chị được không?",
        ("Chào chị,\n\nEm tính 9 triệu.", "Chào chị,\n\nThiệp em tính 3 triệu."),
        "Chào em,\n\nChị đồng ý.", "Chào chị,\n\nEm nhận được 9 triệu rồi.",
    ),
}  # fmt: skip


def test_a_second_job_needs_a_first_and_a_wish() -> None:
    """To speak of another job, or to raise the price under another subject, begins none."""
    busy = talk([
        ("me", ON, "Jonas,\n\nMy fee is £900."), ("client", "2026-03-05", "Mara,\n\n£900 is fine."),
        ("me", "2026-03-06", "Jonas,\n\nI am on another job until Friday."),
        ("client", "2026-03-09", "Mara,\n\nWe now want twelve pages instead of eight, for £1,000."),
        ("me", "2026-03-10", "Jonas,\n\nAgreed."),
    ])  # fmt: skip
    busy[3] = replace(busy[3], subject="More pages")
    found = terms_in_fact(busy, "en", [ME])
    assert {one.job for one in found.terms} == {0}
    assert agreed(found, "price") == [("900 GBP", True), ("1000 GBP", False)]


def test_what_is_still_to_come_is_open_and_what_should_have_come_is_unknown() -> None:
    """By the mails alone: after the last of them nothing can have been said of it."""
    first = ("me", ON, "Dear Jonas,\n\nMy fee is £900. I will send you the sketches by 9 March.\n\nMara")
    mails = [first, ("client", "2026-03-05", "Hi Mara,\n\n£900 is fine.\n\nJonas")]
    (end,) = terms_in_fact(talk(mails)).loose_ends
    assert (end.state, end.told) == ("open", None)
    later = [*mails, ("client", "2026-03-30", "Hi Mara,\n\nHow was your holiday in Wales?\n\nJonas")]
    assert [one.state for one in terms_in_fact(talk(later)).loose_ends] == ["unknown"]


@pytest.mark.parametrize(
    ("language", "text", "what", "value"),
    [
        ("en", "Payment is net 30.", "payment_term", "30 days"),
        ("en", "My terms are net 14, as always.", "payment_term", "14 days"),
        ("en", "Half on signing, half on delivery.", "deposit", "50%"),
        ("en", "Frames are billed at what they cost me.", "expenses", ""),
        ("fr", "Les cadres vous sont refacturés au prix d'achat.", "expenses", ""),
        ("fr", "On se met sous le droit belge.", "governing_law", "BE"),
        ("fr", "Il y a 25 % à payer au moment de la commande.", "deposit", "25%"),
        ("fr", "Le 20 mars c'est bouclé.", "deadline", "2026-03-20"),
        (
            "fr",
            "Si vous m'envoyez les notes avant le 9 mars, je vous rends le texte le 20 mars.",
            "deadline",
            "2026-03-20",
        ),
        ("fr", "Trois modifs incluses.", "revision_limit", "3"),
        ("fr", "La location de la grue s'ajoute.", "expenses", ""),
        ("vi", "Em bắt đầu khi nhận được 40%.", "deposit", "40%"),
        ("vi", "Công nợ 20 ngày.", "payment_term", "20 days"),
        ("vi", "Chậm nhất 20/3 chị có file.", "deadline", "2026-03-20"),
        ("nl", "In de prijs zitten drie herzieningen.", "revision_limit", "3"),
        ("nl", "De busritten komen erbovenop.", "expenses", ""),
        ("nl", "Lijsten reken ik door tegen inkoopprijs.", "expenses", ""),
        ("vi", "Một nửa khi ký, phần còn lại khi giao.", "deposit", "50%"),
        ("vi", "Chị có thể yêu cầu chỉnh hai lượt.", "revision_limit", "2"),
        ("vi", "Em dự kiến hoàn thành vào 12/6.", "deadline", "2026-06-12"),
    ],
)
def test_terms_are_said_in_many_ways(language: str, text: str, what: str, value: str) -> None:
    """Each beside a price, and taken."""
    price = {"en": "My fee is £2,000.", "fr": "Je demande 2 000 €.", "nl": "Ik reken € 2.000.",
             "vi": "Em tính 20 triệu."}[language]  # fmt: skip
    yes = {"en": "Agreed.", "fr": "D'accord.", "nl": "Akkoord.", "vi": "Chị đồng ý."}[language]
    hello = {"vi": "Chào chị,\n\n"}.get(language, "")
    mails = talk([("me", ON, f"{hello}{price} {text}"), ("client", "2026-03-05", f"{hello}{yes}")])
    found = agreed(terms_in_fact(mails, language, [ME]), what)
    assert [one for one, _ in found] == [value or text]
