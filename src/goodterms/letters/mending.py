"""What could stand there instead? A step that mends a finding without inventing a word.

Where a sentence takes back its own kindness it is parted in two; what only hurts is left out with its
sentence. What has to be added (a day, a warm word) only the writer can write, and nothing is proposed.

>>> mended("Thank you, but I am leaving.", "en", "but", 11, 14)
'Thank you. I am leaving.'
>>> mended("I wish you well. You never pay the 1.200. Thank you.", "en", "blame", 17, 30)
'I wish you well. Thank you.'
"""

from __future__ import annotations

from goodterms.letters.linting import read_letter
from goodterms.terms.languages import nfc

PARTED = frozenset({"but"})
"""Rules whose words are taken out, and the sentence parted there."""
LEFT_OUT = frozenset(
    {
        "blame", "fake_feeling", "insult", "leaked_rant", "open_door", "over_apologising", "second_reason",
        "threat", "untrue_claim", "unwanted_referral",
    }
)  # fmt: skip
"""Rules whose sentence can go."""
_STOPS = ".!?…\"'”’»)"


def can_mend(rule: str) -> bool:
    """Is there a step for this rule?"""
    return rule in PARTED or rule in LEFT_OUT


def mended(text: str, language: str, rule: str, start: int, end: int) -> str:
    """The letter (NFC) after that step; as it was where nothing would be left of it."""
    made = _parted(text, start, end) if rule in PARTED else _left_out(nfc(text), language, start, end)
    return made if made.strip() else text


def _parted(text: str, start: int, end: int) -> str:
    """Two sentences instead of one; a sentence that begins with the word only loses it."""
    before, after = text[:start].rstrip(" ,;–—-"), text[end:].lstrip(" ,")
    after = after[:1].upper() + after[1:]
    if not before or before[-1] in "\n.!?…":
        return text[:start].rstrip(",;–—-") + after
    return f"{before}. {after}"


def _left_out(text: str, language: str, start: int, end: int) -> str:
    """Without the sentences that the words stand in, and what they end with."""
    places = [one.place(0, len(one.words) - 1) for one in read_letter(text, language).sentences if one.words]
    hit = [place for place in places if place[0] < end and start < place[1]]
    first, last = min((*(place[0] for place in hit), start)), max((*(place[1] for place in hit), end))
    while last < len(text) and text[last] in _STOPS:
        last += 1
    before, after = text[:first].rstrip(" "), text[last:].lstrip(" ")
    gap = " " if before and after and before[-1] != "\n" and after[0] != "\n" else ""
    return before + gap + after
