"""From the bytes of an upload to a verdict, with nothing left out: files as they are sent, and the reader itself."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from chalicelib.documents.judging import Judgement, Verdict, judge
from tests.unit.documents.born_digital import family_card, lines_down
from tests.unit.documents.rules.specimens import BUSINESS, NAME, NIK, PASSPORT, TAX_CARD, asked, codes

if TYPE_CHECKING:
    from PIL.Image import Image

    from chalicelib.documents.reading.seen import Reader

ANOTHER = "3374051204850003"
HEAD = ("I MADE ARTANA", "5171010203880002", "LAKI-LAKI", "DENPASAR", "02-03-1988", "HINDU")
CHILD = ("PUTU SURYA ARTANA", "5171011505150001", "LAKI-LAKI", "DENPASAR", "15-05-2015", "HINDU")


def card(nik: str) -> bytes:
    """A family card on which the second line is of the one who booked."""
    booked = (NAME, nik, "PEREMPUAN", "DENPASAR", "01-07-1990", "HINDU")
    return family_card([HEAD, booked, CHILD], number="5171011203150007", head=HEAD[0])


def of_pdf(kind: str, body: bytes) -> Judgement:
    return judge(body, replace(asked(kind), content_type="application/pdf"), reader=None)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of the document function."""
    from chalicelib.documents.reading.reader import ModelReader  # noqa: PLC0415 - heavy: numpy and the models

    return ModelReader()


def photo_of(text: str, *, spaced: bool = False) -> bytes:
    """A page with these lines, photographed; ``spaced`` puts every letter on a grid, as passports do below."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - heavy: only where a page is drawn

    page = Image.new("RGB", (1250, 880), (232, 238, 234))
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(26)
    for row, line in enumerate(text.strip().splitlines()):
        for place, piece in enumerate(line if spaced else (line,)):
            draw.text((60 + place * 25.9, 120 + row * 60), piece, (25, 25, 30), font)
    return jpeg(page)


def jpeg(page: Image) -> bytes:
    body = BytesIO()
    page.save(body, "JPEG", quality=85)
    return body.getvalue()


def test_a_family_card_as_a_pdf_is_accepted_by_its_own_text() -> None:
    judgement = of_pdf("kk", card(NIK))
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.ACCEPTED, [])
    assert judgement.number == "5171011203150007"
    assert judgement.opened.kept is not None


def test_a_family_card_of_others_is_sent_back_and_one_digit_off_is_seen_by_an_officer() -> None:
    assert codes(of_pdf("kk", card(ANOTHER)).findings) == ["nik-other"]
    near = of_pdf("kk", card("5171014107900007"))
    assert (near.verdict, codes(near.findings)) == (Verdict.NEEDS_OFFICER, ["nik-near"])


def test_a_taxpayers_card_as_a_pdf_is_accepted_and_a_business_number_seen_by_an_officer() -> None:
    assert of_pdf("npwp", lines_down(TAX_CARD)).verdict is Verdict.ACCEPTED
    business = of_pdf("nib", lines_down(BUSINESS))
    assert (business.verdict, codes(business.findings)) == (Verdict.NEEDS_OFFICER, ["no-nik"])


def test_a_file_that_is_none_is_sent_back_whatever_kind_it_is_said_to_be() -> None:
    for kind in ("ktp", "kk", "paper", "photo"):
        judgement = judge(b"not a picture", asked(kind), reader=None)
        assert judgement.verdict is Verdict.REJECTED
        assert judgement.opened.pages == ()


def test_a_picture_is_not_accepted_while_the_reader_is_missing() -> None:
    judgement = judge(photo_of(TAX_CARD), asked("npwp"), reader=None)
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.NEEDS_OFFICER, ["reader-missing"])


@pytest.mark.slow
def test_a_photo_of_a_taxpayers_card_is_read_and_accepted(reader: Reader) -> None:
    judgement = judge(photo_of(TAX_CARD), asked("npwp"), reader=reader)
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.ACCEPTED, [])


@pytest.mark.slow
def test_a_photo_of_a_passport_is_read_by_its_zone(reader: Reader) -> None:
    judgement = judge(photo_of(PASSPORT, spaced=True), asked("passport"), reader=reader)
    assert (judgement.verdict, codes(judgement.findings)) == (Verdict.NEEDS_OFFICER, ["no-nik"])
    assert (judgement.number, judgement.fields["name"].text) == ("X1234567", NAME)
