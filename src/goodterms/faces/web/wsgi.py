"""The door for a server that speaks WSGI: `gunicorn goodterms.faces.web.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodterms.faces.web.settings")
application = get_wsgi_application()
