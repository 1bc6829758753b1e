"""Only what a sender newly wrote is judged: not what they quote, not what their program signs."""

from __future__ import annotations

import unicodedata
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.html_text import to_text
from goodterms.records.newly_written import strip

QUOTED = "> The third board is wrong.\n> And the fourth?"
ATTRIBUTIONS = {
    "gmail en": "On Mon, 3 Feb 2025 at 10:02, Orla Quinn <orla@harboursons.example> wrote:",
    "gmail en wrapped": "On Mon, 3 Feb 2025 at 10:02, Orla Quinn <\norla@harboursons.example> wrote:",
    "gmail fr": "Le lun. 3 févr. 2025 à 10:02, Orla Quinn <orla@harboursons.example> a écrit :",
    "gmail fr narrow": "Le 3 févr. 2025 à 10:02, Orla <orla@harboursons.example> a\u202fécrit\u00a0:",
    "gmail nl": "Op ma 3 feb 2025 om 10:02 schreef Orla Quinn <orla@harboursons.example>:",
    "gmail nl wrapped": "Op ma 3 feb 2025 om 10:02 schreef Orla Quinn\n<orla@harboursons.example>:",
    "gmail vi": "Vào Th 2, 3 thg 2, 2025 vào lúc 10:02 Orla Quinn <orla@harboursons.example> đã viết:",
    "apple en": "On 3 Feb 2025, at 10:02, Orla Quinn <orla@harboursons.example> wrote:",
    "apple fr": "Le 3 févr. 2025 à 10:02, Orla Quinn <orla@harboursons.example> a écrit :",
    "apple nl": "Op 3 feb 2025, om 10:02 heeft Orla <orla@harboursons.example> het volgende geschreven:",
    "apple vi": "Vào 10:02, 3 thg 2, 2025, Orla Quinn <orla@harboursons.example> đã viết:",
    "thunderbird en": "On 03/02/2025 10:02, Orla Quinn wrote:",
    "thunderbird fr": "Le 03/02/2025 à 10:02, Orla Quinn a écrit :",
    "thunderbird nl": "Op 03-02-2025 om 10:02 schreef Orla Quinn:",
    "thunderbird vi": "Vào lúc 10:02 03/02/2025, Orla Quinn đã viết:",
    "three lines": "On 3 Feb 2025,\nat 10:02,\nOrla Quinn <orla@harboursons.example> wrote:",
    "gmail de": "Am Mo., 3. Feb. 2025 um 10:02 Uhr schrieb Orla Quinn <orla@harboursons.example>:",
    "gmail es": "El lun, 3 feb 2025 a las 10:02, Orla Quinn (<orla@harboursons.example>) escribió:",
    "no verb": "3.02.2025, 10:02, Orla Quinn <orla@harboursons.example>:",
}
SHORT_ATTRIBUTIONS = ["On Monday, you wrote:", "Le lundi, vous avez écrit :", "Op maandag schreef je:",
                      "Thứ hai, chị đã viết:", "Orla Quinn wrote:"]  # fmt: skip
