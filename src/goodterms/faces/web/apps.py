"""Tells Django of the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages: templates, styles and their words."""

    name = "goodterms.faces.web"
    label = "web"
