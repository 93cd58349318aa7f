"""What a piece of work asked of AWS: requests as they left, and the capacity DynamoDB says they consumed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config

from benchmarks.measuring.sizes import item_bytes
from chalicelib import wiring

if TYPE_CHECKING:
    from collections.abc import Callable

WRITES = frozenset({"TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"})
# A benchmark keeps more requests under way than a function does, and a busy machine may take its time.
CLIENT = wiring.CLIENT.merge(Config(max_pool_connections=64, read_timeout=60))


@dataclass(slots=True)
class Bill:
    """Requests by operation, write units including those of any index, and the largest item that was put."""

    requests: Counter[str] = field(default_factory=Counter)
    write_units: float = 0
    largest_put: int = 0

    @property
    def writes(self) -> int:
        """Write requests to DynamoDB."""
        return sum(number for name, number in self.requests.items() if name in WRITES)

    @property
    def reads(self) -> int:
        """Read requests to DynamoDB."""
        return sum(self.requests.values()) - self.writes - self.kms

    @property
    def kms(self) -> int:
        """Requests to KMS."""
        return sum(number for name, number in self.requests.items() if name.startswith("kms."))


class Meter:
    """Makes clients whose requests it counts; ``bill`` is what was counted since the last one was handed out."""

    def __init__(self, *, units: bool) -> None:
        """``units`` asks every answer of DynamoDB for the capacity consumed, which costs a little."""
        self.bill = Bill()
        self._units = units
        self._session = botocore.session.get_session()

    def client(self, service: str) -> Any:  # noqa: ANN401 - botocore makes its clients at run time
        """A client like the functions' own, watched."""
        client = self._session.create_client(service, config=CLIENT)
        events = client.meta.events
        events.register("before-send", self._sent(service))
        if service == "dynamodb" and self._units:
            events.register("provide-client-params.dynamodb", self._asked)
            events.register("after-call.dynamodb", self._answered)
        return client

    def of(self, work: Callable[[], object]) -> Bill:
        """What this work alone asked for."""
        self.bill = Bill()
        work()
        bill, self.bill = self.bill, Bill()
        return bill

    def _sent(self, service: str) -> Callable[..., None]:
        """Every request on its way, repeated ones too."""

        def count(request: Any, **_: object) -> None:  # noqa: ANN401 - botocore's own type
            target = request.headers.get("X-Amz-Target", b"")
            name = (target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]
            self.bill.requests[name if service == "dynamodb" else f"{service}.{name}"] += 1

        return count

    def _answered(self, parsed: dict[str, Any], model: Any, **_: object) -> None:  # noqa: ANN401 - as above
        told = parsed.get("ConsumedCapacity", [])
        units = sum(one["CapacityUnits"] for one in ([told] if isinstance(told, dict) else told))
        if model.name in WRITES:
            self.bill.write_units += units

    def _asked(self, params: dict[str, Any], model: Any, **_: object) -> None:  # noqa: ANN401 - as above
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "INDEXES"
        for member in params.get("TransactItems", []):
            if "Put" in member:
                self.bill.largest_put = max(self.bill.largest_put, item_bytes(member["Put"]["Item"]))
