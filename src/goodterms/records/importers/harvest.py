"""I exported my hours from Harvest. Its detailed time report as CSV.

    Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,First Name,Last Name
    2026-03-04,Pixel Orchard,Spring site,,Design,Menu page,1.5,Yes,No,Mara,Lind

Source: Harvest's help on detailed time reports. Most accounts keep no time of day: such an entry starts at
nine in the morning, and nothing but its day is ever looked at. `Hours` counts, not `Hours Rounded`, which is
what is billed.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.records.tables import tracked
from goodterms.records.tables.form import Form
from goodterms.records.tables.program_headings import called
from goodterms.terms.evidence import Problem

TITLE = "Hours from Harvest (CSV)"
READS = (
    "Detailed time reports: each entry with client, project, day, hours as worked and whether it is billable;"
    " 9:00 stands in where there is no time of day; no rounded hours, rates and people."
)
GIVES = ("time",)
FORM = Form(
    file="harvest_time_report.csv",
    about="A detailed time report.",
    needs={
        "client|project": "whom it was for",
        "date": "the day",
        "hours": "how long",
        "first name": "who worked",
    },
    called=called(
        {
            "client": ["Client"],
            "project": ["Project"],
            "task": ["Task"],
            "note": ["Notes"],
            "billable": ["Billable?", "Billable"],
            "date": ["Date"],
            "start time": ["Started At", "Start Time", "Started"],
            "end time": ["Ended At", "End Time", "Ended"],
            "hours": ["Hours"],
            "first name": ["First Name"],
            "": [
                *("Project Code", "Hours Rounded", "Rounded Hours", "Invoiced?", "Invoiced", "Approved?"),
                *(
                    "Last Name",
                    "Employee Id",
                    "Email",
                    "Department",
                    "Roles",
                    "Teams",
                    "Employee?",
                    "Currency",
                ),
                *("Billable Rate", "Billable Amount", "Cost Rate", "Cost Amount", "External Reference URL"),
            ],
        }
    ),
)


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, tracked.entry)
