"""Officers' routes by which a complaint ends, or the identity behind it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.desk.web import acts, closing, hand, handling, page
from chalicelib.complaints.errors import NothingHidden, NotToBeMerged, SilenceNotOver
from chalicelib.core import registry
from chalicelib.core.officer import HEADS
from chalicelib.core.references import normalised

if TYPE_CHECKING:
    from chalicelib.complaints.desk.forms import (
        CloseComplaintForm,
        DismissForm,
        IdentityForm,
        MergeForm,
        PassOnForm,
        ProposeForm,
    )
    from chalicelib.complaints.desk.pages import DeskComplaintPage, IdentityPage


@acts("propose", "ProposeForm", counts="ComplaintProposed")
def propose_solution(office: str, reference: str, form: ProposeForm) -> DeskComplaintPage:
    """Say what was done, with a photograph of it or why there is none; the citizen confirms or disputes."""
    held = hand(office, reference, form)
    return page(closing().propose(held, form.text, without_photo=form.without_photo or ""))


@acts("close", "CloseComplaintForm", SilenceNotOver, counts="ComplaintClosed", officers=HEADS)
def close_complaint(office: str, reference: str, form: CloseComplaintForm) -> DeskComplaintPage:
    """End a complaint whose citizen was asked twice and kept silent; never counted as confirmed."""
    return page(closing().close(hand(office, reference, form), form.reason, form.words))


@acts("pass-on", "PassOnForm", counts="ComplaintPassedOn")
def pass_on_complaint(office: str, reference: str, form: PassOnForm) -> DeskComplaintPage:
    """To another office or agency, with its history and its clock; or to somebody outside, which ends it here."""
    form.one_way()
    held = hand(office, reference, form)
    if form.outside:
        return page(closing().pass_outside(held, form.outside))
    return page(handling().hand_over(held, office=form.office, agency=form.agency))


@acts("dismiss", "DismissForm", SilenceNotOver, counts="ComplaintDismissed")
def dismiss_complaint(office: str, reference: str, form: DismissForm) -> DeskComplaintPage:
    """Say that nothing can be done, and why."""
    return page(closing().dismiss(hand(office, reference, form), form.reason, form.words))


@acts("merge", "MergeForm", NotToBeMerged, counts="ComplaintMerged")
def merge_complaint(office: str, reference: str, form: MergeForm) -> DeskComplaintPage:
    """Make it a duplicate of another one, which its citizens follow from now on."""
    held = hand(office, reference, form)
    return page(closing().merge(held, normalised(form.into), form.text or ""))


@acts(
    "identity",
    "IdentityForm",
    NothingHidden,
    counts="IdentityOpened",
    officers=HEADS,
    gives="complaints.desk.pages:IdentityPage",
)
def open_identity(office: str, reference: str, form: IdentityForm) -> IdentityPage:
    """Who is behind a hidden complaint, for a reason that is recorded and told to them."""
    from chalicelib.complaints.desk.pages import IdentityPage  # noqa: PLC0415 - citizens do without
    from chalicelib.complaints.service import Opening  # noqa: PLC0415 - as above

    held = hand(office, reference, form)
    return IdentityPage.of(*registry.get(Opening).open(held, form.reason, form.words))
