"""What is handed over: each thing once, with its evidence, and a list that comes to an end (M82, B14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from goodterms.parting.handover import Handover, Item, handover
from goodterms.parting.model import LooseEnd, Span
from goodterms.parting.planning import gather
from goodterms.records.model import Colleague, Freelancer
from goodterms.review.playbook import load
from goodterms.terms.evidence import Evidence
from parting.scene import AS_OF, CLIENT, MARA, Scene, ago, euros

GIVEN = "Here is the login for the hosting at OVH: user mara, password: Tulip-77"


def made(scene: Scene, as_of: date = AS_OF) -> Handover:
    """The pack of what is in the scene."""
    case = gather(scene.book(), scene.review, CLIENT, as_of, load()[0], scene.contracts)
    return handover(case)


def items(scene: Scene) -> list[tuple[str, str, str]]:
    """Kind, name and state of each item, but for the bill that nobody can know of."""
    return [(one.kind, one.name, one.state) for one in made(scene).items if one.kind != "bill"]


def todo(item: Item) -> str:
    return item.todo.key.rpartition(".")[2]


def test_an_access_that_was_given_is_open() -> None:
    """With the message that gave it, and no password."""
    (found, _) = made(Scene().mail(ago(90), text=GIVEN)).items
    assert (found.kind, found.name, found.state, found.day) == ("hosting", "OVH", "open", ago(90))
    assert todo(found) == "return"
    assert found.evidence is not None
    assert found.evidence.source == "records.csv"
    assert "Tulip" not in repr(made(Scene().mail(ago(90), text=GIVEN)))


def test_what_the_freelancer_gave_is_to_be_changed() -> None:
    """Who set it up knows it still."""
    found = made(Scene().mail(ago(90), text=GIVEN, incoming=False)).items[0]
    assert (found.state, todo(found)) == ("open", "rotate")


def test_a_later_message_closes_it_and_a_new_one_opens_it_again() -> None:
    """The last word counts."""
    scene = (
        Scene().mail(ago(90), text=GIVEN).mail(ago(9), text="We have changed the password of the hosting.")
    )
    (found, _) = made(scene).items
    assert (found.state, found.day) == ("done", ago(9))
    assert found.closed is not None
    assert "changed" in found.closed.quote
    assert items(scene.mail(ago(5), text=GIVEN)) == [("hosting", "OVH", "open")]


def test_what_is_only_named_is_unknown() -> None:
    """Nobody wrote who has it."""
    assert items(Scene().mail(ago(9), text="The proof is in the shared folder.")) == [
        ("folder", "", "unknown")
    ]


def test_what_was_only_given_back_is_no_item() -> None:
    """There is nothing to do, and nothing to show."""
    scene = (
        Scene().mail(ago(9), text="I have handed back all logins.").mail(ago(8), text="Badge handed back.")
    )
    assert items(scene) == []


def test_a_name_that_comes_later_belongs_to_what_was_known_without() -> None:
    """One of its kind is one thing; two of them are two, and a word without a name then closes neither."""
    scene = Scene().mail(ago(90), text="Here is the login for the hosting.").mail(ago(80), text=GIVEN)
    assert items(scene) == [("hosting", "OVH", "open")]
    scene.mail(ago(70), text="Here is the login for the hosting at Combell.")
    scene.mail(ago(60), text="We have changed the password of the hosting.")
    assert items(scene) == [("hosting", "OVH", "open"), ("hosting", "Combell", "open")]


def test_all_of_it_given_back_at_once() -> None:
    """Whatever was given by then."""
    scene = Scene().mail(ago(90), text=GIVEN).mail(ago(80), text="I've added you to our GitHub repository.")
    scene.mail(ago(9), text="I have handed back all logins.", incoming=False)
    assert [state for _, _, state in items(scene)] == ["done", "done"]


def test_machines_give_nothing() -> None:
    """A newsletter with a login in it is none."""
    assert items(Scene().mail(ago(9), text=GIVEN, automatic=True)) == []


def test_a_fault_is_open_until_somebody_says_that_it_works() -> None:
    """In the same thread, or in the same words; after half a year nobody asks."""
    broken = "The booking form does not work on a phone."
    scene = Scene().mail(ago(20), text=broken, thread="t")
    assert items(scene) == [("fault", broken, "open")]
    assert items(Scene().mail(ago(200), text=broken)) == []
    elsewhere = scene.mail(ago(19), text="It is fixed.", incoming=False, thread="other")
    assert items(elsewhere) == [("fault", broken, "open")]
    mended = scene.mail(ago(18), text="It is fixed.", incoming=False, thread="t")
    assert items(mended) == [("fault", broken, "done")]
    words = Scene().mail(ago(20), text=broken).mail(ago(18), text="The booking works again.", incoming=False)
    assert items(words) == [("fault", broken, "done")]
    again = Scene().mail(ago(20), text=broken).mail(ago(8), text=broken)
    assert [one.day for one in made(again).items if one.kind == "fault"] == [ago(8)]


def test_another_thing_that_works_again_closes_no_fault() -> None:
    """The words of `works` and `works again` are no thing, nor are those that stand anywhere."""
    broken = "The newsletter is not working."
    scene = Scene().mail(ago(20), text=broken).mail(ago(18), text="The login is working again.")
    assert ("fault", broken, "open") in items(scene)
    again = scene.mail(ago(17), text="The newsletter is working again.")
    assert ("fault", broken, "done") in items(again)
    scene = Scene().mail(ago(20), text="Please look again, the shop is broken.")
    asked = scene.mail(ago(18), text="Please try again, the colours are fixed.", incoming=False)
    assert [one.state for one in made(asked).items if one.kind == "fault"] == ["open"]


def test_what_is_agreed_and_not_delivered() -> None:
    """Each piece with its day."""
    scene = Scene().make("menu", due=ago(-9)).make("poster", delivered_on=ago(9))
    assert items(scene) == [("work", "menu", "open")]


def test_the_last_bill() -> None:
    """Open while something is unbilled, unknown where nobody knows, and nothing where nothing is."""
    scene = Scene().work(ago(50), 4).bill("1", ago(40), paid=[(ago(20), 500)])
    assert [one for one in made(scene).items if one.kind == "bill"] == []
    unknown = made(Scene()).items[-1]
    assert (unknown.kind, unknown.state) == ("bill", "unknown")
    priced = made(scene.make("menu", delivered_on=ago(9), price=euros(300)))
    assert (priced.items[-1].state, priced.items[-1].todo.values["sum"]) == ("open", euros(300))
    assert priced.unbilled == (euros(300),)


def test_what_the_contract_leaves_to_do() -> None:
    """What is mine, in the contract's words; what is theirs is theirs."""
    ends = (
        LooseEnd("material", "me", Span(0, 8), ago(-5), "open"),
        LooseEnd("payment", "client", Span(0, 8)),
        LooseEnd("return", "me", Span(0, 8), None, "done", Evidence("mail", "message 2", "it is back")),
    )
    scene = Scene().signed(("handover", {"what": "files"}), ("handover", {"overridden": True}), ends=ends)
    found = items(scene)
    assert found == [
        ("owed", "Clause 1", "open"),
        ("owed", "Clause 1", "done"),
        ("owed", "Clause 1 on handover.", "unknown"),
    ]


