"""What Vietnamese mails promise, ask for and tell of, in the ways that people write them."""

from __future__ import annotations

import pytest

from goodterms.parting.dossier import Dossier, terms_in_fact
from parting.dossier.talks import CLIENT, ME, talk

TALK = (
    ("client", "2026-03-02", "Chào chị Lụa, bên em cần 4 biển gỗ cho lễ hội. Chị báo giá giúp em nhé."),
    ("me", "2026-03-03", "Chào em Khang, chị khắc 4 biển gỗ, giá trọn gói 8.000.000 đồng."),
    ("client", "2026-03-04", "Chào chị Lụa, em đồng ý ạ."),
)


def read(*mails: str) -> Dossier:
    """After the talk above, of a Friday and every second day from then; "m:" is the freelancer."""
    who = {"m": "me", "c": "client"}
    said = [(who[one[0]], f"2026-03-{6 + 2 * at:02d}", one[2:]) for at, one in enumerate(mails)]
    return terms_in_fact(talk([*TALK, *said]), "vi", [ME], [CLIENT])


def ends(found: Dossier) -> list[str]:
    shown = (f"{one.owed_by} {one.due:%d/%m}" if one.due else one.owed_by for one in found.loose_ends)
    return [f"{what} {one.state}" for what, one in zip(shown, found.loose_ends, strict=True)]


@pytest.mark.parametrize(
    ("mail", "end"),
    [
        # days
        ("m:Thứ 4 chị gửi em mẫu khắc.", "me 11/03 open"),
        ("m:Cuối tháng 5 chị gửi em mẫu khắc.", "me 31/05 open"),
        ("m:Giữa tháng 5 chị gửi em mẫu khắc.", "me 15/05 open"),
        ("m:Ngày mốt chị gửi em mẫu khắc.", "me 08/03 open"),
        ("c:Ngày 20 em chuyển tiền cọc cho chị.", "client 20/03 open"),
        ("m:Tối nay chị gửi em mẫu khắc.", "me 06/03 open"),
        # who gives
        ("m:Hóa đơn chị xuất sau nhé.", "me open"),
        ("m:Xong biển đầu tiên chị gửi hóa đơn cho em.", "me open"),
        ("c:Kế toán hẹn 18/03 chuyển tiền cho chị.", "client 18/03 open"),
        ("c:Thiệp mời em xin khất đến 18/03 ạ.", "client 18/03 open"),
        ("c:Quyền vào kho ảnh thì anh Lực bên kỹ thuật sẽ cấp cho chị.", "client open"),
        ("c:Thứ Tư em phản hồi chị về kiểu chữ.", "client 11/03 open"),
        ("c:chữ khắc e gửi c trc 18/03 nha", "client 18/03 open"),
        # who is asked
        ("m:Em xem và góp ý giúp chị trước 18/03 nhé.", "client 18/03 open"),
        ("m:Có gì cần sửa em báo chị trước 18/03 nha.", "client 18/03 open"),
        ("m:Khang ký giúp chị tờ cam kết trước 18/03 nhé.", "client 18/03 open"),
        ("c:Giấy chứng nhận gỗ chị gửi em bản sao nhé.", "me open"),
        ("c:Chị Lụa ơi. Lụa gửi giúp bên em bản vẽ trước 18/03 nhé.", "me 18/03 open"),
        # a house, by what it is
        ("m:Kính nhờ Trung tâm cung cấp chữ khắc trước ngày 18/03.", "client 18/03 open"),
        ("c:Trung tâm Văn hóa Suối Mơ sẽ gửi chị chữ khắc trước ngày 18/03.", "client 18/03 open"),
        ("c:Đề nghị chị gửi nhà trường bản vẽ trước ngày 18/03.", "me 18/03 open"),
    ],
)
def test_who_owes_by_when(mail: str, end: str) -> None:
    assert ends(read(mail)) == [end]


@pytest.mark.parametrize(
    "mail",
    [
        "m:Chị gửi em mẫu khắc và bảng gỗ.",
        "c:e-mail này là của kế toán ạ.",
        "m:Quỹ thời gian của chị còn rộng.",
        "c:Trung tâm thành phố đông lắm chị.",
        "m:Mẫu khắc chị gửi hôm thứ Ba đó em.",
    ],
)
def test_what_is_handed_over_or_told_is_no_promise(mail: str) -> None:
    assert ends(read(mail)) == []


