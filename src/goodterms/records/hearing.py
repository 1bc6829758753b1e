"""What is said in these messages? Fills in what each does, in the languages that people may be writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from goodterms.records.acts import read_acts
from goodterms.records.model import Batch, Client, Freelancer, Message, Record
from goodterms.terms.languages import detect


def read_messages(batch: Batch, languages: tuple[str, ...]) -> Batch:
    """The same batch with what each message does filled in; `languages` are likely ones. Where none is told,
    the messages themselves say which are: so "Thanks!" is read as what its neighbours are written in, and not
    compared with the sheets of all languages."""
    languages = languages or written_in(batch)
    records = tuple(
        replace(record, acts=read_acts(record.text, languages))
        if isinstance(record, Message) and not record.automatic and record.text
        else record
        for record in batch.records
    )
    return replace(batch, records=records)


def written_in(batch: Batch) -> tuple[str, ...]:
    """The languages that common words of a batch's messages point to, the most frequent first."""
    texts = dict.fromkeys(record.text for record in batch.records if isinstance(record, Message))
    found = Counter(language for text in texts if (language := detect(text)))
    return tuple(sorted(found, key=lambda language: (-found[language], language)))


def languages_of(records: Iterable[Record]) -> tuple[str, ...]:
    """The languages that the freelancer and the clients are said to write."""
    said = (record.language for record in records if isinstance(record, Freelancer | Client))
    return tuple(dict.fromkeys(language for language in said if language))
