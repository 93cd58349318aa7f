"""The whole seed: read, checked, assembled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from infra.seed import checks
from infra.seed.assembly import SeedCase, case_of, classes_of, office_of, standards_of
from infra.seed.categories import CATEGORIES, CategoriesFile, categories_agree, categories_of
from infra.seed.demonstration import (
    DEMONSTRATION,
    DemonstrationFile,
    SeedComplaint,
    complaints_agree,
    complaints_of,
)
from infra.seed.holiday import national
from infra.seed.models import AgencyFile, CasesFile, Entry, OfficeFile, OfficersFile, PermitsFile
from infra.seed.reading import WHOLE_FILE, Problem, SeedError, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chalicelib.complaints.categories import Category
    from chalicelib.offices.office import Office
    from chalicelib.offices.standard import ServiceStandard
    from infra.seed.models import OfficerEntry

F = TypeVar("F", bound=Entry)

HERE = Path(__file__).parent
CASES = "cases.yaml"
OFFICERS = "officers.yaml"
PERMITS = "permits.yaml"
# Holidays are known, or forecast, for the year of planting and two more: longer than any booking horizon.
YEARS_OF_HOLIDAYS = 3


@dataclass(frozen=True, slots=True)
class Seed:
    """What a city starts with."""

    offices: tuple[Office, ...]
    standards: tuple[ServiceStandard, ...]
    cases: tuple[SeedCase, ...]
    officers: tuple[OfficerEntry, ...] = ()
    categories: tuple[Category, ...] = ()
    complaints: tuple[SeedComplaint, ...] = ()


def load_seed(folder: Path = HERE, *, today: date | None = None) -> Seed:
    """Read every file of a seed (README.md there); SeedError tells all that is wrong.

    ``today`` (the machine's day when not given) decides the years of holidays. Values carry version 0:
    versions are given when they are published.
    """
    day = today or date.today()  # noqa: DTZ011 - only its year matters
    agencies = _read_all(folder, "agencies", AgencyFile)
    files = _read_all(folder, "offices", OfficeFile)
    cases = read(folder, CASES, CasesFile) if (folder / CASES).exists() else CasesFile(cases=[])
    officers = (
        read(folder, OFFICERS, OfficersFile) if (folder / OFFICERS).exists() else OfficersFile(officers=[])
    )
    permits = (
        read(folder, PERMITS, PermitsFile)
        if (folder / PERMITS).exists()
        else PermitsFile(basis=["-"], classes=[])
    )
    _insist(checks.permits_agree(PERMITS, permits))
    _insist(checks.agencies_agree(agencies, {entry.risk for entry in permits.classes}))
    classes = classes_of(permits)
    standards = {
        standard.id: standard
        for name, file in agencies.items()
        for standard in standards_of(Path(name).stem, file, classes)
    }
    _insist(chain.from_iterable(checks.office_agrees(*named, standards) for named in files.items()))
    holidays = national(range(day.year, day.year + YEARS_OF_HOLIDAYS))
    offices = {name: office_of(Path(name).stem, file, standards, holidays) for name, file in files.items()}
    _insist(chain.from_iterable(checks.office_can_serve(*named) for named in offices.items()))
    _insist(chain.from_iterable(checks.cleared_agrees(*named, standards) for named in offices.items()))
    by_id = {office.id: office for office in offices.values()}
    _insist(checks.cases_agree(CASES, cases, by_id, standards, day))
    _insist(checks.officers_agree(OFFICERS, officers, by_id))
    categories = _categories(folder, {Path(name).stem for name in agencies})
    return Seed(
        tuple(offices.values()),
        tuple(standards.values()),
        tuple(map(case_of, cases.cases)),
        tuple(officers.officers),
        categories,
        _complaints(folder, by_id, categories, officers),
    )


def _categories(folder: Path, agencies: set[str]) -> tuple[Category, ...]:
    """The categories of complaints; a folder without them leaves those of the package as they are."""
    if not (folder / CATEGORIES).exists():
        return ()
    file = read(folder, CATEGORIES, CategoriesFile)
    _insist(categories_agree(file, agencies))
    return categories_of(file)


def _complaints(
    folder: Path, offices: Mapping[str, Office], categories: Iterable[Category], officers: OfficersFile
) -> tuple[SeedComplaint, ...]:
    """The demonstration's complaints; a folder need not have any."""
    if not (folder / DEMONSTRATION).exists():
        return ()
    file = read(folder, DEMONSTRATION, DemonstrationFile)
    _insist(complaints_agree(file, offices, {one.id: one for one in categories}, officers.officers))
    return complaints_of(file, officers.officers)


def _read_all(folder: Path, kind: str, model: type[F]) -> dict[str, F]:
    """Every file of one kind by its name; all that is wrong in any of them is told at once."""
    found: dict[str, F] = {}
    problems: list[Problem] = []
    for path in sorted((folder / kind).glob("*.yaml")):
        name = f"{kind}/{path.name}"
        try:
            found[name] = read(folder, name, model)
        except SeedError as error:
            problems += error.problems
    if not found and not problems:
        problems.append(Problem(kind, WHOLE_FILE, "this folder holds no .yaml file"))
    _insist(problems)
    return found


def _insist(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise SeedError(found)