HEADERS = {
    "en": "From: Orla Quinn <orla@harboursons.example>\nSent: Monday, 3 February 2025 10:02\n"
    "To: Mara Lind\nSubject: Boards",
    "en bold": "*From:* Orla Quinn\n*Sent:* Monday, February 3, 2025 10:02 AM\n*To:* Mara\n*Subject:* Boards",
    "fr": "De : Orla Quinn <orla@harboursons.example>\nEnvoyé : 3 février 2025\nÀ : Mara\nObjet : Menus",
    "nl": "Van: Orla Quinn <orla@harboursons.example>\nVerzonden: maandag 3 februari 2025 10:02\n"
    "Aan: Mara Lind\nOnderwerp: Borden",
    "vi": "Từ: Orla Quinn <orla@harboursons.example>\nĐã gửi: Thứ Hai, 3 Tháng Hai 2025 10:02\n"
    "Đến: Mara Lind\nChủ đề: Bảng",
    "separator en": "-----Original Message-----\nFrom: Orla Quinn",
    "separator fr": "-------- Message d'origine --------\nDe : Orla Quinn",
    "separator nl": "-----Oorspronkelijk bericht-----\nVan: Orla Quinn",
    "separator vi": "-----Thư gốc-----\nTừ: Orla Quinn",
    "forwarded": "---------- Forwarded message ---------\nFrom: Orla Quinn <orla@harboursons.example>",
    "forwarded by apple": "Begin doorgestuurd bericht:\n\nVan: Orla Quinn",
    "underscores": "________________________________\nFrom: Orla Quinn <orla@harboursons.example>\n"
    "Sent: 3 February 2025\n"
    "To: Mara\nSubject: Boards",
}
SIGNATURES = {
    "dashes": "-- \nMara Lind\nDesign, Ghent\nI answer on weekdays. Please call for anything urgent.",
    "dashes without the space": "--\nMara Lind",
    "long dash": "———\nMara Lind\nGhent",
    "phone en": "Sent from my iPhone",
    "phone fr": "Envoyé de mon iPhone",
    "phone nl": "Verstuurd vanaf mijn iPhone",
    "phone vi": "Đã gửi từ iPhone của tôi",
    "outlook": "Get Outlook for iOS<https://aka.example/o0ukef>",
    "closing en": "Kind regards,\nMara Lind",
    "closing fr": "Bien cordialement,\n\nMara Lind\n+32 9 555 01 02",
    "closing nl": "Met vriendelijke groet,\nMara",
    "closing vi": "Trân trọng,\nMara Lind",
    "thanks above a name": "Thanks,\nMara",
    "list footer": "_____\nmenus mailing list\nmenus@harboursons.example",
    "closing and dashes": "Cheers\nMara\n\n-- \nMara Lind",
}
KEPT = [
    "On the whole I agree.\nOn Monday we open.",
    "On Monday the chef wrote a new menu: six dishes.",
    "Op maandag schreef ik dit:\n\n- de kaart\n- het bord",
    "From: Ghent\nTo: Bruges\nDate: Friday, by train",
    "I sent it from my iPhone yesterday.",
    "Sent from my desk, which is much tidier now.",
    "Prices\n------\nBoards 40\nMenus 60\n\nAre these all right with you? I would like to know today.",
    "Thanks!",
    "Kind regards to your sister, she was a great help with the boards.",
    "Best,\nMara\n\nPS: the last invoice is still open, could you look at it?",
    "With regards to the payment: we pay in May.",
    "See https://harboursons.example/on-friday-she-wrote: it is short.",
    "The brief says -- and I quote -- six boards.",
    "Regards,\nMara\n\nplease pay the last invoice today",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS.keys())
@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
def test_a_quoted_mail_goes_with_the_line_that_introduces_it(attribution: str, marked: bool) -> None:
    """However a program says who wrote: gone, with all that it quotes, with marks and without."""
    quoted = QUOTED if marked else QUOTED.replace("> ", "")
    assert strip(f"Both are corrected.\n\n{attribution}\n\n{quoted}\n") == "Both are corrected."


@pytest.mark.parametrize("attribution", [*ATTRIBUTIONS.values(), *SHORT_ATTRIBUTIONS])
def test_answers_between_and_below_quotes_stay(attribution: str) -> None:
    """Inline answers and bottom posting are the sender's own words."""
    text = f"{attribution}\n> The third board is wrong.\n\nCorrected.\n\n> And the fourth?\nThat one too."
    assert strip(text) == "Corrected.\n\nThat one too."


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_an_earlier_mail_goes_with_its_copied_headers(header: str) -> None:
    """What Outlook and forwarding programs append is not newly written."""
    text = f"Both are corrected.\n\n{header}\n\nThe third board is wrong.\nOrla"
    assert strip(text) == "Both are corrected."


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES.keys())
def test_a_signature_goes(signature: str) -> None:
    """Names, formulas and what a phone adds say nothing; above a quoted mail as well as at the end."""
    assert strip(f"Both are corrected.\n\n{signature}\n") == "Both are corrected."
    quoted = f"{ATTRIBUTIONS['gmail en']}\n{QUOTED}"
    assert strip(f"Both are corrected.\n\n{signature}\n\n{quoted}") == "Both are corrected."


