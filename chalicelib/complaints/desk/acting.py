"""Officers' routes to a complaint that goes on, and to many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.desk.web import ALL, acts, closing, hand, handling, page, web
from chalicelib.core.errors import Busy
from chalicelib.core.officer import STAFF
from chalicelib.core.references import normalised
from chalicelib.offices.errors import UnknownOffice

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.complaints.desk.forms import (
        AssignForm,
        ComplaintVersionForm,
        ComplaintWordsForm,
        ReclassifyForm,
        TogetherForm,
        VerifyComplaintForm,
    )
    from chalicelib.complaints.desk.pages import DeskComplaintPage, TogetherPage
    from chalicelib.complaints.service import Complaint, Hand


@acts("verify", "VerifyComplaintForm", counts="ComplaintVerified")
def verify_complaint(office: str, reference: str, form: VerifyComplaintForm) -> DeskComplaintPage:
    """Take a complaint on; from now on everybody may read its title."""
    return page(handling().verify(hand(office, reference, form), title=form.title or ""))


@acts("reclassify", "ReclassifyForm", counts="ComplaintReclassified")
def reclassify_complaint(office: str, reference: str, form: ReclassifyForm) -> DeskComplaintPage:
    """Another category, class or sort; the clock keeps its start."""
    return page(
        handling().reclassify(
            hand(office, reference, form), category=form.category, days=form.days, sort=form.as_sort
        )
    )


@acts("assign", "AssignForm", counts="ComplaintAssigned")
def assign_complaint(office: str, reference: str, form: AssignForm) -> DeskComplaintPage:
    """Into somebody's hands, into nobody's, or to another agency of the office."""
    held = hand(office, reference, form)
    if form.agency:
        return page(handling().hand_over(held, office=None, agency=form.agency))
    return page(handling().assign(held, officer=form.officer))


@acts("start", "ComplaintVersionForm", counts="ComplaintStarted")
def start_complaint(office: str, reference: str, form: ComplaintVersionForm) -> DeskComplaintPage:
    """Work on it begins."""
    return page(handling().start(hand(office, reference, form)))


@acts("ask", "ComplaintWordsForm", counts="ComplaintAsked")
def ask_complainant(office: str, reference: str, form: ComplaintWordsForm) -> DeskComplaintPage:
    """Ask the citizen something; the clock stands until they answer."""
    return page(handling().ask(hand(office, reference, form), form.text))


@acts("answer", "ComplaintWordsForm", counts="ComplaintAnswered")
def answer_for_complainant(office: str, reference: str, form: ComplaintWordsForm) -> DeskComplaintPage:
    """Note what the citizen answered at the counter or by telephone; the clock goes on."""
    return page(handling().answer(hand(office, reference, form), form.text))


@acts("reply", "ComplaintWordsForm", counts="ComplaintReplied")
def reply_to_complainant(office: str, reference: str, form: ComplaintWordsForm) -> DeskComplaintPage:
    """Say something to the citizen; possible in every state."""
    return page(handling().reply(hand(office, reference, form), form.text))


@acts("note", "ComplaintWordsForm", counts="ComplaintNoted")
def note_on_complaint(office: str, reference: str, form: ComplaintWordsForm) -> DeskComplaintPage:
    """Say something among officers."""
    return page(handling().note(hand(office, reference, form), form.text))


@web.serves(
    "POST",
    f"{ALL}/bulk",
    takes="complaints.desk.forms:TogetherForm",
    gives="complaints.desk.pages:TogetherPage",
    officers=STAFF,
    refuses=(UnknownOffice, Busy),
)
def complaints_together(office: str, form: TogetherForm) -> TogetherPage:
    """One act on many complaints, each by itself: what was done, and why not what was not."""
    from chalicelib.complaints.desk.pages import TogetherPage  # noqa: PLC0415 - citizens do without
    from chalicelib.complaints.service import together  # noqa: PLC0415 - as above

    hands = [hand(office, item.reference, item) for item in form.items]
    return TogetherPage.of(*together(hands, _act(form)))


def _act(form: TogetherForm) -> Callable[[Hand], Complaint]:
    match form.act:
        case "assign":
            return lambda one: handling().assign(one, officer=form.officer)
        case "verify":
            return lambda one: handling().verify(one)
        case "start":
            return lambda one: handling().start(one)
    into = normalised(form.target)
    return lambda one: closing().merge(one, into)
