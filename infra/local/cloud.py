"""The local cloud: one process on loopback that answers as AWS does; for `make run`, tests, benchmarks."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

import boto3
from botocore.config import Config

from infra.errors import Stopped
from infra.package import LOCAL, REGION, ROOT

if TYPE_CHECKING:
    from types import TracebackType

HOST = "127.0.0.1"
ACCOUNT = "000000000000"
# The emulator's root user. Functions do not use it: each has its own role, which is enforced.
KEY = "test"
# Seconds: a cold start on a busy machine; a clean stop, which writes the state.
START_WITHIN = 60
STOP_WITHIN = 20
# In one process on few cores, more function processes than this only slow each other down.
FUNCTIONS_PER_CORE = 4
# Seconds that an idle function process is kept; starting one is dear.
WARM = 3600


class LocalCloud:
    """A cloud of one's own: `with LocalCloud(folder) as cloud: cloud.client("dynamodb")`.

    Args:
        folder: where its state, its log and its temporary files lie.
        port: where it listens; 0 takes a free one.
        keep: whether what is in it survives a restart.
        environment: the folder of the Python environment that holds the emulator.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        keep: bool = False,
        environment: Path = ROOT / ".local" / "cloud",
    ) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.keep = keep
        self._python = environment / "bin" / "python"
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        self._session = boto3.session.Session(
            aws_access_key_id=KEY, aws_secret_access_key=KEY, region_name=REGION
        )

    @property
    def endpoint(self) -> str:
        """Where AWS clients send their requests."""
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> Path:
        """What the emulator wrote."""
        return self.folder / "cloud.log"

    def start(self) -> None:
        """Start and wait until it answers. Raises `Stopped` when it does not."""
        if not self._python.exists():
            raise Stopped("The local cloud is not installed yet; `make cloud` installs it.")
        self._prepare()
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [str(self._python), str(Path(__file__).with_name("keeper.py"))],
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Its own group: Ctrl-C reaches us, and we stop it in order.
                start_new_session=True,
            )
        self._wait()

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = (self.folder / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stopped(f"Another local cloud runs on {self.folder}; stop it first.") from None
        shutil.rmtree(self.folder / "tmp", ignore_errors=True)  # unpacked functions of the last run
        for name in ("tmp", "state", "objects"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def _environment(self) -> dict[str, str]:
        """Only what it needs: functions inherit it, and must see nothing of the developer's own settings."""
        cores = os.cpu_count() or 1
        kept = "1" if self.keep else "0"
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "TMPDIR": str(self.folder / "tmp"),
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_HOST": "localhost",
            "MINISTACK_REGION": REGION,
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            # Each function may do what its policy file grants and nothing else, as in AWS.
            "AUTH": "true",
            "PERSIST_STATE": kept,
            "STATE_DIR": str(self.folder / "state"),
            "S3_PERSIST": kept,
            "S3_DATA_DIR": str(self.folder / "objects"),
            "FUNCTIONS_AT_ONCE": os.environ.get("FUNCTIONS_AT_ONCE", str(FUNCTIONS_PER_CORE * cores)),
            "LAMBDA_WARM_TTL_SECONDS": str(WARM),
            # Servers of its that nothing here uses; and it shall never look for anybody's containers.
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "DOCKER_HOST": f"unix://{self.folder}/no-docker.sock",
            "LOG_LEVEL": "WARNING",
        }

    def _wait(self) -> None:
        deadline = time.monotonic() + START_WITHIN
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                raise Stopped(f"The local cloud ended while starting. It said:\n{self._last_lines()}")
            try:
                with urllib.request.urlopen(f"{self.endpoint}/_ministack/health", timeout=2) as answer:  # noqa: S310 - our own address
                    if answer.status == 200:  # noqa: PLR2004 - HTTP's OK
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        raise Stopped(f"The local cloud did not answer within {START_WITHIN} s; its log is {self.log}.")

    def _last_lines(self) -> str:
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-15:])

    @property
    def running(self) -> bool:
        """Whether its process lives."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stop it and wait until its state is written. Harmless when it does not run."""
        process, self._process = self._process, None
        if process is None:
            return
        if not self.folder.is_dir():
            process.kill()  # a clean stop would write the state into a folder that somebody has removed
        if process.stdin:
            process.stdin.close()  # the keeper takes this as the sign to end
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if self._lock:
            self._lock.close()

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it."""
        self.stop()

    def client(self, service: str, **options: Any) -> Any:  # noqa: ANN401 - boto3's clients are made at run time
        """An AWS client with every right on this cloud."""
        config = Config(retries={"mode": "standard", "max_attempts": 3}, max_pool_connections=64)
        return self._session.client(service, endpoint_url=self.endpoint, **{"config": config, **options})  # type: ignore[call-overload]

    def function_environment(self, stage: str = LOCAL, function: str = "ApiHandlerName") -> dict[str, str]:
        """The settings the deployed function has, and the way to this cloud: for services in this process."""
        name = self.export(f"tanpa-antre-{stage}-{function}")
        variables = self.client("lambda").get_function_configuration(FunctionName=name)["Environment"][
            "Variables"
        ]
        return {**variables, **self.credentials()}

    def credentials(self) -> dict[str, str]:
        """Environment variables with which any AWS client talks to this cloud."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": KEY,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
        }

    def export(self, name: str) -> str:
        """The value a stack exports under this name."""
        for page in self.client("cloudformation").get_paginator("list_exports").paginate():
            for export in page["Exports"]:
                if export["Name"] == name:
                    return str(export["Value"])
        raise Stopped(f"No stack exports {name}; is the application deployed?")

    def api(self, stage: str = LOCAL) -> str:
        """The deployed API's address, before /v1."""
        return f"{self.endpoint}/_aws/execute-api/{self.export(f'tanpa-antre-{stage}-ApiId')}/live"

    def invoke(self, function: str, event: dict[str, Any] | None = None, stage: str = LOCAL) -> Any:  # noqa: ANN401 - any JSON
        """Run a function ("Tick", "Work" or "ApiHandler") and return its answer.

        Without an event it gets what the schedule sends. Raises `Stopped` when it fails.
        """
        name = self.export(f"tanpa-antre-{stage}-{function}Name")
        answer = self.client("lambda").invoke(
            FunctionName=name, Payload=json.dumps(event or scheduled_event())
        )
        told = answer["Payload"].read()
        if answer.get("FunctionError"):
            raise Stopped(f"The function {function} failed: {told.decode('utf-8', 'replace')[:600]}")
        return json.loads(told) if told else None

    def function_log(self, function: str, stage: str = LOCAL) -> list[str]:
        """Every line the function has written, oldest first."""
        group = f"/aws/lambda/{self.export(f'tanpa-antre-{stage}-{function}Name')}"
        pages = self.client("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
        events = [event for page in pages for event in page["events"]]
        return [event["message"].rstrip("\n") for event in sorted(events, key=lambda e: e["timestamp"])]


def scheduled_event() -> dict[str, Any]:
    """What EventBridge sends when the schedule's time has come."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/by-hand"],
        "detail": {},
    }


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether this port can be listened on."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            return False
    return True
