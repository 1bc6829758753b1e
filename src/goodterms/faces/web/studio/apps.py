"""Tells Django of accounts and studios."""

from django.apps import AppConfig


class StudioConfig(AppConfig):
    """Accounts, studios, links, and the trail of what was done."""

    name = "goodterms.faces.web.studio"
    label = "studio"
    default_auto_field = "django.db.models.BigAutoField"
