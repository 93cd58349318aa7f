"""The official report: what stands in its sheets, and who gets it."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from app import app
from chalicelib.core import registry
from chalicelib.documents.storage import Storage
from chalicelib.ratings.element import ELEMENTS
from tests.builders.officers import an_officer
from tests.builders.visits import MANAGER, Day
from tests.fakes.bucket import BucketInMemory
from tests.fakes.gateway import Gateway
from tests.unit.offices.builders import MONDAY
from tests.unit.ratings.test_routes import everything, kept

REPORT = "/v1/desk/offices/mpp/satisfaction/report"
SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def bucket(day: Day) -> BucketInMemory:
    bucket = BucketInMemory()
    registry.offer(Storage, lambda: bucket)  # type: ignore[arg-type, return-value]  # as the real one
    return bucket


def rows(body: bytes, sheet: int) -> list[dict[str, str]]:
    """The rows of a sheet: column → what stands there."""
    with ZipFile(io.BytesIO(body)) as parts:
        strings = [
            "".join(text.itertext())
            for text in ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314 - ours
        ]
        read = ET.fromstring(parts.read(f"xl/worksheets/sheet{sheet}.xml"))  # noqa: S314 - our own file

    def value(cell: ET.Element) -> str:
        inner = cell.findtext(f"{SHEETS}v") or ""
        return strings[int(inner)] if cell.get("t") == "s" else inner

    found = [
        {re.sub(r"\d", "", cell.get("r") or ""): value(cell) for cell in row}
        for row in read.iter(f"{SHEETS}row")
    ]
    return [{column: said for column, said in row.items() if said} for row in found]


def report(bucket: BucketInMemory, query: str = "") -> bytes:
    answer = Gateway(app, MANAGER).get(REPORT + query)
    assert answer.status == 200, answer.body
    (body,) = bucket.objects.values()
    return body


def test_the_first_sheet_has_the_index_as_the_regulations_form_does(day: Day, bucket: BucketInMemory) -> None:
    kept(day, *everything(4))
    sheet = rows(report(bucket), 1)
    assert sheet[0]["A"].startswith("Laporan Survei Kepuasan Masyarakat / ")
    assert {"A": "Jumlah responden / Respondents", "B": "5"} in sheet
    elements = [row for row in sheet if re.fullmatch(r"U[1-9]", row.get("A", ""))]
    assert len(elements) == len(ELEMENTS)
    assert elements[0]["B"] == "Persyaratan / Requirements"
    assert (elements[1]["C"], elements[1]["D"]) == ("1", "4")
    assert float(elements[1]["E"]) == pytest.approx(4 / 9)
    assert {"B": "Nilai IKM / Index (IKM)", "C": "100"} in sheet
    assert any(row.get("C") == "A (Sangat baik / Very good)" for row in sheet)
    assert "Sampel kecil" in sheet[-1]["B"]


def test_services_and_counters_have_a_row_each(day: Day, bucket: BucketInMemory) -> None:
    kept(day, *everything(4))
    kept(day, *everything(2), counter="A2")
    kept(day, *everything(3)[:2], service="", counter="")
    body = report(bucket)
    services, counters = rows(body, 2), rows(body, 3)
    assert [row["B"] for row in services[1:]] == ["10", "2"]
    assert services[1]["L"] == "75"
    assert services[2]["A"].startswith("Pengaduan tanpa layanan tertentu")
    assert "C" not in services[2], "two citizens' figures are nobody's business"
    assert "Kurang dari 5" in services[2]["O"]
    assert [(row["B"], row.get("M")) for row in counters[1:]] == [("A1", "100"), ("A2", "50"), ("-", None)]


def test_a_missing_element_is_said(day: Day, bucket: BucketInMemory) -> None:
    kept(day, *({ELEMENTS[0]: 4} for _ in range(5)))
    sheet = rows(report(bucket), 1)
    assert {"B": "Nilai IKM / Index (IKM)"} in sheet
    assert sheet[-1]["B"].startswith("Belum ada jawaban untuk U2, U3")


def test_a_report_of_nothing_is_a_report_too(day: Day, bucket: BucketInMemory) -> None:
    body = report(bucket, "?from=2026-01-01&to=2026-03-31")
    assert rows(body, 1)[2]["B"].startswith("Kamis, 1 Januari 2026 - Selasa, 31 Maret 2026 / ")
    assert len(rows(body, 2)) == 1


def test_the_report_is_for_heads_behind_a_short_lived_address_and_noted(
    day: Day, bucket: BucketInMemory
) -> None:
    assert Gateway(app, an_officer()).get(REPORT).status == 403
    assert Gateway(app, MANAGER).get(f"{REPORT}?from=2026-13-01").status == 422
    assert bucket.objects == {}
    url = Gateway(app, MANAGER).get(f"{REPORT}?from=2026-11-01&to=2026-11-23").json["url"]
    assert re.fullmatch(
        r"https://bucket.example/exports/[0-9a-f]{32}\.xlsx\?300&ikm-mpp-2026-11-01-2026-11-23\.xlsx", url
    )
    assert [one.what for one in day.city.people.accesses("mpp", MONDAY)] == ["survey report"]
