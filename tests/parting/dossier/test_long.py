"""Long ordinary mailboxes: of work, weather, feedback and thanks, only what was agreed is shown."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from goodterms.parting.dossier import terms_in_fact
from parting.dossier.labelled import score_talk
from parting.dossier.talks import CLIENT, ME, talk

EVERY = ("en", "fr", "nl", "vi")
LONG = Path(__file__).parent / "long"


def boxes(language: str) -> Mapping[str, Any]:
    return tomllib.loads((LONG / f"{language}.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", EVERY)
def test_only_what_was_agreed_is_shown(language: str) -> None:
    """Every term of a year of mail, with its value and what superseded it, and not one besides; every
    promise, and no small talk."""
    for name, box in boxes(language).items():
        counts = score_talk(box, language)
        assert counts["terms_right"] == counts["terms"] == counts["terms_given"], name
        assert counts["standing_right"] == counts["terms"], name
        assert counts["ends_found"] == counts["ends"] == counts["ends_given"], name


@pytest.mark.parametrize("language", EVERY)
def test_where_nothing_was_agreed_nothing_is_shown(language: str) -> None:
    """The same mailboxes without the first mails, and those that agree on something later: no term at all."""
    for name, box in boxes(language).items():
        agreed = {one["mail"] for one in (*box["term"], *box["end"])}
        telling = agreed | {number - 1 for number in agreed} | {1, 2, 3}
        rest = [one for number, one in enumerate(box["mail"], 1) if number not in telling]
        mails = talk((one["who"], one["day"].isoformat(), one["text"]) for one in rest)
        assert [one.term.quote for one in terms_in_fact(mails, language, [ME], [CLIENT]).terms] == [], name


def settled(language: str, *mails: tuple[str, str, str]) -> dict[str, str]:
    """The terms of a few mails by what they are of."""
    found = terms_in_fact(talk(mails), language, [ME], [CLIENT])
    return {one.term.what: one.term.value for one in found.terms if one.term.what != "scope"}


@pytest.mark.parametrize(
    ("language", "offer", "client_says"),
    [
        ("en", "I can do it for £400.", "The new boiler costs us £900 a month."),
        ("fr", "Je demande 400 €.", "La chaudière nous revient à 900 € par mois."),
        ("nl", "Ik vraag 400 euro.", "De nieuwe ketel kost ons 900 euro per maand."),
        ("vi", "Em lấy 4.000.000 đồng.", "Cái máy mới tốn 9.000.000 đồng một tháng."),
    ],
)
def test_what_something_costs_the_client_is_no_price(language: str, offer: str, client_says: str) -> None:
    """The price stays what was asked and taken, whatever the client pays to others."""
    mails = (("me", "2026-03-02", offer), ("client", "2026-03-03", client_says), ("me", "2026-03-04", "OK."))
    price = {"en": "400 GBP", "vi": "4000000 VND"}.get(language, "400 EUR")
    assert settled(language, *mails) == {"price": price}


def test_who_answers_a_question_for_work_with_a_sum_names_the_price() -> None:
    """In whatever words; the same sum out of the blue is none."""
    asked = ("client", "2026-03-02", "We would like somebody to draw a map of the harbour.")
    named = ("me", "2026-03-03", "Hello Jonas, a map. £640.")
    thanks = ("client", "2026-03-04", "Good morning, and thank you.")
    assert settled("en", asked, named, thanks) == {"price": "640 GBP"}
    assert settled("en", ("client", "2026-03-02", "Good morning."), named, thanks) == {}


def test_days_and_conditions_are_of_a_deal_or_none() -> None:
    """A start belongs to the deal that is being made, not to tomorrow's work; months later, or where nobody
    says what a cancellation costs, nothing is settled. What says it was agreed is, wherever it stands."""
    deal = (
        ("me", "2026-03-02", "My fee is £900. I can start on 9 March."),
        ("client", "2026-03-03", "£900 is agreed."),
    )
    later = (
        ("me", "2026-03-04", "I start on page two tomorrow."),
        (
            "me",
            "2026-07-04",
            "We start on 9 August. If it rains they cancel it, and if the fair is cancelled, so what.",
        ),
        ("client", "2026-07-05", "Thank you. As agreed, two rounds of corrections are in the price."),
        ("me", "2026-07-06", "Of course."),
    )
    assert settled("en", *deal, *later) == {"price": "900 GBP", "start": "2026-03-09", "revision_limit": "2"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Invoice 12 of £300 has been open for 12 days. We only do one payment run a month."),
        ("en", "The printer bills us twice a year. Not one penny more, not two pounds."),
        ("vi", "Tiền điện trả một năm hai lần. Anh thích hai bảng màu này, một đồng cũng không bớt."),
        ("fr", "La facture est ouverte depuis 12 jours, le loyer se paie deux fois par an."),
        ("nl", "De factuur staat al 12 dagen open, de huur betalen wij twee keer per jaar."),
    ],
)
def test_how_often_or_how_late_is_no_payment_term(language: str, text: str) -> None:
    """Nor is a sum in words that is a manner of speaking a price."""
    mails = (("client", "2026-03-02", text), ("me", "2026-03-03", "OK."))
    assert settled(language, *mails) == {}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (["Chào anh Jonas,\n\nEm cảm ơn anh."], ["Em gửi anh logo trước ngày 9/3 nhé."]),
        (["Dạ em cảm ơn anh ạ."], ["Chào em,\n\nAnh cảm ơn.", "Em gửi anh logo trước ngày 9/3 nhé."]),
        (["Dạ em nhận rồi ạ.", "Dạ em làm ngay ạ."], ["Em gửi anh logo trước ngày 9/3 nhé."]),
    ],
)
def test_without_a_greeting_other_mails_tell_who_is_the_younger(mine: list[str], theirs: list[str]) -> None:
    """By their greetings, by those of the other, or by who speaks more politely: em is the freelancer."""
    mails = [("me", "2026-03-02", one) for one in mine] + [("client", "2026-03-03", one) for one in theirs]
    (end,) = terms_in_fact(talk(mails), "vi", [ME], [CLIENT]).loose_ends
    assert (end.owed_by, str(end.due)) == ("me", "2026-03-09")


def test_a_word_that_only_begins_alike_is_no_news_of_it() -> None:
    """The tempête says nothing of the tempéra that was promised."""
    mails = (
        ("client", "2026-03-02", "J'apporte le pot de tempéra vendredi."),
        ("client", "2026-03-09", "Voici la photo de la tempête."),
        ("me", "2026-03-10", "Merci."),
    )
    (end,) = terms_in_fact(talk(mails), "fr", [ME], [CLIENT]).loose_ends
    assert (end.state, end.told) == ("unknown", None)


@pytest.mark.parametrize(
    ("text", "owed_by"),
    [
        ("Chị Thu sẽ gửi em bản đồ.", "client"),
        ("Em gửi chị bản đồ tiếng Anh trước ngày 9/3 nhé.", "me"),
        ("Chị Lan Anh gửi chị bản đồ rồi.", None),
    ],
)
def test_who_is_named_is_somebody_else(text: str, owed_by: str | None) -> None:
    """Unless the mails greet or are signed by that name: a third person gives, and asks nobody."""
    mails = (
        ("me", "2026-03-02", "Chào chị Hạnh,\n\nEm vẽ bản đồ, 9 triệu.\n\nMai"),
        ("client", "2026-03-03", f"Chào em,\n\n{text}"),
    )
    found = terms_in_fact(talk(mails), "vi", [ME], [CLIENT]).loose_ends
    assert [one.owed_by for one in found] == ([owed_by] if owed_by else [])


@pytest.mark.parametrize(
    ("language", "offer", "client_says"),
    [
        ("fr", "Je demande 400 €.", "L'imprimerie demande la moitié d'avance."),
        ("fr", "Je demande 400 €.", "Mon frère a trois mois de préavis pour quitter son logement."),
        ("vi", "Em lấy 4.000.000 đồng.", "Nhà in bắt cọc một nửa."),
        ("fr", "Je demande 400 €.", "On a vendu le piano pour 380 €."),
        ("fr", "Je demande 400 €.", "La comptable est en congé deux semaines."),
        ("fr", "Je demande 400 €.", "Le trésorier aurait voulu payer sous 60 jours."),
        ("fr", "Je demande 400 €.", "Le loueur garde 40 % si le bal est annulé."),
        ("fr", "Je demande 400 €.", "S'il neige on reporte la visite, sans frais."),
        ("fr", "Je demande 400 €.", "Le préavis de grève tombe dans cinq jours."),
        ("fr", "Je demande 400 €.", "Les nuits des bénévoles sont comprises."),
        ("fr", "Je demande 400 €.", "Nous courons deux tours de l'île le dimanche."),
        ("vi", "Em lấy 4.000.000 đồng.", "Kế toán nghỉ hai tuần."),
    ],
)
def test_what_others_ask_is_no_term(language: str, offer: str, client_says: str) -> None:
    mails = (("me", "2026-03-02", offer), ("client", "2026-03-03", client_says), ("me", "2026-03-04", "OK."))
    price = {"vi": "4000000 VND"}.get(language, "400 EUR")
    assert settled(language, *mails) == {"price": price}


@pytest.mark.parametrize(
    ("language", "offer", "aside"),
    [
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "Autrefois je demandais 40 % d'acompte.",
        ),
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "Si j'étais à Genève, ce serait 700 €.",
        ),
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "J'avais songé à un coffret pour 620 €, mais c'est trop.",
        ),
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "Le relieur avec qui je travaille demande 480 €.",
        ),
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "Le devis du couvreur est de 530 €.",
        ),
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "La guitare, je l'ai payée 560 €.",
        ),
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "Le coffret serait à 700 €, je vous le déconseille.",
        ),
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "D'habitude c'est 50 % d'acompte, avec vous je m'en passe.",
        ),
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "La répétition de chorale est reportée au 14 juin.",
        ),
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "J'ai une autre commande à livrer pour le 9 juin.",
        ),
        (
            "fr",
            "Je vous brode la nappe pour 400 €. Livraison le 20 juin.",
            "On sera huit à table le 13 juin.",
        ),
    ],
)
def test_what_is_said_besides_an_offer_is_no_term(language: str, offer: str, aside: str) -> None:
    """What once was, what others take, what would be, and what is not offered after all."""
    mails = (("me", "2026-03-02", f"{offer}\n\n{aside}"), ("client", "2026-03-03", "OK."))
    assert settled(language, *mails) == {"price": "400 EUR", "deadline": "2026-06-20"}


@pytest.mark.parametrize("who", ["me", "client"])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Je vous raconterai la fête lundi."),
        ("fr", "On ira boire un verre, je vous montre le quartier jeudi."),
        ("fr", "Je vous transmets le bonjour de Zélie."),
        ("fr", "Le syndic doit nous remettre les badges avant le 20 mars."),
        ("fr", "Je dois rendre mes papiers au fisc le 12 mars."),
        ("fr", "On livre nos abonnés le 12 mars."),
        ("fr", "J'attends l'électricien depuis jeudi, je vous dois une bière."),
        ("fr", "Donnez-moi des nouvelles de votre mère."),
        ("fr", "Vous aurez sans doute une carte de nos vacances."),
    ],
)
def test_small_talk_promises_nothing(language: str, text: str, who: str) -> None:
    other = "client" if who == "me" else "me"
    mails = ((who, "2026-03-02", text), (other, "2026-03-03", "OK."))
    assert not terms_in_fact(talk(mails), language, [ME], [CLIENT]).loose_ends


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "Je décale mes vacances au 27 juin.", "2026-06-20"),
        ("fr", "Le bal est avancé au 13 juin.", "2026-06-20"),
        ("fr", "Le rapport du trésorier doit passer en mairie le 13 juin.", "2026-06-20"),
        ("fr", "On se croise le 13 juin ?", "2026-06-20"),
        ("vi", "Chị dời kỳ nghỉ qua 27/6.", "2026-06-20"),
        ("fr", "On n'a besoin du livret que le 27 juin.", "2026-06-27"),
        ("fr", "Il nous le faut pour le 13 juin.", "2026-06-13"),
        ("vi", "Mình lùi tới 27/6 nhé.", "2026-06-27"),
    ],
)
def test_only_the_work_is_moved_to_another_day(language: str, text: str, day: str) -> None:
    """Nor do holidays and feasts that the client moves move the delivery."""
    offer = {
        "fr": "Je demande 900 €. Je mets en page votre livret. Livraison le 20 juin.",
        "vi": "Chào chị,\n\nEm tính 9 triệu. Hạn giao 20/6.",
    }[language]
    yes = {"fr": "D'accord.", "vi": "Chào em,\n\nChị đồng ý."}[language]
    mails = (
        ("me", "2026-05-02", offer),
        ("client", "2026-05-03", f"{yes} {text}"),
        ("me", "2026-05-04", "OK."),
    )
    found = terms_in_fact(talk(mails), language, [ME], [CLIENT]).terms
    days = [one.term.value for one in found if one.term.what == "deadline" and not one.term.is_superseded]
    assert days == [day]
