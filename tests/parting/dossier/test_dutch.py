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


@pytest.mark.parametrize(
    ("text", "owed_by", "due"),
    [
        ("Onze lettertypes hoop ik je vrijdag te kunnen sturen.", "client", date(2026, 5, 15)),
        ("Ik scan de oude gevelplaat en mail hem je uiterlijk donderdag.", "client", date(2026, 5, 14)),
        ("Onze boekhouder maakt het voorschot vrijdag over.", "client", date(2026, 5, 15)),
        ("De gevelmaten geef ik je medio juni.", "client", date(2026, 6, 15)),
        ("De gevelmaten krijg je half juni.", "client", date(2026, 6, 15)),
        ("De gevelmaten krijg je in de laatste week van mei.", "client", date(2026, 5, 31)),
        ("Het btw-nummer bezorg ik je nog.", "client", None),
        ("Laat je me voor vrijdag weten of de ladder mag blijven staan?", "me", date(2026, 5, 15)),
        ("Gaarne verneem ik uiterlijk vrijdag of u een steiger huurt.", "me", date(2026, 5, 15)),
        ("Wilt u ons nog een verzekeringsbewijs doen toekomen?", "me", None),
        ("Jullie moeten uiterlijk vrijdag de vergunning aanleveren.", "me", date(2026, 5, 15)),
        ("Kunnen jullie ervoor zorgen dat de stoep vrijdag vrij is?", "me", date(2026, 5, 15)),
        ("Ik werk de gevelschets bij en stuur haar vrijdag rond.", "client", date(2026, 5, 15)),
        ("Ik reken op jullie oordeel tegen vrijdag.", "me", date(2026, 5, 15)),
        ("Krijg ik van jou nog een kleurstaal?", "me", None),
        ("Morgen stuur ik je nog een kleurstaal.", "client", date(2026, 5, 12)),
        ("Dan stuur ik je een kleurstaal.", "client", None),
        ("Reken op een kleurstaal op 15 mei.", "client", date(2026, 5, 15)),
    ],
)
def test_who_owes_by_a_sentence(text: str, owed_by: str, due: date | None) -> None:
    """A mail of the client's; what its last mail leaves without a day is open."""
    ends = read(ASK, MADE, YES, ("client", "2026-05-11", f"Dag Mara,\n\n{text}")).loose_ends
    told = next(one for one in ends if one.quote == text)
    assert (told.owed_by, told.due, told.state) == (owed_by, due, "open")


@pytest.mark.parametrize(
    ("promise", "news", "state"),
    [
        ("De gevelfoto's krijg je dinsdag.", "Hier de gevelfoto's.", "done"),
        ("De gevelfoto's krijg je dinsdag.", "Bij deze de gevelfoto's.", "done"),
        ("De gevelfoto's krijg je dinsdag.", "De gevelfoto's staan onderaan deze mail.", "done"),
        ("De gevelfoto's krijg je dinsdag.", "De gevelfoto's laten op zich wachten.", "open"),
        ("De gevelfoto's krijg je dinsdag.", "De gevelfoto's volgen nog.", "open"),
        ("De gevelfoto's krijg je dinsdag.", "Die wand is drie meter.", "unknown"),
        ("De inlog voor het pand krijg je dinsdag.", "De inlog voor het pand werkt.", "done"),
        ("De inlog voor het pand krijg je dinsdag.", "De inlog is binnen 3 dagen te verlengen.", "unknown"),
        ("Ik geef je dinsdag mijn kvk-nummer.", "Mijn kvk-nummer is 00110011.", "done"),
    ],
)
def test_what_became_of_it(promise: str, news: str, state: str) -> None:
    mails = (("client", "2026-05-11", promise), ("client", "2026-05-13", news), ("me", "2026-05-18", "Fijn."))
    ends = read(ASK, MADE, YES, *mails).loose_ends
    assert [one.state for one in ends if one.quote == promise] == [state]


PRICED = ("me", "2026-05-05", "Dag Jonas,\n\nIk schilder het bord voor 900 euro, betalen binnen 14 dagen.")


