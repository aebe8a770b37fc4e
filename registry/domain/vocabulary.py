"""The words that a field may hold. Terms of the field, one place.

`how` and `end_reason` follow what registers of office holders state (parlparse start_reason and end_reason,
congress-legislators `how`, Wikidata P1534). They are the usual terms; others may be used, slips of these may not.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """In what capacity somebody holds a role. Each kind has the role's seats to itself."""

    SUBSTANTIVE = "substantive"
    ACTING = "acting"


class Status(StrEnum):
    """Whether we take a claim for true. Only accepted tenures can clash; rejected ones answer nothing."""

    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    REJECTED = "rejected"


class Certainty(StrEnum):
    """How sure an answer is."""

    CERTAIN = "certain"
    PRESUMED = "presumed"  # no end is recorded, and nothing has confirmed it since
    POSSIBLE = "possible"


class Handover(StrEnum):
    """Which side of a hand-over somebody is on, on its day."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class MovementKind(StrEnum):
    """What a start or an end means for a seat; the last two are those of a recorded vacancy."""

    ENTERED = "entered"
    LEFT = "left"
    STAYED = "stayed"  # one term of a person ended and the next began
    BECAME_VACANT = "became vacant"
    FILLED = "filled"


class Outcome(StrEnum):
    """What a question about a day comes to."""

    HELD = "held"
    POSSIBLY_HELD = "possibly held"
    VACANT = "vacant"  # a vacancy is recorded
    NOBODY_RECORDED = "nobody recorded"
    NO_ROLE = "role did not exist"


class DateOrder(StrEnum):
    """How to read 03/04/2025."""

    dmy = "dmy"
    mdy = "mdy"


HOW = (
    "appointed", "elected", "re-elected", "ex officio", "designated", "confirmed", "sworn in", "inherited", "co-opted",
)  # fmt: skip

END_REASONS = (
    "resigned", "dismissed", "transferred", "promoted", "retired", "died", "term ended", "not re-elected",
    "replaced", "removed", "abolished", "disqualified",
)  # fmt: skip

# What sort of name a further name is.
NAME_KINDS = (
    "alias", "native", "full", "birth", "former", "married", "official", "title", "transliteration", "translation",
    "short", "nickname", "religious",
)  # fmt: skip

# Of what a detail of a tenure speaks, and of what there is one at a time.
DETAILS = (
    "absence", "rank", "title", "party", "group", "area", "portfolio", "term", "ordinal", "standing", "on behalf of",
)  # fmt: skip
SINGLE_DETAILS = ("absence", "rank", "title", "party", "group", "area", "term", "ordinal", "standing")

# What happened on a further date of a start or an end.
ACTS = (
    "announced", "decreed", "elected", "confirmed", "sworn in", "took up", "published", "effective", "left", "due",
)  # fmt: skip

# How one organization or role came of another; after the first four the other one no longer existed.
ENDED_BY = ("renamed", "moved", "merged", "replaced")
HOW_CONTINUED = (*ENDED_BY, "split", "transferred")
# In what sense one role reports to another.
HOW_REPORTS = ("command", "administrative")

# What a citation can support, in the order in which they are written.
SUPPORTS = ("start", "end", "role", "kind", "rank", "how", "end_reason", "replaces")
