"""What do all of them together show, without showing anybody?

A figure that fewer than `FEWEST` people stand behind is withheld. Where one figure of a group alone would be,
the next smallest is withheld too: else it could be had by taking the others from the total.

>>> verdicts({"keep": (40, 9), "repair": (6, 5), "let_go": (2, 2)}, people=9)
{'keep': 40, 'repair': None, 'let_go': None}
>>> verdicts({"keep": (3, 3)}, people=4)
{'keep': None}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

FEWEST = 5
"""People: with fewer, one of them may know of the others and reckon."""
SCHEMA = "goodterms.network.totals/1"
Counted = Mapping[str, tuple[int, int]]
"""By verdict, how many clients, and of how many freelancers."""


def verdicts(counted: Counted, people: int) -> dict[str, int | None]:
    """How many clients have each verdict; None is withheld."""
    if people < FEWEST:
        return dict.fromkeys(counted)
    small = {verdict for verdict, (_, behind) in counted.items() if behind < FEWEST}
    if len(small) == 1 and len(counted) > 1:
        rest = (verdict for verdict in counted if verdict not in small)
        small.add(min(rest, key=lambda verdict: (counted[verdict][1], counted[verdict][0], verdict)))
    return {verdict: None if verdict in small else clients for verdict, (clients, _) in counted.items()}


def totals(heads: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The totals of the buckets' first lines: of all, and by country where none can be reckoned from
    others."""
    by_country: dict[str, dict[str, tuple[int, int]]] = {}
    for head in heads:
        for country, counted in head["counted"].items():
            here = by_country.setdefault(country, {})
            for verdict, (clients, behind) in counted.items():
                before = here.get(verdict, (0, 0))
                here[verdict] = (before[0] + clients, before[1] + behind)
    everybody = _added(by_country.values())
    hidden = _hidden({country: counted[""][1] for country, counted in by_country.items()})
    return {
        "schema": SCHEMA,
        "fewest": FEWEST,
        "all": _told(everybody),
        "countries": {
            country or "unknown": None if country in hidden else _told(counted)
            for country, counted in sorted(by_country.items())
        },
    }


def _added(groups: Iterable[Counted]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for counted in groups:
        for verdict, (clients, behind) in counted.items():
            before = found.get(verdict, (0, 0))
            found[verdict] = (before[0] + clients, before[1] + behind)
    return found


def _hidden(people: Mapping[str, int]) -> set[str]:
    """Groups that are too small, and the smallest other one where only one is: it could be reckoned."""
    small = {group for group, count in people.items() if count < FEWEST}
    if len(small) == 1 and len(people) > 1:
        small.add(
            min((group for group in people if group not in small), key=lambda group: (people[group], group))
        )
    return small


def _told(counted: Counted) -> dict[str, Any]:
    people = counted.get("", (0, 0))[1]
    found = verdicts({verdict: told for verdict, told in counted.items() if verdict}, people)
    return {"people": people if people >= FEWEST else None, "verdicts": dict(sorted(found.items()))}
