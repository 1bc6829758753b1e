"""Notes of absence: which days they name is read, and whatever leaves a doubt is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.absence import LONGEST, days_away
from goodterms.records.aside import Span

ON = date(2026, 8, 5)
"""The day of every message here: a Wednesday."""

NOTES = {
    "en": [
        ("Thanks for your mail.\n\nI am on annual leave from 3 August to 21 August and will reply then.",
         "2026-08-03/2026-08-21"),
        ("Hello, I am currently out of the office and will return on Thursday, August 13th.",
         "2026-08-05/2026-08-12"),
        ("Our studio is closed for the summer from 1 to 16 August 2026. Orders leave after that.",
         "2026-08-01/2026-08-16"),
        ("I'm out of the office until 2026-08-10. For anything urgent please call the front desk.",
         "2026-08-05/2026-08-09"),
        ("I will be away through 14 August, returning on Monday 17 August 2026. Ines covers for me.",
         "2026-08-05/2026-08-16"),
        ("I am out of office from 28 July until 9 August.", "2026-07-28/2026-08-08"),
    ],
    "fr": [
        ("Bonjour,\n\nJe suis actuellement en congés et serai de retour le lundi 24 août.\n\nBien à vous",
         "2026-08-05/2026-08-23"),
        ("Nos bureaux seront fermés du 1er au 16 août 2026 inclus. Merci.",
         "2026-08-01/2026-08-16"),
        ("Je serai absent du bureau du 3 août au 14 août. Pendant mon absence, voyez avec Luc.",
         "2026-08-03/2026-08-14"),
        ("Fermeture annuelle du 27/07/2026 au 16/08/2026.", "2026-07-27/2026-08-16"),
        ("Absente jusqu'au 12 août inclus, je vous répondrai à mon retour.", "2026-08-05/2026-08-12"),
        ("L'agence est fermée du 1er au 23 août. Réouverture le lundi 24 août.", "2026-08-01/2026-08-23"),
        ("En congé du 5 au 9 août, reprise le 10 août.", "2026-08-05/2026-08-09"),
    ],
    "nl": [
        ("Beste,\n\nIk ben met verlof van 3 tot en met 21 augustus. Op 24 augustus ben ik terug.\n\nGroeten",
         "2026-08-03/2026-08-23"),
        ("Bedankt voor je bericht. Ik ben tot 17 augustus niet op kantoor.", "2026-08-05/2026-08-16"),
        ("Wegens vakantie zijn wij gesloten van zaterdag 1 augustus t/m zondag 16 augustus 2026.",
         "2026-08-01/2026-08-16"),
        ("Ik ben afwezig. Vanaf maandag 10 augustus ben ik weer bereikbaar.", "2026-08-05/2026-08-09"),
        ("Ik ben er niet: afwezig van 3/8/2026 tot 12/8/2026.", "2026-08-03/2026-08-11"),
        ("Ik geniet van mijn vakantie en ben vanaf 17 augustus weer bereikbaar.", "2026-08-05/2026-08-16"),
        ("Momenteel ben ik op vakantie. Terug op 20 augustus.", "2026-08-05/2026-08-19"),
    ],
    "vi": [
        ("Cảm ơn bạn đã gửi thư. Tôi nghỉ phép từ ngày 3/8/2026 đến hết ngày 14/8/2026.",
         "2026-08-03/2026-08-14"),
        ("Em đang nghỉ phép và sẽ quay lại làm việc vào ngày 10 tháng 8.", "2026-08-05/2026-08-09"),
        ("Văn phòng chúng tôi tạm nghỉ từ 1/8 đến 9/8, làm việc lại từ ngày 10/8.", "2026-08-01/2026-08-09"),
        ("Hiện tôi vắng mặt từ ngày 4 đến ngày 12 tháng 8 năm 2026.", "2026-08-04/2026-08-12"),
        ("Tôi nghỉ ốm từ 5/8 đến 20/8.", "2026-08-05/2026-08-20"),
        ("Công ty nghỉ lễ từ ngày 1 đến hết ngày 6 tháng 8.", "2026-08-01/2026-08-06"),
    ],
}  # fmt: skip

DOUBTFUL = [
    "Your message could not be delivered. We will keep trying until 10 August.",
    "Thank you for your order. It will be with you by 14 August; if you are away, a neighbour may take it.",
    "I am out of the office. Lena is back on 10 August, Omar on 12 August.",
    "I'm away this week. Please use the form below before 14 August.",
    "We answer all mails within 2 working days, also during the summer closing from 3 to 14 August.",
    "I am out of the office with little access to mail. I will answer as soon as I can.",
    "My colleague Rosa is on leave from 3 to 14 August, I answer for her.",
    "I am out of the office from 03/08/2026 to 10/08/2026.",
    "I will be on leave from 3 to 14 August and from 24 to 28 August.",
    "I was out of the office from 1 to 12 July.",
    "I'm on leave from 1 September 2025 until 31 August 2026.",
    "I am on leave until 10 August. I will be back on 24 August.",
    "I am on leave from 28 to 3 September.",
    "I am on leave until 31 September.",
    "I am on leave from 3 August ⟨7⟩ to ⟨8⟩ 14.",
    "Merci pour votre commande, elle arrivera le 14 août. Notre magasin est fermé le lundi.",
    "Je suis absent. Pour la foire du 3 au 14 août, voyez avec Luc.",
    "Je suis en congé. Élise est de retour le 10 août.",
    "Absence : votre dossier doit être complet avant le 14 août.",
    "Je serai peut-être absent du 3 au 14 août.",
    "Dank voor je bestelling. De winkel is open van 3 tot en met 14 augustus.",
    "Ik ben afwezig. Bert is terug op 10 augustus.",
    "Misschien ben ik met vakantie van 3 t/m 14 augustus.",
    "Ik werk van 3 t/m 14 augustus zoals gewoonlijk, maar niet op kantoor.",
    "Cảm ơn anh. Hạn nộp hồ sơ từ ngày 3 đến ngày 14 tháng 8.",
    "Tôi nghỉ phép. Chị Hạnh quay lại làm việc ngày 10/8.",
    "Có thể tôi nghỉ phép từ 3/8 đến 14/8.",
    "Vui lòng quay lại trang này sau ngày 14/8.",
    "Out of office: the conference takes place from 10 to 14 August, register here.",
    "Dr Moss is on leave from 3 to 14 August. Dr Ito sees her patients.",
    "Votre colis sera de retour chez nous le 14 août en cas d'absence.",
    "De collega die terug is op 10 augustus helpt u. Ik ben afwezig.",
    "Đơn nghỉ phép của bạn từ 3/8 đến 14/8 đã được duyệt.",
    "I am away until the 3rd and will answer when I am back.",
]

WRITTEN = [
    ("Small thing before I forget: I'll be on holiday from 8 to 16 August, let's talk after.",
     "2026-08-08/2026-08-16"),
    ("Nous serons fermés du 8 au 16 août, donc rien ne presse.", "2026-08-08/2026-08-16"),
    ("Ter info: ik ben van 8 t/m 16 augustus op vakantie.", "2026-08-08/2026-08-16"),
    ("Bên em nghỉ mát từ ngày 8 đến ngày 16 tháng 8 anh nhé.", "2026-08-08/2026-08-16"),
    ("I'm on holiday until 16 August, so send it whenever.", None),
    ("Can you do it from 8 to 16 August, while I am away?", None),
    ("The exhibition runs from 8 to 16 August and I will be away a lot.", None),
    ("Tu es en vacances du 8 au 16 août, c'est noté.", None),
    ("Je bent van 8 t/m 16 augustus op vakantie, toch?", None),
    ("If I am on leave from 8 to 16 August, who tests it?", None),
    ("We're away from 8 to 16 August unless the fair is cancelled.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), [one for some in NOTES.values() for one in some])
def test_a_note_of_absence_names_its_days(text: str, days: str) -> None:
    """From when until when, in four languages; before the day of the return, and where the words leave open
    whether the last day is one of absence, the day before it."""
    found = days_away(text, ON, is_note=True)
    assert found is not None
    assert str(found.span) == days
    assert all(part in " ".join(text.split()) for part in found.quote.split(". ")[:1])


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_leaves_a_doubt_is_no_absence(text: str) -> None:
    """Somebody else's days, other days, two answers, a date that could be two: nothing is proposed."""
    assert days_away(text, ON, is_note=True) is None


