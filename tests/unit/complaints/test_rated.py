"""A complaint can be rated once it has ended, by whoever proves that it is theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from chalicelib.complaints.states import ENDED, State
from chalicelib.complaints.store import ComplaintStore
from chalicelib.complaints.store.items import item_of
from chalicelib.core import registry
from chalicelib.core.errors import NotFound
from chalicelib.core.table import Tables, Write
from chalicelib.ratings.errors import NothingToRate
from chalicelib.ratings.rotation import asked
from chalicelib.ratings.service import Ratings, Satisfaction
from tests.builders.city import City, at
from tests.builders.complaints import REFERENCE, a_complaint
from tests.builders.people import an_asker

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint

SECRET = "ABCDEFGH"
ASKER = an_asker(REFERENCE, SECRET)


@pytest.fixture
def city() -> City:
    return City(now=at(12))


def kept(city: City, **changes: object) -> Complaint:
    """The complaint as it is kept, its citizen knowing the secret."""
    complaint = replace(a_complaint(), **changes)  # type: ignore[arg-type]  # fields of any type
    complaint = replace(
        complaint, proof=city.people.keyring.proof(REFERENCE, SECRET, person=complaint.person)
    )
    store = registry.get(ComplaintStore)
    registry.get(Tables).write(Write(key=store.where(REFERENCE), item=item_of(complaint)))
    return complaint


def test_an_ended_complaint_is_rated_and_counts_for_its_office(city: City) -> None:
    kept(city, state=State.CONFIRMED, ended=at(11).astimezone(UTC), person="k1.bb")
    ratings = registry.get(Ratings)
    sheet = ratings.ask(ASKER)
    assert (sheet.subject.service, sheet.subject.counter) == ("", "")
    assert sheet.questions == asked(REFERENCE)
    ratings.rate(ASKER, dict.fromkeys(asked(REFERENCE), 3), "Sudah beres.")
    survey = registry.get(Satisfaction).survey("mpp", None, None)
    assert (survey.whole.citizens, list(survey.services)) == (1, [""])


@pytest.mark.parametrize("state", sorted(set(State) - ENDED | {State.DUPLICATE}))
def test_what_goes_on_or_was_joined_to_another_is_not_rated(city: City, state: State) -> None:
    ended = at(11).astimezone(UTC) if state in ENDED else None
    kept(city, state=state, ended=ended)
    with pytest.raises(NothingToRate):
        registry.get(Ratings).ask(ASKER)


def test_a_complaint_that_has_come_to_no_office_has_nowhere_to_count(city: City) -> None:
    kept(city, state=State.NOT_ACTIONABLE, ended=at(11).astimezone(UTC), office="")
    with pytest.raises(NothingToRate):
        registry.get(Ratings).ask(ASKER)


def test_a_wrong_secret_is_like_no_complaint(city: City) -> None:
    kept(city, state=State.CONFIRMED, ended=at(11).astimezone(UTC))
    with pytest.raises(NotFound):
        registry.get(Ratings).ask(an_asker(REFERENCE, "ZZZZZZZZ"))
