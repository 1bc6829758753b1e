"""What does this Slack message say? From Slack's markup to the words its writer saw.

>>> plain("<@U41> see <mailto:six@nijlpaard.example|the boards> &amp; more", {"U41": "Joris"}.get)
'@Joris see the boards & more'
"""

from __future__ import annotations

import re
from collections.abc import Callable

from goodterms.terms.patterns import lazy

_MARKED = lazy(r"<([^<>|]{1,4000})(?:\|([^<>]{0,4000}))?>")
_UPLOADED = lazy(r"<@(\w{1,20})[^<>]{0,80}> (?:uploaded|shared) a file: <[^<>]{1,4000}>(?: and commented: )?")
_COMMENTED = lazy(r"<@(\w{1,20})[^<>]{0,80}> commented on [^\n]{1,400}?<[^<>]{1,4000}>: ")
_QUOTED = lazy(r"^&gt;.*(?:\n|\Z)", re.MULTILINE)


def plain(text: str, name_of: Callable[[str], str | None]) -> str:
    """The words of a message; `name_of` knows the names of people and channels by their number. Lines that
    quote somebody are not the writer's, and left out."""
    own = text.partition("\n&gt;&gt;&gt;")[0] if not text.startswith("&gt;&gt;&gt;") else ""
    unmarked = _MARKED.sub(lambda found: _shown(found[1], found[2] or "", name_of), _QUOTED.sub("", own))
    return unmarked.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def as_of_today(entry: dict[str, object]) -> dict[str, object]:
    """An entry about a file as Slack writes them now. Until 2018 the program's words stood before the
    sender's: `<@U41> uploaded a file: <…|boards> and commented: Six of them`."""
    text = str(entry.get("text", ""))
    found = _UPLOADED.match(text) or _COMMENTED.match(text)
    if entry.get("subtype") not in ("file_share", "file_comment") or not found:
        return entry
    return {**entry, "user": found[1], "text": text[found.end() :]}


def _shown(target: str, label: str, name_of: Callable[[str], str | None]) -> str:
    """What stands for a mention, a channel, a group, a date or a link."""
    if target[0] == "@":
        return f"@{(label or name_of(target[1:]) or target[1:]).lstrip('@')}"
    if target[0] == "#":
        return f"#{(label or name_of(target[1:]) or target[1:]).lstrip('#')}"
    if target[0] == "!":
        return label or f"@{target[1:].partition('^')[0]}"
    return label or target.removeprefix("mailto:")
