"""A town of its own in a running cloud: the deployed functions' code and settings, own tables and queue, own clock.

Services run in the test's process, wired as in ``app.py`` but for the clock and the names of tables and queue, so
that calls can be counted, faults put in between, and time moved.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from chalice.local import LambdaContext

import app
from chalicelib import wiring
from chalicelib.booking.planner import Planner
from chalicelib.booking.service import Bookings, Request
from chalicelib.core import registry
from chalicelib.core.settings import Settings
from chalicelib.demand.service import Demand
from chalicelib.offices.service import Offered, Office, Offices, OpeningDay, Pool, Rules
from chalicelib.people.service import Asker, Citizen
from infra.local.cloud import scheduled_event
from tests.cloud import raw
from tests.cloud.citizen import a_nik, a_phone
from tests.cloud.insider import Insider
from tests.cloud.recording import Recorder
from tests.fakes.clock import Clock
from tests.unit.offices.builders import a_standard, a_text, an_office

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.config import Config

    from chalicelib.booking.service import Made
    from tests.cloud.running import Running

T = TypeVar("T")

MAKASSAR = ZoneInfo("Asia/Makassar")
# A Monday in the morning, before the offices open.
MONDAY = date(2026, 11, 23)
MORNING = datetime.combine(MONDAY, time(7), MAKASSAR)
TUESDAY = MONDAY + timedelta(days=1)
OFFICE = "mpp"
AGENCY = "dukcapil"
ANYWHERE = "192.0.2.1"
# Windows of half an hour; services of that length, so that a pool has as many places a window as counters.
COUNTERS = {"one": 1, "two": 2, "five": 5}
QUICK = "quick"
LONG = "long"


class Town:
    """Services over tables of their own; ``calls`` records, ``clock`` tells and moves the time."""

    def __init__(self, running: Running, *, config: Config = wiring.CLIENT) -> None:
        name = f"town-{uuid.uuid4().hex[:8]}"
        self.cloud = running.cloud
        self.clock = Clock(MORNING.astimezone(UTC))
        self.calls = Recorder()
        self.watchers: list[Callable[[Any], None]] = [self.calls.attach]
        self._config = config
        self._clients: dict[str, Any] = {}
        self.environment = {**running.environment, "AWS_REGION": "ap-southeast-3"}
        for table in raw.TABLES:
            self.environment[f"TABLE_{table.upper()}"] = f"{name}-{table}"
            _create(self.cloud.client("dynamodb"), f"{name}-{table}")
        queue = self.cloud.client("sqs").create_queue(QueueName=f"{name}-jobs")
        self.environment["QUEUE_JOBS"] = queue["QueueUrl"]
        self.wire()

    def wire(self, **settings: str) -> None:
        """Make all services anew, as a fresh function would; ``settings`` replace those of the deployment."""
        self.environment |= settings
        self._clients.clear()
        wiring.wire(clients=self.client, now=self.clock)
        registry.offer(Settings, lambda: Settings.from_environment(self.environment))

    def client(self, service: str) -> Any:
        """The client that the code gets: configured as in a function, watched."""
        if service not in self._clients:
            client = self.cloud.client(service, config=self._config)
            for watch in self.watchers:
                watch(client)
            self._clients[service] = client
        return self._clients[service]

    def get(self, kind: type[T]) -> T:
        """A service."""
        return registry.get(kind)

    def found(self, *offices: Office) -> None:
        """Open these offices: publish them, adopt their counters as plan, lay their slots."""
        standards = [a_standard(offered.id) for office in offices for offered in office.services]
        self.get(Offices).publish(offices, standards)
        for office in offices:
            self.get(Demand).adopt(office, MONDAY, MONDAY + timedelta(days=60))
            self.get(Planner).lay(office.id)

    def book(self, request: Request) -> Made:
        return self.get(Bookings).book(request)

    def citizen(self) -> Insider:
        """Somebody who asks the town's API, through Chalice but not over the network."""
        return Insider(base="")

    def tick(self) -> int:
        """Let the function "tick" run; how many assignments it sent."""
        sent: int = app.tick(scheduled_event(), LambdaContext("tick", 512))
        return sent

    def work(self, *messages: str) -> list[str]:
        """Let the function "work" do a batch; the bodies of those it wants brought again."""
        batch = [
            {"messageId": f"m{place}", "body": body, "receiptHandle": f"r{place}"}
            for place, body in enumerate(messages)
        ]
        answer = app.work({"Records": batch}, LambdaContext("work", 1024))
        failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
        return [message["body"] for message in batch if message["messageId"] in failed]

    def messages(self) -> list[str]:
        """Take everything out of the town's queue."""
        queue, url = self.cloud.client("sqs"), self.environment["QUEUE_JOBS"]
        taken: list[str] = []
        while found := queue.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                queue.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                taken.append(message["Body"])
        return taken

    def items(self, table: str) -> list[dict[str, Any]]:
        """Every item of one of the town's tables."""
        return raw.items(self.cloud, self.environment[f"TABLE_{table.upper()}"])

    def contents(self) -> dict[str, dict[str, str]]:
        """Everything in the town's tables, to be compared."""
        return raw.contents(self.cloud, self.environment)


