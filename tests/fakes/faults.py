"""A client of DynamoDB that has its bad moments, as the real one does and the local cloud does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.dynamodb import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.exceptions import ClientError


def conflict() -> ClientError:
    """A transaction that met another one."""
    return refusal("TransactionCanceledException", CancellationReasons=[{"Code": "TransactionConflict"}])


def throttled() -> ClientError:
    """A table that gets more than it takes."""
    return refusal("ThrottlingException")


class Faulty:
    """Everything goes through to ``inner``, but for the faults that a test plans."""

    def __init__(self, inner: object) -> None:
        self._inner = inner
        self._planned: dict[str, list[tuple[Exception, bool]]] = {}
        self.asides: dict[str, Callable[[], object]] = {}

    def will(self, operation: str, error: Exception, *, times: int = 1, done: bool = False) -> None:
        """Let the next calls of an operation fail; ``done``: after the work was done, as a lost answer looks."""
        self._planned.setdefault(operation, []).extend([(error, done)] * times)

    def before(self, operation: str, aside: Callable[[], object]) -> None:
        """Let something happen, once, just before an operation: somebody else was faster."""
        self.asides[operation] = aside

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        inner: Callable[..., Any] = getattr(self._inner, operation)

        def call(**request: Any) -> Any:
            if aside := self.asides.pop(operation, None):
                aside()
            error, done = self._planned[operation].pop(0) if self._planned.get(operation) else (None, False)
            if error is not None and not done:
                raise error
            answer = inner(**request)
            if error is not None:
                raise error
            return answer

        return call
