"""Who is the freelancer, and whose is each record?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from goodterms.records.ahead import ahead
from goodterms.records.book import Book
from goodterms.records.hearing import read_messages
from goodterms.records.intake import settle
from goodterms.records.model import (
    Batch,
    Client,
    Contact,
    Freelancer,
    Invoice,
    Meeting,
    Message,
    Payment,
    TimeEntry,
)
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.money import Money

ME = Freelancer("Mara Lind", ("mara@lind.example",))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def mail(sender: str, to: str, minutes: int = 0, **more: object) -> Message:
    return Message(NOON + timedelta(minutes=minutes), sender, (to,), **more)  # type: ignore[arg-type]


def bill(buyer: str, number: str = "1", **more: object) -> Invoice:
    return Invoice(number, buyer, date(2026, 3, 1), Money(10000, "EUR"), **more)  # type: ignore[arg-type]


def names(book: Book) -> list[str]:
    return [client.name for client in book.clients]


def test_direction_and_client_of_a_mail() -> None:
    """A mail from a client's domain is theirs and came in; the answer to it went out."""
    client = Client("Harbour & Sons", domains=("harboursons.example",))
    book = settle(
        [
            ME,
            client,
            mail("ann@harboursons.example", ME.emails[0]),
            mail(ME.emails[0], "ann@harboursons.example"),
        ]
    )
    assert [(one.client, one.incoming) for one in book.messages] == [
        ("Harbour & Sons", True),
        ("Harbour & Sons", False),
    ]


def test_free_mail_domain_names_nobody() -> None:
    """Two clients at the same free-mail provider stay apart, and a stranger there is neither."""
    one, two = (
        Client("Café Nijlpaard", ("nijlpaard@gmail.com",)),
        Client("Atelier Sorrel", ("sorrel@gmail.com",)),
    )
    writers = ("nijlpaard@gmail.com", "sorrel@gmail.com", "stranger@gmail.com")
    book = settle([ME, one, two, *(mail(writer, ME.emails[0]) for writer in writers)])
    assert [message.client for message in book.messages] == ["Café Nijlpaard", "Atelier Sorrel"]


def test_buyer_names_fold_legal_form_and_accents() -> None:
    """The invoice to CAFE NIJLPAARD B.V. is Café Nijlpaard's."""
    book = settle([ME, Client("Café Nijlpaard"), bill("CAFE NIJLPAARD B.V.")])
    assert names(book) == ["Café Nijlpaard"]
    assert book.invoices[0].client == "Café Nijlpaard"


def test_unknown_buyer_is_proposed() -> None:
    """Whoever is invoiced is a client, marked as proposed; their mail is then found by its domain."""
    book = settle(
        [
            ME,
            bill("Pixel Orchard", buyer_email="pay@pixelorchard.example"),
            mail("jo@pixelorchard.example", ME.emails[0]),
        ]
    )
    assert [(client.name, client.proposed) for client in book.clients] == [("Pixel Orchard", True)]
    assert [message.client for message in book.messages] == ["Pixel Orchard"]


def test_frequent_writer_is_proposed_and_newsletter_is_not() -> None:
    """Ten mails that are answered make a proposed client; ten that nobody answers do not."""
    talk = [mail("lan@nhamaysong.example", ME.emails[0], minute) for minute in range(10)]
    news = [mail("news@letters.example", ME.emails[0], minute) for minute in range(10)]
    book = settle([ME, *talk, *news, mail(ME.emails[0], "lan@nhamaysong.example", 99)])
    assert names(book) == ["nhamaysong.example"]
    assert len(book.messages) == 11


def test_freelancer_without_profile_is_found_in_the_mail() -> None:
    """The address that every mail has in common is the owner's."""
    mails = [mail(f"a@c{n}.example", "mara@lind.example", n) for n in range(6)]
    assert settle(mails).freelancer.emails == ("mara@lind.example",)


def test_chat_names_are_learned_from_mail() -> None:
    """Somebody who signs mails from a client's address is recognised by that name in a chat."""
    client = Client("Atelier Sorrel", domains=("sorrel.example",))
    written = mail("ines@sorrel.example", ME.emails[0], sender_name="Inès Vidal")
    chat = Message(NOON, "Inès Vidal", ("Mara Lind",), channel="chat", text="any news?")
    book = settle([ME, client, chat, written])
    assert [message.client for message in book.messages] == ["Atelier Sorrel"] * 2


