"""Everything there is to do, on its day; and as a calendar that is read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from goodterms.parting.ics import WIDTH, Event, calendar, uid
from goodterms.records.reading import read_source
from goodterms.records.source import Source
from parting.scene import AS_OF, MARA, Scene, ago, euros, keys, on

MADE = date(2026, 6, 15)


def test_from_the_first_to_the_last() -> None:
    """Told today, thirty days of courtesy, and what comes after; every step with a reason."""
    made = Scene().regular().ready().plan()
    last = AS_OF + timedelta(30)
    assert made.notice.last_day == last
    found = {step.what.key.removeprefix("step."): step.on for step in made.steps}
    assert found["tell.in_person"] == found["confirm.email"] == AS_OF
    assert found["handover"] == last - timedelta(7)
    assert found["last_day"] == found["final_invoice"] == last
    assert (found["thank_you"], found["help_until"]) == (last + timedelta(7), last + timedelta(14))
    looks = [step.on for step in made.steps if step.what.key == "step.look_back"]
    assert looks == [last + timedelta(days) for days in (30, 90, 180)]
    assert [step.on for step in made.steps] == sorted(step.on for step in made.steps)
    assert all(step.why.key == f"step.{step.what.key.split('.')[1]}.why" for step in made.steps)


def test_what_was_marked_is_done() -> None:
    """The others say what to mark."""
    made = Scene().ready().plan()
    done = {step.what.key for step in made.steps if step.is_done}
    assert {"step.prepare", "step.reread", "step.gather"} <= done
    tell = next(step for step in made.steps if step.what.key.startswith("step.tell"))
    assert (tell.is_done, tell.mark) == (False, "told")


def test_nothing_to_hand_over_where_it_ends_today() -> None:
    """Without notice there is no time for it."""
    assert on(Scene().ready().plan(), "handover") is None


def test_money_first() -> None:
    """What is to be delivered, billed, asked for and secured before."""
    scene = Scene().bill("1", ago(50), due=ago(20)).make("Logo", price=euros(90), delivered_on=ago(3))
    scene.make("Shop", due=ago(-2), price=euros(800)).make("Late", due=ago(-400))
    made = scene.plan()
    assert (on(made, "bill"), on(made, "remind"), on(made, "deposit")) == (AS_OF, AS_OF, AS_OF)
    deliver = [(step.what.values["name"], step.on) for step in made.steps if step.what.key == "step.deliver"]
    assert deliver == [("Shop", ago(-2))]


def test_no_piece_of_work_is_asked_for_twice() -> None:
    """What is due in the time of notice is delivered then; else what is prepaid is delivered or given back.
    Whoever was told still gets it."""
    scene = Scene().regular().ready().make("Shop", due=ago(-20), prepaid=euros(300))
    scene.make("Logo", due=ago(3), prepaid=euros(100))
    for made in (scene.plan(), scene.mark("told", ago(0)).plan()):
        found = [
            (step.what.key, step.what.values["name"], step.on)
            for step in made.steps
            if "name" in step.what.values
        ]
        assert found == [("step.prepaid", "Logo", AS_OF), ("step.deliver", "Shop", ago(-20))]


def test_an_e_mail_confirms_itself() -> None:
    """Whoever is told by e-mail is asked whether they have it; who was told by phone has it written."""
    scene = Scene(since=ago(90)).mail(ago(2)).ready()
    assert "step.confirm.received" in keys(step.what for step in scene.plan().steps)
    assert scene.plan().channel.confirm_why.key == "plan.confirm.itself"
    said = keys(step.what for step in scene.mark("told=video").plan().steps)
    assert {"step.tell.phone", "step.confirm.email"} <= set(said)


def test_nothing_is_to_be_done_in_the_past() -> None:
    """Told six weeks ago and nothing marked since: all of it is to be done today. What is over is over."""
    scene = Scene().regular().ready(ago(60)).mark("told=phone", ago(45))
    made = scene.plan()
    waiting = {step.what.key: step.on for step in made.steps if not step.is_done}
    assert {waiting[f"step.{name}"] for name in ("handover", "last_day", "confirm.email")} == {AS_OF}
    assert min(waiting.values()) == AS_OF
    over = scene.mark("closed").mark("reconciled").look_back(ago(-9)).plan(as_of=ago(-20))
    left = [step.what.key for step in over.steps if not step.is_done]
    assert left == ["step.retention_unknown", "step.look_back", "step.look_back"]


def test_on_days_of_work() -> None:
    """The last day is Saturday 18 July: handed over from Friday the 10th, thanked on Monday the 27th."""
    made = Scene().regular().ready().plan(as_of=ago(-3))
    assert made.notice.last_day == date(2026, 7, 18)
    assert (on(made, "handover"), on(made, "thank_you")) == (date(2026, 7, 10), date(2026, 7, 27))


def test_a_threat_is_not_something_to_sleep_on() -> None:
    """Are you safe? Nothing speaks for keeping them, and nobody is handed on (T11, T15)."""
    made = Scene().judged(verdict="keep").mail(ago(1), "threat").plan()
    assert (on(made, "threat"), on(made, "trigger")) == (AS_OF, None)
    assert "plan.note.keep" not in keys(made.notes)
    assert not made.alternatives.offer


def test_work_without_a_day_is_delivered_now() -> None:
    """Nobody said when."""
    assert on(Scene().make("Someday", price=euros(5)).plan(), "deliver") == AS_OF


def test_the_gut_and_what_is_fresh_are_steps() -> None:
    """Until they are done."""
    made = Scene().mail(ago(1), "hostile").plan()
    assert (on(made, "gut"), on(made, "trigger"), on(made, "considering")) == (AS_OF, AS_OF, AS_OF)
    assert on(made, "cooling_end") == AS_OF + timedelta(3)
    assert on(Scene().ready().plan(), "gut") is None


def test_how_long_papers_are_kept() -> None:
    """By the law where the freelancer is; no number where none is sure."""
    kept = Scene(replace(MARA, country="FR")).plan()
    step = next(step for step in kept.steps if step.what.key == "step.retention")
    assert step.what.values["years"] == 10
    for country in ("DE", "BE", ""):
        assert on(Scene(replace(MARA, country=country)).plan(), "retention_unknown") is not None


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=120).map(
    lambda text: " ".join(text.split()) or "x"
)
EVENTS = st.lists(st.tuples(st.dates(date(2000, 1, 1), date(2090, 1, 1)), TEXTS, TEXTS), max_size=5)


@settings(deadline=None)
@given(EVENTS)
def test_a_calendar_is_read_back(told: list[tuple[str, date, str]]) -> None:
    """Whatever letters a title has, another reader finds the same days and words; our own importer knows the
    file for a calendar, and counts each day of it."""
    text = calendar((Event(uid(str(n)), day, *said) for n, (day, *said) in enumerate(told)), MADE)
    entries = Calendar.from_ical(text).walk("VEVENT")
    found = [(one["DTSTART"].dt, str(one["SUMMARY"]), str(one["DESCRIPTION"])) for one in entries]
    assert found == told
    batch = read_source(Source("plan.ics", text.encode(), zone="Europe/Brussels", home="BE"))
    assert batch.importer == "ical"
    assert sum(one.values["count"] for one in batch.problems if one.key == "ical.whole_days") == len(told)


@given(EVENTS)
@example([(date(2026, 6, 15), "ế" * 60, "x" * 200)])
def test_no_line_is_longer_than_the_standard_allows(told: list[tuple[str, date, str]]) -> None:
    """Seventy-five octets; each line ends as it should, and no character is cut."""
    text = calendar((Event("u", *one) for one in told), MADE)
    lines = text.split("\r\n")
    assert lines[-1] == "" and all(len(line.encode()) <= WIDTH for line in lines)
    assert text.replace("\r\n ", "").count("\r\n") == 4 + 9 * len(told)


def test_marks_are_escaped() -> None:
    """A comma, a semicolon, a backslash and a line's end mean something in a calendar."""
    text = calendar([Event("u", MADE, "a,b;c\\d\ne")], MADE)
    assert "SUMMARY:a\\,b\\;c\\\\d\\ne\r\n" in text
    assert "DESCRIPTION" not in text


def test_the_same_step_is_the_same_event() -> None:
    """Whoever imports it again moves it, and has no second one."""
    assert uid("Kestrel", "step.tell") == uid("Kestrel", "step.tell") != uid("Kestrel", "step.prepare")
