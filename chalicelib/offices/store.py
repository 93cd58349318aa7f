"""The table ``offices``.

| access pattern | key |
|---|---|
| the list of offices; one Query | OFFICES, <office> |
| an office with all it offers in brief; one GetItem | OFFICE#<office>, PROFILE |
| the standard of a service in an office; one GetItem | OFFICE#<office>, STANDARD#<service> |
| all versions of an office; one Query | OFFICE#<office>, PROFILE#V<version> |
| all versions of a standard; one Query | OFFICE#<office>, STANDARD#<service>#V<version> |

Publishing is one transaction: the current item, its copy under its version, and for an office its line in the
list. Its condition is that the version is new, so two who publish at once cannot both be the next version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.table import ConditionFailed, Item, Key, Tables, Write
from chalicelib.core.text import Text
from chalicelib.offices.errors import PublishedMeanwhile
from chalicelib.offices.office import OfficeBrief
from chalicelib.offices.record import office_body, office_from, standard_body, standard_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.offices.office import Office
    from chalicelib.offices.standard import ServiceStandard

LISTING = "OFFICES"
PROFILE = "PROFILE"
NEW = "attribute_not_exists(pk)"


class OfficeTable:
    """Offices and standards in DynamoDB."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``offices``."""
        self._tables = tables
        self._table = table

    def listing(self) -> list[OfficeBrief]:
        """Every office, in the order of their ids."""
        return [
            OfficeBrief(
                id=item["sk"],
                name=Text(*item["name"]),
                address=Text(*item["address"]),
                time_zone=item["time_zone"],
                services=tuple(item["services"]),
            )
            for item in self._tables.query(self._table, LISTING)
        ]

    def office(self, office: str) -> Office | None:
        """The office as last published."""
        item = self._tables.get(self._key(office, PROFILE))
        return office_from(item["body"], item["version"]) if item else None

    def standard(self, office: str, service: str) -> ServiceStandard | None:
        """The standard as last published for that office."""
        item = self._tables.get(self._key(office, _standard(service)))
        return standard_from(item["body"], item["version"]) if item else None

    def standards(self, office: str, services: Sequence[str]) -> dict[str, ServiceStandard]:
        """Those of the standards that were published for that office, by service."""
        keys = {service: self._key(office, _standard(service)) for service in services}
        items = self._tables.get_many(list(keys.values()))
        return {
            service: standard_from(items[key]["body"], items[key]["version"])
            for service, key in keys.items()
            if key in items
        }

    def office_versions(self, office: str) -> list[Office]:
        """Everything the office ever said, the first version first."""
        return [office_from(item["body"], item["version"]) for item in self._versions(office, PROFILE)]

    def standard_versions(self, office: str, service: str) -> list[ServiceStandard]:
        """Everything the standard ever said in that office, the first version first."""
        items = self._versions(office, _standard(service))
        return [standard_from(item["body"], item["version"]) for item in items]

    def put_office(self, office: Office) -> None:
        """Publish an office under its version; PublishedMeanwhile when that version exists."""
        line = {
            "name": [office.name.id, office.name.en],
            "address": [office.address.id, office.address.en],
            "time_zone": office.time_zone,
            "services": list(office.brief.services),
        }
        item = {"version": office.version, "body": office_body(office)}
        listed = Write(key=Key(self._table, LISTING, office.id), item=line)
        self._publish(office.id, PROFILE, item, listed)

    def put_standard(self, office: str, standard: ServiceStandard) -> None:
        """Publish an office's standard under its version; PublishedMeanwhile when that version exists."""
        item = {"version": standard.version, "body": standard_body(standard)}
        self._publish(office, _standard(standard.id), item)

    def _publish(self, office: str, sk: str, item: Item, *also: Write) -> None:
        version = Write(key=self._key(office, f"{sk}#V{item['version']:06}"), item=item, when=NEW)
        current = Write(key=self._key(office, sk), item=item)
        try:
            self._tables.transact([version, current, *also])
        except ConditionFailed:
            raise PublishedMeanwhile from None

    def _versions(self, office: str, sk: str) -> list[Item]:
        between = (f"{sk}#V", f"{sk}#V~")
        return self._tables.query(self._table, _partition(office), between=between)

    def _key(self, office: str, sk: str) -> Key:
        return Key(self._table, _partition(office), sk)


def _partition(office: str) -> str:
    return f"OFFICE#{office}"


def _standard(service: str) -> str:
    return f"STANDARD#{service}"
