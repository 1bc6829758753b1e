"""Accesses and faults in people's own words, in four languages: found, and not found where there is none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from goodterms.parting.papers.mentions import accesses, accesses_in, faults, is_mended, link_after, sentences
from goodterms.parting.papers.sheets import kinds, languages, pattern
from goodterms.records.book import FiledMessage
from goodterms.records.model import Message
from goodterms.terms import shelf
from goodterms.terms.evidence import Evidence

GIVEN = [
    ("here is the login for the hosting at OVH: user mara, password: Tulip-77", "hosting", "OVH"),
    ("I've added you to our GitHub repository.", "repository", "GitHub"),
    ("You now have access to the back end of shop.kestrel.example.", "cms", "shop.kestrel.example"),
    ("We gave you a badge so you can log in on the third floor.", "keys", ""),
    ("Here are the credentials:\nuser: mara\npassword: Tulip-77", "account", ""),
    ("Voici les identifiants du back-office WordPress :\nuser: mara\nmdp : soleil2024", "cms", "WordPress"),
    ("Je vous ai ajoutée au dossier partagé.", "folder", ""),
    ("Nous vous avons ajoutée sur Mailchimp.", "account", "Mailchimp"),
    ("Je hebt toegang tot de gedeelde map in Dropbox.", "folder", "Dropbox"),
    ("Hierbij het wachtwoord van de server.", "hosting", ""),
    ("We hebben je toegevoegd aan Figma.", "account", "Figma"),
    ("Gửi em mật khẩu hosting: hoahong99", "hosting", ""),
    ("Bên anh đã cấp quyền truy cập Google Drive cho em.", "folder", "Google Drive"),
]
OVER = [
    ("We have changed the password of the hosting, thanks.", "hosting"),
    ("I have handed back the badge.", "keys"),
    ("The domain has been transferred to you.", "domain"),
    ("You no longer have access to the repository.", "repository"),
    ("J'ai rendu le badge hier.", "keys"),
    ("Le mot de passe de l'hébergement a été changé.", "hosting"),
    ("Le nom de domaine est désormais à votre nom.", "domain"),
    ("De toegang tot WordPress is ingetrokken.", "cms"),
    ("Het domein is overgezet.", "domain"),
    ("Ik heb de badge teruggegeven.", "keys"),
    ("Em đã đổi mật khẩu hosting.", "hosting"),
    ("Tên miền đã chuyển lại cho bên anh.", "domain"),
]
NOT_OVER = [
    "Can you change the password of the hosting?",
    "We have not changed the hosting password yet.",
    "Once the domain has been transferred you have access.",
    "I haven't handed back the access to the hosting.",
    "Pourriez-vous dire si le mot de passe de l'hébergement a été changé ?",
    "Le mot de passe de l'hébergement n'a pas été changé.",
    "Het wachtwoord van de hosting is nog niet gewijzigd.",
    "Zodra het wachtwoord van de server is gewijzigd, laat ik het weten.",
    "Mật khẩu hosting chưa được đổi.",
    "Khi nào em đã đổi mật khẩu hosting thì báo anh.",
]
NOTHING = [
    "The hosting is slow today.",
    "Thanks for the invoice, I will pay on Monday.",
    "Je compte sur vous pour vendredi.",
    "Kun je de tekst tegen morgen nakijken?",
    "Anh chuyển khoản vào tài khoản ngân hàng của em nhé.",
    "Our host tonight is Bram, see you at eight.",
    "I will hand over the keys of the kingdom next week.",
]
ONLY_NAMED = [
    ("The domain kestrel.example is registered in my name and renews in May.", "domain", "kestrel.example"),
    ("The proof is in the shared folder.", "folder", ""),
    ("Votre abonnement expire en mai, il est sur ma carte.", "subscription", ""),
    ("Het domein harbour.example staat op mijn naam.", "domain", "harbour.example"),
    ("Tên miền harbour.example đứng tên em.", "domain", "harbour.example"),
]
FAULTS = [
    ("The form does not work on a phone.", "The form works again."),
    ("Le formulaire ne marche pas.", "C'est corrigé."),
    ("Het formulier werkt niet.", "Het is opgelost."),
    ("Trang liên hệ bị lỗi.", "Em đã sửa rồi ạ."),
]


def message(text: str, *, incoming: bool = True, **about: Any) -> FiledMessage:
    """A mail."""
    record = Message(
        datetime(2026, 3, 2, 9, tzinfo=UTC), "ana@kestrel.example", text=text,
        evidence=Evidence("inbox.mbox", "message 3", "as it stood in the file"), **about,
    )  # fmt: skip
    return FiledMessage("Kestrel", 1, record, incoming)


@pytest.mark.parametrize(("text", "kind", "name"), GIVEN)
def test_an_access_that_is_given(text: str, kind: str, name: str) -> None:
    """One thing, by its kind and its name, with the sentence and not what is secret in it."""
    (found,) = accesses(message(text))
    assert (found.kind, found.name, found.is_given, found.is_over) == (kind, name, True, False)
    assert found.evidence[:2] == ("inbox.mbox", "message 3")
    assert not any(secret in found.evidence.quote for secret in ("Tulip-77", "soleil2024", "hoahong99"))


@pytest.mark.parametrize(("text", "kind"), OVER)
def test_an_access_that_is_given_back(text: str, kind: str) -> None:
    """Handed back, transferred, revoked, or with another password."""
    (found,) = accesses(message(text))
    assert (found.kind, found.is_over, found.is_given) == (kind, True, False)


@pytest.mark.parametrize("text", NOT_OVER)
def test_what_is_asked_planned_or_denied_is_not_done(text: str) -> None:
    """Nobody hands back by asking whether, saying when, or saying not yet."""
    assert not any(found.is_over for found in accesses(message(text)))


@pytest.mark.parametrize("text", NOTHING)
def test_no_access_where_none_is_meant(text: str) -> None:
    """Words alone are none."""
    assert list(accesses(message(text))) == []


@pytest.mark.parametrize(("text", "kind", "name"), ONLY_NAMED)
def test_what_goes_on_is_named_and_no_more(text: str, kind: str, name: str) -> None:
    """A domain in one's own name, a subscription on one's card: neither given nor given back."""
    (found,) = accesses(message(text))
    assert (found.kind, found.name, found.is_given, found.is_over) == (kind, name, False, False)


@pytest.mark.parametrize(
    "text",
    ["I have handed back all logins.", "J'ai rendu tous les accès.", "Em đã bàn giao tất cả tài khoản."],
)
def test_all_of_it_at_once(text: str) -> None:
    """All is all, whatever it is called."""
    (found,) = accesses(message(text))
    assert found.is_over
    assert found.is_all


def test_the_subject_speaks_too_and_lines_that_were_broken_are_one() -> None:
    """A mail program breaks a sentence at its 72nd letter."""
    text = "I have asked our people, and from this week on you have access to\nthe hosting as well."
    assert [found.kind for found in accesses(message(text))] == ["hosting"]
    assert [found.kind for found in accesses(message("", subject="Login for the server"))] == ["hosting"]


def test_a_contract_names_accesses_but_gives_none() -> None:
    """It is unknown who has them."""
    text = (
        "The provider returns access to the hosting. The licence covers access to the fonts. Payment is due."
    )
    found = list(accesses_in(text, "agreement.txt", datetime(2026, 1, 1, tzinfo=UTC)))
    assert [(one.kind, one.is_given, one.is_over) for one in found] == [("hosting", False, False)]
    assert found[0].evidence.source == "agreement.txt"


@pytest.mark.parametrize(("broken", "mended"), FAULTS)
def test_a_fault_and_its_mending(broken: str, mended: str) -> None:
    """What does not work is told by the client; that it works again is told by anybody."""
    ((_, said),) = faults([message(broken)])
    assert said.quote == broken
    (again,) = sentences(mended)
    assert is_mended(again.low)


def test_what_is_no_fault() -> None:
    """The freelancer's own words, machines, thanks, what is mended in the same breath, and questions."""
    assert list(faults([message("It does not work.", incoming=False)])) == []
    assert list(faults([message("It does not work.", automatic=True)])) == []
    assert list(faults([message("Thank you for catching the wrong price. The bug is fixed.")])) == []
    assert not is_mended("is it fixed?")
    assert not is_mended("it is not fixed yet")


