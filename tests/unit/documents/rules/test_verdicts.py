"""From what was read to a verdict, as `judged` gives it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.documents.finding import FINDINGS, Finding, Weight
from chalicelib.documents.judging import Judgement, Verdict, judged
from chalicelib.documents.kinds import KINDS
from chalicelib.documents.reading.seen import Field, ReaderMissing, Seen
from tests.unit.documents.rules.specimens import (
    BUSINESS,
    FAMILY,
    KTP,
    NIK,
    PASSPORT,
    TAX_CARD,
    Read,
    asked,
    codes,
    fields,
    ktp,
    page,
    pdf,
    photo,
)

if TYPE_CHECKING:
    from PIL.Image import Image

    from tests.unit.conftest import LogLines

# Somebody else's, valid in itself.
ANOTHER = "3374051204850003"
TEXTS = {"kk": FAMILY, "npwp": TAX_CARD, "nib": BUSINESS, "passport": PASSPORT}


class Broken:
    """A reader that fails, with what it was reading in its error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def read(self, page: Image, kind: str) -> Seen:
        raise self.error


def of_ktp(*findings: Finding, score: float = 0.98, **said: str | None) -> Judgement:
    return judged(photo(), asked(), reader=ktp(*findings, score=score, **said))


def test_a_card_that_says_what_the_booking_says_is_accepted() -> None:
    judgement = of_ktp()
    assert (judgement.verdict, judgement.findings) == (Verdict.ACCEPTED, ())
    assert (judgement.number, judgement.expires) == (NIK, None)


@pytest.mark.parametrize(
    ("said", "verdict", "found"),
    [
        ({"nik": "5171014107900002"}, Verdict.NEEDS_OFFICER, ["nik-near"]),
        ({"nik": "5171014107900010"}, Verdict.NEEDS_OFFICER, ["nik-near"]),
        ({"nik": "517101410790001"}, Verdict.NEEDS_OFFICER, ["nik-near"]),
        # The day of the NIK misread: the birth date agrees with the number that was typed.
        ({"nik": "5171011107900001"}, Verdict.NEEDS_OFFICER, ["nik-near"]),
        ({"nik": ANOTHER}, Verdict.REJECTED, ["nik-other"]),
        ({"nik": "9999999999999999"}, Verdict.NEEDS_OFFICER, ["nik-structure"]),
        ({"nik": None}, Verdict.NEEDS_OFFICER, ["field-missing"]),
        ({"name": "NI KOMANG SARI DEWI"}, Verdict.NEEDS_OFFICER, ["name-differs"]),
        ({"name": None}, Verdict.NEEDS_OFFICER, ["field-missing"]),
        ({"birth_date": "1990-07-02"}, Verdict.NEEDS_OFFICER, ["birth-date-differs"]),
        ({"birth_date": "tak terbaca"}, Verdict.NEEDS_OFFICER, ["birth-date-differs"]),
        ({"sex": "M"}, Verdict.NEEDS_OFFICER, ["sex-differs"]),
        ({"valid_until": "2017-07-01"}, Verdict.ACCEPTED, ["valid-for-life"]),
        ({"valid_until": "2024-07-01", "nationality": "WNA"}, Verdict.REJECTED, ["expired"]),
        ({"valid_until": None, "nationality": None}, Verdict.NEEDS_OFFICER, ["field-missing"]),
    ],
)
def test_a_card_that_says_something_else(said: dict[str, Any], verdict: Verdict, found: list[str]) -> None:
    judgement = judged(photo(), asked(), reader=Read([Seen(kind="ktp", fields=fields(**said))]))
    assert (judgement.verdict, codes(judgement.findings)) == (verdict, found)


def test_a_region_that_nobody_knows_is_a_hint_and_stops_nothing() -> None:
    nik = f"999999{NIK[6:]}"
    judgement = judged(photo(), asked(nik=nik), reader=ktp(nik=nik))
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.ACCEPTED, ["nik-region"])


def test_what_was_read_unsurely_goes_to_an_officer_and_accuses_nobody() -> None:
    unsure = of_ktp(score=0.5)
    assert (unsure.verdict, codes(unsure.findings)) == (Verdict.NEEDS_OFFICER, ["field-unsure"])
    assert of_ktp(score=0.5, nik=ANOTHER).verdict is Verdict.NEEDS_OFFICER
    assert unsure.number is None


def test_a_record_without_a_citizens_number_or_name_cannot_be_accepted_by_machine() -> None:
    for nobody in (asked(nik=None), asked(name=None)):
        judgement = judged(photo(), nobody, reader=ktp())
        assert (judgement.verdict, codes(judgement.findings)) == (Verdict.NEEDS_OFFICER, ["nothing-typed"])


@pytest.mark.parametrize("code", ["blurred", "glare", "dark", "far-away"])
def test_the_light_does_not_matter_when_everything_was_read_surely(code: str) -> None:
    assert of_ktp(Finding(code)).verdict is Verdict.ACCEPTED


