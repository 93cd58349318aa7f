"""Managers' routes: look at a change of an office's days, and confirm it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.booking.errors import PreviewStale
from chalicelib.core import registry
from chalicelib.core.errors import Busy, KeyReused
from chalicelib.core.officer import HEADS
from chalicelib.core.web import Web
from chalicelib.offices.errors import PublishedMeanwhile, UnknownCounter, UnknownOffice

if TYPE_CHECKING:
    from chalicelib.booking.desk.forms import ChangeForm, ConfirmForm
    from chalicelib.booking.desk.pages import ChangePage, DecidedDaysPage
    from chalicelib.booking.service import Affected
    from chalicelib.booking.step import Step

web = Web(__name__)

CHANGES = "/v1/desk/{office}/changes"


@web.serves(
    "GET",
    CHANGES,
    gives="booking.desk.pages:DecidedDaysPage",
    officers=HEADS,
    refuses=(UnknownOffice, Busy),
)
def decided_days(office: str) -> DecidedDaysPage:
    """The days from today on that are not as usual."""
    from chalicelib.booking.desk.pages import DecidedDaysPage  # noqa: PLC0415 - citizens do without

    found, today = _affected().decided(office)
    return DecidedDaysPage.of(found, today)


@web.serves(
    "POST",
    f"{CHANGES}/preview",
    takes="booking.desk.forms:ChangeForm",
    gives="booking.desk.pages:ChangePage",
    officers=HEADS,
    refuses=(UnknownOffice, UnknownCounter, Busy),
)
def preview_change(office: str, form: ChangeForm) -> ChangePage:
    """Whom a change of days would leave without a place, each with a new one; nothing is changed."""
    return _page(_affected().preview(web.officer, office, form.decision()))


@web.serves(
    "POST",
    f"{CHANGES}/confirm",
    takes="booking.desk.forms:ConfirmForm",
    gives="booking.desk.pages:ChangePage",
    officers=HEADS,
    idempotent=True,
    counts="ChangeConfirmed",
    refuses=(UnknownOffice, UnknownCounter, PreviewStale, KeyReused, PublishedMeanwhile, Busy),
)
def confirm_change(office: str, form: ConfirmForm) -> ChangePage:
    """Change the days that were looked at, and move their bookings to the places proposed."""
    return _page(_affected().confirm(web.officer, office, form.token, web.idempotency_key))


def _affected() -> Affected:
    from chalicelib.booking.service import Affected  # noqa: PLC0415 - as above

    return registry.get(Affected)


def _page(step: Step) -> ChangePage:
    from chalicelib.booking.desk.pages import ChangePage  # noqa: PLC0415 - as above
    from chalicelib.offices.service import Offices  # noqa: PLC0415 - as above

    return ChangePage.of(step, registry.get(Offices))
