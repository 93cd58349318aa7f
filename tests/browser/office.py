"""The open office's own people in the browser: who signs in, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor
    from tests.cloud.open_office import OpenOffice

PHONE_WIDTH = 360


def sign_in(visitor: Visitor, opened: OpenOffice, role: str = "officer", number: int = 1) -> None:
    """Fill in the form that is shown, and send it."""
    visitor.page.fill("#email", opened.email(role, number=number))
    visitor.page.fill("#password", opened.password)
    visitor.find("form button[type=submit]").click()


def show(visitor: Visitor, page: str) -> None:
    """Open one of the office's pages, in the window's language."""
    visitor.page.goto(visitor.home.replace("/?", f"/{page}.html?"))
    visitor.find("#email").wait_for()


def check(visitor: Visitor) -> None:
    """As ``Visitor.check``; and a phone did not have to zoom out to show the page."""
    visitor.check()
    assert visitor.page.evaluate("innerWidth") in {PHONE_WIDTH, 1280}
