"""Dutch and Vietnamese contracts tell of tickets, landlords and plays, too: nothing of it is a clause."""

from __future__ import annotations

import pytest

from goodterms.parting.contract.finding import candidates
from goodterms.parting.contract.reading import read_contract
from goodterms.parting.contract.sheets import language as sheets_of

_BEGIN = {
    "nl": "OVEREENKOMST\n\nTussen Klokkenmuseum Zandvoorde (hierna: de opdrachtgever) en Merel Oosting "
    "(hierna: de opdrachtnemer).\n\nDe opdrachtnemer tekent klokken.\n\nDe opdrachtgever bekijkt ze.\n\n"
    "Partijen zijn vriendelijk.\n\nDe klokken zijn oud.\n\nZij slaan elk uur.\n\n",
    "vi": "HỢP ĐỒNG\n\nGiữa Công ty TNHH Đồng hồ Cát Trắng (sau đây gọi là Khách hàng) và chị Tống Diệu Mi "
    "(sau đây gọi là Người vẽ).\n\nNgười vẽ vẽ đồng hồ.\n\nKhách hàng xem tranh.\n\n"
    "Hai bên vui vẻ.\n\nĐồng hồ đã cũ.\n\nChuông điểm từng giờ.\n\n",
}


def _kinds(language: str, text: str) -> set[str]:
    """The kinds of the clauses of a passage in a contract whose sides are known."""
    begin = _BEGIN[language]
    clauses = read_contract(begin + text + "\n", language).clauses
    return {one.kind for one in clauses if one.span.start >= len(begin)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De zeilschool vraagt 15% vooruit."),
        ("nl", "Het bestemmingsplan loopt af op 4 juli 2026."),
        ("nl", "De ijsbaan rekent 4% rente."),
        ("nl", "De muziekkapel speelt minimaal drie marsen per maand."),
        ("nl", "Het sportcomplex wordt jaarlijks stilzwijgend verlengd."),
        ("vi", "Câu lạc bộ thuyền buồm đòi 15% trả trước."),
        ("vi", "Sân băng tính lãi 4%."),
        ("vi", "Đội kèn chơi ít nhất ba bài mỗi tháng."),
        ("vi", "Quy hoạch khu phố kết thúc ngày 04/7/2026."),
    ],
)
def test_a_sentence_that_begins_with_neither_side_nor_contract_is_no_clause(language: str, text: str) -> None:
    """Who or what it speaks of is known to no phrase."""
    assert _kinds(language, text) == set()


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("nl", "De begeleiding stopt op 4 juli 2026.", "expiration"),
        ("nl", "De aanbetaling bedraagt € 350.", "deposit"),
        ("nl", "Het klokkenmuseum neemt minimaal drie dagen per maand af.", "minimum_commitment"),
        ("nl", "Looptijd\n\nDe tekenweken lopen tot en met 4 juli 2026.", "expiration"),
        ("vi", "Đợt làm việc kéo dài đến ngày 04/7/2026.", "expiration"),
        ("vi", "Tiền cọc là 3.000.000 đồng.", "deposit"),
        ("vi", "Khách hàng cam kết mỗi tháng ba ngày.", "minimum_commitment"),
    ],
)
def test_what_is_of_this_contract_is_still_read(language: str, text: str, kind: str) -> None:
    """A side by a word of its name, a thing that phrases know, what stands under a heading of the kind."""
    assert kind in _kinds(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Het huurcontract van de torenkamer kan met een maand worden opgezegd."),
        ("nl", "De overeenkomst van de opdrachtgever met de smid kent een boete van € 300 bij annulering."),
        ("nl", "Partijen kunnen later een voorschot van 15% overeenkomen."),
        ("nl", "Of de opdracht met een jaar wordt verlengd, bespreken we als het zover is."),
        ("nl", "Het wachtwoord van de klok verloopt op 4 juli 2026."),
        ("nl", "De roman speelt voor de rechtbank van Gent."),
        ("nl", "De gasten betalen een waarborg van € 20. Zij krijgen die bij het einde terug."),
        ("nl", "De smid rekent 15% vooruit. Dat is een zaak tussen de opdrachtgever en hem."),
        ("vi", "Hợp đồng thuê nhà của tháp chuông chấm dứt khi báo trước một tháng."),
        ("vi", "Hợp đồng của Khách hàng với bên rèn có phí hủy 3.000.000 đồng."),
        ("vi", "Sau này hai bên có thể thỏa thuận tạm ứng 15%."),
        ("vi", "Mật khẩu của đồng hồ hết hạn ngày 04/7/2026."),
        ("vi", "Cuốn sách kể về một vụ ở tòa án Cần Thơ."),
        ("vi", "Người mượn đặt cọc 200.000 đồng. Họ nhận lại tiền khi kết thúc."),
        ("vi", "Khách hàng trả trước 15%. Đó là việc giữa Khách hàng và thợ rèn."),
    ],
)
def test_contracts_with_others_and_what_is_left_open_are_no_clauses(language: str, text: str) -> None:
    """Nor are what expires of its own, what a work tells, and what the next sentence says of others."""
    assert _kinds(language, text) == set()


def test_where_nobody_knows_the_sides_any_beginning_will_do() -> None:
    """De club may be who pays."""
    found = read_contract("De club neemt per maand ten minste dertig uur af.", "nl").clauses
    assert [one.kind for one in found] == ["minimum_commitment"]
    assert list(candidates((), sheets_of("nl"))) == []
