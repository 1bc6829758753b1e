"""Wakes Django, tells it of a database, makes the tables there; only `goodterms.store.opening` needs this.

A program that has set Django up already (for its pages) keeps its settings, if they list the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from goodterms.store import settings as ours
from goodterms.store.database import LOST, NOWHERE
from goodterms.store.trouble import StoreError
from goodterms.terms.shelf import names


def wake_django() -> None:
    """Sets Django up, once a process."""
    if not settings.configured:
        settings.configure(**{name: value for name, value in vars(ours).items() if name.isupper()})
    if not apps.ready:
        django.setup()


def connect(wanted: dict[str, Any]) -> str:
    """Django's alias of a database: one that it has already, or a new one."""
    for alias, known in connections.settings.items():
        if all(known.get(name) == value for name, value in wanted.items()):
            return alias
    alias = f"store{len(connections.settings)}"
    completed = connections.configure_settings({DEFAULT_DB_ALIAS: {}, alias: wanted})[alias]
    connections.settings[alias] = completed
    try:
        connections[alias]
    except ImproperlyConfigured:  # Django's word for a missing psycopg
        del connections.settings[alias]
        raise StoreError("store.no_driver") from None
    return alias


def bring_up_to_date(alias: str, place: str) -> None:
    """Makes or changes the tables where this version needs it: all of them, or none."""
    wanted = set(names("goodterms.store.migrations", ".py"))
    done = {
        name for app, name in MigrationRecorder(connections[alias]).applied_migrations() if app == "store"
    }
    if done - wanted:
        raise StoreError("store.newer", place=place)
    if wanted - done:
        with _unchecked(alias):
            _migrate(alias) if done else _make(alias, sorted(wanted))


def enter_schema(alias: str, schema: str, place: str) -> None:
    """From now on this connection reads and writes in that schema, whose tables are made where they are
    missing."""
    connection = connections[alias]
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    _go_to(alias, schema)
    if place not in _READY:
        bring_up_to_date(alias, place)
        _READY.add(place)


def leave_schema() -> None:
    """Connections of this thread that are in a studio's schema leave it."""
    for connection in connections.all(initialized_only=True):
        if connection.connection is not None and connection.settings_dict["OPTIONS"].get("options") == LOST:
            try:
                _go_to(connection.alias, NOWHERE)
            except Error:
                connection.close()


def _go_to(alias: str, schema: str) -> None:
    name = connections[alias].ops.quote_name(schema)
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SET search_path TO {name}")


_READY: set[str] = set()
"""Schemas that were found up to date since the program started."""


@contextmanager
def _unchecked(alias: str) -> Iterator[None]:
    """All or nothing; SQLite changes tables inside a transaction only while it checks no constraints."""
    connection = connections[alias]
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(alias):
            yield
    finally:
        connection.enable_constraint_checking()


def _make(alias: str, names: list[str]) -> None:
    """The tables of a new store as they are today, in a tenth of the time that it takes to follow how they
    came about."""
    with connections[alias].schema_editor() as editor:
        for table in apps.get_app_config("store").get_models():
            editor.create_model(table)
    recorder = MigrationRecorder(connections[alias])
    recorder.ensure_schema()
    for name in names:
        recorder.record_applied("store", name)


def _migrate(alias: str) -> None:
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - rarely needed, slow to load

    executor = MigrationExecutor(connections[alias])
    executor.migrate(executor.loader.graph.leaf_nodes("store"))
