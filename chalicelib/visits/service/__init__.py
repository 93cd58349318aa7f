"""What the visit day does: people come, counters call, the room is shown, the day ends."""

from chalicelib.visits.service.arrivals import Arrivals
from chalicelib.visits.service.closing import Closing
from chalicelib.visits.service.counters import Counters, Taken
from chalicelib.visits.service.issuing import Issued
from chalicelib.visits.service.ports import DayStore
from chalicelib.visits.service.rated import BookedVisit, TicketedVisit
from chalicelib.visits.service.room import File, Kept, Room, Scenery, Visitor, Wait
from chalicelib.visits.steps import StepKind, Wish
from chalicelib.visits.ticket import Priority, State, Ticket

__all__ = [
    "Arrivals",
    "BookedVisit",
    "Closing",
    "Counters",
    "DayStore",
    "File",
    "Issued",
    "Kept",
    "Priority",
    "Room",
    "Scenery",
    "State",
    "StepKind",
    "Taken",
    "Ticket",
    "TicketedVisit",
    "Visitor",
    "Wait",
    "Wish",
]
