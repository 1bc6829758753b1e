"""What the records say of a client that a letter could claim, and what they leave unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms import desk
from goodterms.letters.acquaintance import MOST_SUBJECTS, thing
from goodterms.letters.knowing import known_of
from goodterms.letters.known import Known, Late
from goodterms.parting.model import Plan
from goodterms.records.book import Book
from goodterms.records.model import Client, Colleague
from goodterms.review import playbook
from goodterms.review.model import ClientReview
from goodterms.terms.languages import nfc
from letters.records import AS_OF, CLIENT, MARA, OTHER, Records, ago, euros
from parting import scene

WEEKDAYS = [day for day in range(1, 57) if ago(day).weekday() < 5]
"""The working days of eight weeks, in days before."""


def share(known: Known, name: str) -> float | None:
    fact = getattr(known, name)
    return None if fact is None else round(fact.value, 3)


def lines(known: Known, name: str) -> list[int]:
    """The lines that a fact rests on."""
    return [int(place.locator.removeprefix("line ")) for place in getattr(known, name).evidence]


# Nothing known


def test_nothing_is_known_of_a_stranger() -> None:
    """Somebody without records: every fact is unknown, none is zero (T5)."""
    known = Records().known(client="Nobody & Co")
    assert known == Known("Nobody & Co", AS_OF, me="Mara Lind")


def test_nothing_is_known_of_a_client_without_records() -> None:
    """A name in a list says nothing else."""
    assert Records(language="nl").known() == Known(CLIENT, AS_OF, me="Mara Lind", language="nl")


def test_later_records_are_not_known_yet() -> None:
    """As of an earlier day, what came after has not happened."""
    told = Records()
    told.bill("2026-014", AS_OF + timedelta(days=1))
    told.work(AS_OF + timedelta(days=1), 5)
    told.make("shop window", AS_OF + timedelta(days=1))
    told.mail(AS_OF + timedelta(days=1), "Ann Vos")
    told.feel(AS_OF + timedelta(days=1), fit_style=4)
    assert told.known() == Known(CLIENT, AS_OF, me="Mara Lind")


# Booked


def test_a_full_calendar_is_full() -> None:
    """Everybody's hours count, against the working hours of eight weeks."""
    told = Records()
    for day in WEEKDAYS:
        told.work(ago(day), 5)
        told.work(ago(day), 3, OTHER)
    assert share(told.known(), "booked") == 1
    assert len(told.known().booked.evidence) == 3  # type: ignore[union-attr]


def test_holidays_are_no_working_days() -> None:
    """Two weeks off are not two idle weeks."""
    away = tuple(ago(day) for day in range(20, 34))
    told = Records(replace(MARA, holidays=away))
    for day in WEEKDAYS:
        if ago(day) not in away:
            told.work(ago(day), 6)
    assert share(told.known(), "booked") == 0.75


def test_working_days_are_the_freelancers_own() -> None:
    """Who works on two days is full with two days; who names none works Monday to Friday."""
    for days, full in ((("mon", "tue"), 1), ((), 0.4)):
        told = Records(replace(MARA, days=days))
        told.work(ago(57), 1)
        for day in WEEKDAYS:
            if ago(day).weekday() < 2:
                told.work(ago(day), 8)
        told.work(ago(1), 0, OTHER)
        assert share(told.known(), "booked") == pytest.approx(full, abs=0.02)


def test_time_before_the_first_record_and_after_the_last_is_unknown() -> None:
    """Who began to note hours three weeks ago, or imports them once a month, was not idle before or since."""
    noted = [day for day in WEEKDAYS if 15 <= day <= 36]
    told = Records()
    for day in noted:
        told.work(ago(day), 8)
    assert share(told.known(), "booked") == 1


