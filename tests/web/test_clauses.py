"""Lines of a contract cut at its clauses, and clauses in a form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.faces.web.clause_forms import FIELDS, Misread, fields_of, set_values
from goodterms.faces.web.clause_lines import CHARACTERS, LINES, chunks_of, marked, places_of
from goodterms.parting.contract.reading import read_contract
from goodterms.parting.contract.sheets import kinds
from goodterms.parting.model import Clause, Contract, Line, Span
from goodterms.records.model import Correction
from web.agreements import CONTRACT, LONG

TEXTS = st.lists(st.text("ab c", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=12)


def contract_of(text: str, spans: list[tuple[int, int]]) -> Contract:
    """A contract with a clause at each of these places."""
    lines, at = [], 0
    for number, raw in enumerate(text.split("\n"), 1):
        lines.append(Line(number, Span(at, at + len(raw)), ()))
        at += len(raw) + 1
    clauses = tuple(Clause("deposit", Span(*span), {}) for span in spans)
    return Contract("x", "en", text, clauses, lines=tuple(lines))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 400), st.integers(1, 90)), max_size=8))
def test_no_word_is_lost_where_clauses_are_marked(lines: list[str], asked: list[tuple[int, int]]) -> None:
    """The pieces of a line are the line, what is marked lies in a clause, and each clause's number stands
    where its words begin."""
    text = "\n".join(lines)
    spans = [(start % len(text), min(start % len(text) + long, len(text))) for start, long in asked]
    found = contract_of(text, spans)
    links = {number: f"#clause-{number}" for number in range(1, len(spans) + 1)}
    shown = list(marked(found, found.lines, links))
    assert ["".join(piece.text for piece in one.pieces) for one in shown] == lines
    begun = {number for one in shown for piece in one.pieces for number, _ in piece.links}
    real = {n for n, (start, end) in enumerate(spans, 1) if text[start:end].strip("\n")}
    assert real <= begun
    count = sum(piece.is_clause * len(piece.text) for one in shown for piece in one.pieces)
    assert count == len({at for start, end in spans for at in range(start, end) if text[at] != "\n"})


def test_a_long_contract_comes_in_pages() -> None:
    """Each line is on one page, none holds more than is told, and each clause is where its words begin."""
    found = read_contract(LONG, "en")
    pages = chunks_of(found.lines)
    assert [line for page in pages for line in page] == list(found.lines)
    assert all(len(page) <= LINES for page in pages)
    assert len(pages) == 3
    for clause, (at, number) in zip(found.clauses, places_of(found, pages), strict=True):
        line = next(one for one in pages[at - 1] if one.number == number)
        assert line.span.start <= clause.span.start < line.span.end


def test_one_endless_line_is_a_page_of_its_own() -> None:
    """A text without line breaks does not make the page after it longer."""
    found = contract_of("short\n" + "x" * CHARACTERS + "\nshort", [])
    assert [len(page) for page in chunks_of(found.lines)] == [1, 1, 1]
    assert chunks_of(()) == [[]]


def sent(clause: Clause) -> dict[str, list[str]]:
    """What a browser sends of a form that nobody touched."""
    told = {}
    for field in fields_of(clause):
        if field.form == "several":
            told[field.name] = [one for one in field.choices if one in field.chosen]
        elif field.is_none and field.can_be_none:
            told[f"{field.name}_is"] = ["none"]
        else:
            told[field.name] = [field.value]
    return told


MORE = CONTRACT + (
    "\nThis agreement ends on 31 December 2026 and is renewed automatically for one year.\n"
    "Late invoices bear interest of 8% a year and a lump sum of €40.\n"
    "The fee includes two rounds of revisions.\nThe rights in the work pass to the Client on payment.\n"
    "The Designer keeps all information confidential for two years after the end of this agreement.\n"
    "If the Client cancels, 50% of the fee is payable.\n"
    "Liability is limited to €5,000.\nThe Client reimburses travel expenses.\n"
    "The Client buys at least ten hours a month.\nThe Designer may not subcontract the work.\n"
)


def test_a_form_that_is_sent_back_as_it_was_changes_nothing() -> None:
    """Whatever a clause settles, its form says it, and says it back."""
    found = read_contract(MORE, "en")
    assert len({one.kind for one in found.clauses}) > 12
    for clause in found.clauses:
        made = set_values(found, clause, sent(clause))
        assert isinstance(made, Correction)
        again = read_contract(MORE, "en", corrections=[made])
        same = next(one for one in again.clauses if (one.span, one.kind) == (clause.span, clause.kind))
        assert dict(same.value) == dict(clause.value), clause.kind


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("notice_period", "days", "soon"), ("notice_period", "days", "-3"),
        ("notice_period", "party", "nobody"), ("expiration", "date", "31/31/2026"),
        ("deposit", "currency", "euros"), ("renewal", "automatic", "perhaps"),
        ("notice_form", "form", "by pigeon"),
    ],
)  # fmt: skip
def test_what_no_value_can_be_is_not_kept(kind: str, name: str, told: str) -> None:
    """It is named with what was written."""
    found = contract_of("one month", [(0, 9)])
    clause = Clause(kind, Span(0, 9), {})
    assert set_values(found, clause, {name: [told]}) == Misread(name, told)


def test_no_end_can_be_said() -> None:
    """That there is no last day is something else than a day that is not said."""
    found = contract_of("until further notice", [])
    clause = Clause("expiration", Span(0, 20), {})
    made = set_values(found, clause, {"date": [""], "date_is": ["none"]})
    assert isinstance(made, Correction)
    assert '"date": null' in made.value


def test_forms_know_every_kind() -> None:
    """What has a form is a kind of clause."""
    assert set(FIELDS) <= set(kinds())
