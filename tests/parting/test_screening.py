"""Before the next one: who sent them, what that was like, what their first mails say, and what to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from goodterms.parting.lead import ABOUT, MOST, hints_in
from goodterms.parting.screening import ASKED, LONGEST, OFFERED, Screening, chain, screening, source_of
from goodterms.records.book import Book, Filed, FiledMessage
from goodterms.records.model import Client, Colleague, Freelancer, Message, Move
from goodterms.review.model import FAMILIES, ClientReview, Family, Reason
from goodterms.terms import shelf
from goodterms.terms.evidence import Evidence, Text
from parting.scene import REVIEW, keys

AS_OF = date(2026, 6, 15)
LEAD = "Kiosk Nine"
MONDAY = datetime(2026, 6, 1, tzinfo=UTC)
PLACE = Evidence("invoices.csv", "line 3", "2026-014")


def reason(family: Family, level: int = 3) -> Reason:
    return Reason(
        family, "late_payment", 40, "days", "", None, None, 6, level, 9, Text("reason.late_payment"), (PLACE,)
    )


GOOD = replace(REVIEW, verdict="keep", row="fine", because=Text("verdict.fine"))
BAD = replace(
    REVIEW,
    verdict="let_go",
    row="payment_in_vain",
    because=Text("verdict.payment_in_vain"),
    reasons=(reason("payment"), reason("feelings", 1)),
)
SO_SO = replace(GOOD, verdict="repair", row="indecision", reasons=(reason("indecision", 2),))
UNSURE = replace(GOOD, verdict="not_enough_evidence", row="unknown")


def book(
    *clients: Client, moves: Mapping[str, Mapping[str, int]] = MappingProxyType({}), **more: Any
) -> Book:
    """Clients, and days ago on which something was marked of them."""
    told = [
        Filed(client, number, Move(client, AS_OF - timedelta(ago), *step.split("=")))
        for client, steps in moves.items()
        for number, (step, ago) in enumerate(steps.items())
    ]
    return Book(
        Freelancer(country="BE", timezone="Europe/Brussels"), clients=clients, moves=tuple(told), **more
    )


def screened(
    made: Book, by: str = "", reviews: Mapping[str, ClientReview] = MappingProxyType({}), lead: str = LEAD
) -> Screening:
    links = chain(made, lead, by, AS_OF)
    return screening(made, lead, links, lambda client, _day: reviews.get(client), AS_OF)


def mail(text: str, hours: float = 10, *, client: str = LEAD, **about: Any) -> FiledMessage:
    moment = MONDAY + timedelta(hours=hours)
    message = Message(moment, "kim@kiosk.example", text=text, evidence=PLACE, **about)
    return FiledMessage(client, int(hours * 60), message, incoming=True)


def names(advice: Any) -> list[str]:
    return [one.name for one in advice]


def test_from_a_client_to_let_go_comes_a_warning_with_its_reason() -> None:
    """The verdict, the family and its evidence; and it stays a hint (B15)."""
    made = screened(book(Client("Delta")), "Delta", {"Delta": BAD})
    assert keys(made.warnings) == ["screen.warn.let_go.near"]
    assert "screen.note.hint" in keys(made.notes)
    (link,) = made.chain
    assert (link.standing, link.families, link.because) == ("let_go", ("payment",), BAD.because)
    assert [one.evidence for one in link.reasons] == [(PLACE,)]


def test_from_a_client_that_was_left_comes_a_warning_with_the_day() -> None:
    """Judged by the review of the day they were told on, however good or unknown they look today."""
    left = book(Client("Delta"), moves={"Delta": {"told": 100, "closed": 60}})
    asked: list[tuple[str, date]] = []

    def judge(client: str, day: date) -> ClientReview | None:
        asked.append((client, day))
        return BAD

    made = screening(left, LEAD, chain(left, LEAD, "Delta", AS_OF), judge, AS_OF)
    assert asked == [("Delta", AS_OF - timedelta(100))]
    assert made.warnings == (
        Text("screen.warn.left.near", {"client": "Delta", "day": AS_OF - timedelta(60)}),
    )
    assert made.chain[0].link.left_on == AS_OF - timedelta(60)


@pytest.mark.parametrize(
    ("steps", "seen", "key"),
    [
        ({"closed": 60}, 60, "screen.warn.left.near"),
        ({"told": 20}, 20, "screen.warn.left_no_day.near"),
        ({"notice": 20, "last_day=2026-07-01": 20}, 20, "screen.warn.left.near"),
    ],
)
def test_a_client_that_one_is_leaving(steps: dict[str, int], seen: int, key: str) -> None:
    """The last day where one is known."""
    made = screened(book(Client("Delta"), moves={"Delta": steps}), "Delta", {"Delta": BAD})
    assert keys(made.warnings) == [key]
    assert made.chain[0].link.seen_on == AS_OF - timedelta(seen)


def test_why_it_ended_may_be_unknown() -> None:
    """Left, and the records of that day show nothing bad, or nothing: that is said, and none is made up."""
    left = book(Client("Delta"), moves={"Delta": {"closed": 60}})
    for reviews in ({"Delta": GOOD}, {}):
        made = screened(left, "Delta", reviews)
        assert keys(made.warnings) == ["screen.warn.left.near", "screen.warn.no_reason"]
        assert (made.chain[0].families, made.chain[0].because) == ((), None)
        assert names(made.terms) == ["notice"]


def test_a_clean_source_says_nothing_bad() -> None:
    """No warning, no hint, only what one would ask anybody."""
    made = screened(book(Client("Harbour")), "harbour", {"Harbour": GOOD})
    assert (made.warnings, made.flags) == ((), ())
    assert keys(made.notes) == ["screen.note.clean", "screen.note.no_mail"]
    assert names(made.questions) == list(ASKED["always"])
    assert names(made.terms) == list(OFFERED["always"])
    assert made.chain[0].reasons == ()


def test_a_source_with_something_to_talk_about() -> None:
    """No warning; what is to be talked about there is asked here."""
    made = screened(book(Client("Orchard")), "Orchard", {"Orchard": SO_SO})
    assert (made.warnings, keys(made.notes)[0]) == ((), "screen.note.repair")
    assert "brief" in names(made.questions) and "revisions" in names(made.terms)
    why = next(one.why for one in made.terms if one.name == "revisions")
    assert why == Text("screen.why.source", {"client": "Orchard", "family": "indecision"})


def test_what_is_not_known_is_said() -> None:
    """Nobody told; nobody of that name; too little known; a colleague."""
    made = book(Client("Otter"), colleagues=(Colleague("Joris"),))
    said = {
        by: keys(screened(made, by, {"Otter": UNSURE}).notes)[0]
        for by in ("", "A stranger", "Otter", "Joris")
    }
    assert said == {
        "": "screen.note.nobody",
        "A stranger": "screen.note.unknown",
        "Otter": "screen.note.little_known",
        "Joris": "screen.note.colleague",
    }
    assert keys(screened(made, "Otter").notes)[0] == "screen.note.little_known"
    assert all(not screened(made, by).warnings for by in said)


def test_the_chain_is_followed() -> None:
    """Who sent those who sent them; what lies further back is a weaker hint; circles end."""
    made = book(
        Client("Delta", referred_by="Harbour"),
        Client("Harbour", referred_by="Otter"),
        Client("Otter", referred_by="Delta"),
    )
    found = screened(made, "Delta", {"Delta": GOOD, "Harbour": BAD, "Otter": GOOD})
    assert [one.link.client for one in found.chain] == ["Delta", "Harbour", "Otter"]
    assert keys(found.warnings) == ["screen.warn.let_go.behind"]
    assert keys(found.notes)[:2] == ["screen.note.clean", "screen.note.hint"]


def test_a_chain_has_an_end() -> None:
    """However long the records make it."""
    clients = [Client(f"C{n}", referred_by=f"C{n + 1}") for n in range(60)]
    assert len(chain(book(*clients), LEAD, "C0", AS_OF)) == LONGEST


def test_through_somebody_at_a_client() -> None:
    """A person stands for the client they write from."""
    wrote = FiledMessage("Delta", 1, Message(MONDAY, "sofie@delta.example", sender_name="Sofie Maes"), True)
    made = screened(book(Client("Delta"), messages=(wrote,)), "Sofie", {"Delta": BAD})
    assert (made.chain[0].link.kind, made.chain[0].link.client) == ("person", "Delta")
    assert keys(made.warnings) == ["screen.warn.let_go.near"]


def test_a_lead_that_the_records_know() -> None:
    """Who sent them need not be said again; a word on it counts more; nobody sends themselves."""
    made = book(Client(LEAD, referred_by="Delta"), Client("Delta"), Client("Harbour"))
    assert source_of(made, "kiosk nine", "") == "Delta"
    assert source_of(made, LEAD, "Harbour") == "Harbour"
    found = screened(made, "", {"Delta": BAD})
    assert (found.client, keys(found.warnings)) == (LEAD, ["screen.warn.let_go.near"])
    assert "screen.note.is_client" in keys(found.notes)
    assert screened(made, LEAD).chain == ()


def test_a_person_of_that_name_is_not_the_lead() -> None:
    """What somebody at a client writes is not held against a lead."""
    made = book(Client("Delta"), messages=(mail("A discount, please.", client="Delta", sender_name=LEAD),))
    found = screened(made)
    assert (found.client, found.flags, found.mails) == ("", (), None)


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_asks_and_offers_its_own(family: Family) -> None:
    """Each with its why; first what is for a reason, then what is for everybody; none twice."""
    review = replace(BAD, row="too_early", reasons=(reason(family),))
    made = screened(book(Client("Delta")), "Delta", {"Delta": review})
    assert names(made.questions) == [*ASKED[family], *ASKED["always"]]
    assert names(made.terms) == [*OFFERED[family], *OFFERED["always"]]
    assert all(one.why.key for one in (*made.questions, *made.terms))


def test_flags_in_first_mails() -> None:
    """Each with its places and how many of how many; each leads to a question or a term."""
    made = screened(
        book(
            Client(LEAD),
            messages=(
                mail("Could you give us a discount? Our last designer was useless.", 10),
                mail("We need it asap.", 34),
                mail("Thank you, that looks fine.", 58),
                mail("Hello?", 60, acts=("chaser",)),
                mail("We only pay in cash.", 61, acts=("refused_method",)),
                mail("Typical.", 62, acts=("irritated",)),
            ),
        )
    )
    assert {flag.kind: (flag.times, flag.of) for flag in made.flags} == {
        "haggling": (1, 6),
        "urgency": (2, 6),
        "former_provider": (1, 6),
        "payment": (1, 6),
        "tone": (1, 6),
    }
    assert all(flag.evidence and flag.family == ABOUT[flag.kind] for flag in made.flags)
    assert {"invoices", "contact", "former"} <= set(names(made.questions))
    assert made.warnings == ()


@pytest.mark.parametrize(
    ("hours", "late"),
    [([20, 44, 10, 34], 2), ([20, 10, 34], None), ([20, 44, 10, 34, 35, 36, 58], None), ([130, 154], 2)],
)
def test_out_of_hours_is_said_where_it_is_no_chance(hours: list[float], late: int | None) -> None:
    """Twice, and a third of their mails; on the freelancer's clock, with weekends."""
    mails = tuple(mail("Hello, about the leaflet.", hour) for hour in hours)
    flags = {flag.kind: flag.times for flag in screened(book(Client(LEAD), messages=mails)).flags}
    assert flags.get("out_of_hours") == late


