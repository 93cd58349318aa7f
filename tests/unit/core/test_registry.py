from __future__ import annotations

import pytest

from chalicelib.core.registry import get, offer


class Thing:
    pass


def test_a_service_is_made_at_its_first_use_and_once() -> None:
    made: list[Thing] = []

    def make() -> Thing:
        made.append(Thing())
        return made[-1]

    offer(Thing, make)
    assert made == []
    assert get(Thing) is get(Thing)
    assert len(made) == 1


def test_a_new_offer_forgets_the_old_service() -> None:
    offer(Thing, Thing)
    first = get(Thing)
    offer(Thing, Thing)
    assert get(Thing) is not first


def test_what_nobody_offered_is_not_there() -> None:
    class Nowhere:
        pass

    with pytest.raises(KeyError):
        get(Nowhere)
