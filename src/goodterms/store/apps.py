"""Tells Django that the store is an application of its own, with its own tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The store as Django knows it."""

    name = "goodterms.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
