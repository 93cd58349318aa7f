from __future__ import annotations

import pytest

from chalicelib.core.textmodel.pieces import LONGEST_TEXT, LONGEST_WORD, Cut, counted, words

CUT = Cut(bits=15, shortest=3, longest=5, pairs=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jalan BERLUBANG!", ["jalan", "berlubang"]),
        ("lamaaaaa bangeeet", ["lama", "banget"]),
        ("maaf, saat", ["maaf", "saat"]),
        ("café e\u0301", ["cafe", "e"]),
        ("jalan2 rt 05", ["jalan", "0", "rt", "0"]),
        ("_ rusak _di_ 🙂", ["rusak", "di"]),
        ("\uff2a\uff2c\uff2e", ["jln"]),
        ("", []),
        ("🙂 … \x00", []),
    ],
)
def test_words_are_told_in_one_spelling(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_only_so_much_of_a_text_and_of_a_word_is_looked_at() -> None:
    assert len(words("a b " * 5_000)) == LONGEST_TEXT // 2
    assert words("ab" * 100) == ["ab" * (LONGEST_WORD // 2)]


def test_words_and_pairs_are_counted_apart_from_runs_of_letters() -> None:
    whole, runs = counted("air mati air mati", CUT)
    assert sorted(whole.values()) == [1, 2, 2, 2]  # mati air · air · mati · air mati
    assert runs.total() == 2 * ((3 + 2 + 1) + (4 + 3 + 2))


def test_a_short_word_is_a_run_by_itself() -> None:
    assert counted("a", CUT)[1].total() == 3


def test_every_bucket_fits_the_hash() -> None:
    small = Cut(bits=4, shortest=2, longest=3, pairs=False)
    whole, runs = counted("sampah menumpuk di depan pasar", small)
    assert max(*whole, *runs) < 2**4
    assert whole.total() == 5