@pytest.mark.parametrize("text", KEPT)
def test_real_words_are_never_lost(text: str) -> None:
    """What only resembles a quote or a signature stays to the last letter."""
    assert strip(text) == text


def test_a_mail_that_is_only_a_quote_says_nothing() -> None:
    """Nothing newly written gives the empty text."""
    assert strip(f"{ATTRIBUTIONS['apple fr']}\n\n{QUOTED}\n") == ""
    assert strip(HEADERS["nl"] + "\n\nHallo Mara") == ""
    assert strip("") == ""


def test_a_quoted_line_that_was_broken_in_two_is_still_quoted() -> None:
    """A program that wraps a quoted line may leave its end without a mark; an answer there is kept."""
    wrapped = "> The third board should say oysters and the fourth one should be shown\n{}\n> as well."
    assert strip(wrapped.format("with mussels")) == ""
    assert strip(wrapped.format("Agreed, with mussels")) == "Agreed, with mussels"
    assert strip("> Is the third board wrong?\nyes\n> And the fourth?") == "yes"


def test_vietnamese_is_read_in_either_unicode_form() -> None:
    """A Mac writes accents apart; the words are the same."""
    text = f"Đẹp rồi em.\n\n{ATTRIBUTIONS['gmail vi']}\n{QUOTED}\n"
    assert strip(unicodedata.normalize("NFD", text)) == "Đẹp rồi em."


WORDS = st.lists(
    st.lists(st.sampled_from("board menu Friday quatre lente mẫu màu zwart".split()), min_size=1, max_size=6),
    min_size=1,
    max_size=5,
).map(lambda lines: "\n".join(" ".join(line) for line in lines))


@given(
    new=WORDS,
    old=st.lists(WORDS, min_size=1, max_size=5),
    attribution=st.sampled_from(list(ATTRIBUTIONS.values())),
)
def test_only_the_top_of_a_deep_thread_is_new(new: str, old: list[str], attribution: str) -> None:
    """However deep earlier mails are quoted, the new part comes back, and nothing else."""
    thread = ""
    for level in old:
        inner = f"{level}\n\n{attribution}\n{thread}" if thread else level
        thread = "\n".join(f"> {line}" for line in inner.split("\n"))
    assert strip(f"{new}\n\n{attribution}\n{thread}\n") == new


@given(st.text())
def test_no_word_appears_that_was_not_written(text: str) -> None:
    """Any text at all is survived, and what comes back was in it."""
    written = unicodedata.normalize("NFC", text)
    assert all(word in written for word in strip(text).split())


HTML = {
    "gmail": '<div dir="ltr">Both are corrected.</div><div class="gmail_quote"><div class="gmail_attr">'
    "On Mon, 3 Feb 2025 at 10:02, Orla &lt;orla@harboursons.example&gt; wrote:<br></div>"
    "<blockquote>Is it wrong?</blockquote></div>",
    "outlook": '<p>Both are corrected.</p><div id="divRplyFwdMsg">Sent by Orla</div><div>Is it wrong?</div>',
    "apple": "<div>Both are corrected.</div><blockquote type='cite'><div>Is it wrong?</div></blockquote>",
    "yahoo": '<div>Both are corrected.</div><div class="yahoo_quoted">Is it wrong?</div>',
    "signed": '<p>Both are corrected.</p><div class="gmail_signature">Orla, and much more than a name.</div>',
    "scripts": "<style>p{}</style><script>alert(1)</script><p>Both <b>are</b>\n corrected.</p><!-- ? -->",
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML.keys())
def test_html_mail_is_read_like_plain_mail(html: str) -> None:
    """A mail without a plain part loses its quotes, signature and styling all the same."""
    assert strip(to_text(html)) == "Both are corrected."


def test_html_keeps_the_lines_a_reader_sees() -> None:
    """Paragraphs, breaks and lists keep their lines."""
    html = "<p>Six boards:<br>two a day</p><ul><li>oysters</li><li>mussels</li></ul>"
    assert to_text(html) == "Six boards:\ntwo a day\n\n- oysters\n- mussels"


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufffd")))
def test_html_keeps_every_word(text: str) -> None:
    """What is written between two tags is read back, whatever its script and marks."""
    assert to_text(f"<p>{escape(text)}</p>").split() == text.split()
