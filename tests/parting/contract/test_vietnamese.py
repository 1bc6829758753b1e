"""What contracts in Vietnamese need beside their sheets: spellings, parties A and B, days, questions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from goodterms.parting.contract.quantities import valued
from goodterms.parting.contract.reading import read_contract
from goodterms.parting.contract.tokens import Amount, Duration, tokens


def values(text: str) -> list[object]:
    """The values a text says."""
    words = valued(tokens(text, "vi"), "vi")
    return [one.value for one in words if one.text in ("DATE", "DURATION", "MONEY", "PERCENT")]


def clause(text: str, kind: str) -> dict[str, object]:
    """What the first clause of a kind says."""
    found = [one for one in read_contract(text, "vi").clauses if one.kind == kind]
    return dict(found[0].value) if found else {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tới hết tháng 6 năm 2027", date(2027, 6, 30)),
        ("cuối năm 2026", date(2026, 12, 31)),
        ("hết tháng 2/2028", date(2028, 2, 29)),
        ("ngày 5 tháng 6 năm 2026", date(2026, 6, 5)),
        ("trong 12 tháng hai bên", Duration(12, "months")),
        ("30 (ba mươi) ngày", Duration(30, "days")),
        ("ngày thứ mười sau khi nhận", Duration(10, "days")),
        ("năm (05) năm", Duration(5, "years")),
        ("hai mươi bốn tháng", Duration(24, "months")),
        ("hợp đồng một năm", Duration(1, "years")),
        ("mười lăm triệu đồng", Amount(Decimal(15000000), "VND")),
        ("1/4 thù lao", Decimal(25)),
    ],
)
def test_a_value_is_read_as_it_is_said(text: str, value: object) -> None:
    """Days of a period's end, ordinals, numbers said twice, and money only behind its number."""
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text", ["đợt 3, ngày 20/7/2026", "ngày 1/4 mở cửa", "hết tháng 13 năm 2026", "tỷ lệ 1/50", "cuối tháng"]
)
def test_what_only_looks_like_a_length_or_share_is_none(text: str) -> None:
    """A number before a date, a day, a scale, a month that no year has."""
    assert not [one for one in values(text) if not isinstance(one, date) and one is not None]


@pytest.mark.parametrize("text", ["Hủy", "Huỷ"])
def test_both_spellings_of_a_word_are_read(text: str) -> None:
    """The tone on either vowel."""
    assert clause(f"{text} ngang thì Khách hàng trả 30% phí còn lại.", "kill_fee") == {"percent": 30}


@pytest.mark.parametrize(
    ("who", "party"),
    [
        ("Bên A: bà Hồ Thị Cầm, tư vấn viên (bên cung cấp dịch vụ)\nBên B: Công ty Gốm Lửa", "freelancer"),
        ("Bên A (khách hàng): Công ty Gốm Lửa\nBên B: bà Hồ Thị Cầm", "client"),
        ("Bên A: Công ty Gốm Lửa\nBên B: bà Hồ Thị Cầm", "client"),
        ("Bên A thiết kế bìa. Bên B trả tiền. Bên A nộp bản vẽ.", "freelancer"),
    ],
)
def test_party_a_is_who_the_contract_says(who: str, party: str) -> None:
    """By a role beside the letter, by deeds, else the client as is usual."""
    assert clause(f"{who}\n\nBên A được chấm dứt hợp đồng, báo trước 30 ngày.", "notice_period") == {
        "days": 30,
        "party": party,
    }


def test_both_parties_are_not_one_of_them() -> None:
    """Hai bên thuê is no bên thuê."""
    text = "Hai bên thuê chung trợ lý thì được nghỉ, báo trước 5 ngày."
    assert clause(text, "notice_period") == {"days": 5, "party": "either"}


def test_a_question_says_what_its_answer_is_about() -> None:
    """Hỏi and Đáp, also over two lines."""
    text = "Hỏi: Muốn ngưng hẳn thì phải\nbáo trước bao lâu?\nĐáp: Mười hai ngày, cho cả hai bên.\n"
    assert clause(text, "notice_period") == {"days": 12, "party": "either"}


def test_em_and_chi_are_the_sides_where_nobody_says_toi() -> None:
    """The younger speaks of herself as em."""
    text = "Em vẽ tranh cho chị. Em giao tranh, chị trả tiền cho em. Chị muốn thôi thì báo trước 9 ngày."
    assert clause(text, "notice_period") == {"days": 9, "party": "client"}


def test_a_role_that_names_somebody_is_a_side_wherever_it_stands() -> None:
    """Họa sĩ Tô Mai Chi is họa sĩ in small letters too; a name in brackets needs no quotes."""
    text = (
        "Bà Vũ Thu Sen (sau đây gọi là Tiệm) và họa sĩ Tô Mai Chi.\n\nTiệm trả tiền công trong 9 ngày sau "
        "khi nhận hóa đơn.\n\nKhi hết hợp đồng, họa sĩ trả lại chìa khóa cho Tiệm.\n\nTiệm còn nợ bảng màu.\n"
    )
    ends = [(one.owed_by, one.state) for one in read_contract(text, "vi").loose_ends]
    assert ends == [("me", "unknown"), ("client", "open")]


def test_what_stands_under_the_duties_of_a_side_is_owed_by_it() -> None:
    """Nghĩa vụ của Bên A."""
    text = (
        "BÊN A: Khách hàng\n\nBÊN B: người cung cấp\n\nĐiều 5. Nghĩa vụ của Bên A\n"
        "1. Chuyển danh sách cho Bên B trước ngày 15/4/2026.\n2. Đặt tối thiểu 8 giờ mỗi tháng.\n"
    )
    contract = read_contract(text, "vi")
    assert [(one.owed_by, f"{one.due}") for one in contract.loose_ends] == [("client", "2026-04-15")]
    assert [one.kind for one in contract.clauses] == ["minimum_commitment"]
