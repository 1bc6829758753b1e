"""What Dutch mails tell besides the work, and terms in the words of trades that seldom write offers."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.parting.dossier import Dossier, terms_in_fact
from parting.dossier.talks import CLIENT, ME, talk

ASK = ("client", "2026-05-04", "Dag Mara,\n\nKun jij een uithangbord voor onze bakkerij schilderen?")
OFFER = (
    "Dag Jonas,\n\nIk schilder het bord voor 900 euro. Graag een aanbetaling van 200 euro, de rest binnen 14 "
    "dagen na de factuur."
)
DAY = " Het bord is klaar op 12 juni."
MADE = ("me", "2026-05-05", OFFER)
YES = ("client", "2026-05-06", "Dag Mara,\n\nAkkoord.")
HELD = [("price", "900 EUR"), ("deposit", "200 EUR"), ("payment_term", "14 days"), ("deadline", "2026-06-12")]
OWED = [("client", None), ("me", date(2026, 6, 12))]


def read(*mails: tuple[str, str, str]) -> Dossier:
    return terms_in_fact(talk(mails), "nl", [ME], [CLIENT])


@pytest.mark.parametrize(
    "text",
    [
        "Op 23 mei is hier de jaarmarkt, dan moet alles aan kant.",
        "Zaterdag is het kermis, dan ligt alles plat.",
        "Op 23 mei trouwt mijn broer.",
        "De oudervereniging vergadert op 23 mei.",
        "De notaris is op 23 mei bereikbaar.",
        "De makelaar belt op 23 mei over alles.",
        "Op 23 mei zijn wij een dag weg.",
        "De renovatie moet voor 23 mei klaar zijn.",
        "De stukadoor levert zijn lijsten vrijdag bij de buren.",
        "Heb jij die foto in de krant van maandag gezien?",
        "Van Ilse weet ik het niet, die woont tot eind van de maand in Gent.",
        "Woensdag geef ik bijles en daarna alles opruimen.",
        "De sponsor geeft ons misschien 7.000 euro.",
        "De subsidie is 3.000 euro, dat komt goed.",
        "Met een neonreclame zit je al gauw op 2.000 euro, dan ben je al snel 3.000 euro verder.",
        "De oven kost ons 700 euro per maand.",
        "Een vroegere baas is me nog 1.000 euro schuldig.",
        "Ze boden voor het pand 1.500 euro.",
        "Eventueel kan ik ook de deur schilderen voor 700 euro.",
        "Ik zou ook de luifel kunnen schilderen voor 620 euro, maar dat hoeft echt niet.",
        "Desgewenst verguld ik de letters, dat wordt dan 1.300 euro.",
        "Als je ooit een muur wilt: die doe ik voor 1.000 euro.",
        "Voor een ander café schilder ik er twee voor 1.500 euro.",
        "Zij rekent 1.200 euro.",
        "De huur van mijn schuur wordt 800 euro.",
        "We hebben met de collecte 1.400 euro opgehaald.",
        "Onze leverancier wil 40% vooruit.",
        "Mijn broer betaalt 40% aanbetaling voor zijn keuken.",
        "Onze leden betalen hun contributie binnen 45 dagen.",
        "De huurders krijgen een opzegtermijn van twee maanden.",
        "Mijn provider heeft een opzegtermijn van twee maanden.",
        "Toen het feest werd afgezegd, hield de zaal 70%.",
        "We hebben 40 vrijwilligers en drie katten.",
        "Ik maak zelf elk jaar een kalender voor mijn tante.",
        "Ik lees elke avond een sprookje voor.",
        "Dinsdag haal ik mijn moeder van de trein.",
        "We geven zondag een feestje.",
        "Vrijdag geef ik les in Delft.",
        "Je krijgt vrijdag de groeten van Ilse.",
        "Ik zou je graag eens de haven laten zien.",
        "Wij betalen de traiteur 25 euro per persoon.",
    ],
)
def test_what_is_told_by_the_way_changes_nothing(text: str) -> None:
    """Said by the freelancer in the offer, or by either once all was agreed, a day among it or none."""
    mine, theirs = ("me", "2026-05-11", "Dag Jonas."), ("client", "2026-05-12", "Dag Mara.")
    for mails, day in (
        (((*MADE[:2], f"{MADE[2]}\n\n{text}"), YES, mine, theirs), 0),
        (((*MADE[:2], f"{MADE[2]}{DAY}\n\n{text}"), YES, mine, theirs), 1),
        (((*MADE[:2], MADE[2] + DAY), YES, (*mine[:2], f"{mine[2]}\n\n{text}"), theirs), 1),
        (((*MADE[:2], MADE[2] + DAY), YES, mine, (*theirs[:2], f"{theirs[2]}\n\n{text}"), mine), 1),
    ):
        found = read(ASK, *mails)
        told = [one.term for one in found.terms if not one.term.is_superseded]
        held = {(one.what, one.value) for one in told if one.what != "scope"}
        assert held == {*HELD[: 3 + day]}
        assert [(one.owed_by, one.due) for one in found.loose_ends] == OWED[: 1 + day]
        assert sum(one.what == "scope" for one in told) == 1


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Ik stem het orgel elk jaar. Ik vraag 500 euro.", ("scope", "Ik stem het orgel elk jaar.")),
        ("Ik vraag 500 euro. De lijm reken ik apart.", ("expenses", "De lijm reken ik apart.")),
        ("Ik vraag 500 euro. De zijde reken ik door.", ("expenses", "De zijde reken ik door.")),
        ("Ik vraag 500 euro. Een tweede ronde reken ik apart.", ("expenses", None)),
        ("Ik vraag 500 euro. Klaar op 29 mei, dan zijn we met verlof.", ("deadline", "2026-05-29")),
    ],
)
def test_what_is_offered_holds(text: str, held: tuple[str, str | None]) -> None:
    ask = ("client", "2026-05-04", "Dag Mara,\n\nKun je ons helpen, en wat kost dat?")
    found = read(ask, ("me", "2026-05-05", f"Dag Jonas,\n\n{text}"), YES).terms
    assert next((one.term.value for one in found if one.term.what == held[0]), None) == held[1]


def test_a_refused_time_is_answered_with_another() -> None:
    """Sixty days are too long, forty will do."""
    asks = ("client", "2026-05-06", "Dag Mara,\n\nAkkoord. Kan de betaling naar 60 dagen?")
    answers = ("me", "2026-05-07", "Dag Jonas,\n\n60 dagen is me te lang, maar 40 dagen mag van mij.")
    thanks = ("client", "2026-05-08", "Dag Mara,\n\nPrima.")
    found = read(ASK, MADE, asks, answers, thanks).terms
    times = [one.term for one in found if one.term.what == "payment_term" and not one.term.is_superseded]
    assert [one.value for one in times] == ["40 days"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Het adres van de smid krijgt ge tegen vrijdag.", date(2026, 5, 15)),
        ("Wachtwoord volgt per post.", None),
        ("Mijn zus stuurt je vrijdag de foto's.", date(2026, 5, 15)),
    ],
)
def test_what_is_promised_is_owed(text: str, due: date | None) -> None:
    ends = read(ASK, MADE, YES, ("client", "2026-05-11", f"Dag Mara,\n\n{text}"))
    assert [one.due for one in ends.loose_ends if one.quote == text] == [due]
