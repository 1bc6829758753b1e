"""Whose a contract is: the client that it names where it begins; nobody is guessed."""

from __future__ import annotations

import pytest

from goodterms.records.intake import settle
from goodterms.records.model import Client, ContractText, Freelancer
from goodterms.terms.evidence import Evidence

PLACE = Evidence("agreement.md", "line 1")
CLIENTS = (
    Client("Pixel Orchard", emails=("anna@pixelorchard.example",), domains=("pixelorchard.example",)),
    Client("Harbour & Sons Ltd", vat_numbers=("BE0123456749",)),
    Client("Ox"),
)


def owner(text: str, client: str = "") -> tuple[list[str], list[str]]:
    """The clients that the contract is filed under, and the problems."""
    contract = ContractText("en", "Agreement", text, client, PLACE)
    book = settle((Freelancer(name="Mara Lind"), *CLIENTS, contract))
    return [filed.client for filed in book.contracts], [problem.key for problem in book.problems]


@pytest.mark.parametrize(
    ("text", "client"),
    [
        ("Between Pixel Orchard and Mara Lind.", "Pixel Orchard"),
        ("between PIXEL\nORCHARD BV, the client, and Mara Lind", "Pixel Orchard"),
        ("between the undersigned, anna@pixelorchard.example", "Pixel Orchard"),
        ("between a company with VAT number BE 0123.456.749 and Mara Lind", "Harbour & Sons Ltd"),
        ("between Harbour & Sons Limited and Mara Lind", "Harbour & Sons Ltd"),
        ("Terms. " * 400 + "Signed for Pixel Orchard", "Pixel Orchard"),
        (
            "between Pixel Orchard and Mara Lind. " + "Terms. " * 300 + "Harbour & Sons may see it.",
            "Pixel Orchard",
        ),
    ],
)
def test_a_contract_is_its_clients(text: str, client: str) -> None:
    """By name without legal form and case, by address or VAT number; what stands first goes first."""
    assert owner(text) == ([client], [])


def test_the_one_it_was_told_with_goes_first() -> None:
    """The freelancer's own word."""
    assert owner("Between Pixel Orchard and me", "Harbour & Sons Ltd") == (["Harbour & Sons Ltd"], [])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Between Somebody Else and Mara Lind", "intake.contract_of_nobody"),
        ("About an ox.", "intake.contract_of_nobody"),
        ("Between Pixel Orchard, Harbour & Sons and Mara Lind", "intake.contract_of_several"),
    ],
)
def test_nobody_is_guessed(text: str, key: str) -> None:
    """It is nobody's, and that is said."""
    assert owner(text) == ([], [key])
