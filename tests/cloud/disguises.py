"""The ways in which a word that was planted could lie about, and everything of an item to look for it in."""

from __future__ import annotations

import base64
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def disguises(word: str) -> frozenset[str]:
    """The ways a word could lie about: as it is, in pieces, turned around, encoded."""
    plain = {word, word[::-1], word.lower(), word.upper(), quote(word), word.replace(" ", "+")}
    if word.isdecimal():
        international = f"62{word[1:]}" if word.startswith("0") else word
        plain |= {international, international[::-1], word.lstrip("0")}
        for sign in " .-":
            plain |= {sign.join(re.findall(group, word)) for group in (r"\d{1,4}", r"\d{1,6}")}
    else:
        plain |= {part for part in word.split() if len(part) > 6}
    encoded = {form for one in plain for form in _encoded(one.encode())}
    return frozenset(plain | encoded)


def _encoded(word: bytes) -> Iterator[str]:
    """Base64 at each of its three alignments, cut to what does not depend on the neighbours; and hexadecimal."""
    yield word.hex()
    for before in range(3):
        code = base64.b64encode(bytes(before) + word)
        yield code[4 if before else 0 : len(code) // 4 * 4 - 4].decode()


def everything(value: Any) -> str:
    """All names and values of an item; bytes as text, where they are, and as base64."""
    if isinstance(value, dict):
        return " ".join(f"{name} {everything(inner)}" for name, inner in value.items())
    if isinstance(value, list | frozenset):
        return " ".join(everything(inner) for inner in value)
    if isinstance(value, bytes):
        return f"{value.decode('latin-1')} {base64.b64encode(value).decode()}"
    return str(value)
