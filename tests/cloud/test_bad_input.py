"""What cannot be used is refused by a problem that names the field, in the citizen's language, and changes nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.cloud import raw
from tests.cloud.citizen import ZONE, Answer, Citizen, a_citizen, a_form, a_nik, today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.core.text import Language
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

OFFICE, SERVICE = "dukcapil", "d000"
# The tick may come at any time, and wrong proofs are counted.
MAY_CHANGE = ("jobs", "idempotency")
EMOJI, NULL, HALF_A_SIGN = "Budi \U0001f600", "Bu\0di", "Bu\ud800di"
WRONG_TYPES: tuple[object, ...] = (None, 5, True, [], {})
NEW_YEAR = "1985-01-01"


@pytest.fixture(params=["id", "en"])
def citizen(request: pytest.FixtureRequest, running: Running) -> Citizen:
    return Citizen(running.api, request.param)


@pytest.fixture(scope="module")
def seen(running: Running) -> dict[str, dict[str, str]]:
    """What lay in the tables when somebody last looked; nobody else writes while this module's tests run."""
    return _contents(running)


@pytest.fixture(autouse=True)
def unchanged(running: Running, seen: dict[str, dict[str, str]]) -> Iterator[None]:
    """Nothing in any table is another than before."""
    yield
    after = _contents(running)
    changed = {table: set(after[table].items()) ^ set(seen[table].items()) for table in after}
    seen.update(after)
    assert not any(changed.values()), changed


def _contents(running: Running) -> dict[str, dict[str, str]]:
    found = raw.contents(running.cloud, running.environment)
    return {table: items for table, items in found.items() if table not in MAY_CHANGE}


class Desk:
    """Forms that could be booked, but for one thing."""

    def __init__(self, citizen: Citizen) -> None:
        self._citizen = citizen
        self._starts = citizen.free(OFFICE, SERVICE)[0]["starts"]

    def form(self, **changes: Any) -> dict[str, Any]:
        form = a_form(OFFICE, SERVICE, self._starts, language=self._citizen.language)
        return {**form, **changes}

    def sent(self, *without: str, **changes: Any) -> Answer:
        form = self.form(**changes)
        return self._citizen.book({name: value for name, value in form.items() if name not in without})

    def by(self, *without: str, **changes: Any) -> Answer:
        person = {**a_citizen(), **changes}
        return self.sent(citizen={name: value for name, value in person.items() if name not in without})


@pytest.fixture
def desk(citizen: Citizen) -> Desk:
    return Desk(citizen)


def test_every_field_of_the_form_at_its_limits(desk: Desk) -> None:
    for field in ("office", "service", "starts"):
        desk.sent(field).faults(**{field: "missing"})
        for wrong in WRONG_TYPES:
            desk.sent(**{field: wrong}).faults(**{field: "wrong-type"})
        for empty in ("", "   "):
            desk.sent(**{field: empty}).faults(**{field: "missing"})
    for field, longest in (("office", 64), ("service", 64), ("starts", 40)):
        desk.sent(**{field: "x" * (longest + 1)}).faults(**{field: "too-long"})
    desk.sent("citizen").faults(citizen="missing")
    for nobody in (*WRONG_TYPES[:4], "I Wayan"):
        desk.sent(citizen=nobody).faults(citizen="wrong-type")


def test_a_name_as_nobody_is_called(desk: Desk) -> None:
    desk.by("name").faults(citizen__name="missing")
    for wrong in (None, 5, ["I Wayan"]):
        desk.by(name=wrong).faults(citizen__name="wrong-type")
    desk.by(name="").faults(citizen__name="missing")
    desk.by(name="a" * 101).faults(citizen__name="too-long")
    for name in (EMOJI, NULL, "1234", "...", "Budi <b>", "Budi; DROP TABLE", "\u202eidub", "Budi\u200b"):
        desk.by(name=name).faults(citizen__name="name-characters")
    desk.by(name=HALF_A_SIGN).refuses(422, "invalid-fields", field="citizen.name", language=_spoken(desk))


def test_a_nik_that_nobody_can_have(desk: Desk) -> None:
    desk.by("nik").faults(citizen__nik="missing")
    nik = a_nik()
    desk.by(nik=int(nik)).faults(citizen__nik="wrong-type")
    desk.by(nik="").faults(citizen__nik="missing")
    desk.by(nik="5" * 41).faults(citizen__nik="too-long")
    wide = nik.translate({ord(digit): 0xFF10 + int(digit) for digit in "0123456789"})
    for wrong in (nik[:-1], nik + "1", f"{nik[:-1]}O", wide, EMOJI, HALF_A_SIGN, "-" * 16):
        problem = desk.by(nik=wrong).refuses(
            422, "invalid-fields", field="citizen.nik", language=_spoken(desk)
        )
        assert problem["errors"][0]["code"] in {"nik-length", "wrong-type"}
    for born in ("320485", "001285", "300285", "290299", "011385", "720485", "400485"):
        desk.by(nik=f"517101{born}0001").faults(citizen__nik="nik-date")
    desk.by(nik="5171010104850000").faults(citizen__nik="nik-serial")
    desk.by(nik="5171010104850001", birth_date=NEW_YEAR).faults(citizen__nik="nik-birth-date")
    desk.by(nik="5171010104850001", sex="female").faults(citizen__nik="nik-sex")
    tomorrow = today() + timedelta(days=2)
    future = f"517101{tomorrow:%d%m%y}0001"
    desk.by(nik=future, birth_date=str(tomorrow)).faults(citizen__birth_date="nik-future")


