"""A citizen whose day was closed sees on their page where the office moved them, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.city import a_phone
from tests.cloud.citizen import Citizen, a_citizen, a_form
from tests.cloud.officers import Officers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.city import City
    from tests.browser.visitor import Visitor
    from tests.cloud.running import Running

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "size"), [("id", "phone"), ("en", "desktop")])
def test_the_page_says_that_the_office_moved_the_booking(
    visit: Callable[..., Visitor], city: City, running: Running, language: str, size: str
) -> None:
    office, service, starts = city.free_slot(7)
    phone = a_phone()
    form = a_form(office, service, starts, citizen={**a_citizen(), "phone": phone})
    booked = Citizen(running.api).book(form).ok(201)["reference"]
    manager = Officers(running).signed_in("admin@kota.example")
    day = {"first": starts[:10]}
    reasons = ({"kind": "close", "reason": {"id": "Banjir.", "en": "A flood."}}, {"kind": "usual"})
    try:
        change(manager, office, {**reasons[0], **day})
        visitor = visit(language, size)
        visitor.open(f"#/status/{booked}")
        visitor.page.fill("#proof", phone[-4:])
        visitor.press("form button[type=submit]")
        told = visitor.find(".notice-warning").first
        told.wait_for()
        assert {"id": "Banjir.", "en": "A flood."}[language] in told.inner_text()
        visitor.check()
    finally:
        change(manager, office, {**reasons[1], **day})


def change(manager: Citizen, office: str, form: dict[str, object]) -> None:
    """Look at a change and confirm it."""
    path = f"/v1/desk/{office}/changes"
    token = manager.post(f"{path}/preview", form).ok()["token"]
    assert manager.post(f"{path}/confirm", {"token": token}).ok()["finished"]
