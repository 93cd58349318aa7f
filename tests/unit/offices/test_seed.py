"""The demonstration city is what the project says of it."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from chalicelib.core.errors import Fault
from chalicelib.core.officer import Role
from chalicelib.core.text import Text
from chalicelib.offices.standard import Risk
from chalicelib.offices.standard import Role as Milestone
from chalicelib.people import nik
from infra.seed import Seed, load_seed
from infra.seed.holiday import national

if TYPE_CHECKING:
    from chalicelib.offices.service import Office

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def seed() -> Seed:
    return load_seed(today=TODAY)


@pytest.fixture(scope="module")
def offices(seed: Seed) -> dict[str, Office]:
    return {office.id: office for office in seed.offices}


def test_each_office_has_its_officer_its_manager_and_a_kiosk_and_the_city_an_administrator(
    seed: Seed,
) -> None:
    for office in ("dukcapil", "mpp"):
        roles = [one.role for one in seed.officers if one.office == office]
        assert {Role.OFFICER, Role.MANAGER, Role.KIOSK} == set(roles)
    assert [one.role for one in seed.officers if not one.office] == [Role.ADMIN]
    agencies = {one.agency for one in seed.officers if one.office == "mpp" and one.role is Role.OFFICER}
    assert agencies == {"dpmptsp", "dukcapil", "imigrasi"}
    # Nobody's address: these are never written to, and could not be.
    assert all(one.email.endswith(".example") for one in seed.officers)


def test_two_offices_of_one_city_offer_at_least_36_services_of_9_agencies(seed: Seed) -> None:
    assert [office.id for office in seed.offices] == ["dukcapil", "mpp"]
    assert {office.time_zone for office in seed.offices} == {"Asia/Makassar"}
    offered = {service for office in seed.offices for service in office.brief.services}
    assert offered == {standard.id for standard in seed.standards}
    assert len(offered) >= 36
    assert len({standard.agency for standard in seed.standards}) >= 9


def test_several_services_are_offered_in_both_offices(seed: Seed) -> None:
    first, second = (set(office.brief.services) for office in seed.offices)
    assert len(first & second) >= 6


def test_every_word_a_citizen_reads_is_there_in_both_languages(seed: Seed) -> None:
    for standard in seed.standards:
        texts = [standard.name, standard.summary, standard.time, standard.fee, standard.product]
        for text in (*texts, *standard.requirements, *standard.procedure):
            assert text.id
            assert text.en
        assert standard.aliases
        assert standard.legal_basis
        assert standard.milestones


def test_no_two_services_are_found_by_the_same_everyday_words(seed: Seed) -> None:
    aliases = [alias for standard in seed.standards for alias in standard.aliases]
    assert sorted({alias for alias in aliases if aliases.count(alias) > 1}) == []


def test_some_services_are_longer_than_a_window(offices: dict[str, Office]) -> None:
    assert all(5 <= offered.minutes <= 45 for office in offices.values() for offered in office.services)
    assert any(offered.minutes > 30 for offered in offices["mpp"].services)


def test_friday_has_a_longer_lunch_break(offices: dict[str, Office]) -> None:
    for office in offices.values():
        monday, friday = (office.opening(date(2026, 11, day)) for day in (23, 27))
        assert monday
        assert friday
        assert [pause.starts for pause in monday.breaks] == [time(12)]
        assert [pause.starts for pause in friday.breaks] == [time(11, 30)]


def test_offices_stay_closed_on_national_holidays_joint_leave_and_days_of_their_own(
    offices: dict[str, Office],
) -> None:
    for office in offices.values():
        assert office.opening(date(2026, 12, 25)) is None
        assert office.opening(date(2026, 12, 24)) is None
        assert office.closure(date(2027, 1, 13)) == Text("Hari Raya Galungan", "Galungan")


def test_holidays_have_names_in_both_languages_for_three_years() -> None:
    days = national(range(2026, 2029))
    assert days[date(2026, 8, 17)].id == "Hari Kemerdekaan Republik Indonesia"
    assert days[date(2026, 8, 17)].en == "Independence Day"
    assert days[date(2026, 12, 24)] == Text("Cuti Bersama Hari Raya Natal", "Christmas Joint Holiday")
    assert {day.year for day in days} == {2026, 2027, 2028}
    assert list(days) == sorted(days)


def test_some_pools_have_fewer_counters_at_certain_hours(offices: dict[str, Office]) -> None:
    office = offices["mpp"]
    pool = office.pool("kependudukan")
    tuesday, saturday = (
        {pool.minutes_at(day.isoweekday(), window) for window in office.windows(day)}
        for day in (date(2026, 11, 24), date(2026, 11, 28))
    )
    assert (tuesday, saturday) == ({96}, {48})


def test_every_service_has_the_id_of_its_agency(seed: Seed, offices: dict[str, Office]) -> None:
    by_id = {standard.id: standard for standard in seed.standards}
    assert len({standard.agency_id for standard in seed.standards}) == 14
    for office in seed.offices:
        assert all(offered.agency_id == by_id[offered.id].agency_id for offered in office.services)
    mall = offices["mpp"]
    assert mall.agencies_of(mall.pool("kependudukan")) == {"dukcapil"}
    assert mall.agencies_of(mall.pool("bangunan")) == {"pupr"}


def test_every_counter_has_a_name_and_every_family_a_letter(offices: dict[str, Office]) -> None:
    for office in offices.values():
        assert all(len(pool.names) == pool.counters for pool in office.pools)
    letters = {office.id: "".join(pool.letter for pool in office.pools) for office in offices.values()}
    assert letters == {"dukcapil": "ABC", "mpp": "ABCDEFGHIJKLMN"}
    assert offices["dukcapil"].pool_of_counter("B2").id == "keluarga"


def test_the_open_files_belong_to_invented_people_with_niks_of_the_right_form(seed: Seed) -> None:
    assert seed.cases
    for case in seed.cases:
        number = nik.read(case.nik, today=TODAY)
        assert not isinstance(number, Fault)
        assert number.region_known
        assert case.nik.startswith("5171")
        assert {"Contoh", "Peraga"} & set(case.name.split())


def test_region_codes_in_force_and_retired_are_known() -> None:
    assert {"517101", "910101", "317101"} <= nik.districts()
    assert len(nik.districts()) == 7285 + 594


def test_business_permits_follow_their_risk_class_and_say_when_the_business_may_operate(seed: Seed) -> None:
    permits = {one.id: one for one in seed.standards if one.permit}
    assert {one.permit.risk for one in permits.values() if one.permit} == set(Risk)
    restaurant = permits["s219"]
    assert restaurant.permit
    stage = restaurant.permit.stage(["received", "nib-issued"])
    assert stage
    assert (stage.may_operate, stage.says.id) == (
        False,
        "NIB terbit; belum boleh beroperasi sampai Sertifikat Standar diverifikasi.",
    )
    for standard in permits.values():
        keys = [step.key for step in standard.milestones]
        assert standard.permit
        last = standard.permit.stage(keys)
        assert last
        assert last.may_operate


def test_a_law_that_grants_by_silence_is_data_and_never_shorter_than_the_promise(seed: Seed) -> None:
    granted = [one for one in seed.standards if one.deemed_granted]
    assert granted
    for standard in granted:
        assert standard.deemed_granted
        assert standard.deemed_granted.working_days >= (standard.working_days or 0)
        assert standard.deemed_granted.basis


def test_every_file_that_can_be_collected_is_handed_over_last(seed: Seed) -> None:
    for standard in seed.standards:
        roles = [step.role for step in standard.milestones]
        assert roles[0] is Milestone.RECEIVED
        if Milestone.READY in roles:
            assert roles[-1] is Milestone.HANDED_OVER
