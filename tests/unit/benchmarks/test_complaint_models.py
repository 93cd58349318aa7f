from __future__ import annotations

from benchmarks.measuring.complaint_models import Judged, keyword_list, most_frequent, ranked, suggested
from infra.training.learning import Examples, Way, learned

TEXTS = ("jalan rusak", "jalan berlubang", "aspal jalan", "sampah bau", "sampah menumpuk") * 5
KNOWN = Examples(texts=TEXTS, labels=(*("road",) * 3, *("waste",) * 2) * 5)
LATER = Examples(
    texts=("sampah di jalan sampah", "jalan", "sampah", ""), labels=("waste", "road", "waste", "waste")
)


def test_the_most_frequent_category_is_the_same_for_every_text() -> None:
    assert [each.guesses for each in ranked(most_frequent(KNOWN), LATER)] == [("road", "waste")] * 4


def test_a_keyword_list_counts_words_and_falls_back_to_the_most_frequent() -> None:
    assert [each.at_once for each in ranked(keyword_list(KNOWN), LATER)] == [False, True, True, False]


def test_a_text_without_words_is_judged_as_unsure_and_wrong() -> None:
    nothing = suggested(learned(KNOWN, Way(rounds=2)), LATER)[-1]
    assert (nothing.at_once, nothing.among, nothing.sure) == (False, False, False)


def test_right_among_those_shown_is_not_right_at_first() -> None:
    judged = Judged(category="waste", guesses=("road", "waste"))
    assert (judged.at_once, judged.among) == (False, True)
