"""What is done twice, and what is started again: seeding changes nothing, and bookings outlive the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from infra.local import seeding
from infra.local.cloud import LocalCloud
from tests.cloud import raw
from tests.cloud.citizen import Citizen, a_form
from tests.cloud.running import deployed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

OFFICE, SERVICE = "dukcapil", "d000"


def test_seeding_a_second_time_changes_nothing(running: Running) -> None:
    before = raw.contents(running.cloud, running.environment)
    seeding.seed(running.cloud, fresh=True)
    after = raw.contents(running.cloud, running.environment)
    changed = {table: dict(after[table].items() ^ before[table].items()) for table in before}
    assert not any(changed.values()), changed


def test_bookings_are_there_after_the_cloud_was_stopped_and_started_again(
    running: Running, tmp_path: Path
) -> None:
    with LocalCloud(tmp_path, keep=True) as cloud:
        deployed(cloud)
        citizen = Citizen(cloud.api())
        form = a_form(OFFICE, SERVICE, citizen.free(OFFICE, SERVICE)[0]["starts"])
        proof = form["citizen"]["phone"][-4:]
        booked = citizen.book(form, idempotency_key="before-the-stop").ok(201)
        kept = raw.contents(cloud, cloud.function_environment())
    with LocalCloud(tmp_path, port=cloud.port, keep=True) as cloud:
        deployed(cloud)
        assert raw.contents(cloud, cloud.function_environment()) == kept
        citizen = Citizen(cloud.api())
        assert citizen.look_up(booked["reference"], proof).ok() == booked
        assert citizen.book(form, idempotency_key="before-the-stop").ok(201) == booked
        assert citizen.cancel(booked["reference"], proof).ok()["status"] == "cancelled"
