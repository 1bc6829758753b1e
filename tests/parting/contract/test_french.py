"""What drafters of French contracts do: lists of terms, sentences of two halves, marks of their own."""

from __future__ import annotations

import pytest

from goodterms.parting.contract.reading import read_contract

SIDES = "Entre la Ville d'Ombrelle (le Client) et Maud Fresnaye (la Prestataire).\n\n"


def values(text: str) -> dict[str, dict[str, object]]:
    return {one.kind: dict(one.value) for one in read_contract(SIDES + text, "fr").clauses}


def owed(text: str) -> list[tuple[str, str, str]]:
    ends = read_contract(SIDES + text, "fr").loose_ends
    return [(one.owed_by, one.state, f"{one.due or ''}") for one in ends]


def test_a_list_of_terms_settles_nothing_and_hides_no_word() -> None:
    """What secrets are is said there, what becomes of them elsewhere; a term with a value stands for it."""
    text = (
        "Article 1 – Définitions\n\n« Secrets » : les recettes et les listes gardées secrètes.\n\n"
        "« Préavis » : le temps visé plus bas.\n\n« Délai Long » : trente jours.\n\n"
        "Article 2 – Fin\n\nLe Préavis est de deux mois. Les factures sont payées dans le Délai Long.\n"
    )
    found = values(text)
    assert set(found) == {"notice_period", "payment_term"}
    assert found["notice_period"]["months"] == 2 and found["payment_term"]["days"] == 30


def test_outside_a_list_of_terms_a_name_in_quotes_with_a_colon_defines_nothing() -> None:
    """« Affiche » : one more thing to deliver."""
    assert "deliverable" in values("Article 3 – Livraisons\n\n« Affiche » : à remettre le 4 mai 2026.\n")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (
            "Le permis n'a pas encore été produit ; la Prestataire le transmet au Client le 9 mars 2026.",
            [("me", "open", "2026-03-09")],
        ),
        ("Le permis n'a pas encore été produit ; la pluie aussi se fait attendre.", []),
        ("Le permis n'a pas encore été produit. La pluie aussi se fait attendre.", []),
        (
            "La Ville remet à la Prestataire les plans avant le 9 mars 2026 ; les clés ont été remises hier.",
            [("client", "unknown", "2026-03-09"), ("client", "done", "")],
        ),
        (
            "La liste des lampes est remise à la Prestataire avant le 9 mars 2026.",
            [("client", "unknown", "2026-03-09")],
        ),
        ("La liste des lampes a été remise à la Prestataire le 9 mars 2026.", [("client", "done", "")]),
    ],
)
def test_who_owes_in_sentences_of_two_halves(text: str, ends: list[tuple[str, str, str]]) -> None:
    """What one half leaves open, the other one says; what is handed over by a day is not yet handed over."""
    assert owed(text) == ends


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "Le contrat se renouvelle tacitement, sauf refus notifié deux mois avant l'échéance.",
            {"renewal": {"automatic": True}, "renewal_notice": {"months": 2}},
        ),
        (
            "Qui refuse le renouvellement l'annonce deux mois avant l'échéance.",
            {"renewal_notice": {"months": 2}},
        ),
    ],
)
def test_a_time_may_serve_two_clauses(text: str, kinds: dict[str, dict[str, object]]) -> None:
    """By itself, unless somebody objects two months before."""
    found = values(text)
    assert set(found) == set(kinds)
    assert all(value.items() <= found[kind].items() for kind, value in kinds.items())


def test_days_in_the_term_of_a_row_count_its_number() -> None:
    """Journées garanties : 4 par mois."""
    assert values("Journées garanties | 4 par mois")["minimum_commitment"] == {"days_per_month": 4}


def test_items_that_begin_with_a_degree_or_a_small_letter() -> None:
    """1° and a. each begin a thing of its own."""
    text = (
        "À livrer\n\n1° une fresque, à remettre le 4 mai 2026\n2° un plan, à remettre le 8 juin 2026\n\n"
        "Fin\n\na. Le préavis est d'un mois.\nb. Les factures sont payées à vingt jours.\n"
    )
    contract = read_contract(SIDES + text, "fr")
    days = [f"{one.value['due']}" for one in contract.clauses if one.kind == "deliverable"]
    assert days == ["2026-05-04", "2026-06-08"]
    assert {"notice_period", "payment_term"} <= {one.kind for one in contract.clauses}
    assert not any("\n" in contract.quote(one.span) for one in contract.clauses)


def test_words_that_lead_to_a_list_are_nothing_to_deliver() -> None:
    """Only what stands in it is."""
    text = "La Prestataire s'engage à livrer deux œuvres :\n- une fresque, le 4 mai 2026 ;\n- un plan.\n"
    contract = read_contract(SIDES + text, "fr")
    assert all(one.value["due"] for one in contract.clauses if "œuvres" in contract.quote(one.span))


def test_items_under_the_duties_of_one_side_are_that_side_s() -> None:
    """Obligations du Client: fournir les textes; an item that names a side itself keeps it."""
    text = (
        "Article 4 – Obligations du Client\n\n- fournir à la Prestataire les textes pour le 4 mai 2026 ;\n- "
        "remettre les clés à la Prestataire pour le 8 juin 2026 ;\n- Le Client désigne un correspondant.\n\n"
        "Article 5 – Obligations du Client et de la Prestataire\n\n- livrer un plan pour le 9 mars 2026 ;\n"
    )
    contract = read_contract(SIDES + text, "fr")
    ends = [(one.owed_by, f"{one.due}") for one in contract.loose_ends]
    assert ends == [("client", "2026-05-04"), ("client", "2026-06-08"), ("me", "2026-03-09")]


@pytest.mark.parametrize(
    "told",
    [
        "Le musée des Ombrelles (ci-après le Musée) et Maud Fresnaye, peintre.",
        "Qui s'engage ?\nLe musée des Ombrelles (« Musée ») et Maud Fresnaye (« la peintre »).",
    ],
)
def test_a_name_in_brackets_is_that_of_a_side(told: str) -> None:
    """With quotes or without, and behind a question."""
    text = f"{told}\n\nLe Musée paie à trente jours.\n\nLe Musée peut résilier avec un mois de préavis."
    (notice,) = (one for one in read_contract(text, "fr").clauses if one.kind == "notice_period")
    assert notice.value["party"] == "client"


def test_a_sum_that_is_that_of_the_whole_is_no_deposit() -> None:
    """6 000 € en tout, dont 1 500 €: numbers with spaces begin no item."""
    found = values("6 000 € en tout, dont 1 500 € à la signature.")
    assert found["deposit"]["amount"] == 1500
