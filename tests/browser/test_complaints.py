"""Complaints in the browser: the form and its suggestions, what waits for a network, a whole life with an officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.complaint_answers import FOLLOWED, MADE, REFERENCE, Answers
from tests.browser.office import check, show, sign_in
from tests.cloud.open_office import OpenOffice, open_office

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitor import Visitor
    from tests.cloud.running import Running

pytestmark = pytest.mark.browser

WORDS = "Saya diminta uang Rp50.000 di loket 3 saat mengurus KTP."
MISSPELT = "Nama saya di akta kelahiran salah ketik, huruf terakhir hilang."
NAME = "Ni Luh Ayu Contoh"
EVERYTHING_KEPT = "() => JSON.stringify({...localStorage, ...sessionStorage})"


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own."""
    return open_office(running, "uji-aduan")


def kept(visitor: Visitor) -> str:
    """What the browser keeps of this site."""
    return str(visitor.page.evaluate(EVERYTHING_KEPT))


def written(visitor: Visitor, identity: str = "anonymous") -> None:
    """The form, filled in as far as it must be."""
    visitor.page.fill("#text", WORDS)
    visitor.find(".alike").wait_for()
    visitor.page.fill("[id='answers.amount']", "50.000")
    visitor.find(f"#identity-{identity}").check()


def test_a_complaint_is_brought_by_keyboard_with_what_its_category_asks(
    visit: Callable[..., Visitor],
) -> None:
    citizen = visit(keeps=False)
    answers = Answers(citizen.page)
    citizen.open("#/complain")
    citizen.check()
    citizen.find("#text").focus()
    citizen.page.keyboard.type(WORDS)
    expect(citizen.find("#category")).to_have_value("extra-fees")
    expect(citizen.find(".category-more")).to_contain_text("112")
    citizen.find(".alike button").focus()
    citizen.page.keyboard.press("Enter")
    expect(citizen.find(".alike button")).to_have_attribute("aria-pressed", "true")
    citizen.find("#identity-hidden").focus()
    citizen.page.keyboard.press("Space")
    citizen.find("[id='contact.name']").wait_for()
    expect(citizen.find("[id='contact.phone-hint']")).to_contain_text("hanya kode rahasia")
    citizen.page.keyboard.press("Enter")
    expect(citizen.find(".form-messages a")).to_have_count(1)
    citizen.check()
    citizen.page.fill("[id='answers.amount']", "50.000")
    citizen.page.fill("[id='contact.name']", NAME)
    citizen.page.keyboard.press("Enter")
    expect(citizen.find(".secret")).to_have_text("K7QG 2MXR")
    citizen.check()
    [(body, _)] = answers.sent
    assert body == {
        "office": None,
        "text": WORDS,
        "identity": "hidden",
        "sort": "complaint",
        "category": "extra-fees",
        "answers": {"amount": "50.000"},
        "contact": {"name": NAME},
        "language": "id",
        "join": "P7KQ2M",
    }
    assert WORDS not in kept(citizen)
    assert NAME not in kept(citizen)
    citizen.page.reload()
    citizen.settle()
    expect(citizen.find(".secret")).to_have_count(0)


def test_a_question_without_an_answer_is_named_once_and_holds_nothing_up(
    visit: Callable[..., Visitor],
) -> None:
    citizen = visit(keeps=False)
    answers = Answers(citizen.page)
    citizen.open("#/complain")
    written(citizen)
    citizen.page.fill("[id='answers.amount']", "")
    citizen.find("form .button-large").click()
    expect(citizen.find(".form-messages a")).to_have_count(1)
    assert answers.sent == []
    citizen.find("form .button-large").click()
    citizen.find(".secret").wait_for()
    [(body, _)] = answers.sent
    assert "answers" not in body


