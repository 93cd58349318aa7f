"""The package is complete, small, compiled, and the same for the same input."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest

from infra import bundle, package, vendor
from tests.infra.unpacked import alone, layer

if TYPE_CHECKING:
    from infra.package import Package

LAMBDA_LIMIT = 250 * 1024 * 1024


def test_the_app_imports_with_nothing_but_the_package(local_package: Package) -> None:
    origin = alone(local_package.unpacked, "import app; print(app.__file__)")
    assert Path(origin) == local_package.unpacked / "app.py"


def test_every_library_that_is_loaded_late_is_in_the_package(local_package: Package) -> None:
    program = """
import pydantic, phonenumbers, icalendar, jwt, zoneinfo
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
zoneinfo.reset_tzpath([])
for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC"):
    zoneinfo.ZoneInfo(zone)
key = AESGCM(bytes(32))
assert key.decrypt(bytes(12), key.encrypt(bytes(12), b"seen", b""), b"") == b"seen"
number = phonenumbers.parse("0812-3456-7890", "ID")
print(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
"""
    assert alone(local_package.unpacked, program) == "+6281234567890"


def test_every_module_of_ours_imports(local_package: Package) -> None:
    sources = (local_package.unpacked / "chalicelib").rglob("*.py")
    names = [
        ".".join(path.relative_to(local_package.unpacked).with_suffix("").parts).removesuffix(".__init__")
        for path in sources
    ]
    program = f"import importlib\nfor name in {sorted(names)!r}: importlib.import_module(name)\nprint('all')"
    # The document function's libraries lie in its layer.
    with_layer = f"sys.path.append({str(layer(local_package))!r})\n{program}"
    assert alone(local_package.unpacked, with_layer) == "all"


def test_the_libraries_of_documents_are_in_their_layer_alone(local_package: Package) -> None:
    program = "import importlib.util\nprint([name for name in {} if importlib.util.find_spec(name)])"
    heavy = ["numpy", "PIL", "onnxruntime", "pypdfium2", "rapidfuzz", "rapidocr"]
    assert alone(local_package.unpacked, program.format(heavy)) == "[]"
    shared = {path.name for path in local_package.unpacked.iterdir()} & {
        path.name for path in layer(local_package).iterdir()
    }
    assert shared == set()


def test_the_shipped_bytecode_is_what_runs(local_package: Package, tmp_path: Path) -> None:
    copy = tmp_path / "package"
    shutil.copytree(local_package.unpacked, copy)
    for source in [copy / "app.py", *(copy / "chalicelib").rglob("*.py"), *(copy / "chalice").rglob("*.py")]:
        source.write_text("raise AssertionError('this source was compiled again')\n")
    assert alone(copy, "import app; print('from bytecode')") == "from bytecode"


def test_libraries_ship_as_bytecode_alone(local_package: Package) -> None:
    allowed = ("app.py", "chalice/", "chalicelib/")
    sources = [
        path.relative_to(local_package.unpacked).as_posix() for path in local_package.unpacked.rglob("*.py")
    ]
    assert [source for source in sources if not source.startswith(allowed)] == []


def test_bytecode_is_of_the_python_that_the_template_names(local_package: Package) -> None:
    template = json.loads(local_package.template.read_text("utf-8"))
    runtimes = {
        r["Properties"]["Runtime"] for r in template["Resources"].values() if "Handler" in r["Properties"]
    }
    assert runtimes == {f"python{sys.version_info[0]}.{sys.version_info[1]}"}


def test_tests_and_tools_stay_at_home(local_package: Package) -> None:
    names = {path.name for path in local_package.unpacked.iterdir()}
    assert not names & {
        "infra",
        "tests",
        "benchmarks",
        "pytest",
        "pip",
        "yaml",
        "boto3",
        "holidays",
        "pycparser",
    }


def test_the_package_fits_lambda_with_room(local_package: Package) -> None:
    unpacked = sum(path.stat().st_size for path in local_package.unpacked.rglob("*") if path.is_file())
    assert unpacked < LAMBDA_LIMIT / 4
    assert local_package.archive.stat().st_size < 20_000_000


def test_packing_twice_gives_the_same_bytes(local_package: Package, tmp_path: Path) -> None:
    first = bundle.pack(local_package.unpacked, tmp_path / "one.zip")
    copy = tmp_path / "copy"
    shutil.copytree(local_package.unpacked, copy, copy_function=shutil.copy)
    assert bundle.pack(copy, tmp_path / "two.zip") == first


def test_nothing_is_built_again_when_nothing_changed(local_package: Package) -> None:
    before = local_package.archive.stat().st_mtime_ns
    assert package.build(package.LOCAL) == local_package
    assert local_package.archive.stat().st_mtime_ns == before


@pytest.mark.parametrize("service", sorted(vendor.SERVICES))
def test_trimmed_clients_know_the_same_calls_and_hosts(service: str, local_package: Package) -> None:
    program = f"""
import botocore.session, json
keys = {{"aws_access_key_id": "x", "aws_secret_access_key": "x"}}
client = botocore.session.Session().create_client({service!r}, region_name="ap-southeast-3", **keys)
print(json.dumps([client.meta.endpoint_url, sorted(client.meta.service_model.operation_names)]))
"""
    whole = boto3.client(service, "ap-southeast-3", aws_access_key_id="x", aws_secret_access_key="x")  # type: ignore[call-overload]
    expected = [whole.meta.endpoint_url, sorted(whole.meta.service_model.operation_names)]
    assert json.loads(alone(local_package.unpacked, program)) == expected


def test_the_packaged_client_signs_a_form_by_itself(local_package: Package) -> None:
    program = """
import json
import botocore.session
keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
client = botocore.session.Session().create_client("s3", region_name="ap-southeast-3", **keys)
print(json.dumps(sorted(client.generate_presigned_post("some-bucket", "some-key"))))
"""
    assert json.loads(alone(local_package.unpacked, program)) == ["fields", "url"]


def test_only_the_calls_descriptions_were_shortened() -> None:
    described = {
        "shapes": {"documentation": {"shape": "Text", "documentation": "<p>long</p>"}},
        "documentation": "<p>long</p>",
        "operations": [{"name": "Get", "documentation": "<p>long</p>"}],
    }
    assert vendor.without_manual(described) == {
        "shapes": {"documentation": {"shape": "Text"}},
        "operations": [{"name": "Get"}],
    }
