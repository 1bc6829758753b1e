"""What does this message do?"""

ACTS = (
    "vague",
    "clear",
    "reversal",
    "request",
    "out_of_scope",
    "chaser",
    "thanks",
    "hostile",
    "threat",
    "irritated",
    "payment_excuse",
    "refused_method",
    "boundary",
    "payment_reminder",
)
