"""A draft is short, honest, in one piece, and passes the checker: in every language, for every channel."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.letters.deciding import Refused, Told, Wish, decide, to_mind
from goodterms.letters.drafting import Draft, draft
from goodterms.letters.known import Colleague, Fact, Known, Late, Subject
from goodterms.letters.letter import CHANNELS
from goodterms.letters.linting import lint
from goodterms.letters.reasons import REASONS
from goodterms.letters.rules.too_long import MOST_WORDS
from goodterms.letters.wording import Wording, wording, written
from goodterms.records.model import Verdict
from goodterms.review import playbook as playbooks
from goodterms.terms.evidence import Evidence

GOLDEN = Path(__file__).parent / "golden"
PLAYBOOKS = tuple(name for name in playbooks.names())
TODAY = date(2026, 4, 20)
ABOUT = {
    "en": ("the new shop in Bristol", "the source files and the photographs"),
    "fr": ("la nouvelle boutique de Nantes", "les fichiers source et les photos"),
    "nl": ("de nieuwe winkel in Zwolle", "de bronbestanden en de foto's"),
    "vi": ("cửa hàng mới ở Huế", "các tệp gốc và ảnh chụp"),
}
NAMES = {
    "en": ("Harbour & Sons", "Dana Whitfield", "Mara Lindqvist"),
    "fr": ("Maison Verdier", "Claire Verdier", "Mara Lindqvist"),
    "nl": ("Bakkerij De Wilg", "Sanne Mulder", "Mara Lindqvist"),
    "vi": ("Trà Sen Xanh", "Nguyễn Mai Hà", "Lê Minh Khang"),
}
CASES = list(product(written(), PLAYBOOKS, CHANNELS))


def told(language: str, **wishes: object) -> Told:
    """What a letter to this language's client says, as far as it is not said otherwise."""
    client, contact, me = NAMES[language]
    about, handover = ABOUT[language]
    given: dict[str, object] = {
        "reason": "needs", "last_day": date(2026, 5, 29), "me": me, "contact": contact, "about": about,
        "adjective": wording(language).adjectives[0], "handover": handover,
    }  # fmt: skip
    return decide(Wish(client, **(given | wishes)), None, TODAY)  # type: ignore[arg-type]


def whole(made: Draft) -> str:
    """All of a draft as it lies on paper."""
    parts = [f"{made.subject}\n\n" if made.subject else "", made.text, "\n"]
    parts += [f"\n- {they}\n- {you}\n" for they, you in made.objections]
    return "".join(parts) + (f"\n---\n\n{whole(made.confirmation)}" if made.confirmation else "")


def faults(
    text: str, language: str, channel: str, known: Known | None = None
) -> list[tuple[str, str | None]]:
    return [(one.rule, one.quote) for one in lint(text, language, channel, known=known).findings]


