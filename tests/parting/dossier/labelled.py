"""How well are mails read that somebody labelled? Counts terms and loose ends found, missed and invented.

A term is right if what it is of and its value agree and it is quoted from the labelled words; a loose end
if it is quoted so and owed_by, state and day agree. A quote of another mail that says the same (`also`)
counts: labels choose one of several sentences. What is due after the last mail is labelled open. Kinds that
only some labels have (start) count neither way.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from goodterms.parting.dossier import Dossier, Owed, Term, terms_in_fact
from goodterms.records.model import Message
from goodterms.records.reading import read_source
from goodterms.records.source import Source
from goodterms.terms.evidence import Evidence

try:
    from parting.dossier.talks import ME
    from parting.dossier.talks import talk as made
except ImportError:  # run as a program, from the folder of the project
    from tests.parting.dossier.talks import ME
    from tests.parting.dossier.talks import talk as made

COUNTED = frozenset(
    "scope price deadline deposit payment_term revision_limit kill_fee expenses notice_period "
    "notice_form governing_law".split()
)
_PARTY = {"freelancer": "me", "client": "client"}
_NUMBER = re.compile(r"\d[\d.,  ]*")


def messages(folder: Path) -> list[Message]:
    found = []
    for file in sorted(folder.glob("*.eml")):
        batch = read_source(Source(str(file), file.read_bytes(), file))
        found += [one for one in batch.records if isinstance(one, Message)]
    return found


def _flat(text: str) -> str:
    return " ".join(text.split()).strip(" .,;")


def _overlap(label: Mapping[str, Any], quote: str, message_id: str) -> bool:
    a, b = _flat(label["quote"]), _flat(quote)
    same = label["message_id"].strip("<>") == message_id.strip("<>")
    return same and (a in b or b in a or bool(set(_windows(a)) & set(_windows(b))))


def _windows(text: str) -> Iterator[str]:
    words = text.split()
    return (" ".join(words[at : at + 4]) for at in range(len(words) - 3))


def _numbers(text: str) -> set[str]:
    iso = set(re.findall(r"\d{4}-\d\d-\d\d", text))
    rest = re.sub(r"\d{4}-\d\d-\d\d", " ", text)
    found = {re.sub(r"[.,  ]+(?=\d{3}(\D|$))", "", one).strip(" .,") for one in _NUMBER.findall(rest)}
    return iso | {one.replace(",", ".") for one in found}


def _near(label: Mapping[str, Any], quote: str, message_id: str, also: Iterable[Evidence]) -> bool:
    return _overlap(label, quote, message_id) or any(_overlap(label, one.quote, one.locator) for one in also)


def _is_term(label: Mapping[str, Any], one: Term) -> bool:
    return one.term.what == label["what"] and _near(label, one.term.quote, one.term.message_id, one.also)


def _value(label: Mapping[str, Any], one: Term) -> bool:
    mine, theirs = _numbers(one.term.value), _numbers(label["value"])
    in_words = label["what"] in ("scope", "expenses", "governing_law", "kill_fee", "notice_form")
    if label["what"] == "notice_period" or (label["what"] == "payment_term" and not mine & theirs):
        return bool(mine & theirs) or not theirs
    return bool(mine & theirs) or (in_words and (not theirs or not mine or one.term.value.count(" ") > 2))


def score(folder: Path, *, tell: bool = False) -> Counter[str]:
    """Counts for one dossier."""
    labels = json.loads((folder / "expected.json").read_text("utf-8"))
    mails = messages(folder)
    found = terms_in_fact(mails, labels["lang"])
    counts: Counter[str] = Counter()
    _terms(labels, found, counts, tell)
    _ends(labels, found, counts, tell)
    return counts


def score_talk(talk: Mapping[str, Any], language: str, *, tell: bool = False) -> Counter[str]:
    """Counts for one invented talk of `unread/<language>.toml`, which counts mails from 1."""
    mails = made((one["who"], one["day"].isoformat(), one["text"]) for one in talk["mail"])

    def label(one: Mapping[str, Any]) -> dict[str, Any]:
        owed_by = {"me": "freelancer"}.get(one.get("owed_by", ""), "client")
        return {**one, "message_id": mails[one["mail"] - 1].message_id, "owed_by": owed_by}

    labels: dict[str, list[dict[str, Any]]] = {
        "terms_in_fact": [label(one) for one in talk["term"]],
        "loose_ends": [{"due": None, **label(one)} for one in talk["end"]],
    }
    found, counts = terms_in_fact(mails, language, [ME]), Counter[str]()
    _terms(labels, found, counts, tell)
    _ends(labels, found, counts, tell)
    return counts


def unread(language: str) -> Mapping[str, Any]:
    """The talks of a language that nobody looked at while the reader was made."""
    return tomllib.loads((Path(__file__).parent / "unread" / f"{language}.toml").read_text("utf-8"))


def _terms(labels: Mapping[str, Any], found: Dossier, counts: Counter[str], tell: bool) -> None:
    wanted = [one for one in labels["terms_in_fact"] if one["what"] in COUNTED and not one.get("optional")]
    left, right = [one for one in found.terms if one.term.what in COUNTED], counts["terms_right"]
    for label in wanted:
        near = [one for one in left if _is_term(label, one)]
        best = next((one for one in near if _value(label, one)), None)
        counts["terms"] += 1
        if best is None:
            _say(
                tell,
                "MISSED TERM",
                label["what"],
                label["value"],
                "|",
                label["quote"],
                [n.term.value for n in near],
            )
            continue
        left.remove(best)
        counts["terms_right"] += 1
        counts["quoted_right"] += _overlap(label, best.term.quote, best.term.message_id)
        counts["standing_right"] += best.term.is_superseded == bool(label.get("superseded"))
        if best.term.is_superseded != bool(label.get("superseded")):
            _say(tell, "  standing", label["what"], label["value"], best.term.is_superseded)
    spare = [one for one in labels["terms_in_fact"] if one.get("optional")]
    left = [one for one in left if not any(_is_term(label, one) for label in spare)]
    counts["terms_given"] += counts["terms_right"] - right + len(left)
    for one in left:
        _say(
            tell, "INVENTED TERM", one.term.what, one.term.value, "|", one.term.quote, one.term.is_superseded
        )


def _ends(labels: Mapping[str, Any], found: Dossier, counts: Counter[str], tell: bool) -> None:
    left = list(found.loose_ends)
    for label in labels["loose_ends"]:
        counts["ends"] += 1
        near = [one for one in left if _end(label, one)]
        best = next((one for one in near if _whole(label, one)), near[0] if near else None)
        if best is None:
            _say(tell, "MISSED END", label["owed_by"], label.get("due"), label["state"], "|", label["quote"])
            continue
        left.remove(best)
        counts["ends_found"] += 1
        counts["side"] += best.owed_by == _PARTY[label["owed_by"]]
        counts["state"] += best.state == label["state"]
        counts["due"] += (best.due.isoformat() if best.due else None) == label.get("due")
        counts["ends_right"] += _whole(label, best)
        if not _whole(label, best):
            wanted = (label["owed_by"], label.get("due"), label["state"], label["quote"])
            _say(tell, "WRONG END", best.owed_by, best.due, best.state, "for", *wanted)
    counts["ends_given"] += len(found.loose_ends)
    for one in left:
        _say(tell, "INVENTED END", one.owed_by, one.due, one.state, "|", one.quote)


def _end(label: Mapping[str, Any], one: Owed) -> bool:
    return _near(label, one.quote, one.message_id, one.also)


def _whole(label: Mapping[str, Any], one: Owed) -> bool:
    due = one.due.isoformat() if one.due else None
    return (one.owed_by, one.state, due) == (_PARTY[label["owed_by"]], label["state"], label.get("due"))


def _say(tell: bool, *words: Any) -> None:
    if tell:
        print("  ", *(" ".join(str(one).split()) for one in words))  # noqa: T201 - read on the screen


def told(counts: Counter[str]) -> str:
    """One line of shares."""

    def share(name: str, of: str) -> str:
        return f"{counts[name] / max(counts[of], 1):.2f}"

    return (
        f"terms recall {share('terms_right', 'terms')} precision {share('terms_right', 'terms_given')} "
        f"quoted {share('quoted_right', 'terms_right')} standing {share('standing_right', 'terms_right')} | "
        f"ends recall {share('ends_found', 'ends')} precision {share('ends_found', 'ends_given')} "
        f"right {share('ends_right', 'ends')} side {share('side', 'ends_found')} "
        f"due {share('due', 'ends_found')} state {share('state', 'ends_found')}"
    )


def main() -> None:
    """python labelled.py [-v] FOLDER… or LANGUAGE…, of which the unread talks are read"""
    every: Counter[str] = Counter()
    for language in sorted({"en", "fr", "nl", "vi"} & set(sys.argv)):
        for name, talk in unread(language).items():
            counts = score_talk(talk, language, tell="-v" in sys.argv)
            every += counts
            print(language, name, told(counts))  # noqa: T201 - as above
    folders = [Path(one) for one in sys.argv[1:] if one not in ("-v", "en", "fr", "nl", "vi")]
    for folder in folders:
        if "-v" in sys.argv:
            print(folder)  # noqa: T201 - as above
        counts = score(folder, tell="-v" in sys.argv)
        every += counts
        print(folder, told(counts))  # noqa: T201 - as above
    print("all", told(every))  # noqa: T201 - as above


if __name__ == "__main__":
    main()
