"""What is in the tables, what never is, and what is said of tables that are not whole."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goodterms.network.consent import Consent, consent_in
from goodterms.network.on_duckdb import Means
from goodterms.network.packing import freelancer_of, pack
from goodterms.network.pseudonyms import KeyFileError
from goodterms.network.reviewing import on_duckdb, review
from goodterms.network.schema import MARK, TABLES, VERSION
from goodterms.network.shelves import NotTablesError, Shelf, make_shelves, open_shelves
from network.conftest import ASKED, Packed, packed, told
from network.invented import AS_OF

WORDS = (
    "Harbour",
    "Orchard",
    "Nijlpaard",
    "Kestrel",
    "Person",
    "client0.example",
    "idiot",
    "Please",
    "all.mbox",
)


def everything(folder: Path) -> str:
    """All that the tables hold, as text."""
    tables = (pq.read_table(path, partitioning=None) for path in folder.rglob("*.parquet"))
    lists = "".join(path.read_text("utf-8") for path in folder.rglob("*.json"))
    return lists + "".join(json.dumps(table.to_pylist(), default=str, ensure_ascii=False) for table in tables)


def silent(place: Path) -> Packed:
    """Eight people of whom nobody shares anything."""
    made = packed(place, 8, 2)
    for folder in made.folders:
        (folder / ".goodterms-network.toml").unlink(missing_ok=True)
    pack(made.folders, made.shelves, made.owner, AS_OF)
    return made


def test_without_consent_nobody_is_named_or_quoted(tmp_path: Path) -> None:
    """No name, no file, no word of a message, no feeling is anywhere in the tables, and the key is not
    there."""
    made = silent(tmp_path)
    text = everything(made.shelves.folder)
    assert [word for word in (*WORDS, made.owner.pseudonyms().key.hex()) if word in text] == []
    people = [made.shelves.shelf(bucket) for bucket in range(2)]
    rows = [row for one in people if isinstance(one, Shelf) for row in one.read("people").to_pylist()]
    assert [row["freelancer"] for row in rows if row["feelings"] or row["guts"] or row["episodes"]] == []


def test_what_one_shares_is_there(tmp_path: Path) -> None:
    """And nobody else's."""
    made = silent(tmp_path)
    (made.folders[1] / ".goodterms-network.toml").write_text('share = ["feelings", "names"]', "utf-8")
    again = pack(made.folders, made.shelves, made.owner, AS_OF)
    who = freelancer_of(made.folders[1], made.owner.pseudonyms())
    assert again.written == (who,)
    shelf = made.shelves.shelf(made.shelves.bucket_of(who))
    assert isinstance(shelf, Shelf)
    felt = {row["freelancer"] for row in shelf.read("people").to_pylist() if row["feelings"]}
    assert felt == {who}
    assert "all.mbox" in everything(made.shelves.folder)


@pytest.mark.parametrize(
    ("sheet", "expected", "keys"),
    [
        (b"", Consent(), []),
        (b'share = ["names", "texts"]', Consent(texts=True, names=True), []),
        (b'share = "feelings"', Consent(feelings=True), []),
        (b'share = ["everything", "names"]', Consent(names=True), ["network.consent_unknown"]),
        (b"share = [", Consent(), ["network.consent_broken"]),
        (b"\xff\xfe", Consent(), ["network.consent_broken"]),
    ],
)
def test_what_a_sheet_says(sheet: bytes, expected: Consent, keys: list[str], tmp_path: Path) -> None:
    """What is not plainly shared is not shared."""
    (tmp_path / ".goodterms-network.toml").write_bytes(sheet)
    found, problems = consent_in(tmp_path)
    assert (found, [one.key for one in problems]) == (expected, keys)


def test_only_who_changed_is_packed(tmp_path: Path) -> None:
    """A second pack writes nothing; a changed record writes its person; a forgotten one leaves no row."""
    made = silent(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in made.shelves.folder.rglob("*.parquet")}
    again = pack(made.folders, made.shelves, made.owner, AS_OF)
    assert (again.written, len(again.unchanged)) == ((), 8)
    assert {path: path.stat().st_mtime_ns for path in made.shelves.folder.rglob("*.parquet")} == before
    with (made.folders[3] / "invoices.csv").open("a", encoding="utf-8") as file:
        file.write("2027-001,Kestrel,2026-10-01,2026-10-30,100.00,EUR\n")
    who = freelancer_of(made.folders[3], made.owner.pseudonyms())
    assert pack(made.folders, made.shelves, made.owner, AS_OF).written == (who,)
    gone = pack((), made.shelves, made.owner, AS_OF, forget=[made.folders[3]])
    assert gone.gone == (who,)
    assert who not in everything(made.shelves.folder)
    assert made.owner.recall(who) is None
    shutil.rmtree(made.folders[2])
    assert [one.key for one in pack(made.folders[2:3], made.shelves, made.owner, AS_OF).problems] == [
        "network.no_source"
    ]


