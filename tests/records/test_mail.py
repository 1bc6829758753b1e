"""Mail as it is sent: any charset, any encoding, any program, and a good deal of it broken."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.finding import files_of
from goodterms.records.importers import eml, maildir, mbox, whatsapp
from goodterms.records.mail.message import read_all, read_mail
from goodterms.records.model import Message, Record
from goodterms.records.reading import read_paths
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from shared import SHARED, needs_shared

HEAD = (
    b"From: Orla Quinn <Orla@HarbourSons.example>\nTo: Mara Lind <mara@lind.example>\n"
    b"Subject: Boards\nMessage-ID: <1@harboursons.example>\n"
)
DATE = b"Date: Mon, 3 Feb 2025 10:02:00 +0100\n"
SEPARATOR = b"From - Mon Feb  3 10:02:00 2025\n"


def read(data: bytes, *, zone: str = "Europe/Brussels") -> Message | Problem:
    return read_mail(data, Source("boards.eml", data, zone=zone), "message 1")


def message(data: bytes, *, zone: str = "Europe/Brussels") -> Message:
    found = read(data, zone=zone)
    assert isinstance(found, Message), found
    return found


def mailbox(data: bytes) -> list[Record | Problem]:
    source = Source("boards.mbox", data, zone="Europe/Brussels")
    assert mbox.recognises(source)
    return list(mbox.read(source))


WORDS = st.text(st.characters(categories=["L", "N"], max_codepoint=0x1EFF), min_size=1, max_size=40)
LINES = st.lists(WORDS.map(lambda line: f"{line} 7"), min_size=1, max_size=6)
"""Lines of any words; the number keeps one from being a closing formula, such as a lone "Thanks"."""


@given(
    lines=LINES,
    subject=st.text(st.characters(categories=["L", "N"], max_codepoint=0x1EFF), min_size=1, max_size=60),
    charset=st.sampled_from(
        ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15", "windows-1258", "gb18030"]
    ),
    encoding=st.sampled_from(["base64", "quoted-printable", "8bit"]),
    with_html=st.booleans(),
)
@settings(deadline=None)
def test_a_mail_comes_back_as_it_was_written(
    lines: list[str], subject: str, charset: str, encoding: str, with_html: bool
) -> None:
    """Text, subject, people and moment survive every charset and every transfer encoding."""
    text = composed(lines)
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        charset = "utf-8"
    mail = EmailMessage()
    mail["From"] = "Phạm Châu <chau@nhamaysong.example>"
    mail["To"] = "mara@lind.example, Jörg <jorg@sorrel.example>"
    mail["Subject"] = subject
    mail["Date"] = datetime(2025, 2, 3, 22, 10, tzinfo=timezone(timedelta(hours=7)))
    mail.set_content(text, charset=charset, cte=encoding)
    if with_html:
        mail.add_alternative("<p>Something else</p>", subtype="html")
    found = message(mail.as_bytes())
    assert found.text == text
    assert found.subject == composed([subject])
    assert (found.sender, found.sender_name) == ("chau@nhamaysong.example", "Phạm Châu")
    assert found.recipients == ("mara@lind.example", "jorg@sorrel.example")
    assert found.sent_at.isoformat() == "2025-02-03T22:10:00+07:00"


def composed(lines: list[str]) -> str:
    """Lines in the one Unicode form that texts are kept in."""
    return unicodedata.normalize("NFC", "\n".join(lines))


@given(
    count=st.integers(1, 30),
    ends=st.sampled_from([b"\n", b"\r\n"]),
    blank=st.booleans(),
    counted=st.booleans(),
)
@settings(deadline=None, max_examples=40)
def test_a_mailbox_gives_as_many_messages_as_it_holds(
    count: int, ends: bytes, blank: bool, counted: bool
) -> None:
    """With and without blank lines, Content-Length and carriage returns, each mail with its own words."""
    written = b""
    for number in range(count):
        body = b"Board %d is ready.\n" % number
        length = b"Content-Length: %d\n" % len(body.replace(b"\n", ends)) if counted else b""
        written += (SEPARATOR + HEAD + DATE + length + b"\n" + body + (b"\n" if blank else b"")).replace(
            b"\n", ends
        )
    found = mailbox(written)
    assert [record.text for record in found if isinstance(record, Message)] == [
        f"Board {number} is ready." for number in range(count)
    ]
    assert len(found) == count


def test_a_line_that_begins_with_from_is_no_new_mail() -> None:
    """Escaped in either way, or protected by its Content-Length, it belongs to the text."""
    escaped = SEPARATOR + HEAD + DATE + b"\n>From Friday on: six.\nFrom today: two.\n>>From me.\n"
    assert [record.text for record in mailbox(escaped)] == ["From Friday on: six.\nFrom today: two."]
    body = b"From orla@harboursons.example Mon Feb  3 10:02:00 2025\nDear: Mara\n"
    counted = SEPARATOR + HEAD + DATE + b"Content-Length: %d\n\n" % len(body) + body + b"\n"
    assert len(mailbox(counted + counted)) == 2


@pytest.mark.parametrize(
    "rest",
    [
        b"Subject: Boa",
        DATE + b"Content-Length: 900\n\nThe boards",
        DATE + b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nThe boards',
    ],
)
def test_a_mailbox_cut_off_says_so(rest: bytes) -> None:
    """What is left of the last mail is read where it can be, and the cut is a problem."""
    whole = SEPARATOR + HEAD + DATE + b"\nSix.\n\n"
    first, *others = mailbox(whole + SEPARATOR + HEAD + rest)
    assert isinstance(first, Message)
    assert first.text == "Six."
    assert [record.key for record in others if isinstance(record, Problem)] == ["mail.cut"]
    assert len(others) == 2


DATES = {
    "Mon, 3 Feb 2025 10:02:00 +0100": "2025-02-03T10:02:00+01:00",
    "Mon, 3 Feb 2025 10:02:00 -0000": "2025-02-03T10:02:00+00:00",
    "3 Feb 2025 10:02 EST": "2025-02-03T10:02:00-05:00",
    "Mon, 03 Feb 25 10:02:00 GMT": "2025-02-03T10:02:00+00:00",
    "Mon, 3 Feb 2025 10:02:00 +0530 (India)": "2025-02-03T10:02:00+05:30",
    "Mon,  3 Feb 2025 10:02:60 +0000": "2025-02-03T10:02:59+00:00",
    "Mon, 3 Feb 2025 10:02:00": "2025-02-03T10:02:00+01:00",
    "Mon, 3 Feb 2025 10:02:00 CEST": "2025-02-03T10:02:00+02:00",
    "Mon, 3 Feb 2025 10:02:00 GMT+7": "2025-02-03T10:02:00+07:00",
    "Mon, 3 Feb 2025 10:02:00 -03:30": "2025-02-03T10:02:00-03:30",
    "Monday, February 3, 2025 10:02 PM": "2025-02-03T22:02:00+01:00",
    "Mon, 3 Feb 2025 12:30 AM +0100": "2025-02-03T00:30:00+01:00",
    "2025-02-03T10:02:00Z": "2025-02-03T10:02:00+00:00",
    "2025-02-03 10:02:00": "2025-02-03T10:02:00+01:00",
    "Mon Feb  3 10:02:00 2025": "2025-02-03T10:02:00+01:00",
}


@pytest.mark.parametrize(("written", "expected"), DATES.items())
def test_dates_of_every_age_are_read(written: str, expected: str) -> None:
    """Modern and obsolete dates keep their offset; one without any is the freelancer's own time."""
    assert message(HEAD + b"Date: " + written.encode() + b"\n\nSix.").sent_at.isoformat() == expected