def test_too_few_days_say_nothing() -> None:
    """A week of records is no calendar, and neither is work at no hours, or long ago."""
    told = Records()
    for day in WEEKDAYS[:5]:
        told.work(ago(day), 8)
    assert told.known().booked is None
    long_ago = Records()
    long_ago.work(ago(200), 8)
    long_ago.work(ago(300), 8)
    assert long_ago.known().booked is None
    never = Records(replace(MARA, work_from=600, work_to=600))
    for day in WEEKDAYS:
        never.work(ago(day), 8)
    assert never.known().booked is None


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 80), st.integers(-2, 30)), max_size=30), st.integers(0, 24))
def test_more_hours_never_make_a_calendar_emptier(entries: list[tuple[int, int]], more: int) -> None:
    """Whatever was worked: hours on a day that has some leave the share or raise it."""
    told = Records()
    for day, hours in entries:
        told.work(ago(day), hours)
    before = share(told.known(), "booked")
    if entries:
        told.work(ago(entries[0][0]), more, OTHER)
    after = share(told.known(), "booked")
    assert (before is None) == (after is None)
    assert before is None or after is None or 0 <= before <= after


# Growth


def grown(before: float, after: float, *, since: date | None = date(2020, 1, 1)) -> Records:
    """A client of so many hours every week in one half-year and in the next."""
    told = Records(since=since)
    for week in range(53):
        hours = after if week < 26 else before
        if hours:
            told.work(ago(7 * week), hours)
    told.work(ago(0), 1, OTHER)
    told.work(ago(400), 1, OTHER)
    return told


def test_growth_compares_half_years() -> None:
    """Half as much again is half as much again; nothing any more is 0."""
    assert share(grown(4, 6).known(), "growth") == pytest.approx(1.5, abs=0.06)
    assert share(grown(4, 0).known(), "growth") == 0
    assert grown(4, 0).known().growth.evidence  # type: ignore[union-attr]


def test_growth_of_a_young_client_is_unknown() -> None:
    """There is nothing to compare with in the first year, without hours before, or without hours at all."""
    assert grown(4, 6, since=ago(300)).known().growth is None
    assert grown(0, 6).known().growth is None
    assert grown(0, 0).known().growth is None
    scarce = Records(since=date(2020, 1, 1))
    scarce.work(ago(300), 2)
    scarce.work(ago(30), 2)
    scarce.work(ago(500), 2, OTHER)
    assert scarce.known().growth is None


def test_growth_ends_where_the_hours_do() -> None:
    """Hours imported to the end of last month are no shrinking client; old ones say nothing of today."""
    told = grown(4, 4)
    a_month_on = told.known(as_of=AS_OF + timedelta(days=30))
    assert share(a_month_on, "growth") == share(told.known(), "growth")
    assert told.known(as_of=AS_OF + timedelta(days=90)).growth is None


# On time


def billed(*late: int | None, assumed: bool = False) -> Records:
    """Invoices due month after month, paid so many days late, or not at all."""
    told = Records()
    for index, days in enumerate(late):
        due = ago(20 + 30 * index)
        paid = [] if days is None else [(due + timedelta(days=days), 500)]
        told.bill(f"2026-{index:03}", due - timedelta(days=30), due=None if assumed else due, paid=paid)
    return told


def test_within_the_grace_is_on_time() -> None:
    """A bank needs a few days; who pays later, or not, is late; no due day means thirty days."""
    assert share(billed(0, -3, 7, 8).known(), "on_time") == 0.75
    assert share(billed(0, -3, 7, 8, assumed=True).known(), "on_time") == 0.75
    assert share(billed(0, 3, None, 40).known(), "on_time") == 0.5
    assert share(billed(0, -3, 7, 8).known(grace_days=10), "on_time") == 1


def test_the_late_ones_are_the_evidence() -> None:
    """Where some are late they are shown, the latest first; else those that were paid well."""
    told = billed(0, 20, 0, 30)
    places = [bill.record.evidence for bill in told.book().invoices]
    assert told.known().on_time.evidence == (places[1], places[3])  # type: ignore[union-attr]
    good = billed(0, 0, 0, 0)
    places = [bill.record.evidence for bill in good.book().invoices]
    assert good.known().on_time.evidence == tuple(places[:3])  # type: ignore[union-attr]


