"""The two neural networks that find and read lines of text: where they lie, and how they are started."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.documents.reading.seen import ReaderMissing

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Of the wheel rapidocr only this folder is used: in development it is installed whole, in Lambda only the folder is.
WHEEL = "rapidocr"
FOLDER = "models"
DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNISER = "PP-OCRv6_rec_small.onnx"
#: The key of the recogniser's own metadata that lists its characters, one a line.
CHARACTERS = "character"


@dataclass(frozen=True, slots=True)
class Network:
    """A started network of one input and one output."""

    session: Any

    def run(self, given: NDArray[Any]) -> NDArray[Any]:
        """Its answer to a batch, both float32; raises ReaderMissing when the runtime gives up."""
        try:
            (answer,) = self.session.run(None, {self.session.get_inputs()[0].name: given})
        except Exception as failure:  # the runtime's errors share no other class
            raise ReaderMissing("the network failed") from failure
        return answer  # type: ignore[no-any-return]  # the runtime is untyped

    def characters(self) -> tuple[str, ...]:
        """The characters it tells apart, in the order of its answer, without the blank before and the space after."""
        return tuple(self.session.get_modelmeta().custom_metadata_map[CHARACTERS].splitlines())


def folder() -> Path:
    """Where the networks lie; raises ReaderMissing."""
    spec = find_spec(WHEEL)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(place) / FOLDER).is_dir():
            return Path(place) / FOLDER
    raise ReaderMissing("the folder of models is not installed")


def started(name: str, *, threads: int) -> Network:
    """Start a network on this many threads; raises ReaderMissing when it or its runtime is not there."""
    try:
        import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy: only the document function loads it, at its first page
    except ImportError as failure:
        raise ReaderMissing("onnxruntime is not installed") from failure
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Waiting threads that spin burn the processor that a function shares with others.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Lines are of every width, so a kept arena would grow with each new shape and never shrink.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    path = folder() / name
    try:
        return Network(
            onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]),
        )
    except Exception as failure:  # the runtime's errors share no other class
        raise ReaderMissing(f"{name} cannot be started") from failure
