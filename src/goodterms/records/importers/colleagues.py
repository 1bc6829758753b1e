"""Who could take over from me? The colleagues.csv of a records folder.

    name,email,skills,languages,capacity,consent
    Noor Adem,noor@adem.example,"illustration, layout",nl fr,from May,yes

Without a `yes` in `consent` nobody is passed on to them; an empty cell is no yes (B22).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import Colleague, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.terms.evidence import Problem

TITLE = "Colleagues (CSV)"
READS = "A table of names with skills, capacity or consent; at least half of its headings must be known."
GIVES = ("colleague",)
FORM = Form(
    file="colleagues.csv",
    about="Who you could send a client to: one line a colleague.",
    needs={"name": "their name"},
    may={
        "email": "their address",
        "skills": "with commas or semicolons between",
        "languages": "two letters each, with spaces between",
        "capacity": "when they have time",
        "consent": "yes where they agreed to be named",
    },
    oneof=("skills", "capacity", "consent"),
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _colleague)


def _colleague(row: Row) -> Colleague | None:
    name, addresses = row.need("name"), row.addresses("email")
    colleague = Colleague(
        name=name,
        email=addresses[0] if addresses else "",
        skills=row.several("skills", r"\s*[;,|]\s*"),
        languages=tuple(code.lower() for code in row.several("languages")),
        capacity=row.text_of("capacity"),
        consent=row.yes("consent"),
        evidence=row.evidence,
    )
    return colleague if name else None