def test_what_cannot_be_judged_is_left_out() -> None:
    """Fewer than three, disputed, credited away, older than a year, or within the grace."""
    assert billed(0, 40).known().on_time is None
    told = billed(0, 0, 0)
    told.bill("2026-100", ago(90), due=ago(60), disputed=True)
    told.bill("2026-101", ago(90), due=ago(60), credit=500)
    told.bill("2024-001", ago(500), due=ago(470))
    told.bill("2026-102", ago(33), due=ago(3))
    assert share(told.known(), "on_time") == 1


def test_open_invoices_are_unknown_where_no_payment_is() -> None:
    """Who never imported payments does not learn that nobody pays (T5)."""
    told = billed(None, None, None)
    assert told.known().on_time is None
    told.pay(ago(1))
    assert share(told.known(), "on_time") == 0


def test_parts_of_a_payment_add_up() -> None:
    """Settled is when nearly all of it is in and stays in; other currencies and refunds do not help."""
    told = billed(0, 0)
    due = ago(100)
    told.bill("2026-200", due - timedelta(days=30), due=due, paid=[(due, 200), (due, 295)])
    told.bill("2026-201", due - timedelta(days=30), due=due, paid=[(due, 500)], currency="USD")
    told.bill("2026-202", due - timedelta(days=30), due=due, paid=[(due, 500), (due, -500)])
    told.bill("2026-203", due - timedelta(days=30), due=due, paid=[(due, 300)], credit=200)
    assert share(told.known(), "on_time") == pytest.approx(4 / 6, abs=0.001)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.none() | st.integers(-20, 90), max_size=12), st.integers(0, 60))
def test_paying_earlier_never_looks_worse(late: list[int | None], days: int) -> None:
    """Whatever else was paid: invoices that are all paid earlier leave the share or raise it."""
    before = share(billed(0, 0, *late).known(), "on_time")
    sooner = [-days if one is None else one - days for one in late]
    after = share(billed(0, 0, *sooner).known(), "on_time")
    assert before is None or (after is not None and before <= after)
    assert after is None or 0 <= after <= 1


# Fit


def test_fit_is_the_mean_of_the_last_years_ratings() -> None:
    """Both ratings count; older ones and other feelings do not."""
    told = Records()
    told.feel(ago(10), fit_style=1, fit_vision=2)
    told.feel(ago(200), fit_vision=3)
    told.feel(ago(20), dread=4)
    told.feel(ago(400), fit_style=4, fit_vision=4)
    assert share(told.known(), "fit") == 2
    assert lines(told.known(), "fit") == [1, 2]


# Bills


def test_bills_of_two_years_with_what_is_open() -> None:
    """The latest first; payments and credit notes taken off, never below nothing, in its currency."""
    told = Records()
    told.bill("2023-001", ago(900))
    told.bill("2026-001", ago(300), 1000, due=ago(270), paid=[(ago(260), 300), (ago(250), 100)], credit=200)
    told.bill("2026-002", ago(200), 500, paid=[(ago(190), 700)])
    told.bill("2026-003", ago(100), 500, paid=[(ago(90), 500)], currency="USD")
    told.bill("2026-004", ago(50), client=OTHER)
    newest, middle, oldest = told.known().bills
    assert (newest.number, newest.open, newest.paid) == ("2026-003", euros(500), ())
    assert (middle.number, middle.open, middle.due) == ("2026-002", euros(0), None)
    assert (oldest.total, oldest.open, oldest.credited) == (euros(1000), euros(400), euros(200))
    assert (oldest.paid, oldest.evidence.locator) == ((ago(260), ago(250)), "line 2")


# Since, regular, channel


def test_since_is_told_or_the_first_record() -> None:
    """The freelancer's own word goes first."""
    told = Records(since=date(2019, 3, 1))
    told.mail(ago(800), "Ann Vos")
    assert (told.known().since, told.known().is_since_told) == (date(2019, 3, 1), True)
    told.clients[0] = Client(CLIENT)
    assert (told.known().since, told.known().is_since_told) == (ago(800), False)


def monthly(*months: int, since: date | None = date(2020, 1, 1), hours: bool = False) -> Records:
    """An invoice, or an hour, so many months ago."""
    told = Records(since=since)
    for month in months:
        day = AS_OF.replace(day=15) - timedelta(days=30 * month)
        _ = told.work(day, 1) if hours else told.bill(f"2026-{month:03}", day)
    return told


