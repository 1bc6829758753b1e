"""The shapes of the documents, as JSON Schema (2020-12). Each is closed: a key that is not described here
cannot be in an answer, and the tests hold answers to it."""

from __future__ import annotations

from goodterms.faces.plain import Json

WHOLE: Json = {"type": "integer", "minimum": 0}
NUMBER: Json = {"type": "number"}
SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
SAID: Json = {"type": "string"}
YES_NO: Json = {"type": "boolean"}
DAY: Json = {"type": "string", "format": "date"}


def shape(**keys: Json) -> Json:
    """An object with these keys; those that end in an underscore may be missing, or are a word of Python."""
    every = {name.strip("_"): one for name, one in keys.items()}
    needed = [name.lstrip("_") for name in keys if not name.endswith("_")]
    return {"type": "object", "properties": every, "required": needed, "additionalProperties": False}


def many(one: Json) -> Json:
    """A list of them."""
    return {"type": "array", "items": one}


def by_name(one: Json) -> Json:
    """One for each name."""
    return {"type": "object", "additionalProperties": one}


def one_of(*words: str) -> Json:
    """One of these words."""
    return {"type": "string", "enum": list(words)}


def maybe(one: Json) -> Json:
    """That, or null: it is not known, or there is none."""
    if "enum" in one:
        return {"enum": [*one["enum"], None]}
    kind = one.get("type")
    return {**one, "type": [kind, "null"]} if isinstance(kind, str) else {"anyOf": [one, {"type": "null"}]}


def document(name: str, **keys: Json) -> Json:
    """A document with its schema's name and what was kept back."""
    marked = {"schema": {"const": f"goodterms.{name}/1"}, **keys, "kept_back": many(SAID)}
    return shape(**marked)


