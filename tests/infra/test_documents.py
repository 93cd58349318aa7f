"""The document function gets what it needs, for the machine and Python it runs on, within Lambda's limit."""

from __future__ import annotations

import json
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.documents.reading import models
from infra import documents, package, vendor
from infra.errors import Stopped
from infra.lint import problems
from tests.infra.unpacked import alone, layer

if TYPE_CHECKING:
    from pathlib import Path

    from infra.package import Package

# The machine of an ELF file, at its eighteenth byte.
MACHINES = {"arm64": 0xB7, "x86_64": 0x3E}
OURS = f"python{sys.version_info[0]}.{sys.version_info[1]}"
NEEDS_NEWER = sys.version_info < vendor.FIRST_PYTHON_ON_AL2023
#: What reading a document asks of the libraries, with nothing else on the path.
READ = """
import io, importlib.util, pathlib
import numpy, onnxruntime, pypdfium2
from PIL import Image, ImageOps
from rapidfuzz import fuzz
for kind in ("JPEG", "PNG", "WEBP"):
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind)
    Image.open(io.BytesIO(file.getvalue())).load()
pdf = pypdfium2.PdfDocument.new()
pdf.new_page(100, 100)
assert pdf[0].render().to_pil().size == (100, 100)
assert fuzz.ratio("SURYA", "SURYA") == 100
(place,) = importlib.util.find_spec("rapidocr").submodule_search_locations
for model in sorted(pathlib.Path(place, "models").iterdir()):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    network = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    height = 48 if "rec" in model.name else 64
    network.run(None, {network.get_inputs()[0].name: numpy.zeros((1, 3, height, 96), numpy.float32)})
    print(model.name)
"""
#: Opening a picture, and what is kept of it as a PDF.
OPEN = """
import io
from PIL import Image
from chalicelib.documents.files.keeping import as_pdf
from chalicelib.documents.files.opening import open_file
from chalicelib.documents.kinds import KINDS
picture, file = Image.new("RGB", (640, 400), "white"), io.BytesIO()
picture.save(file, "JPEG")
for body, declared in ((file.getvalue(), "image/jpeg"), (as_pdf((picture,)), "application/pdf")):
    opened = open_file(body, declared=declared, kind=KINDS["ktp"])
    print(opened.content_type, len(opened.pages), [finding.code for finding in opened.findings])
"""


def properties(built: Package, resource: str) -> dict[str, Any]:
    template = json.loads(built.template.read_text("utf-8"))
    found: dict[str, Any] = template["Resources"][resource]["Properties"]
    return found


def binaries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and ".so" in path.suffixes]


def test_the_layer_is_all_that_reading_needs_beside_the_package(local_package: Package) -> None:
    program = f"sys.path.append({str(layer(local_package))!r})\n{READ}"
    assert alone(local_package.unpacked, program).splitlines() == list(documents.MODELS)


def test_a_file_is_opened_apart_by_what_the_function_has(local_package: Package) -> None:
    """The process that it starts finds itself, the libraries and nothing else."""
    program = f"sys.path.append({str(layer(local_package))!r})\n{OPEN}"
    assert alone(local_package.unpacked, program).splitlines() == ["image/jpeg 1 []", "application/pdf 1 []"]


def test_the_layer_keeps_the_licences_of_what_is_in_it(local_package: Package) -> None:
    licensed = layer(local_package)
    for library in ("numpy", "pillow", "pypdfium2", "rapidfuzz", "rapidocr"):
        assert list(licensed.glob(f"{library}-*.dist-info/licenses/**/*")), library
    assert (licensed / "onnxruntime" / "LICENSE").is_file()


def test_of_the_models_wheel_only_the_models_are_left(local_package: Package) -> None:
    files = {path.name for path in (layer(local_package) / "rapidocr").rglob("*") if path.is_file()}
    assert files == set(documents.MODELS)


def test_the_layer_has_the_models_that_the_reader_asks_for() -> None:
    assert set(documents.MODELS) == {models.DETECTOR, models.RECOGNISER}
    assert documents.MODELS_FOLDER.as_posix() == f"{models.WHEEL}/{models.FOLDER}"


def test_only_the_document_function_has_the_layer(functions: dict[str, Any]) -> None:
    assert functions["Documents"]["Layers"] == [{"Ref": documents.LAYER}]
    assert not [name for name, function in functions.items() if "Layers" in function and name != "Documents"]


def test_here_the_function_runs_on_this_python_with_the_code_of_all(functions: dict[str, Any]) -> None:
    assert functions["Documents"]["Runtime"] == OURS
    assert functions["Documents"]["CodeUri"] == functions["Work"]["CodeUri"]


