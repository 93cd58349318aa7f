"""How large an item is, by DynamoDB's own rules (Developer Guide, "Item sizes and formats")."""

from __future__ import annotations

from typing import Any

OF_A_CONTAINER = 3
OF_AN_ELEMENT = 1


def item_bytes(item: dict[str, Any]) -> int:
    """Bytes of an item in DynamoDB's JSON: the names of its attributes and their values."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def _value_bytes(value: dict[str, Any]) -> int:  # noqa: PLR0911 - a table of types
    ((kind, held),) = value.items()
    match kind:
        case "S":
            return len(held.encode())
        case "B":
            return len(held)
        case "N":
            return (len(held.lstrip("-")) + 1) // 2 + 1
        case "M":
            return OF_A_CONTAINER + item_bytes(held) + OF_AN_ELEMENT * len(held)
        case "L":
            return OF_A_CONTAINER + sum(OF_AN_ELEMENT + _value_bytes(inner) for inner in held)
        case "SS":
            return sum(len(text.encode()) for text in held)
        case _:
            return 1
