"""Whose mails, which language, which day: what terms in fact are read from, and what they are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goodterms.parting.dossier import terms_in_fact
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
        ("client", date(2026, 3, 16), "unknown"),
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
