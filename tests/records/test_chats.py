"""Chats of all programs: who said what, when, to whom; and nothing that a program said itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.chat import json_parts as chat_json
from goodterms.records.importers import instagram, signal, slack, telegram, whatsapp
from goodterms.records.model import Message, Record
from goodterms.records.reading import read_paths, read_source
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from shared import SHARED, needs_shared

CHATS = SHARED / "data" / "chat"
MARA = ("Mara Lind", "mara@lind.example")
LRM = "\u200e"


def texts(found: Iterable[Record | Problem]) -> list[str]:
    return [one.text for one in found if isinstance(one, Message)]


def said(found: Iterable[Record | Problem]) -> list[tuple[datetime, str, str]]:
    return [(one.sent_at, one.sender, one.text) for one in found if isinstance(one, Message)]


def keys(found: Iterable[Record | Problem]) -> list[str]:
    return [one.key for one in found if isinstance(one, Problem)]


def phone(*lines: str, name: str = "chat.txt", me: tuple[str, ...] = MARA) -> list[Record | Problem]:
    """What is read from the lines of a phone."""
    return list(whatsapp.read(Source(name, "\n".join(lines).encode(), me=me)))


# WhatsApp: what a phone of each language writes for one and the same moment


def twelve(when: datetime, morning: str, afternoon: str) -> str:
    return f"{when.hour % 12 or 12}:{when:%M} {morning if when.hour < 12 else afternoon}"


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PHONES: dict[str, Callable[[datetime], str]] = {
    "en-US Android": lambda at: f"{at.month}/{at.day}/{at:%y}, {twelve(at, 'AM', 'PM')} - ",
    "en-US with a narrow space": lambda at: (
        f"{at.month}/{at.day}/{at:%y}, {twelve(at, 'AM', 'PM').replace(' ', chr(0x202F))} - "
    ),
    "en-US iPhone": lambda at: f"[{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M:%S %p}] ",
    "en-GB Android": lambda at: f"{at:%d/%m/%Y, %H:%M} - ",
    "en-GB iPhone": lambda at: f"[{at:%d/%m/%Y, %H:%M:%S}] ",
    "en-CA": lambda at: f"{at:%Y-%m-%d}, {twelve(at, 'a.m.', 'p.m.')} - ",
    "en-ZA": lambda at: f"{at:%Y/%m/%d, %H:%M} - ",
    "fr": lambda at: f"{at:%d/%m/%Y à %H:%M} - ",
    "fr-CA": lambda at: f"{at:%Y-%m-%d %H h %M} - ",
    "fr-CA iPhone": lambda at: f"[{at:%Y-%m-%d, %H h %M min %S s}] ",
    "nl": lambda at: f"{at:%d-%m-%Y %H:%M} - ",
    "nl iPhone": lambda at: f"[{at:%d-%m-%Y %H:%M:%S}] ",
    "vi": lambda at: f"{at:%H:%M, %d/%m/%Y} - ",
    "vi with 12 hours": lambda at: f"{twelve(at, 'SA', 'CH')}, {at:%d/%m/%Y} - ",
    "vi iPhone": lambda at: f"[{at:%H:%M:%S, %d/%m/%Y}] ",
    "de": lambda at: f"{at:%d.%m.%y, %H:%M} - ",
    "es": lambda at: f"{at.day}/{at.month}/{at:%y}, {at.hour}:{at:%M} - ",
    "es-MX": lambda at: f"{at:%d/%m/%y} {twelve(at, 'a. m.', 'p. m.')} - ",
    "pt": lambda at: f"{at:%d/%m/%Y %H:%M} - ",
    "it iPhone": lambda at: f"[{at:%d/%m/%y, %H:%M:%S}] ",
    "fi": lambda at: f"{at.day}.{at.month}.{at.year} klo {at.hour}.{at:%M} - ",
    "da iPhone": lambda at: f"[{at:%d.%m.%Y %H.%M.%S}] ",
    "sv iPhone": lambda at: f"[{at:%Y-%m-%d %H:%M:%S}] ",
    "hu": lambda at: f"{at:%Y. %m. %d. %H:%M} - ",
    "ko": lambda at: (
        f"{at.year}. {at.month}. {at.day}. {'오전' if at.hour < 12 else '오후'} "
        f"{at.hour % 12 or 12}:{at:%M} - "
    ),
    "ar": lambda at: f"{at.day}\u200f/{at.month}\u200f/{at.year}, {twelve(at, 'ص', 'م')} - ".translate(
        ARABIC
    ),
    "th": lambda at: f"{at.day}/{at.month}/{at.year + 543} {at:%H:%M} - ",
}
START = datetime(2024, 1, 13, tzinfo=UTC)
NAMES = st.sampled_from(["Orla", "Phạm Châu", "Kim (print)", "+32 470 55 01 02", "Jo-Ann 🌿", 'Kim "KJ" Sel'])
LINES = st.lists(
    st.sampled_from(["Six boards: Friday", "Em ơi", "- one", "see 3/4", "a [note]", "left?", "10:15", "<b>"]),
    min_size=1,
    max_size=3,
)
TALK = st.lists(
    st.tuples(st.integers(0, 700 * 24 * 60), NAMES, LINES.map("\n".join)), min_size=1, max_size=15
)


@pytest.mark.parametrize("locale", PHONES)
@given(talk=TALK)
@settings(deadline=None, max_examples=25)
def test_what_a_phone_writes_comes_back(locale: str, talk: list[tuple[int, str, str]]) -> None:
    """Moment, sender and words of every message, in the date and time forms of the phone's language."""
    entries = [(START, "Orla", "a"), (START + timedelta(days=1), "Orla", "b")]
    entries += [(START + timedelta(days=2, minutes=at), *rest) for at, *rest in sorted(talk)]
    text = "".join(f"{PHONES[locale](at)}{name}: {words}\n" for at, name, words in entries)
    source = Source("chat.txt", text.encode())
    assert whatsapp.recognises(source)
    found = list(whatsapp.read(source))
    assert said(found) == entries
    assert keys(found) == []


