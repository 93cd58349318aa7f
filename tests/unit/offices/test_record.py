from __future__ import annotations

import json

from chalicelib.offices.office import Rules
from chalicelib.offices.record import office_body, office_from, standard_body, standard_from
from chalicelib.offices.standard import DeemedGranted, Permit, PermitStage, Risk, Role, Step
from infra.seed import load_seed
from tests.unit.offices.builders import a_standard, a_text, an_office


def test_an_office_is_kept_whole() -> None:
    office = an_office(version=7)
    assert office_from(office_body(office), 7) == office


def test_a_standard_is_kept_whole() -> None:
    standard = a_standard(version=3, working_days=None)
    assert standard_from(standard_body(standard), 3) == standard


def test_a_permit_a_law_and_the_meaning_of_a_milestone_are_kept() -> None:
    stage = PermitStage("received", may_operate=False, says=a_text("belum"))
    standard = a_standard(
        milestones=(Step("checked", a_text("Diperiksa"), Role.VERIFIED),),
        deemed_granted=DeemedGranted(5, "UU 30/2014"),
        permit=Permit(Risk.HIGH, a_text("tinggi"), (a_text("NIB"),), (stage,), ("PP 5/2021",)),
        letter_days=7,
    )
    assert standard_from(standard_body(standard), 0) == standard


def test_a_standard_of_before_there_were_letters_still_reads() -> None:
    record = json.loads(standard_body(a_standard()))
    del record["deemed_granted"], record["permit"], record["letter_days"]
    assert standard_from(json.dumps(record), 0) == a_standard()


def test_an_office_of_before_the_visit_day_still_reads() -> None:
    office = an_office()
    record = json.loads(office_body(office))
    for offered in record["services"]:
        del offered["agency_id"]
    for pool in record["pools"]:
        del pool["names"], pool["letter"]
    record["rules"] = {"window_minutes": 20, "open_per_phone": 4}
    old = office_from(json.dumps(record), 0)
    assert old.rules == Rules(window_minutes=20, open_per_phone=4)
    assert [(pool.names, pool.letter, pool.counters) for pool in old.pools] == [((), "", 3)]
    assert {offered.agency_id for offered in old.services} == {""}


def test_a_standard_of_before_agencies_had_ids_still_reads() -> None:
    record = json.loads(standard_body(a_standard()))
    del record["agency_id"]
    assert standard_from(json.dumps(record), 0) == a_standard(agency_id="")


def test_the_whole_seed_is_kept_whole_and_fits_an_item() -> None:
    seed = load_seed()
    for office in seed.offices:
        assert office_from(office_body(office), 0) == office
        assert len(office_body(office).encode()) < 100_000
    for standard in seed.standards:
        assert standard_from(standard_body(standard), 0) == standard
