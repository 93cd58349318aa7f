"""Laws of frontend/ that need no browser: they are read off its files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

FRONTEND = Path(__file__).parents[2] / "frontend"
SCRIPTS = sorted((FRONTEND / "scripts").rglob("*.js"))
LONGEST_MODULE = 200
#: Folders of scripts whose pages read this catalogue beside the citizens' own.
OFFICE = "desk"
OFFICE_FOLDERS = ("desk", "kiosk", "plan", "review", "cases", "complaints-desk")
#: Read by the desk page of complaints beside that one.
HANDLING = "complaints-desk"
#: Read by citizens' pages beside their own: on the day of a visit, and where documents are checked before it.
VISIT = "visit"
DOCUMENTS = "documents"
LETTERS = "letters"
RATINGS = "ratings"
COMPLAINTS = "complaints"
#: Read by the board in the room instead of the citizens' own.
BOARD = "board"
CATALOGUES = ["", OFFICE, HANDLING, VISIT, DOCUMENTS, LETTERS, RATINGS, COMPLAINTS, BOARD]
#: Pages of the office stay out of the citizens' shell: its machines have a network or nothing to do, and a board keeps
#: what it has loaded.
NOT_KEPT = re.compile(
    r"(?:scripts/(?:desk|kiosk|board|plan|review|cases|complaints-desk)/|messages/(?:desk|board|complaints-desk)\.|styles/(?:desk|board|kiosk|plan|review|cases|complaints-desk|slip|slip-print)\.css)"
)


def _messages(language: str, catalogue: str = "") -> dict[str, object]:
    name = f"{catalogue}.{language}.json" if catalogue else f"{language}.json"
    read: dict[str, object] = json.loads((FRONTEND / "messages" / name).read_text("utf-8"))
    return read


def _whose(path: Path) -> str:
    """The catalogue that a module reads beside or instead of the citizens' own."""
    folder = path.relative_to(FRONTEND / "scripts").parts[0]
    return OFFICE if folder in OFFICE_FOLDERS else BOARD if folder == BOARD else ""


def _said(whose: str) -> set[str]:
    """Keys that the modules of citizens' pages, of the office's or of the board ask for by name."""
    return {
        key
        for path in SCRIPTS
        if _whose(path) == whose
        for key in re.findall(r"\b(?:say|sayAll|sayOther|twice)\(\s*\"([^\"]+)\"", path.read_text("utf-8"))
    }


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_both_languages_have_the_same_messages(catalogue: str) -> None:
    assert list(_messages("id", catalogue)) == list(_messages("en", catalogue))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_message_asked_for_exists(language: str) -> None:
    citizens = set(_messages(language))
    beside = {
        key for part in (VISIT, DOCUMENTS, LETTERS, RATINGS, COMPLAINTS) for key in _messages(language, part)
    }
    assert _said("") - citizens - beside == set()
    office = set(_messages(language, OFFICE)) | set(_messages(language, HANDLING))
    assert _said(OFFICE) - citizens - office == set()
    assert _said(BOARD) - set(_messages(language, BOARD)) == set()


@pytest.mark.parametrize("catalogue", [OFFICE, HANDLING, VISIT, DOCUMENTS, LETTERS, RATINGS, COMPLAINTS])
def test_no_catalogue_hides_a_message_of_another(catalogue: str) -> None:
    assert set(_messages("id")) & set(_messages("id", catalogue)) == set()


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_messages_fill_in_the_same_values_in_both_languages(catalogue: str) -> None:
    def values(message: object) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", json.dumps(message)))

    english = _messages("en", catalogue)
    assert [
        key for key, message in _messages("id", catalogue).items() if values(message) != values(english[key])
    ] == []


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_no_message_is_left_over(catalogue: str) -> None:
    code = "".join(path.read_text("utf-8") for path in SCRIPTS)
    families = tuple(re.findall(r"`([a-z.-]+\.)\$\{", code))
    unused = [
        key for key in _messages("id", catalogue) if f'"{key}"' not in code and not key.startswith(families)
    ]
    assert unused == []


def test_no_sentence_stands_in_the_code() -> None:
    sentence = re.compile(r"make\([^)]*\"([A-Z][a-z]+ [a-z]+[^\"]*)\"")
    found = {path.name: sentence.findall(path.read_text("utf-8")) for path in SCRIPTS}
    assert {name: words for name, words in found.items() if words} == {}


def test_modules_stay_small() -> None:
    long = [path.name for path in SCRIPTS if len(path.read_text("utf-8").splitlines()) > LONGEST_MODULE]
    assert long == []


def test_every_import_leads_to_a_file() -> None:
    for path in SCRIPTS:
        for target in re.findall(r"(?:from|import\()\s*\"(\.[^\"]+)\"", path.read_text("utf-8")):
            assert (path.parent / target).resolve().is_file(), f"{path.name}: {target}"


def test_nothing_is_inline_and_nothing_becomes_html() -> None:
    page = "".join(path.read_text("utf-8") for path in FRONTEND.glob("*.html"))
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*\bsrc=)", page)
    code = "".join(path.read_text("utf-8") for path in SCRIPTS)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", code)


def test_nothing_comes_from_elsewhere() -> None:
    # Names of XML languages are no addresses.
    for path in (*SCRIPTS, *FRONTEND.glob("*.*"), *(FRONTEND / "styles").iterdir()):
        others = set(re.findall(r"https?://[^\s\"')]+", path.read_text("utf-8"))) - {
            "http://www.w3.org/2000/svg"
        }
        assert others == set(), path.name


def test_the_service_worker_keeps_the_whole_shell() -> None:
    kept = set(
        re.findall(r'^  "([^"]+)",$', (FRONTEND / "service-worker.js").read_text("utf-8"), re.MULTILINE)
    )
    folders = ("messages", "pictures", "scripts", "styles")
    there = {
        path.relative_to(FRONTEND).as_posix()
        for folder in folders
        for path in (FRONTEND / folder).rglob("*.*")
    }
    # Big icons are the system's business, and only when the site is installed.
    assert kept - {"./"} == {name for name in there if not name.endswith(".png") and not NOT_KEPT.match(name)}


def test_the_service_worker_first_keeps_only_what_the_first_page_has_loaded() -> None:
    first = (FRONTEND / "service-worker.js").read_text("utf-8").split("const WAY")[0]
    kept = {
        name for name in re.findall(r'^  "([^"]+)",$', first, re.MULTILINE) if name.endswith((".js", ".css"))
    }
    loaded = re.findall(
        r'(?:modulepreload|stylesheet)" href="([^"]+)"(?! media)', (FRONTEND / "index.html").read_text()
    )
    assert kept == set(loaded)


def test_what_the_first_page_needs_is_announced_in_its_head() -> None:
    announced = set(
        re.findall(r'modulepreload" href="([^"]+)"', (FRONTEND / "index.html").read_text("utf-8"))
    )
    needed = {"scripts/main.js", "scripts/pages/home.js"}
    waiting = list(needed)
    while waiting:
        path = FRONTEND / waiting.pop()
        for target in re.findall(r'^import [^;]*?"(\.[^"]+)"', path.read_text("utf-8"), re.MULTILINE):
            name = (path.parent / target).resolve().relative_to(FRONTEND.resolve()).as_posix()
            if name not in needed:
                needed.add(name)
                waiting.append(name)
    assert announced == needed


def test_code_of_others_stands_beside_its_licence() -> None:
    for folder in (path for path in (FRONTEND / "vendor").iterdir() if path.is_dir()):
        assert (folder / "LICENSE").is_file()
        assert folder.name in (FRONTEND / "vendor" / "README.md").read_text("utf-8")
