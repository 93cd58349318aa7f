"""The rule of the rooms, for import-linter: what may stand in whose door (pyproject.toml, `[tool.importlinter]`).

import-linter's own contracts hold the order of the rooms. This one holds what they cannot say in general: a room
is entered through its service only, and inside a room imports run routes, desk → service → store → rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from importlinter import Contract, ContractCheck, fields, output

if TYPE_CHECKING:
    from grimp import ImportGraph

HOUSE = "chalicelib"
CORE = "core"
# The one place that enters everywhere: it puts the rooms together.
WIRING = "wiring"
# Inside a room, from the street inwards.
DOOR, SERVICE, STORE, RULE = 3, 2, 1, 0


class Rooms(Contract):
    """A room is entered by its service, or by modules that hold nothing but values."""

    type_name = "rooms"
    # Modules of values that another room may name besides the service.
    values = fields.SetField(subfield=fields.StringField())
    # Modules that unpack what comes from outside, and those that run use cases. All others are rules.
    doors = fields.SetField(subfield=fields.StringField())
    use_cases = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - the base class's signature
        """Look at every import inside the house."""
        broken = [
            f"{importer} imports {imported}: {reason}"
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if (reason := self._refused(importer, imported))
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _refused(self, importer: str, imported: str) -> str | None:
        here, there = _placed(importer), _placed(imported)
        if here is None or there is None or there[0] == CORE:
            return None
        open_doors: set[Any] = self.values  # type: ignore[assignment] # a field becomes its value when it is read
        if here[0] != there[0]:
            return None if there[1] in {"service", *open_doors} else "a room is entered through its service"
        if self._depth(here[1]) < self._depth(there[1]):
            return "inside a room imports run routes, desk → service → store → rules"
        return None

    def _depth(self, module: str) -> int:
        doors: set[Any] = self.doors  # type: ignore[assignment] # as above
        use_cases: set[Any] = self.use_cases  # type: ignore[assignment] # as above
        if module in doors:
            return DOOR
        if module in use_cases:
            return SERVICE
        return STORE if module == "store" else RULE

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line for each import that should not be."""
        for line in check.metadata["broken"]:
            output.print_error(line, bold=False)


def _placed(module: str) -> tuple[str, str] | None:
    """Room and module, for what stands in a room; `None` for app, wiring and everything outside."""
    house, *rest = module.split(".")
    if house != HOUSE or len(rest) < 2 or rest[0] == WIRING:  # noqa: PLR2004 - a room and a module in it
        return None
    return rest[0], rest[1]
