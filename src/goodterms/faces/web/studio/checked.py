"""Settings for Django's own tools and for type checks alone: every table that there is, and no database.

`DJANGO_SETTINGS_MODULE=goodterms.faces.web.studio.checked python -m django makemigrations --check`
"""

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "goodterms.store.apps.StoreConfig",
    "goodterms.faces.web.studio.apps.StudioConfig",
]
AUTH_USER_MODEL = "studio.Account"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
SECRET_KEY = "of no use: nothing is signed"  # noqa: S105 - as it says
STATIC_URL = "static/"
USE_TZ = True
STUDIO = True
PROXIES = 0
