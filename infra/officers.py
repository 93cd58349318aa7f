"""``make officer EMAIL=… ROLE=… OFFICE=… AGENCY=… STAGE=…``: invite an officer, or change what one is.

The invitation goes out by e-mail, with a password that holds for seven days and must be replaced at the first sign-in.
On the local cloud, which sends no e-mail, that password is printed.
"""

from __future__ import annotations

import argparse

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import ValidationError

from chalicelib.core.officer import Role
from infra import clients, commands
from infra.accounts import Accounts, new_password
from infra.errors import Stopped
from infra.package import LOCAL
from infra.seed.models import OfficerEntry
from infra.stacks import outputs


def main() -> int:
    """Invite one from the command line."""
    stage, officer = _asked()
    client = clients.of(stage)
    temporary = new_password() if stage == LOCAL else None
    try:
        pool = outputs(client("cloudformation"), f"tanpa-antre-{stage}-data").get("UserPoolId")
        if pool is None:
            raise Stopped(f"The stage {stage} has no user pool here; is it deployed?")
        done = Accounts(client("cognito-idp"), pool).invite(officer, temporary=temporary)
    except (BotoCoreError, ClientError) as error:
        raise Stopped(f"AWS refused: {error}") from error
    where = " ".join(part for part in (officer.office, officer.agency) if part) or "the whole city"
    print(f"{officer.email} is {done}: {officer.role} of {where}.")
    if temporary and done == "invited":
        print(f"The password until the first sign-in: {temporary}")
    if done == "changed":
        print("What changed holds from the next token on, an hour at most.")
    return 0


def _asked() -> tuple[str, OfficerEntry]:
    parser = argparse.ArgumentParser(
        prog="python -m infra.officers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stage", default="prod", help="name of the deployment (default: prod)")
    parser.add_argument("--email", required=True, help="the officer's address, by which they sign in")
    parser.add_argument("--role", required=True, help=", ".join(Role))
    parser.add_argument("--office", default="", help="id of the office; none for an administrator")
    parser.add_argument("--agency", default="", help="id of the agency; none for an administrator or a kiosk")
    asked = vars(parser.parse_args())
    stage = str(asked.pop("stage"))
    try:
        return stage, OfficerEntry.model_validate(asked)
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'officer'}: {one['msg']}" for one in error.errors()
        )
        raise Stopped(told) from None


if __name__ == "__main__":
    raise SystemExit(commands.ended(main))
