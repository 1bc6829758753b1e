"""Offer and counter-offer as people write them: bare numbers, days without a month, an offer that stands."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle

import pytest

from goodterms.parting.dossier import Dossier, terms_in_fact
from parting.dossier.talks import CLIENT, ME, talk


def read(language: str, *mails: tuple[str, str, str]) -> Dossier:
    return terms_in_fact(talk(mails), language, [ME], [CLIENT])


def dealt(language: str, *said: str, begins: str = "2026-03-02") -> Dossier:
    """A mail a day: the freelancer, the client, the freelancer …"""
    first = date.fromisoformat(begins)
    days = ((first + timedelta(days=at)).isoformat() for at in range(len(said)))
    return read(language, *zip(cycle(("me", "client")), days, said, strict=False))


def standing(found: Dossier) -> dict[str, str]:
    """What holds in the end, without the work itself."""
    held = (one.term for one in found.terms if not one.term.is_superseded and one.term.what != "scope")
    return {one.what: one.value for one in held}


@pytest.mark.parametrize(
    ("language", "offer", "asks", "insists", "agrees"),
    [
        (
            "en",
            "My fee is £900, payable within 14 days.",
            "Could you do 750?",
            "I'd rather stay at £900.",
            "Fine.",
        ),
        (
            "fr",
            "Je demande 900 €, payables à 14 jours.",
            "On s'entend à 750 ?",
            "Je reste à 900 €.",
            "Entendu.",
        ),
        (
            "nl",
            "Ik vraag 900 euro, te betalen binnen 14 dagen.",
            "Kan het voor 750?",
            "Ik blijf bij 900 euro.",
            "Prima.",
        ),
        (
            "vi",
            "Em lấy 9.000.000 đồng, trả trong 14 ngày.",
            "7.500.000 được không?",
            "Em giữ giá 9.000.000 đồng.",
            "Ok em.",
        ),
    ],
)
def test_an_offer_that_its_maker_stands_by_is_agreed_by_who_then_says_yes(
    language: str, offer: str, asks: str, insists: str, agrees: str
) -> None:
    """The sum that the client asked for, without a currency, is the price no more."""
    found = dealt(language, offer, asks, insists, agrees)
    assert standing(found)["price"].split()[0] in ("900", "9000000")


def test_a_bare_number_that_is_taken_is_the_price() -> None:
    """In the currency of the offer."""
    found = dealt("en", "My fee is £900.", "Could you do 750?", "750, agreed.")
    assert standing(found) == {"price": "750 GBP"}


def test_who_refuses_a_counter_offer_stands_by_the_own_one() -> None:
    """Without naming it again."""
    found = dealt(
        "en",
        "My fee is £900.",
        "Could you do it for £700?",
        "I'd rather leave the fee where it is.",
        "As you like. Go ahead.",
    )
    assert standing(found) == {"price": "900 GBP"}


@pytest.mark.parametrize(
    ("language", "offer", "asks", "takes"),
    [
        (
            "en",
            "My fee is £900. Delivery by 27 February.",
            "Could we have it sooner, on 20 February?",
            "The 20th is fine.",
        ),
        (
            "fr",
            "Je demande 900 €. Livraison le 27 février.",
            "Pourriez-vous livrer plus tôt, le 20 février ?",
            "Le 20, c'est entendu.",
        ),
        (
            "nl",
            "Ik vraag 900 euro. Alles is klaar op 27 februari.",
            "Kan het eerder, op 20 februari?",
            "De 20 is goed.",
        ),
        (
            "vi",
            "Em lấy 9.000.000 đồng. Em giao file ngày 27/02/2026.",
            "Em giao sớm hơn, ngày 20/02 được không?",
            "Ngày 20 được anh.",
        ),
    ],
)
def test_a_day_that_is_taken_without_its_month(language: str, offer: str, asks: str, takes: str) -> None:
    """It is the one that the mail before named."""
    found = dealt(language, offer, asks, takes, begins="2026-02-02")
    assert standing(found)["deadline"] == "2026-02-20"


@pytest.mark.parametrize(
    ("language", "said", "due"),
    [
        ("en", "I'll send you the brief by October 9.", date(2025, 10, 9)),
        ("en", "I'll send you the brief by Oct 9th, or so.", date(2025, 10, 9)),
        ("en", "I'll send you the brief by 10/25.", date(2025, 10, 25)),
        ("en", "I'll send you the brief by 10/9.", None),
        ("en", "I may 5 times send you the brief before May 5.", date(2026, 5, 5)),
        ("en", "I'll send you the brief by Friday 10.", date(2025, 10, 10)),
        ("en", "I'll send you the brief by Friday the 10th of October.", date(2025, 10, 10)),
        ("en", "I'll send you the brief by Friday 11.", None),
        ("en", "I'll send you the brief before the end of November.", date(2025, 11, 30)),
        ("en", "I'll send you the brief over the weekend.", date(2025, 10, 5)),
        ("fr", "Je vous envoie le brief avant vendredi, le 10.", date(2025, 10, 10)),
        ("fr", "Je vous envoie le brief fin novembre.", date(2025, 11, 30)),
        ("nl", "Ik stuur je de briefing eind november.", date(2025, 11, 30)),
        ("nl", "Ik stuur je elke vrijdag de lijst.", None),
        ("vi", "Anh sẽ gửi em bản thảo cuối tuần này.", date(2025, 10, 5)),
    ],
)
def test_days_as_they_are_written(language: str, said: str, due: date | None) -> None:
    """A day that can be read in two ways is none."""
    (end,) = read(language, ("me", "2025-09-30", "Hello."), ("client", "2025-10-01", said)).loose_ends
    assert (end.owed_by, end.due) == ("client", due)


def test_who_writes_without_capitals_ends_sentences_all_the_same() -> None:
    """Each is read by itself, and quoted so."""
    found = read(
        "en",
        ("me", "2025-09-02", "My fee is $800 a month."),
        ("client", "2025-09-03", "deal. i'll send you the login by friday. sales are up, by the way."),
    )
    assert [one.quote for one in found.loose_ends] == ["i'll send you the login by friday."]


def test_a_bill_is_owed_once_however_often_it_is_chased() -> None:
    """With the day on which the client promised to pay it."""
    found = read(
        "en",
        ("me", "2026-01-08", "The November invoice of $800 is past due since December 30."),
        ("client", "2026-01-09", "Sorry. It will get paid by January 16."),
        ("me", "2026-01-20", "The November invoice of $800 is still unpaid."),
    )
    (end,) = found.loose_ends
    assert (end.owed_by, end.due, end.state) == ("client", date(2026, 1, 16), "open")


def test_the_answer_to_a_request_is_the_same_thing() -> None:
    """So is what is said of it later; "of course, you'll have them" names nothing and is nothing besides."""
    found = read(
        "en",
        ("me", "2026-01-08", "Please send me the list of names by January 23."),
        ("client", "2026-01-09", "You'll have the list by then, Joan is writing it."),
        ("me", "2026-01-26", "I still need the list of names from you."),
        ("client", "2026-01-27", "The list will follow soon."),
        ("me", "2026-01-28", "Of course, you'll have them."),
    )
    (end,) = found.loose_ends
    assert (end.quote, end.state) == ("Please send me the list of names by January 23.", "open")


def test_a_thing_that_is_moved_by_a_word_is_the_same() -> None:
    """The logo in vectors is the logo."""
    found = read(
        "en",
        ("client", "2026-01-08", "I'll send you the vector logo by January 16."),
        ("me", "2026-01-19", "Thank you."),
        ("client", "2026-01-20", "I'll send you the logo by January 23."),
    )
    assert [one.due for one in found.loose_ends] == [date(2026, 1, 23)]


@pytest.mark.parametrize(
    ("said", "answer", "state"),
    [
        ("client", "Here it is.", "done"),
        ("client", "I hope you had a good weekend.", "open"),
    ],
)
def test_here_it_is_answers_what_was_just_asked_for(said: str, answer: str, state: str) -> None:
    """If it was one thing."""
    found = read(
        "en",
        ("client", "2026-01-08", "I'll send you the list of names by January 16."),
        ("me", "2026-01-19", "I'm still waiting for the list of names."),
        (said, "2026-01-20", answer),
    )
    (end,) = found.loose_ends
    assert end.state == state


def test_two_things_on_two_days_are_two() -> None:
    """Of one promise."""
    found = read(
        "en",
        ("me", "2026-01-02", "Hello."),
        (
            "client",
            "2026-01-08",
            "I'll send you the form by January 16, and the music licence by January 30.",
        ),
    )
    assert [one.due for one in found.loose_ends] == [date(2026, 1, 16), date(2026, 1, 30)]


@pytest.mark.parametrize(
    ("language", "offer", "form"),
    [
        ("en", "My fee is £180 a month. Either of us may stop with a month's notice, in writing.", "written"),
        (
            "fr",
            "Je demande 180 € par mois. Chacun peut arrêter avec un mois de préavis, par courriel.",
            "email",
        ),
        ("nl", "Ik vraag 180 euro per maand. Opzeggen kan met een maand, een mailtje volstaat.", "email"),
        (
            "vi",
            "Em lấy 5.000.000 đồng một tháng. Bên nào muốn dừng thì báo trước 30 ngày bằng văn bản.",
            "written",
        ),
    ],
)
def test_in_which_form_notice_is_given(language: str, offer: str, form: str) -> None:
    """Where the sentence about the notice says so."""
    agrees = {"en": "Agreed.", "fr": "D'accord.", "nl": "Akkoord.", "vi": "Đồng ý."}[language]
    found = dealt(language, offer, agrees)
    assert standing(found)["notice_form"] == form


def test_what_the_freelancer_promises_besides_is_no_new_day_of_delivery() -> None:
    """A sketch on another day leaves the deadline where it was."""
    found = read(
        "en",
        (
            "me",
            "2026-03-02",
            "I draw a map of the harbour for £900. The finished map is with you by 20 April.",
        ),
        ("client", "2026-03-03", "Agreed."),
        ("me", "2026-03-10", "I will deliver the final frame samples on 30 March."),
        ("client", "2026-03-11", "Good."),
    )
    assert standing(found)["deadline"] == "2026-04-20"


def test_a_day_that_somebody_takes_was_proposed_by_who_named_it() -> None:
    """In whatever words: both sentences are shown."""
    found = dealt(
        "nl",
        "Ik teken een kaart voor 900 euro. Alles is klaar op 10 april.",
        "Wij openen vroeger dan gedacht, 27 maart dus.",
        "27 maart moet lukken.",
        begins="2026-02-02",
    )
    term = next(one for one in found.terms if one.term.what == "deadline" and not one.term.is_superseded)
    assert (term.term.value, term.proposed_by) == ("2026-03-27", "client")


def test_a_quarter_of_a_year_is_nobody() -> None:
    """In Vietnamese the word for it is also a polite you."""
    found = read(
        "vi",
        ("me", "2025-08-11", "Chào chị, em làm sổ sách, phí 5.000.000 đồng một tháng."),
        ("client", "2025-08-12", "Chị sẽ gửi em chứng từ quý 2 trước ngày 25/08."),
        ("me", "2025-08-26", "Em nhận đủ chứng từ quý 2 rồi ạ."),
    )
    (end,) = found.loose_ends
    assert (end.owed_by, end.state) == ("client", "done")


@pytest.mark.parametrize(
    ("language", "offer", "asks", "insists", "agrees"),
    [
        (
            "en",
            "My fee is £900, payable within 14 days.",
            "Could we make it 30 days?",
            "I prefer to keep it at 14 days.",
            "Fine.",
        ),
        (
            "fr",
            "Je demande 900 €. Facture payable à 14 jours.",
            "La facture à 30 jours ?",
            "30 jours, non.",
            "Soit.",
        ),
    ],
)
def test_a_term_that_its_maker_stands_by_holds(
    language: str, offer: str, asks: str, insists: str, agrees: str
) -> None:
    """Whether it is said again, or the other one refused with a plain no."""
    found = dealt(language, offer, asks, insists, agrees)
    assert standing(found)["payment_term"] == "14 days"


def test_a_day_that_was_moved_and_is_named_again_stays_moved() -> None:
    """Who repeats the first day when another holds changes nothing."""
    found = dealt(
        "en",
        "My fee is £900. Delivery by 27 February.",
        "Agreed. You can take until 13 March.",
        "Delivery by 27 February was the plan, 13 March it is now.",
        begins="2026-02-02",
    )
    assert standing(found)["deadline"] == "2026-03-13"


def test_a_design_on_another_day_is_a_promise() -> None:
    """Once the day of delivery was set."""
    found = read(
        "nl",
        ("me", "2026-02-02", "Ik bouw een webshop voor 900 euro. De shop staat online op 16 april."),
        ("client", "2026-02-03", "Akkoord."),
        ("me", "2026-02-10", "Ik stuur je het ontwerp op 5 maart."),
        ("client", "2026-02-11", "Goed."),
    )
    assert standing(found)["deadline"] == "2026-04-16"
    assert (date(2026, 3, 5), "me") in {(one.due, one.owed_by) for one in found.loose_ends}


@pytest.mark.parametrize(
    ("language", "offer", "asks", "answer", "what", "value"),
    [
        ("en", "My fee is £900.", "Would you do it for £800?", "Sure, why not.", "price", "800 GBP"),
        ("fr", "Je demande 900 €. Livraison le 20 juin.", "Le 27 juin serait possible ?",
         "Oui, sans problème.", "deadline", "2026-06-27"),
        ("fr", "Je demande 900 €.", "Vous le feriez pour 800 € ?", "Volontiers.", "price", "800 EUR"),
        ("nl", "Ik vraag 900 euro. Levering op 20 juni.", "Kan het op 27 juni?", "Ja hoor.", "deadline",
         "2026-06-27"),
        ("vi", "Em tính 9 triệu. Hạn giao 20/6.", "Giao 27/6 được không em?", "Vâng ạ.", "deadline",
         "2026-06-27"),
    ],
)  # fmt: skip
def test_a_bare_yes_takes_what_was_just_asked(
    language: str, offer: str, asks: str, answer: str, what: str, value: str
) -> None:
    """One value, told by the words that ask for it; not where the answer is put off, or there is a choice."""
    mails = [("me", "2026-05-04", offer), ("client", "2026-05-05", asks), ("me", "2026-05-06", answer)]
    found = read(language, *mails)
    assert standing(found)[what] == value
    (term,) = (one.term for one in found.terms if one.term.what == what and one.term.value == value)
    assert answer not in term.quote


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        ("Would you do it for £800?", "Let me check, all right?"),
        ("Would you do it for £800? Would you do it for £750?", "Yes, fine."),
        ("Would you do it for £800?", "Hello. We have had snow since Monday, and the boats are all in."),
    ],
)
def test_an_answer_that_is_put_off_takes_nothing(asks: str, answer: str) -> None:
    """Nor does a yes to one of two, or small talk."""
    mails = [("me", "2026-05-04", "My fee is £900."), ("client", "2026-05-05", asks)]
    assert standing(read("en", *mails, ("me", "2026-05-06", answer))) == {}


def test_a_yes_to_somebody_who_asked_nothing_of_a_deal_is_none() -> None:
    mails = [
        ("me", "2026-05-04", "My fee is £900."),
        ("client", "2026-05-05", "Agreed."),
        ("client", "2026-05-20", "Our new supplier wants 60 days to pay. Fair?"),
        ("me", "2026-05-21", "Yes."),
    ]
    assert standing(read("en", *mails)) == {"price": "900 GBP"}


@pytest.mark.parametrize(
    ("language", "offer", "reply", "what", "value"),
    [
        ("fr", "Je demande 900 €. Il me faudrait 300 au départ.", "Entendu.", "deposit", "300 EUR"),
        ("fr", "Mon forfait est de 420 € par mois.", "Disons 390 par mois.", "price", "390 EUR"),
        ("fr", "Je demande 900 €.", "On peut monter à 820 €.", "price", "820 EUR"),
        ("fr", "Je demande 900 €.", "820, ça vous va ? Notre stagiaire le ferait pour 300 €.", "price",
         "820 EUR"),
        ("fr", "Je demande 900 €.", "Chez le relieur, on paie 820 €.", "price", "900 EUR"),
        ("fr", "Je demande 900 €, paiement à 20 jours.", "20 jours, c'est court, chez nous c'est 40 jours.",
         "payment_term", "40 days"),
        ("vi", "Em tính 9 triệu.", "Chị chỉ có 8tr2 thôi.", "price", "8200000 VND"),
        ("vi", "Em tính 9 triệu rưỡi.", "Chị đồng ý.", "price", "9500000 VND"),
        ("vi", "Em tính 9 triệu. Thanh toán trong 7 ngày.",
         "Tòa soạn chỉ chi tiền vào đầu tháng, nên chắc phải 25 ngày em nhé.", "payment_term", "25 days"),
        ("fr", "Je demande 900 €. Livraison le 20 juin.",
         "Le vernissage est repoussé au 3 juillet, vous pouvez donc livrer le tout le 27 juin.",
         "deadline", "2026-06-27"),
        ("vi", "Em tính 9 triệu.", "Hàng xóm thuê có 8 triệu.", "price", "9000000 VND"),
        ("vi", "Em tính 9 triệu. Hạn giao 20/6.", "Chị cho em thêm mấy ngày, 27/6 nhé.", "deadline",
         "2026-06-27"),
    ],
)  # fmt: skip
def test_a_number_that_answers_the_price_is_another(
    language: str, offer: str, reply: str, what: str, value: str
) -> None:
    """Without its currency, or as a part of it; what others take is no price."""
    yes = {"fr": "Parfait.", "vi": "Dạ được ạ."}[language]
    hello = {"vi": ("Chào chị,\n\n", "Chào em,\n\n")}.get(language, ("", ""))
    mails = [
        ("me", "2026-05-04", hello[0] + offer),
        ("client", "2026-05-05", hello[1] + reply),
        ("me", "2026-05-06", hello[0] + yes),
    ]
    assert standing(read(language, *mails))[what] == value


@pytest.mark.parametrize(
    ("language", "offer", "value"),
    [
        ("en", "My fee is £900. A third up front, the balance on delivery.", "the balance on delivery"),
        (
            "fr",
            "Je demande 900 €. Le solde est à régler à la livraison.",
            "Le solde est à régler à la livraison",
        ),
        ("nl", "Ik vraag 900 euro. De rest bij oplevering.", "De rest bij oplevering"),
        ("vi", "Em tính 9 triệu. Còn lại thanh toán khi nhận hàng.", "Còn lại thanh toán khi nhận hàng"),
        ("fr", "Je demande 900 €. Le solde à la livraison, sous 10 jours.", "10 days"),
    ],
)
def test_to_pay_on_delivery_is_a_payment_term(language: str, offer: str, value: str) -> None:
    """In its own words, where no length of time is said."""
    yes = {"en": "Agreed.", "fr": "D'accord.", "nl": "Akkoord.", "vi": "Ok em."}[language]
    found = read(language, ("me", "2026-05-04", offer), ("client", "2026-05-05", yes))
    assert standing(found)["payment_term"] == value


@pytest.mark.parametrize(
    ("language", "offer", "client_says", "what", "value"),
    [
        # how often something is done is no time within which to pay or to stop
        (
            "en",
            "I check the accounts every two weeks for £90 a month. Invoices fall due within 20 days.",
            "Agreed.",
            "payment_term",
            "20 days",
        ),
        (
            "nl",
            "Ik vraag 90 euro per maand, elke twee weken kijk ik langs. Betalen binnen 20 dagen.",
            "Akkoord.",
            "payment_term",
            "20 days",
        ),
        # from a day on is not by that day
        (
            "nl",
            "Ik vraag 900 euro. Vanaf 4 mei teken ik en lever alles op 29 mei.",
            "Akkoord.",
            "deadline",
            "2026-05-29",
        ),
        (
            "en",
            "My fee is £900. You have the files by the first of June.",
            "Agreed.",
            "deadline",
            "2026-06-01",
        ),
        ("en", "My fee is £900. You have the files by the 27th.", "Agreed.", "deadline", "2026-03-27"),
        ("en", "My fee is £900. You have the files by the 1st.", "Agreed.", "deadline", "2026-04-01"),
        ("nl", "Ik vraag 900 euro. Alles is klaar op de 27e.", "Akkoord.", "deadline", "2026-03-27"),
        # who chooses one of two sums leaves the other
        (
            "en",
            "For the small print my fee is £700. For the large one it would be £900.",
            "The small one then, £700 is fine.",
            "price",
            "700 GBP",
        ),
        # what is kept may be the deposit
        (
            "en",
            "My fee is £900. I ask for £200 up front. Should the fair collapse, I keep the £200.",
            "Agreed.",
            "kill_fee",
            "200 GBP",
        ),
        # what another one took once is no price
        (
            "en",
            "My fee is £900.",
            "Agreed. Our last printer charged £400 for it, imagine.",
            "price",
            "900 GBP",
        ),
        # a price that comes after a smaller sum for something else is haggled over
        (
            "en",
            "My fee is £900. Paper is included up to £60.",
            "Could you do 800?",
            "price",
            None,
        ),
        # a rate for this client, without its sign
        (
            "fr",
            "D'ordinaire je suis à 16 € la page. Pour vous ce sera 13 la page.",
            "Ça marche.",
            "price",
            "13 EUR",
        ),
        (
            "fr",
            "Je demande 900 €. Les vis sont facturées au prix coûtant.",
            "D'accord.",
            "expenses",
            "Les vis sont facturées au prix coûtant.",
        ),
    ],
)
def test_terms_as_people_write_them(
    language: str, offer: str, client_says: str, what: str, value: str | None
) -> None:
    found = dealt(language, offer, client_says)
    assert standing(found).get(what) == value


@pytest.mark.parametrize(
    ("language", "mails", "day"),
    [
        (
            "en",
            (
                ("me", "2026-03-02", "My fee is £900."),
                ("client", "2026-03-03", "Agreed. When would it be finished?"),
                ("me", "2026-03-04", "Say the 30th."),
                ("client", "2026-03-05", "Lovely."),
            ),
            "2026-03-30",
        ),
        (
            "nl",
            (
                ("me", "2026-03-02", "Ik vraag 900 euro."),
                ("client", "2026-03-03", "Akkoord. En wanneer is het dan klaar?"),
                ("me", "2026-03-04", "Zeg maar 30 maart."),
                ("client", "2026-03-05", "Mooi zo."),
            ),
            "2026-03-30",
        ),
        # the day on which they meet, or by which the client gives something, moves nothing
        (
            "en",
            (
                ("me", "2026-03-02", "My fee is £900. You have the files by 30 March."),
                ("client", "2026-03-03", "Agreed."),
                ("me", "2026-03-09", "Shall I pop in on Thursday?"),
                ("client", "2026-03-10", "Thursday is fine."),
            ),
            "2026-03-30",
        ),
        (
            "en",
            (
                ("me", "2026-03-02", "My fee is £900. You have the files by 30 March."),
                ("client", "2026-03-03", "Agreed."),
                ("me", "2026-03-04", "Could you send me the captions by 12 March?"),
                ("client", "2026-03-05", "12 March works."),
            ),
            "2026-03-30",
        ),
        # the 17th of the month that was named
        (
            "en",
            (
                ("me", "2026-03-02", "My fee is £900. You have the files by 24 April."),
                ("client", "2026-03-03", "Agreed, if we have everything by the 17th."),
                ("me", "2026-03-04", "The 17th is fine."),
            ),
            "2026-04-17",
        ),
    ],
)
def test_which_day_is_the_deadline(language: str, mails: tuple[tuple[str, str, str], ...], day: str) -> None:
    assert standing(read(language, *mails))["deadline"] == day


def test_a_term_may_give_way_halfway() -> None:
    """A time to pay that is only stretched to is one too, where one was asked for before."""
    found = dealt(
        "en",
        "My fee is £900, payable within 14 days.",
        "Fine, only could we have 40 days to pay?",
        "I can manage 25 days.",
        "25 days it is.",
    )
    assert standing(found)["payment_term"] == "25 days"


@pytest.mark.parametrize("sign", [":)", ";-)", ":D"])
def test_a_face_ends_a_sentence(sign: str) -> None:
    found = read("en", ("me", "2026-03-02", f"What a storm last night {sign} My fee is £900."))
    assert [one.term.quote for one in found.terms] in ([], ["My fee is £900."])
    agreed = dealt("en", f"What a storm last night {sign} My fee is £900.", "Agreed.")
    assert [one.term.quote for one in agreed.terms] == ["My fee is £900."]
