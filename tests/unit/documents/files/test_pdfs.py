"""PDFs that ask for a password, act by themselves, hide files, are broken, or are larger than they look."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zlib import compress

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript

from chalicelib.documents.files.pixels import MOST_PIXELS
from chalicelib.documents.kinds import KINDS
from tests.builders import files
from tests.builders.opening import codes, facts, opened

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
NOTE = b"<< /Type /Annot /Subtype /%s /Rect [0 0 9 9] %s >>"


def written(change: Callable[[PdfWriter], object]) -> bytes:
    """An honest PDF that a program has changed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.a_pdf())))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def in_object_stream(hidden: bytes) -> bytes:
    """A PDF whose object 4 lies compressed in a stream of objects, found by a table that is a stream itself."""
    stream = compress(b"4 0 " + hidden)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /AlsoThis 4 0 R >>",
        None,
        b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(stream), stream),
    ]
    out, places = io.BytesIO(b""), [b"\x00\x00\x00\x00\x00"]
    out.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, 1):
        if content is None:
            places.append(b"\x02\x00\x05\x00\x00")
            continue
        places.append(b"\x01" + out.tell().to_bytes(2) + b"\x00\x00")
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    places.append(b"\x01" + table.to_bytes(2) + b"\x00\x00")
    rows = b"".join(places)
    keys = b"/Type /XRef /W [1 2 2] /Size 7 /Root 1 0 R"
    out.write(b"6 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (files.a_stream(rows, keys), table))
    return out.getvalue()


ACTING = {
    "a script when it opens": (files.a_pdf(catalog=b"/OpenAction " + SCRIPT), "JavaScript"),
    "a script when it opens, in an object of its own": (
        files.a_pdf(catalog=b"/OpenAction 4 0 R", extra=[SCRIPT]),
        "JavaScript",
    ),
    "a script by name": (
        files.a_pdf(catalog=b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", extra=[SCRIPT]),
        "JavaScript",
    ),
    "a script with an escaped name": (
        files.a_pdf(catalog=b"/OpenAction << /S /#4aava#53cript /#4aS (x) >>"),
        "JavaScript",
    ),
    "a script deep in direct objects": (
        files.a_pdf(catalog=b"/X [ << /Y [ << /Z [[ %s ]] >> ] >> ]" % SCRIPT),
        "JavaScript",
    ),
    "a script as the next of a harmless action": (
        files.a_pdf(catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next %s >>" % SCRIPT),
        "JavaScript",
    ),
    "a script whose kind is told elsewhere": (
        files.a_pdf(catalog=b"/OpenAction << /S 4 0 R /X (x) >>", extra=[b"/JavaScript"]),
        "JavaScript",
    ),
    "a script in an object that nothing points to": (files.a_pdf(extra=[SCRIPT]), "JavaScript"),
    "a script in a stream of objects": (in_object_stream(SCRIPT), "JavaScript"),
    "a script when a page is shown": (files.a_pdf(page=b"/AA << /O %s >>" % SCRIPT), "AdditionalActions"),
    "a script in a field": (
        files.a_pdf(page=b"/Annots [%s]" % (NOTE % (b"Widget", b"/FT /Tx /A " + SCRIPT))),
        "JavaScript",
    ),
    "a program to start": (
        files.a_pdf(page=b"/Annots [%s]" % (NOTE % (b"Link", b"/A << /S /Launch /F (cmd.exe) >>"))),
        "Launch",
    ),
    "a form that sends itself": (
        files.a_pdf(catalog=b"/OpenAction << /S /SubmitForm /F (http://example.test) >>"),
        "SubmitForm",
    ),
    "a file by name": (files.a_pdf(catalog=b"/Names << /EmbeddedFiles << /Names [] >> >>"), "EmbeddedFile"),
    "a file at the margin": (
        files.a_pdf(page=b"/Annots [%s]" % (NOTE % (b"FileAttachment", b"/FS << /Type /Filespec >>"))),
        "EmbeddedFile",
    ),
    "a file within": (files.a_pdf(extra=[b"<< /Type /Filespec /EF << /F 3 0 R >> >>"]), "EmbeddedFile"),
    "a film": (files.a_pdf(page=b"/Annots [%s]" % (NOTE % (b"RichMedia", b""))), "RichMedia"),
    "a form of another format": (
        files.a_pdf(catalog=b"/AcroForm << /Fields [] /XFA 4 0 R >>", extra=[files.a_stream(b"<xdp/>")]),
        "XFA",
    ),
    "a script added by a program": (
        written(lambda pdf: pdf.add_open_action(JavaScript("app.alert(1)"))),
        "JavaScript",
    ),
    "a file added by a program": (written(lambda pdf: pdf.add_attachment("a.exe", b"MZ")), "EmbeddedFile"),
}


@pytest.mark.parametrize("how", ACTING)
def test_a_pdf_that_acts_or_hides_is_told_by_what(how: str) -> None:
    body, found = ACTING[how]
    assert facts(body)["scripted"] == {"found": found}


@pytest.mark.parametrize(
    "catalog",
    [
        b"/OpenAction [4 0 R /FitH 800]",
        b"/OpenAction << /S /GoTo /D [4 0 R /Fit] >>",
        b"/Names << /Dests << /Names [] >> >> /PageMode /UseOutlines /Lang (id)",
        b"/AcroForm << /Fields [] /SigFlags 3 >>",
        b"/Metadata 3 0 R /MarkInfo << /Marked true >>",
        b"/Saying (an /S /JavaScript in words, and /AA, is no action)",
    ],
)
def test_what_honest_programs_write_is_no_action(catalog: bytes) -> None:
    assert codes(files.a_pdf(catalog=catalog)) == []


def test_an_address_to_visit_is_no_action() -> None:
    link = NOTE % (b"Link", b"/A << /S /URI /URI (https://oss.go.id) >>")
    assert codes(files.a_pdf(page=b"/Annots [%s]" % link)) == []


def test_object_streams_of_honest_programs_are_read() -> None:
    assert codes(in_object_stream(b"<< /A /B >>")) == []


@pytest.mark.parametrize("how", ["RC4-128", "AES-256"])
def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_copying_is_not(how: str) -> None:
    locked = written(lambda pdf: pdf.encrypt("secret", "owner", algorithm=how))
    assert codes(locked) == ["encrypted"]
    forbids = opened(written(lambda pdf: pdf.encrypt("", "owner", algorithm=how)))
    assert (forbids.findings, forbids.text) == ((), ("NIB 1234567890123",))


def test_a_script_behind_a_ban_on_copying_is_found() -> None:
    def change(pdf: PdfWriter) -> None:
        pdf.add_open_action(JavaScript("app.alert(1)"))
        pdf.encrypt("", "owner", algorithm="AES-256")

    assert codes(written(change)) == ["scripted"]


def test_pages_are_counted_by_kind_before_any_is_drawn() -> None:
    many = files.a_pdf([b""] * 21)
    assert facts(many) == {"too-many-pages": {"pages": 21, "most": 20}}
    assert facts(many, kind="ktp") == {"too-many-pages": {"pages": 21, "most": KINDS["ktp"].most_pages}}


def test_everything_that_is_wrong_is_told_at_once() -> None:
    body = files.a_pdf([b""] * 3, catalog=b"/OpenAction " + SCRIPT) + b"<html><script>"
    assert set(codes(body, kind="ktp")) == {"too-many-pages", "scripted", "two-files-in-one"}


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.98])
def test_a_pdf_that_is_over_before_its_end_is_damaged(share: float) -> None:
    body = files.a_pdf()
    assert codes(body[: int(len(body) * share)]) == ["damaged"]


def test_a_pdf_for_slow_lines_has_an_end_near_its_beginning_too_and_tells_its_length() -> None:
    first = b"<< /Linearized 1 /L 900000 /N 1 >>"
    body = files.a_pdf(head=b"%PDF-1.7\n9 0 obj\n" + first + b"\nendobj\n")
    assert codes(body) == ["damaged"]


def test_a_revision_that_was_cut_off_is_damage_rather_than_the_revision_before() -> None:
    assert codes(files.a_pdf() + b"\n4 0 obj\n<< /Changed true >>\nendobj\nxref\n") == ["damaged"]


def test_a_pdf_without_pages_or_without_sense_is_damaged() -> None:
    for body in (files.a_pdf([]), b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + bytes(999) + b"%%EOF"):
        assert codes(body) == ["damaged"]


@pytest.mark.parametrize(
    "size", [(14_400, 14_400), (595, 14_400), (1e7, 1e7), (20_000, 0.5), (0.001, 0.001), (0, 0), (-5, 9)]
)
def test_no_size_of_a_page_makes_a_large_picture(size: tuple[float, float]) -> None:
    seen = opened(files.a_pdf(size=size))
    assert sum(page.width * page.height for page in seen.pages) <= MOST_PIXELS
    assert seen.pages or {finding.code for finding in seen.findings} <= {"damaged", "too-few-pixels"}


@pytest.mark.slow
def test_many_large_pages_share_the_pixels_that_there_are() -> None:
    seen = opened(files.a_pdf([b""] * 20, size=(2000, 2000)))
    assert len(seen.pages) == 20
    assert sum(page.width * page.height for page in seen.pages) <= MOST_PIXELS


def test_a_scan_says_nothing_by_itself() -> None:
    assert opened(files.a_pdf([b"0.5 g 50 50 100 100 re f"])).text is None


@pytest.mark.parametrize(
    ("drawing", "trusted"),
    [
        (b"BT /F 12 Tf 20 100 Td (NIB 1234567890123) Tj ET", True),
        (b"BT /F 12 Tf 3 Tr 20 100 Td (NIB 1234567890123) Tj ET", False),
        (b"BT /F 12 Tf 7 Tr 20 100 Td (NIB 1234567890123) Tj ET", False),
        (b"1 g BT /F 12 Tf 20 100 Td (NIB 1234567890123) Tj ET", False),
        (b"0.98 1 0.99 rg BT /F 12 Tf 20 100 Td (NIB 1234567890123) Tj ET", False),
        (b"0.4 g BT /F 12 Tf 20 100 Td (NIB 1234567890123) Tj ET", True),
        (b"0.2 g 0 0 216 288 re f 1 g BT /F 12 Tf 20 100 Td (NIB 1234567890123) Tj ET", True),
        (b"BT /F 12 Tf 20 100 Td (NIB 1234567890123) Tj ET 1 g 0 90 216 30 re f", False),
        (b"BT /F 12 Tf 20 100 Td (NIB) Tj 1 g 0 -40 Td (1234567890123) Tj ET", False),
    ],
    ids=[
        "black",
        "unpainted",
        "clipped",
        "white",
        "nearly white",
        "grey",
        "white on dark",
        "covered",
        "half of it",
    ],
)
def test_text_counts_only_as_far_as_the_eye_sees_it(drawing: bytes, trusted: bool) -> None:  # noqa: FBT001 - the example
    for turned in (b"", b"/Rotate 90", b"/CropBox [10 10 200 200]"):
        seen = opened(files.a_pdf([drawing], page=turned))
        assert seen.findings == ()
        assert (seen.text is not None) is trusted


def test_text_beside_the_page_is_not_said() -> None:
    beside = b"BT /F 12 Tf 20 100 Td (NIB 1) Tj ET BT /F 12 Tf 2000 100 Td (NIB 2) Tj ET"
    assert opened(files.a_pdf([beside])).text == ("NIB 1 ",)


def test_what_is_filled_in_is_drawn() -> None:
    """Signatures and fields are drawn by appearances of their own, not by the page."""
    look = files.a_stream(b"1 0 0 rg 0 0 100 100 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 100 100]")
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /F 4 /Rect [50 50 150 150] /AP << /N 4 0 R >> >>"
    )
    body = files.a_pdf(
        [b""], catalog=b"/AcroForm << /Fields [5 0 R] >>", page=b"/Annots [5 0 R]", extra=[look, field]
    )
    seen = opened(body)
    assert seen.findings == ()
    assert seen.pages[0].getpixel((250, 500)) == (255, 0, 0)