MONEY = shape(amount={"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}, currency=SAID)
PLACE = shape(source=SAID, locator=SAID, quote=SAID)
PROBLEM = shape(path=SAID, locator=SAID, key=SAID, message=SAID)
VERDICT = one_of("keep", "repair", "let_go", "not_enough_evidence")
FIGURE: Json = {"anyOf": [NUMBER, MONEY, {"type": "null"}]}
TEXTS, PLACES, SUMS, PROBLEMS = many(SAID), many(PLACE), many(MONEY), many(PROBLEM)
ANSWER = maybe(SAID)

CLIENTS = document("client-list", as_of=DAY, clients=many(shape(client=SAID, slug=SAID, verdict=VERDICT)))

_REASON = shape(
    family=SAID, signal=SAID, value=FIGURE, unit=SAID, usual=FIGURE, since=maybe(DAY), months=WHOLE,
    level={"type": "integer", "minimum": 0, "maximum": 3}, observations=WHOLE, sentence=SAID,
    evidence=PLACES,
)  # fmt: skip
_MEASURED = shape(value=FIGURE, unit=SAID, usual=FIGURE, observations=WHOLE)
_TRIED = shape(
    state=one_of("none", "raised", "pending", "helped", "in_vain"), count=WHOLE, last=maybe(DAY),
    angry=YES_NO, reminder_months=WHOLE, signal=maybe(SAID), before=maybe(NUMBER), after=maybe(NUMBER),
    better=maybe(SHARE), months_after=WHOLE, false_alarm=maybe(SHARE), missed=maybe(SHARE),
)  # fmt: skip
_FIGURES = shape(
    since=maybe(DAY), hours=maybe(NUMBER),
    **dict.fromkeys(
        ("invoiced", "received", "open", "overdue", "rate", "rate_low", "rate_high", "usual_rate"),
        maybe(MONEY),
    ),
)  # fmt: skip
_REVIEWED = shape(
    client=SAID, verdict=VERDICT, because=SAID, outcome=maybe(SAID), referral=YES_NO, stability=SHARE,
    gut=maybe(VERDICT), gut_agrees=maybe(YES_NO), reasons=many(_REASON), measured=by_name(_MEASURED),
    levels=by_name(WHOLE), coverage=by_name(one_of("covered", "thin", "none")), would_change=TEXTS,
    notes=TEXTS, money=_FIGURES, attempts=by_name(_TRIED), episodes=shape(month=WHOLE, year=WHOLE),
    set_aside=many(shape(first=DAY, last=DAY)),
    borderline=shape(stricter=maybe(VERDICT), milder=maybe(VERDICT)),
)  # fmt: skip
_FIFTH = shape(
    of=SAID, clients=WHOLE, top=WHOLE, share=maybe(SHARE), low=maybe(SHARE), high=maybe(SHARE),
    answer=ANSWER, says=SAID,
)  # fmt: skip
_BASIS = shape(
    vat=one_of("off", "in"), paid_invoices=WHOLE, without_vat_told=WHOLE, costs=WHOLE, costs_left_out=WHOLE,
    says=TEXTS,
)  # fmt: skip
_RATE = shape(currency=SAID, into=SAID, rate=SAID, via=maybe(SAID), day=DAY, evidence=PLACES)
_MONTHS = many(shape(month=DAY, clients=WHOLE))
REVIEW = document(
    "review", as_of=DAY, playbook=SAID, clients=many(_REVIEWED), problems=PROBLEMS,
    portfolio=shape(
        concentration=maybe(
            shape(currency=SAID, client=maybe(SAID), share=maybe(SHARE), hhi=maybe(SHARE)),
        ),
        shares=many(
            shape(client=SAID, income=maybe(NUMBER), time=maybe(NUMBER), trouble=maybe(NUMBER)),
        ),
        pareto=many(_FIFTH), season=_MONTHS, season_says=SAID, early=maybe(TEXTS), rates=many(_RATE),
        left_out=SUMS, rate_basis=_BASIS,
    ),
)  # fmt: skip

_DAYS = dict.fromkeys(("earliest", "safest", "latest", "limit", "planned"), maybe(DAY))
_EXPOSED = dict.fromkeys(("unpaid", "overdue", "unbilled", "in_hand", "owed_to_client"), maybe(MONEY))
_TALK = shape(
    contact=maybe(SAID), messages=WHOLE, language=SAID, say=TEXTS,
    objections=many(shape(kind=SAID, why=SAID, answer=SAID)),
)  # fmt: skip
PLAN = document(
    "plan", client=SAID, as_of=DAY, stage=maybe(SAID), last_day=DAY, notes=TEXTS, problems=PROBLEMS,
    gates=many(shape(name=SAID, state=one_of("open", "closed", "waived"), why=SAID, until=maybe(DAY))),
    tell=shape(**_DAYS, why=SAID),
    notice=shape(
        days=maybe(WHOLE), _from=maybe(SAID), source=maybe(SAID),
        candidates=many(shape(day=DAY, why=SAID, evidence=PLACES)),
    ),
    channel=shape(
        usual=maybe(SAID), counts=by_name(WHOLE), in_person_advice=SAID, recommended=SAID, why=SAID,
        confirm=SAID, confirm_why=SAID,
    ),
    exposure=shape(
        **_EXPOSED, in_other_currencies=many(shape(of=SAID, amount=SAID, currency=SAID)), says=TEXTS,
        options=many(shape(option=SAID, effect=SAID)), evidence=PLACES,
    ),
    alternatives=shape(
        offer=YES_NO, why=SAID, colleagues=TEXTS, provider_type=maybe(SAID), notes=TEXTS, trades=TEXTS,
    ),
    talk=maybe(_TALK),
    steps=many(shape(on=DAY, what=SAID, why=SAID, done=YES_NO, mark=maybe(SAID))),
    away=many(shape(first=DAY, last=DAY, mark=SAID, evidence=PLACES)),
)  # fmt: skip

_SPREAD = {"month": DAY, **dict.fromkeys(("p10", "p50", "p90"), maybe(MONEY))}
_RUNWAY = shape(p10=maybe(WHOLE), p50=maybe(WHOLE), p90=maybe(WHOLE))
_CASH = shape(
    months=many(shape(**_SPREAD, below_zero=maybe(SHARE))), below_zero=maybe(SHARE), runway=maybe(_RUNWAY),
)  # fmt: skip
_NOTED = many(shape(key=SAID, says=SAID, values={"type": "object"}))
WHAT_IF = document(
    "what-if", client=SAID, as_of=DAY, counts=one_of("balance", "change", "coming_in"), keep=_CASH,
    let_go=_CASH, repair=_CASH, break_even=maybe(DAY), difference=many(shape(**_SPREAD)),
    waiting_a_month=maybe(MONEY),
    hours=shape(client=maybe(NUMBER), sold=maybe(NUMBER), repaired=maybe(NUMBER)),
    excluded=shape(since=maybe(DAY), hours=maybe(NUMBER), received=SUMS), assumptions=_NOTED,
    warnings=_NOTED, problems=PROBLEMS,
)  # fmt: skip

_SPAN = {"quote": SAID, "start": WHOLE, "end": WHOLE}
_CLAUSE = shape(
    **_SPAN, kind=SAID, page=maybe(WHOLE), value={"type": "object"}, also_=many(shape(**_SPAN)),
    corrected_=YES_NO,
)  # fmt: skip
_QUOTED = shape(quote=SAID, message_id=SAID)
_TERM = shape(
    what=SAID, value=SAID, quote=SAID, message_id=SAID, superseded=YES_NO, proposed_by=one_of("me", "client"),
    job=WHOLE, also=many(_QUOTED),
)  # fmt: skip
_OWED = shape(
    what=SAID, owed_by=one_of("me", "client"), due=maybe(DAY), state=one_of("open", "done", "unknown"),
    quote=SAID, message_id_=SAID, also_=many(_QUOTED), told_=_QUOTED,
)  # fmt: skip
CONTRACT = document(
    "contract",
    files=many(
        shape(
            path=SAID, language=maybe(SAID), clauses=many(_CLAUSE), not_found=TEXTS,
            terms_in_fact_=many(_TERM), loose_ends=many(_OWED), lines_=shape(all=WHOLE, read=WHOLE),
            problems=PROBLEMS,
        )
    ),
)  # fmt: skip

DRAFT = document(
    "draft", client=SAID, language=SAID, channel=SAID, subject=maybe(SAID), text=SAID, missing=TEXTS,
    claims=many(shape(quote=SAID, says=SAID, state=one_of("confirmed", "contradicted", "ask"))),
    objections_=many(shape(they=SAID, you=SAID)),
    confirmation_=shape(channel=SAID, subject=maybe(SAID), text=SAID), notes=TEXTS,
)  # fmt: skip
LINT = document(
    "lint", language=SAID, notes=TEXTS,
    findings=many(
        shape(
            rule=SAID, start=maybe(WHOLE), end=maybe(WHOLE), quote=maybe(SAID), message=SAID, instead=SAID,
        )
    ),
)  # fmt: skip

FORECAST = document(
    "forecast", as_of=DAY, payments=WHOLE, problems=PROBLEMS,
    invoices=many(
        shape(
            number=SAID, client=SAID, outstanding=MONEY, due=DAY, due_assumed=YES_NO, p10=maybe(DAY),
            p50=maybe(DAY), p90=maybe(DAY), basis=one_of("client", "portfolio", "too_little"),
            why=maybe(SAID), payments=WHOLE,
        )
    ),
)  # fmt: skip
_PERIOD = shape(
    _from=DAY, to=DAY, days=WHOLE, principal=MONEY, rate_percent=NUMBER, interest=MONEY, source=maybe(SAID),
)  # fmt: skip
_CLAIM = shape(
    number=SAID, client=SAID, law=SAID, by=SAID, due=DAY, until=DAY, days=WHOLE, principal=MONEY, open=MONEY,
    periods=many(_PERIOD), interest=maybe(MONEY), lump_sum=maybe(MONEY), total=maybe(MONEY), partial=YES_NO,
    source=maybe(SAID), as_of=maybe(DAY), notes=TEXTS, evidence=PLACES,
)  # fmt: skip
_REFUSED = shape(
    number=SAID, client=SAID, key=SAID, reason=SAID, _from=maybe(DAY), to=maybe(DAY), source=maybe(SAID),
    notes=TEXTS,
)  # fmt: skip
CLAIM = document("claim", as_of=DAY, invoices=WHOLE, claims=many(_CLAIM), refused=many(_REFUSED), says=SAID)

_MEMBER = shape(
    client=SAID, share_of_income=maybe(NUMBER), share_of_hours=maybe(NUMBER), share_of_trouble=maybe(NUMBER),
    trouble_level=maybe(WHOLE), received=SUMS, hours=maybe(NUMBER), rate=maybe(MONEY),
    rate_compared=maybe(MONEY),
)  # fmt: skip
PORTFOLIO = document(
    "portfolio", as_of=DAY, currency=maybe(SAID), period=shape(first=DAY, last=DAY), clients=many(_MEMBER),
    without_activity=TEXTS,
    concentration=maybe(shape(client=maybe(SAID), top_share=maybe(SHARE), hhi=maybe(SHARE))),
    usual_rate=maybe(MONEY), rate_basis=_BASIS, twenty_eighty=many(_FIFTH),
    seasons=shape(
        months=_MONTHS, by_month=many(shape(month=WHOLE, clients=maybe(NUMBER), years=WHOLE)), answer=ANSWER,
        says=SAID,
    ),
    early=maybe(
        shape(
            until=DAY, told=YES_NO, clients=TEXTS, later=TEXTS, judged=WHOLE, troubled=WHOLE,
            later_judged=WHOLE, later_troubled=WHOLE,
        )
    ),
    rates=many(_RATE), problems=PROBLEMS,
    left_out=many(shape(received=maybe(MONEY), clients=TEXTS, last_rate=maybe(DAY), says=SAID)),
)  # fmt: skip

MARKED = document("marked", client=SAID, step=SAID, stage=maybe(SAID))
