"""The words by which English says that somebody took, left or held an office. Pure: one table, no rules.

A row is a frame and the phrases that open it. A new kind of sentence is a new row; a new frame is a reading in
`clauses`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Frame(StrEnum):
    """Who does what to whom."""

    GIVE = "give"  # somebody gives somebody the office: `appointed`
    TAKE = "take"  # somebody takes the office: `became`
    SWAP = "swap"  # somebody follows somebody: `replaced`
    HAND = "hand"  # somebody hands the office to somebody: `handed over`
    LEAVE = "leave"  # somebody leaves: `resigned`
    OUST = "oust"  # somebody makes somebody leave: `dismissed`
    HOLD = "hold"  # somebody holds it from one day to another: `served as`
    GIVEN = "given"  # a noun: `the appointment of`
    GONE = "gone"  # a noun: `the resignation of`
    TERM = "term"  # a noun: `the tenure of`, with the verb that says whether it began or ended
    NEVER = "never"  # no beginning and no end, whatever else is said: `nominated`


class Trigger(NamedTuple):
    """What a phrase says. `how` and `reason` in the registry's words; `heads`: the office that the verb itself names.

    `present`: told as happening now, so a date without a year never lies a year back; `bare`: an infinitive, which
    tells no fact; `near`: about the day on which the person left another office; `loud`: listed as skipped even
    where no office is named.
    """

    frame: Frame
    reason: str | None = None
    how: str | None = None
    heads: str | None = None
    present: bool = False
    bare: bool = False
    loud: bool = False
    why: str | None = None
    near: bool = False


_NOMINATION = "a nomination is not an appointment"
_ELECTION = "an election does not say when the term began"
_G, _T, _S, _L, _O, _H = Frame.GIVE, Frame.TAKE, Frame.SWAP, Frame.LEAVE, Frame.OUST, Frame.HOLD

_ROWS: tuple[tuple[Trigger, str], ...] = (
    (Trigger(_G, how="appointed", loud=True), "appointed | reappointed | re-appointed | pleased to appoint"),
    (Trigger(_G, how="appointed"), "named | naming | appointing | reappointing"),
    (Trigger(_G),
     "installed | made | chose | chosen | picked | tapped | designated | selected | confirmed | promoted | "
     "assigned | brought in | drafted in | hired | recruited | reinstated | elevated"),
    (Trigger(_G, how="sworn in"), "swore in | swears in"),
    (Trigger(_G, how="appointed", present=True, loud=True), "appoints | is appointing"),
    (Trigger(_G, how="appointed", present=True), "names"),
    (Trigger(_G, present=True), "installs | picks | promotes | makes | chooses | taps"),
    (Trigger(_G, bare=True, loud=True), "appoint | be appointed"),
    (Trigger(_G, bare=True),
     "name | install | be named | be made | be sworn in | be confirmed | be promoted | choose | make"),
    (Trigger(_T),
     "became | becoming | took | takes | took office | took over | took up | taking over | taking office | taking up | "
     "assumed | assuming | moved | transferred | reassigned | got | entered office | assumed office | entered "
     "upon | got the job of | landed the job of | took the reins | won appointment | entrusted with | given "
     "the post | given the job | given the position | given the role | handed the post | handed the job | "
     "handed the role | did become | did take office | began work as | started work as | began work | started work | "
     "began duties as | put in charge of | placed in charge of | charged with | tasked with | returned | moved "
     "up | stepped in | stepped up | rose | took on | taking on | joined"),
    (Trigger(_T, near=True),
     "will now serve as | will now become | will now take over as | will now work as | will now head"),
    (Trigger(_T, how="sworn in", loud=True),
     "sworn in | took the oath of office | took the oath | swore the oath | was sworn | took his oath | took "
     "her oath"),
    (Trigger(_T, how="sworn in"), "inaugurated | invested | installed in office"),
    (Trigger(_T, present=True), "becomes | takes office | takes over | takes up | assumes | moves | takes on"),
    (Trigger(_T, bare=True),
     "become | take office | take over | take up | assume | take command | take command of | take on"),
    (Trigger(_T, heads="Commander"),
     "took command of | given command of | assumed command of | took over command of | took up command of | "
     "placed in command of"),
    (Trigger(_T, heads="Commander", present=True), "takes command of | assumes command of"),
    (Trigger(_T), "took command | assumed command"),
    (Trigger(_S, loud=True), "replaced"),
    (Trigger(_S), "succeeded | followed | took over from | taking over from | relieved of command by"),
    (Trigger(_S, present=True, loud=True), "replaces"),
    (Trigger(_S, present=True), "succeeds | takes over from"),
    (Trigger(_S, bare=True), "replace | succeed | take over from | be replaced | be succeeded"),
    (Trigger(Frame.HAND, heads="Commander"),
     "transferred command of | handed over command of | handed command of | passed command of | turned over command "
     "of"),
    (Trigger(Frame.HAND),
     "handed over | handed | passed | ceded | gave way | made way | turned over | yielded"),
    (Trigger(_L, "resigned", loud=True), "resigned | resigned from"),
    (Trigger(_L, "resigned"),
     "stepped down | stood down | quit | stepping down | gave up | stepped aside | bowed out | tendered and "
     "left"),
    (Trigger(_L, "resigned", present=True, loud=True), "resigns"),
    (Trigger(_L, "resigned", present=True), "steps down | stands down | quits"),
    (Trigger(_L, bare=True, loud=True), "resign"),
    (Trigger(_L, bare=True), "step down | stand down | leave | retire | vacate | relinquish | leave office"),
    (Trigger(_L, "retired"), "retired | retired from | went into retirement as"),
    (Trigger(_L, "retired", present=True), "retires"),
    (Trigger(_L, heads="Commander"),
     "relinquished command of | gave up command of | laid down command of | left command of"),
    (Trigger(_L),
     "left | leaving | relinquished | relinquishing | ceased to be | ceased to hold | vacated | departed | "
     "laid down | left office"),
    (Trigger(_L, "term ended"),
     "completed his term | completed her term | finished his term | finished her term | ended his term | ended "
     "her term | reached the end of his term | reached the end of her term | completed her tenure | completed "
     "his tenure | concluded his term | concluded her term | served out his term | served out her term"),
    (Trigger(_L, "died"), "died in office | died | passed away | was killed | assassinated | was murdered"),
    (Trigger(_O, "dismissed", loud=True), "dismissed | sacked | ousted"),
    (Trigger(_O, "dismissed"),
     "fired | removed | relieved | relieved of | stripped of | recalled | discharged | deposed | voted out | "
     "forced out | toppled | suspended and removed"),
    (Trigger(_O, "dismissed", present=True, loud=True), "dismisses | sacks"),
    (Trigger(_O, "dismissed", present=True), "fires | removes | ousts | relieves"),
    (Trigger(_O, bare=True, loud=True), "dismiss | be dismissed | be sacked"),
    (Trigger(_O, bare=True), "remove | sack | fire | oust | be removed | be fired | be relieved"),
    (Trigger(_H),
     "served as | served | serving as | serves as | acted as | acting as | worked as | remained | stayed on as "
     "| continued as | in office as | led | leads | directed | managed | ran | held | holds | holding | held "
     "office as | has held | occupied | occupies | filled"),
    (Trigger(_H, heads="Head"), "headed | heads | heading"),
    (Trigger(_H, heads="Chair"), "chaired | chairs | chairing"),
    (Trigger(_H, heads="Commander"), "commanded | commands | commanding | in command of"),
    (Trigger(_H, bare=True), "serve as | serve | hold | head | lead | chair | command"),
    (Trigger(Frame.GIVEN, how="appointed", loud=True), "appointment | appointments | reappointment | re-appointment"),
    (Trigger(Frame.GIVEN), "promotion | installation | inauguration | swearing-in | reshuffle"),
    (Trigger(Frame.GONE, "resigned", loud=True), "resignation | resignations"),
    (Trigger(Frame.GONE, "dismissed", loud=True), "dismissal | dismissals"),
    (Trigger(Frame.GONE, "dismissed"), "removal | sacking | ouster | firing"),
    (Trigger(Frame.GONE, "retired"), "retirement"),
    (Trigger(Frame.GONE, "died"), "death"),
    (Trigger(Frame.GONE), "departure | exit"),
    (Trigger(Frame.TERM), "tenure | term | term of office | mandate | stint | time | reign | presidency"),
    (Trigger(Frame.NEVER, loud=True, why=_NOMINATION),
     "nominated | nominates | nominating | nomination | nominations"),
    (Trigger(Frame.NEVER, why=_NOMINATION), "shortlisted | proposed | put forward | nominate"),
    (Trigger(Frame.NEVER, why=_ELECTION), "elected | re-elected | won the election | won election | elects"),
)  # fmt: skip

TRIGGERS: dict[tuple[str, ...], Trigger] = {
    tuple(phrase.split()): trigger for trigger, phrases in _ROWS for phrase in phrases.split("|")
}
LONGEST_TRIGGER = max(map(len, TRIGGERS))  # words

_BEFORE_A_PREDECESSOR = (
    "replacing | succeeding | in place of | in the place of | in succession to | instead of | to replace | to succeed "
    "| as successor to | as a successor to | in replacement of | as replacement for | as a replacement for"
)
REPLACING: frozenset[tuple[str, ...]] = frozenset(tuple(each.split()) for each in _BEFORE_A_PREDECESSOR.split("|"))