@pytest.mark.parametrize(
    ("asks", "answer", "term"),
    [
        ("14 dagen is ons te kort, kan het 30 dagen worden?", "Dat is goed.", ("payment_term", "30 days")),
        ("900 is ons te veel, wat dacht je van 800?", "Akkoord.", ("price", "800 EUR")),
        ("Zou je het voor 800 willen doen?", "Ja, dat is goed.", ("price", "800 EUR")),
    ],
)
def test_a_yes_takes_what_stands_beside_a_no(asks: str, answer: str, term: tuple[str, str]) -> None:
    mails = (
        ("client", "2026-05-06", f"Dag Mara,\n\n{asks}"),
        ("me", "2026-05-07", f"Dag Jonas,\n\n{answer}"),
    )
    held = [one.term for one in read(ASK, PRICED, *mails).terms if not one.term.is_superseded]
    assert [(one.what, one.value) for one in held if one.what == term[0]] == [term]


@pytest.mark.parametrize(
    ("answer", "held"),
    [
        ("Die extra zijde is akkoord.", ["900 EUR", "120 EUR"]),
        ("De onderkant: graag, dat is akkoord.", ["900 EUR", "120 EUR"]),
        ("Ja, graag!", ["900 EUR", "120 EUR"]),
        ("Die extra zijde kost me te veel, dat gaat niet.", ["900 EUR"]),
        ("De wand is al droog.", ["900 EUR"]),
    ],
)
def test_what_comes_on_top_is_taken_by_its_name(answer: str, held: list[str]) -> None:
    """Also without its sum."""
    more = ("me", "2026-05-11", "Dag Jonas,\n\nDe onderkant doe ik erbij voor 120 euro.")
    found = read(ASK, PRICED, YES, more, ("client", "2026-05-12", f"Dag Mara,\n\n{answer}")).terms
    assert [one.term.value for one in found if one.term.what == "price"] == held


def test_rates_of_one_offer_hold_beside_each_other_and_what_is_added_later() -> None:
    text = "Dag Jonas,\n\nMijn dagprijs is 410 euro, exclusief btw. De retouche reken ik per foto: 7 euro."
    more = ("me", "2026-05-11", "Dag Jonas,\n\nVoor de kelder kom ik een halve dag terug, voor 180 euro.")
    yes = ("client", "2026-05-12", "Dag Mara,\n\nDie halve dag is akkoord.")
    found = read(ASK, ("me", "2026-05-05", text), YES, more, yes).terms
    told = {one.term.value for one in found if one.term.what == "price" and not one.term.is_superseded}
    assert told == {"410 EUR", "7 EUR", "180 EUR"}


def test_a_day_for_what_the_client_gives_is_no_deadline() -> None:
    text = f"{OFFER}{DAY} De ladder zou ik graag voor 1 juni ontvangen. De folder ontvang ik graag vooraf."
    found = read(ASK, ("me", "2026-05-05", text), YES)
    assert [one.term.value for one in found.terms if one.term.what == "deadline"] == ["2026-06-12"]
    assert [one.term.value for one in found.terms if one.term.what == "deposit"] == ["200 EUR"]
    assert ("client", date(2026, 6, 1)) in [(one.owed_by, one.due) for one in found.loose_ends]


def test_who_is_asked_when_may_name_the_day_of_the_bill_besides() -> None:
    asks = ("client", "2026-05-11", "Dag Mara,\n\nWanneer is het bord klaar?")
    answer = ("me", "2026-05-12", "Dag Jonas,\n\nOp 12 juni. De factuur van mei komt op 28 mei.")
    found = read(ASK, MADE, YES, asks, answer, ("client", "2026-05-13", "Dag Mara,\n\nGoed.")).terms
    assert [one.term.value for one in found if one.term.what == "deadline"] == ["2026-06-12"]


def test_an_offer_without_money_in_advance_that_asks_for_a_thing_in_advance_has_no_deposit() -> None:
    text = "Dag Jonas,\n\nIk schilder het bord voor 900 euro. De maten ontvang ik graag vooraf."
    found = read(ASK, ("me", "2026-05-05", text), YES).terms
    assert not [one for one in found if one.term.what == "deposit"]
