from __future__ import annotations

from chalicelib.offices.record import office_body, office_from, standard_body, standard_from
from infra.seed import load_seed
from tests.unit.offices.builders import a_standard, an_office


def test_an_office_is_kept_whole() -> None:
    office = an_office(version=7)
    assert office_from(office_body(office), 7) == office


def test_a_standard_is_kept_whole() -> None:
    standard = a_standard(version=3, working_days=None)
    assert standard_from(standard_body(standard), 3) == standard


def test_the_whole_seed_is_kept_whole_and_fits_an_item() -> None:
    seed = load_seed()
    for office in seed.offices:
        assert office_from(office_body(office), 0) == office
        assert len(office_body(office).encode()) < 100_000
    for standard in seed.standards:
        assert standard_from(standard_body(standard), 0) == standard
