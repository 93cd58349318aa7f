"""A mistake in a file of the seed is told by file and field, in one line that its keeper understands."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from chalicelib.offices.office import Rules
from infra.seed import SeedError, load_seed
from infra.seed.__main__ import main
from infra.seed.loading import HERE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[[str, str, str], list[str]]

TODAY = date(2026, 11, 23)
AGENCY = """
agency: {id: Dinas, en: Office}
group: {id: Perizinan, en: Licences}
valid_from: 2025-01-02
milestones:
  - {key: received, id: Diterima, en: Received}
  - {key: ready, id: Siap, en: Ready}
services:
  - service: x1
    name: {id: Izin, en: Licence}
    summary: {id: Izin saja, en: Only a licence}
    requirements: [{id: KTP, en: ID card}]
    procedure: [{id: Datang, en: Come}]
    time: {id: 1 hari, en: 1 day}
    fee: {id: Gratis, en: Free}
    product: {id: Izin, en: Licence}
    legal_basis: [UU 25/2009]
"""
OFFICE = """
name: {id: Kantor, en: Office}
address: {id: Jalan, en: Street}
time_zone: Asia/Jayapura
phone: "+62 967 000000"
hours:
  - days: [monday, friday]
    opens: 08:00
    closes: 15:00
    breaks: [{starts: 12:00, ends: 13:00}]
rules:
  window_minutes: 30
  horizon_days: 30
  move_cutoff_minutes: 60
  cancel_cutoff_minutes: 60
  open_per_person: 3
  open_per_phone: 5
pools:
  - pool: izin
    letter: A
    counters: [A, B]
    booking_share: 80
    fewer_counters: [{days: [friday], from: 13:00, until: 15:00, counters: 1}]
    services: {x1: 30}
"""
CASES = """
cases:
  - case: contoh
    office: kantor
    service: x1
    name: Contoh
    nik: "5171014107900001"
    phone: 0812 0000 0101
    opened_days_ago: 2
    reached: [received]
"""

OFFICERS = """
officers:
  - {email: petugas@kantor.example, role: officer, office: kantor, agency: dinas}
  - {email: admin@kota.example, role: admin}
