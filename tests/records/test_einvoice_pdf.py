"""PDF invoices: what the attached data says, and nothing that a hostile file could do."""

import zlib
from pathlib import Path

import pytest
from lxml import etree

from goodterms.records.documents import pdf
from goodterms.records.documents.einvoice import read_vat
from goodterms.records.model import Batch, Invoice
from goodterms.records.reading import read_source
from goodterms.records.source import Source
from pdfs import pdf_of
from shared import SHARED, needs_shared

HERE = Path(__file__).parent / "importers"
INVOICE = (HERE / "cii" / "factur-x.xml").read_bytes()
SEEN = sorted((SHARED / "data" / "einvoice").rglob("*.pdf"))


def read(data: bytes) -> Batch:
    return read_source(Source("a.pdf", data))


def said(xml: bytes, *paths: str) -> str:
    """The text at the first path that leads to one, by the names of the elements alone."""
    root = etree.fromstring(xml)
    for path in paths:
        steps = "/".join(f"*[local-name()='{step}']" for step in path.split("/"))
        if found := " ".join(str(root.xpath(f"string(./{steps})")).split()):
            return found
    return ""


@needs_shared
@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.name)
def test_agrees_with_the_reference_reader(path: Path) -> None:
    """Number, day, total, currency and parties are those of the XML that the factur-x library takes out."""
    facturx = pytest.importorskip("facturx")
    _, xml = facturx.get_xml_from_pdf(path.read_bytes(), check_xsd=False)
    trade = ("SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
    pays = [f"{one}/Applicable{kind}TradeSettlement" for one in trade for kind in ("Header", "SupplyChain")]
    deals = [f"{one}/Applicable{kind}TradeAgreement" for one in trade for kind in ("Header", "SupplyChain")]
    sums = "SpecifiedTradeSettlement{}MonetarySummation/GrandTotalAmount"
    invoices = [item for item in read(path.read_bytes()).records if isinstance(item, Invoice)]
    assert len(invoices) == 1
    invoice = invoices[0]
    assert invoice.number == said(xml, "ExchangedDocument/ID", "HeaderExchangedDocument/ID")
    day = said(
        xml,
        *(f"{one}/IssueDateTime/DateTimeString" for one in ("ExchangedDocument", "HeaderExchangedDocument")),
    )
    assert invoice.issued.strftime("%Y%m%d") == day
    assert invoice.total.currency == said(xml, *(f"{pay}/InvoiceCurrencyCode" for pay in pays))
    total = said(xml, *(f"{pay}/{sums.format(kind)}" for pay in pays for kind in ("Header", "")))
    assert invoice.total.amount == abs(type(invoice.total.amount)(total))
    assert invoice.client == said(xml, *(f"{deal}/BuyerTradeParty/Name" for deal in deals))
    assert invoice.seller == said(xml, *(f"{deal}/SellerTradeParty/Name" for deal in deals))


@pytest.mark.parametrize(
    "name",
    [
        "factur-x.xml",
        "FACTUR-X.XML",
        "zugferd-invoice.xml",
        "ZUGFeRD-invoice.xml",
        "xrechnung.xml",
        "other.xml",
    ],
)
def test_any_name_of_the_attachment(name: str) -> None:
    """All names of the specifications are read, and so is an invoice under another name."""
    batch = read(pdf_of(["Facture"], {name: INVOICE}))
    assert batch.importer == "facturx"
    assert [record.number for record in batch.records if isinstance(record, Invoice)] == ["2026-042"]
    assert batch.records[0].evidence.locator == f"{name}, line 4"


def test_other_attachments_make_no_invoice() -> None:
    """A PDF with some other file attached is not read as an invoice."""
    assert read(pdf_of(["Letter"], {"notes.xml": b"<notes/>", "a.txt": INVOICE})).importer == "contract_pdf"


def test_damage_in_the_attachment_is_told_with_its_place() -> None:
    """A problem of the attached data names the attachment and the line in it."""
    batch = read(pdf_of(["Facture"], {"factur-x.xml": INVOICE[:-40]}))
    assert [(one.key, one.locator.partition(" line")[0]) for one in batch.problems] == [
        ("xml.malformed", "factur-x.xml,")
    ]


def test_an_attachment_that_unpacks_to_too_much() -> None:
    """Sixty megabytes of nothing, called an invoice, are not read."""
    batch = read(pdf_of(["Facture"], {"factur-x.xml": b" " * (60 << 20)}))
    assert [(one.key, one.locator) for one in batch.problems] == [("xml.too_big", "factur-x.xml")]


def test_a_bomb_ends_the_reader_and_not_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that takes more time than it may gets a problem, and the next file is read."""
    worker = pdf._Worker()
    monkeypatch.setattr(pdf, "_worker", worker)
    monkeypatch.setattr(pdf, "SECONDS", 0.0)
    assert read(pdf_of(["Facture"], {"factur-x.xml": INVOICE})).problems[0].key == "document.too_costly"
    monkeypatch.setattr(pdf, "SECONDS", 30)
    assert len(read(pdf_of(["Facture"], {"factur-x.xml": INVOICE})).records) == 2
    worker.stop()


def test_a_reader_that_died_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends the other process, the next file gets a new one."""
    worker = pdf._Worker()
    monkeypatch.setattr(pdf, "_worker", worker)
    worker._running().kill()
    worker._running().wait()
    batches = [read(pdf_of(["Facture"], {"factur-x.xml": INVOICE})) for _ in range(2)]
    worker.stop()
    assert [bool(batch.records) for batch in batches][-1]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"\0" * 5000,
        b"%PDF-1.4 and then a sonnet",
        zlib.compress(b"x") + b"%PDF-",
    ],
)
def test_what_only_begins_as_a_pdf_is_told(data: bytes) -> None:
    """A PDF that is none is damaged."""
    assert [one.key for one in read(data).problems] == ["document.damaged"]


def test_no_pages_at_all() -> None:
    """A PDF of no pages is no document, whatever is attached to it."""
    assert [one.key for one in read(pdf_of([], {"factur-x.xml": INVOICE})).problems] == ["document.damaged"]


def test_vat_numbers_that_are_one_are_equal() -> None:
    """Spaces, marks and case do not make another number; country letters are added and never doubled."""
    forms = ["BE0123456789", "be 0123.456.789", "BE 0123-456-789"]
    assert {read_vat(form, "BE") for form in forms} == {"BE0123456789"}
    assert read_vat("0123.456.789", "be") == "BE0123456789"
    assert read_vat("", "BE") == ""
