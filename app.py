"""What Chalice deploys: the app, its middleware, its authorizer, its rooms' routes, and its events, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalice.app import Chalice, Rate

from chalicelib import wiring
from chalicelib.booking.desk.routes import web as booking_desk
from chalicelib.booking.routes import web as booking
from chalicelib.cases.desk import web as cases_desk
from chalicelib.cases.routes import web as cases
from chalicelib.complaints.desk import web as complaints_desk
from chalicelib.complaints.open311.routes import web as open311
from chalicelib.complaints.routes import web as complaints
from chalicelib.core import answers, openapi_route, telemetry
from chalicelib.core.registry import get
from chalicelib.documents.desk import web as documents_desk
from chalicelib.documents.routes import web as documents_web
from chalicelib.jobs.routes import web as jobs
from chalicelib.offices.desk import web as offices_desk
from chalicelib.offices.routes import web as offices
from chalicelib.ratings.desk import web as ratings_desk
from chalicelib.ratings.routes import web as ratings
from chalicelib.status.routes import web as status
from chalicelib.visits.desk import web as visits_desk
from chalicelib.visits.routes import web as visits

if TYPE_CHECKING:
    from chalice.app import AuthRequest, AuthResponse, CloudWatchEvent, SQSEvent

# Chalice's own handler would write every line of ours a second time, and not as JSON.
app = Chalice(app_name="tanpa-antre", configure_logs=False)
app.register_middleware(telemetry.traced, "all")
app.register_middleware(answers.own_words, "http")


@app.authorizer()
def officer(request: AuthRequest) -> AuthResponse:
    """Let officers through to the desk's routes."""
    from chalicelib.core import gate  # noqa: PLC0415 - only this function checks tokens

    return gate.opened(request)


ROOMS = (
    offices,
    offices_desk,
    booking,
    booking_desk,
    cases,
    cases_desk,
    complaints,
    documents_web,
    documents_desk,
    complaints_desk,
    visits,
    visits_desk,
    open311,
    ratings,
    ratings_desk,
    status,
    jobs,
)
BLUEPRINTS = (*ROOMS, openapi_route.serving(ROOMS))
for blueprint in BLUEPRINTS:
    blueprint.guarded_by(officer)
    app.register_blueprint(blueprint)

wiring.wire()


@app.schedule(Rate(15, unit=Rate.MINUTES))
def tick(event: CloudWatchEvent) -> int:  # noqa: ARG001 - Chalice hands every event over
    """Send what is due to the worker."""
    from chalicelib.jobs.service import Jobs  # noqa: PLC0415 - answers to citizens do without timed work

    return len(get(Jobs).tick())


@app.on_sqs_message(queue="tanpa-antre-jobs", batch_size=5)
def work(event: SQSEvent) -> dict[str, Any]:
    """Do what the tick sent."""
    from chalicelib.jobs import messages  # noqa: PLC0415 - as above
    from chalicelib.jobs.service import Jobs  # noqa: PLC0415 - as above

    return messages.done(get(Jobs), event)


@app.on_sqs_message(queue="tanpa-antre-documents", batch_size=1)
def documents(event: SQSEvent) -> dict[str, Any]:
    """Check what was uploaded."""
    from chalicelib.documents import messages  # noqa: PLC0415 - only this function reads documents
    from chalicelib.documents.service import Checking  # noqa: PLC0415 - as above

    return messages.done(get(Checking), event)
