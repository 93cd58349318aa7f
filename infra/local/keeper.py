"""Runs the emulator, inside its own environment, and keeps it honest.

Started by `infra.local.cloud` with the emulator's Python, so it imports nothing of the project. It adds what
the emulator lacks for our purpose:

- functions run on a bare Python that sees the package and nothing else, as in Lambda. Otherwise the
  emulator's own libraries would stand in for one that is missing from the package;
- as many functions run at once as the machine can carry. Others wait their turn; in AWS each would be alone;
- each package is unpacked once, not for every process;
- the right to send a batch of messages is the right to send one, as in AWS;
- the answers that the gateway gives by itself are read from the API's description, as in AWS;
- a limit of runs at once that comes from a template's parameter is a number. The emulator keeps it as text, and no
  queue is taken from any more;
- when whoever started it is gone, it saves its state and ends.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sys
import threading
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

# How long open connections may finish once the emulator is told to stop, in seconds.
LAST_ANSWERS = 0.5


def bare_python(folder: Path) -> str:
    """A program that starts the Python below this environment, isolated and without site-packages."""
    program = folder / "function-python"
    program.write_text(f'#!/bin/sh\nexec "{sys._base_executable}" -I -S -B "$@"\n')  # type: ignore[attr-defined] # noqa: SLF001 - no public name
    program.chmod(0o755)
    return str(program)


def limit_functions(at_once: int) -> None:
    """Let no more than this many functions run at once; the others wait."""
    from ministack.services import lambda_svc  # noqa: PLC0415 - only this environment has it

    turns = threading.BoundedSemaphore(at_once)
    execute = lambda_svc._execute_function_warm  # noqa: SLF001 - the pinned version's one point that all calls pass

    def in_turn(*arguments: Any) -> Any:  # noqa: ANN401 - handed through as it is
        with turns:
            return execute(*arguments)

    lambda_svc._execute_function_warm = in_turn  # noqa: SLF001 - as above


def unpack_once(folder: Path) -> None:
    """Unpack each package once and give every function process links to its files, which it only reads.

    The emulator unpacks it anew for every process, which takes about as long as the function itself needs to start.
    """
    from ministack.core import lambda_runtime  # noqa: PLC0415 - only this environment has it

    folder.mkdir()
    one_at_a_time = threading.Lock()

    class Unpacked(zipfile.ZipFile):
        def extractall(self, path: Any = None, members: Any = None, pwd: bytes | None = None) -> None:  # noqa: ANN401 - the base class's types
            del members, pwd  # the emulator gives neither
            with open(str(self.filename), "rb") as file, one_at_a_time:  # noqa: PTH123 - the name as zipfile has it
                original = folder / hashlib.file_digest(file, "sha256").hexdigest()
                if not original.is_dir():
                    unfinished = folder / "unfinished"
                    super().extractall(unfinished)
                    unfinished.rename(original)
            shutil.copytree(original, path, copy_function=os.link, dirs_exist_ok=True)

    lambda_runtime.zipfile = SimpleNamespace(
        ZipFile=Unpacked, BadZipFile=zipfile.BadZipFile, LargeZipFile=zipfile.LargeZipFile
    )


def authorise_batches() -> None:
    """Ask for the right to send one message when a batch of them is sent: AWS knows no action for batches."""
    from ministack.core import iam_actions  # noqa: PLC0415 - only this environment has it

    named = iam_actions.extract_iam_action

    def single(*arguments: Any) -> str | None:  # noqa: ANN401 - handed through as they are
        action: str | None = named(*arguments)
        return action.removesuffix("Batch") if action and action.startswith("sqs:") else action

    iam_actions.extract_iam_action = single


def answer_as_described() -> None:
    """Take the gateway's own answers (an unknown address, a bad token) from the API's description, as AWS does.

    The emulator has them, but reads them only where they are resources of their own.
    """
    from ministack.services import apigateway_v1  # noqa: PLC0415 - only this environment has it

    imported = apigateway_v1._import_rest_api  # noqa: SLF001 - the one point through which a description comes

    def with_answers(spec: dict[str, Any], *rest: Any) -> str:  # noqa: ANN401 - handed through as they are
        api: str = imported(spec, *rest)
        for kind, answer in spec.get("x-amazon-apigateway-gateway-responses", {}).items():
            apigateway_v1._put_gateway_response(api, kind, answer)  # noqa: SLF001 - as above
        return api

    apigateway_v1._import_rest_api = with_answers  # noqa: SLF001 - as above


def limit_by_number() -> None:
    """Read a queue's limit of runs at once as a number, also where a parameter gave it."""
    from ministack.services import lambda_svc  # noqa: PLC0415 - only this environment has it

    limit = lambda_svc._sqs_esm_concurrency  # noqa: SLF001 - the one place that reads it

    def counted(mapping: dict[str, Any], *rest: Any) -> int:  # noqa: ANN401 - handed through as they are
        scaling = {name: int(value) for name, value in (mapping.get("ScalingConfig") or {}).items()}
        at_once: int = limit({**mapping, "ScalingConfig": scaling}, *rest)
        return at_once

    lambda_svc._sqs_esm_concurrency = counted  # noqa: SLF001 - as above


def end_with_parent() -> None:
    """Stop cleanly when the other end of standard input is closed, which happens however the parent ends."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True, name="end-with-parent").start()


def main() -> None:
    """Serve until told to stop."""
    sys.executable = bare_python(Path(os.environ["TMPDIR"]))
    limit_functions(int(os.environ["FUNCTIONS_AT_ONCE"]))
    unpack_once(Path(os.environ["TMPDIR"]) / "packages")
    authorise_batches()
    answer_as_described()
    limit_by_number()
    end_with_parent()
    from hypercorn.config import Config  # noqa: PLC0415 - only this environment has it
    from ministack import app  # noqa: PLC0415 - as above

    Config.graceful_timeout = LAST_ANSWERS
    sys.argv = sys.argv[:1]
    app.main()


if __name__ == "__main__":
    main()
