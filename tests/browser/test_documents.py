"""A citizen sends documents ahead: photographed, shrunk, through lost connections, mended, seen by an officer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.papers import BY_OFFICER, booked, photographed
from tests.cloud.open_office import open_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Request, Route

    from tests.browser.papers import Booked
    from tests.browser.visitor import Visitor
    from tests.cloud.open_office import OpenOffice
    from tests.cloud.running import Running

pytestmark = pytest.mark.browser

BUCKET = re.compile(r"-documents-\d+/?$")
KTP = "[data-kind=ktp]"
CERTIFICATE = f"[data-kind={BY_OFFICER}]"
# Milliseconds; the first document of a machine starts a process and two networks.
DECIDED = 90_000
LONGEST_SIDE = 2_000
# What is left in the browser's store of documents.
KEPT = """() => new Promise((done) => {
  const opening = indexedDB.open("documents", 1);
  opening.onsuccess = () => {
    const asked = opening.result.transaction("parcels").objectStore("parcels").count();
    asked.onsuccess = () => { opening.result.close(); done(asked.result); };
  };
})"""


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own, that asks for a card and a certificate."""
    return open_office(running, "uji-dokumen", asks={"d000": ("ktp", BY_OFFICER)})


@pytest.fixture
def somebody(opened: OpenOffice) -> Booked:
    """Somebody who has booked and has a card."""
    return booked(opened)


def _choose(visitor: Visitor, file: Path, button: str = ".chooser button") -> None:
    with visitor.page.expect_file_chooser() as chooser:
        visitor.find(button).first.click()
    chooser.value.set_files(file)


def _send(visitor: Visitor, file: Path, card: str = KTP) -> None:
    visitor.find(f"{card} .doc-send").click()
    _choose(visitor, file)
    visitor.find(".doc-go").click()


def _forget_lost_requests(visitor: Visitor) -> None:
    """What was broken on purpose is no fault of the page."""
    visitor.faults = [fault for fault in visitor.faults if "net::ERR" not in fault]


def test_a_card_is_photographed_made_smaller_sent_and_found_right(
    visit: Callable[..., Visitor], somebody: Booked, tmp_path: Path
) -> None:
    visitor = visit()
    sent: list[Request] = []
    visitor.page.on("request", lambda one: sent.append(one) if BUCKET.search(one.url) else None)
    somebody.show(visitor)
    visitor.check()
    visitor.find(".bring-check").first.click()
    visitor.find(".framing").wait_for()
    assert visitor.focused() == "doc-ktp-0"
    visitor.check()
    photo = photographed(somebody.holder, tmp_path, large=True)
    _choose(visitor, photo)
    visitor.find(".parcel img").wait_for()
    size = visitor.page.evaluate("[...document.images].map((one) => [one.naturalWidth, one.naturalHeight])")
    assert max(size[-1]) == LONGEST_SIDE
    visitor.check()
    visitor.find(".doc-go").click()
    visitor.find(f"{KTP}.is-checking, {KTP}.is-accepted").wait_for()
    visitor.find(f"{KTP}.is-accepted").wait_for(timeout=DECIDED)
    visitor.check()
    posted = next(one.post_data_buffer for one in sent if one.method == "POST") or b""
    assert len(posted) < photo.stat().st_size / 2
    assert photo.name.encode() not in posted, "the file's own name stays on the phone"
    assert visitor.page.evaluate(KEPT) == 0
    kept = visitor.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])")
    assert somebody.proof not in kept
    assert somebody.holder.nik not in kept


def test_a_wrong_card_is_told_sent_again_and_an_officer_can_be_asked(
    visit: Callable[..., Visitor], opened: OpenOffice, somebody: Booked, tmp_path: Path
) -> None:
    visitor = visit("en", "desktop")
    somebody.show(visitor)
    _send(visitor, photographed(booked(opened).holder, tmp_path))
    visitor.find(f"{KTP}.is-rejected").wait_for(timeout=DECIDED)
    expect(visitor.find(f"{KTP} .doc-findings li").first).to_be_visible()
    visitor.check()
    _send(visitor, photographed(booked(opened).holder, tmp_path))
    visitor.find(f"{KTP}.is-checking").wait_for()
    visitor.find(f"{KTP}.is-rejected").wait_for(timeout=DECIDED)
    visitor.find(f"{KTP} .doc-officer").click()
    visitor.find(f"{KTP}.is-needs-officer").wait_for()
    visitor.check()


def test_a_lost_connection_costs_no_photo_even_after_a_reload(
    visit: Callable[..., Visitor], somebody: Booked, tmp_path: Path
) -> None:
    visitor = visit()
    somebody.show(visitor)
    visitor.page.route(BUCKET, lambda route: route.abort())
    _send(visitor, photographed(somebody.holder, tmp_path), CERTIFICATE)
    visitor.find(".parcel .notice-warning").wait_for()
    visitor.check()
    visitor.page.reload()
    somebody.show(visitor)
    visitor.find(".parcel .notice-warning").wait_for()
    assert visitor.page.evaluate(KEPT) == 1
    visitor.page.unroute(BUCKET)
    visitor.page.evaluate("dispatchEvent(new Event('online'))")
    visitor.find(f"{CERTIFICATE}.is-needs-officer").wait_for(timeout=DECIDED)
    assert visitor.page.evaluate(KEPT) == 0
    _forget_lost_requests(visitor)


