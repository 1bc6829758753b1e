"""I exported my hours from Kimai. Its CSV export, of Kimai 1 and 2, in five languages.

    Date,From,To,Duration,Price,User,Customer,Project,Activity,Description,Billable,Exported,Tags
    2026-03-04,09:30,11:00,1:30,127.50,mara,Pixel Orchard,Spring site,Design,Menu page,Yes,Not exported,

Source: Kimai's export columns and what its translations call them. The activity's name is a free word: it
counts as one of ours only where it is a word for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.records.tables import tracked
from goodterms.records.tables.form import Form
from goodterms.records.tables.program_headings import called
from goodterms.terms.evidence import Problem

TITLE = "Hours from Kimai (CSV)"
READS = (
    "CSV exports of versions 1 and 2 with English, French, Dutch, Vietnamese or German headings: each entry"
    " with customer, project, start, length without breaks and whether it is billable; no prices and custom"
    " fields."
)
GIVES = ("time",)
FORM = Form(
    file="kimai-export.csv",
    about="An export of time records.",
    needs={
        "date": "the day",
        "start time": "the time it started",
        "client": "whom it was for",
        "project": "what it was for",
        "task": "the activity",
    },
    oneof=("exported", "tags", "price"),
    called=called(
        {
            "date": ["Date", "Datum", "Ngày"],
            "start time": [
                "From",
                "Begin",
                "In",
                "De",
                "Début",
                "Van",
                "Begin",
                "Từ",
                "Bắt đầu",
                "Von",
                "Beginn",
            ],
            "end time": ["To", "End", "Out", "À", "Fin", "Tot", "Einde", "Đến", "Kết thúc", "Bis", "Ende"],
            "hours": ["Duration", "h'm", "Durée", "Duur", "Thời lượng", "Dauer"],
            "decimal hours": ["Time"],
            "client": ["Customer", "Client", "Klant", "Khách hàng", "Kunde"],
            "project": ["Project", "Projet", "Dự án", "Projekt"],
            "task": ["Activity", "Activité", "Activiteit", "Hoạt động", "Tätigkeit"],
            "note": ["Description", "Beschrijving", "Sự miêu tả", "Mô tả", "Beschreibung"],
            "billable": [
                "Billable",
                "Facturable",
                "Factureerbaar",
                "Declarabel",
                "Có thể lập hóa đơn",
                "Abrechenbar",
            ],
            "tags": [
                "Tags",
                "Tag",
                "Mots-clés",
                "Étiquettes",
                "Labels",
                "Thẻ",
                "Schlagworte",
                "Schlagwörter",
            ],
            "exported": ["Exported", "Exporté", "Geëxporteerd", "Đã xuất", "Exportiert", "Cleared"],
            "price": ["Price", "Rate", "Total price", "Taux", "Prix", "Bedrag", "Tỷ lệ", "Preis", "Betrag"],
            "": [
                *("Hourly price", "Hourly rate", "Fixed price", "Fixed rate", "Internal price", "Wage"),
                *("Internal rate", "Taux horaire", "Taux fixe", "Taux interne", "Prix horaire", "Prix fixe"),
                *("Uurtarief", "Vast bedrag", "Intern bedrag", "Intern tarief", "Vast tarief"),
                *("Tỷ lệ hàng giờ", "Tỷ lệ cố định", "Tỷ lệ nội bộ", "Stundenlohn", "Stundensatz"),
                *("Festbetrag", "Festpreis", "Interner Preis"),
                *(
                    "User",
                    "Username",
                    "Name",
                    "Alias",
                    "E-mail",
                    "Email",
                    "Staff number",
                    "Account",
                    "Currency",
                ),
                *("Type", "Category", "Break", "ID", "Number", "Project number", "Activity number", "VAT-ID"),
                *("Order number", "Order date", "Budget", "Approved", "Status", "Comment", "Location"),
                *("Tracking number", "Utilisateur", "Identifiant", "Nom", "Courriel", "Pause", "Devise"),
                *("Gebruiker", "Gebruikersnaam", "Naam", "Valuta", "Pauze", "Categorie", "Personeelsnummer"),
                *("Người dùng", "Tên", "Thư điện tử", "Tiền tệ", "Loại"),
                *("Benutzer", "Benutzername", "Personalnummer", "Währung", "Kategorie", "Typ", "Konto"),
            ],
        }
    ),
)


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, tracked.entry)
