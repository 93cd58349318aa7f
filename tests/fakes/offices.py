"""Offices kept in memory, with the same manners as the table's."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from chalicelib.offices.errors import PublishedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.offices.service import Office, OfficeBrief, ServiceStandard

V = TypeVar("V", "Office", "ServiceStandard")


class OfficesInMemory:
    """An OfficeStore; ``reads`` counts what was asked of it."""

    def __init__(self) -> None:
        self.offices: dict[str, list[Office]] = {}
        self.kept: dict[tuple[str, str], list[ServiceStandard]] = {}
        self.reads = 0

    def listing(self) -> list[OfficeBrief]:
        self.reads += 1
        return [versions[-1].brief for _, versions in sorted(self.offices.items())]

    def office(self, office: str) -> Office | None:
        self.reads += 1
        versions = self.offices.get(office)
        return versions[-1] if versions else None

    def standard(self, office: str, service: str) -> ServiceStandard | None:
        self.reads += 1
        versions = self.kept.get((office, service))
        return versions[-1] if versions else None

    def standards(self, office: str, services: Sequence[str]) -> dict[str, ServiceStandard]:
        return {
            service: self.kept[office, service][-1] for service in services if (office, service) in self.kept
        }

    def office_versions(self, office: str) -> list[Office]:
        return self.offices.get(office, [])

    def standard_versions(self, office: str, service: str) -> list[ServiceStandard]:
        return self.kept.get((office, service), [])

    def put_office(self, office: Office) -> None:
        _add(self.offices.setdefault(office.id, []), office)

    def put_standard(self, office: str, standard: ServiceStandard) -> None:
        _add(self.kept.setdefault((office, standard.id), []), standard)


def _add(versions: list[V], new: V) -> None:
    if any(version.version == new.version for version in versions):
        raise PublishedMeanwhile
    versions.append(new)