@pytest.mark.parametrize(("language", "playbook", "channel"), CASES)
def test_golden_letters(language: str, playbook: str, channel: str) -> None:
    """The letters somebody can read in tests/letters/golden are those that are made (`make golden`), and the
    checker finds nothing in them."""
    made = draft(told(language), language, channel, playbook)
    file = GOLDEN / language / f"{playbook}.{channel}.txt"
    if os.environ.get("GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(whole(made), "utf-8")
    assert file.read_text("utf-8") == whole(made)
    assert faults(made.text, language, channel) == []
    if made.confirmation:
        assert faults(made.confirmation.text, language, "email") == []


def test_there_is_no_golden_letter_of_nothing() -> None:
    """Every file in the folder is one of the cases."""
    kept = {str(path.relative_to(GOLDEN)) for path in GOLDEN.rglob("*.txt")}
    assert kept == {f"{language}/{playbook}.{channel}.txt" for language, playbook, channel in CASES}


@pytest.mark.parametrize(("language", "reason", "channel"), list(product(written(), REASONS, CHANNELS)))
def test_every_draft_passes_the_checker(language: str, reason: str, channel: str) -> None:
    """Whoever the client is and whatever is told: no finding, and no more words than the channel bears."""
    about, _ = ABOUT[language]
    situations = [
        {}, {"last_day": TODAY}, {"contact": ""}, {"handover": ""}, {"colleague": "Arun Mehta"},
        {"adjective": ""}, {"provider": "local"}, {"provider": "association"}, {"provider": "specialist"},
    ]  # fmt: skip
    for number, wishes in enumerate(situations):
        for register, playbook in product(("formal", "familiar"), PLAYBOOKS):
            what = told(language, reason=reason, **wishes)
            what = decide(
                Wish(**{**_fields(what.wish), "client": f"{NAMES[language][0]} {number}"}), None, TODAY
            )
            made = draft(what, language, channel, playbook, register)  # type: ignore[arg-type]
            assert (faults(made.text, language, channel), made.text) == ([], made.text)
            assert "{" not in made.text + made.subject
            assert len(made.text.split()) <= MOST_WORDS[channel]
            for _, answer in made.objections:
                spans = [one for one in lint(answer, language, channel).findings if one.start is not None]
                assert spans == []
            assert about in made.text


def _fields(wish: Wish) -> dict[str, object]:
    return {name: getattr(wish, name) for name in wish.__slots__}


@pytest.mark.parametrize("language", written())
def test_two_clients_do_not_get_the_same_letter_and_one_always_does(language: str) -> None:
    """Of forty clients hardly two share all wordings; asked again, each gets its own once more."""

    def letter(client: str) -> str:
        what = decide(Wish(client, reason="served", me="M", contact="C", about="x"), None, TODAY)
        return draft(what, language, "email", "balanced").text.replace(client, "")

    clients = [f"Client {number}" for number in range(40)]
    assert len({letter(client) for client in clients}) >= 38
    assert [letter(client) for client in clients] == [letter(client) for client in clients]


@pytest.mark.parametrize("language", written())
def test_a_language_has_the_same_parts_and_places_as_english(language: str) -> None:
    """What English can say every language can, and with the same things to fill in; words of its own for a
    channel it may have or not."""
    english, other = wording("en"), wording(language)
    own = {part for part in english.parts() if part.partition(".")[0] not in (*CHANNELS, "confirmation")}
    assert own <= other.parts() and {part.rpartition(".")[2] for part in other.parts() - own} <= _last(own)
    assert set(other.providers) == set(english.providers)
    free = {"client", "contact", "me", "last_day"}
    for part in english.parts() & other.parts():
        for register in ("formal", "familiar"):
            asked = _places(english.variants(part, register)) - free  # type: ignore[arg-type]
            given = _places(other.variants(part, register)) - free - set(other.address(register))  # type: ignore[arg-type]
            assert (part, given) == (part, asked)
            assert other.variants(part, register), part  # type: ignore[arg-type]


def _last(parts: set[str]) -> set[str]:
    return {part.rpartition(".")[2] for part in parts}


def _places(variants: tuple[str, ...]) -> set[str]:
    return {name for one in variants for _, name, _, _ in Formatter().parse(one) if name}


def test_a_reason_that_the_records_contradict_is_refused_with_the_evidence() -> None:
    """Who is half free cannot write that the calendar is full (M60, M74)."""
    free = Known("Kestrel", TODAY, booked=Fact(0.4, (Evidence("time.csv", "line 3"),)))
    with pytest.raises(Refused) as refused:
        decide(Wish("Kestrel", reason="capacity"), free, TODAY)
    assert refused.value.text.key == "draft.reason.capacity"
    assert refused.value.evidence == (Evidence("time.csv", "line 3"),)


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (Known("K", TODAY, growth=Fact(1.5)), "needs"),
        (Known("K", TODAY, booked=Fact(0.95)), "capacity"),
        (Known("K", TODAY, fit=Fact(1.0), growth=Fact(2.0)), "fit"),
        (Known("K", TODAY, growth=Fact(0.5), booked=Fact(0.2), fit=Fact(3.9)), "served"),
        (Known("K", TODAY), "served"),
    ],
)
def test_the_reason_is_one_that_the_records_bear_out(known: Known, reason: str) -> None:
    """Nobody chose: what the records confirm comes first, the writer's own judgement last."""
    assert decide(Wish("K"), known, TODAY).reason == reason


