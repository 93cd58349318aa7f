from __future__ import annotations

from dataclasses import MISSING, fields

import pytest

from chalicelib.core.settings import Settings, SettingsIncompleteError

NEEDED = [field.name.upper() for field in fields(Settings) if field.default is MISSING]
COMPLETE = {name: name.lower() for name in NEEDED}


def test_settings_are_the_environments_variables() -> None:
    settings = Settings.from_environment({**COMPLETE, "TABLE_DIARY": "diary", "PROOF_TRIES": "7"})
    assert (settings.table_diary, settings.proof_tries) == ("diary", 7)


def test_what_may_be_left_out_has_a_default() -> None:
    settings = Settings.from_environment(COMPLETE)
    assert (settings.forwarded_hops, settings.proof_tries, settings.proof_tries_address) == (0, 10, 60)


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsIncompleteError) as refused:
        Settings.from_environment({})
    assert [name for name in NEEDED if f"{name} is missing" in str(refused.value)] == NEEDED


def test_an_empty_setting_is_missing() -> None:
    with pytest.raises(SettingsIncompleteError, match=r"^CITY is missing$"):
        Settings.from_environment({**COMPLETE, "CITY": ""})


@pytest.mark.parametrize("text", ["-1", "1.5", "ten", " 1"])
def test_a_number_that_is_none_is_named_without_its_value(text: str) -> None:
    with pytest.raises(SettingsIncompleteError, match=r"^PROOF_TRIES is not a whole number$"):
        Settings.from_environment({**COMPLETE, "PROOF_TRIES": text})


def test_without_an_argument_the_process_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**COMPLETE, "CITY": "Denpasar"}.items():
        monkeypatch.setenv(name, value)
    assert Settings.from_environment().city == "Denpasar"