@pytest.mark.parametrize(
    ("half", "written", "hour"),
    [
        ("AM", "12:04", 0),
        ("a. m.", "9:04", 9),
        ("PM", "12:04", 12),
        ("p.\u00a0m.", "9:04", 21),
        ("CH", "9:04", 21),
    ],
)
def test_noon_and_midnight_of_a_twelve_hour_clock(half: str, written: str, hour: int) -> None:
    """Twelve AM is the first hour of the day, twelve PM the first after noon."""
    (only,) = [one for one in phone(f"13/2/2026, {written} {half} - Kim: a") if isinstance(one, Message)]
    assert (only.sent_at.hour, only.sent_at.minute) == (hour, 4)


def test_the_freelancers_word_on_dates_holds() -> None:
    """Where nothing in the file tells, the answer does, and nobody is asked again."""
    for answer, month in (("day first", 4), ("month first", 3)):
        source = Source("chat.txt", b"03/04/2026, 10:15 - Kim: a", dates=answer)
        (only,) = whatsapp.read(source)
        assert isinstance(only, Message)
        assert only.sent_at.month == month


def test_the_file_is_believed_before_the_freelancers_word() -> None:
    """A thirteenth month does not exist, whatever was answered."""
    source = Source("chat.txt", b"03/13/2026, 10:15 - Kim: a", dates="day first")
    (only,) = whatsapp.read(source)
    assert isinstance(only, Message)
    assert (only.sent_at.month, only.sent_at.day) == (3, 13)


