"""What stands in contracts and is no clause: stock phrases, other people's papers, names of things."""

from __future__ import annotations

import pytest

from goodterms.parting.contract.reading import read_contract


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("vi", "Hai bên giải quyết theo quy định của pháp luật.", "governing_law"),
        ("vi", "Việc này tuân theo pháp luật về đất đai.", "governing_law"),
        ("vi", "Bên B tôn trọng các quy định về bản quyền phần mềm.", "ip_transfer"),
        ("vi", "Bên B được tạm ngừng dịch vụ mà không cần thông báo trước.", "notice_period"),
        ("vi", "Bên A quản lý hộp thư điện tử của mình.", "notice_form"),
        ("vi", "Thời hạn: đến hết ngày 30/06/2027.", "deliverable"),
        ("en", "Each party is a company under the law of the jurisdiction of its origin.", "jurisdiction"),
        ("en", "A party may join with its own attorneys at its own expense.", "expenses"),
        ("en", "The Supplier warrants that it will perform the Services with care.", "deliverable"),
        ("en", "Return of materials | Sketches go back to the Client.", "expenses"),
        ("en", "Notice period: 30 days", "expiration"),
        ("fr", "Durée du préavis : 30 jours", "expiration"),
        ("nl", "Vervroegd einde: met een maand opzegging", "expiration"),
        ("fr", "Lot 1 : trois affiches, 450 €", "deliverable"),
        ("vi", "Trong trường hợp này, Bên B không cần thông báo trước cho Bên A.", "notice_period"),
        ("nl", "Op te leveren.\n\nDe gids vertelt over de duinen.", "deliverable"),
        ("en", "The landlord may end the lease on three months' notice.", "notice_period"),
        ("en", "Visitors who hear of the prize shall keep it secret until the opening.", "confidentiality"),
        ("en", "The insurer is liable up to £9,000.", "liability_cap"),
        ("nl", "De verhuurder mag opzeggen met een termijn van drie maanden.", "notice_period"),
        ("nl", "De huisbaas van de loods heeft een opzegtermijn van een jaar.", "notice_period"),
        ("nl", "De drukker die het affiche zet, levert de proef tegen 4 mei 2026.", "deliverable"),
        ("en", "Definitions\n\nConfidential information: all that is secret.", "confidentiality"),
        ("nl", "Begrippen\n\nGeheime stukken: alles wat vertrouwelijk is.", "confidentiality"),
        ("en", "LIMITATION OF LIABILITY. The Supplier is insured.", "liability_cap"),
        ("en", "Intellectual property\n\nThis contract was made in Leeds on 3 May 2026.", "deliverable"),
    ],
)
def test_a_tempting_passage_is_no_clause(language: str, text: str, kind: str) -> None:
    """It names the words of a kind and settles nothing of it."""
    assert kind not in {one.kind for one in read_contract(text, language).clauses}


_RECITALS = {
    "en": (
        "WHEREAS",
        "(A) The Client has asked for a pause of two months' notice;",
        "IT IS AGREED AS FOLLOWS:",
        "The Client may end this agreement on ten days' notice.",
    ),
    "nl": (
        "Nemen in aanmerking:",
        "a. de Opdrachtgever kende een opzegtermijn van twee maanden;",
        "Komen het volgende overeen:",
        "De Opdrachtgever mag opzeggen met een opzegtermijn van tien dagen.",
    ),
}


@pytest.mark.parametrize("language", sorted(_RECITALS))
def test_what_led_to_the_contract_is_no_clause_of_it(language: str) -> None:
    """From the recitals on until it is said that the parties agree."""
    contract = read_contract("\n\n".join(_RECITALS[language]), language)
    assert [one.value["days"] for one in contract.clauses if one.kind == "notice_period"] == [10]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Hợp đồng này theo luật Pháp.", "FR"),
        ("Hợp đồng này chịu sự điều chỉnh của pháp luật nước Pháp.", "FR"),
        ("Hợp đồng này chịu sự điều chỉnh của pháp luật Việt Nam.", "VN"),
    ],
)
def test_in_vietnamese_a_capital_makes_the_country(text: str, place: str) -> None:
    """Pháp is France, pháp luật is law."""
    contract = read_contract(text, "vi")
    assert [one.value for one in contract.clauses if one.kind == "governing_law"] == [{"place": place}]


def test_only_definitions_that_gave_a_value_are_named() -> None:
    """The notice comes from one; who the Work is about gives nothing."""
    text = (
        '"Closing Period" means six weeks.\n\n"Work" means the drawings of the harbour.\n\n'
        "Either party may end this agreement and the Work by giving the Closing Period.\n"
    )
    contract = read_contract(text, "en")
    (notice,) = (one for one in contract.clauses if one.kind == "notice_period")
    assert [contract.quote(span) for span in notice.also] == ['"Closing Period" means six weeks.']


def test_a_heading_adds_nothing_to_what_a_sentence_says_itself() -> None:
    """One passage, one notice; under a heading a shorter sentence is enough."""
    text = "Ending\n\nEither party may end this agreement on ten days' notice, from the first of a month.\n"
    contract = read_contract(text, "en")
    assert [one.value["days"] for one in contract.clauses if one.kind == "notice_period"] == [10]


@pytest.mark.parametrize(
    ("language", "question", "answer", "kind"),
    [
        ("fr", "Peut-on vous remplacer ?", "Oui, après accord.", "subcontracting"),
        ("fr", "Et ensuite ?", "Le Prestataire rend les clés du local.", "handover"),
        ("nl", "En nadien?", "De tuinman geeft de sleutels af.", "handover"),
        ("vi", "Sau khi nghỉ?", "Thợ ảnh trả lại ống kính và giao mật khẩu kho ảnh.", "handover"),
    ],
)
def test_an_answer_stands_under_its_question(language: str, question: str, answer: str, kind: str) -> None:
    """Also where the question follows the answer before it without a blank line."""
    before = {
        "fr": "Les croquis du jardin et de la petite serre restent affichés dans la salle du premier étage.",
        "nl": "De tekeningen van de tuin en de kleine serre blijven hangen in de zaal op de verdieping.",
        "vi": "Những bức ảnh chụp khu vườn và căn nhà kính nhỏ được treo ở phòng lớn trên tầng một của nhà.",
    }[language]
    contract = read_contract(f"{before}\n{question}\n{answer}\n", language)
    (clause,) = contract.clauses
    assert (clause.kind, contract.quote(clause.span)) == (kind, answer)
