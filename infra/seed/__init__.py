"""The demonstration city: two offices of Denpasar, their services and a few open files."""

from __future__ import annotations

from infra.seed.assembly import SeedCase
from infra.seed.loading import Seed, load_seed
from infra.seed.reading import Problem, SeedError

__all__ = ["Problem", "Seed", "SeedCase", "SeedError", "load_seed"]