@pytest.mark.parametrize("hours", [False, True])
def test_regular_is_four_months_of_six(hours: bool) -> None:
    """Invoices or hours; three months are too few, and so are those long ago (M77)."""
    assert monthly(0, 1, 3, 5, hours=hours).known().is_regular is True
    assert monthly(0, 1, 3, hours=hours).known().is_regular is False
    assert monthly(8, 9, 10, 11, hours=hours).known().is_regular is False
    assert monthly(0, 1, since=ago(45), hours=hours).known().is_regular is None


def test_the_usual_channel_is_that_of_most_days() -> None:
    """Forty chat messages on a day are one conversation; machines do not count (M54)."""
    told = Records()
    for minute in range(40):
        told.mail(ago(3), sender="Ann", channel="chat", text=str(minute))
    for day in (5, 6):
        told.mail(ago(day), "Ann Vos")
    assert told.known().usual_channel == "email"
    for day in (10, 20):
        told.mail(ago(day), channel="sms")
        told.mail(ago(day + 40), automatic=True)
    assert told.known().usual_channel == "chat"
    for day in (50, 60, 70):
        told.work(ago(day), 1, activity="call")
    assert told.known().usual_channel == "chat"  # as often, and later
    told.mail(ago(80), channel="call")
    assert told.known().usual_channel == "call"
    assert told.known(as_of=AS_OF + timedelta(days=500)).usual_channel == ""


def test_without_messages_no_channel_is_usual() -> None:
    """Hours that were calls do not say how much was written (T5)."""
    told = Records()
    told.work(ago(5), 1, activity="call")
    assert told.known().usual_channel == ""


# People


@pytest.mark.parametrize(
    ("written", "contact"),
    [
        ("Ann Vos", "Ann Vos"),
        ("Vos, Ann", "Ann Vos"),
        ('"Ann Vos (Quayside Bikes)"', "Ann Vos"),
        ("Ann Vos | Quayside", "Ann Vos"),
        ("Ann Quayside", "Ann Quayside"),
        ("Nguyễn Văn Tân", "Nguyễn Văn Tân"),
        ("Lê Lan", "Lê Lan"),
        ("Ann", "Ann"),
        ("Quayside Bikes", ""),
        ("Quayside Team", ""),
        ("Quayside Brugge", ""),
        ("Customer Service", ""),
        ("Phòng Kế Toán", ""),
        ("Comptabilité", ""),
        ("Rivet Parts Ltd", ""),
        ("info@bikes.example", ""),
        ("+32 470 00 00 00", ""),
        ("bikesbelgium", ""),
        ("(", ""),
        ("", ""),
    ],
)
def test_a_contact_is_a_person(written: str, contact: str) -> None:
    """A team, an office, a company, an address or a number has no name to greet."""
    told = Records(domains=("bikesbelgium.example",))
    told.mail(ago(3), written, sender="a@b.example")
    assert told.known().contact == contact


def test_the_contact_writes_most() -> None:
    """However they are written; the freelancer and machines do not count; of two the one who wrote last."""
    told = Records()
    for day, name in ((9, "ANN VOS"), (8, "Ann Vos"), (7, "Piet Maes"), (6, "Piet Maes"), (5, "Ann Vos")):
        told.mail(ago(day), name)
    for day in range(10, 20):
        told.mail(ago(day), "Mara Lind", incoming=False)
        told.mail(ago(day), "Mail Daemon Smith", automatic=True)
    assert told.known().contact == "Ann Vos"
    told.mail(ago(4), "Piet Maes")
    assert told.known().contact == "Piet Maes"


def test_a_client_who_is_a_person_is_the_contact() -> None:
    """Whether they write or not; a company never is."""
    for kind, contact in (("person", CLIENT), ("consumer", CLIENT), ("company", ""), ("", "")):
        told = Records(kind=kind)
        assert told.known().contact == contact
        told.mail(ago(3), CLIENT)
        assert told.known().contact == contact


