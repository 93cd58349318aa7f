from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.core.references import ALPHABET, Reference, valid
from chalicelib.people.keyring import Keyring

KEYRING = Keyring("k1", {"k1": "a secret", "k0": "an older secret"})
OTHER = Keyring("k1", {"k1": "another secret"})
texts = st.text(max_size=12)


@given(texts, texts)
def test_the_same_person_has_the_same_key_and_another_person_another(one: str, other: str) -> None:
    assert (KEYRING.person(one) == KEYRING.person(other)) == (one == other)


@given(texts)
def test_one_text_has_a_key_of_its_own_for_every_purpose(text: str) -> None:
    keys = {
        KEYRING.person(text),
        KEYRING.phone(text),
        f"k1.{KEYRING.short('tries-reference', text)}",
        f"k1.{KEYRING.short('tries-address', text)}",
        f"k1.{KEYRING.fingerprint(text).hex()}",
    }
    assert len(keys) == 5


@given(st.lists(texts, min_size=1, max_size=4), st.lists(texts, min_size=1, max_size=4))
def test_texts_that_only_join_to_the_same_are_kept_apart(one: list[str], other: list[str]) -> None:
    assert (KEYRING.fingerprint(*one) == KEYRING.fingerprint(*other)) == (one == other)


@given(texts)
def test_nobody_computes_a_key_without_the_secret(nik: str) -> None:
    assert KEYRING.person(nik) != OTHER.person(nik)


def test_a_key_names_the_secret_it_was_made_by_and_nothing_of_the_person() -> None:
    key = KEYRING.person("5171010101900001")
    assert re.fullmatch(r"k1\.[0-9a-f]{32}", key)
    assert Keyring("k0", KEYRING.secrets).person("5171010101900001").startswith("k0.")


@given(texts, texts, st.integers(0, 3))
def test_a_request_has_the_same_reference_however_often_it_is_sent(person: str, key: str, turn: int) -> None:
    reference = KEYRING.reference(Reference.BOOKING, person, key, turn)
    assert reference == KEYRING.reference(Reference.BOOKING, person, key, turn)
    assert valid(reference)
    assert reference != KEYRING.reference(Reference.BOOKING, person, key, turn + 1)
    assert reference[1:9] != KEYRING.reference(Reference.CASE, person, key, turn)[1:9]


@given(texts, texts, texts)
def test_another_person_or_another_key_is_another_reference(person: str, key: str, other: str) -> None:
    assume(other not in {person, key})
    reference = KEYRING.reference(Reference.BOOKING, person, key, 0)
    assert reference != KEYRING.reference(Reference.BOOKING, other, key, 0)
    assert reference != KEYRING.reference(Reference.BOOKING, person, other, 0)


@given(texts)
def test_a_secret_is_eight_signs_that_the_reference_does_not_tell(reference: str) -> None:
    secret = KEYRING.secret(reference)
    assert len(secret) == 8
    assert set(secret) <= set(ALPHABET)
    assert secret != OTHER.secret(reference)


@given(texts)
def test_a_secret_proves_however_it_is_written(reference: str) -> None:
    secret = KEYRING.secret(reference)
    proof = KEYRING.proof(reference, secret)
    assert proof == KEYRING.proof(reference, f" {secret[:4].lower()} {secret[4:]}-")


def test_the_whole_phone_number_proves_what_its_last_four_digits_prove() -> None:
    proof = KEYRING.proof("B", "7890")
    for typed in ("+6281234567890", "0812 3456 7890", "0812-3456-7890", " 7890 "):
        assert KEYRING.proof("B", typed) == proof
    assert KEYRING.proof("B", "7891") != proof


@given(texts, texts)
def test_a_proof_is_of_its_own_record_only(one: str, other: str) -> None:
    assume(one != other)
    assert KEYRING.proof(one, "7890") != KEYRING.proof(other, "7890")
