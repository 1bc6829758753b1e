"""What do all kinds of records share?"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from goodterms.terms.evidence import Evidence

NOWHERE = Evidence("", "")
"""Where a record comes from that nobody read anywhere."""


class Kind:
    """What all kinds of records share: two are equal that say the same.

    A dataclass would write these methods anew for each kind, which takes longer than to read a small file.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        names: tuple[str, ...] = self.__slots__
        said = zip(names, _values(self), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in said)})"


def _values(record: Any) -> tuple[Any, ...]:
    return _getter(record.__slots__)(record)


@cache
def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*names)