def test_a_chat_shows_its_sender() -> None:
    """There the name stands in place of the address."""
    told = Records()
    told.mail(ago(3), sender="Ann Vos", channel="chat")
    assert told.known().contact == "Ann Vos"


def test_colleagues_agreed_have_room_and_speak_the_language() -> None:
    """Consent that is unknown is none."""
    told = Records(language="nl")
    told.colleagues = [
        Colleague("Noor Adem", skills=("layout",), languages=("nl", "fr"), capacity="from May", consent=True),
        Colleague("Bao Trần", consent=True),
        Colleague("Ilse Vanhove", languages=("nl",)),
        Colleague("Jo Maes", languages=("nl",), consent=False),
        Colleague("Emma Roux", languages=("fr",), consent=True),
        Colleague("Tom Baert", capacity="Full", consent=True),
        Colleague("Vy Lê", capacity="hết chỗ", consent=True),
    ]
    known = told.known()
    assert [one.name for one in known.colleagues] == ["Noor Adem", "Bao Trần"]
    assert known.colleagues[0].skills == ("layout",)
    assert known.unwilling == ("Ilse Vanhove", "Jo Maes")
    told.clients[0] = Client(CLIENT)
    assert [one.name for one in told.known().colleagues] == ["Noor Adem", "Bao Trần", "Emma Roux"]


# Subjects


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Quayside Bikes 3", ""),
        ("Quayside Bikes", ""),
        ("Quayside Bikes logo 7", "logo"),
        ("QUAYSIDE-BIKES: winter catalogue", "winter catalogue"),
        ("Winter catalogue - Quayside Bikes", "Winter catalogue"),
        ("Winter catalogue for Quayside Bikes", "Winter catalogue"),
        ("Quayside tour poster", "Quayside tour poster"),
        ("winter catalogue (07/25)", "winter catalogue"),
        ("Winter catalogue, part 2", "Winter catalogue"),
        ("Newsletter June 2026", "Newsletter"),
        ("2026-014 newsletter", "newsletter"),
        ("#12 newsletter", "newsletter"),
        ("100 years of bikes", "100 years of bikes"),
        ("The March poster", "The March poster"),
        ("Tờ rơi mùa hè tháng 7", "Tờ rơi mùa hè"),
        ("L'affiche du vélo n° 4", "L'affiche du vélo"),
        ("New project 4", ""),
        ("Hours June 2026", ""),
        ("Invoice 2026-014", ""),
        ("Openstaande facturen", ""),
        ("Nhắc thanh toán", ""),
        ("Problem with the logo", ""),
        ("Where is the logo?", ""),
        ("Could you please send me the new logo today", ""),
        ("- 3 -", ""),
        ("", ""),
    ],
)
def test_a_thing_is_what_its_name_says_beyond_the_client(name: str, said: str) -> None:
    """Without the client's name, numbers that only count, money and trouble."""
    assert thing(name, CLIENT) == said


def test_legal_forms_do_not_hide_a_client() -> None:
    """The name in the books and the name on the work need not be the same to the letter."""
    assert thing("Harbour & Sons Ltd rope catalogue", "Harbour and Sons Ltd") == "rope catalogue"
    assert thing("Harbour Sons rope catalogue", "Harbour & Sons BV") == "rope catalogue"


def test_subjects_are_the_latest_work_then_what_mail_was_about() -> None:
    """Each once; a line of mail from the third time on, and never one with harsh words."""
    told = Records()
    told.make("spring poster", ago(300))
    told.make("tour map 2", ago(20))
    told.make("tour map 1", ago(200))
    told.make("shop sign")
    told.make("bell stickers", due=ago(50))
    told.work(ago(10), 2, project="Quayside Bikes repair manual")
    told.work(ago(11), 2, project="")
    for index, subject in enumerate(["Cargo trailer", "Re: Cargo trailer", "Antw: Fwd: Cargo trailer"]):
        told.mail(ago(5 - index), "Ann Vos", subject=subject)
        told.mail(ago(5 - index), "Ann Vos", subject="Re: The tour map")
        told.mail(ago(5 - index), "Ann Vos", subject="Re: Invoice 2026-014")
        told.mail(ago(5 - index), "Ann Vos", subject="Helmet campaign", acts=("hostile",))
        told.mail(ago(5 - index), "Ann Vos", subject="Bike news letter", automatic=True)
    told.mail(ago(1), "Ann Vos", subject="Lamp leaflet")
    found = told.known().subjects
    assert [subject.name for subject in found] == [
        "repair manual", "tour map", "bell stickers", "spring poster", "shop sign", "Cargo trailer",
    ]  # fmt: skip
    assert found[1].evidence.locator == "line 2"
    titles = [subject.title for subject in found]
    assert (titles[0], titles[-1]) == ("Quayside Bikes repair manual", "Cargo trailer")