PROGRAM = {
    "iPhone, English": [
        f"Posters: {LRM}Kim added Orla",
        f"Kim: {LRM}Kim left",
        f"Kim: {LRM}Your security code changed.",
    ],
    "iPhone, Dutch": [
        f"Affiches: {LRM}Kim heeft de groep gemaakt",
        f"Affiches: {LRM}Kim heeft Orla toegevoegd",
    ],
    "iPhone, French": [
        f"Affiches: {LRM}Kim a créé le groupe",
        f"Affiches: {LRM}Les messages éphémères sont activés",
    ],
    "iPhone, Vietnamese": [f"Nhóm: {LRM}Kim đã tạo nhóm này", f"Nhóm: {LRM}Kim đã thêm Orla"],
    "Android, English": ['Kim created group "Menu: spring"', "Kim left", 'Kim changed it to "Six: all"'],
    "Android, Dutch": ['Kim heeft het onderwerp gewijzigd in "Kaart: lente"', "Kim heeft de groep verlaten"],
    "Android, Finnish": ['Kim loi ryhmän "Kortti: kevät"', "Kim lähti"],
    "Android, German": ["Kim hat die Gruppe „Karte: Frühling“ erstellt"],
}


@pytest.mark.parametrize("lines", PROGRAM.values(), ids=PROGRAM.keys())
def test_what_the_program_says_is_no_message(lines: list[str]) -> None:
    """Who came, who left, what a group is called: nobody said that to anybody."""
    found = phone("13/02/2026, 10:00 - Kim: Six", *(f"13/02/2026, 10:01 - {line}" for line in lines))
    assert texts(found) == ["Six"]


WORDLESS = [
    "<Media omitted>", f"{LRM}image omitted", f"{LRM}Offer.pdf • {LRM}3 pages {LRM}document omitted",
    "IMG-20260213-WA0007.jpg (file attached)", "Menu van maart.pdf (bestand bijgevoegd)",
    "PTT-20260213-WA0001.opus (anything in any language)",
    f"{LRM}<attached: 00000012-PHOTO-2026-02-13-10-15-00.jpg>",
    f"{LRM}<załączono: 00000013-Oferta.pdf>", f"{LRM}Location: https://maps.google.com/?q=51.05,3.72",
    "This message was deleted", f"{LRM}Vous avez supprimé ce message.", "<Médias omis>", "null",
    f"{LRM}Bạn đã xóa tin nhắn này.",
]  # fmt: skip


@pytest.mark.parametrize("line", WORDLESS)
def test_what_stands_for_a_file_has_no_words(line: str) -> None:
    """It was sent, so it is a message; the words are the program's."""
    found = phone("13/02/2026, 10:00 - Kim: Six", f"13/02/2026, 10:01 - Kim: {line}")
    assert texts(found) == ["Six", ""]


OWN = [
    "the video omitted our logo", "You wrote: image omitted", "I left",
    "Missed voice call from you, what is it?",
    "Video call tomorrow?", "Kim added the menu", "Read the letter (file attached)",
    "Bakery: https://nijlpaard.example/six", "This message was deleted by mistake, here it is again",
]  # fmt: skip


@pytest.mark.parametrize("line", OWN)
def test_what_only_sounds_like_the_program_is_kept(line: str) -> None:
    """Words without the program's mark are a person's."""
    assert texts(phone("13/02/2026, 10:00 - Kim: Six", f"13/02/2026, 10:01 - Kim: {line}")) == ["Six", line]


def test_a_caption_is_kept_without_its_picture() -> None:
    """The words beside a picture are the sender's, before it on an iPhone and below it on Android."""
    found = phone(
        f"13/02/2026, 10:00 - Kim: Like this? {LRM}image omitted",
        "13/02/2026, 10:01 - Kim: IMG-20260213-WA0007.jpg (file attached)\nOr like this?",
        f"13/02/2026, 10:02 - Kim: Ask @\u2068Mara\u2069 {LRM}<This message was edited>",
    )
    assert texts(found) == ["Like this?", "Or like this?", "Ask @Mara"]


@pytest.mark.parametrize(
    "line",
    [f"{LRM}Missed voice call, {LRM}Tap to call back", "Missed video call", f"{LRM}Voice call. {LRM}5 min",
     "Gemiste spraakoproep", "Appel vidéo manqué", "Cuộc gọi thoại nhỡ"],
)  # fmt: skip
def test_a_call_is_a_call(line: str) -> None:
    """Made or missed, it reached out, and it has no words."""
    calls = [one for one in phone(f"13/02/2026, 22:40 - Kim: {line}") if isinstance(one, Message)]
    assert [(call.channel, call.text) for call in calls] == [("call", "")]


