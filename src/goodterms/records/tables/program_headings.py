"""What does one program call its columns? For the exports of programs whose headings are known word for word.

>>> called({"date": ["Start date"], "": ["Amount"]})
{'start date': 'date', 'amount': ''}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from goodterms.records import headings


def called(columns: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """For each heading, `plain`, the column that it means; nothing for one that is known and not read.

    A currency or a unit in brackets need not be listed: `Amount (EUR)` is read as `Amount` where it is not.
    """
    return {headings.plain(text): name for name, texts in columns.items() for text in texts}