NO_DATES = ["", "soon", "Thu, 1 Jan 1970 00:00:00 +0000", "Sun, 7 Feb 2106 06:28:15 +0000",
            "Mon, 30 Feb 2025 10:00:00 +0100", "Mon, 3 Feb 2025 10:02:00 +9999"]  # fmt: skip


@pytest.mark.parametrize("written", NO_DATES)
def test_a_date_that_cannot_be_is_asked_of_others(written: str) -> None:
    """Then the last server's note counts, then the mailbox's; with neither there is a problem, no guess."""
    head = HEAD + b"Date: " + written.encode() + b"\n"
    received = b"Received: from a by b; Mon, 3 Feb 2025 10:02:00 +0100\n"
    assert message(head + received + b"\nSix.").sent_at.isoformat() == "2025-02-03T10:02:00+01:00"
    (boxed,) = mailbox(SEPARATOR + head + b"\nSix.\n")
    assert isinstance(boxed, Message)
    assert boxed.sent_at == datetime(2025, 2, 3, 10, 2, tzinfo=UTC)
    alone = read(head + b"\nSix.")
    assert isinstance(alone, Problem)
    assert (alone.key, alone.locator) == ("mail.no_date", "message 1")


def test_addresses_are_read_without_their_wrapping() -> None:
    """Comments, groups without members and repeats leave only addresses."""
    to = b"To: (Mara) mara@lind.example (Ghent), undisclosed-recipients:;, Mara <MARA@lind.example>\n"
    found = message(b"From: orla@harboursons.example (Orla )\n" + to + DATE + b"\nSix.")
    assert found.sender == "orla@harboursons.example"
    assert found.recipients == ("mara@lind.example",)