@pytest.mark.parametrize(
    "name",
    ["WhatsApp Chat with Harbour & Sons.txt", "in/WhatsApp Chat - Harbour & Sons.zip/_chat.txt",
     "WhatsApp-chat met Harbour & Sons (1).txt", "Discussion WhatsApp avec Harbour & Sons.txt"],
)  # fmt: skip
def test_a_chat_is_called_as_its_file_or_archive(name: str) -> None:
    """So that it finds its client; and in a chat of two the other voice is the freelancer's."""
    found = phone(
        "13/02/2026, 10:00 - Harbour & Sons: Six?", "13/02/2026, 10:01 - marigold: All six", name=name
    )
    assert [(one.sender, one.recipients, one.thread) for one in found if isinstance(one, Message)] == [
        ("Harbour & Sons", ("Mara Lind",), "Harbour & Sons"),
        ("Mara Lind", ("Harbour & Sons",), "Harbour & Sons"),
    ]


def test_an_iphones_chat_is_called_as_its_opening_notice() -> None:
    """`_chat.txt` bears no name, but the notice on encryption does."""
    found = phone(
        f"[13/02/2026, 09:00:00] Pixel Orchard: {LRM}Messages and calls are end-to-end encrypted.",
        "[13/02/2026, 10:00:00] Kim: Six?",
        name="_chat.txt",
    )
    assert [one.thread for one in found if isinstance(one, Message)] == ["Pixel Orchard"]


# Programs that write JSON


def slack_folder(**files: object) -> Source:
    """An export with these files; `general_2026` stands for a day of `general`."""
    listed = {
        name.replace("__", "/") + ".json": json.dumps(value).encode()
        if not isinstance(value, bytes)
        else value
        for name, value in files.items()
    }
    days = {path: path.replace("_day", "2026-03-04") for path in listed}
    return Source(
        "export", b"", me=MARA, files={days[path]: (lambda data=data: data) for path, data in listed.items()}
    )


USERS = [
    {"id": "U7", "name": "mara", "profile": {"real_name": "Mara Lind", "email": "studio@lind.example"}},
    {"id": "U41", "name": "joris", "profile": {"real_name": "Joris", "email": "Joris@nijlpaard.example"}},
    {"id": "U42", "name": "orla", "deleted": True, "profile": {"real_name": "Orla"}},
    {"id": "UB", "name": "parcels", "is_bot": True, "profile": {"real_name": "Parcels"}},
]
CHANNELS = [{"id": "C1", "name": "nijlpaard", "members": ["U7", "U41", "UB"]}]


def entry(user: str, text: str, ts: str = "1772615700.000100", **more: object) -> dict[str, object]:
    return {"type": "message", "user": user, "text": text, "ts": ts, **more}


def test_slack_people_are_known_by_their_address() -> None:
    """An address tells whose they are better than a name; the freelancer is who they say they are."""
    source = slack_folder(
        users=USERS,
        channels=CHANNELS,
        nijlpaard___day=[
            entry("U41", "Six?"),
            entry("U7", "All six"),
            entry("U42", "Good"),
            entry("UB", "Hi"),
        ],
    )
    assert slack.recognises(source)
    found = [one for one in slack.read(source) if isinstance(one, Message)]
    assert [(one.sender, one.sender_name, one.recipients, one.thread, one.origin) for one in found] == [
        ("joris@nijlpaard.example", "Joris", ("Mara Lind", "Orla"), "nijlpaard", ""),
        ("Mara Lind", "Mara Lind", ("joris@nijlpaard.example", "Orla"), "nijlpaard", ""),
        ("Orla", "Orla", ("Mara Lind", "joris@nijlpaard.example"), "nijlpaard", ""),
        ("Parcels", "Parcels", ("Mara Lind", "joris@nijlpaard.example", "Orla"), "nijlpaard", "automatic"),
    ]


