"""Every question that another program can ask: its name, what it takes, and the shape of the answer.

The description of the API, the tools of an assistant, and what both allow are made of this table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from goodterms.faces.home import own_playbooks
from goodterms.faces.plain import Json
from goodterms.faces.programs import answering, shapes
from goodterms.faces.programs.answering import Asked, UnansweredError
from goodterms.faces.programs.kinds import (
    BALANCE,
    DAY,
    NAME,
    SENTENCE,
    SUM,
    Choice,
    Flag,
    Kind,
    Number,
    Whole,
)
from goodterms.faces.programs.kinds import Words as Wording
from goodterms.faces.words import languages
from goodterms.letters.incoming import MOST_CHARACTERS
from goodterms.letters.letter import CHANNELS
from goodterms.letters.reasons import REASONS
from goodterms.letters.sheets import spoken
from goodterms.review.playbook import names
from goodterms.terms.evidence import Text


class Parameter(NamedTuple):
    """Something that may be told with a question."""

    name: str
    kind: Kind
    about: str
    is_needed: bool = False


CLIENT = Parameter("client", NAME, "The client's name as the records have it; accents do not matter.", True)
ONE_CLIENT = CLIENT._replace(is_needed=False)
AS_OF = Parameter("as_of", DAY, "The day that is taken for today (default: today).")
LANG = Parameter("lang", Choice(languages()), "The language of the sentences in the answer.")
TEXT = Parameter("text", Wording(MOST_CHARACTERS), "The letter as it would be sent.", True)


class Question(NamedTuple):
    """One question."""

    name: str
    path: str
    """Below `/api/v1`."""
    summary: str
    about: str
    answer: Callable[[Asked], Json]
    shape: Json
    parameters: tuple[Parameter, ...] = ()
    """Beside the day, the language and the playbook, which are told with every question."""
    is_judged: bool = True
    """Does the playbook matter?"""

    @property
    def schema_name(self) -> str:
        """What its answer is called in a description."""
        return self.name.replace("-", "_")

    @property
    def text(self) -> Parameter | None:
        """What is told as a body, where there is one."""
        return TEXT if TEXT in self.parameters else None

    def every(self) -> tuple[Parameter, ...]:
        """All that can be told with it."""
        playbook = Parameter(
            "playbook", Choice(names(own_playbooks())), "By which playbook clients are judged."
        )
        return (*self.parameters, AS_OF, LANG, *((playbook,) if self.is_judged else ()))


_WHAT_IF = (
    Parameter("months", Whole(1, 60), "How far ahead (default: 12)."),
    Parameter("lag", Whole(0, 60), "Months until freed hours bring money (default: 3)."),
    Parameter("share", Number(0, 1), "Part of the freed hours that is sold, 0 to 1 (default: 0.75)."),
    Parameter("rate", SUM, "What an hour brings elsewhere, in the freelancer's currency."),
    Parameter("hours", Number(0, 744), "Hours that they take, a month."),
    Parameter("notice_days", Whole(0, 3650), "Days from telling them to the end."),
    Parameter(
        "notice_paid", Number(0, 1), "Part of work until the end that they still pay for (default: 1)."
    ),
    Parameter("cash", BALANCE, "The money at hand."),
    Parameter("costs", SUM, "What a month costs."),
    Parameter("seed", Whole(0, 1_000_000), "Another draw of futures (default: 1)."),
)
_DRAFT = (
    Parameter("language", Choice(spoken()), "Language of the letter (default: the client's)."),
    Parameter("channel", Choice(CHANNELS), "How it will be said (default: what is used most with them)."),
    Parameter("register", Choice(("formal", "familiar")), "vous or tu, u or je."),
    Parameter("reason", Choice(REASONS), "The one reason, where the freelancer chose it."),
    Parameter("own_reason", SENTENCE, "The one reason, as a sentence of the freelancer's own."),
    Parameter("last_day", DAY, "The last day of working for them."),
    Parameter("about", SENTENCE, "What they are busy with, as a noun."),
    Parameter("adjective", SENTENCE, "What the freelancer finds of that, and means."),
    Parameter("knowing", SENTENCE, "Or a sentence about their business."),
    Parameter("handover", SENTENCE, "What is handed over."),
    Parameter("colleague", NAME, "Somebody who agreed to be named."),
    Parameter(
        "provider", NAME, "Who else may help: agency, specialist, freelancer, local, association, or words."
    ),
    Parameter("contact", NAME, "The person the letter is to."),
    Parameter("me", NAME, "The freelancer's name."),
    Parameter("no_alternative", Flag(), "Offer nobody else."),
)
_COLLECTION = Parameter("collection", Flag(), "Collection costs by the Dutch scale instead of the lump sum.")

QUESTIONS = (
    Question(
        "clients", "/clients", "Who the clients are",
        "Every client with their verdict, and the address (slug) by which this interface knows them.",
        answering.clients, shapes.CLIENTS,
    ),
    Question(
        "review", "/review", "Keep, repair or let go",
        "Every client with a verdict, the reasons with their evidence, and what would change it.",
        answering.review, shapes.REVIEW,
    ),
    Question(
        "client", "/clients/{client}", "One client",
        "The review of one client: verdict, reasons with evidence, what is missing, what would change it.",
        answering.review, shapes.REVIEW, (CLIENT,),
    ),
    Question(
        "plan", "/clients/{client}/plan", "How to leave one well",
        "Gates, the day to tell them, notice, channel, what is exposed, and every step.",
        answering.plan, shapes.PLAN, (CLIENT,),
    ),
    Question(
        "what-if", "/clients/{client}/what-if", "Cash with them and without",
        "Months ahead with the client, without them, and if they changed: three figures for each.",
        answering.what_if, shapes.WHAT_IF, (CLIENT, *_WHAT_IF),
    ),
    Question(
        "contract", "/clients/{client}/contract", "What is agreed with them",
        "Clauses with their quotes and what is still owed; without a contract, what their mails settle.",
        answering.contract, shapes.CONTRACT, (CLIENT,), is_judged=False,
    ),
    Question(
        "draft", "/clients/{client}/draft", "A letter to them",
        "Short, one reason, nothing that the records contradict. The freelancer sends it, or not.",
        answering.draft, shapes.DRAFT, (CLIENT, *_DRAFT),
    ),
    Question(
        "forecast", "/forecast", "When open invoices will be paid",
        "Three days for each open invoice, or that too little is known.",
        answering.forecast, shapes.FORECAST, is_judged=False,
    ),
    Question(
        "claims", "/claims", "What the law adds to late invoices",
        "Interest and lump sums with their source, or why nothing can be said. No legal advice. "
        "Long where there are many invoices: `claim` tells those of one client.",
        answering.claim, shapes.CLAIM, (_COLLECTION,), is_judged=False,
    ),
    Question(
        "claim", "/clients/{client}/claim", "What the law adds to one client's late invoices",
        "The same for one client, whose contract may name a rate.",
        answering.claim, shapes.CLAIM,
        (
            CLIENT,
            Parameter("rate", Number(0, 100), "The yearly rate of their contract, in percent."),
            _COLLECTION,
        ),
        is_judged=False,
    ),
    Question(
        "portfolio", "/portfolio", "All clients together",
        "On whom the money hangs, who takes the time, and whether a fifth of them really takes most of it.",
        answering.portfolio, shapes.PORTFOLIO,
    ),
    Question(
        "lint", "/lint", "What would hurt in a letter",
        "The words, why they hurt, and what to write instead; with a client, what the records contradict.",
        answering.lint, shapes.LINT,
        (
            TEXT, ONE_CLIENT,
            Parameter("channel", Choice(CHANNELS), "How it will be said (default: email)."),
            Parameter("language", Choice(spoken()), "The letter's language, where it leaves that open."),
        ),
    ),
)  # fmt: skip
"""In the order of the journey."""


def read(parameters: tuple[Parameter, ...], told: dict[str, Any]) -> dict[str, Any]:
    """Each value as its kind reads it; refuses what is not known, not allowed, or missing."""
    known = {one.name: one for one in parameters}
    for name in told:
        if name not in known:
            raise UnansweredError("unfit", Text("programs.no_parameter", {"name": name}), name)
    for one in parameters:
        if one.is_needed and one.name not in told:
            raise UnansweredError("unfit", Text("programs.missing", {"name": one.name}), one.name)
    return {name: _value(known[name], value) for name, value in told.items()}


def _value(parameter: Parameter, told: Any) -> Any:
    found = parameter.kind.read(told)
    if found is None:
        raise UnansweredError("unfit", Text("programs.not_allowed", {"name": parameter.name}), parameter.name)
    return found
