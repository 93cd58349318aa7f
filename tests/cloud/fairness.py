"""What must be true of an office's diary after any number of people wanted the same places at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SLOTS, BOOKING, PERSON, PHONE = "SLOTS#", "BOOKING#", "PERSON#", "PHONE#"
# A booking that was closed by mistake and opened again holds no window any more, and its guards still.
STILL_OPEN = {"confirmed", "arrived"}


@dataclass(frozen=True, slots=True)
class Told:
    """What one asker was told about one window: a reference, or None for "full"; and between which moments."""

    pool: str
    window: str
    minutes: int
    reference: str | None
    asked: float
    answered: float


def all_at_once(askers: Sequence[Callable[[], object]], *, threads: int = 64) -> list[object]:
    """Let them all ask at the same time; what each returned or raised."""

    def outcome(asker: Callable[[], object]) -> object:
        try:
            return asker()
        except Exception as error:  # noqa: BLE001 - refusals are outcomes here
            return error

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(outcome, askers))


def fairly_given(told: Sequence[Told], diary: Sequence[dict[str, Any]]) -> None:
    """Exactly as many were told yes as there were places, nobody twice, nobody no before the last place was asked for.

    For windows that held nothing before, asked for by visits of one length that fit into them.
    """
    slots = {(pool_of(item), item["sk"]): item for item in diary if item["pk"].startswith(SLOTS)}
    asked: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        asked[one.pool, one.window].append(one)
    references = [one.reference for one in told if one.reference]
    assert len(references) == len(set(references)), "two people were given one reference"
    for window, people in asked.items():
        places = slots[window]["capacity"] // people[0].minutes
        served = {one.reference for one in people if one.reference}
        assert len(served) == min(places, len(people)), f"{window}: {len(served)} of {places} places given"
        assert set(slots[window]["holders"]) == served, f"{window} is held by others than those told so"
        for one in people:
            earlier = sum(other.asked < one.answered for other in people if other is not one)
            assert one.reference or earlier >= places, (
                f"{window} was called full before its last place was wanted"
            )
    consistent(diary)


def consistent(diary: Iterable[dict[str, Any]]) -> None:
    """No place is lost or sold twice: slots, bookings and guards tell the same story."""
    diary = list(diary)
    bookings = {item["reference"]: item for item in diary if item["pk"].startswith(BOOKING)}
    still_open = {name: item for name, item in bookings.items() if item["status"] in STILL_OPEN}
    held: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for slot in (item for item in diary if item["pk"].startswith(SLOTS)):
        given = sum(slot["holders"].values())
        assert slot["left"] >= 0, f"{slot['sk']} is oversold"
        assert slot["left"] + given == slot["capacity"], f"{slot['sk']} has lost minutes"
        for reference, minutes in slot["holders"].items():
            held[reference][pool_of(slot), slot["sk"]] = minutes
    expected = {
        reference: {(item["pool"], window): minutes for window, minutes in item["windows"].items()}
        for reference, item in still_open.items()
        if item["windows"]
    }
    assert held == expected, "holders and open bookings differ"
    _guards(diary, still_open)


def _guards(diary: Iterable[dict[str, Any]], still_open: dict[str, dict[str, Any]]) -> None:
    people: Counter[tuple[str, str, str]] = Counter()
    phones: Counter[tuple[str, str]] = Counter()
    for item in diary:
        if item["pk"].startswith(PERSON):
            services = {name: held for name, held in item.items() if name.startswith("service_")}
            assert item["count"] == len(services)
            for name, held in services.items():
                people[item["pk"].removeprefix(PERSON), name.removeprefix("service_"), held["reference"]] += 1
        elif item["pk"].startswith(PHONE):
            references = [name for name in item if name.startswith("booking_")]
            assert item["count"] == len(references)
            for name in references:
                phones[item["pk"].removeprefix(PHONE), name.removeprefix("booking_")] += 1
    booked = still_open.values()
    assert people == Counter((item["person"], item["service"], item["reference"]) for item in booked)
    assert phones == Counter((item["phone"], item["reference"]) for item in booked if item["phone"])


def pool_of(slot: dict[str, Any]) -> str:
    """The pool that a slot's item belongs to."""
    return str(slot["pk"]).rpartition("#")[2]