def test_who_only_joined_is_told_how_the_other_complaint_stands_and_asked_nothing(
    visit: Callable[..., Visitor],
) -> None:
    citizen = visit("en", keeps=False)
    answers = Answers(citizen.page, made={**MADE, "state": "duplicate", "due": None, "verify_by": None})
    answers.followed = {**FOLLOWED, "state": "disputed", "state_name": "-", "joined_to": "P7KQ2M"}
    citizen.open("#/complain")
    written(citizen)
    citizen.find("form .button-large").click()
    citizen.find(".secret").wait_for()
    expect(citizen.find("main")).to_contain_text("Joined to the same report")
    citizen.check()
    citizen.press(".next-steps a")
    expect(citizen.find(".standing")).to_contain_text("Whoever brought it says that it is not solved.")
    expect(citizen.find("main")).not_to_contain_text(str(FOLLOWED["public"]))
    citizen.check()
    answers.followed = {**FOLLOWED, "state": "waiting", "state_name": "-", "joined_to": "P7KQ2M"}
    citizen.open("#/")
    citizen.open(f"#/complaint/{REFERENCE}")
    expect(citizen.find(".standing h2")).to_have_text("Waiting for the citizen")
    expect(citizen.find("#message")).to_have_count(1)
    answers.followed = {**FOLLOWED, "state": "in-work", "state_name": "-"}
    citizen.open("#/")
    citizen.open(f"#/complaint/{REFERENCE}")
    expect(citizen.find("main")).to_contain_text(str(FOLLOWED["public"]))


def test_a_complaint_that_is_not_in_the_list_leads_back_to_it(visit: Callable[..., Visitor]) -> None:
    citizen = visit("en")
    citizen.open("#/complaints/P7KQ2M")
    expect(citizen.find("h1")).to_have_text("This complaint is not in the list")
    citizen.check()
    citizen.press(".lost a")
    expect(citizen.find("h1")).to_have_text("Citizens' complaints")


def test_what_is_written_without_a_network_is_kept_and_sent_once_it_is_back(
    visit: Callable[..., Visitor],
) -> None:
    citizen = visit("en", keeps=False)
    answers = Answers(citizen.page)
    citizen.open("#/complain")
    written(citizen)
    citizen.page.reload()
    citizen.settle()
    expect(citizen.find("#text")).to_have_value(WORDS)
    answers.reachable = False
    citizen.context.set_offline(True)
    citizen.find("form .button-large").click()
    citizen.find(".waits-text").wait_for()
    citizen.check()
    assert answers.sent == []
    answers.reachable = True
    citizen.context.set_offline(False)
    citizen.find(".secret").wait_for()
    assert len(answers.sent) == 1
    assert WORDS not in kept(citizen)


def test_an_answer_that_was_lost_is_asked_for_again_with_the_same_key(visit: Callable[..., Visitor]) -> None:
    citizen = visit(keeps=False)
    answers = Answers(citizen.page, answers=False)
    citizen.open("#/complain")
    written(citizen)
    citizen.find("form .button-large").click()
    citizen.find(".waits-text").wait_for()
    answers.answers = True
    # Another page of the site leads to the number, too.
    citizen.open("#/")
    citizen.page.reload()
    citizen.find("a[href='#/complain/sent']").click()
    expect(citizen.find(".reference .spoken")).to_contain_text(" ".join(REFERENCE[:4]))
    assert len({key for _, key in answers.sent}) == 1
    citizen.faults = [fault for fault in citizen.faults if "ERR_CONNECTION_RESET" not in fault]


def test_the_form_opens_without_a_network_once_it_was_open(visit: Callable[..., Visitor]) -> None:
    citizen = visit()
    citizen.open("#/complain")
    citizen.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    citizen.page.reload()
    citizen.settle()
    citizen.context.set_offline(True)
    citizen.page.reload()
    citizen.find(".connection.is-lost").wait_for()
    citizen.page.fill("#text", WORDS)
    expect(citizen.find("#category option[value=road]")).to_have_count(1)
    citizen.check()


