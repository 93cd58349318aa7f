"""Open311 over HTTP: what programs bring, with a key of theirs, becomes a complaint like every other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest

from app import app
from chalicelib.complaints.partner import Partner, hash_of
from chalicelib.complaints.service import Identities, Identity, State, Words
from chalicelib.complaints.store import ComplaintStore, PartnerStore
from chalicelib.core import registry
from tests.builders.city import NOW, City
from tests.fakes.gateway import Gateway

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint
    from tests.fakes.gateway import Answer

KEY = "kunci-percobaan"
FORM = "application/x-www-form-urlencoded"
ROAD = {
    "api_key": KEY,
    "service_code": "road",
    "lat": "-8.65432",
    "long": "115.21234",
    "description": "Lubang besar di depan pasar",
    "attribute[danger]": "yes",
}
PERSON = {
    "first_name": "Ni Luh",
    "last_name": "Contoh",
    "phone": "0812 3450 0001",
    "email": "niluh@contoh.example",
    "device_id": "tt222111",
    "account_id": "123456",
    "media_url": "http://169.254.169.254/latest",
}


@pytest.fixture(autouse=True)
def city() -> City:
    city = City()
    registry.get(PartnerStore).put(Partner(hash=hash_of(KEY), name="Kota Kita", since=NOW, per_hour=3))
    return city


def post(form: dict[str, str] | str, *, way: str = "json", **headers: str) -> Answer:
    body = form if isinstance(form, str) else urlencode(form)
    heads = {"Content-Type": f"{FORM}; charset=utf-8", **headers}
    return Gateway(app).post(f"/open311/v2/requests.{way}?language=en", body, **heads)


def brought(**changes: str | None) -> tuple[Complaint, dict[str, Any]]:
    """The complaint that came of a post, and what was answered."""
    answer = post(changed(**changes))
    assert answer.status == 201, answer.body
    (told,) = json.loads(answer.body)
    store = registry.get(ComplaintStore)
    reference = store.meant_by(told["service_request_id"])
    complaint = store.get(reference or "")
    assert complaint is not None
    return complaint, told


def changed(**changes: str | None) -> dict[str, str]:
    form = {
        **ROAD,
        **{name.replace("__", "[") + ("]" if "__" in name else ""): value for name, value in changes.items()},
    }
    return {name: value for name, value in form.items() if value is not None}


def refusals(answer: Answer) -> list[str]:
    told = json.loads(answer.body)
    assert {one["code"] for one in told} == {answer.status}
    return [one["description"] for one in told]


def test_a_report_becomes_a_complaint_of_the_unit_with_its_answers_and_its_place() -> None:
    complaint, told = brought()
    words = registry.get(Words).told(complaint)
    assert words is not None
    assert (complaint.category, complaint.state, complaint.channel) == ("road", State.RECEIVED, "open311")
    assert (words.text, words.answers) == ("Lubang besar di depan pasar", {"danger": "yes"})
    assert (words.place.lat, words.place.long) == (-8.65432, 115.21234)  # type: ignore[union-attr]  # it was given
    assert (complaint.place.lat, complaint.place.long) == (-8.654, 115.212)  # type: ignore[union-attr]  # as above
    assert told["account_id"] is None


def test_the_notice_says_once_how_the_citizen_follows_it(city: City) -> None:
    complaint, told = brought()
    notice = told["service_notice"].replace(" ", "")
    assert complaint.reference in notice
    secret = told["service_notice"].partition("secret ")[2][:8]
    followed = Gateway(app).get(f"/v1/complaints/{complaint.reference}", **{"X-Proof": secret})
    assert (followed.status, followed.json["public"]) == (200, told["service_request_id"])
    again = Gateway(app).get(f"/open311/v2/requests/{told['service_request_id']}.json").body
    assert secret not in again
    assert complaint.reference not in again


def test_the_answer_in_xml_says_the_same() -> None:
    answer = post(ROAD, way="xml")
    root = ET.fromstring(answer.body)  # noqa: S314 - it is our own
    assert (answer.status, root.tag) == (201, "service_requests")
    assert len(root.findtext("request/service_request_id") or "") == 8
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"


class TestIdentity:
    def test_who_gives_nothing_is_anonymous(self) -> None:
        complaint, _ = brought()
        assert complaint.identity is Identity.ANONYMOUS

    def test_who_gives_a_name_is_hidden_where_nothing_else_is_chosen(self) -> None:
        complaint, _ = brought(**PERSON)
        contact = registry.get(Identities).open(complaint)
        assert complaint.identity is Identity.HIDDEN
        assert contact is not None
        assert (contact.name, contact.phone) == ("Ni Luh Contoh", "+6281234500001")

    def test_who_chooses_to_be_named_is(self) -> None:
        complaint, _ = brought(**PERSON, attribute__identity="named")
        assert complaint.identity is Identity.NAMED

    def test_of_who_chooses_to_be_anonymous_nothing_is_kept(self, city: City) -> None:
        complaint, _ = brought(**PERSON, attribute__identity="anonymous")
        assert complaint.identity is Identity.ANONYMOUS
        assert registry.get(Identities).open(complaint) is None

    def test_no_answer_and_no_table_holds_who_it_was(
        self, city: City, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, told = brought(**PERSON)
        public = told["service_request_id"]
        asked = [
            Gateway(app).get(f"/open311/v2/{path}").body
            for path in (f"requests/{public}.json", f"requests/{public}.xml", f"tokens/{public}.json")
        ]
        everything = "".join([*asked, str(told), str(city.kept().items), capsys.readouterr().out])
        for mine in (
            "Luh",
            "Contoh",
            "81234500001",
            "niluh@",
            "tt222111",
            "123456",
            "169.254",
            "depan pasar",
        ):
            assert mine not in everything

    def test_another_choice_is_refused(self) -> None:
        (said,) = refusals(post(changed(attribute__identity="famous")))
        assert said == "attribute.identity: Choose one of: named, hidden, anonymous."


class TestKeys:
    @pytest.mark.parametrize("key", [None, "", "another"])
    def test_without_a_key_that_is_known_nothing_is_looked_at(self, key: str | None) -> None:
        answer = post(changed(api_key=key, service_code=None))
        assert answer.status == 403
        assert "api_key" in refusals(answer)[0]

    def test_a_program_is_slowed_by_its_own_limit_and_told_when_to_come_again(self) -> None:
        for number in range(3):
            brought(description=f"Lubang nomor {number} di jalan lain")
        answer = post(changed(description="Lubang yang keempat"))
        assert (answer.status, "Retry-After" in answer.headers) == (429, True)

    def test_the_same_idempotency_key_gives_the_same_complaint_and_another_body_is_refused(self) -> None:
        first, second = (post(ROAD, **{"Idempotency-Key": "kunci-0001"}) for _ in range(2))
        assert first.body == second.body
        other = post(changed(description="Lain sama sekali"), **{"Idempotency-Key": "kunci-0001"})
        assert other.status == 400


class TestForms:
    @pytest.mark.parametrize(
        ("changes", "status", "said"),
        [
            ({"service_code": None}, 400, "service_code: This is required."),
            ({"service_code": "roads"}, 404, None),
            ({"lat": None}, 400, None),
            ({"lat": None, "long": None}, 400, None),
            ({"lat": "north"}, 400, "lat: "),
            ({"lat": "nan"}, 400, "lat: "),
            ({"lat": "91"}, 400, "lat: "),
            ({"attribute__danger": None}, 400, "attribute.danger: This is required."),
            ({"attribute__danger": "maybe"}, 400, "attribute.danger: Choose one of: yes, no."),
            ({"attribute__colour": "red"}, 400, "attribute: "),
            ({"phone": "12"}, 400, "phone: "),
            ({"first_name": "<script>"}, 400, "first_name: "),
            ({"description": "x" * 4001}, 400, "description: Too long; at most 4000 characters."),
        ],
    )
    def test_what_cannot_be_used_is_refused_by_name(
        self, changes: dict[str, str | None], status: int, said: str | None
    ) -> None:
        answer = post(changed(**changes))
        assert answer.status == status
        assert refusals(answer)[0].startswith(said or "")

    def test_every_fault_is_an_error_of_its_own(self) -> None:
        answer = post(changed(lat="north", phone="12"), way="xml")
        root = ET.fromstring(answer.body)  # noqa: S314 - it is our own
        assert [one.text.partition(":")[0] for one in root.findall("error/description")] == ["lat", "phone"]  # type: ignore[union-attr]  # each has words

    def test_an_address_in_words_is_a_place_and_a_text_is_not_needed(self) -> None:
        complaint, _ = brought(lat=None, long=None, description=None, address_string="Loket A3")
        words = registry.get(Words).told(complaint)
        assert words is not None
        assert (words.text, words.place.words) == ("Roads and pavements", "Loket A3")  # type: ignore[union-attr]  # given
        assert complaint.place is None

    def test_empty_fields_count_as_left_out(self) -> None:
        complaint, _ = brought(first_name="", phone="", email="", address_string="")
        assert complaint.identity is Identity.ANONYMOUS

    def test_a_list_of_values_is_taken_as_its_last(self) -> None:
        answer = post(urlencode(ROAD) + "&attribute[danger][]=no")
        assert answer.status == 201

    @pytest.mark.parametrize("body", ["a=%ff%fe", "&".join(f"a{number}=1" for number in range(101))])
    def test_what_is_no_form_is_refused(self, body: str) -> None:
        assert post(body).status == 400

    def test_a_body_larger_than_any_form_is_refused(self) -> None:
        assert post({**ROAD, "media_url": "x" * 17_000}).status == 400

    def test_json_is_no_form_post(self) -> None:
        answer = post(json.dumps(ROAD), **{"Content-Type": "application/json"})
        assert answer.status == 415