@pytest.mark.parametrize(
    "text",
    [
        "The form does not work if I use Safari.",
        "Thanks, but the form does not work.",
        "Thank you for the update, the form does not work.",
        "The form does not work, thanks for having a look.",
        "The price looks like a typo",
        "No bugs in the shop, but the form does not work.",
        "Let me know if you need more: the form does not work.",
        "Le formulaire ne marche pas si j'utilise Safari.",
        "Merci, mais le formulaire ne marche pas.",
        "Het formulier werkt niet als ik Safari gebruik.",
        "Cảm ơn em, nhưng trang liên hệ bị lỗi.",
        "Trang liên hệ bị lỗi nếu dùng Safari.",
    ],
)
def test_a_fault_beside_thanks_or_a_condition(text: str) -> None:
    """What somebody says beside it takes nothing back."""
    assert [said.quote for _, said in faults([message(text)])] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for catching the typo.",
        "Merci d'avoir corrigé le bug.",
        "Let me know if anything does not work.",
        "Dites-moi si quelque chose ne marche pas.",
        "Laat het weten als de site werkt niet of traag is.",
        "Nếu có lỗi thì báo anh nhé.",
        "There are no bugs.",
    ],
)
def test_thanks_and_what_may_be_one_day_are_none(text: str) -> None:
    """Neither is what nobody found."""
    assert list(faults([message(text)])) == []


def test_the_address_of_a_piece_of_work() -> None:
    """The one that stands where its name does, without a password in it; else none."""
    text = "The Summer menu is at https://bob:secret@files.example/menu.pdf."
    assert link_after(text, "summer menu") == "https://••••@files.example/menu.pdf"
    assert link_after(text, "winter menu") == ""
    assert link_after("The Summer menu is done.", "Summer menu") == ""
    both = "The draft is at https://files.example/1. The poster is at https://files.example/2."
    assert link_after(both, "poster") == "https://files.example/2"
    assert link_after("See https://files.example/1 for the poster.", "poster") == ""
    assert link_after("See https://files.example/poster.pdf and https://files.example/x.", "Poster") == (
        "https://files.example/poster.pdf"
    )


def test_a_quote_is_short() -> None:
    """Nobody reads a page in a list."""
    (said,) = sentences("the hosting " * 40)
    assert len(said.quote) <= 160
    assert said.quote.endswith("…")


@pytest.mark.parametrize("language", languages())
def test_every_sheet_has_the_same_tables(language: str) -> None:
    """No language knows less, and every phrase finds itself."""
    told, english = (shelf.toml("goodterms.parting.papers", name) for name in (language, "en"))
    assert told.keys() == english.keys()
    assert tuple(told["kinds"]) == kinds()
    for name in told.keys() - {"kinds", "ordinary"}:
        assert [one for one in told[name] if not pattern(name).search(one.replace("*", "").lower())] == []
