"""What Django must know to serve the pages, at home or in a studio.

Read from the environment, so that any server that speaks WSGI can start it: GOODTERMS_HOME, DATABASE_URL,
GOODTERMS_SECRET_KEY (else a new one each start: everybody is out of the door after it).
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from goodterms.faces.home import home, is_studio
from goodterms.store.database import SQLITE, database, make_private

_HERE = Path(__file__).parent
_DATABASE = database(home(), os.environ.get("DATABASE_URL")).settings
STUDIO = is_studio()
if _DATABASE["ENGINE"] == SQLITE and not STUDIO:
    make_private(Path(_DATABASE["NAME"]))

DEBUG = False
SECRET_KEY = os.environ.get("GOODTERMS_SECRET_KEY") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "goodterms.store.apps.StoreConfig",
    "goodterms.faces.web.apps.WebConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "goodterms.faces.web.headers.quiet",
    "csp.middleware.CSPMiddleware",
    "goodterms.faces.web.api.door.programs",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "goodterms.faces.web.reader.speaking",
    "goodterms.faces.web.doors.guests_only",
    "goodterms.faces.web.again.shown_again",
    "goodterms.faces.web.answers.waiting",
]
ROOT_URLCONF = "goodterms.faces.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {
            "context_processors": ["goodterms.faces.web.reader.shown"],
            "builtins": ["goodterms.faces.web.templatetags.saying"],
            "libraries": {"django_htmx": "django_htmx.templatetags.django_htmx"},
        },
    }
]
DATABASES = {"default": _DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("nl", "Nederlands"), ("vi", "Tiếng Việt")]

STATIC_URL = "static/"
STATICFILES_DIRS = [_HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "goodterms"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "goodterms.faces.web.doors.forged"
SECURE_REFERRER_POLICY = (
    "same-origin"  # nobody else is told; without it browsers hide a form's origin from us too
)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 5_000
FILE_UPLOAD_PERMISSIONS = 0o600
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"said": {"class": "logging.StreamHandler"}},
    # What went wrong on our side is said where the program runs; who looked at what is written nowhere.
    "loggers": {"django": {"handlers": ["said"], "level": "ERROR"}},
}

if STUDIO:
    from goodterms.faces.web.studio.setting import in_a_studio

    globals().update(in_a_studio(globals()))
