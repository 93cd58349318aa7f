"""What is told of a case, in both languages."""

from __future__ import annotations

from datetime import date, timedelta

from chalicelib.cases.case import Milestone, Pause, Refused
from chalicelib.core.text import Text
from chalicelib.offices.service import Permit, PermitStage, Risk, Step
from chalicelib.status.file import of_case
from tests.builders.cases import a_case, a_letter
from tests.builders.city import a_small_office, at
from tests.unit.offices.builders import MONDAY, a_standard

OFFICE = a_small_office(name=Text("Mal Pelayanan", "Service Mall"))
STANDARD = a_standard(name=Text("KTP-el", "ID card"))
EARLY, LATE = Milestone("received", at(8)), Milestone("ready", at(14))


def test_a_case_tells_where_it_stands_and_the_day_it_was_promised_for() -> None:
    told = of_case(a_case(), OFFICE, STANDARD, "en")
    assert (told.kind, told.status, told.due) == ("case", "received", date(2026, 11, 24))
    assert told.summary == (
        "Your file for ID card at Service Mall: Diterima in English. Promised by Tuesday, 24 November 2026."
    )
    assert [(step.name, step.at) for step in told.steps] == [
        ("Diterima in English", at(8)),
        ("Siap in English", None),
    ]


def test_a_case_without_a_promise_says_so() -> None:
    told = of_case(a_case(due=None), OFFICE, STANDARD, "en")
    assert told.summary.endswith("The service standard names no day for its end.")
    assert told.due is None


def test_a_case_that_is_done_is_due_no_more() -> None:
    told = of_case(a_case(milestones=(EARLY, LATE)), OFFICE, STANDARD, "id")
    assert told.summary == "Berkas KTP-el di Mal Pelayanan selesai: Siap."
    assert told.due is None
    assert [step.at for step in told.steps] == [at(8), at(14)]


def test_a_milestone_that_left_the_standard_is_told_by_its_key() -> None:
    told = of_case(a_case(milestones=(Milestone("scanned", at(8)),)), OFFICE, STANDARD, "id")
    assert "scanned" in told.summary
    assert [step.at for step in told.steps] == [None, None]


LONG = a_standard(
    name=Text("KTP-el", "ID card"),
    milestones=(*STANDARD.milestones, Step("handed-over", Text("Diserahkan", "Handed over"))),
)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def test_what_is_ready_waits_to_be_collected_and_is_due_no_more() -> None:
    case = a_case(milestones=(EARLY, LATE), met=True)
    told = of_case(case, OFFICE, LONG, "id")
    assert told.summary == "Berkas KTP-el di Mal Pelayanan selesai dikerjakan: Siap."
    assert told.due is None
    assert [step.name for step in told.steps] == ["Diterima", "Siap", "Diserahkan"]


def test_a_letter_can_be_downloaded_until_its_file_is_gone() -> None:
    case = a_case(milestones=(EARLY, LATE), met=True, letter=a_letter())
    told = of_case(case, OFFICE, LONG, "id")
    assert told.summary.endswith("Suratnya dapat Anda unduh.")
    assert told.case
    assert told.case.letter
    assert (told.case.letter.code, told.case.letter.kept) == ("ABCDEFGHJK", True)
    gone = of_case(a_case(letter=a_letter(key=None)), OFFICE, LONG, "id")
    assert "unduh" not in gone.summary


def test_a_case_that_waits_tells_why_since_when_and_what_is_left_of_the_promise() -> None:
    pause = Pause("documents", at(9), MONDAY)
    case = a_case(due=WEDNESDAY, pauses=(pause,))
    told = of_case(case, OFFICE, STANDARD, "id", {"pause-0": Text("KK tidak terbaca.", "KK unreadable.")})
    assert (told.status, told.due) == ("paused", None)
    assert told.summary == (
        "Berkas KTP-el di Mal Pelayanan menunggu Anda sejak Senin, 23 November 2026: "
        "Ada dokumen yang kurang atau perlu diperbaiki. KK tidak terbaca. "
        "Janji kami berhenti dihitung; setelah Anda menjawab masih ada 2 hari kerja."
    )
    assert [(step.name, step.at) for step in told.steps] == [
        ("Diterima", at(8)),
        (
            "Menunggu Anda: Ada dokumen yang kurang atau perlu diperbaiki. KK tidak terbaca.",
            at(9),
        ),
        ("Siap", None),
    ]


def test_on_the_last_day_nothing_is_left_but_the_day_of_the_answer() -> None:
    case = a_case(due=MONDAY, pauses=(Pause("payment", at(9), MONDAY),))
    assert of_case(case, OFFICE, STANDARD, "en").summary.endswith(
        "Our promise stands still; we finish on the working day on which you answer."
    )


def test_a_promise_that_was_broken_before_the_wait_stays_due() -> None:
    case = a_case(due=MONDAY, pauses=(Pause("payment", at(9, day=TUESDAY), TUESDAY),))
    told = of_case(case, OFFICE, STANDARD, "id")
    assert told.due == MONDAY
    assert "berhenti" not in told.summary


def test_a_wait_that_is_over_stands_among_the_steps_and_in_the_promise() -> None:
    pauses = (Pause("visit", at(9), MONDAY, at(10, day=WEDNESDAY)),)
    told = of_case(a_case(due=date(2026, 11, 26), pauses=pauses), OFFICE, STANDARD, "en")
    assert told.summary.endswith(
        "Promised by Thursday, 26 November 2026. That includes 2 working days of waiting for you."
    )
    assert [step.name for step in told.steps] == [
        "Diterima in English",
        "Waiting for you: You need to come to the counter.",
        "Taken up again",
        "Siap in English",
    ]


def test_a_refusal_tells_why_and_ends_the_steps() -> None:
    case = a_case(
        pauses=(Pause("words", at(9), MONDAY, at(12)),),
        refused=Refused("requirements", at(12)),
    )
    told = of_case(case, OFFICE, STANDARD, "id", {"refused": Text("KK palsu.", "Forged.")})
    assert (told.status, told.due) == ("refused", None)
    assert told.summary == (
        "Berkas KTP-el di Mal Pelayanan ditolak pada Senin, 23 November 2026: Persyaratan tidak terpenuhi. KK palsu."
    )
    assert [step.name for step in told.steps] == [
        "Diterima",
        "Menunggu Anda: Petugas mencatat alasannya di kantor.",
        "Ditolak: Persyaratan tidak terpenuhi. KK palsu.",
    ]


def test_a_business_permit_tells_whether_the_business_may_operate() -> None:
    says = Text("NIB terbit; belum boleh beroperasi.", "NIB issued; not yet.")
    permit = Permit(
        Risk.MEDIUM_HIGH,
        Text("Risiko menengah tinggi", "Medium-high"),
        (Text("NIB", "NIB"),),
        (
            PermitStage("received", may_operate=False, says=says),
            PermitStage("ready", may_operate=True, says=says),
        ),
        ("PP 5/2021",),
    )
    standard = a_standard(permit=permit)
    told = of_case(a_case(), OFFICE, standard, "id")
    assert told.summary.endswith("NIB terbit; belum boleh beroperasi.")
    assert told.case
    assert told.case.permit
    assert (told.case.permit.risk, told.case.permit.may_operate) == ("medium-high", False)
    later = of_case(a_case(milestones=(EARLY, LATE)), OFFICE, standard, "id")
    assert later.case
    assert later.case.permit
    assert later.case.permit.may_operate
