"""Who may rate, what they are asked, and that a rating counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.core import registry
from chalicelib.core.errors import InvalidFields, NotFound, TooManyTries
from chalicelib.ratings.element import ELEMENTS
from chalicelib.ratings.errors import AlreadyRated, NothingToRate, RatingOver
from chalicelib.ratings.rotation import asked
from chalicelib.ratings.service import Ratings, Satisfaction
from chalicelib.ratings.store import RatingStore
from tests.builders.city import at, proven
from tests.builders.people import an_asker
from tests.builders.visits import MANAGER, Day, a_days_office
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from chalicelib.people.service import Asker
    from chalicelib.ratings.element import Answers
    from chalicelib.ratings.index import Result
    from chalicelib.visits.service import Issued


@pytest.fixture
def day() -> Day:
    """The office is open and counter A1 at work."""
    day = Day(a_days_office())
    day.step("open")
    return day


@pytest.fixture
def ratings(day: Day) -> Ratings:
    return registry.get(Ratings)


def served(day: Day, *, key: str = "") -> Issued:
    """Somebody without an appointment is served at A1."""
    issued = day.walk_in(key=key)
    day.steps("call", "start", "finish")
    return issued


def by(issued: Issued) -> Asker:
    return an_asker(issued.ticket.reference, issued.secret)


def answers(reference: str, value: int = 4) -> Answers:
    return dict.fromkeys(asked(reference), value)


def whole(office: str = "mpp") -> Result:
    return registry.get(Satisfaction).survey(office, None, None).whole


def test_who_was_served_is_asked_two_questions_and_their_answers_count(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    sheet = ratings.ask(by(issued))
    assert sheet.questions == asked(issued.ticket.reference)
    assert (sheet.subject.service, sheet.subject.counter, sheet.rated) == ("d000", "A1", None)
    assert sheet.until.date() == MONDAY.replace(month=12, day=7)
    ratings.rate(by(issued), answers(issued.ticket.reference), None)
    assert whole().citizens == 1
    assert {element for element in ELEMENTS if whole().means[element].sample} == set(sheet.questions)
    assert ratings.ask(by(issued)).questions == ()


def test_one_of_the_two_questions_can_be_left_out(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    (first, _) = asked(issued.ticket.reference)
    ratings.rate(by(issued), {first: 2}, None)
    assert whole().means[first].value == 2
    assert sum(mean.sample for mean in whole().means.values()) == 1


def test_the_same_answers_again_are_the_same_rating_and_count_once(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    given = answers(issued.ticket.reference)
    first = ratings.rate(by(issued), given, "Terima kasih.")
    day.clock.passes(minutes=5)
    assert ratings.rate(by(issued), given, "Terima kasih.") == first
    assert whole().citizens == 1


def test_a_rating_that_counts_does_not_change(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    ratings.rate(by(issued), answers(issued.ticket.reference), None)
    for value, words in ((1, None), (4, "Lain.")):
        with pytest.raises(AlreadyRated):
            ratings.rate(by(issued), answers(issued.ticket.reference, value), words)
    assert whole().means[asked(issued.ticket.reference)[0]].value == 4


def test_what_was_not_asked_is_not_taken(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    other = next(element for element in ELEMENTS if element not in asked(issued.ticket.reference))
    with pytest.raises(InvalidFields) as refused:
        ratings.rate(by(issued), {other: 4}, None)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [
        (f"answers.{other}", "not-asked")
    ]
    assert whole().citizens == 0


def test_nobody_rates_before_they_were_served(day: Day, ratings: Ratings) -> None:
    issued = day.walk_in()
    for step in ("call", "start"):
        with pytest.raises(NothingToRate):
            ratings.ask(by(issued))
        day.step(step)
    with pytest.raises(NothingToRate):
        ratings.rate(by(issued), answers(issued.ticket.reference), None)


def test_who_was_called_in_vain_has_nothing_to_rate(day: Day, ratings: Ratings) -> None:
    issued = day.walk_in()
    for step in ("call", "recall", "recall"):
        day.step(step)
        day.clock.passes(minutes=6)
    day.step("no-show")
    with pytest.raises(NothingToRate):
        ratings.ask(by(issued))


def test_what_was_finished_by_mistake_cannot_be_rated(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    day.step("undo")
    with pytest.raises(NothingToRate):
        ratings.ask(by(issued))


def test_two_weeks_later_it_is_too_late(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    day.clock.passes(days=13, hours=23)
    ratings.ask(by(issued))
    day.clock.passes(hours=1, minutes=10)
    with pytest.raises(RatingOver):
        ratings.ask(by(issued))
    with pytest.raises(RatingOver):
        ratings.rate(by(issued), answers(issued.ticket.reference), None)


def test_an_appointment_and_its_ticket_are_one_visit(day: Day, ratings: Ratings) -> None:
    made = day.city.book(2, starts=at(9))
    day.at(8, 40)
    issued = day.arrivals.check_in(proven(made, 2))
    with pytest.raises(NothingToRate):
        ratings.ask(proven(made, 2))
    day.steps("call", "start", "finish")
    sheet = ratings.ask(proven(made, 2))
    assert (sheet.subject.reference, sheet.subject.counter) == (made.booking.reference, "A1")
    assert ratings.ask(by(issued)).questions == sheet.questions
    given = answers(made.booking.reference)
    ratings.rate(by(issued), given, None)
    ratings.rate(proven(made, 2), given, None)
    assert whole().citizens == 1
    assert ratings.ask(proven(made, 2)).rated


def test_a_wrong_proof_is_like_a_missing_reference(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    for asker in (
        an_asker(issued.ticket.reference, "99999999"),
        an_asker("T234567892", "99999999"),
        an_asker("Q234567892", "99999999"),
    ):
        with pytest.raises(NotFound):
            ratings.rate(asker, answers(issued.ticket.reference), None)
    assert whole().citizens == 0


def test_wrong_proofs_are_limited(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    for _ in range(3):
        with pytest.raises(NotFound):
            ratings.ask(an_asker(issued.ticket.reference, "99999999"))
    with pytest.raises(TooManyTries):
        ratings.rate(by(issued), answers(issued.ticket.reference), None)


def test_words_are_sealed_and_only_heads_read_them(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    ratings.rate(by(issued), answers(issued.ticket.reference), "Antrean jelas, petugas sabar.")
    assert "sabar" not in repr(day.city.kept())
    (remark,) = registry.get(Satisfaction).remarks(MANAGER, "mpp", None, None)
    assert (remark.text, remark.service) == ("Antrean jelas, petugas sabar.", "d000")
    (noted,) = [one for one in day.city.people.accesses("mpp", MONDAY) if one.what == "survey words"]
    assert noted.officer == MANAGER.id


def test_words_of_somebody_who_was_erased_are_gone(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    ratings.rate(by(issued), answers(issued.ticket.reference), "Baik.")
    for place in [
        one for one in day.city.dynamodb.items if one[0] == "people" and one[2].startswith("KEY#R")
    ]:
        del day.city.dynamodb.items[place]
    assert registry.get(Satisfaction).remarks(MANAGER, "mpp", None, None) == []


def test_counts_say_nothing_of_whom_they_are(day: Day, ratings: Ratings) -> None:
    issued = served(day)
    ratings.rate(by(issued), answers(issued.ticket.reference), "Baik.")
    counted = {place: item for place, item in day.city.kept().items.items() if place[1].startswith("SURVEY#")}
    assert len(counted) == 1
    assert issued.ticket.reference not in repr(counted)
    assert registry.get(RatingStore).tallies("mpp", MONDAY, MONDAY).keys() == {("d000", "A1")}