def test_nothing_that_a_pdf_says_about_itself_is_kept() -> None:
    body = written(
        lambda pdf: pdf.add_metadata({"/Author": "SPECIMEN", "/Title": "SPECIMEN", "/Creator": "SPECIMEN"})
    )
    kept = opened(body).kept
    assert kept is not None
    reader = PdfReader(io.BytesIO(kept[1]))
    assert not reader.metadata
    assert reader.xmp_metadata is None
    assert "SPECIMEN" not in kept[1].decode("latin-1")
    assert reader.pages[0].extract_text() == ""


def test_what_is_kept_of_a_pdf_is_a_picture_of_each_page() -> None:
    seen = opened(files.a_pdf([b"1 0 0 rg 0 0 216 288 re f", b"0 0 1 rg 0 0 216 288 re f"]))
    assert seen.kept is not None
    again = opened(seen.kept[1])
    assert (again.findings, again.text) == ((), None)
    assert [page.getpixel((400, 400)) for page in again.pages] == [(254, 0, 0), (0, 0, 254)]


def test_an_editor_that_made_it_is_a_hint() -> None:
    body = written(lambda pdf: pdf.add_metadata({"/Creator": "Adobe Photoshop 2026"}))
    assert facts(body) == {"edited": {"with": "Photoshop"}}
    assert opened(body).pages
