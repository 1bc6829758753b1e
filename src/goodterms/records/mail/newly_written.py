"""What did this sender newly write? The text of a mail without quoted replies and signatures.

>>> strip("Friday suits me.\\n\\nOn Mon, 3 Feb 2025 at 10:00, Mara Lind <mara@lind.example> wrote:\\n> When?")
'Friday suits me.'
>>> strip("On the whole I agree.")
'On the whole I agree.'

Answers between or below quoted lines stay. Real words are never given up for a tidier text: what is not
surely a quote or a signature is kept. The words that programs write are in `goodterms.records.quoting`.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice

from goodterms.records.mail.signature import LONGEST_MARK, said, without_notices, without_signature
from goodterms.records.quoting import either
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import lazy

_LINE_ENDS = lazy(r"\r\n?|[\u2028\u2029]")
_QUOTED = lazy(r"[ \t]{0,3}>")
_ODD_MARK = lazy(r"[ \t]{0,3}(?:[-*=~+]{0,3}[|#%)}\]:!;\u00bb\u203a]{1,2}|[A-Z]{1,4}>)")
"""How some people's programs mark what they quote, where it is not by `>`."""
_RULE = lazy(r"\s*[_=*\-\u2013\u2014]{3,}\s*$")
_BLANKS = lazy(r"\n{3,}")
_CLOCK = lazy(r"(?<!\d)\d{1,2}[:.hH]\d\d(?!\d)")
_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TWO_DIGITS = lazy(r"\d\d")
_DATED = lazy(rf"{_CLOCK.pattern}|{_YEAR.pattern}")
_BROKEN_END = lazy(r">\s?[:：]\s*$")
"""The end of an attribution whose address was broken before its last bracket: it quotes nothing."""
_DIRECTIONS = lazy("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of writing direction, which Hebrew and Arabic programs put around addresses."""
_ADDRESS = lazy(r"[^\s<>@]+@[^\s<>@]+")
_SENTENCE_END = lazy(r"[.?!:;…]$")

_ATTRIBUTION_LINES = 4
_HEADER_LINES = 9
_USUAL_WIDTH = 72
"""Characters after which mail programs break a line (RFC 3676 asks for at most 78)."""


class _Patterns:
    """The patterns that the sheets' phrases make, 1 to 3 ms each: none is compiled before a line needs it."""

    @cached_property
    def opens(self) -> re.Pattern[str]:
        return re.compile(rf"[\s*_-]*{either('opens')}\b")

    @cached_property
    def wrote(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{either('wrote')})(?!\w)", re.IGNORECASE)

    @cached_property
    def ends_with_wrote(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W\d])(?:{either('wrote')})\s?[:：]?[\s*_-]*$", re.IGNORECASE)

    @cached_property
    def from_label(self) -> re.Pattern[str]:
        return re.compile(rf"[\s*_]*(?:{either('from')})[*_]*\s?[:：]", re.IGNORECASE)

    @cached_property
    def labels(self) -> tuple[re.Pattern[str], ...]:
        """Sent, To and Subject."""
        labels = (rf"(?:^|[\s*_>])(?:{either(kind)})[*_]*\s?[:：]" for kind in ("sent", "to", "subject"))
        return tuple(re.compile(label, re.IGNORECASE) for label in labels)

    @cached_property
    def first_label(self) -> re.Pattern[str]:
        """Date at the start of a line: some programs copy it above From."""
        return re.compile(rf"[\s*_]*(?:{either('sent')})[*_]*\s?[:：]", re.IGNORECASE)

    @cached_property
    def separator(self) -> re.Pattern[str]:
        return re.compile(
            rf"\s*(?:[-_*=]{{2,}}\s*{either('original')}.{{0,40}}?[-_*=:\s]*$|{either('forwarded')}\s?[:：]"
            rf"|{either('processed')}\b|-{{4,}}[^-].{{0,80}}\W{either('wrote')}\s?:?\s*-{{4,}}\s*$)",
            re.IGNORECASE,
        )


_WORDS = _Patterns()


