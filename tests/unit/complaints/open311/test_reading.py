"""Open311 over HTTP: what programs of others read, as JSON and as XML, and how they are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from app import app
from chalicelib.complaints.categories import categories
from chalicelib.complaints.complaint import Place, Step
from chalicelib.complaints.states import State
from chalicelib.complaints.store import ComplaintStore
from chalicelib.core import registry
from tests.builders.city import City, at
from tests.builders.complaints import PUBLIC, a_complaint
from tests.fakes.faults import throttled
from tests.fakes.gateway import Gateway
from tests.unit.offices.builders import a_text

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint
    from tests.fakes.gateway import Answer

ASKING = Gateway(app)
RECEIVED = a_complaint().received


@pytest.fixture
def city() -> City:
    return City(now=at(13).astimezone(UTC))


def kept(**changes: Any) -> Complaint:
    """A complaint in the table; verified at ten where nothing else is said."""
    complaint = a_complaint(**{"state": State.VERIFIED, "verified": at(10), **changes})
    assert registry.get(ComplaintStore).add(complaint)
    return complaint


def numbered(number: int, **changes: Any) -> Complaint:
    return kept(reference=f"AQG2BQK{number:03}", public=f"PUBLIC{number:02}", **changes)


def ask(path: str, **headers: str) -> Answer:
    return ASKING.get(f"/open311/v2/{path}", **headers)


def listed(query: str = "") -> list[dict[str, Any]]:
    answer = ask(f"requests.json{query}")
    assert answer.status == 200, answer.body
    return things(answer)


def ids(query: str = "") -> list[str]:
    return [one["service_request_id"] for one in listed(query)]


def things(answer: Answer) -> list[dict[str, Any]]:
    """What a list holds."""
    found: list[dict[str, Any]] = json.loads(answer.body)
    return found


def tree(answer: Answer) -> ET.Element:
    """The root of an answer in XML."""
    return ET.fromstring(answer.body)  # noqa: S314 - it is our own


def errors(answer: Answer) -> list[tuple[int, str]]:
    return [(one["code"], one["description"]) for one in things(answer)]


class TestServices:
    def test_every_category_is_a_service_in_the_language_asked_for(self) -> None:
        answer = ask("services.json?language=en&jurisdiction_id=kota.example")
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        services = {one["service_code"]: one for one in things(answer)}
        assert list(services) == list(categories())
        assert services["road"] == {
            "service_code": "road",
            "service_name": "Roads and pavements",
            "description": "Potholes, broken pavements, bridges or signs.",
            "metadata": True,
            "type": "realtime",
            "keywords": "jalan rusak, lubang, aspal, trotoar, jembatan, rambu, pothole",
            "group": "City and surroundings",
        }

    def test_the_xml_says_the_same(self) -> None:
        answer = ask("services.xml")
        assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
        assert answer.body.startswith('<?xml version="1.0" encoding="utf-8"?>')
        root = tree(answer)
        told = [{part.tag: part.text for part in one} for one in root.findall("service")]
        asked = things(ask("services.json"))
        assert root.tag == "services"
        assert told == [{**one, "metadata": "true"} for one in asked]

    def test_a_definition_asks_the_questions_and_what_may_be_known_of_the_citizen(self) -> None:
        definition = ask("services/road.json?language=en").json
        danger, identity = definition["attributes"]
        assert definition["service_code"] == "road"
        assert (danger["code"], danger["datatype"], danger["required"], danger["order"]) == (
            "danger",
            "singlevaluelist",
            True,
            1,
        )
        assert danger["values"][0] == {"key": "yes", "name": "Yes"}
        assert [value["key"] for value in identity["values"]] == ["named", "hidden", "anonymous"]
        assert not identity["required"]

    def test_free_words_have_no_values_and_the_xml_of_it_can_be_read(self) -> None:
        root = tree(ask("services/officer-behaviour.xml"))
        assert root.tag == "service_definition"
        when = root.findall("attributes/attribute")[0]
        assert (when.findtext("code"), when.findtext("datatype"), when.find("values")) == (
            "when",
            "string",
            None,
        )

    @pytest.mark.parametrize("path", ["services/roads.json", "services/road", "services/road.txt"])
    def test_what_does_not_exist_is_not_found(self, path: str) -> None:
        assert [code for code, _ in errors(ask(path))] == [404]

    def test_an_error_in_xml_is_a_list_too(self) -> None:
        answer = ask("services/roads.xml")
        root = tree(answer)
        assert (answer.status, root.tag, root.findtext("error/code")) == (404, "errors", "404")
        assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"


class TestRequests:
    def test_a_verified_complaint_is_told_without_a_word_of_its_citizen(self, city: City) -> None:
        kept(title="Lampu di loket 3", place=Place(lat=-8.65, long=115.216), due=at(15))
        assert listed("?language=en") == [
            {
                "service_request_id": PUBLIC,
                "status": "open",
                "status_notes": "Verified",
                "service_name": "Queue and waiting",
                "service_code": "waiting",
                "description": "Lampu di loket 3",
                "agency_responsible": a_text("agency").en,
                "service_notice": None,
                "requested_datetime": "2026-11-23T08:00:00+08:00",
                "updated_datetime": "2026-11-23T08:00:00+08:00",
                "expected_datetime": "2026-11-23T15:00:00+08:00",
                "address": None,
                "address_id": None,
                "zipcode": None,
                "lat": -8.65,
                "long": 115.216,
                "media_url": None,
            }
        ]

    def test_without_a_title_the_category_describes_it(self, city: City) -> None:
        kept()
        assert listed("?language=en")[0]["description"] == "Queue and waiting"

    def test_the_xml_of_a_list_holds_requests_and_writes_what_xml_can_write(self, city: City) -> None:
        kept(title="Air & <lumpur>\x0b di loket")
        root = tree(ask("requests.xml"))
        (one,) = root.findall("request")
        assert root.tag == "service_requests"
        assert one.findtext("description") == "Air & <lumpur> di loket"
        assert one.find("address") is not None
        assert not one.findtext("address")

    def test_what_nobody_verified_is_in_no_list(self, city: City) -> None:
        kept(state=State.RECEIVED, verified=None)
        assert listed() == []

    def test_who_knows_its_id_sees_where_it_stands_and_no_more(self, city: City) -> None:
        kept(state=State.RECEIVED, verified=None, title="not yet", place=Place(lat=-8.65, long=115.216))
        (one,) = things(ask(f"requests/{PUBLIC}.json?language=en"))
        assert one["status"] == "open"
        assert one["status_notes"] == "Received"
        assert (one["description"], one["lat"]) == ("Queue and waiting", None)

    def test_a_reference_is_no_id(self, city: City) -> None:
        complaint = kept()
        assert ask(f"requests/{complaint.reference}.json").status == 404
        assert ask(f"tokens/{complaint.reference}.xml").status == 404

    def test_a_token_is_the_id(self, city: City) -> None:
        kept()
        assert things(ask(f"tokens/{PUBLIC}.json")) == [{"service_request_id": PUBLIC, "token": PUBLIC}]
        root = tree(ask(f"tokens/{PUBLIC}.xml"))
        assert root.findtext("request/token") == PUBLIC

    def test_several_are_asked_for_by_id_which_overrides_the_rest(self, city: City) -> None:
        numbered(1)
        numbered(2, state=State.CONFIRMED, ended=at(11))
        assert ids("?service_request_id=PUBLIC02,PUBLIC01,PUBLIC03,PUBLIC02&status=open") == [
            "PUBLIC02",
            "PUBLIC01",
        ]

    def test_more_ids_than_a_hundred_are_refused(self, city: City) -> None:
        answer = ask(f"requests.json?language=en&service_request_id={','.join(map(str, range(101)))}")
        assert errors(answer) == [(400, "service_request_id: At most 100 at once.")]

    def test_the_last_received_comes_first_and_only_solved_ones_are_closed(self, city: City) -> None:
        numbered(1)
        numbered(2, received=RECEIVED - timedelta(days=20), state=State.PROPOSED)
        numbered(3, received=RECEIVED - timedelta(days=40), state=State.CONFIRMED, ended=at(11))
        assert ids() == ["PUBLIC01", "PUBLIC02", "PUBLIC03"]
        assert ids("?status=open") == ["PUBLIC01", "PUBLIC02"]
        assert ids("?status=closed") == ["PUBLIC03"]
        assert ids("?status=open,closed") == ids("?status=") == ids()

    def test_a_closed_one_was_changed_when_it_ended(self, city: City) -> None:
        steps = (
            *a_complaint().steps,
            Step(act="confirm", at=at(11), state=State.CONFIRMED),
            Step(act="reply", at=at(12), state=State.CONFIRMED),
        )
        kept(state=State.CONFIRMED, ended=at(11), steps=steps)
        assert listed()[0]["updated_datetime"] == "2026-11-23T11:00:00+08:00"

    def test_services_filter(self, city: City) -> None:
        numbered(1, category="road")
        numbered(2, category="waste")
        numbered(3)
        assert set(ids("?service_code=road,waste")) == {"PUBLIC01", "PUBLIC02"}
        assert ids("?service_code=nothing-such") == []

    def test_the_last_ninety_days_are_asked_for_where_nothing_is_said(self, city: City) -> None:
        numbered(1, received=RECEIVED - timedelta(days=89))
        numbered(2, received=RECEIVED - timedelta(days=91))
        assert ids() == ["PUBLIC01"]

    def test_a_start_reaches_ninety_days_on_and_an_end_ninety_days_back(self, city: City) -> None:
        numbered(1, received=RECEIVED - timedelta(days=100))
        numbered(2, received=RECEIVED - timedelta(days=200))
        start = quote((RECEIVED - timedelta(days=110)).isoformat())
        end = (RECEIVED - timedelta(days=150)).isoformat()  # its plus sign is left as it is
        assert ids(f"?start_date={start}") == ["PUBLIC01"]
        assert ids(f"?end_date={end}") == ["PUBLIC02"]

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z", "end_date: At most 90 days"),
            ("start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z", "end_date: The end must come"),
            ("start_date=yesterday", "start_date: Write the moment"),
            ("end_date=2026-01-01T00:00:00", "end_date: Write the moment"),
            ("status=done", "status: Choose one of: open, closed."),
            ("start_date=0001-01-01T00:00:00%2B08:00", "start_date: Write the moment"),
        ],
    )
    def test_filters_that_cannot_be_used_are_refused(self, city: City, query: str, said: str) -> None:
        ((code, description),) = errors(ask(f"requests.json?language=en&{query}"))
        assert code == 400
        assert description.startswith(said)

    def test_a_category_that_is_no_longer_offered_is_told_as_the_last_resort(self, city: City) -> None:
        kept(category="bygone")
        assert listed()[0]["service_code"] == "other"

    def test_who_joined_another_is_told_so(self, city: City) -> None:
        kept(state=State.DUPLICATE, merged="AQG2BQKT3S", ended=at(9))
        (one,) = things(ask(f"requests/{PUBLIC}.json?language=en"))
        assert (one["status"], one["status_notes"]) == (
            "closed",
            "Joined to another complaint",
        )
        assert listed() == []

    def test_a_table_that_does_not_answer_says_later(self, city: City) -> None:
        assert listed() == []
        city.faults.will("query", throttled(), times=20)
        answer = ask("requests.xml")
        assert (answer.status, tree(answer).findtext("error/code")) == (503, "503")
        assert answer.headers["Retry-After"]


def test_nobody_is_told_a_reference_or_a_key(city: City) -> None:
    complaint = replace(kept(), version=2)
    told = ask("requests.json").body + ask(f"requests/{PUBLIC}.xml").body + ask(f"tokens/{PUBLIC}.json").body
    assert complaint.reference not in told
    assert complaint.person not in told
