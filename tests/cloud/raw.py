"""What lies in the local cloud, read past the application: the tables' items as they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chalicelib.core.wire import item_from_wire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.local.cloud import LocalCloud

TABLES = ("offices", "diary", "visits", "cases", "complaints", "demand", "jobs", "people", "idempotency")


def items(cloud: LocalCloud, table: str) -> list[dict[str, Any]]:
    """Every item of a table as Python values."""
    pages = cloud.client("dynamodb").get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    return [item_from_wire(item) for page in pages for item in page["Items"]]


def table_names(environment: Mapping[str, str]) -> dict[str, str]:
    """The real names of a deployment's tables, from its functions' settings."""
    return {table: environment[f"TABLE_{table.upper()}"] for table in TABLES}


def contents(cloud: LocalCloud, environment: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Everything in a deployment's tables, to be compared: table → key → item."""
    return {
        table: {
            f"{item['pk']}|{item['sk']}": json.dumps(item, sort_keys=True, default=repr) for item in found
        }
        for table, name in table_names(environment).items()
        for found in [items(cloud, name)]
    }
