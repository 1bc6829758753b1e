"""Talks as they are written in French: what holds in the end, and what is still owed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goodterms.parting.dossier import Dossier, terms_in_fact
from parting.dossier.talks import CLIENT, ME, talk

OFFER = "M: Bonjour, je demande 900 € pour huit affiches."
YES = "C: C'est entendu pour nous."


def read(*said: str, every: int = 1) -> Dossier:
    """Mails from Monday 2 March on, `every` so many days."""
    days = (date(2026, 3, 2) + timedelta(days=at * every) for at in range(len(said)))
    who = {"M": "me", "C": "client"}
    mails = [(who[one[0]], day.isoformat(), one[3:]) for one, day in zip(said, days, strict=True)]
    return terms_in_fact(talk(mails), "fr", [ME], [CLIENT])


def ends(*said: str, every: int = 1) -> list[tuple[str, str | None, str]]:
    found = read(OFFER, YES, *said, every=every).loose_ends
    return [(one.owed_by, one.due and one.due.isoformat(), one.state) for one in found]


def holds(*said: str) -> dict[str, str]:
    held = (one.term for one in read(*said).terms if not one.term.is_superseded)
    return {one.what: one.value for one in held if one.what != "scope"}


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("C: Vous aurez les textes après-demain.", "2026-03-06"),
        ("C: Vous aurez les textes cette semaine.", "2026-03-06"),
        ("C: Vous aurez les textes à la fin du mois de mai.", "2026-05-31"),
        ("C: Vous aurez les textes en fin de mois.", "2026-03-31"),
        ("C: Vous aurez les textes à la mi-mars.", "2026-03-15"),
        ("C: Vous aurez les textes pour le 17.", "2026-03-17"),
        ("C: Vous aurez les textes pour le 2.", "2026-04-02"),
        ("C: Vous aurez les textes au 12 rue des Lilas.", None),
    ],
)
def test_days_as_the_french_name_them(said: str, due: str | None) -> None:
    """In a mail of Wednesday 4 March."""
    assert [one[:2] for one in ends(said)] == [("client", due)]


def test_the_number_of_a_day_is_the_day_that_was_named_before() -> None:
    assert holds(
        "M: Je demande 900 €. Livraison le 10 avril.",
        "C: D'accord. Le 1er avril, ce serait possible ?",
        "M: Non, c'est trop tôt, je reste sur le 10.",
        "C: Tant pis, va pour le 10.",
    ) == {"price": "900 EUR", "deadline": "2026-04-10"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # the work comes, and what the client thinks of it, in words of their own
        (
            ("M: Livraison le 20 mars.", "C: Très bien.", "M: Voilà l'ensemble en pièce jointe, enfin !"),
            [("me", "2026-03-20", "done")],
        ),
        (
            ("M: Donnez-moi votre avis avant le 13 mars.", "C: Nous adorons !"),
            [("client", "2026-03-13", "done")],
        ),
        (
            ("M: Donnez-moi votre avis avant le 13 mars.", "C: Nous partons à la mer."),
            [("client", "2026-03-13", "open")],
        ),
        # money that came is that of the bill that somebody said they will pay
        (
            ("C: Nous réglerons la note le 9 mars.", "M: Le virement est tombé."),
            [("client", "2026-03-09", "done")],
        ),
        # one day before two things
        (
            ("C: Je vous envoie vendredi 6 mars le logo et la liste des salles.",),
            [("client", "2026-03-06", "open"), ("client", "2026-03-06", "open")],
        ),
        (
            ("C: Je vous envoie le logo vendredi 6 mars et la liste des salles.",),
            [("client", "2026-03-06", "open"), ("client", None, "open")],
        ),
        # things that stand there with their days
        (
            ("M: Esquisses le 13 mars, affiches définitives le 27 mars.", "C: Parfait."),
            [("me", "2026-03-13", "open"), ("me", "2026-03-27", "open")],
        ),
        (
            ("M: Marché le 13 mars, affiches définitives le 27 mars.", "C: Parfait."),
            [("me", "2026-03-27", "open")],
        ),
        # somebody of theirs will
        (("C: Odile vous transmettra la charte.",), [("client", None, "open")]),
        (("C: Notre régisseur te livre les clés mardi.",), [("client", "2026-03-10", "open")]),
        # what is asked for politely
        (
            ("M: Je vous saurais gré de me retourner le contrat d'ici au 16 mars.",),
            [("client", "2026-03-16", "open")],
        ),
        (("M: Pensez aussi à m'envoyer les légendes.",), [("client", None, "open")]),
        (("C: Merci de valider les horaires d'ici mardi.",), [("me", "2026-03-10", "open")]),
        (("C: Pouvez-vous confirmer ?",), []),
        # what is on its way, late, there
        (
            ("C: Je vous fais suivre la charte lundi.", "M: La charte m'a bien été remise."),
            [("client", "2026-03-09", "done")],
        ),
        (
            ("C: Je vous fais suivre les codes jeudi.", "M: Les codes ne marchent pas."),
            [("client", "2026-03-05", "open")],
        ),
        (("C: Nous vous adressons, chère Mara, nos salutations les meilleures.",), []),
        (("C: Notre adresse a changé le 1er mars.",), []),
        (
            ("C: Vous aurez la charte lundi.", "M: Dès que la charte est arrivée, je m'y mets."),
            [("client", "2026-03-09", "open")],
        ),
        (("M: Tout ira bien si je reçois les photos d'ici lundi.",), [("client", "2026-03-09", "open")]),
        (("M: Vos corrections sont attendues mardi.",), [("client", "2026-03-10", "open")]),
        (("C: Pouvez-vous passer mardi ?",), []),
        (
            ("M: Pourriez-vous m'envoyer l'inventaire ?", "C: Je vous l'apporte lundi."),
            [("client", "2026-03-09", "open")],
        ),
    ],
)
def test_ends_as_the_french_write_them(
    said: tuple[str, ...], found: list[tuple[str, str | None, str]]
) -> None:
    assert ends(*said) == found


@pytest.mark.parametrize(
    ("said", "held"),
    [
        # a deposit that is refused, insisted on and taken after all, without its sum
        (
            (
                "M: Je demande 900 € et 300 € d'acompte.",
                "C: D'accord pour le prix. Nous ne versons pas d'acompte.",
                "M: Je tiens à l'acompte.",
                "C: Entendu pour l'acompte, exceptionnellement.",
            ),
            {"price": "900 EUR", "deposit": "300 EUR"},
        ),
        (
            (
                "M: Je demande 900 € et 300 € d'acompte.",
                "C: D'accord pour le prix. Nous ne versons pas d'acompte.",
                "M: L'acompte, d'accord, on l'oublie ?",
                "C: Merci.",
            ),
            {"price": "900 EUR"},
        ),
        # who stays with a price need not name it
        (
            (
                "M: Je demande 900 €.",
                "C: Notre budget est de 700 €.",
                "M: Je maintiens mon tarif.",
                "C: Soit.",
            ),
            {"price": "900 EUR"},
        ),
        # not before a day is that day
        (
            (
                "M: Je demande 900 €. Livraison le 10 avril.",
                "C: D'accord.",
                "M: Je ne pourrai pas livrer avant le 20 avril.",
                "C: Pas de souci.",
            ),
            {"price": "900 EUR", "deadline": "2026-04-20"},
        ),
        # a meeting that is moved moves no delivery
        (
            (
                "M: Je demande 900 €. Livraison le 10 avril.",
                "C: D'accord.",
                "C: Nous devons décaler la réunion au 17 avril.",
            ),
            {"price": "900 EUR", "deadline": "2026-04-10"},
        ),
        (("M: Je facture 45 € de l'heure.", "C: D'accord."), {"price": "45 EUR"}),
        (
            (
                "M: Je demande 900 €. Livraison le 10 avril.",
                "C: D'accord.",
                "M: Je sollicite un délai jusqu'au 4 mai.",
                "C: Délai accordé.",
            ),
            {"price": "900 EUR", "deadline": "2026-05-04"},
        ),
        (
            ("M: Je demande 900 €. Mon confrère prendrait 1 200 €.", "C: Nous vous choisissons."),
            {"price": "900 EUR"},
        ),
    ],
)
def test_terms_as_the_french_haggle(said: tuple[str, ...], held: dict[str, str]) -> None:
    assert holds(*said) == held


def test_what_is_not_included_is_a_term_too() -> None:
    found = read("M: Je demande 900 €. Les frais d'impression ne sont pas compris.", "C: D'accord.").terms
    assert "expenses" in [one.term.what for one in found]