def test_slack_conversations_of_two_are_called_after_them() -> None:
    """Their folder is a number; who is in them stands in `dms.json`, also where only one spoke."""
    source = slack_folder(
        users=USERS, dms=[{"id": "D1", "members": ["U7", "U41"]}], D1___day=[entry("U7", "Six")]
    )
    (only,) = slack.read(source)
    assert isinstance(only, Message)
    assert (only.recipients, only.thread) == (
        ("joris@nijlpaard.example",), "Mara Lind, joris@nijlpaard.example",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<@U41>: six &lt; seven &amp; eight", "@Joris: six < seven & eight"),
        ("<https://nijlpaard.example/a_b>", "https://nijlpaard.example/a_b"),
        ("<https://nijlpaard.example|the menu> by <mailto:a@nijlpaard.example|a@nijlpaard.example>",
         "the menu by a@nijlpaard.example"),
        ("in <#C1|nijlpaard> and <#C1>, <!here>", "in #nijlpaard and #nijlpaard, @here"),
        ("<!subteam^S1|@print> <!date^1772615700^{date}|on Friday>", "@print on Friday"),
        ("&gt; your words\nmy words", "my words"),
        ("mine\n&gt;&gt;&gt; yours\nand yours", "mine"),
        ("a <b", "a <b"),
    ],
)  # fmt: skip
def test_slack_text_is_what_its_writer_saw(written: str, shown: str) -> None:
    """People, channels and links by their names; quotes are somebody else's words."""
    source = slack_folder(users=USERS, channels=CHANNELS, nijlpaard___day=[entry("U41", written)])
    assert texts(slack.read(source)) == [shown]


def test_slack_entries_about_files_keep_only_the_comment() -> None:
    """Until 2018 the program's words stood before the sender's."""
    upload = "<@U41> uploaded a file: <https://nijlpaard.example/f|boards>"
    comment = "<@U7> commented on <@U41>’s file <https://nijlpaard.example/f|boards>: All six"
    about = {"type": "message", "subtype": "file_comment", "text": comment, "ts": "1772615760.000100"}
    day = [
        entry("U41", upload, subtype="file_share"),
        entry("U41", f"{upload} and commented: Six?", subtype="file_share"),
        about,
    ]
    found = list(slack.read(slack_folder(users=USERS, channels=CHANNELS, nijlpaard___day=day)))
    assert [(name, words) for _, name, words in said(found)] == [
        ("joris@nijlpaard.example", ""), ("joris@nijlpaard.example", "Six?"), ("Mara Lind", "All six"),
    ]  # fmt: skip


def test_a_broken_day_does_not_hide_the_others() -> None:
    """What stands before the break is read, and every other file; also without the list of people."""
    good = json.dumps([entry("U41", "Six")]).encode()
    source = slack_folder(users=b"[{", channels=CHANNELS, nijlpaard___day=good[:-1] + b", {")
    found = list(slack.read(source))
    assert [(name, words) for _, name, words in said(found)] == [("U41", "Six")]
    places = [(one.locator, one.key) for one in found if isinstance(one, Problem)]
    assert places == [("users.json", "chat.broken"), ("nijlpaard/2026-03-04.json, message 2", "chat.broken")]


def test_a_file_that_cannot_be_opened_is_told() -> None:
    """A folder may lose its rights while it is read."""

    def refuse() -> bytes:
        raise PermissionError

    lists = {"users.json": lambda: json.dumps(USERS).encode(), "channels.json": lambda: b"[]"}
    source = Source("export", b"", files={**lists, "x/2026-03-04.json": refuse})
    assert [(one.locator, one.key) for one in slack.read(source) if isinstance(one, Problem)] == [
        ("x/2026-03-04.json", "file.unreadable")
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"users.json", "channels.json", "general/"}, True),
        ({"users.json", "dms.json"}, True),
        ({"org_users.json", "groups.json", "attachments/"}, True),
        ({"users.json", "invoices.csv"}, False),
        ({"channels.json"}, False),
        ({"users.json/", "channels.json/"}, False),
    ],
)
def test_which_folders_are_slack_exports(names: set[str], expected: bool) -> None:
    """One list of people and one of rooms."""
    assert slack.gathers(names) is expected


