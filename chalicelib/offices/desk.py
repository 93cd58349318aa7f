"""Officers' routes of this room: coming in, staying in, and who one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core import registry
from chalicelib.core.errors import Busy, NotAllowed, NotSignedIn
from chalicelib.core.officer import EVERYBODY
from chalicelib.core.web import Web
from chalicelib.offices.errors import CodeNeeded, NewPasswordNeeded, TooManySignIns, WrongLogin

if TYPE_CHECKING:
    from chalicelib.offices.forms import SessionForm, StayForm
    from chalicelib.offices.pages import OfficerPage, SessionPage

web = Web(__name__)


@web.serves(
    "POST",
    "/v1/desk/session",
    takes="offices.forms:SessionForm",
    gives="offices.pages:SessionPage",
    status=201,
    counts="OfficerSignedIn",
    refuses=(WrongLogin, NewPasswordNeeded, CodeNeeded, TooManySignIns, NotAllowed, Busy),
)
def sign_in(form: SessionForm) -> SessionPage:
    """Sign an officer in by e-mail and password."""
    from chalicelib.offices.pages import SessionPage  # noqa: PLC0415 - citizens do without
    from chalicelib.offices.signin import SignIn  # noqa: PLC0415 - as above

    session = registry.get(SignIn).enter(
        form.email, form.password, new_password=form.new_password, code=form.code
    )
    return SessionPage.of(session)


@web.serves(
    "POST",
    "/v1/desk/session/refresh",
    takes="offices.forms:StayForm",
    gives="offices.pages:SessionPage",
    status=201,
    refuses=(NotSignedIn, TooManySignIns, NotAllowed, Busy),
)
def stay_in(form: StayForm) -> SessionPage:
    """A new token for a session that has one that ends."""
    from chalicelib.offices.pages import SessionPage  # noqa: PLC0415 - as above
    from chalicelib.offices.signin import SignIn  # noqa: PLC0415 - as above

    return SessionPage.of(registry.get(SignIn).renew(form.refresh))


@web.serves("GET", "/v1/desk/me", gives="offices.pages:OfficerPage", officers=EVERYBODY)
def me() -> OfficerPage:
    """Who has signed in: role, office and agency."""
    from chalicelib.offices.pages import OfficerPage  # noqa: PLC0415 - as above

    return OfficerPage.of(web.officer)