def strip(text: str) -> str:
    """Only what the sender of this mail wrote, NFC, with plain line ends; "" where all of it is quoted."""
    lines = _LINE_ENDS.sub("\n", nfc(text)).split("\n")
    fresh = without_notices(_without_history(lines))
    kept = without_signature(fresh)
    return _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in kept)).strip("\n\ufeff\u200b \t")


def _without_history(lines: list[str]) -> list[str]:
    """The lines that are neither quoted nor say whose words are quoted."""
    may_attribute = any(":" in line or "：" in line or "wrote" in line for line in lines)
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if _QUOTED.match(line):
            kept.append("")
        elif not line.strip():
            kept.append(line)
        elif head := _copied_header(lines, at):
            if not _next_is_quoted(lines, at + head):
                return _without_last_rule(kept)
            kept = _without_last_rule(kept)
            at += head - 1
        elif may_attribute and (length := _attribution(lines, at)):
            _use_usual_marks(lines, at + length)
            if _next_is_quoted(lines, at + length) is not False:
                at += length - 1
            elif _is_sure(lines[at : at + length]) and not _is_marked_soon(lines, at + length):
                return _without_last_rule(kept)
            else:
                kept.append(line)
        elif not _is_overflow(lines, at):
            kept.append(line)
        at += 1
    return kept


def _use_usual_marks(lines: list[str], start: int) -> None:
    """Where the first quoted line carries an odd mark, all lines with that mark get the usual one."""
    found = _ODD_MARK.match(next(said(lines, start), ""))
    if not found:
        return
    mark = found[0]
    for at in range(start, len(lines)):
        if lines[at].startswith(mark):
            lines[at] = ">" + lines[at].removeprefix(mark)


def _is_overflow(lines: list[str], at: int) -> bool:
    """The end of a quoted line that a program broke in two and marked only once."""
    if not 0 < at < len(lines) - 1 or not (_QUOTED.match(lines[at - 1]) and _QUOTED.match(lines[at + 1])):
        return False
    before, line = lines[at - 1].rstrip(), lines[at]
    full = len(before) + len(line.split(maxsplit=1)[0]) >= _USUAL_WIDTH
    return full and line[0].islower() and not _SENTENCE_END.search(before)


def _without_last_rule(kept: list[str]) -> list[str]:
    """Without the drawn line that stood above a quoted mail."""
    while kept and (not kept[-1].strip() or _RULE.match(kept[-1])):
        kept.pop()
    return kept


def _copied_header(lines: list[str], at: int) -> int:
    """How many lines, from this one on, are the copied head of an earlier mail; 0 for none."""
    line = lines[at]
    if len(line) > LONGEST_MARK:
        return 0
    drawn = line.lstrip()[:2].strip("-_*=") == ""
    marked = drawn or ":" in line or "：" in line or "processed" in line
    separated = marked and bool(_WORDS.separator.match(line))
    if not separated and not _is_header_block(lines, at):
        return 0
    end = at + separated
    while separated and end < len(lines) and not lines[end].strip():
        end += 1
    if separated and not (end < len(lines) and _WORDS.from_label.match(lines[end])):
        return 1
    while end < len(lines) and lines[end].strip() and not _QUOTED.match(lines[end]):
        end += 1
    return end - at


def _is_header_block(lines: list[str], at: int) -> bool:
    """From, and beside it enough of Sent, To and Subject, as Outlook copies them above an earlier mail?"""
    line = lines[at]
    if ":" not in line and "：" not in line:
        return False
    block = "\n".join(line[:LONGEST_MARK] for line in lines[at : at + _HEADER_LINES])
    if not _WORDS.from_label.match(line):
        return _is_dated_block(line, block)
    sent, to, subject = (bool(label.search(block)) for label in _WORDS.labels)
    if sent and "@" in line:
        return True
    return sent + to + subject >= 2 and (subject or (sent and "@" in block))


def _is_dated_block(line: str, block: str) -> bool:
    """The same with the date first, the way some web mail copies it: then all four must be there."""
    if not _WORDS.first_label.match(line):
        return False
    first = block.partition("\n\n")[0]
    named = any(_WORDS.from_label.match(line) for line in first.split("\n"))
    return named and all(label.search(first) for label in _WORDS.labels)