def test_a_contract_that_speaks_of_an_access() -> None:
    """It is named, its day is not known."""
    scene = Scene().signed(("scope", {}))
    text = "The provider has access to the hosting of the client."
    scene.contracts[0] = scene.contracts[0]._replace(text=text, clauses=())
    found = made(scene).items[0]
    assert (found.kind, found.state, found.day) == ("hosting", "unknown", None)


def test_where_the_work_is() -> None:
    """Where the freelancer wrote it; else nobody knows."""
    scene = Scene().make("menu", delivered_on=ago(9)).make("poster", due=ago(-3)).make("sign")
    scene.mail(ago(9), text="The menu is at https://files.example/menu.pdf.", incoming=False)
    found = {one.name: (one.where, one.delivered_on) for one in made(scene).works}
    assert found == {
        "menu": ("https://files.example/menu.pdf", ago(9)),
        "poster": ("", None),
        "sign": ("", None),
    }


def test_who_to_call() -> None:
    """The freelancer, and of the colleagues those who agreed."""
    scene = Scene(replace(MARA, emails=("mara@lind.example",)))
    scene.colleagues += [
        Colleague("Ana Sol", "ana@sol.example", consent=True),
        Colleague("Bo Vinck", "bo@vinck.example", consent=None),
    ]
    found = made(scene)
    assert (found.me, found.my_addresses) == ("Mara Lind", ("mara@lind.example",))
    assert found.colleagues == (("Ana Sol", "ana@sol.example"),)


