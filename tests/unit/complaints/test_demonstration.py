"""The demonstration's complaints: what their file may say, and what stands in the city once they are planted."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from chalicelib import wiring
from chalicelib.complaints.pages import FollowedPage
from chalicelib.complaints.service import Following, Looking, PublicList, PublicWanted, Wanted
from chalicelib.core import registry
from chalicelib.core.officer import Officer
from chalicelib.core.references import normalised
from chalicelib.core.registry import get
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.documents.storage import Storage
from chalicelib.offices.service import Offices
from infra.seed import Seed, load_seed
from infra.seed.demonstration import DEMONSTRATION, DemonstrationFile, complaints_agree
from infra.seed.loading import HERE
from infra.seed.planting import Played, open_complaints
from tests.builders.city import NOW, SETTINGS
from tests.builders.officers import an_admin
from tests.builders.people import an_asker
from tests.fakes.aws import KmsInMemory, SecretsInMemory
from tests.fakes.clock import Clock
from tests.fakes.dynamodb import DynamoInMemory
from tests.fakes.dynamodb import tables as tables_over
from tests.fakes.storage import StorageInMemory

if TYPE_CHECKING:
    from infra.seed.models import OfficerEntry

STATES = {
    "dukcapil": {"received": 1, "assigned": 1, "proposed": 1, "in-work": 1},
    "mpp": {"received": 1, "waiting": 1},
}


@pytest.fixture(scope="module")
def seed() -> Seed:
    return load_seed(today=date(2026, 11, 23))


class Planted:
    """The offices of the seed with the demonstration's complaints, on a Monday."""

    def __init__(self, seed: Seed) -> None:
        self.seed, self.dynamodb = seed, DynamoInMemory()
        self.clock = Clock(NOW)
        self.played = Played(self.clock)
        clients = {"kms": KmsInMemory(), "secretsmanager": SecretsInMemory()}
        wiring.wire(clients=clients.__getitem__, now=self.played)
        registry.offer(Settings, lambda: SETTINGS)
        registry.offer(Tables, lambda: tables_over(self.dynamodb))
        registry.offer(Storage, StorageInMemory)
        get(Offices).publish(seed.offices, seed.standards)

    def plant(self) -> list[str]:
        lines: list[str] = []
        open_complaints(self.seed, self.played, self.account, lines.append)
        return lines

    @staticmethod
    def account(entry: OfficerEntry) -> Officer:
        return Officer(id=entry.email, role=entry.role, office=entry.office, agency=entry.agency)


@pytest.fixture
def planted(seed: Seed) -> Planted:
    return Planted(seed)


def test_each_office_has_complaints_in_several_states_and_one_is_overdue(planted: Planted) -> None:
    planted.plant()
    levels: Counter[str] = Counter()
    for office, states in STATES.items():
        lines = get(Looking).listing(an_admin(), office, Wanted()).lines
        assert Counter(line.complaint.state.value for line in lines) == states
        levels.update(line.standing.level for line in lines if line.complaint.state == "in-work")
    assert "fine" not in levels
    assert "warning" not in levels


def test_everybody_sees_those_that_were_verified_and_one_was_solved(planted: Planted) -> None:
    planted.plant()
    found = get(PublicList).find(PublicWanted())
    assert (len(found.listed), found.figures.confirmed, found.figures.overdue) == (5, 1, 1)
    assert all(one.title for one in found.listed)


def test_its_citizen_reads_their_own_words_with_the_proof_that_is_told(planted: Planted) -> None:
    lines = planted.plant()
    texts = []
    for line in lines:
        reference, _, rest = line.partition("  proof ")
        asker = an_asker(normalised(reference), rest.split("  ")[0])
        texts.append(FollowedPage.of(get(Following).look(asker)).text)
    assert texts == [one.entry.text for one in planted.seed.complaints]


def test_planting_again_changes_nothing_even_days_later(planted: Planted) -> None:
    lines, before = planted.plant(), deepcopy(planted.dynamodb.items)
    planted.clock.passes(days=4)
    assert planted.plant() == lines
    assert planted.dynamodb.items == before


def told(seed: Seed, old: str, new: str) -> list[str]:
    """What is said after one piece of the file was replaced by another."""
    text = (HERE / DEMONSTRATION).read_text("utf-8")
    assert old in text
    file = DemonstrationFile.model_validate(yaml.safe_load(text.replace(old, new, 1)))
    offices = {one.id: one for one in seed.offices}
    categories = {one.id: one for one in seed.categories}
    return [str(one) for one in complaints_agree(file, offices, categories, seed.officers)]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("office: mpp", "office: mall", "contoh-salah-nama].office: there is no office mall"),
        (
            "category: data-error",
            "category: cats",
            "contoh-salah-nama].category: there is no category cats",
        ),
        (
            "paper: kk",
            "paper: cat",
            "contoh-salah-nama].answers.paper: must be one of ktp, kk, certificate, permit, other",
        ),
        ("answers: {paper: kk}", "answers: {}", "contoh-salah-nama].answers.paper: is missing"),
        ('"0812 0000 0201"', '"0812"', "contoh-salah-nama].phone: is no possible phone number"),
        (
            "officer: petugas@dukcapil.example",
            "officer: petugas.imigrasi@mpp.example",
            "contoh-antrean-pagi].officer: does not work for dukcapil in dukcapil",
        ),
        (
            "{act: assign, day: 1}",
            "{act: confirm, day: 1}",
            "contoh-antrean-pagi].deeds[2].act: confirm is not possible in state verified",
        ),
        (
            "{act: assign, day: 1}",
            "{act: assign, day: 3}",
            "contoh-antrean-pagi].deeds: must end before days_ago, which is 3",
        ),
        (
            "complaint: contoh-antrean-pagi",
            "complaint: contoh-salah-nama",
            "contoh-salah-nama].complaint: this complaint stands here twice",
        ),
    ],
)
def test_a_mistake_names_file_and_field(seed: Seed, old: str, new: str, wrong: str) -> None:
    assert told(seed, old, new) == [f"{DEMONSTRATION}: complaints[{wrong}"]
