"""A model as a file: a mark, the version, a header in JSON, then rarity and weights, packed.

4 bytes  TAMT
2 bytes  version, big-endian
4 bytes  length of the header, big-endian
header   UTF-8 JSON: labels, cut, doubt, rarity_step, steps, biases, made (what it was made from)
body     zlib: 2**bits bytes of rarity, then for each label 2**bits signed bytes of weights
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from chalicelib.core.textmodel.linear import Doubt, Linear
from chalicelib.core.textmodel.pieces import Cut

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = b"TAMT"
VERSION = 1
#: Mark, version, length of the header.
_START = struct.Struct(">4sHI")
#: Buckets that a model may have, and labels: larger than any that is of use, small enough for a function's memory.
MOST_BITS = 20
MOST_LABELS = 1_000


class ModelUnreadable(Exception):  # noqa: N818 - named for what happened, not for being an error
    """The file is no model of this version; the text says what is wrong with it."""


def packed(model: Linear, made: Mapping[str, object]) -> bytes:
    """The file for a model; ``made`` says what it was made from and is only kept."""
    header = {
        "labels": model.labels,
        "cut": asdict(model.cut),
        "doubt": asdict(model.doubt),
        "rarity_step": model.rarity_step,
        "steps": model.steps,
        "biases": model.biases,
        "made": dict(made),
    }
    told = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    body = zlib.compress(bytes(model.rarity) + bytes(model.weights), level=9)
    return _START.pack(MARK, VERSION, len(told)) + told + body


def unpacked(file: bytes) -> Linear:
    """The model in a file. Raises `ModelUnreadable`."""
    header, body = _header(file)
    try:
        labels, cut = tuple(map(str, header["labels"])), Cut(**header["cut"])
        size = 1 << cut.bits
        if cut.bits > MOST_BITS or not 0 < len(labels) <= MOST_LABELS:
            raise ModelUnreadable("It has more buckets or labels than a model may have.")
        unpacker = zlib.decompressobj()
        numbers = unpacker.decompress(body, size * (len(labels) + 1) + 1)
        if len(numbers) != size * (len(labels) + 1) or not unpacker.eof:
            raise ModelUnreadable("Its numbers are not as many as its header says.")
        view = memoryview(numbers)
        return Linear(
            labels=labels,
            cut=cut,
            doubt=Doubt(**header["doubt"]),
            rarity_step=float(header["rarity_step"]),
            steps=_numbers(header["steps"], len(labels)),
            biases=_numbers(header["biases"], len(labels)),
            rarity=view[:size],
            weights=view[size:].cast("b"),
        )
    except (KeyError, TypeError, ValueError, zlib.error) as error:
        raise ModelUnreadable("Its header or its numbers are damaged.") from error


def made_from(file: bytes) -> dict[str, Any]:
    """What the trainer wrote about the making of a file. Raises `ModelUnreadable`."""
    made: dict[str, Any] = _header(file)[0].get("made", {})
    return made


def _header(file: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        mark, version, length = _START.unpack_from(file)
        if mark != MARK:
            raise ModelUnreadable("It is no text model.")
        if version != VERSION:
            raise ModelUnreadable(f"It is of version {version}; this program reads {VERSION}.")
        start = _START.size + length
        header: dict[str, Any] = json.loads(file[_START.size : start])
    except (struct.error, ValueError) as error:
        raise ModelUnreadable("Its beginning is damaged.") from error
    return header, file[start:]


def _numbers(given: Any, count: int) -> tuple[float, ...]:  # noqa: ANN401 - from JSON
    found = tuple(map(float, given))
    if len(found) != count:
        raise ModelUnreadable("Its numbers are not as many as its labels.")
    return found