def test_the_columns_are_those_that_are_told(some: Packed) -> None:
    """Files have the schema of their version, whole numbers for money and minutes, moments in UTC."""
    for path in some.shelves.folder.rglob("*.parquet"):
        schema = pq.read_schema(path)
        name = path.name.partition("-")[0]
        assert schema.names == TABLES[name].names
        assert schema.metadata[MARK] == b"3"
    guide = (Path(__file__).parents[2] / "docs/guide/network.md").read_text("utf-8")
    assert f"Parquet files, version {VERSION} (" in guide
    assert TABLES["messages"].field("sent").type == pa.timestamp("us")
    assert TABLES["hours"].field("minutes").type == pa.int64()


def test_a_damaged_file_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    """A flipped byte, a missing file, a list that is none, another version: each is a problem with its path,
    and the others have their reviews."""
    made = packed(tmp_path, 40, 8)
    full = [shelf for bucket in range(8) if isinstance(shelf := made.shelves.shelf(bucket), Shelf)]
    assert len(full) >= 6
    data = bytearray(full[0].path("messages").read_bytes())
    data[len(data) // 2] ^= 1
    full[0].path("messages").write_bytes(data)
    full[1].path("hours").unlink()
    (full[2].folder / "manifest.json").write_text("{", "utf-8")
    (full[3].folder / "manifest.json").write_text('{"version": "1"}', "utf-8")
    table = pq.read_table(full[4].path("people"), partitioning=None)
    pq.write_table(table.replace_schema_metadata({MARK: b"0"}), full[4].path("people"))
    found = review(made.shelves, tmp_path / "results", ASKED, "en", on_duckdb(1, Means()))
    keys = {Path(one.source).parent.name: one.key for one in found.problems}
    assert keys == {
        full[0].folder.name: "network.damaged",
        full[1].folder.name: "network.missing",
        full[2].folder.name: "network.damaged",
        full[3].folder.name: "network.other_version",
        full[4].folder.name: "network.other_version",
    }
    left = {who for shelf in full[5:] for who in shelf.people}
    assert told(tmp_path / "results", 8).keys() == left
    again = pack(made.folders, made.shelves, made.owner, AS_OF)
    assert len(again.written) == 40 - len(left)
    assert review(made.shelves, tmp_path / "results", ASKED, "en", on_duckdb(1, Means())).problems == ()
    assert len(told(tmp_path / "results", 8)) == 40


def test_folders_that_are_no_tables(tmp_path: Path) -> None:
    """One with other files, and one of another version."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "notes.txt").write_text("", "utf-8")
    for opened in (open_shelves, make_shelves):
        with pytest.raises(NotTablesError):
            opened(tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "network.json").write_text('{"version": "0", "buckets": 2}', "utf-8")
    with pytest.raises(NotTablesError) as told_so:
        open_shelves(tmp_path / "b")
    assert told_so.value.text.key == "network.other_tables"


def test_the_key_is_the_owners(tmp_path: Path) -> None:
    """Nobody else can read it; another key gives other pseudonyms; what is no key is refused."""
    made = packed(tmp_path, 2, 1)
    file = made.owner.folder / "key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first = freelancer_of(made.folders[1], made.owner.pseudonyms())
    file.unlink()
    assert freelancer_of(made.folders[1], made.owner.pseudonyms()) != first
    file.write_text("secret", "utf-8")
    with pytest.raises(KeyFileError):
        made.owner.pseudonyms()


def test_duckdb_spills_to_disk(some: Packed, tmp_path: Path) -> None:
    """Within a bound of memory: the same answers."""
    folder = tmp_path / "spill"
    review(some.shelves, tmp_path / "bound", ASKED, "en", on_duckdb(1, Means(96, 1, folder)))
    review(some.shelves, tmp_path / "free", ASKED, "en", on_duckdb(2, Means()))
    assert told(tmp_path / "bound", 4) == told(tmp_path / "free", 4)
