"""The least that Django must know to keep records: no pages, no users, no middleware.

`goodterms.store.opening` adds the database. Django's own tools can be pointed at this module as it stands:
`django-admin makemigrations --check --settings goodterms.store.settings`.
"""

INSTALLED_APPS = ["goodterms.store.apps.StoreConfig"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
TIME_ZONE = "UTC"