def test_what_else_somebody_may_say_of_themselves(desk: Desk) -> None:
    for wrong in ("kosong", "0812abc56789", "0812", "+62", "1" * 32, EMOJI, NULL):
        desk.by(phone=wrong).faults(citizen__phone="phone")
    desk.by(phone="0" * 41).faults(citizen__phone="too-long")
    desk.by(phone=81234567890).faults(citizen__phone="wrong-type")
    for wrong in ("1985-02-30", "yesterday", ""):
        desk.by(birth_date=wrong).faults(citizen__birth_date="date")
    desk.by(sex="other").faults(citizen__sex="one-of")
    desk.by(hobby="fishing").faults(citizen__hobby="unknown-field")


def test_fields_nobody_asked_for_are_refused_without_being_quoted(desk: Desk) -> None:
    desk.sent(admin=True).faults(admin="unknown-field")
    answer = desk.sent(**{"5171010104850001": "x", "Ni Luh Rahasia": "y"})
    problem = answer.refuses(422, "invalid-fields", language=_spoken(desk))
    assert {(error["field"], error["code"]) for error in problem["errors"]} == {("?", "unknown-field")}


def test_everything_wrong_at_once_is_told_at_once(desk: Desk) -> None:
    answer = desk.sent(starts=5, citizen={**a_citizen(), "name": EMOJI, "nik": "1", "phone": "x", "sex": "?"})
    expected = {"name": "name-characters", "nik": "nik-length", "phone": "phone", "sex": "one-of"}
    answer.faults(starts="wrong-type", **{f"citizen__{field}": code for field, code in expected.items()})


def test_a_language_we_do_not_speak_is_refused_in_the_one_the_browser_asks_for(
    desk: Desk, citizen: Citizen
) -> None:
    for wrong in ("fr", "", None, "EN"):
        answer = desk.sent(language=wrong)
        answer.faults(language="one-of")
        assert answer.language == citizen.language


def test_times_at_which_no_visit_begins(desk: Desk, citizen: Citizen) -> None:
    at = _open_day(citizen)
    for wrong in (f"{at:%Y-%m-%d}", f"{at:%Y-%m-%dT%H:%M}", "now", "2026-13-01T09:00:00+08:00", EMOJI):
        desk.sent(starts=wrong).faults(starts="starts-format")
    for extreme in ("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"):
        desk.sent(starts=extreme).faults(starts="starts-format")
    for past in (at - timedelta(days=30), at - timedelta(days=3650)):
        desk.sent(starts=past.isoformat()).faults(starts="starts-past")
    for never in (timedelta(minutes=7), timedelta(seconds=30), timedelta(hours=12), timedelta(hours=-9)):
        desk.sent(starts=(at + never).isoformat()).faults(starts="starts-not-offered")
    lunch = at.replace(hour=12, minute=0)
    desk.sent(starts=lunch.isoformat()).faults(starts="starts-not-offered")
    desk.sent(starts=(at + timedelta(days=400)).isoformat()).faults(starts="starts-beyond-horizon")


def test_days_on_which_the_office_is_closed(desk: Desk, citizen: Citizen) -> None:
    office = citizen.get(f"/v1/offices/{OFFICE}").ok()
    last = today() + timedelta(days=office["rules"]["horizon_days"])
    holidays = [date.fromisoformat(closure["date"]) for closure in office["closures"]]
    sunday = today() + timedelta(days=7 - today().isoweekday() or 7)
    closed = [sunday, *[day for day in holidays if today() < day <= last][:2]]
    for day in closed:
        desk.sent(starts=f"{day}T09:00:00+08:00").faults(starts="starts-closed")
    first_beyond = last + timedelta(days=1)
    desk.sent(starts=f"{first_beyond}T00:00:00+08:00").faults(starts="starts-beyond-horizon")


def test_offices_and_services_that_do_not_exist(desk: Desk, citizen: Citizen) -> None:
    language = citizen.language
    for wrong in ("nowhere", "x" * 64, EMOJI, NULL, "../mpp", "MPP", "SLOTS#mpp"):
        desk.sent(office=wrong).refuses(404, "unknown-office", field="office", language=language)
        desk.sent(service=wrong).refuses(404, "unknown-service", field="service", language=language)
    for path in ("nowhere", "%00", "x" * 300, "%F0%9F%98%80", "%ED%A0%80", "DUKCAPIL"):
        citizen.get(f"/v1/offices/{path}").refuses(404, "unknown-office", language=language)
        address = f"/v1/offices/{OFFICE}/services/{path}"
        citizen.get(address).refuses(404, "unknown-service", language=language)
        citizen.get(f"{address}/slots").refuses(404, "unknown-service", language=language)


def _open_day(citizen: Citizen) -> datetime:
    """Nine o'clock on an open day."""
    starts = next(slot["starts"] for slot in citizen.free(OFFICE, SERVICE) if "T09:00" in slot["starts"])
    return datetime.fromisoformat(starts).astimezone(ZONE)


def _spoken(desk: Desk) -> Language:
    return desk._citizen.language