def test_nobody_is_named_to_a_disrespectful_client() -> None:
    """No paragraph offers anybody (M63), the checker does not miss it, and a name is refused (T11)."""
    known = Known("Kestrel", TODAY, referral=False, colleagues=(Colleague("Arun", ("maps",)),))
    made = draft(decide(Wish("Kestrel", about="the drones"), known, TODAY), "en", "email", "balanced")
    assert not any(
        "{" in made.text or name in made.text for name in ("Arun", *wording("en").providers.values())
    )
    assert faults(made.text, "en", "email", known) == []
    with pytest.raises(Refused, match=r"draft\.no_referral"):
        decide(Wish("Kestrel", colleague="Arun"), known, TODAY)


def test_a_colleague_is_named_with_consent_only() -> None:
    """Recorded consent confirms, an unknown name is asked, one without consent refused (B22)."""
    known = Known("K", TODAY, colleagues=(Colleague("Arun Mehta", ("maps",)),), unwilling=("Bo",))
    states = {
        name: dict(decide(Wish("K", colleague=name), known, TODAY).claims)["alternative"].state
        for name in ("Arun Mehta", "Somebody Else")
    }
    assert states == {"Arun Mehta": "confirmed", "Somebody Else": "ask"}
    with pytest.raises(Refused, match=r"draft\.no_consent"):
        decide(Wish("K", colleague="Bo"), known, TODAY)


def test_what_nobody_told_is_left_out_and_named() -> None:
    """No records, no notes: no sentence about their business is made up."""
    made = draft(decide(Wish("Kestrel"), None, TODAY), "en", "email", "balanced")
    assert made.missing == ("knowing", "me")
    assert faults(made.text, "en", "email") == [("no_care", None)]


def test_what_the_records_name_is_named_and_no_feeling_made_up() -> None:
    """A piece of work they did together stands in the letter, without an adjective nobody affirmed; whether
    it was a pleasure the records cannot tell, and the writer is asked (M72)."""
    subject = Subject("brochure", "Spring brochure", Evidence("deliverables.csv", "line 2"))
    made = draft(
        decide(Wish("Kestrel"), Known("Kestrel", TODAY, subjects=(subject,)), TODAY),
        "en",
        "email",
        "balanced",
    )
    assert "Spring brochure" in made.text
    assert "knowing" not in made.missing
    asked = next(one for one in made.claims if one.says.key == "draft.subject")
    assert (asked.state, asked.evidence) == ("ask", (subject.evidence,))
    assert "Spring brochure" in asked.quote


@pytest.mark.parametrize(("channel", "is_signed"), [(one, one != "chat") for one in CHANNELS])
def test_a_name_that_nobody_told_is_missing_where_a_channel_signs(channel: str, is_signed: bool) -> None:
    """Under a letter, and under the e-mail after a call; a chat shows who writes."""
    nameless = draft(told("en", me=""), "en", channel, "balanced")
    assert ("me" in nameless.missing) == is_signed
    assert "me" not in draft(told("en"), "en", channel, "balanced").missing


class Places(dict[str, str]):
    """What fills the places of a sentence; none of them may stay empty."""

    def __getitem__(self, name: str) -> str:
        assert super().__getitem__(name), name
        return super().__getitem__(name)


