"""What a contract tells of other matters is no clause of it: books, tickets, landlords, what is left open."""

from __future__ import annotations

import pytest

from goodterms.parting.contract.finding import candidates
from goodterms.parting.contract.reading import read_contract
from goodterms.parting.contract.sheets import language as sheets_of

_BEGIN = {
    "en": 'SERVICE AGREEMENT\n\nBetween Pebble Kilns Ltd (the "Client") and Odile Farran (the "Supplier"). '
    "The Supplier delivers drawings and the Client pays for them.\n\nMiscellaneous\n\n",
    "fr": "CONTRAT\n\nEntre Fours du Galet SARL (le « Client ») et Odile Farran (le « Prestataire »). "
    "Le Prestataire livre des dessins et le Client les paie.\n\nDivers\n\n",
    "nl": "OVEREENKOMST\n\nTussen Klokkenmuseum Zandvoorde (hierna: de opdrachtgever) en Merel Oosting "
    "(hierna: de opdrachtnemer).\n\nDe opdrachtnemer tekent klokken.\n\nDe opdrachtgever bekijkt ze.\n\n"
    "Partijen zijn vriendelijk.\n\nDe klokken zijn oud.\n\nZij slaan elk uur.\n\n",
    "vi": "HỢP ĐỒNG\n\nGiữa Công ty TNHH Đồng hồ Cát Trắng (sau đây gọi là Khách hàng) và chị Tống Diệu Mi "
    "(sau đây gọi là Người vẽ).\n\nNgười vẽ vẽ đồng hồ.\n\nKhách hàng xem tranh.\n\n"
    "Hai bên vui vẻ.\n\nĐồng hồ đã cũ.\n\nChuông điểm từng giờ.\n\n",
}


def _kinds(language: str, text: str) -> set[str]:
    """The kinds of the clauses of a passage between two sides."""
    begin = _BEGIN[language]
    clauses = read_contract(begin + text + "\n", language).clauses
    return {one.kind for one in clauses if one.span.start >= len(begin)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The talk tells how Danish law deals with dunes."),
        ("en", "The brochure explains that a ferry's liability is capped at £900 a car."),
        ("en", "The Client's contract with the bakery has a cancellation fee of 30%."),
        ("en", "The lease of the barn is governed by the law of Ireland."),
        ("en", "The Client's franchise agreement is under Texas law, and the Supplier is not a party to it."),
        ("en", "The bylaws say that a member may leave on a month's notice in writing."),
        ("en", "The parties may agree on a deposit of 15% later."),
        ("en", "Should a minimum of nine hours a month be wanted, we shall sign a new contract."),
        ("en", "Clause 12 on exclusivity is intentionally left blank."),
        ("en", "The Client's carters are paid in forty days and that is between the Client and them."),
        ("en", "The speech is on the law of Denmark and how its courts read it."),
        ("en", "The Client's standing order for coal renews each autumn for a year."),
        ("en", "The Client limits its liability for hats to £40."),
        ("en", "Interest in the work of the potter has grown by 6% a year."),
        ("en", "The company that fires the bricks answers for no more than their price."),
        ("fr", "La causerie raconte comment le droit danois traite les dunes."),
        ("fr", "La brochure explique que la responsabilité du passeur est plafonnée à 900 € par voiture."),
        ("fr", "Le contrat du Client avec la boulangerie prévoit un dédit de 30 %."),
        ("fr", "Le bail de la grange est régi par le droit irlandais."),
        ("fr", "Les statuts disent qu'un membre part avec un mois de préavis écrit."),
        ("fr", "Les parties pourront convenir plus tard d'un acompte de 15 %."),
        ("fr", "L'article 12 sur l'exclusivité est laissé vide à dessein."),
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
def test_a_passage_about_others_or_left_open_is_no_clause(language: str, text: str) -> None:
    """Nor is one about what a work deals with, what may be agreed one day, what expires of its own, or what
    the next sentence says of others."""
    assert _kinds(language, text) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The parking card is valid until 3 June 2026."),
        ("en", "Storms cancelled 20% of the ferries."),
        ("en", "The oven bakes at least four loaves each week."),
        ("en", "A coach line limits its liability to £800 per case."),
        ("fr", "La carte de parking vaut jusqu'au 3 juin 2026."),
        ("fr", "Le four cuit au moins quatre pains chaque semaine."),
        ("fr", "Une ligne de cars limite sa responsabilité à 800 € par valise."),
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
def test_what_names_neither_side_nor_work_is_of_something_else(language: str, text: str) -> None:
    """A date or a sum alone makes no clause, unless a heading says of what kind it is; nor does who or what
    is known to no phrase."""
    assert _kinds(language, text) == set()


def test_under_a_heading_of_its_kind_a_sentence_needs_no_side() -> None:
    """The heading says of what it is."""
    text = _BEGIN["en"] + "Duration\n\nValid until 3 June 2026.\n"
    assert "expiration" in {one.kind for one in read_contract(text, "en").clauses}


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "A deposit of £300 secures the date. That is between the Client and the inn.", "deposit"),
        ("fr", "Un acompte de 300 € réserve la date. Cela ne regarde pas le Prestataire.", "deposit"),
    ],
)
def test_the_next_sentence_may_say_that_it_is_of_others(language: str, text: str, kind: str) -> None:
    """Without it, it would be a clause."""
    first, _, _ = text.partition(". ")
    assert kind in _kinds(language, first + ".")
    assert kind not in _kinds(language, text)


