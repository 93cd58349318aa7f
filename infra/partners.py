"""``make partner STAGE=… [NAME=… | REVOKE=…]``: programs of others that may bring complaints over Open311.

With a name it makes a key and prints it this once: only its hash is kept. With REVOKE and the id that the list shows,
the key opens nothing any more. With neither it lists them.
"""

from __future__ import annotations

import argparse
import secrets
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.complaints.partner import KEY_BYTES, PER_HOUR, Partner, hash_of, key_of
from chalicelib.complaints.store import PartnerStore
from chalicelib.core import clock
from chalicelib.core.table import Tables
from infra import clients, commands
from infra.errors import Stopped
from infra.stacks import outputs

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_NAME = 60


def main() -> int:
    """Make, take away or list from the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m infra.partners",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stage", default="prod", help="name of the deployment (default: prod)")
    parser.add_argument("--name", default="", help="what the program is called; it gets a key")
    parser.add_argument("--revoke", default="", help="the id of a program whose key is taken away")
    parser.add_argument("--per-hour", type=int, default=PER_HOUR, help="complaints it may bring an hour")
    asked = parser.parse_args()
    client = clients.of(asked.stage)
    try:
        table = outputs(client("cloudformation"), f"tanpa-antre-{asked.stage}-data").get("TableComplaints")
        if table is None:
            raise Stopped(f"The stage {asked.stage} has no table of complaints here; is it deployed?")
        store = PartnerStore(Tables(client("dynamodb")), table)
        if asked.revoke:
            lines = [revoke(store, asked.revoke)]
        elif asked.name.strip():
            lines = issue(store, asked.name.strip(), clock.now(), per_hour=asked.per_hour)
        else:
            lines = listing(store)
    except (BotoCoreError, ClientError) as error:
        raise Stopped(f"AWS refused: {error}") from error
    print("\n".join(lines))
    return 0


def issue(store: PartnerStore, name: str, now: datetime, *, per_hour: int = PER_HOUR) -> list[str]:
    """Make a key for a program; what to tell, the key among it."""
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Stopped(f"A name has at most {LONGEST_NAME} signs that can be printed.")
    if per_hour < 1:
        raise Stopped("A program may bring at least one complaint an hour.")
    key = key_of(secrets.token_bytes(KEY_BYTES))
    partner = Partner(hash=hash_of(key), name=name, since=now, per_hour=per_hour)
    store.put(partner)
    return [
        f"{name} has the id {partner.id} and may bring {per_hour} complaints an hour.",
        f"Its api_key, shown this once: {key}",
    ]


def revoke(store: PartnerStore, asked: str) -> str:
    """Take a key away; what to tell."""
    found = [partner for partner in store.all() if partner.id == asked]
    if len(found) != 1:
        raise Stopped(f"No program has the id {asked}.")
    store.remove(found[0].hash)
    return f"The key of {found[0].name} opens nothing any more, within a minute."


def listing(store: PartnerStore) -> list[str]:
    """Every program, one line each."""
    lines = [
        f"{partner.id}  since {partner.since:%Y-%m-%d}  {partner.per_hour} an hour  {partner.name}"
        for partner in store.all()
    ]
    return lines or ['No program has a key. Make one: make partner NAME="…" STAGE=…']


if __name__ == "__main__":
    raise SystemExit(commands.ended(main))
