"""Who owes by this sentence? Who says that they will give something, or is asked for it."""

from __future__ import annotations

from goodterms.parting.dossier.saying import Said
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.model import Party

OTHER: dict[Party, Party] = {"me": "client", "client": "me"}


def owes(said: Said, speech: Speech) -> Party | None:
    """Who owes by this sentence: who writes gives, or asks the other to give."""
    if speech.says(said.row, "promises", "unless"):
        return None
    for row in (*said.parts, said.row):
        asked = speech.first(row, "promises", "asks")
        given = None if said.asks else speech.first(row, "promises", "gives")
        if asked is not None and (given is None or asked < given):
            return OTHER[said.writer]
        if given is not None:
            return said.writer
    return None