def _attribution(lines: list[str], at: int) -> int:
    """How many lines, from this one on, say whose words follow ("On Monday, X wrote:"); 0 for none."""
    return _opened_attribution(lines, at) or int(_names_the_writer(lines, at))


def _opened_attribution(lines: list[str], at: int) -> int:
    first = lines[at]
    opened = bool(_WORDS.opens.match(first))
    if len(first) > LONGEST_MARK or not (opened or _is_dated(first) or _is_addressed(first)):
        return 0
    for length, last in enumerate(lines[at : at + _ATTRIBUTION_LINES], 1):
        tail = length > 1 and _BROKEN_END.match(last)
        if not last.strip() or len(last) > LONGEST_MARK or (_QUOTED.match(last) and not tail):
            return 0
        if _is_attribution(lines, at, length, opened=opened):
            return 0 if _nearer_opening(lines, at, length, opened=opened) else length
        if _SENTENCE_END.search(last.rstrip()) and not _is_dated(last):
            return 0
    return 0


def _is_dated(text: str) -> bool:
    return bool(_TWO_DIGITS.search(text) and _DATED.search(text))


def _is_addressed(text: str) -> bool:
    return "@" in text and bool(_ADDRESS.search(text))


def _nearer_opening(lines: list[str], at: int, length: int, *, opened: bool) -> bool:
    """Does the attribution that ends here begin on a later line than this one?"""
    return any(
        (not opened or _WORDS.opens.match(lines[at + skip]))
        and _opened_attribution(lines, at + skip) == length - skip
        for skip in range(1, length)
    )


def _is_attribution(lines: list[str], at: int, length: int, *, opened: bool) -> bool:
    """Do these lines, as a whole, say who wrote what follows?"""
    block = _DIRECTIONS.sub("", " ".join(lines[at : at + length])).rstrip(" \t*_")
    closed = block.endswith((":", "："))
    addressed, dated = len(block) <= LONGEST_MARK and _is_addressed(block), _is_dated(block)
    if len(block) > LONGEST_MARK or not (closed or (addressed and dated)):
        return False
    whole_date = dated and bool(_CLOCK.search(block) and _YEAR.search(block))
    if _WORDS.ends_with_wrote.search(block):
        if (addressed and dated) or (closed and opened):
            return True
        begun = whole_date and (block.lstrip()[:1].isdigit() or bool(_next_is_quoted(lines, at + length)))
        return closed and begun
    if closed and addressed and (whole_date or (dated and block.endswith((">:", "> :", ">：")))):
        return True
    spoken = bool(_WORDS.wrote.search(block))
    if not dated or not _next_is_quoted(lines, at + length):
        return closed and opened and spoken
    return closed and (spoken or (opened and addressed))


def _names_the_writer(lines: list[str], at: int) -> bool:
    """A line such as "Mara Lind wrote:" right above a quoted line."""
    line = lines[at]
    if len(line) > 120 or not ("@" in line or line.rstrip(" *_-").endswith((":", "："))):
        return False
    if not _WORDS.ends_with_wrote.search(line):
        return False
    if _ADDRESS.search(line):
        return True
    return len(line.split()) <= 7 and line.rstrip().endswith(":") and _next_is_quoted(lines, at + 1) is True


def _next_is_quoted(lines: list[str], at: int) -> bool | None:
    """Is the next line that says something a quoted one? None where nothing follows."""
    following = next(said(lines, at), None)
    return None if following is None else bool(_QUOTED.match(following))


def _is_sure(attribution: list[str]) -> bool:
    """An attribution with an address or a date: what follows it is quoted even where it carries no mark."""
    block = " ".join(attribution)
    return _is_addressed(block) or _is_dated(block)


def _is_marked_soon(lines: list[str], at: int) -> bool:
    """Is one of the next lines marked as quoted, so that unmarked ones are not?"""
    return any(_QUOTED.match(line) for line in islice(said(lines, at), 3))
