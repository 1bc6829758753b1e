"""Records of an invented freelancer: one client with a contract, one whose mails say what was agreed, one
with neither, and one with a contract of many pages. Somebody writes markup into all of it."""

from __future__ import annotations

from pathlib import Path

ME, ANA = "mara@lind.example", "ana@kestrel.example"
PROFILE = (
    f'[me]\nname = "Mara Lind"\nemails = ["{ME}"]\ncountry = "BE"\ntimezone = "Europe/Brussels"\n'
    'currency = "EUR"\n'
)
CLIENTS = (
    "name,emails,language,country\nHarbour & Sons,jonas@harbour.example,en,BE\n"
    f"Kestrel,{ANA},fr,BE\nMeadow Press,lee@meadow.example,en,BE\nQuarry Ltd,kim@quarry.example,en,BE\n"
)
BILLS = (
    "number,client,issued,due,total\n2026-014,Kestrel,2026-03-02,2026-04-01,1250.00\n"
    "2026-015,Harbour & Sons,2026-03-02,2026-04-01,800.00\n"
    "2026-016,Meadow Press,2026-03-02,2026-04-01,80.00\n"
    "2026-017,Quarry Ltd,2026-03-02,2026-04-01,80.00\n"
)
WORKS = "client,name,due,delivered_on\nKestrel,Summer menu,2026-03-20,2026-03-19\n"
MARKUP = '<img src="https://elsewhere.example/x"><script>document.title = "broken"</script>'
CONTRACT = f"""Agreement between Harbour & Sons Ltd ("the Client") and Mara Lind ("the Designer")

1. Work
The Designer delivers the new menu by 20 March 2026.
The Client provides the photographs by 1 March 2026.

2. Money
The Client pays invoices within 30 days of receipt.
A deposit of 30% is payable on signing.

3. Ending
Either party may end this agreement on one month's notice.
Notice is given by registered letter.
This agreement is governed by the law of Ireland.

4. Other
The office {MARKUP} is closed on Fridays.
"""
LONG = CONTRACT.replace("Harbour & Sons", "Quarry") + "".join(
    f"\n{number}. The shed with the number {number} stands beside the road and is painted green.\n"
    f"Invoices for shed {number} are payable within {number} days of receipt.\n"
    for number in range(5, 455)
)
MAILS = (
    (ME, "5 Jan 2026", "Four panels",
     "Dear Ana,\n\nMy fee for the four panels is EUR 2,400, hung by 30 June.\n"
     "I ask for EUR 800 in advance; the balance is due within 30 days of hanging.\n\nMara"),
    (ANA, "7 Jan 2026", "Re: Four panels",
     "Hello Mara,\n\nEUR 2,400 is fine. EUR 800 in advance is too "
     "much for us, could you live with EUR 500?\n\nAna"),
    (ME, "9 Jan 2026", "Re: Four panels", f"Dear Ana,\n\nAll right, EUR 500 in advance {MARKUP}.\n\nMara"),
    (ANA, "15 Jan 2026", "Hosting",
     "Here is the login for the hosting at OVH: user mara, password: Tulip-77"),
    (ME, "20 Apr 2026", "Invoice", "A kind reminder: invoice 2026-014 was due on 1 April."),
    (ANA, "22 Apr 2026", "Re: Invoice", f"We will not pay invoice 2026-014. {MARKUP}"),
    (ME, "2 May 2026", "Working together", "Either of us can end it with 45 days' notice."),
    (ANA, "3 May 2026", "Re: Working together", "45 days' notice is fine."),
)  # fmt: skip


def lay(folder: Path) -> Path:
    """Writes the records into a folder."""
    folder.mkdir(parents=True)
    files = {
        "goodterms.toml": PROFILE, "clients.csv": CLIENTS, "invoices.csv": BILLS, "deliverables.csv": WORKS,
        "agreement.txt": CONTRACT, "long.txt": LONG, "inbox.mbox": _mailbox(),
    }  # fmt: skip
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def _mailbox() -> str:
    told = ""
    for number, (sender, day, subject, text) in enumerate(MAILS):
        to = ANA if sender == ME else ME
        reply = f"In-Reply-To: <{number - 1}@x.example>\n" if subject.startswith("Re:") else ""
        told += (
            f"From {sender} Mon Jan  5 09:00:00 2026\nFrom: {sender}\nTo: {to}\n"
            f"Message-ID: <{number}@x.example>\nDate: {day} 09:00:00 +0100\nSubject: {subject}\n"
            f"Content-Type: text/plain; charset=utf-8\n{reply}\n{text}\n\n"
        )
    return told
