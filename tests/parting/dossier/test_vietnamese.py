"""Vietnamese mails: who speaks to whom, what others charge and promise, what was once and what may be."""

from __future__ import annotations

import pytest

from goodterms.parting.dossier import Dossier, terms_in_fact
from parting.dossier.talks import CLIENT, ME, talk

ASKS = "Chào chị, quán em cần 5 bức tranh lụa. Chị cho em xin giá nhé."
OFFER = (
    "Chào em, chị vẽ 5 bức tranh lụa. Giá trọn gói 7.000.000 đồng, em cọc 2.000.000 đồng. "
    "Chị giao ngày 15/05/2026."
)
YES = "Dạ em đồng ý hết chị ạ."


def read(*mails: tuple[str, str]) -> Dossier:
    days = (f"2026-03-{number:02d}" for number in range(2, 28, 2))
    told = [(who, day, text) for (who, text), day in zip(mails, days, strict=False)]
    return terms_in_fact(talk(told), "vi", [ME], [CLIENT])


def shown(found: Dossier) -> tuple[list[str], list[str]]:
    terms = [f"{one.term.what} {one.term.value} {one.term.is_superseded}" for one in found.terms]
    return terms, [f"{one.owed_by} {one.due} {one.state}" for one in found.loose_ends]


@pytest.mark.parametrize(
    "small_talk",
    [
        "Phải chi chị có 90 triệu chị sắm thêm khung dệt.",
        "Con gái chị mới đóng học phí 11 triệu.",
        "Hồi đó chị bán được 30 triệu nguyên bộ.",
        "Chị vẽ xong 2 bức cho đình làng.",
        "Chị từng sửa 4 lần một bức.",
        "Mai chị đưa mẹ đi khám.",
        "Chị hứa với cháu là tháng sau đi sở thú.",
        "Giá vàng lên 150 triệu một lượng rồi.",
        "Tối mai chị trả phòng trọ.",
        "Có lẽ sang năm chị gửi em xem tranh sơn mài.",
        "Ông hàng xóm hủy tiệc bị phạt 40%.",
    ],
)
def test_what_is_said_besides_is_neither_term_nor_promise(small_talk: str) -> None:
    """In the offer or later, of the freelancer or of the client."""
    plain = shown(read(("client", ASKS), ("me", OFFER), ("client", YES), ("me", "Cảm ơn em.")))
    assert plain == (
        shown(read(("client", ASKS), ("me", f"{OFFER} {small_talk}"), ("client", YES), ("me", "Cảm ơn em.")))
    )
    assert plain == (
        shown(read(("client", ASKS), ("me", OFFER), ("client", YES), ("me", f"Cảm ơn em. {small_talk}")))
    )


@pytest.mark.parametrize(
    "small_talk",
    [
        "Ngân sách cả lễ hội là 350 triệu.",
        "Nhà tài trợ hứa chuyển 40 triệu trước 20/04.",
        "Học sinh em phải nộp bài trước thứ sáu.",
        "Mai em mang ô cho chắc, trời mưa hoài.",
        "Em trả lương ngày 05/04.",
    ],
)
def test_what_the_client_does_otherwise_is_neither_term_nor_promise(small_talk: str) -> None:
    plain = shown(read(("client", ASKS), ("me", OFFER), ("client", YES)))
    assert plain == shown(read(("client", ASKS), ("me", OFFER), ("client", f"{YES} {small_talk}")))


@pytest.mark.parametrize(
    ("offer", "what", "value"),
    [
        ("Công mỗi bức 900.000 đồng.", "price", "900000 VND"),
        ("Giá 7 triệu, còn lại em trả sau tiệc nhé.", "payment_term", "còn lại em trả sau tiệc nhé"),
        (
            "Giá 7 triệu, em xem xong thì chuyển khoản cho chị.",
            "payment_term",
            "em xem xong thì chuyển khoản cho chị",
        ),
        ("Giá 7 triệu. Vải quán tự mua.", "expenses", "Vải quán tự mua."),
    ],
)
def test_terms_are_said_in_more_ways_than_one(offer: str, what: str, value: str) -> None:
    found = read(("client", ASKS), ("me", f"Chào em. {offer}"), ("client", YES))
    assert value in [one.term.value for one in found.terms if one.term.what == what]


@pytest.mark.parametrize(
    "text",
    [
        "Chị giao bản phác trong vòng 6 ngày sau khi chốt.",
        "Hai bên giữ bí mật mẫu tranh trong 2 năm sau khi xong.",
    ],
)
def test_what_is_to_be_done_for_so_long_is_no_term_of_payment(text: str) -> None:
    found = read(("client", ASKS), ("me", f"{OFFER} {text}"), ("client", YES))
    assert "payment_term" not in [one.term.what for one in found.terms]


def test_a_question_when_it_is_needed_does_not_tell_the_work() -> None:
    offer = "Chào em. Chị hát 4 bài trong lễ, giá 5 triệu. Em cần quay ngày nào?"
    found = read(("client", "Chào chị, chị báo giá giúp em nhé."), ("me", offer), ("client", YES))
    scopes = [one.term.quote for one in found.terms if one.term.what == "scope"]
    assert scopes == ["Chị hát 4 bài trong lễ, giá 5 triệu."]


def test_what_lies_ready_has_come() -> None:
    wants = "Chào em. Chìa khóa kho em gửi chị ở cổng trước thứ sáu nhé."
    found = read(
        ("client", ASKS),
        ("me", OFFER),
        ("client", YES),
        ("me", wants),
        ("client", "Chìa khóa kho em để bác bảo vệ rồi."),
    )
    assert [one for one in shown(found)[1] if "2026-03-13" in one] == ["client 2026-03-13 done"]


@pytest.mark.parametrize(
    ("asks", "offer", "wants", "owed_by"),
    [
        ("Em ơi chị mở tiệm trà, em báo giá nhé.", "Em", "Chị gửi em logo trước 12/03 nhé.", "client"),
        ("Anh chào em, em báo giá nhé.", "Em", "Anh gửi em logo trước 12/03 nhé.", "client"),
        ("Báo giá giúp ạ.", "Dạ chị, em", "Chị gửi em logo trước 12/03 nhé.", "client"),
        ("Em chào chị, chị báo giá nhé.", "Chị", "Chị gửi em bản phác trước 12/03 nhé.", "me"),
    ],
)
def test_who_is_spoken_to_tells_who_is_the_younger(asks: str, offer: str, wants: str, owed_by: str) -> None:
    """Not who speaks: em ơi chị…, anh chào em; a mail that begins with dạ is of the younger."""
    found = read(("client", asks), ("me", f"{offer} vẽ biển hiệu, 3 triệu. {wants}"))
    assert [one.owed_by for one in found.loose_ends] == [owed_by]
