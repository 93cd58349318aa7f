"""How close two spellings of a person's name are.

A card says MUHAMMAD RIZKI PRATAMA, S.E., its bearer types "M. Rizky Pratama": the same. What differs between spellings
is taken away first (titles, degrees, abbreviations, initials, order, spaces, the card's width), what is left is
compared letter by letter. The threshold and the pairs it was set by stand in docs/decisions/document-verdicts.md.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Set between the pairs that are the same person and those that are not (tests/unit/documents/rules/test_names.py).
CLOSE_ENOUGH = 0.85
# A card or form shows at least this many letters of a name before its width cuts it off.
CUT_AFTER = 20
TITLES = "H HJ HAJI HAJJAH KH DR DRS DRA DRG DRH IR PROF APT NY TN SDR SDRI BPK BAPAK IBU"
# Degrees as they stand behind a name, without their dots.
DEGREES = """
SE SH ST SS SPD SPDI SKOM SSOS SAG SIP SIKOM SKM SKEP SFARM SPSI SKED SPT SHUT SSI SSN SSTP STP STRKEB SAK SAP SPI SPN
SKG SGZ SHI SEI SIA STHI SKPM SIKEP MM MH MT MPD MPDI MSI MKOM MSC MA MBA MKES MHUM MAP MENG MAK MKN MAG MIKOM PHD AMD
AMDKEB AMDKEP AMK AMA BSC BA BBA LLM NERS NS APT CPA SPA SPOG SPPD SPB ALM ALMH
"""
# The short forms and spellings of names that half of the country shortens.
SHORT_FOR = {
    "MUHAMMAD": "MUHAMAD MOHAMMAD MOHAMAD MOCHAMMAD MOCHAMAD MUCHAMMAD MUCHAMAD MUHAMMED MOHAMMED MOHAMED MUH MOH MOCH "
    "MUCH MHD MUHD MOHD",
    "ABDUL": "ABD ABDL",
    "SITI": "ST STI SITTI",
    "GUSTI": "GST GSTI",
    "BAGUS": "BGS BGUS",
    "WAYAN": "WYN WY",
    "KADEK": "KDK KD",
    "NYOMAN": "NYM",
    "KETUT": "KT",
    "PUTU": "PT",
    "MADE": "MD",
}
_TITLES, _DEGREES = frozenset(TITLES.split()), frozenset(DEGREES.split())
_WHOLE = {short: whole for whole, shorts in SHORT_FOR.items() for short in shorts.split()}
# They say man, woman, son of, daughter of; typed or left out at will.
_PARTICLES = frozenset({"I", "NI", "BIN", "BINTI"})
# The spelling before 1972 and after; I and Y stand for each other in names of every age.
_OLD_SPELLING = (("OE", "U"), ("TJ", "C"), ("DJ", "J"), ("SJ", "SY"), ("NJ", "NY"), ("Y", "I"))


def similarity(one: str, other: str) -> float:
    """How close two spellings of a name are, 0 to 1; 1 is the same name."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - heavy: only where names are compared

    left, right = _parts(one), _parts(other)
    if not left or not right:
        return 0.0
    left, right = _written_out(left, right), _written_out(right, left)
    if _cut(left, right) or _cut(right, left):
        return 1.0
    shorter, longer = sorted((left, right), key=len)
    tries = [(shorter, longer), (shorter, _in_order_of(longer, shorter))]
    return max(Levenshtein.normalized_similarity("".join(a), "".join(b)) for a, b in tries)


def close_enough(one: str, other: str) -> bool:
    """Whether two spellings are of one name."""
    return similarity(one, other) >= CLOSE_ENOUGH


def _parts(name: str) -> list[str]:
    """The parts that name the person, in capitals, abbreviations written out."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").upper()
    proper, _, behind = plain.partition(",")
    if not all(_bare(word) in _DEGREES for word in re.split(r"[,\s]+", behind) if word):
        proper = plain.replace(",", " ")
    words = [bare for word in _without_degrees(proper).split() if (bare := _bare(word))]
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    named = [word for word in words if word not in _PARTICLES] or words
    return [_respelled(_WHOLE.get(word, word)) for word in named]


def _without_degrees(name: str) -> str:
    """The name without what is written with dots behind it; ``M.NUR`` is a name, ``S.KOM`` is none."""
    words = name.split()
    while len(words) > 1 and "." in words[-1] and _bare(words[-1]) in _DEGREES:
        words = words[:-1]
    # A dot glued between initial and name separates them.
    return " ".join(re.sub(r"\.(?=\w)", ". ", word) for word in words)


def _bare(word: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", word)


def _respelled(word: str) -> str:
    for old, new in _OLD_SPELLING:
        word = word.replace(old, new)
    return word


def _written_out(parts: Sequence[str], beside: Sequence[str]) -> list[str]:
    """The parts with each initial taken for the part beside it that it may stand for."""
    if all(len(part) == 1 for part in parts):
        return list(parts)  # initials alone name nobody
    free = [part for part in beside if part not in parts]
    whole = []
    for part in parts:
        fitting = next((name for name in free if len(part) == 1 and len(name) > 1 and name[0] == part), None)
        if fitting:
            free.remove(fitting)
        whole.append(fitting or part)
    return whole


def _in_order_of(parts: Sequence[str], order: Sequence[str]) -> list[str]:
    """The parts put beside those that they resemble most."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - as above

    left = list(parts)
    found = []
    for part in order:
        if left:
            nearest = max(left, key=lambda one: Levenshtein.normalized_similarity(one, part))
            left.remove(nearest)
            found.append(nearest)
    return found + left


def _cut(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether one is the beginning of the other, as far as a card's width goes."""
    begun = "".join(short)
    return len(begun) >= CUT_AFTER and "".join(whole).startswith(begun)
