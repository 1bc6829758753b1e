"""I exported my hours from Toggl. The detailed report of Toggl Track as CSV.

    User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags
    Mara Lind,mara@lind.example,Pixel Orchard,Spring site,,Menu page,Yes,2026-03-04,09:30:00,2026-03-04,…

Source: the columns that Toggl's own CSV import asks for, and the names newer reports give them (`Member`,
`Stop date`). Its headings are English in every language.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.records.tables import tracked
from goodterms.records.tables.form import Form
from goodterms.records.tables.program_headings import called
from goodterms.terms.evidence import Problem

TITLE = "Hours from Toggl (CSV)"
READS = (
    "Detailed reports: each entry with client, project, start, length and whether it is billable; the"
    " activity only where a task, a tag or the description is a word for one; no amounts and members."
)
GIVES = ("time",)
FORM = Form(
    file="Toggl_time_entries.csv",
    about="A detailed report.",
    needs={
        "client|project": "whom it was for",
        "date": "the day it started",
        "start time": "the time it started",
        "hours": "how long",
    },
    called=called(
        {
            "client": ["Client"],
            "project": ["Project"],
            "task": ["Task"],
            "note": ["Description"],
            "billable": ["Billable"],
            "date": ["Start date"],
            "start time": ["Start time"],
            "end date": ["End date", "Stop date"],
            "end time": ["End time", "Stop time"],
            "hours": ["Duration"],
            "tags": ["Tags", "Tag"],
            "": [
                "User",
                "Member",
                "Email",
                "Amount",
                "Rate",
                "Hourly rate",
                "Currency",
                "Workspace",
                "Group",
            ],
        }
    ),
)


def recognises(source: Source) -> float:
    headline = source.first.partition("\n")[0].lower()
    return 0 if "duration (" in headline else FORM.recognises(source)  # Clockify names the unit


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, tracked.entry)
