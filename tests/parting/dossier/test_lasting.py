"""What mails settled for the day on which two part, found without reading years of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from goodterms.parting.dossier import lasting_terms
from goodterms.records.model import Message
from parting.dossier.talks import ME, talk


def settled(mails: list[Message]) -> dict[str, str]:
    them = {one.sender for one in mails} - {ME}
    return {one.term.what: one.term.value for one in lasting_terms(mails, [ME], them)}


@pytest.mark.parametrize(
    ("language", "offer", "answer"),
    [
        ("en", "My fee is £900, with a deposit of 30%. Either of us can stop with 30 days' notice.",
         "Agreed."),
        ("fr", "Je demande 900 €, avec un acompte de 30 %. Chacun peut arrêter avec un préavis de 30 jours.",
         "D'accord."),
        ("nl", "Ik vraag € 900, met een voorschot van 30%. Stoppen kan met een opzegtermijn van 30 dagen.",
         "Akkoord."),
        ("vi", "Em tính 9 triệu, đặt cọc 30%. Muốn ngừng thì báo trước 30 ngày.", "Chị đồng ý."),
    ],
)  # fmt: skip
def test_notice_and_deposit_are_found_among_years_of_mails(language: str, offer: str, answer: str) -> None:
    """However many other mails there are before and after; the price is no part of it."""
    greeting = {"fr": "Bonjour,\n\n", "nl": "Dag,\n\n", "vi": "Chào chị,\n\n"}.get(language, "Hello,\n\n")
    chat = {
        "fr": "Merci beaucoup pour les photos du port, elles sont très belles.",
        "nl": "Dank je wel voor de foto's van de haven, ze zijn heel mooi geworden.",
        "vi": "Cảm ơn chị đã gửi ảnh bến cảng, ảnh rất đẹp.",
    }.get(language, "Thank you very much for the pictures of the harbour, they are lovely.")
    two = talk([("me", "2026-03-02", greeting + offer), ("client", "2026-03-04", greeting + answer)])
    other = [
        replace(two[at % 2], text=chat, sent_at=two[0].sent_at + timedelta(days=at), message_id=f"<{at}>")
        for at in (*range(-200, -1), *range(5, 200))
    ]
    found = settled([*other, *two])
    assert found == {"notice_period": "30 days", "deposit": "30%"}


def test_nothing_is_found_where_nothing_is_said() -> None:
    """No mails, mails in no language that is read, and mails about something else."""
    assert settled([]) == {}
    german = "Guten Tag, die Kündigungsfrist beträgt wie immer dreißig Tage, das Wetter ist schön."
    assert settled(talk([("me", "2026-03-02", german), ("client", "2026-03-03", german)])) == {}
    text = "Thank you very much for the pictures of the harbour, they are lovely."
    assert settled(talk([("me", "2026-03-02", text), ("client", "2026-03-03", text)])) == {}


def test_what_was_changed_no_longer_holds() -> None:
    """The last word counts."""
    mails = talk([
        ("me", "2026-03-02", "Hello,\n\nMy fee is £900. Either of us can stop with 30 days' notice."),
        ("client", "2026-03-03", "Hello,\n\n£900 is fine. 14 days' notice would be better for us."),
        ("me", "2026-03-04", "Hello,\n\n14 days' notice is fine."),
    ])  # fmt: skip
    assert settled(mails) == {"notice_period": "14 days"}
