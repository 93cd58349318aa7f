"""A small city, wired as the real one is, over clients in memory and with a clock that a test moves."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from chalicelib import wiring
from chalicelib.booking.draft import Request
from chalicelib.booking.offers import Offers
from chalicelib.booking.planner import Planner
from chalicelib.booking.reconciler import Reconciler
from chalicelib.booking.service import Bookings, Made
from chalicelib.booking.store import Diary
from chalicelib.cases.service import Cases
from chalicelib.core import registry
from chalicelib.core.clock import at_office
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.demand.service import Demand
from chalicelib.documents.storage import Storage
from chalicelib.jobs.service import Jobs
from chalicelib.offices.service import Offices, Pool, Rules
from chalicelib.people.service import People
from chalicelib.status.service import Statuses
from tests.builders.people import a_citizen, an_asker
from tests.fakes.aws import KmsInMemory, SecretsInMemory, SqsInMemory
from tests.fakes.clock import Clock
from tests.fakes.cognito import CognitoInMemory
from tests.fakes.dynamodb import DynamoInMemory
from tests.fakes.dynamodb import tables as tables_over
from tests.fakes.faults import Faulty
from tests.fakes.storage import StorageInMemory
from tests.unit.offices.builders import MONDAY, a_standard, a_text, an_offered, an_office

if TYPE_CHECKING:
    from chalicelib.booking.booking import Booking
    from chalicelib.booking.slot import Slot
    from chalicelib.offices.service import Office
    from chalicelib.people.service import Asker

ZONE = "Asia/Makassar"
#: Monday, an hour before the office opens.
NOW = at_office(MONDAY, time(7), ZONE).astimezone(UTC)
SETTINGS = Settings(
    stage="test",
    city="Denpasar",
    table_offices="offices",
    table_diary="diary",
    table_visits="visits",
    table_cases="cases",
    table_complaints="complaints",
    table_demand="demand",
    table_jobs="jobs",
    table_people="people",
    table_idempotency="idempotency",
    queue_jobs="queue",
    bucket_documents="documents",
    kms_key="key",
    secret_keys="secret",
    pool_issuer="https://pool.example/pool",
    pool_keys="https://pool.example/pool/keys",
    pool_client="client",
    aws_region="ap-southeast-3",
    proof_tries=3,
    proof_tries_address=5,
    version="1.2.3",
)
#: What the tables held once these offices were published at that moment: laying plans is most of what a city costs.
PUBLISHED: dict[bytes, bytes] = {}
MINUTES = {"d000": 20, "d001": 10, "s001": 75}


def a_small_office(**changes: Any) -> Office:
    """One counter with windows of 30 minutes for three services of 20, 10 and 75 minutes; no walk-ins."""
    office = an_office(
        pools=(Pool("ktp", 1, tuple(MINUTES), names=("A1",), letter="A"),),
        services=tuple(an_offered(service, minutes=minutes) for service, minutes in MINUTES.items()),
        rules=Rules(horizon_days=14),
    )
    return replace(office, **changes)


def the_other_office(**changes: Any) -> Office:
    """An office in another time zone that offers one of the services too."""
    office = a_small_office(
        id="dukcapil",
        name=a_text("Dinas"),
        time_zone="Asia/Jakarta",
        pools=(Pool("ktp", 1, ("d000",)),),
        services=(an_offered("d000"),),
    )
    return replace(office, **changes)


def at(hour: int, minute: int = 0, *, day: date = MONDAY, zone: str = ZONE) -> datetime:
    """An hour in the office, on Monday where nothing else is said."""
    return at_office(day, time(hour, minute), zone)


def a_request(number: int = 1, **changes: Any) -> Request:
    """Citizen ``number`` asks for Monday at nine; each has a key of their own."""
    request = Request(
        office="mpp",
        service="d000",
        starts=at(9),
        citizen=a_citizen(number),
        language="id",
        key=f"key-{number:04}",
    )
    return replace(request, **changes)


@dataclass(frozen=True)
class Kept:
    """What the tables hold, to see whether anything changed."""

    items: dict[tuple[str, str, str], dict[str, Any]]


class City:
    """Offices with their plans laid, and every room over them."""

    def __init__(self, *offices: Office, now: datetime = NOW, settings: Settings = SETTINGS) -> None:
        self.clock = Clock(now)
        self.dynamodb = DynamoInMemory()
        self.faults = Faulty(self.dynamodb)
        self.kms, self.sqs = KmsInMemory(), SqsInMemory()
        self.cognito = CognitoInMemory()
        clients = {
            "kms": self.kms,
            "sqs": self.sqs,
            "secretsmanager": SecretsInMemory(),
            "cognito-idp": self.cognito,
        }
        wiring.wire(clients=clients.__getitem__, now=self.clock)
        registry.offer(Settings, lambda: settings)
        registry.offer(Tables, lambda: tables_over(self.faults))
        self.storage = StorageInMemory()
        registry.offer(Storage, lambda: self.storage)
        self.offices, self.people, self.demand = (
            registry.get(Offices),
            registry.get(People),
            registry.get(Demand),
        )
        self.diary, self.offers, self.bookings = (
            registry.get(Diary),
            registry.get(Offers),
            registry.get(Bookings),
        )
        self.planner, self.reconciler = registry.get(Planner), registry.get(Reconciler)
        self.cases, self.statuses, self.jobs = (
            registry.get(Cases),
            registry.get(Statuses),
            registry.get(Jobs),
        )
        self._begin(offices or (a_small_office(),), now, settings)

    def _begin(self, offices: tuple[Office, ...], now: datetime, settings: Settings) -> None:
        """Publish, or, where the same was published at the same moment before, take what the tables held then."""
        same = pickle.dumps((offices, now, settings))
        if same in PUBLISHED:
            self.dynamodb.items = pickle.loads(PUBLISHED[same])  # noqa: S301 - our own, of this process
            for office in offices:
                self.offices.office(office.id)
            self.dynamodb.calls.clear()
            return
        self.publish(*offices)
        PUBLISHED[same] = pickle.dumps(self.dynamodb.items)

    def publish(self, *offices: Office) -> None:
        """Make offices what they are from now on, with the plan that follows from their own hours and counters."""
        offered = {one.id for office in offices for one in office.services}
        self.offices.publish(offices, [a_standard(service) for service in sorted(offered)])
        for office in offices:
            self.demand.adopt(self.offices.office(office.id), MONDAY, date(2027, 12, 31))
            self.planner.lay(office.id)
        self.dynamodb.calls.clear()

    def book(self, number: int = 1, **changes: Any) -> Made:
        """Citizen ``number`` books; see a_request."""
        return self.bookings.book(a_request(number, **changes))

    def booking(self, reference: str) -> Booking:
        """A booking as it is kept."""
        return self.diary.bookings([reference])[reference]

    def slot(self, starts: datetime, office: str = "mpp", pool: str = "ktp") -> Slot:
        """A slot as it is kept."""
        day = starts.date()
        return next(slot for slot in self.diary.slots(office, pool, day, day) if slot.starts == starts)

    def slots(self, first: date = MONDAY, last: date = date(2027, 12, 31), office: str = "mpp") -> list[Slot]:
        """Every slot of the office's counters."""
        return self.diary.slots(office, "ktp", first, last)

    def kept(self) -> Kept:
        """Everything in all tables now."""
        return Kept({place: dict(item) for place, item in self.dynamodb.items.items()})


def proven(made: Made, number: int = 1, address: str = "203.0.113.7") -> Asker:
    """The citizen of a booking, with the right proof."""
    return an_asker(made.booking.reference, made.secret or f"{number:05}"[-4:], address)