def test_a_slack_folder_is_found_and_read_as_one(tmp_path: Path) -> None:
    """The user names a folder; the export in it is one source."""
    lists = {
        "users.json": USERS,
        "channels.json": CHANNELS,
        "nijlpaard/2026-03-04.json": [entry("U41", "Six")],
    }
    for name, value in lists.items():
        place = tmp_path / "export" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(value))
    (batch,) = read_paths([tmp_path])
    assert (batch.importer, texts(batch.records)) == ("slack", ["Six"])


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="<>&"), max_size=60).map(str.strip)
MOMENTS = st.integers(946_684_800, 4_000_000_000)
JSON_TALK = st.lists(st.tuples(MOMENTS, st.sampled_from(["Orla", "Phạm Châu", "Kim 🌿"]), WORDS), min_size=1)


@given(JSON_TALK)
@settings(deadline=None, max_examples=50)
def test_what_slack_writes_comes_back(talk: list[tuple[int, str, str]]) -> None:
    """Every moment, sender and word, whatever the words are."""
    users = [{"id": name, "profile": {"real_name": name}} for name in ("Orla", "Phạm Châu", "Kim 🌿")]
    day = [entry(name, words, f"{at}.000200") for at, name, words in talk]
    found = list(slack.read(slack_folder(users=users, channels=[], x___day=day)))
    assert said(found) == [(datetime.fromtimestamp(at, UTC), name, words) for at, name, words in talk]