@pytest.mark.parametrize(
    ("ours", "theirs"), [((3, 11), (3, 12)), ((3, 12), (3, 12)), ((3, 13), (3, 13)), ((3, 14), (3, 14))]
)
def test_in_lambda_it_runs_on_a_python_whose_image_can_load_the_libraries(
    ours: tuple[int, int], theirs: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vendor, "PYTHON", ours)
    there = documents.place("arm64", here=False)
    assert there.python == theirs
    assert "manylinux_2_28_aarch64" in there.wheels
    assert documents.place("x86_64", here=True).python == ours


def test_an_older_image_is_offered_no_wheels_that_it_cannot_load() -> None:
    old = vendor.Place(architecture="arm64", here=False, python=(3, 11))
    assert "manylinux_2_26_aarch64" in old.wheels
    assert "manylinux_2_27_aarch64" not in old.wheels


def test_a_library_that_changed_its_shape_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match=r"no model PP-OCRv6_det_small\.onnx"):
        documents.libraries(package.ROOT).trim(tmp_path)
    models = tmp_path / documents.MODELS_FOLDER
    models.mkdir(parents=True)
    for name in documents.MODELS:
        (models / name).touch()
    with pytest.raises(Stopped, match=r"have no onnxruntime/"):
        documents.libraries(package.ROOT).trim(tmp_path)


def test_the_layer_is_packed_again_only_when_it_changed(local_package: Package, tmp_path: Path) -> None:
    archive = local_package.folder / documents.LAYER_ARCHIVE
    before = archive.stat().st_mtime_ns
    documents.build(package.ROOT, local_package.folder, documents.place(vendor.machine(), here=True))
    assert archive.stat().st_mtime_ns == before


def test_what_the_function_gets_here_is_within_the_limit(local_package: Package) -> None:
    assert documents.unpacked_size(local_package.folder) < documents.MOST_BYTES


@pytest.mark.slow
def test_what_the_function_gets_on_arm_is_within_the_limit(arm_package: Package) -> None:
    assert package.architecture("prod") == "arm64"
    assert documents.unpacked_size(arm_package.folder) < documents.MOST_BYTES


@pytest.mark.slow
def test_on_arm_everything_is_of_that_machine_and_python(arm_package: Package) -> None:
    function, libraries = properties(arm_package, "Documents"), properties(arm_package, documents.LAYER)
    assert libraries["CompatibleRuntimes"] == [function["Runtime"]]
    assert libraries["CompatibleArchitectures"] == function["Architectures"] == ["arm64"]
    version = function["Runtime"].removeprefix("python").replace(".", "")
    code = arm_package.folder / "documents-code" if NEEDS_NEWER else arm_package.unpacked
    for folder in (layer(arm_package), code):
        found = binaries(folder)
        assert {path.read_bytes()[18] for path in found} == {MACHINES["arm64"]}
        tagged = [path.name for path in found if ".cpython-" in path.name]
        assert [name for name in tagged if f".cpython-{version}-aarch64" not in name] == []
        assert tagged


@pytest.mark.slow
@pytest.mark.skipif(not NEEDS_NEWER, reason="this Python's Lambda image can load the libraries itself")
def test_for_a_newer_python_the_function_has_its_own_code_as_sources(arm_package: Package) -> None:
    function = properties(arm_package, "Documents")
    assert (function["Runtime"], function["CodeUri"]) == ("python3.12", "./documents.zip")
    assert properties(arm_package, "Work")["Runtime"] == OURS
    with zipfile.ZipFile(arm_package.folder / documents.CODE_ARCHIVE) as packed:
        own = set(packed.namelist())
    with zipfile.ZipFile(arm_package.folder / documents.LAYER_ARCHIVE) as packed:
        of_layer = set(packed.namelist())
    assert not [name for name in own | of_layer if name.endswith(".pyc")]
    assert {name.split("/")[0] for name in of_layer} == {"python"}
    with zipfile.ZipFile(arm_package.archive) as packed:
        all_of_ours = {
            name for name in packed.namelist() if name.startswith(("app.py", "chalice", "chalicelib"))
        }
    assert {name for name in all_of_ours if not name.endswith(".pyc")} <= own
    assert {"botocore/client.py", "pydantic/main.py"} <= own


@pytest.mark.slow
def test_cfn_lint_finds_nothing_in_the_template_for_arm(arm_package: Package) -> None:
    assert problems(arm_package.template.read_text("utf-8")) == []
