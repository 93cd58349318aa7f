"""``make openapi``: write the description of the interface to docs/openapi.json, as the running system serves it."""

from __future__ import annotations

import json
from typing import Any

from infra.package import ROOT

FILE = ROOT / "docs" / "openapi.json"


def document() -> dict[str, Any]:
    """The document of every registered route; needs no settings and no cloud."""
    from app import BLUEPRINTS  # noqa: PLC0415 - loaded only where it is used
    from chalicelib.core import openapi  # noqa: PLC0415 - loaded only where it is used

    return openapi.document([route for blueprint in BLUEPRINTS for route in blueprint.declared])


def main() -> None:
    """Write the file."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(document(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"Wrote {FILE.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
