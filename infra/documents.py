"""What the document function gets besides: its libraries as a layer and, where needed, code of its own.

No other function loads them. Their current wheels ask for a newer glibc than Lambda's images up to Python 3.11 have;
with such a Python the function runs on a newer one, with the same code as sources. See
docs/decisions/document-function.md.
"""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra import bundle, vendor
from infra.errors import Stopped

if TYPE_CHECKING:
    from infra.vendor import Place

# In the merged template (infra/functions.yaml).
FUNCTION, LAYER = "Documents", "DocumentLibraries"
# Beside the template that names them.
LAYER_ARCHIVE, CODE_ARCHIVE = "documents-layer.zip", "documents.zip"
REQUIREMENTS = ("requirements-documents.txt", "requirements-models.txt")
# Lambda's limit for a function's code and layers together, unpacked (250 MB, each of 1,024 kB).
MOST_BYTES = 262_144_000
# Binaries hardly shrink: this is nearly as small as at level 9, in a third of the time.
LEVEL = 3

#: Of the wheel rapidocr only these files are used, never its code; the reader finds them by the folder.
MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx")
MODELS_FOLDER = Path("rapidocr") / "models"
#: What nothing asks for at run time. A pattern that matches nothing stops the build: the library has changed.
UNUSED = (
    # The runtime is linked into its Python module; this is for programs in C.
    "onnxruntime/capi/libonnxruntime.so.*",
    *("onnxruntime/tools", "onnxruntime/quantization", "onnxruntime/transformers", "onnxruntime/datasets"),
    # For models that are built or converted, not run.
    *("google", "protobuf-*.dist-info", "flatbuffers", "flatbuffers-*.dist-info"),
    *("packaging", "packaging-*.dist-info"),
    *("numpy/f2py", "numpy/_pyinstaller"),
    # Formats and surfaces that no document of ours comes in.
    *("PIL/_avif.*.so", "pillow.libs/libavif-*", "PIL/_imagingtk.*.so"),
    "pypdfium2_cli",
)


def place(architecture: str, *, here: bool) -> Place:
    """Where the document function runs: with our own Python if its Lambda image is new enough for the libraries."""
    python = vendor.PYTHON if here else max(vendor.PYTHON, vendor.FIRST_PYTHON_ON_AL2023)
    return vendor.Place(architecture=architecture, here=here, python=python)


def libraries(root: Path) -> vendor.Libraries:
    """What the layer is made of."""
    return vendor.Libraries(
        requirements=[root / name for name in REQUIREMENTS],
        trim=_trim,
        unpacked_at=vendor.LAYER_FOLDER,
        made_by=[Path(__file__), Path(vendor.__file__)],
    )


def build(root: Path, target: Path, where: Place) -> None:
    """Write the layer, and the function's own code where it runs on another Python; what did not change stays."""
    installed = vendor.folder(libraries(root), target / "documents-libraries", where)
    archive, stamp = target / LAYER_ARCHIVE, target / "documents-layer"
    if not (archive.is_file() and stamp.is_file() and stamp.read_text("utf-8") == installed.name):
        stamp.unlink(missing_ok=True)
        bundle.pack(installed, archive, below="python/", level=LEVEL)
        stamp.write_text(installed.name, "utf-8")
    (target / CODE_ARCHIVE).unlink(missing_ok=True)
    if where.python != vendor.PYTHON:
        own = target / "documents-code"
        _code(root, target, own, where)
        bundle.pack(own, target / CODE_ARCHIVE)


def settle(template: dict[str, Any], where: Place) -> None:
    """Say in the merged template what the function and its layer run on."""
    resources = template["Resources"]
    function, layer = resources[FUNCTION]["Properties"], resources[LAYER]["Properties"]
    layer["CompatibleRuntimes"] = [where.runtime]
    layer["CompatibleArchitectures"] = [where.architecture]
    if where.python != vendor.PYTHON:
        function |= {"Runtime": where.runtime, "CodeUri": f"./{CODE_ARCHIVE}"}


def unpacked_size(folder: Path) -> int:
    """Bytes that the function gets from a finished build: its code and its layer, unpacked."""
    own = folder / CODE_ARCHIVE
    size = 0
    for archive in (own if own.is_file() else folder / "deployment.zip", folder / LAYER_ARCHIVE):
        with zipfile.ZipFile(archive) as packed:
            size += sum(entry.file_size for entry in packed.infolist())
    return size


def _code(root: Path, target: Path, own: Path, where: Place) -> None:
    """The same application and libraries as in the package, without the bytecode of our Python."""
    shutil.rmtree(own, ignore_errors=True)
    shutil.copytree(
        vendor.folder(vendor.shipped(root / "requirements.txt"), target / "documents-vendor", where), own
    )
    with zipfile.ZipFile(target / "chalice" / "deployment.zip") as packed:
        ours = [name for name in packed.namelist() if name.split("/")[0] in bundle.WITH_SOURCE]
        packed.extractall(own, [name for name in ours if not name.endswith(".pyc")])


def _trim(target: Path) -> None:
    models = target / MODELS_FOLDER
    if missing := [name for name in MODELS if not (models / name).is_file()]:
        raise Stopped(f"The package rapidocr has no model {missing[0]}.")
    for path in sorted(models.parent.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.parent != models or path.name not in MODELS:
            path.unlink()
    for pattern in UNUSED:
        found = list(target.glob(pattern))
        if not found:
            raise Stopped(f"The libraries of documents have no {pattern} any more; see infra/documents.py.")
        for path in found:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    vendor.trim_packaging(target, licences=True)