def test_a_mail_from_nobody_is_a_problem() -> None:
    """Without a sender nobody can say whose message it is."""
    found = read(DATE + b"Subject: Boards\n\nSix.")
    assert isinstance(found, Problem)
    assert found.key == "mail.no_sender"


def test_a_reply_stands_in_the_thread_it_answers() -> None:
    """The root is the first reference, else the mail answered, else itself, else the bare subject."""
    with_both = HEAD + DATE + b"References: <root@a> <mid@b>\nIn-Reply-To: <mid@b>\n\nSix."
    assert message(with_both).thread == "root@a"
    assert message(HEAD + DATE + b"In-Reply-To: <mid@b>\n\nSix.").thread == "mid@b"
    assert message(HEAD + DATE + b"\nSix.").thread == message(HEAD + DATE + b"\nSix.").message_id
    nameless = b"From: a@sorrel.example\nSubject: TR: Re: Spring  Menu\n" + DATE
    assert message(nameless + b"\nSix.").thread == "spring menu"


ORIGINS = {
    "an absence note": (b"Auto-Submitted: auto-replied", "automatic"),
    "an older absence note": (b"X-Autoreply: yes", "automatic"),
    "a bounce": (b"Content-Type: multipart/report; boundary=b", "automatic"),
    "an absence note called bulk": (b"Precedence: bulk\nAuto-Submitted: auto-replied", "automatic"),
    "bulk": (b"Precedence: bulk", "bulk"),
    "a newsletter": (b"List-Unsubscribe: <mailto:a@b.example>", "bulk"),
    "a campaign that says it is a list": (b"List-Id: <a.example>\nX-Campaign: spring", "bulk"),
    "a list": (b"List-Id: <menus.example>", "list"),
    "a list that can be left": (
        b"List-Post: <mailto:m@b.example>\nList-Unsubscribe: <mailto:a@b.example>", "list"),
    "an old list": (b"Precedence: list", "list"),
    "a list to which nobody posts": (b"List-Post: NO\nPrecedence: bulk", "bulk"),
    "an answer out of a customer system": (
        b"In-Reply-To: <1@lind.example>\nList-Unsubscribe: <mailto:a@b.example>", ""),
    "an answer out of a help desk": (b"X-Zendesk-From-Account: 1\nAuto-Submitted: auto-generated", ""),
    "the receipt of a help desk": (b"X-Zendesk-From-Account: 1\nAuto-Submitted: auto-replied", "automatic"),
    "somebody who wants no absence notes": (b"X-Auto-Response-Suppress: All", ""),
    "somebody by hand": (b"Auto-Submitted: no", ""),
    "an urgent mail": (b"Precedence: first-class\nImportance: high", ""),
}  # fmt: skip
AUTOMATIC_SUBJECTS = [
    "Automatic reply: Boards", "Out of Office", "Réponse automatique : Menus", "Automatisch antwoord: Borden",
    "Trả lời tự động: Bảng",
]  # fmt: skip


@pytest.mark.parametrize(("header", "origin"), ORIGINS.values(), ids=ORIGINS.keys())
def test_who_sent_a_mail_is_told_apart(header: bytes, origin: str) -> None:
    """A person, a machine, somebody to many, a list; in doubt a person: no client's words are lost."""
    found = message(HEAD + DATE + header + b"\n\nSix.")
    assert (found.origin, found.automatic) == (origin, bool(origin))


@pytest.mark.parametrize("subject", AUTOMATIC_SUBJECTS)
def test_automatic_replies_are_known_by_their_subject(subject: str) -> None:
    """In four languages, with or without a header that says so."""
    head = HEAD.replace(b"Subject: Boards", f"Subject: {subject}".encode())
    assert message(head + DATE + b"\nSix.").origin == "automatic"