def test_subjects_are_few() -> None:
    """The rest is long ago."""
    told = Records()
    for index, name in enumerate("poster map sign sticker manual trailer lamp helmet saddle pedal".split()):
        told.make(f"{name} design", ago(index))
    assert len(told.known().subjects) == MOST_SUBJECTS
    assert told.known().subjects[0].name == "poster design"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30))
def test_any_name_gives_a_part_of_itself_or_nothing(name: str, client: str) -> None:
    """Whatever is written, nothing is made up."""
    said = thing(name, client)
    assert said == "" or said in " ".join(nfc(name).split())


# Paying late


@pytest.mark.parametrize(
    ("row", "level", "is_late"),
    [
        ("payment", 2, True),
        ("fine", 2, True),
        ("fine", 1, False),
        ("unpaid_raised", 1, True),
        ("worth", 0, False),
    ],
)
def test_a_late_payer_is_one_by_the_review(row: str, level: int, is_late: bool) -> None:
    """By a pattern, or by the row that spoke; late are those settled after the grace, and the open ones."""
    known = billed(0, 40, None, 40).known(found(row, level))
    assert known.late == (Late(3, 4) if is_late else None)
    assert (known.verdict, known.referral) == ("repair", True)


def test_an_old_debt_counts_among_the_late() -> None:
    """Whatever was settled longer than a year ago is past; what is still open is not."""
    told = Records()
    told.bill("2024-001", ago(800), due=ago(770))
    told.bill("2024-002", ago(700), due=ago(670), paid=[(ago(500), 500)])
    told.bill("2026-001", ago(60), due=ago(30), paid=[(ago(31), 500)])
    assert told.known(found("debt", 2)).late == Late(1, 2)


def found(row: str, level: int) -> ClientReview:
    """A review that says this of how they pay."""
    told = Records(since=date(2020, 1, 1))
    told.bill("2026-014", ago(40), due=ago(10))
    one = desk.review(told.book(), AS_OF).clients[0]
    return replace(one, verdict="repair", row=row, levels={**one.levels, "payment": level})


# The desk


def test_the_desk_asks_the_review() -> None:
    """Client by any spelling of the name; referral by the review; hardly anything of a stranger."""
    told = Records(since=date(2020, 1, 1))
    told.bill("2026-014", ago(40), due=ago(10))
    known = desk.known(told.book(), "quayside bikes", AS_OF)
    assert (known.client, known.referral, len(known.bills)) == (CLIENT, True, 1)
    assert (known.verdict, known.late) == ("not_enough_evidence", None)
    stranger = desk.known(told.book(), "Nobody", AS_OF, by=desk.WhichPlaybook("break-up"))
    assert stranger == Known("Nobody", AS_OF, me="Mara Lind")


def test_the_plan_says_until_when_to_wait_and_to_work() -> None:
    """Days that were set to consider hold a letter back while they last; without them nothing does (M40)."""
    numbers = playbook.load()[0]

    def known(plan: Plan | None) -> Known:
        return known_of(Book(MARA), None, CLIENT, AS_OF, numbers, plan)

    waits = scene.Scene().mark("considering").mark("cooling=4").plan()
    until = scene.AS_OF + timedelta(days=4)
    assert (known(waits).waits_until, known(waits).last_day) == (until, waits.notice.last_day)
    assert known(scene.Scene().ready().plan()).waits_until is None
    assert (known(None).waits_until, known(None).last_day) == (None, None)
