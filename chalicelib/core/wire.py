"""Python values to DynamoDB attribute values and back.

boto3's own serializer turns every number into Decimal and costs an import of all of boto3; this needs neither.
Whole numbers only: the tables hold minutes, counts and versions, and a float is refused.
"""

from __future__ import annotations

from typing import Any


def to_wire(value: object) -> dict[str, Any]:  # noqa: PLR0911 - a table of types
    """One value in DynamoDB's JSON; TypeError for what a table of ours never holds."""
    match value:
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": value}
        case int():
            return {"N": str(value)}
        case None:
            return {"NULL": True}
        case bytes():
            return {"B": value}
        case dict():
            return {"M": {name: to_wire(inner) for name, inner in value.items()}}
        case list() | tuple():
            return {"L": [to_wire(inner) for inner in value]}
        case frozenset() | set():
            return {"SS": sorted(value)}
        case _:
            message = f"a table holds no {type(value).__name__}"
            raise TypeError(message)


def from_wire(attribute: dict[str, Any]) -> Any:  # noqa: ANN401 - a table's attribute can be anything
    """The Python value of an attribute in DynamoDB's JSON."""
    ((kind, value),) = attribute.items()
    match kind:
        case "S" | "B" | "BOOL":
            return value
        case "N":
            return int(value)
        case "M":
            return {name: from_wire(inner) for name, inner in value.items()}
        case "L":
            return [from_wire(inner) for inner in value]
        case "SS":
            return frozenset(value)
        case _:
            return None


def item_to_wire(item: dict[str, Any]) -> dict[str, Any]:
    """A whole item in DynamoDB's JSON."""
    return {name: to_wire(value) for name, value in item.items()}


def item_from_wire(item: dict[str, Any]) -> dict[str, Any]:
    """A whole item as Python values."""
    return {name: from_wire(value) for name, value in item.items()}