@pytest.mark.parametrize(
    ("mails", "end"),
    [
        (("m:Thứ Hai chị gửi em mẫu khắc.", "m:Chị gửi em mẫu khắc."), "me 09/03 done"),
        (("m:Thứ Hai chị gửi em mẫu khắc.", "m:Mẫu khắc chị sơn xong rồi, mai chị gửi."), "me 09/03 open"),
        (("c:Mai em gửi chị chữ khắc.", "m:Chị gửi em chữ khắc mẫu của nơi khác."), "client 07/03 unknown"),
        (("m:Em gửi chị chữ khắc nhé.", "c:Chữ khắc em soạn rồi gửi chị sau."), "client open"),
        (("m:Em gửi chị chữ khắc nhé.", "c:chữ khắc e up drive r c nhé"), "client done"),
        (("m:Em duyệt giúp chị mẫu khắc trước 12/03 nhé.", "c:Bên em mê lắm ạ."), "client 12/03 done"),
        (
            ("m:Em gửi chị chữ khắc nhé.", "c:Chữ khắc phải chờ thầy Đồ viết tay, chắc thứ Sáu có."),
            "client 13/03 open",
        ),
    ],
)
def test_what_became_of_it(mails: tuple[str, ...], end: str) -> None:
    assert ends(read(*mails)) == [end]


def test_a_delivery_is_known_by_the_words_of_the_day_before_it_was_moved() -> None:
    found = read(
        "m:Chị giao đủ biển gỗ ngày 16/03, mẫu khắc chị gửi trước 08/03.",
        "c:Dạ vâng. Giao 20/03 cũng được ạ.",
        "m:Mẫu khắc chị gửi trong file đính kèm.",
        "m:Biển gỗ chị đã giao đủ ở sân đình.",
    )
    assert ends(found) == ["me 08/03 done", "me 20/03 done"]


@pytest.mark.parametrize(
    ("offer", "term"),
    [
        ("Công chị là 1,2 triệu/ngày.", "price 1200000 VND"),
        ("Giá 8 triệu. Mỗi biển sửa mẫu miễn phí hai lần, từ lần thứ ba chị tính thêm.", "revision_limit 2"),
        ("Giá 8 triệu. Chị giao vào giữa tháng 4.", "deadline 2026-04-15"),
        ("Giá 8 triệu. Nếu lễ hội không tổ chức nữa thì em trả chị 40%.", "kill_fee 40%"),
        ("Giá 8 triệu. Chị thu trước 25% nhé.", "deposit 25%"),
        (
            "Giá 8 triệu. Công tác phí bên em chi trả theo hóa đơn.",
            "expenses Công tác phí bên em chi trả theo hóa đơn.",
        ),
    ],
)
def test_terms_as_people_write_them(offer: str, term: str) -> None:
    asks = ("client", "2026-03-02", "Chào chị Lụa, bên em cần khắc 4 biển gỗ. Chị báo giá giúp em nhé.")
    tells = ("me", "2026-03-03", f"Chào em Khang, chị nhận khắc 4 biển gỗ. {offer}")
    takes = ("client", "2026-03-04", "Chào chị Lụa, em đồng ý hết ạ.")
    found = terms_in_fact(talk([asks, tells, takes]), "vi", [ME], [CLIENT])
    assert term in [f"{one.term.what} {one.term.value}" for one in found.terms]


def test_what_it_costs_to_call_it_off_is_taken_without_its_sum() -> None:
    found = read(
        "m:Trường hợp lễ hội hủy sau khi chị mua gỗ, chị xin nhận 60% giá.",
        "c:Trung tâm đồng ý mức phí hủy chị đề xuất.",
    )
    fees = [(one.term.value, one.term.is_superseded) for one in found.terms if one.term.what == "kill_fee"]
    assert fees == [("60%", False)]


def test_a_day_that_gave_way_to_another_was_never_agreed() -> None:
    asks = "Chào chị Lụa, bên em cần khắc 4 biển gỗ. Em cần trước 30/04. Chị báo giá giúp em nhé."
    mails = (
        ("client", "2026-03-02", asks),
        ("me", "2026-03-03", "Chào em Khang, chị nhận khắc 4 biển gỗ, giá 8 triệu. Hoàn thành ngày 24/04."),
        ("client", "2026-03-04", "Chào chị Lụa, em đồng ý ạ."),
        ("me", "2026-03-09", "Chào em Khang, gỗ về trễ nên chị dời ngày giao sang 28/04 nhé."),
        ("client", "2026-03-10", "Dạ được chị."),
    )
    found = terms_in_fact(talk(mails), "vi", [ME], [CLIENT])
    days = [one.term.value for one in found.terms if one.term.what == "deadline"]
    assert days == ["2026-04-24", "2026-04-28"]


def test_two_things_of_one_kind_are_two() -> None:
    found = read(
        "c:Em sẽ gửi chị sơ đồ sân đình trước ngày 12/03.", "m:Khóa sân đình em nhớ gửi bác Từ giúp chị nha."
    )
    assert ends(found) == ["client 12/03 open", "client open"]
