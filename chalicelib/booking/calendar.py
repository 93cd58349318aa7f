"""A booking as an iCalendar event (RFC 5545), so that the phone reminds its owner without us."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from chalicelib.core import catalogue
from chalicelib.core.references import grouped

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.booking.pages import BookingPage
    from chalicelib.core.text import Language

REMIND_BEFORE = timedelta(hours=24)


def event(page: BookingPage, language: Language, made: datetime, *, version: int = 1) -> str:
    """The text of an .ics file with one event.

    A moved or cancelled booking keeps its id with a higher sequence: imported again, the file replaces the event.
    """
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - heavy: only for this route

    service = page.service_name.inn(language)
    title = catalogue.say(language, "calendar.title", service=service)
    visit = Event()
    visit.add("uid", f"{page.reference}@tanpa-antre")
    visit.add("dtstamp", made)
    visit.add("sequence", version - 1)
    visit.add("dtstart", page.starts.astimezone(UTC))
    visit.add("dtend", page.ends.astimezone(UTC))
    visit.add("summary", title)
    visit.add("location", f"{page.office_name.inn(language)}, {page.address.inn(language)}")
    bring = "\n".join(f"- {item.text.inn(language)}" for item in page.checklist)
    words = catalogue.say(language, "calendar.description", reference=grouped(page.reference), bring=bring)
    visit.add("description", words)
    visit.add("status", "CONFIRMED" if page.status == "confirmed" else "CANCELLED")
    remind = Alarm()
    remind.add("action", "DISPLAY")
    remind.add("description", title)
    remind.add("trigger", -REMIND_BEFORE)
    visit.add_component(remind)
    calendar = Calendar()
    calendar.add("prodid", "-//Tanpa Antre//ID")
    calendar.add("version", "2.0")
    calendar.add_component(visit)
    written: bytes = calendar.to_ical()
    return written.decode()
