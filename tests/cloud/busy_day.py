"""A busy day at an office: citizens and officers who do what people do, many of them at the same moment.

Time stands still while everybody of a moment acts at once, each in a thread; then it moves on. What anybody does is
drawn from a fixed seed; who is faster is not.
"""

from __future__ import annotations

import random
import uuid
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from chalicelib.booking.errors import SlotFull
from chalicelib.core.errors import Busy, Refusal
from chalicelib.core.officer import Officer, Role
from chalicelib.offices.service import Offered, Office, OpeningDay, Pool, Rules
from chalicelib.people.service import Asker
from chalicelib.visits.errors import CounterTaken, NoWalkInsLeft, StillTime, TooEarly
from chalicelib.visits.service import Arrivals, Counters, Priority, StepKind, Wish
from tests.cloud.accounts import Heard
from tests.cloud.town import MONDAY, OFFICE, TUESDAY, a_request, at, small_office
from tests.unit.offices.builders import a_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.booking.service import Made, Request
    from chalicelib.visits.service import Issued, Taken
    from chalicelib.visits.ticket import Ticket
    from tests.cloud.town import Town

DAY: date = TUESDAY
COUNTERS = ("A1", "A2", "A3", "A4", "B1", "B2")
AGENCIES = {"A": "dukcapil", "B": "pajak"}
SERVICES = {"card": ("family", 4), "move": ("family", 6), "tax": ("tax", 6)}
KIOSK = Officer(id="kiosk", role=Role.KIOSK, office=OFFICE, agency="")
OPENS, CLOSES = time(8), time(15)
WINDOWS_OF_DAY = [time(hour, minute) for hour in range(OPENS.hour, CLOSES.hour) for minute in (0, 30)]
WINDOWS = len(WINDOWS_OF_DAY)
# Officers go on for a little; who still waits then has not been called that day.
GOES_ON = timedelta(minutes=20)
MOMENT = timedelta(seconds=150)
THREADS = 24
BOOKED, WALK_INS = 170, 230


def busy_office(**changes: Any) -> Office:
    """Four counters of one agency and two of another, half of their time for bookings, with hours without a break."""
    return small_office(
        hours=tuple(OpeningDay(weekday, OPENS, CLOSES) for weekday in range(1, 6)),
        pools=(
            Pool("family", 4, ("card", "move"), booking_share=50, names=COUNTERS[:4], letter="A"),
            Pool("tax", 2, ("tax",), booking_share=50, names=COUNTERS[4:], letter="B"),
        ),
        services=tuple(
            Offered(
                name,
                a_text(name),
                a_text("agency"),
                a_text("summary"),
                minutes,
                pool,
                agency_id="pajak" if pool == "tax" else "dukcapil",
            )
            for name, (pool, minutes) in SERVICES.items()
        ),
        rules=Rules(horizon_days=7, open_per_person=3, open_per_phone=5),
        **changes,
    )


def officer_of(counter: str, *, role: Role = Role.OFFICER) -> Officer:
    """Who works at a counter, or the manager of its agency."""
    agency = AGENCIES[counter[0]]
    name = counter if role is Role.OFFICER else agency
    return Officer(id=f"{role}-{name}", role=role, office=OFFICE, agency=agency)


@dataclass(slots=True)
class Comer:
    """Somebody with a plan: when they come, what for, and with which appointment, if any."""

    name: str
    comes: datetime
    services: tuple[str, ...]
    asker: Asker | None = None
    reference: str = ""
    priority: Priority | None = None
    outcome: str = "absent"
    numbers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Desk:
    """A counter and what its officer is up to; ``todo`` are steps already decided on."""

    name: str
    rng: random.Random
    todo: deque[tuple[str, dict[str, str]]] = field(default_factory=deque)
    pause: int = 0
    parked: list[str] = field(default_factory=list)
    again: Wish | None = None


