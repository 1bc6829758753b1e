"""I exported my hours from Clockify. Its detailed report as CSV.

    "Project","Client","Description","Task","User","Tags","Billable","Start Date","Start Time","Duration (h)"
    "Spring site","Pixel Orchard","Menu page","","Mara Lind","","Yes","03/14/2026","09:30:00 AM","01:30:00"

Source: Clockify's help on exporting reports. The user chooses how dates and clocks are written; the order of
day and month is learned from the file. A workspace may call tasks `Activity`.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.records.tables import tracked
from goodterms.records.tables.form import Form
from goodterms.records.tables.program_headings import called
from goodterms.terms.evidence import Problem

TITLE = "Hours from Clockify (CSV)"
READS = (
    "Detailed reports in any of its date and clock formats: each entry with client, project, start, length"
    " and whether it is billable; no breaks, days off, rates, amounts and custom fields."
)
GIVES = ("time",)
FORM = Form(
    file="Clockify_Time_Report_Detailed.csv",
    about="A detailed report.",
    needs={
        "client|project": "whom it was for",
        "date": "the day it started",
        "hours|decimal hours|end time": "how long, or when it ended",
    },
    called=called(
        {
            "client": ["Client", "Customer"],
            "project": ["Project"],
            "task": ["Task", "Activity"],
            "note": ["Description"],
            "tags": ["Tags", "Tag"],
            "type": ["Type"],
            "billable": ["Billable"],
            "date": ["Start Date"],
            "start time": ["Start Time"],
            "end date": ["End Date"],
            "end time": ["End Time"],
            "hours": ["Duration (h)"],
            "decimal hours": ["Duration (decimal)"],
            "": [
                *(
                    "User",
                    "Group",
                    "Email",
                    "Kiosk",
                    "Invoiced",
                    "Invoice ID",
                    "Date of creation",
                    "Approval",
                ),
                *("Billable Rate", "Billable Amount", "Cost Rate", "Cost Amount", "Profit", "Currency"),
            ],
        }
    ),
)


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, tracked.entry)
