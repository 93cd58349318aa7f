"""A report that a program posts becomes a complaint like every other, through the one way that takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.categories import categories
from chalicelib.complaints.open311.pages import Open311CreatedPage
from chalicelib.complaints.request import Request, Where
from chalicelib.complaints.service.intake import Intake
from chalicelib.complaints.service.partners import Partners
from chalicelib.core import catalogue, registry
from chalicelib.core.references import grouped

if TYPE_CHECKING:
    from chalicelib.complaints.open311.forms import Open311Form
    from chalicelib.core.text import Language

CHANNEL = "open311"


def brought(form: Open311Form, *, key: str | None, language: Language) -> Open311CreatedPage:
    """File what was posted; the notice tells the category's and how the citizen follows it, which is told once.

    The program's network stands for many citizens, so it is counted by its key and not by its address.
    """
    answers, identity = form.answers, form.identity
    partner = registry.get(Partners).counted(form.api_key)
    category = categories()[form.service_code]
    filed = registry.get(Intake).file(
        Request(
            office=None,
            text=form.description or category.name.inn(language),
            identity=identity,
            sort=category.sorts[0],
            category=category.id,
            answers=answers,
            place=Where(words=form.address_string or "", lat=form.lat, long=form.long),
            contact=form.contact,
            language=language,
            # Another program may use the same key for something else.
            key=f"{partner.hash}-{key}" if key else None,
            channel=CHANNEL,
        )
    )
    follow = catalogue.say(
        language, "open311.follow", reference=grouped(filed.complaint.reference), secret=filed.secret
    )
    notice = category.notice.inn(language) if category.notice else ""
    return Open311CreatedPage(
        service_request_id=filed.complaint.public,
        service_notice=f"{notice} {follow}".strip(),
        account_id=None,
    )