@pytest.mark.parametrize("sender", ["no-reply@nijlpaard.example", "mailer-daemon@nijlpaard.example"])
def test_nobody_answers_at_a_machines_address(sender: str) -> None:
    """Addresses that only machines write from."""
    assert message(b"From: " + sender.encode() + b"\n" + DATE + b"\nSix.").origin == "automatic"
    assert message(b"From: newsletter@nijlpaard.example\n" + DATE + b"\nSix.").origin == "bulk"


@pytest.mark.parametrize("header", [b"Auto-Submitted: no", b"Precedence: first-class", b"X-Mailer: Post"])
def test_people_are_not_taken_for_machines(header: bytes) -> None:
    """Nor are people who write about automation, absence or replies."""
    head = HEAD.replace(b"Boards", b"Autumn menu: automatic replies, absence on Friday")
    assert not message(head + DATE + header + b"\n\nSix.").automatic


BROKEN = {
    "a header of a megabyte": b"X-Long: " + b"a" * 1_000_000 + b"\n\nSix.",
    "a false charset": b"Content-Type: text/plain; charset=x-none\n\nSix.",
    "bad base64": b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!U2l4Lg==!!",
    "an unknown encoding": b"Content-Transfer-Encoding: origami\n\nSix.",
    "two bodies": b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSix.\n--b\n"
    b"Content-Type: image/png\n\nx\n--b--",
    "HTML only": b"Content-Type: text/html\n\n<p>Six.",
    "blank plain text": b"Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n--b\n"
    b"Content-Type: text/html\n\n<p>Six.</p>\n--b--",
}


@pytest.mark.parametrize("rest", BROKEN.values(), ids=BROKEN.keys())
def test_broken_mail_is_read_as_far_as_it_goes(rest: bytes) -> None:
    """The words are there, whatever the wrapping."""
    assert message(HEAD + DATE + rest).text == "Six."


def test_a_lie_about_the_charset_is_seen_through() -> None:
    """Windows-1252 that calls itself UTF-8 keeps its accents."""
    head = HEAD + DATE + b"Content-Type: text/plain; charset=utf-8\n\n"
    assert message(head + "Six boards, “très” bien.".encode("cp1252")).text == "Six boards, “très” bien."


HOSTILE = {
    "parts side by side": b"Content-Type: multipart/mixed; boundary=b\n\n"
    + b"--b\n\nSix.\n" * 10_000
    + b"--b--",
    "parts within parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(10_000)
    ),
    "mails within mails": b"Content-Type: message/rfc822\n\n" * 10_000 + b"Six.",
    "a header of ten megabytes": b"X-Long: " + b"a\n " * 3_000_000 + b"\n\nSix.",
    "a hundred thousand headers": b"X-Long: a\n" * 100_000 + b"\nSix.",
    "references without end": b"References: " + b"<a@b> " * 200_000 + b"\n\nSix.",
    "recipients without end": b"Cc: " + b"a@b.example, " * 80_000 + b"\n\nSix.",
    "comments within comments": b"Cc: " + b"(" * 500_000 + b"\n\nSix.",
    "brackets without end": b"Cc: " + b'"<((' * 200_000 + b"\n\nSix.",
    "a boundary without end": b"Content-Type: multipart/mixed;" + b"\n x" * 300_000 + b"\n\nSix.",
    "a line of a hundred megabytes": b"\n" + b"a" * 100_000_000,
    "a deep HTML text": b"Content-Type: text/html\n\n" + b"<div>" * 300_000 + b"Six.",
    "quotes within quotes": b"Content-Type: text/html\n\n" + b"<blockquote>" * 80_000 + b"Six.",
    "only zero bytes": b"\n" + b"\0" * 1_000_000,
}
"""Mails made to break readers of mail, after a usual head."""


