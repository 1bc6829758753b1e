"""Who is in the demo, and how each of them behaves: the only place to change the story.

Mara Lind designs print and screens in Ghent. Everybody is invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

AS_OF = date(2026, 10, 31)
FIRST_MONTH = date(2025, 5, 1)
ME = ("Mara Lind", "mara@lind.example")


@dataclass(frozen=True)
class Persona:
    """One client: who writes, what they pay and when, how work with them goes."""

    name: str
    domain: str
    language: str
    people: tuple[str, ...]
    """First the one who writes most; the last one is the boss."""
    things: tuple[str, ...]
    fee: int
    """Euros a month."""
    hours: float
    """A month."""
    late: Callable[[int, date], int]
    """Days late of the n-th invoice, by its due day; negative is early."""
    since: date = date(2025, 4, 1)
    referred_by: str = ""
    country: str = "BE"
    style: str = "clear"
    """clear, vague or night: how they give feedback."""
    every: int = 1
    """A conversation every so many months."""
    rounds: tuple[int, ...] = (1, 2, 2)
    unbilled: float = 0.05
    mood: tuple[int, int, int, int] = (0, 1, 1, 0)
    """Dread, stress about the client, stress about the work, unpredictable: about."""
    skips: frozenset[int] = field(default=frozenset())

    def address(self, person: str) -> str:
        """The mail address of somebody there."""
        return f"{person.split(maxsplit=1)[0].lower()}@{self.domain}"


def on_time(count: int, _due: date) -> int:
    """From nine days early to the day itself."""
    return -((count * 5) % 10)


def mostly_early(count: int, _due: date) -> int:
    """A little early, the day itself, or two days late."""
    return (-6, -2, 0, -4, 2, -1)[count % 6]


def one_slip(_count: int, due: date) -> int:
    """One invoice was forgotten."""
    return 34 if (due.year, due.month) == (2026, 7) else -3


def forty_days(count: int, _due: date) -> int:
    """About forty days late, every time."""
    return (38, 43, 40, 46, 36, 41)[count % 6]


def late_until_told(count: int, due: date) -> int:
    """A month late until January 2026, when it was raised; since then a few days early."""
    return (27, 38, 33, 41)[count % 4] if due < date(2025, 12, 31) else -(2 + count % 3)


CAST = (
    Persona(
        "Harbour & Sons", "harboursons.example", "en", ("Ann Vos", "Piet Maes", "Georges Harbour"),
        ("the spring price list", "the boat show banner", "the rope catalogue", "the skippers' newsletter",
         "the sign for the second shop", "the lettering of the van", "the loyalty card", "the paint chart",
         "the winter storage flyer", "the safety leaflet", "the tide calendar", "the gift box"),
        1350, 18, on_time,
    ),
    Persona(
        "Delta Robotics", "deltarobotics.example", "en", ("Sofie Claus", "Raf Dewit", "Ingrid Pauwels"),
        ("the data sheet for the D4 arm", "the trade fair wall", "the investor deck", "the manual cover",
         "the careers page", "the release poster", "the icon set", "the gripper brochure",
         "the starter kit box", "the annual report"),
        1600, 20, forty_days, referred_by="Harbour & Sons", mood=(3, 3, 1, 2),
    ),
    Persona(
        "Studio Vlieg", "studiovlieg.example", "nl", ("Joris Claes", "Hanne Wouters"),
        ("het storyboard", "de aftiteling", "de festivalaffiche", "de titelkaart", "het perspakket",
         "de stickers", "de trailer", "de ondertitels"),
        950, 13, mostly_early, style="night", mood=(2, 3, 1, 2),
    ),
    Persona(
        "Pixel Orchard", "pixelorchard.example", "en", ("Kim Peeters", "Noah Baert", "Yara Peeters"),
        ("the new logo", "the pear cider label", "the landing page", "the brand book", "the box for six",
         "the festival poster", "the app icon", "the story templates"),
        1150, 22, mostly_early, style="vague", rounds=(4, 5, 6, 5), unbilled=0.2, mood=(1, 2, 2, 3),
    ),
    Persona(
        "Atelier Sorrel", "sorrel.example", "fr", ("Claire Morel", "Luc Sorrel"),
        ("le catalogue d'automne", "l'affiche de l'exposition", "la carte de visite", "l'invitation",
         "le livret des pigments", "l'étiquette des carnets", "la page d'accueil", "le dépliant des stages"),
        1500, 19, on_time, country="FR", rounds=(2, 2, 1, 2), mood=(0, 1, 2, 0),
    ),
    Persona(
        "Bakery Ostara", "ostara.example", "en", ("Ellen Smet", "Bram Smet"),
        ("the Easter window", "the bread bag", "the opening hours sign", "the gift voucher",
         "the Christmas order form", "the tote bag", "the menu board"),
        520, 7, one_slip, every=2, mood=(0, 0, 1, 0),
    ),
    Persona(
        "Café Nijlpaard", "nijlpaard.example", "nl", ("Wout De Smedt", "Lies De Smedt"),
        ("de menukaart", "de zomerkaart", "het raamaffiche", "de bierviltjes", "de concertkalender",
         "het krijtbord", "de cadeaubon"),
        700, 9, late_until_told, mood=(1, 1, 1, 0),
    ),
    Persona(
        "Nhà May Sông", "nhamaysong.example", "en", ("Linh Tran", "Minh Tran"),
        ("the lookbook", "the price labels"),
        600, 6, on_time, since=date(2026, 10, 5), referred_by="Bakery Ostara",
    ),
)  # fmt: skip