@pytest.mark.parametrize(("text", "days"), WRITTEN)
def test_a_person_has_to_name_both_days_of_their_own(text: str, days: str | None) -> None:
    """What is not a machine's note counts only where somebody says of themselves from when until when."""
    found = days_away(text, ON)
    assert (str(found.span) if found else None) == days


def test_the_subject_tells_that_it_is_a_note() -> None:
    """Back on a day means nothing by itself; under a subject of absence it does."""
    text = "Back on 17 August."
    assert days_away(text, ON, is_note=True) is None
    found = days_away(text, ON, "Out of office", is_note=True)
    assert found is not None
    assert found.span == Span(ON, date(2026, 8, 16))
    assert found.quote == text


@given(st.integers(-5, 70), st.integers(0, 120))
def test_any_two_days_are_read_as_they_are(begins: int, length: int) -> None:
    """An absence that is not over, begins within two months and is shorter than a season is found with its
    own days; any other is not."""
    first = ON + timedelta(begins)
    last = first + timedelta(length)
    text = f"I am on leave from {first:%d %B %Y} to {last:%d %B %Y}."
    found = days_away(text, ON, is_note=True)
    is_told = last >= ON - timedelta(1) and begins <= 60 and length < LONGEST
    assert (found.span if found else None) == (Span(first, last) if is_told else None)


@given(st.text(alphabet="⟨⟩»›←~-0123456789/. aàbckdefilmnouôtrsuvwy\n", max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever stands in a note, it is read or left alone."""
    found = days_away(f"I am away {text}", ON, is_note=True)
    assert found is None or found.span.first <= found.span.last