def test_only_the_first_mails_count() -> None:
    """Those of the first two months, at most twenty; not what machines, others, or the days to come say."""
    calm = [mail("Fine with me.", 10 + number / 10) for number in range(MOST)]
    later = mail("I want a discount.", 24 * 61)
    assert screened(book(Client(LEAD), messages=(*calm[:2], later))).flags == ()
    assert screened(book(Client(LEAD), messages=(*calm, mail("A discount!", 90)))).flags == ()
    outgoing = mail("A discount!")._replace(incoming=False)
    machine = mail("A discount!", automatic=True)
    future = mail("A discount!", 24 * 20)
    found = screened(book(Client(LEAD), messages=(outgoing, machine, future)))
    assert (found.flags, found.mails) == ((), None)
    assert screened(book(Client(LEAD), messages=tuple(calm[:3]))).mails == 3


HINTS = {
    "Could you come down a bit on the price? We have a tight budget.": {"haggling"},
    "There will be lots of work later if this goes well.": {"haggling"},
    "Is there any room for movement on the price? There is great exposure in it.": {"haggling"},
    "Pouvez-vous revoir le prix à la baisse ?": {"haggling"},
    "Kunt u iets doen aan de prijs? Een ander vraagt de helft.": {"haggling"},
    "We need this for tomorrow, it is really urgent.": {"urgency"},
    "Our previous agency let us down completely.": {"former_provider"},
    "We have already been through three designers.": {"former_provider"},
    "Pourriez-vous nous faire un prix d'ami ? Nous avons un petit budget.": {"haggling"},
    "C'est très urgent, il faudrait commencer demain.": {"urgency"},
    "Notre ancien graphiste n'a rien compris à ce que nous voulions.": {"former_provider"},
    "Kan daar nog korting op? We hebben maar een klein budget.": {"haggling"},
    "Het moet zo snel mogelijk klaar zijn, tegen morgen als het kan.": {"urgency"},
    "Onze vorige ontwerper heeft ons laten zitten.": {"former_provider"},
    "Giá này hơi cao, bạn bớt chút được không?": {"haggling"},
    "Bên mình cần gấp lắm, càng sớm càng tốt nhé.": {"urgency"},
    "Bên thiết kế cũ làm quá tệ nên mình mới đổi.": {"former_provider"},
}
HARMLESS = (
    "We would like a brochure for our shop. The budget is about two thousand euros, is that realistic?",
    "There is no rush, it is not urgent. Our last designer retired and recommended you.",
    "We are not asking for a discount. Could you send us your usual rates and terms?",
    "Our previous agency closed last year; they were lovely to work with.",
    "Nous cherchons quelqu'un pour notre site. Ce n'est pas urgent, le budget est de deux mille euros.",
    "Notre ancienne graphiste prend sa retraite et nous a donné votre nom.",
    "We zoeken iemand voor onze website. Het is niet dringend; het budget is tweeduizend euro.",
    "Onze vorige vormgever gaat met pensioen en gaf ons jouw naam.",
    "Bên mình muốn làm một tờ giới thiệu cho cửa hàng, không gấp đâu. Bạn báo giá giúp mình nhé.",
    "Leave out the discount code on the second page, please.",
    "Merci de retirer le code de réduction ; la remise des fichiers est prévue le 3.",
    "Mã giảm giá ở trang hai thì bỏ đi nhé.",
    "Bạn thiết kế trước đây của bên mình nghỉ hưu nên giới thiệu bạn.",
)


@pytest.mark.parametrize("text", HINTS)
def test_hints_are_found(text: str) -> None:
    """In the four languages."""
    assert hints_in(text) == HINTS[text]


@pytest.mark.parametrize("text", HARMLESS)
def test_friendly_first_mails_hold_no_hint(text: str) -> None:
    """A budget that is named, a colleague who retired, and no hurry."""
    assert hints_in(text) == frozenset()


def test_every_language_has_the_same_hints() -> None:
    """None is only found in one language."""
    sheets = shelf.toml("goodterms.parting", "lead_mail")
    assert {frozenset(tables) for tables in sheets.values()} == {
        frozenset({"haggling", "urgency", "former_provider"})
    }
    assert set(sheets) == {"en", "fr", "nl", "vi"}


def test_a_stem_stands_for_its_words() -> None:
    """The sheets may say `délai*`; texts in other languages are read by all."""
    assert hints_in("Les délais sont courts, merci de nous dire quand vous pouvez.") == {"urgency"}
    assert hints_in("asap") == {"urgency"}
