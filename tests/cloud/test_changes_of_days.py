"""A day is closed while people book: everybody ends up with one place, and nobody with half of two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from chalicelib.booking.service import Affected, Bookings
from chalicelib.booking.step import Outcome, Step
from chalicelib.core.officer import Officer, Role
from chalicelib.core.text import Text
from chalicelib.offices.service import Decision, Kind
from tests.cloud.fairness import all_at_once, consistent
from tests.cloud.officers import Officers
from tests.cloud.town import AGENCY, OFFICE, TUESDAY, a_request, at, proof_of

if TYPE_CHECKING:
    from chalicelib.booking.service import Made, Request
    from tests.cloud.running import Running
    from tests.cloud.town import Town

pytestmark = pytest.mark.cloud

HEAD = Officer(id="manager-1", role=Role.MANAGER, office=OFFICE, agency=AGENCY)
WEDNESDAY = TUESDAY + timedelta(days=1)
HOURS = ("08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30")
# Each time some places go to people who book meanwhile, the rest of the list is looked at again.
ROUNDS = 6
FAR_AWAY = "2098-01-02"


@dataclass(frozen=True)
class Visit:
    """Who asked for what and got it."""

    request: Request
    made: Made


def closing(kind: Kind = Kind.CLOSE) -> Decision:
    return Decision(kind=kind, first=TUESDAY, last=TUESDAY, reason=Text("Banjir.", "A flood."))


def test_a_day_is_closed_while_people_book(town: Town) -> None:
    visits = [visit(town, a_request("two", at(TUESDAY, hour))) for hour in HOURS for _ in range(2)]
    affected = town.get(Affected)
    step = affected.preview(HEAD, OFFICE, closing())
    assert len(step.listed) == len(visits)
    others = [a_request("two", at(day, hour)) for day in (TUESDAY, WEDNESDAY) for hour in HOURS[:4]]
    told = all_at_once(
        [
            *(partial(affected.confirm, HEAD, OFFICE, step.token, f"the-same-key-{nth}") for nth in range(2)),
            *(partial(town.book, request) for request in others),
        ],
        threads=16,
    )
    assert all(isinstance(one, Step) for one in told[:2]), told[:2]
    done = affected.confirm(HEAD, OFFICE, step.token)
    assert done.finished
    for _ in range(ROUNDS):
        step = affected.preview(HEAD, OFFICE, closing(Kind.AS_IS))
        if not step.listed:
            break
        affected.confirm(HEAD, OFFICE, step.token)
    assert step.listed == ()
    for one in visits:
        found = town.get(Bookings).find(proof_of(one.request, one.made))
        assert found.starts.date() != TUESDAY
        assert sum(found.windows.values()) == found.minutes == 30
        assert found.shifted is not None
        assert found.shifted.starts == one.made.booking.starts
    diary = town.items("diary")
    consistent(diary)
    slots = [item for item in diary if item["pk"].startswith("SLOTS#") and item["sk"] < f"{WEDNESDAY}"]
    assert not any(item["open"] for item in slots if item["sk"] > f"{TUESDAY}")


def test_a_lost_counter_moves_those_who_booked_last(town: Town) -> None:
    first, last = (visit(town, a_request("two", at(TUESDAY, "09:00"))) for _ in range(2))
    affected = town.get(Affected)
    counter = "B1"
    decision = Decision(
        kind=Kind.COUNTERS_OUT,
        first=TUESDAY,
        last=TUESDAY,
        reason=Text("Sakit.", "Ill."),
        counters=(counter,),
    )
    step = affected.preview(HEAD, OFFICE, decision)
    # Both were made within one second of the town's clock: then the reference decides.
    assert len(step.listed) == 1
    assert step.listed[0].reference in {first.made.booking.reference, last.made.booking.reference}
    done = affected.confirm(HEAD, OFFICE, step.token)
    assert list(done.outcomes.values()) == [Outcome.MOVED]
    consistent(town.items("diary"))


def visit(town: Town, request: Request) -> Visit:
    return Visit(request, town.book(request))


def test_a_manager_closes_a_day_at_the_deployed_system_and_takes_it_back(running: Running) -> None:
    manager = Officers(running).signed_in("kepala@dukcapil.example")
    path = "/v1/desk/dukcapil/changes"
    # A day that no other test books.
    close = {"kind": "close", "first": FAR_AWAY, "reason": {"id": "Banjir.", "en": "A flood."}}
    for form, closed in ((close, True), ({"kind": "usual", "first": FAR_AWAY}, False)):
        seen = manager.post(f"{path}/preview", form).ok()
        assert seen["bookings"] == []
        confirm = partial(manager.post, f"{path}/confirm", {"token": seen["token"]})
        done = confirm(idempotency_key="day-" + seen["token"]).ok()
        assert done["finished"]
        assert confirm(idempotency_key="day-" + seen["token"]).ok() == done
        days = [day["date"] for day in manager.get(path).ok()["days"]]
        assert (FAR_AWAY in days) is closed


@pytest.mark.parametrize(
    "email", ["petugas@dukcapil.example", "kiosk@dukcapil.example", "kepala.dukcapil@mpp.example"]
)
def test_officers_kiosks_and_other_offices_managers_are_refused(running: Running, email: str) -> None:
    somebody = Officers(running).signed_in(email)
    path = "/v1/desk/dukcapil/changes"
    somebody.post(f"{path}/preview", {"kind": "as-is", "first": FAR_AWAY}).refuses(403, "forbidden")
    somebody.post(f"{path}/confirm", {"token": "0" * 32}).refuses(403, "forbidden")
    somebody.get(path).refuses(403, "forbidden")


def test_in_a_house_of_many_agencies_only_the_city_closes_the_day(running: Running) -> None:
    form = {"kind": "close", "first": FAR_AWAY, "reason": {"id": "Banjir."}}
    officers = Officers(running)
    path = "/v1/desk/mpp/changes/preview"
    officers.signed_in("kepala.imigrasi@mpp.example").post(path, form).refuses(403, "forbidden")
    assert officers.signed_in("admin@kota.example").post(path, form).ok()["bookings"] == []