"""


@pytest.fixture
def city(tmp_path: Path) -> Path:
    for name, text in {
        "agencies/dinas": AGENCY,
        "offices/kantor": OFFICE,
        "cases": CASES,
        "officers": OFFICERS,
    }.items():
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def told(city: Path) -> Told:
    """What is said after one piece of one file was replaced by another."""

    def tell(file: str, old: str, new: str) -> list[str]:
        path = city / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(SeedError) as error:
            load_seed(city, today=TODAY)
        return str(error.value).splitlines()

    return tell


def test_a_small_city_needs_little(city: Path) -> None:
    seed = load_seed(city, today=TODAY)
    assert [office.id for office in seed.offices] == ["kantor"]
    assert seed.standards[0].working_days is None
    assert [step.key for step in seed.standards[0].milestones] == ["received", "ready"]
    assert seed.standards[0].agency_id == "dinas"


def test_the_rules_a_file_leaves_out_are_the_usual_ones(city: Path) -> None:
    (office,) = load_seed(city, today=TODAY).offices
    assert office.rules == Rules(move_cutoff_minutes=60)


def test_a_pool_knows_its_counters_by_name_and_its_letter(city: Path) -> None:
    (office,) = load_seed(city, today=TODAY).offices
    assert [(pool.counters, pool.names, pool.letter) for pool in office.pools] == [(2, ("A", "B"), "A")]


AGENCY_MISTAKES = [
    ("    fee: {id: Gratis, en: Free}\n", "", "services[x1].fee: is missing"),
    ("{id: Izin saja, en: Only a licence}", "{id: Izin saja}", "services[x1].summary.en: is missing"),
    ("{id: Gratis, en: Free}", "Gratis", "services[x1].fee: must be a list of fields"),
    ("{id: Gratis, en: Free}", "{id: '', en: Free}", "services[x1].fee.id: must not be empty"),
    ("    fee:", "    cost: 1\n    fee:", "services[x1].cost: is not a field of this file"),
    ("    fee:", "    working_days: two\n    fee:", "services[x1].working_days: must be a whole number"),
    ("[UU 25/2009]", "[]", "services[x1].legal_basis: must not be empty"),
    ("2025-01-02", "soon", "valid_from: must be a date such as 2027-01-31"),
    ("service: x1", "service: X 1", "services[X 1].service: may hold small letters, digits and hyphens only"),
]


@pytest.mark.parametrize(("old", "new", "wrong"), AGENCY_MISTAKES)
def test_a_mistake_in_an_agencys_file_names_file_and_field(
    told: Told, old: str, new: str, wrong: str
) -> None:
    assert told("agencies/dinas.yaml", old, new) == [f"agencies/dinas.yaml: {wrong}"]


OFFICE_MISTAKES = [
    ("opens: 08:00", "opens: 8 am", 'hours[1].opens: must be a time such as "08:00"'),
    ("opens: 08:00", "opens: 12:30", "hours[1]: opens, breaks and closes must follow one another"),
    ("[monday, friday]", "[monday, monday]", "hours: monday stands here twice"),
    ("open_per_phone: 5", "open_per_phone: many", "rules.open_per_phone: must be a whole number"),
    (
        "booking_share: 80",
        "booking_share: 120",
        "pools[izin].booking_share: input should be less than or equal to 100",
    ),
    ("[A, B]", "[A, A]", "pools: counter A stands in more than one place"),
    ("[A, B]", "[A, Loket B]", "pools[izin].counters[2]: must be 1 to 8 letters, digits or hyphens"),
    ("[A, B]", "[A, A23456789]", "pools[izin].counters[2]: must be 1 to 8 letters, digits or hyphens"),
    (
        "services: {x1: 30}",
        "services: {x1: 30}\n    minutes_cleared: {x1: 20}",
        "pools[izin].minutes_cleared.x1: none of this service's requirements names a document",
    ),
    (
        "services: {x1: 30}",
        "services: {x1: 30}\n    minutes_cleared: {x2: 20}",
        "pools[izin].minutes_cleared.x2: this pool does not serve it",
    ),
    ("letter: A", "letter: a", "pools[izin].letter: must be one capital letter, A to Z"),
    ("letter: A", "letter: AB", "pools[izin].letter: must be one capital letter, A to Z"),
    ("    letter: A\n", "", "pools[izin].letter: is missing"),
    (
        "open_per_phone: 5",
        "open_per_phone: 5\n  walk_in_patience_minutes: 15",
        "rules.priority_ahead_minutes: must not be more than walk_in_patience_minutes, which is 15",
    ),
    (
        "open_per_phone: 5",
        "open_per_phone: 5\n  priority_share: 101",
        "rules.priority_share: input should be less than or equal to 100",
    ),
    (
        "open_per_phone: 5",
        "open_per_phone: 5\n  no_show_calls: often",
        "rules.no_show_calls: must be a whole number",
    ),
    ("{x1: 30}", "{x1: 30, x2: 10}", "pools[izin].services.x2: no agency's file has this service"),
    ("{x1: 30}", "{x1: long}", "pools[izin].services.x1: must be a whole number"),
    (
        "from: 13:00, until: 15:00",
        "from: 15:00, until: 13:00",
        "pools[izin].fewer_counters[1].until: must be after from",
    ),
    ("counters: 1}", "counters: 9}", "pools[izin].fewer_counters[1].counters: the pool has only 2"),
    (
        "booking_share: 80",
        "booking_share: 40",
        "pools[izin].services.x1: takes 30 minutes of a window; none has more than 24",
    ),
]


@pytest.mark.parametrize(("old", "new", "wrong"), OFFICE_MISTAKES)
def test_a_mistake_in_an_offices_file_names_file_and_field(
    told: Told, old: str, new: str, wrong: str
) -> None:
    assert told("offices/kantor.yaml", old, new) == [f"offices/kantor.yaml: {wrong}"]


def test_an_unknown_time_zone_is_answered_with_those_that_are_known(
    told: Told,
) -> None:
    (line,) = told("offices/kantor.yaml", "Asia/Jayapura", "Asia/Singapore")
    assert line.startswith("offices/kantor.yaml: time_zone: must be one of ")
    assert "'Asia/Makassar'" in line


def test_a_service_stands_in_one_pool_only(told: Told) -> None:
    second = "  - pool: lain\n    letter: B\n    counters: [C]\n    services: {x1: 10}\n  - pool: izin\n"
    (line,) = told("offices/kantor.yaml", "  - pool: izin\n", second)
    assert line == "offices/kantor.yaml: pools[…].services.x1: a service may stand in one pool only"


OTHER_POOL = "  - pool: lain\n    letter: {}\n    counters: [{}]\n    services: {{x2: 10}}\n  - pool: izin\n"


@pytest.mark.parametrize(
    ("letter", "counter", "wrong"),
    [
        ("A", "C", "pools[izin].letter: A is the letter of pool lain already"),
        ("B", "A", "pools: counter A stands in more than one place"),
    ],
)
def test_a_letter_and_a_counter_stand_in_one_pool_only(
    told: Told, city: Path, letter: str, counter: str, wrong: str
) -> None:
    _add_service(city, "x2")
    (line,) = told("offices/kantor.yaml", "  - pool: izin\n", OTHER_POOL.format(letter, counter))
    assert line == f"offices/kantor.yaml: {wrong}"


def _add_service(city: Path, service: str) -> None:
    first = AGENCY[AGENCY.index("  - service: x1") :]
    path = city / "agencies/dinas.yaml"
    path.write_text(AGENCY + first.replace("service: x1", f"service: {service}"), encoding="utf-8")


CASE_MISTAKES = [
    ("5171014107900001", "5171013307900001", "cases[contoh].nik: is no possible NIK"),
    ("0812 0000 0101", "0812", "cases[contoh].phone: is no possible phone number"),
    ("office: kantor", "office: mall", "cases[contoh].office: there is no office mall"),
    ("service: x1", "service: x9", "cases[contoh].service: kantor offers no service x9"),
    ("[received]", "[ready]", "cases[contoh].reached: must be the first of received, ready, in this order"),
]


@pytest.mark.parametrize(("old", "new", "wrong"), CASE_MISTAKES)
def test_a_mistake_in_the_cases_names_file_and_field(told: Told, old: str, new: str, wrong: str) -> None:
    assert told("cases.yaml", old, new) == [f"cases.yaml: {wrong}"]


def test_a_file_that_is_no_yaml_is_named_with_its_line(told: Told) -> None:
    (line,) = told("offices/kantor.yaml", "rules:", "rules: [")
    assert line.startswith("offices/kantor.yaml: line ")


def test_a_field_that_stands_twice_is_told_not_silently_dropped(
    told: Told,
) -> None:
    (line,) = told("offices/kantor.yaml", "  horizon_days: 30", "  horizon_days: 30\n  horizon_days: 60")
    assert line == "offices/kantor.yaml: line 14: horizon_days stands here twice"


def test_all_mistakes_of_all_files_of_a_kind_are_told_at_once(city: Path) -> None:
    shutil.copy(city / "offices/kantor.yaml", city / "offices/lain.yaml")
    for name in ("kantor", "lain"):
        path = city / f"offices/{name}.yaml"
        path.write_text(path.read_text("utf-8").replace("closes: 15:00", "closes: late"), encoding="utf-8")
    with pytest.raises(SeedError) as error:
        load_seed(city, today=TODAY)
    assert [problem.file for problem in error.value.problems] == ["offices/kantor.yaml", "offices/lain.yaml"]


def test_one_service_in_two_agencies_files_is_told(city: Path) -> None:
    shutil.copy(city / "agencies/dinas.yaml", city / "agencies/lain.yaml")
    with pytest.raises(SeedError) as error:
        load_seed(city, today=TODAY)
    wrong = "services[x1].service: this service stands in agencies/dinas.yaml already"
    assert str(error.value) == f"agencies/lain.yaml: {wrong}"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"agencies: \(whole file\): this folder holds no \.yaml file"):
        load_seed(tmp_path, today=TODAY)


def test_an_empty_file_is_told(city: Path) -> None:
    (city / "offices/kantor.yaml").write_text("", encoding="utf-8")
    with pytest.raises(SeedError, match=r"offices/kantor\.yaml: \(whole file\): must be a list of fields"):
        load_seed(city, today=TODAY)


def test_the_command_says_what_is_wrong_and_fails(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (city / "cases.yaml").write_text("cases: [{case: contoh}]", encoding="utf-8")
    assert main(["check", str(city)]) == 1
    assert "cases.yaml: cases[contoh].nik: is missing" in capsys.readouterr().err


def test_the_command_sums_up_the_citys_own_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(HERE)]) == 0
    assert "46 services of 14 agencies, 12 in every office" in capsys.readouterr().out


OFFICERS_MISTAKES = [
    ("admin@kota", "petugas@kantor", "[petugas@kantor.example].email: this address stands here twice"),
    ("office: kantor", "office: lain", "[petugas@kantor.example].office: there is no office lain"),
    ("agency: dinas", "agency: lain", "[petugas@kantor.example].agency: kantor has no services of lain"),
    (", agency: dinas", "", "[petugas@kantor.example]: officer needs an agency"),
    ("role: admin", "role: kiosk", "[admin@kota.example]: kiosk needs an office"),
    ("role: admin", "role: admin, office: kantor", "[admin@kota.example]: admin with an office"),
    ("role: admin", "role: admin, password: x", "[admin@kota.example].password: is not a field of this file"),
]


@pytest.mark.parametrize(("old", "new", "wrong"), OFFICERS_MISTAKES)
def test_a_mistake_about_an_officer_names_who_it_is(told: Told, old: str, new: str, wrong: str) -> None:
    assert told("officers.yaml", old, new) == [f"officers.yaml: officers{wrong}"]


def test_a_role_is_one_that_there_is(told: Told) -> None:
    (wrong,) = told("officers.yaml", "role: admin", "role: boss")
    assert wrong.startswith("officers.yaml: officers[admin@kota.example].role: must be one of")


PERMITS = """
basis: [PP 5/2021]
classes:
  - risk: low
    name: {id: Rendah, en: Low}
    consists: [{id: NIB, en: NIB}]
    milestones:
      - {key: received, id: Diterima, en: Received}
      - {key: nib-issued, role: ready, id: NIB terbit, en: NIB issued}
    stages:
      - {milestone: received, may_operate: false, says: {id: Belum, en: Not yet}}
      - {milestone: nib-issued, may_operate: true, says: {id: Boleh, en: Yes}}
