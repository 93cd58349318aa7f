"""The categories of complaints: the package holds what the city's file says, and mistakes in it are told by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.complaints.categories import FILE, OTHER, body_of, categories
from infra.seed.categories import CATEGORIES, CategoriesFile, categories_agree, categories_of
from infra.seed.loading import HERE
from infra.seed.reading import SeedError, read

if TYPE_CHECKING:
    from pathlib import Path

AGENCIES = {path.stem for path in (HERE / "agencies").glob("*.yaml")}
GOOD = """
groups:
  - {group: city, name: {id: Kota, en: City}}
categories:
  - category: road
    group: city
    name: {id: Jalan, en: Roads}
    says: {id: Jalan rusak, en: A broken road}
    unit: pupr
    days: 14
    words: [lubang]
    questions:
      - question: danger
        name: {id: Berbahaya, en: Dangerous}
        choices:
          - {choice: here, name: {id: Ya, en: "Yes"}}
          - {choice: not, name: {id: Tidak, en: "No"}}
  - category: other
    group: city
    name: {id: Lainnya, en: Other}
    says: {id: Lainnya, en: Anything else}
    unit: pupr
    days: 14
    words: [lainnya]
"""


def told(tmp_path: Path, old: str = "", new: str = "") -> list[str]:
    """What is said about the file after one piece of it was replaced by another."""
    assert old in GOOD
    path = tmp_path / CATEGORIES
    path.parent.mkdir(exist_ok=True)
    path.write_text(GOOD.replace(old, new, 1) if old else GOOD, encoding="utf-8")
    try:
        return list(map(str, categories_agree(read(tmp_path, CATEGORIES, CategoriesFile), {"pupr"})))
    except SeedError as error:
        return str(error).splitlines()


def test_the_package_holds_what_the_citys_file_says() -> None:
    file = read(HERE, CATEGORIES, CategoriesFile)
    assert list(categories_agree(file, AGENCIES)) == []
    assert body_of(categories_of(file)) == FILE.read_text("utf-8")
    assert tuple(categories().values()) == categories_of(file)


def test_something_else_is_always_there_and_shown_last() -> None:
    assert list(categories())[-1] == OTHER
    assert 12 <= len(categories()) <= 20


def test_what_is_dangerous_says_whom_to_call_in_both_languages() -> None:
    notice = categories()["flooding"].notice
    assert notice is not None
    assert "112" in notice.id
    assert "112" in notice.en


def test_a_question_is_found_by_its_id() -> None:
    road = categories()["road"]
    danger = road.question("danger")
    assert danger is not None
    assert [choice.id for choice in danger.choices] == ["yes", "no"]
    assert road.question("colour") is None


def test_a_good_file_says_nothing(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("unit: pupr", "unit: pupt", "categories[road].unit: there is no agency pupt"),
        ("group: city\n", "group: town\n", "categories[road].group: there is no group town"),
        ("days: 14", "days: soon", "categories[road].days: must be a whole number"),
        ("days: 14", "days: 0", "categories[road].days: input should be greater than or equal to 1"),
        ("category: road", "category: other", "categories[other].category: this category stands here twice"),
        (
            "category: other",
            "category: rest",
            'categories[rest]: the last must be "other", with nothing that must be answered',
        ),
        (", en: City", "", "groups[city].name.en: is missing"),
        ("words: [lubang]", "word: [lubang]", "categories[road].words: is missing"),
        (
            "question: danger",
            "question: Danger!",
            "categories[road].questions[Danger!].question: may hold small letters, digits and hyphens only",
        ),
        (
            "choice: not",
            "choice: here",
            "categories[road].questions[danger].choices[here]: this choice stands here twice",
        ),
    ],
)
def test_a_mistake_is_told_by_file_and_field(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    assert f"{CATEGORIES}: {wrong}" in told(tmp_path, old, new)


def test_one_choice_is_none(tmp_path: Path) -> None:
    single = '          - {choice: not, name: {id: Tidak, en: "No"}}\n'
    (wrong,) = told(tmp_path, single)
    assert wrong.startswith(f"{CATEGORIES}: categories[road].questions[danger]: one choice is none")
