"""Examples as they are thumbed into a phone: abbreviations, lost vowels, swapped letters, no punctuation."""

from __future__ import annotations

import random
import re
import zlib
from types import MappingProxyType

from infra.training.learning import Examples

#: What people write for words that every text has.
SHORT = MappingProxyType(
    {
        "yang": ("yg",),
        "tidak": ("tdk", "gak", "ga", "g", "nggak"),
        "dengan": ("dgn", "dg"),
        "untuk": ("utk", "u/"),
        "karena": ("krn", "karna"),
        "saya": ("sy", "sya", "gw"),
        "sudah": ("sdh", "udah", "udh", "dah"),
        "belum": ("blm", "blom"),
        "mohon": ("mhn", "tlg"),
        "tolong": ("tlg", "tlong"),
        "jalan": ("jln", "jl"),
        "depan": ("dpn",),
        "orang": ("org",),
        "banyak": ("bnyk", "byk"),
        "bisa": ("bs", "bsa"),
        "padahal": ("pdhl", "pdahal"),
        "sampai": ("smp", "sampe"),
        "kalau": ("klo", "kalo"),
        "juga": ("jg",),
        "dari": ("dr",),
        "dalam": ("dlm",),
        "dan": ("n", "dn"),
        "lagi": ("lg",),
        "bagaimana": ("gmn", "gimana"),
        "kapan": ("kpn",),
        "terus": ("trs",),
        "sangat": ("bgt", "sgt"),
        "petugas": ("ptgs", "petgas"),
        "rumah": ("rmh",),
        "sekolah": ("skolah", "sklh"),
        "antrean": ("antrian", "antri"),
        "nomor": ("nmr", "no"),
        "berkas": ("brkas", "bks"),
        "sampah": ("smph",),
        "setiap": ("tiap", "stiap"),
        "hari": ("hr",),
        "air": ("aer", "air"),
        "lampu": ("lmpu",),
    }
)
#: How likely a word is shortened, a longer one loses a vowel, and two of its letters are swapped.
SHORTENED, WITHOUT_VOWEL, SWAPPED = 0.7, 0.25, 0.04
#: Shorter words are left alone: little would be left of them.
LONG_WORD = 5
_WORD = re.compile(r"\w+")
_INNER_VOWEL = re.compile(r"(?<=\w)[aeiou](?=\w)")


def as_typed(text: str) -> str:
    """The text as somebody in a hurry types it; always the same for the same text."""
    chance = random.Random(zlib.crc32(text.encode()))  # noqa: S311 - spellings, no secrets
    return " ".join(_typed(word, chance) for word in _WORD.findall(text.lower()))


def also_as_typed(examples: Examples) -> Examples:
    """Every example followed by itself as typed."""
    texts = [spelled for text in examples.texts for spelled in (text, as_typed(text))]
    return Examples(texts=tuple(texts), labels=tuple(each for each in examples.labels for _ in range(2)))


def _typed(word: str, chance: random.Random) -> str:
    if word in SHORT and chance.random() < SHORTENED:
        return chance.choice(SHORT[word])
    if len(word) < LONG_WORD:
        return word
    if chance.random() < WITHOUT_VOWEL and (vowels := list(_INNER_VOWEL.finditer(word))):
        lost = chance.choice(vowels).start()
        return word[:lost] + word[lost + 1 :]
    if chance.random() < SWAPPED:
        at = chance.randrange(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word