"""


class TestPermits:
    @pytest.fixture(autouse=True)
    def permits(self, city: Path) -> None:
        (city / "permits.yaml").write_text(PERMITS, encoding="utf-8")
        path = city / "agencies" / "dinas.yaml"
        law = "deemed_granted: {working_days: 5, basis: UU 30/2014}"
        path.write_text(f"{path.read_text('utf-8')}    risk: low\n    working_days: 5\n    {law}\n", "utf-8")

    def test_a_service_of_a_risk_class_passes_its_milestones(self, city: Path) -> None:
        (standard,) = load_seed(city, today=TODAY).standards
        assert [step.key for step in standard.milestones] == ["received", "nib-issued"]
        assert standard.permit
        assert standard.permit.basis == ("PP 5/2021",)

    @pytest.mark.parametrize(
        ("file", "old", "new", "wrong"),
        [
            (
                "agencies/dinas.yaml",
                "risk: low",
                "risk: high",
                "services[x1].risk: permits.yaml has no class high",
            ),
            (
                "agencies/dinas.yaml",
                "working_days: 5, basis",
                "working_days: 4, basis",
                "services[x1].deemed_granted.working_days: must not be less than working_days, which is 5",
            ),
            (
                "permits.yaml",
                "milestone: nib-issued, may",
                "milestone: lost, may",
                "classes[low].stages: must name some of received, nib-issued, in this order",
            ),
            (
                "permits.yaml",
                "may_operate: true",
                "may_operate: false",
                "classes[low].stages: must end with a stage in which the business may operate",
            ),
        ],
    )
    def test_what_does_not_fit_is_told(self, told: Told, file: str, old: str, new: str, wrong: str) -> None:
        assert any(line.endswith(wrong) for line in told(file, old, new))


def test_a_requirement_may_be_a_paper_that_is_sent_ahead_and_then_the_visit_shorter(city: Path) -> None:
    agency, office = city / "agencies" / "dinas.yaml", city / "offices" / "kantor.yaml"
    agency.write_text(
        agency.read_text("utf-8").replace("en: ID card}", "en: ID card, document: ktp}"), "utf-8"
    )
    shorter = "services: {x1: 30}\n    minutes_cleared: {x1: 20}"
    office.write_text(office.read_text("utf-8").replace("services: {x1: 30}", shorter), "utf-8")
    seed = load_seed(city, today=TODAY)
    assert seed.standards[0].checklist == ((seed.standards[0].requirements[0], "ktp"),)
    assert seed.offices[0].service("x1").minutes_cleared == 20


@pytest.mark.parametrize("kind", ["cat", "paper", "photo"])
def test_only_a_kind_of_which_there_is_one_can_be_on_the_list(told: Told, kind: str) -> None:
    (line,) = told("agencies/dinas.yaml", "en: ID card}", f"en: ID card, document: {kind}}}")
    assert line.startswith("agencies/dinas.yaml: services[x1].requirements[1].document: ")
    assert "must be one of ktp, kk, npwp, nib, passport" in line


def test_a_shorter_time_is_really_shorter(city: Path, told: Told) -> None:
    agency = city / "agencies" / "dinas.yaml"
    agency.write_text(
        agency.read_text("utf-8").replace("en: ID card}", "en: ID card, document: ktp}"), "utf-8"
    )
    shorter = "services: {x1: 30}\n    minutes_cleared: {x1: 30}"
    (line,) = told("offices/kantor.yaml", "services: {x1: 30}", shorter)
    assert line.endswith("minutes_cleared.x1: must be less than the 30 minutes it usually takes")
