"""The local cloud holds functions to their policies and package, keeps its state, and leaves nothing running."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from infra import release
from infra.errors import Stopped
from infra.local.cloud import ACCOUNT, LocalCloud, free_port, is_free
from infra.package import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from infra.package import Package

pytestmark = pytest.mark.cloud

# A function that tries what it is told and says how that went. It lies beside the real package's files.
PROBE = """
import importlib.util, time

def run(event, context):
    if "modules" in event:
        return [name for name in event["modules"] if importlib.util.find_spec(name)]
    if "sleep" in event:
        time.sleep(event["sleep"])
        return "slept"
    import botocore.session
    from botocore.exceptions import ClientError
    try:
        client = botocore.session.Session().create_client(event["service"])
        getattr(client, event["call"])(**event["arguments"])
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "allowed"
"""
KEY = {"pk": {"S": "nobody"}, "sk": {"S": "nothing"}}


def deploy(cloud: LocalCloud, package: Package) -> dict[str, str]:
    wanted = release.Release(package=package, version="test", parameters={})
    return release.deploy(wanted, cloud.client, lambda _: None, pause=0.1)


@pytest.fixture(scope="module")
def cloud(local_package: Package, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUNCTIONS_AT_ONCE", "2")
        with LocalCloud(tmp_path_factory.mktemp("cloud")) as running:
            deploy(running, local_package)
            yield running


def probe(cloud: LocalCloud, package: Package, function: str) -> str:
    """A copy of the function, its role and package, that runs the probe instead of its handler."""
    real = cloud.client("lambda").get_function_configuration(
        FunctionName=cloud.export(f"tanpa-antre-local-{function}Name")
    )
    code = io.BytesIO(package.archive.read_bytes())
    with zipfile.ZipFile(code, "a") as packed:
        packed.writestr("probe.py", PROBE)
    name = f"probe-{function}"
    cloud.client("lambda").create_function(
        FunctionName=name,
        Runtime=real["Runtime"],
        Role=real["Role"],
        Handler="probe.run",
        Code={"ZipFile": code.getvalue()},
        Layers=[layer["Arn"] for layer in real.get("Layers", [])],
        Timeout=30,
    )
    return name


@pytest.fixture(scope="module")
def tick(cloud: LocalCloud, local_package: Package) -> str:
    return probe(cloud, local_package, "Tick")


def asked(cloud: LocalCloud, function: str, event: dict[str, Any]) -> Any:
    answer = cloud.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event))
    return json.loads(answer["Payload"].read())


@pytest.mark.parametrize(
    ("service", "call", "arguments", "told"),
    [
        ("dynamodb", "query", {"TableName": "tanpa-antre-local-offices"}, "allowed"),
        ("dynamodb", "scan", {"TableName": "tanpa-antre-local-offices"}, "AccessDenied"),
        ("dynamodb", "get_item", {"TableName": "tanpa-antre-local-people", "Key": KEY}, "AccessDenied"),
        ("secretsmanager", "get_secret_value", {"SecretId": "tanpa-antre-local-keys"}, "AccessDenied"),
    ],
)
def test_a_function_may_do_what_its_policy_says_and_nothing_else(
    cloud: LocalCloud, tick: str, service: str, call: str, arguments: dict[str, Any], told: str
) -> None:
    if call == "query":
        condition = {
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": "nobody"}},
        }
        arguments = {**arguments, **condition}
    answer = asked(cloud, tick, {"service": service, "call": call, "arguments": arguments})
    assert answer.removesuffix("Exception") == told


def test_who_may_send_a_message_may_send_several(cloud: LocalCloud, tick: str) -> None:
    queue = cloud.function_environment()["QUEUE_JOBS"]
    arguments = {"QueueUrl": queue, "Entries": [{"Id": "1", "MessageBody": "{}"}]}
    event = {"service": "sqs", "call": "send_message_batch", "arguments": arguments}
    assert asked(cloud, tick, event) == "allowed"


def test_a_queue_is_taken_from_though_a_parameter_limits_it(cloud: LocalCloud) -> None:
    sqs = cloud.client("sqs")
    url = sqs.get_queue_url(QueueName="tanpa-antre-local-documents")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody=json.dumps({"Event": "s3:TestEvent"}))
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    deadline = time.monotonic() + 60
    while any(map(int, sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"].values())):
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_a_function_sees_its_package_and_none_of_the_emulator(cloud: LocalCloud, tick: str) -> None:
    modules = ["app", "botocore", "ministack", "hypercorn", "yaml", "pip", "setuptools", "numpy"]
    assert asked(cloud, tick, {"modules": modules}) == ["app", "botocore"]


def test_the_reader_of_documents_sees_its_layer_too(cloud: LocalCloud, local_package: Package) -> None:
    function = probe(cloud, local_package, "Documents")
    modules = ["app", "numpy", "onnxruntime", "PIL", "pypdfium2", "rapidfuzz", "rapidocr", "cv2"]
    assert asked(cloud, function, {"modules": modules}) == modules[:-1]


def test_functions_beyond_what_the_machine_carries_wait_their_turn(cloud: LocalCloud, tick: str) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(8) as many:
        told = list(many.map(lambda _: asked(cloud, tick, {"sleep": 0.4}), range(8)))
    assert told == ["slept"] * 8
    assert time.monotonic() - began >= 8 / 2 * 0.4


def test_the_settings_of_a_function_serve_this_process_too(cloud: LocalCloud) -> None:
    environment = cloud.function_environment()
    assert environment["TABLE_DIARY"] == "tanpa-antre-local-diary"
    assert environment["KMS_KEY"].startswith(f"arn:aws:kms:ap-southeast-3:{ACCOUNT}:key/")
    assert environment["AWS_ENDPOINT_URL"] == cloud.endpoint


def test_the_gateway_answers_by_itself_as_the_template_says(cloud: LocalCloud) -> None:
    for path, status, kind in (("/v1/desk/me", 401, "unauthorized"), ("/v1/nowhere", 404, "no-such-address")):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(cloud.api() + path, timeout=60)  # noqa: S310 - our own address
        answer = refused.value
        assert (answer.code, answer.headers["Content-Type"]) == (status, "application/problem+json")
        assert json.loads(answer.read())["type"] == f"/problems/{kind}"


def test_deploying_the_same_again_changes_nothing(cloud: LocalCloud, local_package: Package) -> None:
    assert set(deploy(cloud, local_package).values()) == {"unchanged"}


def test_what_was_stored_and_deployed_is_there_after_a_restart(
    tmp_path: Path, local_package: Package
) -> None:
    table, item = "tanpa-antre-local-cases", {**KEY, "note": {"S": "kept"}}
    with LocalCloud(tmp_path, keep=True) as before:
        deploy(before, local_package)
        before.client("dynamodb").put_item(TableName=table, Item=item)
        api = before.api().partition("/_aws")[2]
    # At the same address: the functions are told where the user pool publishes its keys.
    with LocalCloud(tmp_path, keep=True, port=before.port) as after:
        assert after.client("dynamodb").get_item(TableName=table, Key=KEY)["Item"] == item
        assert after.api().partition("/_aws")[2] == api
        assert set(deploy(after, local_package).values()) == {"unchanged"}


def test_one_folder_holds_one_running_cloud(cloud: LocalCloud) -> None:
    with pytest.raises(Stopped, match="Another local cloud"):
        LocalCloud(cloud.folder).start()


def test_a_cloud_ends_when_whoever_started_it_is_killed(tmp_path: Path) -> None:
    port = free_port()
    program = f"""