@pytest.mark.parametrize(
    ("language", "text", "kind", "value"),
    [
        ("en", "While this contract runs and for eight months afterwards, the Supplier will not draw for any "
         "other kiln.", "non_compete", {"months": 8}),
        ("en", "Invoices are payable by the 10th of the month following.", "payment_term",
         {"days": 10, "from": "end_of_month"}),
        ("fr", "Tant que court le contrat, puis huit mois, le Prestataire ne dessine pour aucun autre four.",
         "non_compete", {"months": 8}),
    ],
)  # fmt: skip
def test_a_time_after_the_contract_and_a_day_of_a_month(
    language: str, text: str, kind: str, value: dict[str, object]
) -> None:
    """Both sides of the last day; the tenth of the month after."""
    contract = read_contract(_BEGIN[language] + text + "\n", language)
    found = next(one for one in contract.clauses if one.kind == kind)
    assert {name: found.value.get(name) for name in value} == value
    assert "exclusivity" not in {one.kind for one in contract.clauses}


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        (
            "en",
            "The order is under the law of Ireland and the courts of Ireland have jurisdiction.",
            {"governing_law", "jurisdiction"},
        ),
        ("en", "The term runs from today through 9 May 2027.", {"expiration"}),
        ("en", "While drawing for the Client the Supplier may not work for anyone else.", {"exclusivity"}),
        ("fr", "Sauf résiliation anticipée, l'accord court jusqu'au 9 mai 2027.", {"expiration"}),
        (
            "fr",
            "Durant la mission, le Prestataire ne peut travailler pour aucun autre client.",
            {"exclusivity"},
        ),
    ],
)
def test_what_is_of_the_contract_is_still_a_clause(language: str, text: str, kinds: set[str]) -> None:
    """Words that show another matter elsewhere show none here."""
    assert _kinds(language, text) == kinds


def test_a_negation_that_refuses_nothing_leaves_the_clause_before_it() -> None:
    """That it does not cover something is no refusal of a proposal."""
    said = "The Supplier keeps the recipes secret for two years. It is not meant for what all know."
    contract = read_contract(_BEGIN["en"] + said + "\n", "en")
    assert all("rejected" not in one.value for one in contract.clauses)


def test_the_tenth_of_a_month_is_no_tenth() -> None:
    """It is a day; a tenth of the price is a share."""
    begin = _BEGIN["en"] + "Cancelling\n\n"
    day, share = (
        read_contract(begin + f"If the frieze is dropped, the Client owes {what}.\n", "en").clauses
        for what in ("£400 by the tenth of the month", "a tenth of the price")
    )
    assert {one.value.get("amount") for one in day if one.kind == "kill_fee"} == {400}
    assert {one.value.get("percent") for one in share if one.kind == "kill_fee"} == {10}


def test_a_date_of_the_invoice_goes_before_the_end_of_the_month() -> None:
    """Who invoices at the end of a month may be paid from the date of the invoice."""
    said = "The Supplier invoices at the end of the month and is paid within 12 days of the invoice date.\n"
    found = next(
        one for one in read_contract(_BEGIN["en"] + said, "en").clauses if one.kind == "payment_term"
    )
    assert found.value == {"days": 12, "from": "invoice"}


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


def test_where_nobody_knows_the_sides_any_beginning_will_do() -> None:
    """De club may be who pays."""
    found = read_contract("De club neemt per maand ten minste dertig uur af.", "nl").clauses
    assert [one.kind for one in found] == ["minimum_commitment"]
    assert list(candidates((), sheets_of("nl"))) == []