def test_contact_of_a_client() -> None:
    """A contact's private address belongs to the client they work for."""
    contact = Contact("Pixel Orchard", "Jo Fell", "jofell@gmail.com")
    book = settle([ME, Client("Pixel Orchard"), contact, mail("jofell@gmail.com", ME.emails[0])])
    assert [message.client for message in book.messages] == ["Pixel Orchard"]


def test_two_rows_of_one_name_are_said() -> None:
    """Two clients of one name cannot be told apart: they count as one, and the second row is a problem."""
    first = Client("Pixel Orchard", evidence=Evidence("clients.csv", "line 2"))
    second = Client("Pixel Orchard BV", evidence=Evidence("clients.csv", "line 9"))
    book = settle([ME, first, second])
    assert names(book) == ["Pixel Orchard"]
    assert [(one.locator, one.key) for one in book.problems] == [("line 9", "client.twice")]


def test_same_invoice_twice() -> None:
    """The same invoice in two files counts once; with another total it is a problem too."""
    same, other = bill("Pixel Orchard"), Invoice("1", "Pixel Orchard", date(2026, 3, 1), Money(9900, "EUR"))
    assert len(settle([ME, same, same]).invoices) == 1
    book = settle([ME, same, other])
    assert len(book.invoices) == 1
    assert [one.key for one in book.problems] == ["invoice.twice"]


def test_own_purchase_is_no_client() -> None:
    """An invoice that was sent to the freelancer makes nobody a client."""
    assert names(settle([ME, bill("Mara Lind")])) == []


def test_hours_of_an_unlisted_client() -> None:
    """Work for a name that is on no list makes that name a proposed client; the hours are kept."""
    book = settle([ME, TimeEntry("Studio Vlieg", NOON, 90)])
    assert [(client.name, client.proposed) for client in book.clients] == [("Studio Vlieg", True)]
    assert [filed.record.minutes for filed in book.hours] == [90]


def test_message_kept_once() -> None:
    """The same message in two mailboxes counts once."""
    one = mail("ann@harboursons.example", ME.emails[0], message_id="<1@harboursons.example>")
    book = settle([ME, Client("Harbour & Sons", domains=("harboursons.example",)), one, one])
    assert len(book.messages) == 1


def test_time_zone_of_the_country() -> None:
    """Belgium has one time; where a country has several, the zone stays unknown and that is said."""
    talk = mail("ann@harboursons.example", ME.emails[0])
    client = Client("Harbour & Sons", domains=("harboursons.example",))
    book = settle([replace(ME, country="BE"), client, talk])
    assert (book.freelancer.timezone, book.problems) == ("Europe/Brussels", ())
    book = settle([replace(ME, country="US"), client, talk])
    assert (book.freelancer.timezone, [one.key for one in book.problems]) == ("", ["me.no_timezone"])


def test_meeting_with_a_client_by_name() -> None:
    """A meeting is the client's who attends it, by address or by name."""
    meeting = Meeting(NOON, NOON, "planning", ("Pixel Orchard",))
    book = settle([ME, Client("Pixel Orchard"), meeting])
    assert [filed.client for filed in book.meetings] == ["Pixel Orchard"]


def test_record_of_tomorrow() -> None:
    """A payment dated after today is told with its place; a due date ahead is nothing odd."""
    place = Evidence("payments.csv", "line 3")
    late = Payment("Pixel Orchard", date(2036, 3, 1), Money(10000, "EUR"), evidence=place)
    book = settle([ME, replace(bill("Pixel Orchard"), due=date(2026, 5, 1)), late])
    assert ahead(book, date(2026, 4, 1)) == (
        Problem("payments.csv", "line 3", "date.ahead", {"day": date(2036, 3, 1)}),
    )


def said(*texts: str) -> list[tuple[str, ...]]:
    """What these messages of one chat do, where nobody said in which language they are."""
    batch = Batch("chat.txt", "whatsapp", tuple(mail("Kim", "", text=text) for text in texts))
    return [one.acts for one in read_messages(batch, ()).records if isinstance(one, Message)]


def test_a_word_of_no_language_is_read_in_that_of_its_neighbours() -> None:
    """ "Urgent!" alone may be English or French; below a French message it presses for an answer."""
    assert said("Urgent!") == [()]
    assert said("Urgent!", "Avez-vous une idée pour le logo ?")[0] == ("chaser",)


def test_two_languages_in_one_chat_are_each_read_in_their_own() -> None:
    """Neighbours are a hint, not a rule."""
    assert said("Do you have any news for us?", "Vous avez eu mon message ?") == [("chaser",), ("chaser",)]