@pytest.mark.parametrize(("language", "channel"), list(product(written(), CHANNELS)))
def test_no_place_stays_empty(language: str, channel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever nobody told, no sentence is said with a hole in it: "it's ." is not how a call begins."""
    say = Wording.say

    def filled(words: Wording, part: str, places: Mapping[str, str], client: str, **how: Any) -> str:
        return say(words, part, Places(places), client, **how)

    monkeypatch.setattr(Wording, "say", filled)
    situations = [{}, {"contact": "Thu Hà"}, {"me": "Mara"}, {"about": "x"}, {"colleague": "Arun"}]
    for number, wishes, register in product(range(12), situations, ("formal", "familiar")):
        wish = Wish(f"Client {number}", **wishes)  # type: ignore[arg-type]
        for known, playbook in product((None, Known(wish.client, TODAY, is_regular=True)), PLAYBOOKS):
            made = draft(decide(wish, known, TODAY), language, channel, playbook, register)  # type: ignore[arg-type]
            assert made.text


@pytest.mark.parametrize(
    ("is_regular", "last_day"), [(True, date(2026, 5, 31)), (False, TODAY), (None, TODAY)]
)
def test_notice_is_given_for_regular_work_only(is_regular: bool | None, last_day: date) -> None:
    """Thirty days and the rest of that month where they rely on the work (M77, M78)."""
    assert decide(Wish("K"), Known("K", TODAY, is_regular=is_regular), TODAY).last_day == last_day


@pytest.mark.parametrize(
    ("planned", "last_day"), [(date(2026, 9, 30), date(2026, 9, 30)), (date(2020, 1, 1), TODAY)]
)
def test_the_last_day_is_that_of_the_plan(planned: date, last_day: date) -> None:
    """Where there is one, and it is not over; what somebody asks for goes before it."""
    known = Known("K", TODAY, is_regular=True, last_day=planned)
    assert decide(Wish("K"), known, TODAY).last_day == last_day
    assert decide(Wish("K", last_day=date(2026, 7, 7)), known, TODAY).last_day == date(2026, 7, 7)


@given(st.text(min_size=1, max_size=60), st.sampled_from(written()), st.sampled_from(CHANNELS))
def test_any_words_of_the_freelancer_stand_in_the_letter_as_they_are(
    said: str, language: str, channel: str
) -> None:
    """Braces, quotes or emoji in what somebody types are theirs, and break nothing."""
    made = draft(told(language, about=said), language, channel, "balanced")
    assert said in made.text


def test_who_wants_to_offer_nobody_offers_nobody() -> None:
    """The freelancer's word counts, whatever the records know."""
    known = Known("K", TODAY, colleagues=(Colleague("Arun", ()),))
    made = draft(decide(Wish("K", about="x", is_alternative=False), known, TODAY), "en", "email", "balanced")
    assert "Arun" not in made.text and not any(one in made.text for one in wording("en").providers.values())


def test_a_sentence_of_ones_own_stands_as_it_is() -> None:
    """Instead of ours, and confirmed by its writer."""
    said = "Your heritage squash page made me hungry every time."
    made = draft(decide(Wish("K", knowing=said), None, TODAY), "en", "letter", "break-up")
    assert said in made.text
    assert ("confirmed", said) in [(claim.state, claim.quote) for claim in made.claims]


@pytest.mark.parametrize(
    ("verdict", "minded"),
    [("keep", ["draft.mind.keep"]), ("repair", []), ("let_go", []), ("not_enough_evidence", []), (None, [])],
)
def test_who_is_to_be_kept_is_said(verdict: Verdict | None, minded: list[str]) -> None:
    """Once, beside a draft that is written all the same; nothing where the records leave it open."""
    known = Known("Kestrel", TODAY, verdict=verdict)
    told = decide(Wish("Kestrel", about="the drones"), known, TODAY)
    assert [one.key for one in to_mind(told, known)] == minded
    assert to_mind(told, None) == ()


@pytest.mark.parametrize(
    ("late", "wishes", "minded"),
    [
        (Late(3, 5), {"colleague": "Arun"}, ["draft.mind.late"]),
        (Late(0, 5), {"colleague": "Arun"}, ["draft.mind.late_payer"]),
        (Late(3, 5), {}, []),
        (Late(3, 5), {"colleague": "Arun", "is_alternative": False}, []),
        (None, {"colleague": "Arun"}, []),
    ],
)
def test_a_colleague_hears_of_a_late_payer(
    late: Late | None, wishes: dict[str, object], minded: list[str]
) -> None:
    """Nobody is passed on in silence who pays late (B22, D6): with the figures where there are some."""
    known = Known("Kestrel", TODAY, late=late)
    told = decide(Wish("Kestrel", **wishes), known, TODAY)  # type: ignore[arg-type]
    found = to_mind(told, known)
    assert [one.key for one in found] == minded
    values = {"colleague": "Arun", "client": "Kestrel"}
    figures = {"late": 3, "of": 5} if minded == ["draft.mind.late"] else {}
    assert all(one.values == figures | values for one in found)


def test_no_letter_while_the_days_to_consider_last() -> None:
    """Until the day that the freelancer set themselves nothing is written; from that day on it is (M40)."""
    known = Known("Kestrel", TODAY, waits_until=date(2026, 5, 7))
    with pytest.raises(Refused) as refused:
        decide(Wish("Kestrel"), known, date(2026, 5, 6))
    assert (refused.value.text.key, refused.value.text.values) == ("draft.waits", {"day": date(2026, 5, 7)})
    assert decide(Wish("Kestrel"), known, date(2026, 5, 7)).reason


@pytest.mark.parametrize(
    ("wishes", "key"),
    [
        ({"client": " \t"}, "draft.nobody"),
        ({"last_day": date(2026, 4, 19)}, "draft.past_day"),
        ({"reason": "needs, capacity"}, "draft.two_reasons"),
        ({"reason": "fit and direction"}, "draft.two_reasons"),
        ({"reason": "money"}, "draft.no_sentence"),
    ],
)
def test_what_no_letter_can_say_is_refused(wishes: dict[str, object], key: str) -> None:
    """A letter to nobody, a last day that is over, two reasons (M59), a word that is no reason."""
    with pytest.raises(Refused) as refused:
        decide(Wish(**({"client": "Kestrel"} | wishes)), None, TODAY)  # type: ignore[arg-type]
    assert refused.value.text.key == key


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("Capacity", "capacity"), (" needs. ", "needs"), ("...", ""), ("I move abroad", "I move abroad")],
)
def test_a_reason_is_read_as_it_was_meant(typed: str, reason: str) -> None:
    """In capitals, with a stop, or as a sentence; what says nothing was not said."""
    unsaid = decide(Wish("Kestrel"), None, TODAY).reason
    assert decide(Wish("Kestrel", reason=typed), None, TODAY).reason == (reason or unsaid)