def fresh_town(running: Running, *, office: Office | None = None, config: Config = wiring.CLIENT) -> Town:
    """A town with one office and nothing booked."""
    town = Town(running, config=config)
    town.found(office or small_office())
    return town


def small_office(**changes: Any) -> Office:
    """Pools of one, two and five counters with a half-hour service each, and a quick and a long one on two counters."""
    pools = [
        Pool(name, counters, (name,), names=_names(letter, counters), letter=letter)
        for letter, (name, counters) in zip("ABC", COUNTERS.items(), strict=True)
    ]
    services = [_offered(name, name, 30) for name in COUNTERS]
    shared = Pool("shared", 2, (QUICK, LONG), booking_share=50, names=_names("D", 2), letter="D")
    office = an_office(
        id=OFFICE,
        hours=tuple(OpeningDay(weekday, time(8), time(12)) for weekday in range(1, 6)),
        seasons=(),
        pools=(*pools, shared),
        services=(*services, _offered(QUICK, "shared", 10), _offered(LONG, "shared", 45)),
        rules=Rules(horizon_days=7, open_per_person=3, open_per_phone=5),
    )
    return replace(office, **changes)


def a_request(
    service: str = "five",
    starts: datetime | None = None,
    *,
    key: str = "",
    phone: bool = True,
    **changes: Any,
) -> Request:
    """A request of somebody new, for Tuesday at nine."""
    citizen = Citizen("I Wayan Uji Coba", a_nik(), f"+62{a_phone()[1:]}" if phone else None)
    wanted = starts or at(TUESDAY, "09:00")
    request = Request(OFFICE, service, wanted, citizen, "id", key or uuid.uuid4().hex)
    return replace(request, **changes)


def at(day: date, hour: str) -> datetime:
    """That hour in the office."""
    return datetime.combine(day, time.fromisoformat(hour), MAKASSAR)


def proof_of(request: Request, made: Made) -> Asker:
    """The citizen of a booking, asking for it."""
    proof = request.citizen.phone[-4:] if request.citizen.phone else made.secret or ""
    return Asker(made.booking.reference, proof, ANYWHERE)


def _names(letter: str, counters: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(1, counters + 1))


def _offered(service: str, pool: str, minutes: int) -> Offered:
    return Offered(
        service, a_text(service), a_text("agency"), a_text("summary"), minutes, pool, agency_id=AGENCY
    )


def _create(client: Any, table: str) -> None:
    keys = [("pk", "HASH"), ("sk", "RANGE")]
    client.create_table(
        TableName=table,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in keys],
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys],
    )
