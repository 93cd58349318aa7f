"""Everything is put together here, once: settings → clients → stores → services. Nothing is made before its use.

What must flow upward between rooms is handed over here as well, not imported: the timed jobs of all rooms.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config

from chalicelib.booking.offers import Offers
from chalicelib.booking.planner import Planner
from chalicelib.booking.reconciler import Reconciler
from chalicelib.booking.service import Bookings
from chalicelib.booking.store import Diary
from chalicelib.booking.store.guards import Guards
from chalicelib.booking.store.plan import PlanStore
from chalicelib.cases.service import Cases
from chalicelib.cases.store import CaseStore
from chalicelib.core import clock
from chalicelib.core.registry import get, offer
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.demand.service import Demand
from chalicelib.demand.store import DemandStore
from chalicelib.jobs.job import Job
from chalicelib.jobs.queue import JobsQueue
from chalicelib.jobs.service import Jobs
from chalicelib.jobs.store import RunStore
from chalicelib.offices.service import Offices
from chalicelib.offices.store import OfficeTable
from chalicelib.people.doorkeeper import Doorkeeper
from chalicelib.people.keyring import Keyring
from chalicelib.people.sealing import Sealer
from chalicelib.people.service import People
from chalicelib.people.store import RecordKeys, Tries
from chalicelib.people.vault import KmsVault
from chalicelib.status.service import Statuses

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# A citizen waits for one answer: a few quick attempts are better than one long one, and with those of core/table all
# fit into the function's fifteen seconds.
CLIENT = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 2, "mode": "standard"})
DATA_KEY_LIFETIME = timedelta(hours=1)
# A count of wrong proofs is of its hour; it may be swept any time after the next.
TRIES_KEPT = timedelta(hours=2)
HORIZON_AT = time(0, 30)
RECONCILE_AT = time(1, 30)


def wire(*, clients: Callable[[str], Any] | None = None, now: Callable[[], datetime] = clock.now) -> None:
    """Fill the registry; ``clients`` (service name → client) and ``now`` are arguments for tests and tools."""
    client = cache(clients or _client)
    offer(Settings, Settings.from_environment)
    offer(Tables, lambda: Tables(client("dynamodb")))
    offer(Keyring, lambda: _keyring(client("secretsmanager"), _settings().secret_keys))
    offer(Sealer, lambda: Sealer(_vault(client, now)))
    offer(People, lambda: _people(now))
    offer(Offices, lambda: Offices(OfficeTable(get(Tables), _settings().table_offices), now=now))
    offer(Demand, lambda: Demand(DemandStore(get(Tables), _settings().table_demand)))
    offer(Diary, lambda: Diary(get(Tables), _settings().table_diary))
    offer(PlanStore, lambda: PlanStore(get(Tables), _settings().table_diary))
    offer(Offers, lambda: Offers(get(Diary), get(Offices), get(Demand), now))
    offer(Bookings, lambda: Bookings(get(Diary), get(Offices), get(People), get(Offers), now))
    offer(Planner, lambda: Planner(get(PlanStore), get(Diary), get(Offices), get(Demand), now))
    offer(Reconciler, lambda: _reconciler(now))
    offer(CaseStore, lambda: CaseStore(get(Tables), _settings().table_cases))
    offer(Cases, lambda: Cases(get(CaseStore), get(Offices), get(People), now))
    offer(Statuses, lambda: Statuses(get(People), get(Offices), get(Bookings), get(Cases)))
    offer(Jobs, lambda: _jobs(client, now))


def timed() -> tuple[Job, ...]:
    """The timed jobs of all rooms. Their hours are the office's own, before anybody comes."""
    return (
        Job("horizon", HORIZON_AT, _extend_horizon),
        Job("reconcile-places", RECONCILE_AT, _reconcile_places),
        Job("reconcile-guards", RECONCILE_AT, _reconcile_guards, per_office=False),
    )


def _extend_horizon(office: str) -> Mapping[str, int]:
    laid = get(Planner).lay(office)
    return {"added": laid.added, "changed": laid.changed, "overdrawn": laid.overdrawn}


def _reconcile_places(office: str) -> Mapping[str, int]:
    done = get(Reconciler).sweep_office(office)
    return {"lapsed": done.lapsed, "places": done.places}


def _reconcile_guards(_: str) -> Mapping[str, int]:
    return {"guards": get(Reconciler).sweep_guards().guards}


def _settings() -> Settings:
    return get(Settings)


def _client(service: str) -> Any:  # noqa: ANN401 - botocore makes its clients at run time
    """One client per service, of botocore itself: importing boto3 on top costs a fifth of a cold start."""
    return botocore.session.get_session().create_client(
        service, region_name=_settings().aws_region, config=CLIENT
    )


def _keyring(secrets: Any, secret: str) -> Keyring:  # noqa: ANN401
    held: dict[str, str] = json.loads(secrets.get_secret_value(SecretId=secret)["SecretString"])
    current = held.pop("current")
    return Keyring(current, held)


def _vault(client: Callable[[str], Any], now: Callable[[], datetime]) -> KmsVault:
    context = {"purpose": "people", "stage": _settings().stage}
    return KmsVault(
        lambda: client("kms"), _settings().kms_key, context=context, lifetime=DATA_KEY_LIFETIME, now=now
    )


def _people(now: Callable[[], datetime]) -> People:
    settings, tables = _settings(), get(Tables)
    door = Doorkeeper(
        tables,
        Tries(tables, settings.table_idempotency, kept=TRIES_KEPT),
        lambda: get(Keyring),
        per_reference=settings.proof_tries,
        per_address=settings.proof_tries_address,
        now=lambda: now().astimezone(UTC),
    )
    return People(lambda: get(Keyring), lambda: get(Sealer), RecordKeys(tables, settings.table_people), door)


def _reconciler(now: Callable[[], datetime]) -> Reconciler:
    guards = Guards(get(Tables), _settings().table_diary)
    return Reconciler(get(Diary), get(PlanStore), guards, get(Offices), now)


def _jobs(client: Callable[[str], Any], now: Callable[[], datetime]) -> Jobs:
    settings = _settings()
    queue = JobsQueue(lambda: client("sqs"), settings.queue_jobs)
    return Jobs(RunStore(get(Tables), settings.table_jobs), queue, get(Offices), timed(), now)