class BusyDay:
    """The day; ``heard`` are the calls that officers were told of, ``comers`` everybody who was expected or came."""

    def __init__(self, town: Town, *, seed: int = 11) -> None:
        self.town = town
        self.rng = random.Random(seed)  # noqa: S311 - the same people every day
        self.comers: list[Comer] = []
        self.heard: list[Heard] = []
        self.refused: Counter[str] = Counter()
        self.taken: Counter[str] = Counter()
        self._keys = 0
        self._desks = [Desk(name, random.Random(f"{seed}{name}")) for name in COUNTERS]  # noqa: S311
        # People, and their hands: who presses twice at once must not wait for somebody else's turn.
        self._threads, self._hands = ThreadPoolExecutor(THREADS), ThreadPoolExecutor(THREADS)
        self._arrivals, self._counters = town.get(Arrivals), town.get(Counters)

    # The day before: people book, and everybody has a plan.

    def prepare(self) -> None:
        """Let people book, and decide when everybody comes: in time, late, early, or not at all."""
        windows = [at(DAY, f"{window:%H:%M}") for window in WINDOWS_OF_DAY]
        wanted: list[tuple[tuple[str, ...], datetime]] = []
        for number in range(BOOKED):
            services: tuple[str, ...] = (("tax",), ("card",), ("move",), ("card",), ("move",), ("card",))[
                number % 6
            ]
            if number % 18 == 0:
                services = ("card", "tax")
            wanted.append((services, windows[number // 2 % len(windows)]))
        draws = [random.Random(number) for number in range(BOOKED)]  # noqa: S311 - as above
        self.comers += self._threads.map(lambda pair, rng: self._booked(pair[0], pair[1], rng), wanted, draws)
        for number in range(WALK_INS):
            comes = at(DAY, "08:00") + timedelta(minutes=self.rng.randrange(7 * 60 - 5))
            services = tuple(self.rng.sample(sorted(SERVICES), 2 if number % 10 == 0 else 1))
            priority = self.rng.choice(list(Priority)) if number % 8 == 0 else None
            self.comers.append(Comer(f"walk-in-{number}", comes, services, priority=priority))

    def _booked(self, services: tuple[str, ...], starts: datetime, rng: random.Random) -> Comer:
        first, made = self._place(a_request(services[0], starts))
        for place, service in enumerate(services[1:], 1):
            later = a_request(service, first.starts, citizen=first.citizen, key=f"{first.key}-{place}")
            self._place(later)
        starts = first.starts
        asker = Asker(made.booking.reference, (first.citizen.phone or "")[-4:], f"192.0.2.{starts.hour}")
        kind = rng.choices(("in time", "late", "early", "absent"), (70, 8, 8, 14))[0]
        minutes = {"in time": rng.randint(-15, 20), "late": rng.randint(46, 70), "early": -45}.get(kind, 0)
        comes = min(max(starts + timedelta(minutes=minutes), at(DAY, "07:30")), at(DAY, "14:55"))
        comer = Comer(f"{kind} {made.booking.reference}", comes, services, asker, made.booking.reference)
        if kind == "absent":
            comer.comes = at(MONDAY, "08:00") - timedelta(days=1)
        return comer

    def _place(self, request: Request) -> tuple[Request, Made]:
        """Book the wanted window, or the next one that has room."""
        for later in range(WINDOWS):
            place = (WINDOWS_OF_DAY.index(request.starts.time()) + later) % WINDOWS
            wanted = replace(
                request, starts=datetime.combine(DAY, WINDOWS_OF_DAY[place], request.starts.tzinfo)
            )
            try:
                return wanted, self.town.book(replace(wanted, key=f"{request.key}-{later}"))
            except SlotFull:
                continue
        raise AssertionError("more people than places")

    # The day.

    def run(self) -> None:
        """From half an hour before the doors open until a while after they close."""
        moment, end = at(DAY, "07:30"), datetime.combine(DAY, CLOSES, at(DAY, "08:00").tzinfo) + GOES_ON
        coming = sorted((one for one in self.comers if one.comes.date() == DAY), key=lambda one: one.comes)
        waiting = deque(coming)
        while moment < end:
            self.town.clock.time = moment
            now = []
            while waiting and waiting[0].comes <= moment:
                now.append(waiting.popleft())
            work = [partial(self._comes, comer) for comer in now]
            if moment.time() >= OPENS:
                work += [partial(self._works, desk) for desk in self._desks]
            for _ in self._threads.map(lambda act: act(), work):
                pass
            early = [one for one in now if one.outcome == "too-early"]
            for one in early:
                one.comes = moment + timedelta(minutes=20)
            waiting = deque(sorted([*waiting, *early], key=lambda one: one.comes))
            moment += MOMENT

    def _comes(self, comer: Comer) -> None:
        """They are at the door, and press once, twice at once, or again because nothing seemed to happen."""
        ways = (
            [self._check_in(comer), self._check_in_by_officer(comer)]
            if comer.asker
            else [self._kiosk(comer)] * 2
        )
        if comer.name.endswith(("1", "5", "A", "K")):
            outcomes = list(self._hands.map(_outcome, ways))
        else:
            outcomes = [_outcome(ways[0])]
            if comer.name.endswith("7"):  # the answer was lost; the same press is sent again
                outcomes.append(_outcome(ways[0]))
        for outcome in outcomes:
            if isinstance(outcome, Refusal):
                assert isinstance(outcome, NoWalkInsLeft | TooEarly), repr(outcome)
                comer.outcome = outcome.code
                self.refused[outcome.code] += 1
            else:
                comer.outcome = "ticket"
                comer.numbers.add(outcome.ticket.number)

    def _check_in(self, comer: Comer) -> Callable[[], Issued]:
        assert comer.asker is not None
        return partial(self._arrivals.check_in, comer.asker)

    def _check_in_by_officer(self, comer: Comer) -> Callable[[], Issued]:
        return partial(self._arrivals.check_in_by, officer_of("A1"), OFFICE, comer.reference)

    def _kiosk(self, comer: Comer) -> Callable[[], Issued]:
        return partial(
            self._arrivals.walk_in,
            KIOSK,
            OFFICE,
            comer.services,
            comer.priority,
            language="id",
            key=f"kiosk-{comer.name}",
        )

    # Officers.

    def _works(self, desk: Desk) -> None:
        """What the officer of a counter does at this moment: one press, or two, of one button."""
        if desk.pause:
            desk.pause -= 1
            return
        if desk.again is not None:
            wish, desk.again = desk.again, None
            self._after(desk, wish, [self._press(desk, wish)])
            return
        step, more = desk.todo.popleft() if desk.todo else self._next(desk)
        wish = self._wish(step, **more)
        kind = desk.rng.choices(("once", "double click", "two desks", "lost"), (80, 8, 6, 6))[0]
        if step in {"open", "undo"} and kind == "two desks":
            kind = "once"
        presses = [wish]
        if kind == "double click":
            presses = [wish, wish]
        elif kind == "two desks":
            presses = [wish, replace(wish, key=self._key())]
        outcomes = list(self._hands.map(partial(self._press, desk), presses))
        if kind == "lost" and not isinstance(outcomes[0], Exception):
            desk.again = wish
            return
        self._after(desk, wish, outcomes)

    def _next(self, desk: Desk) -> tuple[str, dict[str, str]]:
        """What comes to an officer's mind with nobody at the counter."""
        if desk.rng.random() < 0.04:
            desk.todo.append(("open", {}))
            desk.pause = 0
            return "pause", {}
        if desk.parked and desk.rng.random() < 0.5:
            return "resume", {"number": desk.parked.pop(0)}
        return "call", {}

    def _after(self, desk: Desk, wish: Wish, outcomes: list[Any]) -> None:
        """What the officer makes of the answers: where the counter stands now, and what to do next."""
        told = [one for one in outcomes if not isinstance(one, Exception)]
        for one in outcomes:
            if isinstance(one, Exception):
                self._refusal(wish, one)
        if not told:
            if any(one.code == "counter-not-open" for one in outcomes):
                desk.todo.appendleft(("open", {}))
            elif wish.step == "no-show":
                desk.todo.appendleft(("recall", {}))
                desk.todo.append(("no-show", {}))
            return
        self.taken[wish.step] += 1
        taken = told[-1]
        if taken.ticket is None:
            return
        self._decide(desk, wish.step, taken.ticket)

    def _decide(self, desk: Desk, step: StepKind, ticket: Ticket) -> None:
        rng, number = desk.rng, ticket.number
        if step in {"call", "undo"} and ticket.standing.state == "called":
            if step == "call":
                self.heard.append(Heard(desk.name, number))
            way = rng.choices(("start", "absent", "undo", "elsewhere"), (86, 6, 4, 4))[0]
            plans: dict[str, list[tuple[str, dict[str, str]]]] = {
                "start": [("start", {})],
                "absent": [("recall", {}), ("recall", {}), ("no-show", {})],
                "undo": [("undo", {}), ("call", {})] if step == "call" else [("start", {})],
                "elsewhere": [("redirect", {"to_counter": _neighbour(desk.name)})],
            }
            desk.todo.extend(plans[way])
        elif step in {"start", "resume", "undo"} and ticket.standing.state == "serving":
            desk.pause = max(
                0, round(rng.gauss(ticket.standing.stop.minutes * 60 / MOMENT.total_seconds(), 1)) - 2
            )
            way = rng.choices(("finish", "park", "redirect", "undo"), (84, 6, 5, 5))[0]
            if way == "park":
                desk.parked.append(number)
            ways: dict[str, list[tuple[str, dict[str, str]]]] = {
                "finish": [("finish", {})],
                "park": [("park", {})],
                "redirect": [("redirect", {"service": "tax" if desk.name[0] == "A" else "card"})],
                "undo": [("finish", {}), ("undo", {})],
            }
            desk.todo.extend(ways[way])

    def _refusal(self, wish: Wish, error: Exception) -> None:
        """Refusals are what presses at the same moment lead to; anything else is a fault."""
        if not isinstance(error, Refusal) or isinstance(error, CounterTaken):
            raise error
        assert wish.step is StepKind.NO_SHOW or not isinstance(error, StillTime)
        self.refused[f"{wish.step}: {error.code}"] += 1

    def _press(self, desk: Desk, wish: Wish) -> Taken | Exception:
        """One press; when the room is too busy, the page sends the same press again."""
        act = partial(self._counters.step, officer_of(desk.name), OFFICE, desk.name, wish)
        outcome: Taken | Exception = _outcome(act)
        if isinstance(outcome, Busy):
            self.refused["busy"] += 1
            outcome = _outcome(act)
        return outcome

    def _wish(self, step: str, **more: str) -> Wish:
        return Wish(step=StepKind(step), key=self._key(), **more)

    def _key(self) -> str:
        self._keys += 1
        return f"press-{self._keys:06}-{uuid.uuid4().hex[:8]}"  # two threads never draw one key


def _neighbour(counter: str) -> str:
    same = [name for name in COUNTERS if name[0] == counter[0] and name != counter]
    return same[0]


def _outcome(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - refusals are outcomes here
        return error
