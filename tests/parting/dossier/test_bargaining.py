"""An offer, an answer, an answer to that: what of it holds in the end."""

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


@pytest.mark.parametrize(
    ("language", "offer", "reply", "answer", "what", "holds"),
    [
        ("en", "My fee is £900.", "We can only go to £750.", "£750 works for me.", "price", "750 GBP"),
        ("en", "My fee is £900.", "That is beyond our budget, I'm afraid.", "", "price", ""),
        (
            "en",
            "My fee is £900 and I ask for 40% up front.",
            "Could we make it 20%?",
            "20% is okay.",
            "deposit",
            "20%",
        ),
        (
            "en",
            "My fee is £900 and I ask for 40% up front.",
            "We never pay in advance, sorry.",
            "All right, no deposit then.",
            "deposit",
            "",
        ),
        (
            "en",
            "My fee is £900. Delivery on 20 June.",
            "Could it be the 27th of June?",
            "27 June it is.",
            "deadline",
            "2026-06-27",
        ),
        (
            "en",
            "My fee is £900. Payment within 14 days.",
            "Our accounts need 30 days.",
            "30 days is fine by me.",
            "payment_term",
            "30 days",
        ),
        (
            "en",
            "My fee is £900. One round of changes.",
            "Would two rounds be possible?",
            "Two rounds, agreed.",
            "revision_limit",
            "2",
        ),
        (
            "fr",
            "Je demande 900 €.",
            "Nous ne pouvons aller qu'à 750 €.",
            "Va pour 750 €.",
            "price",
            "750 EUR",
        ),
        ("fr", "Je demande 900 €.", "C'est au-delà de notre budget, malheureusement.", "", "price", ""),
        (
            "fr",
            "Je demande 900 € et 40 % d'avance.",
            "Est-ce que 20 % vous iraient ?",
            "20 % me vont.",
            "deposit",
            "20%",
        ),
        (
            "fr",
            "Je demande 900 € et 40 % d'avance.",
            "Nous ne payons jamais d'avance, désolé.",
            "Bon, sans avance alors.",
            "deposit",
            "",
        ),
        (
            "fr",
            "Je demande 900 €. Livraison le 20 juin.",
            "Le 27 juin serait-il possible ?",
            "Le 27 juin, c'est noté.",
            "deadline",
            "2026-06-27",
        ),
        (
            "fr",
            "Je demande 900 €. Paiement à 14 jours.",
            "Notre comptabilité a besoin de 30 jours.",
            "30 jours, ça me va.",
            "payment_term",
            "30 days",
        ),
        (
            "fr",
            "Je demande 900 €. Un tour de corrections.",
            "Deux tours seraient-ils possibles ?",
            "Deux tours, d'accord.",
            "revision_limit",
            "2",
        ),
        ("nl", "Ik vraag € 900.", "We kunnen maar tot € 750 gaan.", "€ 750 is goed.", "price", "750 EUR"),
        ("nl", "Ik vraag € 900.", "Dat gaat ons budget te boven, helaas.", "", "price", ""),
        ("nl", "Ik vraag € 900 en 40% vooraf.", "Kan het ook met 20%?", "20% is prima.", "deposit", "20%"),
        (
            "nl",
            "Ik vraag € 900 en 40% vooraf.",
            "Wij betalen nooit vooraf, sorry.",
            "Goed, dan zonder voorschot.",
            "deposit",
            "",
        ),
        (
            "nl",
            "Ik vraag € 900. Levering op 20 juni.",
            "Zou 27 juni ook kunnen?",
            "27 juni is genoteerd.",
            "deadline",
            "2026-06-27",
        ),
        (
            "nl",
            "Ik vraag € 900. Betaling binnen 14 dagen.",
            "Onze boekhouding heeft 30 dagen nodig.",
            "30 dagen is akkoord.",
            "payment_term",
            "30 days",
        ),
        (
            "nl",
            "Ik vraag € 900. Eén correctieronde.",
            "Zijn twee rondes mogelijk?",
            "Twee rondes, afgesproken.",
            "revision_limit",
            "2",
        ),
        (
            "vi",
            "Em tính 9 triệu.",
            "Bên chị chỉ trả được 7,5 triệu.",
            "7,5 triệu cũng được ạ.",
            "price",
            "7500000 VND",
        ),
        ("vi", "Em tính 9 triệu.", "Vượt ngân sách của chị rồi em.", "", "price", ""),
        ("vi", "Em tính 9 triệu, cọc 40%.", "20% được không em?", "20% được ạ.", "deposit", "20%"),
        (
            "vi",
            "Em tính 9 triệu, cọc 40%.",
            "Bên chị không bao giờ trả trước.",
            "Vâng, vậy không cọc ạ.",
            "deposit",
            "",
        ),
        (
            "vi",
            "Em tính 9 triệu. Giao ngày 20/6.",
            "Lùi sang 27/6 được không em?",
            "27/6 em giao ạ.",
            "deadline",
            "2026-06-27",
        ),
        (
            "vi",
            "Em tính 9 triệu. Thanh toán trong 14 ngày.",
            "Kế toán bên chị cần 30 ngày.",
            "30 ngày cũng được ạ.",
            "payment_term",
            "30 days",
        ),
        (
            "vi",
            "Em tính 9 triệu. Sửa một lần.",
            "Cho chị sửa hai lần nhé?",
            "Hai lần cũng được ạ.",
            "revision_limit",
            "2",
        ),
    ],
)
def test_what_was_bargained_for_holds(
    language: str, offer: str, reply: str, answer: str, what: str, holds: str
) -> None:
    """Another value by its number alone, a refusal in words, and what both took at last."""
    freelancer, client = HELLO[language]
    mails = [
        ("me", "2026-05-04", f"{freelancer}\n\n{offer}"),
        ("client", "2026-05-05", f"{client}\n\n{reply}"),
    ]
    if answer:
        mails.append(("me", "2026-05-06", f"{freelancer}\n\n{answer}"))
    found = terms_in_fact(talk(mails), language, [ME]).terms
    standing = [one.term.value for one in found if one.term.what == what and not one.term.is_superseded]
    assert standing == ([holds] if holds else [])


@pytest.mark.parametrize(
    "reply",
    [
        "Agreed. Could we talk on 27 June?",
        "Agreed. Could you let me have the first sketch by 27 June?",
        "Agreed. The fair opens on 27 June, and we need a few days before it for the stand.",
    ],
)
def test_another_day_in_the_same_mail_is_no_other_deadline(reply: str) -> None:
    """A talk, something else that is wanted, news."""
    mails = talk([
        ("me", "2026-05-04", "Dear Jonas,\n\nMy fee is £900. Delivery on 20 June."),
        ("client", "2026-05-05", f"Hi Mara,\n\n{reply}"), ("me", "2026-05-06", "Dear Jonas,\n\nFine."),
    ])  # fmt: skip
    found = terms_in_fact(mails, "en", [ME]).terms
    assert [one.term.value for one in found if one.term.what == "deadline"] == ["2026-06-20"]