@pytest.mark.parametrize("rest", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_mail_costs_a_moment(rest: bytes) -> None:
    """Whatever has no end in it: a message or a problem, within seconds (two on an idle machine)."""
    data = HEAD + DATE + rest
    started = process_time()
    found = list(read_all(data, Source("boards.eml", data, zone="Europe/Brussels"), "message 1"))
    assert process_time() - started < 5
    assert found
    assert all(isinstance(one, Problem) for one in found[1:])


@pytest.mark.parametrize(
    "kind", ["parts side by side", "a header of ten megabytes", "a line of a hundred megabytes"]
)
def test_what_a_limit_leaves_out_is_told(kind: str) -> None:
    """A mail of which not all was read says so, and keeps what was."""
    first, second = read_all(HEAD + DATE + HOSTILE[kind], Source("boards.eml", b"", zone="UTC"), "message 1")
    assert isinstance(first, Message)
    assert first.sender == "orla@harboursons.example"
    assert first.text
    assert isinstance(second, Problem)
    assert second.key == "mail.too_much"


SUBJECTS = {
    "=?utf-8?q?Caf=C3?= =?utf-8?q?=A9?= Nijlpaard": "Café Nijlpaard",  # cut within a letter
    "=?utf-8?q?Caf=E9?=": "Café",  # not in the charset it names
    "=?utf-8?q?Caf=C3=A9 Nijlpaard?=": "Café Nijlpaard",  # with a space that it may not hold
    "=?us-ascii?b?Qm9hcmRz?=": "Boards",
    "=?iso-8859-1*fr?q?Caf=E9?=": "Café",  # RFC 2231
    "=?x-none?q?Boards?=": "Boards",
}


@pytest.mark.parametrize(("written", "expected"), SUBJECTS.items())
def test_broken_words_of_a_header_are_read(written: str, expected: str) -> None:
    """Encoded words that are cut, misnamed or against the rules, as programs write them."""
    assert message(HEAD.replace(b"Boards", written.encode()) + DATE + b"\nSix.").subject == expected


def test_eight_bits_in_a_header_are_read() -> None:
    """In UTF-8 or in Windows-1252, without any word about it."""
    for encoding in ("utf-8", "cp1252"):
        head = HEAD.replace(b"Boards", "Café".encode(encoding))
        assert message(head + DATE + b"\nSix.").subject == "Café"


SENDERS = {
    "From: orla@harboursons.example (Orla Quinn)": "Orla Quinn",
    "From: 'Orla Quinn' <'orla@harboursons.example'>": "Orla Quinn",
    'From: "Quinn, Orla" <orla@harboursons.example>': "Quinn, Orla",
    "From: Harbour: orla@harboursons.example, bo@harboursons.example;": "",
    "From: orla at harboursons.example": "",
    "From: Orla Quinn [SMTP:orla@harboursons.example]": "",
    "From: undisclosed:;\nSender: orla@harboursons.example": "",
    "From:\nReply-To: Orla Quinn <orla@harboursons.example>": "Orla Quinn",
    "Resent-From: orla@harboursons.example": "",
    "Return-Path: <orla@harboursons.example>": "",
}


@pytest.mark.parametrize(("written", "name"), SENDERS.items())
def test_the_sender_is_found_wherever_it_is_written(written: str, name: str) -> None:
    """In From, in whatever form, or else in the headers that stand in for it."""
    found = message(written.encode() + b"\n" + DATE + b"\nSix.")
    assert (found.sender, found.sender_name) == ("orla@harboursons.example", name)


@given(st.binary(max_size=2_000))
def test_any_bytes_give_a_record_or_a_problem(data: bytes) -> None:
    """Nothing a file holds is an exception."""
    assert isinstance(read(data), Message | Problem)
    assert isinstance(read(HEAD + DATE + data), Message | Problem)
    assert list(mbox.read(Source("x", SEPARATOR + HEAD + data)))
    assert list(whatsapp.read(Source("x", b"03/02/2025, 10:02 - Orla: " + data)))


CHATS = {
    "days beyond twelve": ("03/02/2025, 10:02 - Orla: a\n13/02/2025, 10:02 - Orla: b", "2025-02-03", 0),
    "months in the middle": ("02/03/25, 10:02 - Orla: a\n02/13/25, 10:02 - Orla: b", "2025-02-03", 0),
    "time runs forward": ("05/01/2025, 10:02 - Orla: a\n01/02/2025, 10:02 - Orla: b", "2025-01-05", 0),
    "year first": ("2025-02-03, 10:02 - Orla: a", "2025-02-03", 0),
    "dots": ("03.02.25, 10:02 - Orla: a", "2025-02-03", 0),
    "nobody can tell": ("03/02/2025, 10:02 - Orla: a", "2025-02-03", 1),
    "an American phone": ("2/3/25, 10:02 PM - Orla: a", "2025-02-03", 1),
}


@pytest.mark.parametrize(("text", "day", "doubts"), CHATS.values(), ids=CHATS.keys())
def test_the_order_of_a_chats_dates_is_learned(text: str, day: str, doubts: int) -> None:
    """From all its dates; where they fit both ways, a problem says which way was taken."""
    found = list(whatsapp.read(Source("chat.txt", text.encode())))
    first = next(record for record in found if isinstance(record, Message))
    assert first.sent_at.date().isoformat() == day
    assert [record.key for record in found if isinstance(record, Problem)] == [
        "chat.ambiguous_dates"
    ] * doubts


@given(
    said=st.lists(st.tuples(st.integers(0, 700 * 24 * 60), LINES.map("\n".join)), min_size=1, max_size=20),
    style=st.sampled_from(
        ["{:%d/%m/%Y, %H:%M} - ", "[{:%d/%m/%Y, %H:%M:%S}] ", "{:%Y-%m-%d %H:%M} - ", "{:%H:%M, %d/%m/%Y} - "]
    ),
)
@settings(deadline=None)
def test_a_chat_comes_back_as_it_was_said(said: list[tuple[int, str]], style: str) -> None:
    """Every entry with its words, over one line or many, at its own time."""
    start = datetime(2024, 1, 13, tzinfo=UTC)
    entries = [(start + timedelta(minutes=minutes), words) for minutes, words in sorted(said)]
    entries.insert(0, (start, "a"))
    text = "".join(f"{style.format(when)}Orla: {words}\n" for when, words in entries)
    found = list(whatsapp.read(Source("chat.txt", text.encode())))
    expected = [(when, composed([words])) for when, words in entries]
    assert [(record.sent_at, record.text) for record in found if isinstance(record, Message)] == expected


def test_a_chat_about_encryption_keeps_its_messages() -> None:
    """Only the program's own notice is left out."""
    text = (
        "03/02/2025, 10:00 - Messages and calls are end-to-end encrypted. Only people in this chat.\n"
        "03/02/2025, 10:02 - Orla: Hello\n13/02/2025, 10:03 - Orla: Is this end-to-end encrypted?\n"
    )
    found = list(whatsapp.read(Source("chat.txt", text.encode())))
    assert [record.text for record in found] == ["Hello", "Is this end-to-end encrypted?"]


def mail_folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    """A Maildir with these files below it."""
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / name).mkdir(parents=True)
    for name, data in files.items():
        (tmp_path / "Mail" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "Mail" / name).write_bytes(data)
    return tmp_path / "Mail"