import pathlib, time
from infra.local.cloud import LocalCloud
LocalCloud(pathlib.Path({str(tmp_path)!r}), port={port}).start()
print("started", flush=True)
time.sleep(600)
"""
    owner = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE)
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"started\n"
    assert not is_free(port)
    owner.kill()
    owner.wait()
    owner.stdout.close()
    assert within(10, lambda: is_free(port))


def within(seconds: float, condition: Any) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


RUN = """
import pathlib, sys
from infra import commands
from infra.local import run
run.LOCAL = pathlib.Path(sys.argv[1])
run.ADDRESSES = run.LOCAL / "addresses.json"
sys.exit(commands.ended(run.main))
"""


def running(folder: Path, **ports: int) -> subprocess.Popen[str]:
    """`make run`, with its state in this folder."""
    environment = {**os.environ, **{name: str(port) for name, port in ports.items()}}
    return subprocess.Popen(
        [sys.executable, "-c", RUN, str(folder)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_run_stops_everything_it_started_and_starts_again(tmp_path: Path) -> None:
    ports = {"SITE_PORT": free_port(), "CLOUD_PORT": free_port()}
    addresses = tmp_path / "addresses.json"
    for ending in (signal.SIGTERM, signal.SIGINT):
        run = running(tmp_path, **ports)
        assert within(120, addresses.is_file)
        assert set(json.loads(addresses.read_text())) == {"api", "site"}
        run.send_signal(ending)
        told, _ = run.communicate(timeout=20)
        assert run.returncode == 0
        assert "Ready after" in told
        assert not addresses.exists()
        assert all(is_free(port) for port in ports.values())


@pytest.mark.parametrize("name", ["SITE_PORT", "CLOUD_PORT"])
def test_a_busy_port_is_named_in_one_sentence(tmp_path: Path, cloud: LocalCloud, name: str) -> None:
    other = ({"SITE_PORT", "CLOUD_PORT"} - {name}).pop()
    run = running(tmp_path, **{name: cloud.port, other: free_port()})
    told, _ = run.communicate(timeout=30)
    assert run.returncode == 1
    assert told.strip().count("\n") == 0
    assert f"Port {cloud.port}" in told
    assert f"make run {name}=" in told


def test_a_cloud_that_is_not_installed_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="make cloud"):
        LocalCloud(tmp_path, environment=tmp_path).start()
