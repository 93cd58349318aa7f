from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.sealing import DataKey, Sealed, Sealer

FIELDS = {"name": "I Made Rai", "nik": "5171010101900001"}
WHERE = {"table": "diary", "record": "B7KM2QXR9T", "person": "k1.00"}


class VaultInMemory:
    """Two data keys; the second takes over when ``current`` says so."""

    def __init__(self) -> None:
        self.keys = [DataKey(bytes([n]) * 32, b"wrapped %d" % n) for n in (1, 2)]
        self.current = 0

    def data_key(self) -> DataKey:
        return self.keys[self.current]

    def open(self, wrapped: bytes) -> bytes:
        return next(key.clear for key in self.keys if key.wrapped == wrapped)


@pytest.fixture
def vault() -> VaultInMemory:
    return VaultInMemory()


@pytest.fixture
def sealer(vault: VaultInMemory) -> Sealer:
    return Sealer(vault)


@pytest.fixture
def sealed(sealer: Sealer) -> Sealed:
    return sealer.seal(FIELDS, **WHERE)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=4))
def test_what_was_sealed_is_opened_again(fields: dict[str, str]) -> None:
    sealer = Sealer(VaultInMemory())
    assert sealer.open(sealer.seal(fields, **WHERE), **WHERE) == fields


def test_nothing_of_the_clear_is_in_what_is_kept(sealed: Sealed) -> None:
    kept = b"".join((*sealed.fields.values(), sealed.record_key, sealed.data_key))
    assert not any(text.encode() in kept for text in FIELDS.values())


def test_the_same_fields_are_never_sealed_alike(sealer: Sealer, sealed: Sealed) -> None:
    again = sealer.seal(FIELDS, **WHERE)
    assert again.record_key != sealed.record_key
    assert not set(again.fields.values()) & set(sealed.fields.values())


@pytest.mark.parametrize("elsewhere", [{"table": "cases"}, {"record": "B7KM2QXR9U"}, {"person": "k1.01"}])
def test_what_was_moved_elsewhere_does_not_open(
    sealer: Sealer, sealed: Sealed, elsewhere: dict[str, str]
) -> None:
    with pytest.raises(InvalidTag):
        sealer.open(sealed, **{**WHERE, **elsewhere})


def test_a_field_that_was_exchanged_with_another_does_not_open(sealer: Sealer, sealed: Sealed) -> None:
    exchanged = {"name": sealed.fields["nik"], "nik": sealed.fields["name"]}
    with pytest.raises(InvalidTag):
        sealer.open(replace(sealed, fields=exchanged), **WHERE)


def test_a_single_changed_bit_does_not_open(sealer: Sealer, sealed: Sealed) -> None:
    name = sealed.fields["name"]
    for at in range(len(name)):
        changed = name[:at] + bytes([name[at] ^ 1]) + name[at + 1 :]
        with pytest.raises(InvalidTag):
            sealer.open(replace(sealed, fields={"name": changed}), **WHERE)


def test_the_key_of_another_record_does_not_open(sealer: Sealer, sealed: Sealed) -> None:
    other = sealer.seal(FIELDS, **{**WHERE, "record": "B7KM2QXR9U"})
    with pytest.raises(InvalidTag):
        sealer.open(replace(sealed, record_key=other.record_key), **WHERE)


def test_what_was_sealed_under_an_earlier_data_key_still_opens(
    sealer: Sealer, sealed: Sealed, vault: VaultInMemory
) -> None:
    vault.current = 1
    assert sealer.seal(FIELDS, **WHERE).data_key != sealed.data_key
    assert sealer.open(sealed, **WHERE) == FIELDS
