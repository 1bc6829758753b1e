"""How does a server get its tables? Those of accounts once, those of records for each studio."""

from __future__ import annotations

import os
import re
import unicodedata

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from goodterms.faces.home import Seat
from goodterms.faces.web.studio.models import Studio
from goodterms.store.opening import open_share

APPS = ("studio", "sessions")
LOCK = 7_406_311
"""Two programs that start at once make the tables one after the other; the number is any that is ours."""
LONGEST = 40


def prepare() -> list[str]:
    """Brings all tables up to this version; the names of the studios whose records are ready."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        executor = MigrationExecutor(connection)
        executor.migrate([node for app in APPS for node in executor.loader.graph.leaf_nodes(app)])
        studios = list(Studio.objects.order_by("name"))
        for one in studios:
            _open(one.schema)
        return [one.name for one in studios]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def is_ready() -> bool:
    """Does the database answer, with all the tables of accounts that this version needs?"""
    executor = MigrationExecutor(connection)
    wanted = [node for app in APPS for node in executor.loader.graph.leaf_nodes(app)]
    return not executor.migration_plan(wanted)


def create_studio(name: str) -> Studio:
    """A studio with an empty schema of its own."""
    with transaction.atomic():
        made = Studio.objects.create(name=name, schema=_schema(name))
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {connection.ops.quote_name(made.schema)}")
    _open(made.schema)
    return made


def _open(schema: str) -> None:
    open_share(os.environ.get("DATABASE_URL"), Seat(schema, 0)).close()


def _schema(name: str) -> str:
    """A name for the database, that tells the studio to whoever looks after it."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    stem = "studio_" + (re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST] or "one")
    taken, number, found = set(Studio.objects.values_list("schema", flat=True)), 2, stem
    while found in taken:
        found, number = f"{stem}_{number}", number + 1
    return found
