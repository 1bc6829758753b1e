"""Who do I work for? The clients.csv of a records folder.

    name,emails,domains,country
    Pixel Orchard,anna@pixelorchard.example,pixelorchard.example,NL

A row without a name is a problem; an unknown time zone or address is one too, and the rest of the row
is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodterms.records.model import Client, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.terms import calendar
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

TITLE = "Clients (CSV)"
READS = (
    "Any table of names with addresses, VAT numbers or accounts, if at least half of its headings are known; "
    "postal addresses and telephone numbers are not read."
)
GIVES = ("client",)
KINDS = ("company", "person", "consumer", "public")
FORM = Form(
    file="clients.csv",
    about="Who you work for: one line a client.",
    needs={"name": "as on your invoices"},
    may={
        "emails": "their addresses, with spaces between",
        "domains": "what comes after the @ when everybody there may write to you",
        "country": "two letters, such as BE",
        "language": "two letters: the language you write to them in",
        "timezone": "such as Europe/Brussels",
        "since": "the day you started to work for them",
        "referred_by": "who sent them",
        "kind": "company, person, consumer or public",
    },
    also=("vat", "iban"),
    oneof=("emails", "domains", "since", "referred_by", "timezone", "kind", "vat", "iban"),
)
TEMPLATE = FORM.template
_COUNTRY = lazy(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _client)


def _client(row: Row) -> Client | None:
    client = Client(
        name=row.need("name"),
        emails=row.addresses("emails"),
        domains=tuple(part.lower().removeprefix("www.").lstrip("@") for part in row.several("domains")),
        country=_country(row),
        language=row.text_of("language").lower(),
        timezone=_timezone(row),
        since=row.day("since"),
        referred_by=row.text_of("referred_by"),
        kind=row.word("kind", KINDS),
        vat_numbers=_bare(row, "vat"),
        ibans=_bare(row, "iban"),
        evidence=row.evidence,
    )
    return client if client.name else None


def _bare(row: Row, column: str) -> tuple[str, ...]:
    """Numbers as they are compared: upper case, without spaces and marks."""
    parts = (re.sub(r"[\W_]", "", part).upper() for part in row.several(column, r"[;,|]"))
    return tuple(filter(None, parts))


def _country(row: Row) -> str:
    code = row.text_of("country").upper()
    if code and not _COUNTRY.fullmatch(code):
        row.problem("csv.bad_country", value=row.text_of("country"))
        return ""
    return "GB" if code == "UK" else code


def _timezone(row: Row) -> str:
    name = row.text_of("timezone")
    if name and calendar.zone(name) is None:
        row.problem("csv.unknown_zone", value=name)
        return ""
    return name