@pytest.mark.parametrize("code", ["blurred", "glare", "dark", "far-away"])
def test_the_light_matters_when_not_and_the_citizen_is_told_only_that(code: str) -> None:
    badly_read: list[Read] = [
        ktp(Finding(code), nik=ANOTHER),
        ktp(Finding(code), nik="5171014107900002"),
        ktp(Finding(code), name=None),
    ]
    for reader in badly_read:
        judgement = judged(photo(), asked(), reader=reader)
        assert (judgement.verdict, codes(judgement.findings)) == (Verdict.REJECTED, [code])


@pytest.mark.parametrize("code", ["cut-edges", "not-readable"])
def test_a_card_that_is_not_all_there_is_taken_again(code: str) -> None:
    assert of_ktp(Finding(code)).verdict is Verdict.REJECTED


def test_a_photocopy_goes_to_an_officer_and_a_screenshot_is_only_a_hint() -> None:
    assert of_ktp(Finding("photocopy")).verdict is Verdict.NEEDS_OFFICER
    judgement = of_ktp(Finding("screenshot"))
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.ACCEPTED, ["screenshot"])


def test_what_can_be_mended_is_told_first() -> None:
    judgement = of_ktp(name="SIAPA SAJA", valid_until="2024-07-01", nationality="WNA")
    assert codes(judgement.findings) == ["expired", "name-differs"]


def test_a_card_of_another_kind_is_sent_back() -> None:
    judgement = judged(photo(), asked("kk"), reader=ktp())
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.REJECTED, ["other-kind"])
    assert (dict(judgement.fields), judgement.number) == ({}, None)


def test_a_page_that_nothing_tells_the_kind_of_goes_to_an_officer() -> None:
    judgement = judged(photo(), asked("kk"), reader=page("Halo dunia"))
    assert judgement.verdict is Verdict.NEEDS_OFFICER
    assert "kind-unsure" in codes(judgement.findings)


@pytest.mark.parametrize("error", [ReaderMissing("no model"), RuntimeError(f"cannot read {NIK}")])
def test_a_reader_that_fails_leaves_it_to_an_officer(error: Exception, log_lines: LogLines) -> None:
    judgement = judged(photo(), asked(), reader=Broken(error))
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.NEEDS_OFFICER, ["reader-missing"])
    assert NIK not in str(log_lines())


@pytest.mark.parametrize("kind", ["ktp", "kk", "passport"])
def test_without_a_reader_no_picture_is_accepted(kind: str) -> None:
    judgement = judged(photo(), asked(kind), reader=None)
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.NEEDS_OFFICER, ["reader-missing"])


def test_a_file_with_something_to_mend_is_not_read_at_all() -> None:
    reader = ktp()
    judgement = judged(photo(Finding("damaged")), asked(), reader=reader)
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.REJECTED, ["damaged"])
    assert reader.asked_for == []


def test_a_picture_of_a_complaint_is_accepted_when_its_file_is_fine() -> None:
    assert judged(photo(), asked("photo", nik=None, name=None), reader=None).verdict is Verdict.ACCEPTED
    hint = judged(photo(Finding("edited", {"with": "?"})), asked("photo"), reader=None)
    assert hint.verdict is Verdict.ACCEPTED
    assert judged(photo(Finding("damaged")), asked("photo"), reader=None).verdict is Verdict.REJECTED


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS.values() if not kind.read and not kind.place])
def test_a_kind_that_no_machine_reads_goes_to_an_officer(kind: str) -> None:
    judgement = judged(photo(), asked(kind), reader=ktp())
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.NEEDS_OFFICER, ["read-by-officer"])
    assert judged(photo(Finding("empty")), asked(kind), reader=None).verdict is Verdict.REJECTED


@pytest.mark.parametrize(
    ("kind", "verdict", "found"),
    [
        ("kk", Verdict.ACCEPTED, []),
        ("npwp", Verdict.ACCEPTED, []),
        ("nib", Verdict.NEEDS_OFFICER, ["no-nik"]),
        ("passport", Verdict.NEEDS_OFFICER, ["no-nik"]),
    ],
)
def test_other_kinds_are_accepted_where_they_bear_the_bookings_nik(
    kind: str, verdict: Verdict, found: list[str]
) -> None:
    by_itself = judged(pdf(TEXTS[kind]), asked(kind), reader=None)
    recognised = judged(photo(), asked(kind), reader=page(TEXTS[kind]))
    for judgement in (by_itself, recognised):
        assert (judgement.verdict, codes(judgement.findings)) == (verdict, found)


def test_a_pdf_that_says_by_itself_what_it_is_needs_no_reader() -> None:
    reader = page(FAMILY)
    judged(pdf(FAMILY), asked("kk"), reader=reader)
    assert reader.asked_for == []


def test_the_hidden_text_of_a_scan_or_of_a_ktp_is_not_relied_upon() -> None:
    scan = page(FAMILY)
    assert judged(pdf("Dipindai dengan ponsel"), asked("kk"), reader=scan).verdict is Verdict.ACCEPTED
    card = ktp(nik=ANOTHER)
    assert judged(pdf(f"NIK {NIK} KARTU TANDA PENDUDUK"), asked(), reader=card).verdict is Verdict.REJECTED
    assert (scan.asked_for, card.asked_for) == (["kk"], ["ktp"])