def test_how_it_was_and_how_it_is() -> None:
    """The first month that the records have, beside this one; what they do not have is unknown."""
    scene = Scene().work(date(2026, 1, 5), 3).work(AS_OF, 2).mail(AS_OF, text="The form does not work.")
    found = made(scene)
    assert found.first == (date(2026, 1, 1), 180, 0, None, 0)
    assert found.now == (date(2026, 6, 1), 120, 1, None, 1)
    made_only = made(Scene().make("menu", delivered_on=ago(9)))
    assert made_only.now == (date(2026, 6, 1), None, None, 1, None)
    assert made(Scene()).first is None


def test_the_list_ends_with_nothing_open() -> None:
    """Once every item has the freelancer's word, whatever it was."""
    scene = Scene().mail(ago(90), text=GIVEN).make("menu", due=ago(-9)).mail(ago(3), text="It does not work.")
    scene.signed(("handover", {"what": "files"}))
    first = made(scene)
    assert {one.kind for one in first.open} == {"hosting", "fault", "work", "owed", "bill"}
    for item in first.items:
        scene.mark(f"handed_over={item.value}", ago(1))
    last = made(scene)
    assert last.open == ()
    assert [one.value for one in last.items] == [one.value for one in first.items]
    assert {one.day for one in last.items} == {ago(1)}


def test_what_was_opened_after_its_mark_is_open() -> None:
    """A word holds for what it was said of; on the day itself it holds too."""
    scene = Scene().mail(ago(90), text=GIVEN).mark("handed_over=hosting OVH", ago(30))
    assert items(scene) == [("hosting", "OVH", "done")]
    assert items(scene.mail(ago(30), text=GIVEN))[0][2] == "done"
    assert items(scene.mail(ago(29), text=GIVEN))[0][2] == "open"
    assert items(scene.mark("handed_over=hosting OVH", ago(28)))[0][2] == "done"
    broken = "The booking form does not work."
    scene = Scene().mail(ago(30), text=broken).mark(f"handed_over=fault {broken}", ago(20))
    assert items(scene) == [("fault", broken, "done")]
    assert items(scene.mail(ago(9), text=broken)) == [("fault", broken, "open")]


def test_a_bill_that_was_sent_is_open_again_after_more_work() -> None:
    """From the day of the last work that is in none."""
    scene = Scene().make("menu", delivered_on=ago(20), price=euros(300)).work(ago(9), 2)
    bill = made(scene).items[-1]
    assert (bill.kind, bill.state, bill.day) == ("bill", "open", ago(20))
    assert made(scene.mark("handed_over=bill", ago(15))).open == ()
    assert made(scene.make("sign", delivered_on=ago(5), price=euros(90))).items[-1].day == ago(5)
    hours = Scene().work(ago(80), 10).bill("1", ago(70)).work(ago(20), 5).work(ago(10), 1, activity="call")
    assert made(hours).items[-1].day == ago(20)
    hours.mark("handed_over=bill", ago(15))
    assert made(hours).open == ()
    assert [one.day for one in made(hours.work(ago(3), 1)).open] == [ago(3)]


def test_a_mark_is_of_that_item_alone() -> None:
    """Names that are alike are two, and what is due later is settled all the same."""
    scene = Scene().make("Menu", due=ago(-9)).make("menu", due=ago(-9)).mark("handed_over=work menu")
    assert items(scene) == [("work", "Menu", "open"), ("work", "menu", "done")]


@given(st.data())
def test_marking_one_item_changes_that_item_alone(data: Any) -> None:
    """And its number stays its number."""
    scene = Scene(Freelancer()).mail(ago(90), text=GIVEN).mail(ago(80), text="Here is the login for the CMS.")
    scene.make("menu", due=ago(-9)).make("poster", due=ago(-8))
    before = made(scene).items
    index = data.draw(st.integers(0, len(before) - 1))
    after = made(scene.mark(f"handed_over={before[index].value}")).items
    changed = [number for number, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert changed == [index]
