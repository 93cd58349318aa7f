"""What goes wrong between a function and its tables, on purpose.

Everything happens inside botocore, beneath the code under test: an error answer instead of a call, or a call whose
request or answer is lost. Each call of the operation meets the next trouble; after the last the sky is clear.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ReadTimeoutError
from botocore.httpsession import URLLib3Session

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest

# How often the client sends a request by itself before silence reaches the code.
SENDS = 2


@dataclass(frozen=True, slots=True)
class Refusal:
    """The service answers with an error; ``reasons`` are a transaction's, one per member.

    ``done``: the call was carried out all the same, as an internal error may leave it.
    """

    code: str
    reasons: tuple[str, ...] = ()
    done: bool = False

    @property
    def parsed(self) -> dict[str, Any]:
        """The answer as botocore hands it on."""
        body: dict[str, Any] = {"Error": {"Code": self.code, "Message": "injected"}}
        if self.reasons:
            body["CancellationReasons"] = [{"Code": code} for code in self.reasons]
        return body


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer in time to so many sends of one call; ``done``: the requests arrived and were carried out."""

    done: bool
    sends: int = SENDS


CANCELLED = "TransactionCanceledException"
CONFLICT = Refusal(CANCELLED, ("TransactionConflict",))
CONFLICT_BESIDE_CONDITION = Refusal(CANCELLED, ("ConditionalCheckFailed", "None", "TransactionConflict"))
TABLE_BUSY = Refusal(CANCELLED, ("None", "ThrottlingError"))
THROTTLED = Refusal("ThrottlingException")
OVER_CAPACITY = Refusal("ProvisionedThroughputExceededException")
BROKEN = Refusal("InternalServerError")
BROKEN_AFTERWARDS = Refusal("InternalServerError", done=True)
LOST_ANSWER = Silence(done=True)
LOST_REQUEST = Silence(done=False)
HICCUP = Silence(done=True, sends=1)

Trouble = Refusal | Silence


class Refused:
    """As much of an HTTP answer as botocore looks at before it raises."""

    status_code = HTTPStatus.BAD_REQUEST


class Weather:
    """Troubles that the calls of one operation meet, one call after the other."""

    def __init__(self, operation: str = "TransactWriteItems", *, service: str = "dynamodb") -> None:
        self._operation = f"{service}.{operation}"
        self._troubles: deque[Trouble | None] = deque()
        self._current: Trouble | None = None
        self._sends = 0

    def attach(self, client: Any) -> None:
        """Stand between this client and the network."""
        for event, reaction in (
            ("before-call", self._called),
            ("before-send", self._sent),
            ("after-call", self._answered),
        ):
            client.meta.events.register(f"{event}.{self._operation}", reaction)

    def brings(self, *troubles: Trouble, after: int = 0) -> None:
        """Let the next calls meet these, once so many have gone well."""
        self._troubles.extend([None] * after)
        self._troubles.extend(troubles)

    @property
    def clear(self) -> bool:
        """Whether everything that was to go wrong has gone wrong."""
        return not self._troubles

    def _called(self, **_: object) -> tuple[Refused, dict[str, Any]] | None:
        self._current, self._sends = self._troubles.popleft() if self._troubles else None, 0
        if isinstance(self._current, Refusal) and not self._current.done:
            return Refused(), self._current.parsed
        return None

    def _sent(self, request: AWSPreparedRequest, **_: object) -> None:
        trouble = self._current
        if isinstance(trouble, Silence) and self._sends < trouble.sends:
            self._sends += 1
            if trouble.done:
                URLLib3Session().send(request)
            raise ReadTimeoutError(endpoint_url=request.url)

    def _answered(self, http_response: Any, parsed: dict[str, Any], **_: object) -> None:
        if isinstance(self._current, Refusal) and self._current.done:
            http_response.status_code = HTTPStatus.INTERNAL_SERVER_ERROR
            parsed.clear()
            parsed.update(self._current.parsed)
