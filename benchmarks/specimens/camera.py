"""What becomes of a document on its way through a phone: conditions as named tables of small changes to a picture."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from benchmarks.specimens.drawing import write

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    Condition = Callable[[Image.Image, random.Random], Image.Image]

SCENE = (1600, 1200)


def table_top(chance: random.Random, size: tuple[int, int] = SCENE) -> Image.Image:
    """What a card lies on: one colour with a soft grain."""
    width, height = size
    across, down = np.meshgrid(np.arange(width), np.arange(height))
    grain = np.sin(across / 40 + np.sin(down / 70) * 2) * 10
    colour = np.array([chance.randrange(60, 170) for _ in range(3)])
    return Image.fromarray(np.clip(colour + grain[:, :, None], 0, 255).astype(np.uint8))


def laid(
    card: Image.Image, chance: random.Random, *, degrees: float = 0, tilt: float = 0, part: float = 0.7
) -> Image.Image:
    """A card on a table: turned, seen from a side by ``tilt``, over this part of the picture's width."""
    scene = table_top(chance)
    width = scene.width * part
    height = width * card.height / card.width
    turn = math.radians(degrees)
    corners = []
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        far = 1 + tilt * (x * 0.5 + y * 0.4)
        across, down = x * width / 2 / far, y * height / 2 / far
        corners.append(
            (
                scene.width / 2 + across * math.cos(turn) - down * math.sin(turn),
                scene.height / 2 + across * math.sin(turn) + down * math.cos(turn),
            )
        )
    rows: list[list[float]] = []
    for (there_x, there_y), (u, v) in zip(
        corners, ((0, 0), (card.width, 0), card.size, (0, card.height)), strict=True
    ):
        rows += [
            [there_x, there_y, 1, 0, 0, 0, -u * there_x, -u * there_y],
            [0, 0, 0, there_x, there_y, 1, -v * there_x, -v * there_y],
        ]
    targets = [
        float(one) for u, v in ((0, 0), (card.width, 0), card.size, (0, card.height)) for one in (u, v)
    ]
    back = tuple(np.linalg.solve(np.array(rows), np.array(targets)))
    mask = Image.new("L", card.size, 255).transform(scene.size, Image.Transform.PERSPECTIVE, back)
    there = card.transform(scene.size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    scene.paste(there, mask=mask)
    return scene


def blurred(picture: Image.Image, radius: float) -> Image.Image:
    """Out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(radius))


def shaken(picture: Image.Image, pixels: int) -> Image.Image:
    """Moved sideways while the shutter was open."""
    page = np.asarray(picture, dtype=np.float32)
    padded = np.pad(page, ((0, 0), (pixels // 2, pixels - pixels // 2), (0, 0)), mode="edge")
    sums = sum(padded[:, at : at + page.shape[1]] for at in range(pixels))
    return Image.fromarray((np.asarray(sums) / pixels).astype(np.uint8))


def glare(picture: Image.Image, at: tuple[float, float], size: float, strength: float) -> Image.Image:
    """A lamp mirrored at this part of the picture, over this part of its width."""
    across, down = np.meshgrid(np.arange(picture.width), np.arange(picture.height))
    distance = np.hypot(across - at[0] * picture.width, (down - at[1] * picture.height) * 1.6)
    light = strength * 255 * np.exp(-((distance / (size * picture.width)) ** 2))
    return Image.fromarray(np.clip(np.asarray(picture) + light[:, :, None], 0, 255).astype(np.uint8))


def dark(picture: Image.Image, chance: random.Random, *, light: float, noise: float) -> Image.Image:
    """Little light, more on one side than on the other, and the noise of a sensor that is turned up."""
    page = np.asarray(picture, dtype=np.float32) * light
    page *= np.linspace(1.2, 0.6, picture.width)[None, :, None]
    grain = np.random.default_rng(chance.randrange(2**32)).normal(0, noise, page.shape)
    return Image.fromarray(np.clip(page + grain, 0, 255).astype(np.uint8))


def squeezed(picture: Image.Image, quality: int) -> Image.Image:
    """Saved as a JPEG of this quality."""
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=quality)
    return Image.open(body).convert("RGB")


def smaller(picture: Image.Image, width: int) -> Image.Image:
    """Brought to this many pixels across."""
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def photocopied(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Grey, hard, with specks, on white paper."""
    grey = np.asarray(picture.convert("L"), dtype=np.float32)
    hard = np.clip((grey - 95) * 2.2, 0, 255)
    specks = np.random.default_rng(chance.randrange(2**32)).random(hard.shape)
    hard[specks > 0.997] = 0
    copy = Image.fromarray(hard.astype(np.uint8)).convert("RGB")
    sheet = Image.new("RGB", (1600, 2260), (252, 252, 252))
    sheet.paste(copy.resize((1120, 706), Image.Resampling.LANCZOS), (240, 300))
    return sheet


def on_a_screen(picture: Image.Image, chance: random.Random) -> Image.Image:
    """A screenshot of a phone's gallery that shows the picture."""
    screen = Image.new("RGB", (1080, 2340), (12, 12, 14))
    draw = ImageDraw.Draw(screen)
    white = (235, 235, 235)
    write(draw, (60, 70), f"{chance.randrange(24):02}:{chance.randrange(60):02}", 40, colour=white)
    write(draw, (900, 70), "4G 81%", 36, colour=white)
    write(draw, (60, 190), "IMG_20240114_1032.jpg", 38, colour=white)
    for at, word in enumerate(("Bagikan", "Edit", "Favorit", "Hapus")):
        write(draw, (150 + at * 260, 2250), word, 34, colour=white, anchor="ms")
    shown = picture.resize((1080, round(picture.height * 1080 / picture.width)), Image.Resampling.LANCZOS)
    screen.paste(shown, (0, 1170 - shown.height // 2))
    return screen


def cut_off(picture: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    """What is left when the frame reached only over this part of the card."""
    width, height = picture.size
    return picture.crop(
        (round(box[0] * width), round(box[1] * height), round(box[2] * width), round(box[3] * height))
    )


def corner_folded(picture: Image.Image, at: tuple[int, int], part: float) -> Image.Image:
    """A corner covered by a thumb or broken off, over this part of the width."""
    covered = picture.copy()
    reach = part * picture.width
    x, y = at[0] * picture.width, at[1] * picture.height
    towards = (1 - 2 * at[0], 1 - 2 * at[1])
    ImageDraw.Draw(covered).polygon(
        [(x, y), (x + towards[0] * reach, y), (x, y + towards[1] * reach)], (178, 134, 110)
    )
    return covered


#: Conditions under which a careful person can still read everything that counts.
READABLE: dict[str, Condition] = {
    "clean": lambda card, _: card,
    "turned-7": lambda card, chance: laid(card, chance, degrees=chance.choice((-7, 7))),
    "turned-20": lambda card, chance: laid(card, chance, degrees=chance.choice((-20, 20)), part=0.6),
    "on-its-side": lambda card, chance: laid(card, chance, part=0.6).transpose(
        chance.choice((Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270))
    ),
    "upside-down": lambda card, chance: laid(card, chance, degrees=180 + chance.uniform(-6, 6)),
    "perspective": lambda card, chance: laid(card, chance, degrees=chance.uniform(-6, 6), tilt=0.28),
    "blur-2": lambda card, _: blurred(card, 2),
    "blur-3": lambda card, _: blurred(card, 2.8),
    "shaken-7": lambda card, _: shaken(card, 7),
    "low-light": lambda card, chance: dark(laid(card, chance, degrees=3), chance, light=0.22, noise=5),
    "jpeg-30": lambda card, chance: squeezed(dark(card, chance, light=1, noise=12), 30),
    "width-440": lambda card, _: smaller(card, 440),
    "glare-beside": lambda card, _: glare(card, (0.85, 0.3), 0.16, 1.2),
    "glare-weak": lambda card, _: glare(card, (0.5, 0.25), 0.15, 0.5),
    "cut-corner": lambda card, chance: corner_folded(card, (chance.choice((0, 1)), 1), 0.1),
    "screenshot": on_a_screen,
    "photocopy": photocopied,
    "far-away": lambda card, chance: laid(card, chance, degrees=chance.uniform(-4, 4), part=0.34),
    "phone": lambda card, chance: squeezed(
        dark(laid(blurred(card, 1), chance, degrees=5, tilt=0.1), chance, light=0.75, noise=6), 60
    ),
    "phone-bad": lambda card, chance: squeezed(
        smaller(
            dark(
                laid(blurred(card, 1.2), chance, degrees=8, tilt=0.18, part=0.55), chance, light=0.5, noise=8
            ),
            1280,
        ),
        45,
    ),
}
#: Conditions under which something that counts is lost, with what the citizen should be told.
LOST: dict[str, tuple[Condition, tuple[str, ...]]] = {
    "blur-9": (lambda card, _: blurred(card, 9), ("blurred",)),
    "shaken-30": (lambda card, _: shaken(card, 30), ("blurred",)),
    "glare-on-number": (lambda card, _: glare(card, (0.45, 0.21), 0.14, 3.0), ("glare",)),
    "night": (lambda card, chance: dark(laid(card, chance), chance, light=0.045, noise=6), ("dark",)),
    "cut-left": (lambda card, _: cut_off(card, (0.36, 0, 1, 1)), ("cut-edges",)),
    "cut-top": (lambda card, _: cut_off(card, (0, 0.23, 1, 1)), ("cut-edges",)),
    "very-far": (lambda card, chance: smaller(laid(card, chance, part=0.3), 640), ("far-away",)),
}
