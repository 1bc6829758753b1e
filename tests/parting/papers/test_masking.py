"""A password is never quoted, in whichever language and order it was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.parting.papers.masking import BLOT, SHOWN, collapsed, masked, shown
from goodterms.terms.languages import nfc

SAID = [
    "Password: {}",
    "Hi Mara,\nuser: mara\npassword: {}\nThanks",
    "The password for the hosting is {}",
    "the new password\n{}\nregards",
    "pw = {} for the shop",
    'the pass is "{}", all lower case',
    "{} is the new password",
    "Mot de passe : {}",
    "Le mot de passe du site est {}",
    "identifiant mara, mdp {} (à garder pour vous)",
    "Wachtwoord: {}",
    "Het wachtwoord van de server is {}",
    "gebruiker mara / ww {}",
    "Mật khẩu: {}",
    "Mật khẩu hosting mới là {}",
    "mk {} nhé",
    "API key → {}",
    "password - {}",
    "password for the shop - {}",
    "Password ({})",
    "Password (for the hosting) {}",
    "Password for the shop ({}), as agreed",
    "Password (hosting): {}",
    "Password (now {})",
    "Password (x){})",
    "The password is correct{}",
    "- Password\n- {}\n- more",
    "password/{}",
    "login / password / mara / {}",
    "password | {}",
    "**Password** {}",
    "Your new password will be {}",
    "The passwords are {}",
    "The password is changed: {}",
    "I have changed the password. It is {}",
    "Password: use St. {} Then go",
    "İ. PASSWORD: {}",
    "MẬT KHẨU CỦA İ LÀ {}",
    "Les mots de passe sont {}",
    "Le mot de passe sera {}",
    "Mot de passe - {}",
    "Wachtwoorden zijn {}",
    "Het wachtwoord wordt {}",
    "Wachtwoord ({})",
    "Mật khẩu - {}",
    "Mật khẩu ({}) nhé",
]
HARMLESS = [
    "The invoice 2026-014 is on https://billing.example/2026-014 since 2026-05-04, total 1.250,00 EUR.",
    "Write to mara+work@lind.example or look at www.kestrel.example/shop.html.",
    "We have changed the password of the hosting.",
    "Tell me the password, then we can start.",
    "Le mot de passe a été changé.",
    "Het wachtwoord werd gewijzigd.",
    "Đã đổi mật khẩu rồi.",
    "The password is wrong.",
    "The passwords are changed now.",
    "What is the password?",
    "De wachtwoorden zijn gewijzigd.",
    "Les mots de passe sont changés.",
    "Mật khẩu là sai rồi.",
]
secrets = st.one_of(
    st.text("abcdefghijkmnopqrstuvwxyz", min_size=8, max_size=14).map(lambda text: f"q{text}"),
    st.text("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!#$%&*+", min_size=8, max_size=20).map(
        lambda text: f"Zq{text}9"
    ),
)


PIECES = [
    "İ",
    "e\u0301",
    "ﬁ",
    "Password",
    " (",
    ")",
    ": ",
    " - ",
    "/",
    ". ",
    "sk_live_42",
    "sunshine",
    "\n",
    "is ",
]


@pytest.mark.parametrize("template", SAID)
@given(secret=secrets)
def test_a_secret_is_never_shown(template: str, secret: str) -> None:
    """Whatever it is made of, nothing of it stands in what may be quoted."""
    assert secret not in shown(template.format(secret))
    assert secret.rstrip("!#$%&*+") not in shown(template.format(secret))


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_stays(text: str) -> None:
    """Addresses, days, sums and sentences about passwords are quoted as they are."""
    assert shown(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "use ghp_abcdefghijklmnopqrstuvwxyz12",
        "sk_live_4242424242424242 is the one",
        "-----BEGIN PRIVATE KEY-----\nMIIB\nQUJD\n-----END PRIVATE KEY-----",
        "https://mara:tulips@shop.example/admin",
    ],
)
def test_a_key_is_one_anywhere(text: str) -> None:
    """What only ever is a key needs no word beside it."""
    said = shown(text)
    assert SHOWN in said
    assert not re.search(r"ghp_|sk_live|MIIB|tulips", said)


def test_a_passphrase_of_several_words_goes_as_a_whole() -> None:
    """Behind a colon all of it goes, up to where another sentence begins."""
    assert shown("The password is: correct horse battery staple. See you Monday") == (
        "The password is: •••• See you Monday"
    )


def test_a_full_stop_within_what_is_told_ends_nothing() -> None:
    """A short word with a full stop is none that ends a sentence, and neither is one before a single word."""
    assert shown("Password: use St. Mary. Then go there") == "Password: •••• Then go there"
    assert shown("Password: Tulip. Garden 5") == "Password: ••••"
    assert shown("the passwords are sunshine") == "the passwords are ••••"
    assert shown("Here is the password: sunshine") == "Here is the password: ••••"


@given(
    st.integers(1, 400), st.sampled_from(["password: ", "password (", "password/", "pass - ", "pin code "])
)
def test_many_words_for_one_hide_no_less(times: int, word: str) -> None:
    """A long line of them is read once."""
    assert "sunshine" not in shown(f"{word * times}sunshine")


def test_an_empty_place_hides_nothing_else() -> None:
    """A word for a password at the very end, and one before a long line, blot out nothing."""
    assert shown("Please send me the password:") == "Please send me the password:"
    assert shown("About the password\nwe can talk on Monday") == "About the password we can talk on Monday"


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_keeps_its_length_until_blots_are_shortened(text: str) -> None:
    """Places in the text stay places in what is quoted; no text is too odd."""
    covered = masked(text)
    assert len(covered) == len(nfc(text))
    assert BLOT * 5 not in collapsed(covered)
