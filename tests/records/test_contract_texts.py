"""Contracts are told from everything else that lies in a folder, and their words are kept."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from goodterms.records.documents import contract_words
from goodterms.records.model import Batch, ContractText
from goodterms.records.reading import read_source
from goodterms.records.source import Source, decode
from pdfs import pdf_of
from shared import SHARED, needs_shared

HERE = Path(__file__).parent / "importers"
CONTRACT = (HERE / "contract_text" / "agreement.md").read_text("utf-8")


def read(name: str, data: bytes) -> Batch:
    return read_source(Source(name, data))


def contracts(batch: Batch) -> list[ContractText]:
    return [record for record in batch.records if isinstance(record, ContractText)]


def plain(text: str) -> str:
    return " ".join(text.split())


def docx_of(document: bytes, name: str = "word/document.xml") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, document)
    return packed.getvalue()


@needs_shared
def test_commercial_contracts_are_recognised() -> None:
    """Of contracts by lawyers, as plain text, at least 95 in 100 are taken for what they are."""
    with gzip.open(SHARED / "data" / "contracts" / "cuad" / "cuad_dev.json.gz") as file:
        texts = [one["paragraphs"][0]["context"] for one in json.load(file)["data"]]
    known = [read(f"{at}.txt", text.encode()).importer == "contract_text" for at, text in enumerate(texts)]
    assert sum(known) >= 0.95 * len(known)


@needs_shared
@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_everyday_contracts_are_recognised(kind: str) -> None:
    """Plainly written contracts in four languages are recognised, in the language they are in."""
    paths = sorted((SHARED / "contracts").glob(f"*/*.{kind}"))
    assert paths
    for path in paths:
        found = contracts(read(path.name, path.read_bytes()))
        assert [one.language for one in found] == [path.parent.name], path.name


@needs_shared
def test_word_documents_lose_no_words() -> None:
    """The text of a Word document is that of the plain file beside it, but for white space."""
    for path in sorted((SHARED / "contracts").glob("*/*.docx")):
        found = contracts(read(path.name, path.read_bytes()))
        assert plain(found[0].text) == plain(path.with_suffix(".txt").read_text("utf-8")), path.name


@needs_shared
def test_pdf_pages_lose_no_words() -> None:
    """Every line of the plain file is in the PDF's text, unless a page ends in it."""
    for path in sorted((SHARED / "contracts").glob("*/*.pdf")):
        found = contracts(read(path.name, path.read_bytes()))
        whole = plain(found[0].text)
        words = plain(path.with_suffix(".txt").read_text("utf-8")).split(". ")
        assert sum(part in whole for part in words) >= len(words) - 2, path.name
        assert "\f" in found[0].text


@needs_shared
def test_letters_and_mails_are_no_contracts() -> None:
    """Farewell letters, and mails about prices and terms, are left to those who read letters."""
    lines = [
        line for path in (SHARED / "letters").glob("*.jsonl") for line in path.read_text("utf-8").splitlines()
    ]
    letters = [json.loads(line)["text"] for line in lines]
    mails = [decode(path.read_bytes()) for path in sorted((SHARED / "contracts").rglob("*.eml"))]
    mails += [decode(path.read_bytes()) for path in sorted((SHARED / "data" / "email").rglob("*.txt"))]
    assert letters
    assert mails
    assert [text[:80] for text in (*letters, *mails) if contract_words.signs(text)] == []


@needs_shared
def test_templates_and_what_lies_beside_them() -> None:
    """Of a folder of templates the contracts are taken, and not the readme, the licence and the invoice."""
    folder = SHARED / "data" / "contracts" / "templates"
    paths = [
        path for path in folder.rglob("*") if path.suffix in (".md", ".txt", ".yml", "") and path.is_file()
    ]
    taken = {path.name for path in paths if contract_words.signs(decode(path.read_bytes()))}
    left = {path.name for path in paths} - taken
    assert {
        "psa.md",
        "contract-template.md",
        "CONTRAT_PRESTATION_SECURISE.md",
        "vi_qldv_printVPS.txt",
    } <= taken
    assert {"README.md", "LICENSE", "invoice-template.md", "client-communication-templates.md"} <= left


def test_our_own_papers_are_no_contracts() -> None:
    """Pages about contracts, the sheet of contract words itself and a licence for everybody are none."""
    root = Path(__file__).parents[2]
    paths = [
        *root.glob("*.md"),
        root / "LICENSE",
        *root.glob("docs/**/*.md"),
        *root.glob("src/goodterms/records/*"),
    ]
    taken = [
        path.name for path in paths if path.is_file() and contract_words.signs(decode(path.read_bytes()))
    ]
    assert taken == []


@pytest.mark.parametrize(
    "text",
    [
        "Dear Lea,\n\n" + CONTRACT.partition("\n\n")[2][:300],
        "Invoice 2026-014\nContract 77 between Harbour & Sons and Mara Lind\nFee 300 EUR, payable within 30 "
        "days, interest 8%, copyright passes on payment, Belgian law",
        "Agreement with the neighbours about the hedge. Nice people.",
        '# Contract words\nending = ["terminate", "notice"]\nlaw = ["court"]\npay = ["invoice", "fee"]\n',
    ],
)
def test_what_only_speaks_of_contracts(text: str) -> None:
    """A letter, an invoice, a note and a page of code with the words of contracts in them are none."""
    assert contract_words.signs(text) is None


def test_the_title_of_a_pdf_is_not_its_running_head() -> None:
    """The line that stands on top of every page is no title; pages stay apart."""
    lines = [line for line in CONTRACT.replace("#", "").replace("*", "").splitlines() if line]
    pages = ["\n".join(["Mara Lind, 2026", *part]) for part in (lines[:4], lines[4:])]
    found = contracts(read("a.pdf", pdf_of(pages)))
    assert [one.title for one in found] == ["Illustration agreement"]
    assert found[0].text.count("\f") == 1


def test_a_title_that_is_a_sentence_is_none() -> None:
    """Where the first line is no title, the contract is called as the file is."""
    text = (
        "This agreement between Pixel Orchard and Mara Lind, illustrator in Ghent, is about six posters, "
        "and it is made on the fifth of January; " + CONTRACT
    )
    found = contracts(read("folder/six posters.txt", text.replace("#", "").encode()))
    assert [one.title for one in found] == ["six posters"]


def test_a_text_longer_than_any_contract_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies beyond the limit is not read, and the place is told."""
    monkeypatch.setattr(contract_words, "MOST_CHARACTERS", 400)
    batch = read("long.md", CONTRACT.encode())
    assert len(contracts(batch)[0].text) == 400
    assert [(one.key, one.locator) for one in batch.problems] == [("document.too_long", "character 401")]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (docx_of(b"<w:document xmlns:w='w'><w:body>"), "document.damaged"),
        (docx_of(b"<!DOCTYPE w [<!ENTITY a 'b'>]><w>&a;</w>"), "document.damaged"),
        (docx_of(b" " * (60 << 20)), "document.too_costly"),
        (docx_of(b"<document><body><p><r><t>Hello</t></r></p></body></document>"), "document.no_contract"),
        (docx_of(b"<document><body/></document>", "word/document2.xml"), "document.no_text"),
        (docx_of(b"<a>" * 5000), "document.damaged"),
    ],
    ids=["broken", "entities", "bomb", "other", "empty", "deep"],
)
def test_word_documents_that_are_trouble(data: bytes, key: str) -> None:
    """Damage, entities, sixty megabytes of nothing and what is no contract are problems."""
    batch = read("a.docx", data)
    assert (batch.importer, [one.key for one in batch.problems]) == ("contract_docx", [key])
