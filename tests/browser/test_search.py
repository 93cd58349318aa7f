"""People find a service by the words they use themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.city import City
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def _first(visitor: Visitor, typed: str) -> str:
    visitor.page.fill("#wish", typed)
    visitor.page.keyboard.press("Enter")
    visitor.settle()
    found = visitor.find(".found a")
    return (found.first.get_attribute("href") or "") if found.count() else ""


def test_every_service_is_found_by_its_name_and_by_each_of_its_other_names(
    visit: Callable[..., Visitor], city: City
) -> None:
    visitor = visit("id", "desktop")
    visitor.open()
    services = {service["id"]: service for office in city.offices() for service in office["services"]}
    missed = []
    for service in services.values():
        names = [service["name"], *service["aliases"]]
        found = visitor.page.evaluate(
            """async ([services, names, ignored]) => {
              const { find, indexOf } = await import("/scripts/rules/search.js");
              const index = indexOf(services, ignored);
              return names.map((name) => find(index, name).map((service) => service.id));
            }""",
            [list(services.values()), names, []],
        )
        missed += [name for name, ids in zip(names, found, strict=True) if service["id"] not in ids]
    assert missed == []


@pytest.mark.parametrize(
    ("language", "typed", "alias"),
    [
        ("id", "saya mau urus ktp ilang dong", "ktp hilang"),
        ("id", "akte kelahirann anak", "akte kelahiran"),
        ("id", "srt pndah", "surat pindah"),
        ("id", "pasport", "pasport"),
        ("en", "I need a birth certficate", "birth certificate"),
        ("en", "lost id card", "lost id card"),
        ("id", "melahirkan", "melahirkan"),
        ("id", "istri saya melahirkan", "melahirkan"),
        ("id", "bayi lahir", "melahirkan"),
        ("id", "meninggal dunia", "meninggal"),
        ("en", "my baby was born", "baby born"),
        ("en", "someone died", "someone died"),
    ],
)
def test_everyday_words_slips_and_abbreviations_lead_there(
    visit: Callable[..., Visitor], city: City, language: str, typed: str, alias: str
) -> None:
    visitor = visit(language, "desktop")
    visitor.open()
    meant = {
        service["id"]
        for office in city.offices()
        for service in office["services"]
        if alias in service["aliases"]
    }
    assert meant, f"no service of the seed is called {alias}"
    assert _first(visitor, typed).removeprefix("#/service/") in meant


def test_a_word_that_is_known_is_no_slip_for_another(visit: Callable[..., Visitor]) -> None:
    visitor = visit("id", "desktop")
    visitor.open()
    _first(visitor, "ktp ilang")
    found = visitor.find(".found .service-name").all_inner_texts()
    assert not [name for name in found if "tilang" in name.lower()]


def test_a_letter_alone_says_nothing(visit: Callable[..., Visitor]) -> None:
    visitor = visit("en")
    visitor.open()
    assert not _first(visitor, "a")


def test_nothing_found_is_said_kindly(visit: Callable[..., Visitor]) -> None:
    visitor = visit("en")
    visitor.open()
    assert not _first(visitor, "qqqq zzzz")
    assert visitor.find(".empty").is_visible()
    assert "qqqq" in visitor.find(".finder-told").inner_text()
    visitor.check()