def test_a_slow_network_shows_how_far_it_is_and_can_be_stopped(
    visit: Callable[..., Visitor], somebody: Booked, tmp_path: Path
) -> None:
    visitor = visit("en")
    somebody.show(visitor)
    session = visitor.context.new_cdp_session(visitor.page)
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 30_000},
    )
    _send(visitor, photographed(somebody.holder, tmp_path, large=True))
    expect(visitor.find(".doc-share")).to_contain_text(re.compile("[1-9]"))
    visitor.check()
    expect(visitor.find(f"{KTP} [role=status]")).to_contain_text("percent", timeout=DECIDED)
    visitor.find(".doc-way + .tools-row button").click()
    visitor.find(".chooser").wait_for()
    assert visitor.page.evaluate(KEPT) == 0
    assert somebody.begin("ktp", b"x")["state"] == "waiting", "nothing arrived"
    _forget_lost_requests(visitor)


def test_an_answer_that_was_lost_after_the_file_had_arrived_is_found(
    visit: Callable[..., Visitor], somebody: Booked, tmp_path: Path
) -> None:
    visitor = visit()
    somebody.show(visitor)

    def lose(route: Route) -> None:
        """The file arrives, and the phone does not learn of it."""
        route.fetch()
        route.abort()

    visitor.page.route(BUCKET, lose, times=1)
    _send(visitor, photographed(somebody.holder, tmp_path), CERTIFICATE)
    visitor.find(f"{CERTIFICATE}.is-needs-officer").wait_for(timeout=DECIDED)
    _forget_lost_requests(visitor)


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_no_browser_can_show_is_not_sent(
    visit: Callable[..., Visitor], somebody: Booked, tmp_path: Path, language: str
) -> None:
    heic, text, broken, paper = (tmp_path / name for name in ("a.heic", "b.txt", "c.jpg", "d.pdf"))
    heic.write_bytes(b"\0\0\0\x18ftypheic" + bytes(200))
    text.write_text("not a picture at all")
    broken.write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    paper.write_bytes(b"%PDF-1.4\n%%EOF\n")
    visitor = visit(language)
    somebody.show(visitor)
    visitor.find(f"{KTP} .doc-send").click()
    told = set()
    for file in (heic, text, broken):
        _choose(visitor, file)
        visitor.find(".chooser .notice-warning").wait_for()
        told.add(visitor.find(".chooser .notice-title").inner_text())
        visitor.check()
    assert len(told) == 3, "each with its own advice"
    _choose(visitor, paper)
    visitor.find(".parcel .is-paper").wait_for()
    visitor.check()


def test_a_photo_that_lies_on_its_side_is_sent_upright(
    visit: Callable[..., Visitor], somebody: Booked, tmp_path: Path
) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    lying = tmp_path / "lying.jpg"
    Image.new("RGB", (3000, 1500), "teal").save(lying, exif=turned)
    visitor = visit()
    somebody.show(visitor)
    visitor.find(f"{KTP} .doc-send").click()
    _choose(visitor, lying)
    visitor.find(".parcel img").wait_for()
    size = visitor.page.evaluate("[...document.images].map((one) => [one.naturalWidth, one.naturalHeight])")
    assert size[-1] == [1000, 2000]


def test_a_document_is_sent_with_the_keyboard_alone(
    visit: Callable[..., Visitor], somebody: Booked, tmp_path: Path
) -> None:
    visitor = visit("id", "desktop")
    # From here on the browser hands its choosers over; told only when the key is pressed, it may still open its own.
    visitor.page.on("filechooser", lambda _: None)
    somebody.show(visitor)
    visitor.find(f"{CERTIFICATE} .doc-send").focus()
    visitor.page.keyboard.press("Enter")
    visitor.find(".chooser").wait_for()
    assert visitor.focused() == f"doc-{BY_OFFICER}-0"
    visitor.page.keyboard.press("Tab")
    with visitor.page.expect_file_chooser() as chooser:
        visitor.page.keyboard.press("Enter")
    chooser.value.set_files(photographed(somebody.holder, tmp_path))
    visitor.find(".doc-go:focus").wait_for()
    visitor.page.keyboard.press("Enter")
    visitor.find(f"{CERTIFICATE}.is-needs-officer").wait_for(timeout=DECIDED)
    visitor.check()


def test_what_is_missing_is_told_shortly_before_the_visit_and_no_more_once_it_is_there(
    visit: Callable[..., Visitor], somebody: Booked, tmp_path: Path
) -> None:
    visitor = visit()
    somebody.show(visitor)
    assert visitor.find(".docs-missing li").count() == 2
    reference = somebody.send(BY_OFFICER, photographed(somebody.holder, tmp_path))
    visitor.page.reload()
    somebody.show(visitor)
    assert visitor.find(".docs-missing li").count() == 1
    visitor.check()
    visitor.page.goto(f"{visitor.home}#/status/{reference}")
    visitor.page.fill("#proof", somebody.proof)
    visitor.press("form button[type=submit]")
    visitor.find(f"{CERTIFICATE}.is-needs-officer").wait_for()
    visitor.check()
    visitor.press(".doc-owner a")
    visitor.find(".docs").wait_for()
