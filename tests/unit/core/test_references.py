from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.references import (
    ALPHABET,
    LENGTH,
    Reference,
    grouped,
    make,
    normalised,
    spelled,
    valid,
)

kinds = st.sampled_from(Reference)
entropies = st.binary(min_size=8, max_size=32)
references = st.builds(make, kinds, entropies)


@given(kinds, entropies)
def test_a_reference_is_ten_signs_of_the_alphabet_and_begins_with_its_kind(
    kind: Reference, entropy: bytes
) -> None:
    reference = make(kind, entropy)
    assert valid(reference)
    assert len(reference) == LENGTH
    assert set(reference) <= set(ALPHABET)
    assert reference[0] == kind.value


def test_the_alphabet_has_no_sign_that_is_taken_for_another() -> None:
    assert not set("0O1IL") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


@given(references, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_any_single_misread_sign_is_noticed(reference: str, place: int, sign: str) -> None:
    misread = reference[:place] + sign + reference[place + 1 :]
    assert valid(misread) == (misread == reference)


@given(references, st.integers(0, LENGTH - 2))
def test_any_two_swapped_neighbours_are_noticed(reference: str, place: int) -> None:
    swapped = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    assert valid(swapped) == (swapped == reference)


@given(references)
def test_a_lost_or_an_added_sign_is_noticed(reference: str) -> None:
    assert not valid(reference[:-1])
    assert not valid(reference + reference[-1])


def test_a_letter_that_stands_for_no_kind_is_no_reference() -> None:
    right = make(Reference.BOOKING, bytes(8))
    others = [sign for sign in ALPHABET if sign not in {kind.value for kind in Reference}]
    # A sign in the first place weighs one and in the second two: both together keep the check sum.
    assert valid(right)
    assert others
    for sign in others:
        assert not any(valid(f"{sign}{right[1:-1]}{check}") for check in ALPHABET)


@given(references)
def test_a_reference_is_read_however_it_is_written(reference: str) -> None:
    assert normalised(grouped(reference)) == reference
    assert normalised(grouped(reference).lower().replace(" ", "-")) == reference
    assert normalised(f"  {reference[:3]}.{reference[3:]} ") == reference


def test_what_is_far_longer_than_any_reference_is_cut_so_that_it_fits_into_a_key() -> None:
    assert len(normalised("ß" * 5_000).encode()) < 2048
    assert not valid(normalised("B7KM2QXR9T" * 500))


def test_a_reference_is_shown_in_groups_of_four() -> None:
    assert grouped("B7KM2QXR9T") == "B7KM 2QXR 9T"


@given(entropies)
def test_the_same_bytes_give_the_same_reference_and_the_kind_tells_them_apart(entropy: bytes) -> None:
    assert make(Reference.BOOKING, entropy) == make(Reference.BOOKING, entropy)
    assert make(Reference.BOOKING, entropy) != make(Reference.CASE, entropy)


@given(st.integers(0, 31**8 - 1))
def test_no_two_numbers_are_spelled_alike(number: int) -> None:
    value = sum(ALPHABET.index(sign) * 31**place for place, sign in enumerate(spelled(number, 8)))
    assert value == number


@given(st.text(max_size=20))
def test_whatever_is_typed_only_signs_of_the_alphabet_make_a_reference(typed: str) -> None:
    reference = normalised(typed)
    assert not valid(reference) or set(reference) <= set(ALPHABET)