def mail_of(number: int) -> bytes:
    return HEAD.replace(b"<1@", b"<%d@" % number) + DATE + b"\nBoard %d.\n" % number


def test_a_maildir_is_one_source(tmp_path: Path) -> None:
    """Read and unread mail, each at its name without flags; what is still being written is not there yet."""
    folder = mail_folder(
        tmp_path,
        {"cur/1700000002.M1P1.studio:2,RS": mail_of(2), "new/1700000001.M1P1.studio": mail_of(1),
         "cur/1700000003.M1P1.studio;2,": mail_of(3), "tmp/1700000009.M1P1.studio": mail_of(9),
         "dovecot-uidlist": b"3 V1 N1\n"},
    )  # fmt: skip
    (batch,) = read_paths([folder])
    assert batch.importer == "maildir"
    assert batch.problems == ()
    assert [
        (record.text, record.evidence.locator) for record in batch.records if isinstance(record, Message)
    ] == [(f"Board {number}.", f"message 170000000{number}.M1P1.studio") for number in (1, 2, 3)]


def test_drafts_and_deleted_mails_of_a_maildir_are_counted(tmp_path: Path) -> None:
    """What was never sent, or waits to be removed, is left closed; one problem says how many they were."""
    folder = mail_folder(
        tmp_path, {"cur/1.a:2,DS": mail_of(1), "cur/2.a:2,ST": mail_of(2), "cur/3.a:2,FS": mail_of(3)}
    )
    (batch,) = read_paths([folder])
    assert [record.text for record in batch.records if isinstance(record, Message)] == ["Board 3."]
    assert [(problem.key, dict(problem.values)) for problem in batch.problems] == [
        ("mail.left_out", {"count": 2})
    ]


