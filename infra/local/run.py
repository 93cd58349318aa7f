"""`make run`: from nothing to a working office on this machine, with one clear sentence when a step fails."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from infra import deploy, package, release
from infra.errors import Stopped
from infra.local import seeding
from infra.local.cloud import LocalCloud, is_free
from infra.local.front import FrontServer

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = package.ROOT / ".local"
ADDRESSES = LOCAL / "addresses.json"
SITE_PORT = 8310
CLOUD_PORT = 8311
# Seconds between looks at a stack, and in which everything must answer.
PAUSE = 0.1
ANSWER_WITHIN = 60
ENOUGH = 200


def main() -> int:
    """Run until Ctrl-C, or until whoever started us is gone."""
    # SIGINT too: a script's `make run &` hands it down ignored, and Python then leaves it so.
    _end_with(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    _watch_parent()
    with ExitStack() as running:
        try:
            _wait(_start(running))
        except (KeyboardInterrupt, SystemExit):
            print("\nStopping; what was booked is kept for the next `make run`.", flush=True)
        except (BotoCoreError, ClientError) as error:
            raise Stopped(f"The local cloud refused a request: {error}") from error
        finally:
            # A second Ctrl-C must not cut the saving short.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
    return 0


def _start(running: ExitStack) -> LocalCloud:
    """Every step from the package to the greeting; what was started is left to `running` to stop."""
    began = time.monotonic()
    site_port, cloud_port = _port("SITE_PORT", SITE_PORT), _port("CLOUD_PORT", CLOUD_PORT)
    # Only now: with its ports taken, another run's addresses would be wiped.
    ADDRESSES.unlink(missing_ok=True)
    running.callback(ADDRESSES.unlink, missing_ok=True)
    with _step("Building the package"):
        built = package.build(package.LOCAL)
    with _step("Starting the local cloud"):
        cloud = running.enter_context(LocalCloud(LOCAL / "state", port=cloud_port, keep=True))
    with _step("Deploying data, functions and alarms"):
        told = {"SiteAddress": f"http://127.0.0.1:{site_port}"}
        wanted = release.Release(package=built, version=deploy.version(), parameters=told)
        outcomes = release.deploy(wanted, cloud.client, _quiet, pause=PAUSE)
    with _step("Seeding the offices"):
        hints = seeding.seed(cloud, fresh=outcomes[wanted.stack("data")] == "created")
    with _step("Running the first tick"):
        cloud.invoke("Tick")
    with _step("Serving the pages"):
        front = running.enter_context(FrontServer(package.ROOT / "frontend", cloud.api(), port=site_port))
        for address in (f"{cloud.api()}/v1/health", f"{cloud.api()}/v1/offices", f"{front.address}/"):
            _answers(address)
    addresses = {"api": cloud.api(), "site": front.address}
    _greet(addresses, hints, time.monotonic() - began)
    # Last: whoever waits for this file finds everything said and done.
    _write(addresses)
    return cloud


def _port(name: str, usual: int) -> int:
    given = os.environ.get(name) or str(usual)
    if not given.isdecimal() or not 0 < int(given) < 2**16:
        raise Stopped(f"{name} must be a port number, not {given!r}.")
    port = int(given)
    if not is_free(port):
        raise Stopped(
            f"Port {port} on 127.0.0.1 is in use, perhaps by another `make run`; stop that, "
            f"or choose another port: make run {name}={port + 100}"
        )
    return port


@contextmanager
def _step(name: str) -> Iterator[None]:
    print(f"{name} …", end=" ", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - began:.1f} s", flush=True)


def _quiet(_line: str) -> None:
    """The step's own line says enough."""


def _answers(address: str) -> None:
    """Ask until it answers well. Raises `Stopped` with the last answer when it does not in time."""
    deadline = time.monotonic() + ANSWER_WITHIN
    told = "nothing"
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own address
                if answer.status == ENOUGH:
                    return
        except urllib.error.HTTPError as error:
            told = f"{error.code} {error.read(300).decode('utf-8', 'replace')}"
        except OSError as error:
            told = str(error)
        time.sleep(0.5)
    raise Stopped(f"{address} does not answer as it should; it said: {told}")


def _write(addresses: dict[str, str]) -> None:
    unfinished = ADDRESSES.with_suffix(".new")
    unfinished.write_text(json.dumps(addresses, indent=1) + "\n", "utf-8")
    unfinished.replace(ADDRESSES)


def _greet(addresses: dict[str, str], hints: str, took: float) -> None:
    print(f"\nReady after {took:.0f} s.\n")
    print(f"  The office's pages   {addresses['site']}/")
    print(f"  The API              {addresses['api']}/v1/offices")
    print(f"  Its description      {addresses['site']}/v1/openapi.json")
    print(f"  How it is doing      {addresses['site']}/v1/health\n")
    if hints.strip():
        print(hints.rstrip() + "\n")
    print("Ctrl-C stops it and keeps what was booked; `make clean` forgets everything.", flush=True)


def _wait(cloud: LocalCloud) -> None:
    """Until a signal ends us, or our folder is removed. Raises `Stopped` when the cloud ends by itself."""
    while cloud.running:
        if not ADDRESSES.parent.is_dir():
            raise SystemExit
        time.sleep(1)
    raise Stopped(f"The local cloud ended by itself; its log is {cloud.log}.")


def _end_with(*signals: signal.Signals) -> None:
    def end(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    for each in signals:
        signal.signal(each, end)


def _watch_parent() -> None:
    """End when the process that started us (make, a test) is gone, however it went."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True, name="watch-parent").start()