@pytest.mark.parametrize(("adjective", "state"), [("", "ask"), ("lovely", "confirmed")])
def test_what_nobody_said_that_they_find_is_asked(adjective: str, state: str) -> None:
    """The sentence says that it was a pleasure: confirmed is that only by who says so (M72, M74)."""
    made = draft(told("en", adjective=adjective), "en", "email", "balanced")
    about, _ = ABOUT["en"]
    assert [claim.state for claim in made.claims if about in claim.quote] == [state]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("i am moving to Lyon", "I am moving to Lyon."),
        ("I am moving (to Lyon)", "I am moving (to Lyon)."),
        ("I am moving to “Lyon”", "I am moving to “Lyon”."),
        ("I am moving (at last.)", "I am moving (at last.)"),
        ("I am moving!", "I am moving!"),
        ("I  am\n moving ,", "I am moving."),
        ("I earn 40 %", "I earn 40 %."),
    ],
)
def test_words_of_ones_own_become_a_sentence(typed: str, said: str) -> None:
    """In one line, with the capital and the stop that they lack."""
    assert f" {said}\n" in draft(told("en", reason=typed), "en", "letter", "balanced").text


def test_a_last_day_that_is_a_holiday_is_minded() -> None:
    """By the client's country where it is told; never a day that is worked on."""
    for country, day, minded in (("FR", date(2026, 7, 14), 1), ("GB", date(2026, 7, 14), 0)):
        found = to_mind(decide(Wish("Kestrel", last_day=day, country=country), None, TODAY), None)
        assert [one.key for one in found] == ["draft.mind.day_off"] * minded