def brought(citizen: Visitor, office: str) -> tuple[str, str]:
    """Somebody brings a complaint of their own to an office and looks at it; reference and secret."""
    citizen.open(f"#/complain?office={office}")
    citizen.page.fill("#text", MISSPELT)
    citizen.find("#category").select_option("data-error")
    citizen.find("[id='answers.paper']").wait_for()
    answer(citizen, "[id='answers.paper']")
    citizen.find("#identity-hidden").check()
    citizen.page.fill("[id='contact.name']", NAME)
    citizen.find("form .button-large").click()
    secret = citizen.find(".secret").inner_text().replace(" ", "")
    reference = str(citizen.page.evaluate("document.querySelector('.next-steps a').hash")).split("/")[-1]
    citizen.press(".next-steps a")
    citizen.find(".standing").wait_for()
    return reference, secret


def answer(citizen: Visitor, field: str) -> None:
    """Whatever the category asks."""
    if citizen.find(field).evaluate("one => one.tagName") == "SELECT":
        citizen.find(field).select_option(index=1)
    else:
        citizen.page.fill(field, "Akta")


def signed_in(visitor: Visitor, opened: OpenOffice, role: str, reference: str) -> None:
    """Somebody of the office opens a complaint from the list."""
    show(visitor, "complaints")
    sign_in(visitor, opened, role)
    visitor.find(f"[data-key=row-{reference}]").click()
    visitor.find(".complaint-view").wait_for()


def done(officer: Visitor, key: str, **fields: str) -> None:
    """An act by its key, with what its form asks for."""
    officer.page.keyboard.press(key)
    for name, words in fields.items():
        officer.find(f"dialog #{name}").fill(words)
    if fields:
        officer.find("dialog button[type=submit]").click()
    officer.find(".told .done-words").wait_for()


def test_a_complaint_lives_from_its_citizen_to_the_officer_and_back(
    visit: Callable[..., Visitor], opened: OpenOffice
) -> None:
    citizen = visit()
    reference, secret = brought(citizen, opened.id)
    citizen.check()
    officer = visit("id", "desktop")
    signed_in(officer, opened, "officer", reference)
    check(officer)
    expect(officer.find(".brought")).to_contain_text(MISSPELT)
    assert NAME not in officer.page.content()
    done(officer, "v", title="Nama di akta salah ketik")
    done(officer, "a", text="Apa yang tertulis di ijazah Anda?")
    check(officer)
    citizen.page.reload()
    citizen.page.fill("#proof", secret)
    citizen.press("form button[type=submit]")
    citizen.find("#answer").fill("Ni Luh Ayu.")
    citizen.check()
    citizen.find(".talk button[type=submit]").click()
    expect(citizen.find(".message.is-citizen")).to_contain_text("Ni Luh Ayu.")
    officer.find(f"[data-key=row-{reference}]").click()
    expect(officer.find(".message.is-citizen")).to_contain_text("Ni Luh Ayu.")
    done(officer, "p", text="Akta yang benar sudah dicetak.", without_photo="Akta memuat data pribadi.")
    citizen.page.reload()
    citizen.page.fill("#proof", secret)
    citizen.press("form button[type=submit]")
    citizen.check()
    citizen.find("[data-act=confirm]").click()
    citizen.find(f"a[href='#/rate/{reference}']").wait_for()
    citizen.check()
    citizen.open(f"#/complaints?office={opened.id}")
    expect(citizen.find(".public-cards, .public-list, main").first).to_contain_text(
        "Nama di akta salah ketik"
    )
    citizen.check()


def test_a_manager_opens_a_hidden_identity_and_its_citizen_is_told(
    visit: Callable[..., Visitor], opened: OpenOffice
) -> None:
    citizen = visit("en")
    reference, secret = brought(citizen, opened.id)
    manager = visit("en")
    signed_in(manager, opened, "manager", reference)
    manager.find("[data-key=identity]").click()
    manager.find("dialog #reason").select_option("danger")
    check(manager)
    manager.find("dialog button[type=submit]").click()
    expect(manager.find("dialog .visitor")).to_contain_text(NAME)
    manager.page.keyboard.press("Escape")
    manager.find("a.tab[href='#figures']").click()
    manager.find(".bars").first.wait_for()
    check(manager)
    citizen.page.reload()
    citizen.page.fill("#proof", secret)
    citizen.press("form button[type=submit]")
    expect(citizen.find(".notice-warning")).to_contain_text("Your identity was opened")
