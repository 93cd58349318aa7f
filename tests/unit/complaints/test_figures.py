"""What complaints add up to, and the file of them, over the whole house."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app import app
from chalicelib.complaints.complaint import Place, Step
from chalicelib.complaints.figures import Period, figures
from chalicelib.complaints.service import Identity, State
from chalicelib.complaints.sheets import COLUMNS, MARK
from chalicelib.core.officer import Role
from tests.builders.city import City, a_small_office, at
from tests.builders.complaints import a_complaint
from tests.builders.officers import an_officer
from tests.fakes.gateway import Answer, Gateway
from tests.unit.complaints.keeping import TEXT, kept
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.figures import Figures
    from chalicelib.core.officer import Officer

ALL = "/v1/desk/offices/mpp/complaints"
HEAD = an_officer(id="manager-1", role=Role.MANAGER)
NOVEMBER = Period(since=at(0, day=MONDAY - timedelta(days=22)), until=at(0, day=MONDAY + timedelta(days=8)))
NOW = at(9, day=MONDAY + timedelta(days=4))


def number(one: int, **changes: Any) -> Complaint:
    return a_complaint(reference=f"A{one:09}", public=f"P{one:07}", **changes)


def ended(one: int, state: State = State.CONFIRMED, *, days: float = 2, **changes: Any) -> Complaint:
    received = at(8)
    end = received + timedelta(days=days)
    return number(one, **{"state": state, "proposed": end, "ended": end, "due": at(15), **changes})


def counted(*complaints: Complaint, level: str = "fine") -> Figures:
    return figures(complaints, NOVEMBER, NOW, lambda _: level)


def test_what_counts_as_solved_is_what_citizens_have_confirmed() -> None:
    found = counted(
        ended(1), ended(2, State.CLOSED), ended(3, State.NOT_ACTIONABLE), ended(4, State.DUPLICATE), number(5)
    )
    assert (found.whole.ended, found.whole.confirmed, found.whole.confirmed_percent) == (3, 1, 33)
    assert found.ends[State.CLOSED] == found.ends[State.DUPLICATE] == 1


def test_nothing_ended_has_no_share_and_no_median() -> None:
    found = counted(number(1))
    assert (found.whole.confirmed_percent, found.whole.median_days) == (None, None)


def test_only_the_period_is_counted_and_what_is_open_is_counted_now() -> None:
    before = NOVEMBER.since - timedelta(days=1)
    old = number(1, received=before)
    old_end = ended(2, received=before, ended=NOVEMBER.since)
    long_ago = ended(3, received=before, ended=before)
    found = counted(old, old_end, long_ago, number(4)).whole
    assert (found.received, found.open, found.ended) == (1, 2, 1)


def test_the_days_that_it_took_are_the_median_from_receipt_to_end() -> None:
    assert counted(ended(1, days=1), ended(2, days=3.5), ended(3, days=6)).whole.median_days == 3.5


def test_late_is_what_was_proposed_after_its_due_time_however_late_the_citizen_agreed() -> None:
    in_time = ended(1, proposed=at(14))
    assert counted(in_time, ended(2)).whole.late == 1


def test_open_complaints_are_counted_by_age_and_level() -> None:
    ages = [0.5, 2, 2.1, 6, 15, 61]
    some = [number(one, received=NOW - timedelta(days=age)) for one, age in enumerate(ages)]
    found = counted(*some, level="escalated-1")
    assert [(age.days, age.open) for age in found.ages] == [(2, 2), (5, 1), (14, 1), (60, 1), (None, 1)]
    assert {age.overdue == age.open for age in found.ages} == {True}
    assert (found.levels, found.whole.overdue) == ({"escalated-1": 6}, 6)


def test_each_category_has_its_own_figures() -> None:
    found = counted(ended(1, category="road"), number(2, category="road"), number(3))
    assert set(found.categories) == {"road", "waiting"}
    assert (found.categories["road"].received, found.categories["road"].confirmed_percent) == (2, 100)


def test_disputes_and_reopenings_of_the_period_are_counted() -> None:
    def step(act: str, days: int) -> Step:
        return Step(act=act, at=at(9, day=MONDAY + timedelta(days=days)), state=State.DISPUTED)

    found = counted(number(1, steps=(step("dispute", 1), step("reopen", 2), step("reopen", 20)))).whole
    assert (found.disputed, found.reopened) == (1, 1)


def test_a_spot_is_where_several_lie_close_together_and_never_one_front_door() -> None:
    near = [
        Place(lat=-8.6501, long=115.2166),
        Place(lat=-8.652, long=115.217),
        Place(lat=-8.649, long=115.215),
    ]
    many = [number(one, place=place, category="road") for one, place in enumerate(near)]
    (spot,) = counted(*many, number(7, place=Place(lat=-8.7, long=115.2))).spots
    assert (spot.place.lat, spot.place.long) == (-8.65, 115.215)
    assert (spot.complaints, spot.open, spot.category) == (3, 3, "road")
    assert counted(*many[:2]).spots == []


# Over HTTP.


@pytest.fixture
def city() -> City:
    return City(a_small_office(), now=NOW)


def asked(path: str, *, by: Officer = HEAD) -> Answer:
    return Gateway(app, by).get(f"{ALL}{path}")


def exported(*, by: Officer = HEAD, language: str = "id", **body: Any) -> Answer:
    return Gateway(app, by).post(f"{ALL}/export", body, **{"Accept-Language": language})


def the_file(city: City) -> bytes:
    (key,) = city.storage.objects
    assert key.startswith("exports/")
    return city.storage.objects[key][-1][1]


def test_a_head_sees_the_figures_of_the_office(city: City) -> None:
    kept(1)
    kept(2, state=State.IN_WORK, verified=at(9), days=2)
    kept(3, state=State.CONFIRMED, proposed=at(9), ended=at(10), verified=at(9), category="road")
    page = asked("/figures").json
    assert (page["office"], page["first"], page["last"]) == ("mpp", "2026-08-30", "2026-11-27")
    told = (page["received"], page["open"], page["overdue"], page["ended"], page["late"], page["median_days"])
    assert told == (3, 2, 2, 1, 0, 0.1)
    assert (page["confirmed"], page["confirmed_percent"]) == (1, 100)
    assert page["ageing"][1] == {
        "id": "up-to-5",
        "name": "Sampai 5 hari",
        "days": 5,
        "open": 2,
        "overdue": 2,
    }
    assert page["ends"] == [{"id": "confirmed", "count": 1}]
    assert [one["id"] for one in page["categories"]] == ["waiting", "road"]
    assert page["categories"][0]["name"]


def test_the_figures_are_for_heads_and_of_their_own_agency(city: City) -> None:
    kept(1, agency="pajak")
    assert asked("/figures", by=an_officer()).status == 403
    assert exported(by=an_officer(), format="csv").status == 403
    assert asked("/figures").json["received"] == 0
    assert asked("/figures", by=replace(HEAD, agency="pajak")).json["received"] == 1


def test_a_period_that_is_none_or_longer_than_a_year_is_refused_at_its_field(city: City) -> None:
    assert asked("/figures?from=yesterday").json["field"] == "from"
    for period, code in (("2026-11-27", "period-order"), ("2025-01-01", "period-long")):
        answer = asked(f"/figures?from={period}&to=2026-11-26").json
        assert (answer["field"], answer["errors"][0]["code"]) == ("from", code)
        wish = {"format": "csv", "from": period, "to": "2026-11-26"}
        saved = Gateway(app, HEAD).post(f"{ALL}/export", wish).json
        assert [one["code"] for one in saved["errors"]] == [code]
    assert exported(format="csv", to="soon").json["field"] == "to"
    assert exported(format="pdf").json["field"] == "format"


def test_the_file_of_complaints_has_nobody_in_it(city: City) -> None:
    for one, identity in enumerate(Identity):
        kept(one, identity=identity, title="Antrean panjang")
    assert exported(format="csv").json["url"].startswith("https://")
    text = the_file(city).decode()
    assert text.startswith(MARK)
    head, *rows = csv.reader(io.StringIO(text.removeprefix(MARK)))
    assert (len(head), len(rows)) == (len(COLUMNS), 3)
    assert rows[0][0] == "P0000000"
    for hidden in ("Contoh", "81234500001", TEXT, "A00000000"):
        assert hidden not in text


def test_a_spreadsheet_holds_the_same_in_the_language_that_is_asked_for(city: City) -> None:
    kept(1)
    assert exported(format="xlsx", language="en").status == 200
    with zipfile.ZipFile(io.BytesIO(the_file(city))) as parts:
        shared = parts.read("xl/sharedStrings.xml").decode()
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "Category" in shared
    assert "P0000001" in shared
    assert "<f>" not in sheet
    assert sheet.count("<row") == 2


def test_no_cell_is_a_formula(city: City) -> None:
    kept(1, channel="=1+1")
    assert exported(format="csv").status == 200
    assert ",dukcapil,'=1+1," in the_file(city).decode()


def test_an_export_is_in_the_access_record(city: City) -> None:
    kept(1)
    exported(format="csv")
    noted = [item for item in city.dynamodb.items.values() if item.get("what") == "complaints export"]
    assert len(noted) == 1


def test_only_what_was_received_in_the_period_is_in_the_file(city: City) -> None:
    kept(1)
    kept(2, received=at(8, day=MONDAY - timedelta(days=3)))
    day = str(MONDAY)
    assert Gateway(app, HEAD).post(f"{ALL}/export", {"format": "csv", "from": day, "to": day}).status == 200
    assert "P0000001" in the_file(city).decode()
    assert "P0000002" not in the_file(city).decode()