@given(talk=JSON_TALK, piece=st.integers(1, 40), parted=st.booleans())
@settings(deadline=None, max_examples=50)
def test_what_telegram_writes_comes_back(talk: list[tuple[int, str, str]], piece: int, parted: bool) -> None:
    """The same, also where a text is in parts, and in whatever pieces the file is read."""
    messages = [
        {"id": at, "type": "message", "date_unixtime": str(at), "from": name, "from_id": f"user{name}",
         "text": [words[:3], {"type": "bold", "text": words[3:]}] if parted else words}
        for at, name, words in talk
    ]  # fmt: skip
    data = json.dumps(
        {"name": "Six", "type": "private_group", "id": 1, "messages": messages}, ensure_ascii=False
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(chat_json, "PIECE", piece)
        found = list(telegram.read(Source("result.json", data.encode())))
    assert said(found) == [(datetime.fromtimestamp(at, UTC), name, words) for at, name, words in talk]


def telegram_chat(*messages: dict[str, object], **about: object) -> list[Message]:
    whole = {"name": "Joris", "type": "personal_chat", "id": 41, **about, "messages": list(messages)}
    source = Source("result.json", json.dumps(whole).encode(), me=MARA)
    return [one for one in telegram.read(source) if isinstance(one, Message)]


def spoken(name: str, number: int, text: object = "Six", **more: object) -> dict[str, object]:
    date = {"type": "message", "date_unixtime": "1772615700"}
    return {"id": number, **date, "from": name, "from_id": f"user{number}", "text": text, **more}


def test_in_a_telegram_chat_of_two_the_other_one_is_the_freelancer() -> None:
    """Whatever they call themselves there; before 2021 the numbers had no word before them."""
    for numbers in ({}, {"from_id": 7}):
        other = {"from_id": 41} if numbers else {}
        found = telegram_chat(spoken("Joris", 41, **other), spoken("marigold", 7, **numbers))
        assert [(one.sender, one.sender_name, one.recipients) for one in found] == [
            ("Joris", "Joris", ("Mara Lind",)), ("Mara Lind", "marigold", ("Joris",)),
        ]  # fmt: skip


def test_forwarded_words_are_not_the_senders() -> None:
    """They were passed on, and that is all."""
    assert [one.text for one in telegram_chat(spoken("Joris", 41, forwarded_from="Orla"))] == [""]


def test_a_link_stands_apart_from_what_is_before_it() -> None:
    """Parts are joined as they are, only a link never runs into a word."""
    parts = [{"type": "bold", "text": "Menu:"}, {"type": "link", "text": "https://nijlpaard.example"}, "!"]
    assert [one.text for one in telegram_chat(spoken("Joris", 41, parts))] == [
        "Menu: https://nijlpaard.example!"
    ]


def test_a_message_is_the_same_in_every_export() -> None:
    """Its number in its chat tells, so that two exports that overlap do not count it twice."""
    first, again = telegram_chat(spoken("Joris", 41)), telegram_chat(spoken("Orla", 9), spoken("Joris", 41))
    assert first[0].message_id == again[1].message_id != again[0].message_id


def test_letters_taken_for_latin_1_are_put_right() -> None:
    """Meta writes UTF-8 so; what is plain, or beyond Latin-1, stays."""
    for written, shown in (
        ("Caf\u00c3\u00a9 \u00e2\u0082\u00ac", "Café €"),
        ("Six", "Six"),
        ("Nhà 🌿", "Nhà 🌿"),
    ):
        message = {"sender_name": "Kim", "timestamp_ms": 1772615700000, "content": written}
        source = Source("message_1.json", json.dumps({"messages": [message]}).encode())
        assert instagram.recognises(source)
        assert texts(instagram.read(source)) == [shown]


# Signal


@given(
    TALK,
    st.sampled_from(
        ["[{:%Y-%m-%d %H:%M}] {}: {}", "[{:%Y-%m-%d, %H:%M}] {}: {}", "[{:%Y-%m-%d %H:%M:%S}] <{}> {}"]
    ),
)
@settings(deadline=None, max_examples=50)
def test_what_signal_tools_write_comes_back(talk: list[tuple[int, str, str]], style: str) -> None:
    """Moment, sender and words, in each form that is known."""
    entries = [(START + timedelta(minutes=at), *rest) for at, *rest in sorted(talk)]
    text = "\n".join(style.format(*one) for one in entries)
    source = Source("kim.txt", text.encode())
    assert signal.recognises(source)
    assert said(signal.read(source)) == entries


def test_quotes_reactions_and_files_are_nobodys_words() -> None:
    """A tool writes them into the message; only what its sender wrote is kept."""
    text = (
        "[2026-03-04 10:15:30] Me: \n\n> Six?\n\nAll six  \n(- Kim: 👍 -)![a.png](./media/a.png)  \n"
        "[2026-03-04 10:16:00] Kim: Incoming voice call (accepted, 2m 3s)  \n"
        "[2026-03-04 10:17:00] Kim: (This message was deleted)\n"
    )
    found = list(signal.read(Source("Kim/chat.md", text.encode(), me=MARA)))
    assert [(one.sender, one.text, one.channel, one.thread) for one in found if isinstance(one, Message)] == [
        ("Mara Lind", "All six", "chat", "Kim"), ("Kim", "", "call", "Kim"), ("Kim", "", "chat", "Kim"),
    ]  # fmt: skip


# What nobody vouches for


@pytest.mark.parametrize(
    "module, text",
    [(whatsapp, "13/02/2026, 10:00 - Kim left\n13/02/2026, 10:00 - Kim came back"),
     (telegram, '{"name": "Six", "type": "private_group", "messages": []}'),
     (signal, "[2026-03-04 10:15:30] *** Kim left"), (instagram, '{"messages": []}')],
)  # fmt: skip
def test_a_chat_without_messages_is_told(module: object, text: str) -> None:
    """Silence is said, and not passed over."""
    assert keys(module.read(Source("x", text.encode()))) == ["chat.no_messages"]  # type: ignore[attr-defined] # an importer


@pytest.mark.parametrize(
    "data", [b'{"messages": [' + b"[" * 200_000, b'{"messages": [{"text": "' + b"a" * 3_000_000]
)
def test_hostile_json_is_a_problem(data: bytes) -> None:
    """Nesting without end and text without end are told in a moment."""
    assert "chat.broken" in keys(telegram.read(Source("result.json", data)))


def test_a_message_of_a_hundred_megabytes_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of any length costs its length and no more; its beginning is read."""
    monkeypatch.setattr("goodterms.records.chat.room.LONGEST_TEXT", 1_000)
    for filling in ("a", " ", LRM, "<", "[1/1/"):
        line = "13/02/2026, 10:00 - Kim: Six " + filling * (2_000_000 // len(filling))
        found = phone(line, "14/02/2026, 10:00 - Kim: b")
        assert all(len(text) <= 1_000 for text in texts(found))
        assert texts(found)[0].startswith("Six")


def test_in_a_room_of_hundreds_a_message_is_for_nobody_in_particular() -> None:
    """What is called out in a hall is not said to each."""
    found = phone(*(f"13/02/2026, 10:00 - Guest {number}: a" for number in range(60)))
    assert {one.recipients for one in found if isinstance(one, Message)} == {()}


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_give_a_record_or_a_problem(data: bytes) -> None:
    """Nothing a file holds is an exception, and nothing is silent."""
    for module, opening in (
        (whatsapp, b"13/02/2026, 10:02 - Kim: "), (signal, b"[2026-03-04 10:15] Kim: "),
        (telegram, b'{"messages": ['), (instagram, b'{"messages": ['), (slack, b"["),
    ):  # fmt: skip
        assert list(module.read(Source("x", opening + data)))


FIELDS = st.sampled_from(
    "type text ts user from date_unixtime messages subtype sender_name timestamp_ms profile id".split()
)
ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner),
    max_leaves=12,
)


@given(ANYTHING)
@settings(deadline=None)
def test_json_of_any_shape_gives_a_record_or_a_problem(value: object) -> None:
    """A field that is a list where a text is due breaks nothing."""
    whole = json.dumps({"messages": [value], "chats": value}).encode()
    assert list(telegram.read(Source("x", whole)))
    assert list(instagram.read(Source("x", whole)))
    assert list(slack.read(Source("x", json.dumps([value, {"type": "message", **_fields(value)}]).encode())))
    assert list(slack.read(slack_folder(users=value, channels=value, x___day=value)))


def _fields(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


# Files that nobody here wrote


@needs_shared
@pytest.mark.parametrize(
    "target", sorted(CHATS.glob("*/test/*/target.json")), ids=lambda path: path.parent.name
)
def test_the_labelled_chats_are_read_as_labelled(target: Path) -> None:
    """As many messages, by the same people, at the same moments, as the labels beside them say."""
    labels = json.loads(target.read_text("utf-8"))
    expected = sorted((label["timestamp"], label["author"]) for label in labels)
    for path in sorted(target.parent.iterdir()):
        if path == target:
            continue
        batch = read_source(Source(path.name, path.read_bytes(), zone="UTC"))
        found = sorted((at.replace(tzinfo=None).isoformat(), name) for at, name, _ in said(batch.records))
        assert found == expected, path.name
        assert len(batch.problems) == 0, path.name


@needs_shared
def test_every_shared_chat_gives_records_or_problems() -> None:
    """Nothing that lies there is silent, and the whole ones hold all that they should."""
    whole = {path.name: path for path in CHATS.rglob("*/whatsapp/*.txt")}
    assert whole
    for path in whole.values():
        batch = read_source(Source(path.name, path.read_bytes(), zone="UTC"))
        assert batch.importer == "whatsapp"
        assert batch.problems == ()
        lines = len(path.read_text("utf-8").rstrip().splitlines())
        assert lines - 5 <= len(batch.records) <= lines  # the others: notices, and what runs over two lines
    for batch in read_paths(sorted(CHATS.rglob("*.zip"))):
        assert batch.importer == "slack"
        assert len(batch.records) > 100
        assert batch.problems == ()