def test_a_maildir_that_changes_while_it_is_read(tmp_path: Path) -> None:
    """A mail program moves files as mail is read: one that is gone is a problem, the others are read."""
    folder = mail_folder(tmp_path, {"cur/1.a:2,": mail_of(1), "cur/2.a:2,": mail_of(2)})
    source = Source("Mail", b"", files=files_of(folder))
    assert maildir.recognises(source)
    (folder / "cur" / "1.a:2,").rename(folder / "cur" / "1.a:2,S")
    gone, read_one = maildir.read(source)
    assert isinstance(gone, Problem)
    assert (gone.key, gone.locator) == ("file.unreadable", "message 1.a")
    assert isinstance(read_one, Message)
    assert read_one.text == "Board 2."
    assert [header.sender for header in maildir.headers(source)] == ["orla@harboursons.example"]


@pytest.mark.parametrize(
    ("names", "is_one"),
    [({"cur/", "new/", "tmp/"}, True), ({"cur/", "tmp/", ".Sent/"}, True), ({"cur/", "old/"}, False),
     ({"new/", "tmp/"}, False), ({"cur", "new", "tmp"}, False)],
)  # fmt: skip
def test_a_maildir_is_known_by_its_folders(names: set[str], is_one: bool) -> None:
    """`cur` and one of the others must be there, as folders."""
    assert maildir.gathers(names) is is_one


def test_a_folder_of_other_files_is_no_maildir(tmp_path: Path) -> None:
    """What lies in it must begin as mail does."""
    folder = mail_folder(tmp_path, {"cur/notes.txt": b"Six boards.\n"})
    assert not maildir.recognises(Source("Mail", b"", files=files_of(folder)))


@pytest.mark.parametrize(
    "text",
    ["From: Ghent\nTo: Bruges\nDate: Friday\n", "name,emails\nOrla,orla@harboursons.example\n",
     "BEGIN:VCALENDAR\nVERSION:2.0\n",
     "From Friday on we open at six.\n", "2025-02-03 10:02 Orla wrote\n", "", "\x00\x01"],
)  # fmt: skip
def test_other_files_are_left_to_others(text: str) -> None:
    """Memos, tables, calendars and notes are neither mail nor chat."""
    source = Source("notes.txt", text.encode())
    assert not any(importer.recognises(source) for importer in (eml, mbox, whatsapp))


@needs_shared
def test_mail_that_nobody_here_wrote_is_read() -> None:
    """Old, odd and malformed mail: each file gives a record or a problem; most of the real ones a record."""
    files = [
        path
        for path in (SHARED / "data" / "email" / "corpus_spamassassin_ham").rglob("*.txt")
        if path.is_file()
    ]
    read_whole = 0
    for path in files:
        source = Source(path.name, path.read_bytes())
        importer = mbox if mbox.recognises(source) else eml
        found = list(importer.read(source))
        assert found, path.name
        read_whole += isinstance(found[0], Message)
    assert read_whole >= 0.99 * len(files) > 0


@needs_shared
def test_malformed_mail_that_nobody_here_wrote_is_survived() -> None:
    """Files made to break readers of mail give a record or a problem."""
    email = SHARED / "data" / "email"
    for path in [*(email / "mime_cpython").rglob("*"), *(email / "mime_mikel").rglob("*")]:
        if path.is_file():
            assert list(eml.read(Source(path.name, path.read_bytes()))), path.name


@pytest.mark.parametrize("opening", ["a:", '{"a":', "x:y:", "(a"])
def test_an_address_header_without_end_is_read(opening: str) -> None:
    """Groups in groups and comments in comments, a thousand deep, are a header like another."""
    head = f"From: {opening * 1_000} <kim@pixelorchard.example>\nDate: Mon, 2 Mar 2026 09:14:00 +0100"
    mail = f"{head}\n\nHello.\n"
    message = read_mail(mail.encode(), Source("odd.eml", b""), "message 1")
    assert isinstance(message, Message)
    assert message.sender == "kim@pixelorchard.example"


@pytest.mark.parametrize("zone", ["10199254740", "+" + "9" * 400, "-99999999999999"])
def test_a_date_with_an_endless_zone_is_no_date(zone: str) -> None:
    """No day is made up of it, and the mail is told by its place."""
    mail = f"Date: 3 Feb 2 2:{zone}\nContent-Transfer-Encoding: base64\n\n"
    (problem,) = read_all(mail.encode(), Source("odd.eml", b""), "message 1")
    assert not isinstance(problem, Message)
    assert problem.locator == "message 1"
