"""Records of a client who pays every second invoice late: just so many that it is a pattern."""

from datetime import date, timedelta
from pathlib import Path

CLIENT, FAR = "Harbour & Sons", "Pixel Orchard"
LATE = {CLIENT: (0, 10), FAR: (0, 1)}
"""Days, of the invoices of odd months and of the others."""


def close_call(folder: Path) -> Path:
    """A folder with that client, and one who pays the day after."""
    folder.mkdir()
    (folder / "goodterms.toml").write_text('[me]\nname = "Mara Lind"\ncountry = "BE"\ncurrency = "EUR"\n')
    bills = ["number,client,issued,due,total,currency"]
    payments = ["client,paid_on,amount,currency,invoices"]
    for client, late in LATE.items():
        for month in range(1, 11):
            number, due = f"{client[0]}{month}", date(2026, month, 14)
            bills.append(f"{number},{client},2026-{month:02}-01,{due},1000.00,EUR")
            payments.append(f"{client},{due + timedelta(days=late[month % 2 == 0])},1000.00,EUR,{number}")
    (folder / "invoices.csv").write_text("\n".join(bills))
    (folder / "payments.csv").write_text("\n".join(payments))
    return folder
