"""Where are the records kept? Opens the store: a file in the user's own folder, or a PostgreSQL database.

Importing this module does not load Django; opening a store does, which takes half a second. A store that is
new, or older than the program, gets its tables in one transaction; one that is up to date is used at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from goodterms.store.database import SQLITE, database, make_private, shared_database
from goodterms.store.trouble import StoreError, telling

if TYPE_CHECKING:
    from goodterms.records.keeper import Whose
    from goodterms.store.keeping import Store


def open_store(home: Path, database_url: str | None = None) -> Store:
    """The store in a home folder (made if missing), or in the database that the URL names.

    StoreError where it cannot be used: a folder without write rights, a damaged file, a wrong URL, a server
    that does not answer, a store that a newer version of the program has changed.
    """
    found = database(home, database_url)
    if found.settings["ENGINE"] == SQLITE:
        make_private(Path(found.settings["NAME"]))
    from goodterms.store.connecting import bring_up_to_date, connect, wake_django  # noqa: PLC0415 - loads Django

    wake_django()
    from goodterms.store.keeping import Store  # noqa: PLC0415 - its tables need a Django that is awake

    alias = connect(found.settings)
    with telling(found.place):
        bring_up_to_date(alias, found.place)
    return Store(alias, found.place)


def open_share(database_url: str | None, whose: Whose | None) -> Store:
    """A studio's store, as one of its people may see it; in the PostgreSQL database that the URL names.

    StoreError as above, and where nobody is named.
    """
    if whose is None:
        raise StoreError("store.no_seat")
    found = shared_database(database_url)
    from goodterms.store.connecting import connect, enter_schema, wake_django  # noqa: PLC0415 - loads Django

    wake_django()
    from goodterms.store.sharing import Share  # noqa: PLC0415 - its tables need a Django that is awake

    alias, place = connect(found.settings), f"{found.place}/{whose.schema}"
    with telling(place):
        enter_schema(alias, whose.schema, place)
    return Share(alias, place, whose.person)