def test_somebody_who_is_not_on_a_family_card_is_told_by_its_own_text_and_seen_by_an_officer_otherwise() -> (
    None
):
    stranger = asked("kk", nik=ANOTHER)
    own = judged(pdf(FAMILY), stranger, reader=None)
    assert (own.verdict, codes(own.findings)) == (Verdict.REJECTED, ["nik-other"])
    recognised = judged(photo(), stranger, reader=page(FAMILY))
    assert (recognised.verdict, codes(recognised.findings)) == (Verdict.NEEDS_OFFICER, ["not-in-family"])


def test_a_passport_whose_birth_date_is_not_the_bookings_is_noticed() -> None:
    judgement = judged(photo(), asked("passport", nik="5171014108900001"), reader=page(PASSPORT))
    assert codes(judgement.findings) == ["no-nik", "birth-date-differs"]


def test_a_zone_that_contradicts_itself_is_for_an_officer() -> None:
    judgement = judged(photo(), asked("passport"), reader=page(PASSPORT.replace("9007013", "9007014")))
    assert judgement.verdict is Verdict.NEEDS_OFFICER
    assert "mrz-check-digit" in codes(judgement.findings)


def test_a_company_is_not_expected_to_bear_the_citizens_name() -> None:
    company = BUSINESS.replace("NI LUH AYU LESTARI", "PT MAJU SENTOSA")
    assert codes(judged(pdf(company), asked("nib"), reader=None).findings) == ["no-nik"]


def test_the_back_of_a_card_does_not_spoil_its_front() -> None:
    front, back = page(FAMILY).pages[0], Seen(kind=None, fields={}, findings=(Finding("not-a-document"),))
    for pages in ([front, back], [back, front]):
        judgement = judged(photo(pages=2), asked("kk"), reader=Read(pages))
        assert judgement.verdict is Verdict.ACCEPTED


niks = st.one_of(
    st.text("0123456789", min_size=1, max_size=18),
    st.sampled_from([ANOTHER, NIK[::-1], NIK[:-1], f"{NIK}1"]),
    st.builds(
        lambda place, digit: NIK[:place] + digit + NIK[place + 1 :],
        st.integers(0, 15),
        st.sampled_from("0123456789"),
    ),
)
scores = st.floats(0.0, 1.0)
hints = st.lists(st.sampled_from(sorted(FINDINGS)).map(Finding), max_size=2)


@given(niks.filter(lambda nik: nik != NIK), scores, hints, st.booleans())
@example(ANOTHER, 1.0, [], False)  # noqa: FBT003 - as the law is stated
def test_no_card_with_another_nik_is_ever_accepted(
    nik: str,
    score: float,
    found: list[Finding],
    fitting: bool,  # noqa: FBT001 - given by the law
) -> None:
    said = {name: Field(text, score) for name, text in {**KTP, "nik": nik}.items()}
    if fitting:  # birth date and sex as that number has them
        day = int(nik[6:8] or 0) if len(nik) > 11 else 0
        said["sex"] = Field("F" if day > 40 else "M", score)
        said["birth_date"] = Field(f"19{nik[10:12]}-{nik[8:10]}-{day % 40:02}", score)
    reader = Read([Seen(kind="ktp", fields=said, findings=tuple(found))])
    assert judged(photo(), asked(), reader=reader).verdict is not Verdict.ACCEPTED


@given(st.sampled_from(sorted(TEXTS)), niks.filter(lambda nik: nik != NIK), scores, st.booleans())
def test_no_document_that_bears_another_nik_is_ever_accepted(
    kind: str,
    nik: str,
    score: float,
    own: bool,  # noqa: FBT001 - given by the law
) -> None:
    text = TEXTS[kind].replace(NIK, nik)
    opened = pdf(text) if own else photo()
    assert judged(opened, asked(kind), reader=page(text, score=score)).verdict is not Verdict.ACCEPTED


@given(st.integers(0, 15), st.sampled_from("0123456789"))
def test_a_card_one_digit_off_is_seen_by_an_officer_with_both_numbers(place: int, digit: str) -> None:
    nik = NIK[:place] + digit + NIK[place + 1 :]
    judgement = of_ktp(nik=nik)
    if nik != NIK:
        assert judgement.verdict is Verdict.NEEDS_OFFICER
        assert "nik-near" in codes(judgement.findings)
        assert judgement.fields["nik"].text == nik


@given(hints)
def test_a_finding_that_is_not_a_hint_is_never_accepted_over_but_for_the_light(found: list[Finding]) -> None:
    judgement = judged(replace(photo(), findings=tuple(found)), asked(), reader=ktp())
    stands = [one for one in judgement.findings if one.weight not in {Weight.HINT, Weight.FLAG}]
    assert (judgement.verdict is Verdict.ACCEPTED) == (not stands)
