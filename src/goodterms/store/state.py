"""Are the records the same as before? What stands for all that somebody sees of a store."""

from __future__ import annotations

from typing import NamedTuple


class State(NamedTuple):
    """Another one as soon as anything changes that somebody sees."""

    place: str
    """Where they are kept."""
    person: int = 0
    """In a studio, who looks at them; 0 for all who have nothing of their own in it."""
    last: int = 0
    imports: int = 0
    files: int = 0
    erased: int = 0

    @property
    def is_empty(self) -> bool:
        """Was nothing ever kept?"""
        return not any((self.last, self.imports, self.files, self.erased))

    def outdates(self, before: State) -> bool:
        """Is what was worked out of the records in that state of no use any more? It is where they changed
        for the same person; what others see stays, unless somebody was erased since."""
        return self.place == before.place and (
            self.erased != before.erased or (self.person == before.person and self != before)
        )
