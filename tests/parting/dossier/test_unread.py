"""How well talks are read that nobody looked at while the reader was made."""

from __future__ import annotations

from collections import Counter

from parting.dossier.labelled import score_talk, unread


def test_talks_that_nobody_read_are_read_well() -> None:
    """Of what both agreed on nearly all is found, with its value, and hardly anything is invented; of what is
    owed most, with who owes it and when."""
    counts: Counter[str] = Counter()
    for language in ("en", "fr", "nl", "vi"):
        for talk in unread(language).values():
            counts += score_talk(talk, language)
    assert counts["terms_right"] >= 0.92 * counts["terms"]
    assert counts["terms_right"] >= 0.9 * counts["terms_given"]
    assert counts["standing_right"] >= 0.98 * counts["terms_right"]
    assert counts["ends_found"] >= 0.92 * counts["ends"]
    assert counts["ends_found"] >= 0.92 * counts["ends_given"]
    assert counts["ends_right"] >= 0.88 * counts["ends"]
