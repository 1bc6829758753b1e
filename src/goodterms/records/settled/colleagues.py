"""Who could take over? Of what was told of one colleague several times, the last word holds.

What the freelancer says of somebody later (that they agreed to be named, that they have no time) replaces
what a table said of them; where it is taken back, the table's word is there again.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodterms.records.model import Colleague
from goodterms.terms.languages import same_name


def as_told_last(told: Iterable[Colleague]) -> tuple[Colleague, ...]:
    """Each colleague once, in the order in which they were first told of.

    >>> told = Colleague("Noor Adem"), Colleague("Bo Arden"), Colleague("noor adem", consent=True)
    >>> [(one.name, one.consent) for one in as_told_last(told)]
    [('noor adem', True), ('Bo Arden', None)]
    """
    found: dict[str, Colleague] = {}
    for one in told:
        found[same_name(one.name)] = one
    return tuple(found.values())
