"""From an officer's file to a letter that anybody can verify."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from chalicelib.cases.errors import (
    CaseChanged,
    CaseClosed,
    LetterNotSent,
    LetterThere,
    LetterUnusable,
    NoLetter,
)
from chalicelib.cases.letter import address_of, code_of
from chalicelib.cases.service import CaseRequest, Handling, Letters, Reason
from chalicelib.core import registry
from chalicelib.core.errors import NotAllowed, NotFound
from chalicelib.core.references import ALPHABET
from chalicelib.core.registry import get
from chalicelib.documents.storage import Storage
from chalicelib.offices.service import Step
from tests.builders.city import City, a_small_office
from tests.builders.letters import a_pdf
from tests.builders.officers import an_officer
from tests.builders.people import a_citizen, an_asker
from tests.fakes.bucket import BucketInMemory
from tests.unit.offices.builders import MONDAY, a_standard, a_text

if TYPE_CHECKING:
    from chalicelib.cases.service import Case

OFFICER = an_officer()
STEPS = tuple(Step(key, a_text(key)) for key in ("received", "ready", "handed-over"))


@pytest.fixture
def city() -> City:
    city = City()
    standards = [
        a_standard(service, milestones=STEPS, letter_days=30) for service in ("d000", "d001", "s001")
    ]
    city.offices.publish([a_small_office()], standards)
    return city


@pytest.fixture
def bucket(city: City) -> BucketInMemory:
    bucket = BucketInMemory()
    registry.offer(Storage, lambda: bucket)  # type: ignore[arg-type, return-value]  # as the real one
    return bucket


@pytest.fixture
def letters(city: City, bucket: BucketInMemory) -> Letters:
    return get(Letters)


@pytest.fixture
def reference(city: City) -> str:
    return city.cases.open(CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001")).case.reference


def uploaded(letters: Letters, bucket: BucketInMemory, reference: str, *, version: int = 1) -> str:
    """An officer asks for a form and uploads a letter with it; the key."""
    key = letters.form(OFFICER, "mpp", reference, version=version).fields["key"]
    bucket.put(key, a_pdf(), "application/pdf")
    return key


def issued(letters: Letters, bucket: BucketInMemory, reference: str, *, version: int = 1) -> Case:
    uploaded(letters, bucket, reference, version=version)
    return letters.issue(OFFICER, "mpp", reference, version=version)


def test_an_issued_letter_is_stamped_kept_and_makes_its_case_ready(
    letters: Letters, bucket: BucketInMemory, reference: str
) -> None:
    case = issued(letters, bucket, reference)
    assert case.letter
    assert (case.status, case.met, case.version) == ("ready", True, 2)
    # The draft is gone, and what is kept is what its fingerprint says.
    ((key, body),) = bucket.objects.items()
    assert key == case.letter.key
    assert key.startswith("letters/")
    assert sha256(body).hexdigest() == case.letter.sha256


def test_a_draft_lies_where_neither_case_nor_citizen_shows(
    letters: Letters, bucket: BucketInMemory, reference: str
) -> None:
    key = uploaded(letters, bucket, reference)
    assert key.startswith("drafts/")
    assert reference not in key
    other = letters.form(an_officer(id="officer-2"), "mpp", reference, version=1).fields["key"]
    assert other != key, "an officer issues only what they uploaded themselves"


def test_repeating_it_gives_the_same_letter(
    city: City, letters: Letters, bucket: BucketInMemory, reference: str
) -> None:
    case = issued(letters, bucket, reference)
    before = city.kept()
    assert letters.issue(OFFICER, "mpp", reference, version=1) == case
    assert city.kept() == before


def test_anybody_can_verify_it_and_learns_nothing_of_whom_it_is_for(
    letters: Letters, bucket: BucketInMemory, reference: str
) -> None:
    case = issued(letters, bucket, reference)
    assert case.letter
    code = case.letter.code
    found = letters.verify(f" {code[:4].lower()}-{code[4:8]} {code[8:]}")
    assert found
    assert (found.office, found.service, found.sha256, found.revoked) == (
        "mpp",
        "d000",
        case.letter.sha256,
        None,
    )
    assert letters.verify("ABCDEFGHJK") is None
    assert letters.verify("") is None


def test_whoever_asks_for_no_letter_costs_the_same_look_up(city: City, letters: Letters) -> None:
    city.dynamodb.calls.clear()
    for code in ("ABCDEFGHJK", "not a code", "x" * 500):
        letters.verify(code)
    assert city.dynamodb.operations == ["get_item"] * 3


def test_its_citizen_downloads_it_with_their_proof(
    city: City, letters: Letters, bucket: BucketInMemory, reference: str
) -> None:
    asker = an_asker(reference, "0001")
    with pytest.raises(NoLetter):
        letters.download(asker)
    case = issued(letters, bucket, reference)
    assert case.letter
    assert letters.download(asker).endswith(f"surat-{case.letter.code}.pdf")
    with pytest.raises(NotFound):
        letters.download(an_asker(reference, "9999"))


def test_who_looks_at_it_is_in_the_access_record(
    city: City, letters: Letters, bucket: BucketInMemory, reference: str
) -> None:
    issued(letters, bucket, reference)
    letters.shown(OFFICER, "mpp", reference)
    done = {one.what for one in city.people.accesses("mpp", MONDAY)}
    assert done == {"letter form", "letter issued", "letter"}
    with pytest.raises(NotAllowed):
        letters.shown(an_officer(agency="pajak"), "mpp", reference)


def test_without_a_file_or_with_one_that_is_no_letter_nothing_is_issued(
    city: City, letters: Letters, bucket: BucketInMemory, reference: str
) -> None:
    with pytest.raises(LetterNotSent):
        letters.issue(OFFICER, "mpp", reference, version=1)
    bucket.put(uploaded(letters, bucket, reference), b"GIF89a", "application/pdf")
    with pytest.raises(LetterUnusable):
        letters.issue(OFFICER, "mpp", reference, version=1)
    assert city.cases.known(reference).letter is None


def test_of_two_officers_the_second_issues_nothing_and_leaves_no_file(
    city: City, letters: Letters, bucket: BucketInMemory, reference: str
) -> None:
    draft = uploaded(letters, bucket, reference)
    city.faults.before("transact_write_items", lambda: city.cases.advance(reference, "ready"))
    with pytest.raises(CaseChanged):
        letters.issue(OFFICER, "mpp", reference, version=1)
    assert list(bucket.objects) == [draft]
    for step in (letters.form, letters.issue):
        with pytest.raises(CaseChanged):
            step(OFFICER, "mpp", reference, version=1)


def test_a_case_has_one_letter_and_a_refused_one_none(
    letters: Letters, bucket: BucketInMemory, reference: str, city: City
) -> None:
    issued(letters, bucket, reference)
    with pytest.raises(LetterThere):
        letters.form(OFFICER, "mpp", reference, version=2)
    with pytest.raises(LetterThere):
        letters.issue(OFFICER, "mpp", reference, version=2)
    other = city.cases.open(CaseRequest("mpp", "d000", a_citizen(2), "id", "case-0002")).case.reference
    get(Handling).refuse(OFFICER, "mpp", other, version=1, reason=Reason("withdrawn"))
    with pytest.raises(CaseClosed):
        letters.form(OFFICER, "mpp", other, version=2)


def test_a_revoked_letter_says_so_its_file_goes_and_another_may_be_issued(
    letters: Letters, bucket: BucketInMemory, reference: str
) -> None:
    first = issued(letters, bucket, reference).letter
    assert first
    for _ in range(2):
        case = letters.revoke(OFFICER, "mpp", reference, version=2)
        assert (case.letter, case.version) == (None, 3)
    assert bucket.objects == {}
    found = letters.verify(first.code)
    assert found
    assert found.revoked
    second = issued(letters, bucket, reference, version=3).letter
    assert second
    assert second.code != first.code
    with pytest.raises(CaseChanged):
        letters.revoke(OFFICER, "mpp", reference, version=2)


def test_nothing_is_revoked_where_there_is_nothing(letters: Letters, reference: str) -> None:
    with pytest.raises(NoLetter):
        letters.revoke(OFFICER, "mpp", reference, version=1)


class TestForgetting:
    def test_a_file_goes_some_days_after_it_was_handed_over_and_its_fingerprint_stays(
        self, city: City, letters: Letters, bucket: BucketInMemory, reference: str
    ) -> None:
        case = issued(letters, bucket, reference)
        assert case.letter
        get(Handling).advance(OFFICER, "mpp", reference, version=2, milestone="handed-over")
        city.clock.passes(days=29)
        assert letters.sweep("mpp") == 0
        city.clock.passes(days=1)
        assert letters.sweep("mpp") == 1
        assert letters.sweep("mpp") == 0
        assert bucket.objects == {}
        with pytest.raises(NoLetter):
            letters.download(an_asker(reference, "0001"))
        found = letters.verify(case.letter.code)
        assert found
        assert found.sha256 == case.letter.sha256

    def test_one_that_was_never_handed_over_stays(
        self, city: City, letters: Letters, bucket: BucketInMemory, reference: str
    ) -> None:
        issued(letters, bucket, reference)
        city.clock.passes(days=365)
        assert letters.sweep("mpp") == 0
        assert bucket.objects

    def test_one_that_came_after_the_case_had_ended_goes_too(
        self, city: City, letters: Letters, bucket: BucketInMemory, reference: str
    ) -> None:
        city.cases.advance(reference, "handed-over")
        issued(letters, bucket, reference, version=2)
        city.clock.passes(days=31)
        assert letters.sweep("mpp") == 1

    def test_while_somebody_works_on_the_case_it_waits_for_the_next_night(
        self, city: City, letters: Letters, bucket: BucketInMemory, reference: str
    ) -> None:
        issued(letters, bucket, reference)
        city.cases.advance(reference, "handed-over")
        city.clock.passes(days=31)
        city.faults.before("transact_write_items", lambda: changed_meanwhile(city, reference))
        assert letters.sweep("mpp") == 0
        assert letters.sweep("mpp") == 1

    def test_one_that_was_revoked_meanwhile_is_forgotten_without_touching_the_next(
        self, city: City, letters: Letters, bucket: BucketInMemory, reference: str
    ) -> None:
        issued(letters, bucket, reference)
        city.cases.advance(reference, "handed-over")
        letters.revoke(OFFICER, "mpp", reference, version=3)
        city.clock.passes(days=20)
        issued(letters, bucket, reference, version=4)
        city.clock.passes(days=11)
        assert letters.sweep("mpp") == 0
        assert bucket.objects
        city.clock.passes(days=20)
        assert letters.sweep("mpp") == 1


def changed_meanwhile(city: City, reference: str) -> None:
    where = city.cases.where(reference)
    city.dynamodb.items[where.table, where.pk, where.sk]["version"] += 1


def test_a_code_is_ten_readable_signs_and_notices_one_that_is_wrong() -> None:
    code = code_of("ab" * 16)
    assert len(code) == 10
    assert set(code) <= set(ALPHABET)
    assert code_of("ab" * 16) == code
    assert code_of("ac" * 16) != code


def test_the_address_to_verify_at_is_the_sites_own() -> None:
    assert address_of("https://antre.example/", "ABC") == "https://antre.example/#/verify/ABC"
    assert address_of("", "ABC") == "ABC"
