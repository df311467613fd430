"""A pen for flat pictures: smooth outlines in a few calm colours, and the shapes it has learned.

It draws where y goes up and (0, 0) is the spot on the counter where a thing stands; a thing is at most about
400 wide and 420 high. Whoever draws gets two colours, `main` and `accent`, and at times a `kind`.
"""

import cmath
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

Colour = tuple[int, int, int]
Points = Sequence[tuple[float, float]]

PALETTE = """
clay c4694b brick a94f43 coral e58a6c rose d8949a plum 7d5070 lilac a291c2
navy 3a4f73 sky 7fa6c9 denim 56779f teal 3f8688 mint 8fc0ab sage 8fa684
moss 667a4c forest 3d6655 olive a09a53 mustard d9a840 honey e6bf6a sand d2b48c
wood c39a6e cocoa 7c5944 cream f3e9d8 white fcfaf5 stone c9c3b8 steel b4bcc3
slate 69747f coal 3b3f46
"""


def tinted(value: str) -> Colour:
    """A colour from its six hexadecimal digits."""
    return int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16)


COLOURS = {name: tinted(value) for name, value in zip(*[iter(PALETTE.split())] * 2, strict=True)}
INK, WHITE, CREAM, STEEL, WOOD = (COLOURS[name] for name in ("coal", "white", "cream", "steel", "wood"))


def mixed(colour: Colour, other: Colour, part: float) -> Colour:
    """`colour` with so much of `other` in it, from 0 to 1."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def lighter(colour: Colour, part: float = 0.3) -> Colour:
    """`colour` in the light."""
    return mixed(colour, WHITE, part)


def darker(colour: Colour, part: float = 0.18) -> Colour:
    """`colour` in the shade."""
    return mixed(colour, (38, 32, 48), part)


def mirrored(right: Points) -> list[tuple[float, float]]:
    """An outline whose left half is the mirror image of its right half, which is given from the top down."""
    return [*right, *((-x, y) for x, y in reversed(right) if x)]


def rounded(points: Points, closed: bool = True) -> list[tuple[float, float]]:
    """A smooth line through `points`."""
    many, found = len(points), list[tuple[float, float]]()
    for n in range(many if closed else many - 1):
        p = [points[(n + k) % many] if closed else points[min(max(n + k, 0), many - 1)] for k in (-1, 0, 1, 2)]
        for step in range(12):
            t = step / 12
            found.append((_between([x for x, _ in p], t), _between([y for _, y in p], t)))
    return found if closed else [*found, points[-1]]


def _between(p: Sequence[float], t: float) -> float:
    # Catmull and Rom's curve: it goes through every point that it is given.
    a, b, c = 2 * p[0] - 5 * p[1] + 4 * p[2] - p[3], 3 * (p[1] - p[2]) + p[3] - p[0], p[2] - p[0]
    return (2 * p[1] + c * t + a * t * t + b * t**3) / 2


class Paper(Protocol):
    """What a pen draws on."""

    def polygon(self, xy: Sequence[tuple[float, float]], fill: Colour, /) -> None:
        """Fill an outline."""

    def line(self, xy: Sequence[tuple[float, float]], fill: Colour, width: int, joint: str, /) -> None:
        """Connect points."""

    def ellipse(self, xy: Sequence[float], fill: Colour, /) -> None:
        """Fill an ellipse between two corners."""


class Ruler:
    """Paper that stays empty, and knows how much of it a drawing would take."""

    def __init__(self) -> None:
        self.left = self.top = math.inf
        self.right = self.low = -math.inf

    def polygon(self, xy: Sequence[tuple[float, float]], _fill: Colour, /) -> None:
        """Measure an outline."""
        self.left, self.right = min(self.left, *(x for x, _ in xy)), max(self.right, *(x for x, _ in xy))
        self.top, self.low = min(self.top, *(y for _, y in xy)), max(self.low, *(y for _, y in xy))

    def line(self, xy: Sequence[tuple[float, float]], fill: Colour, _width: int, _joint: str, /) -> None:
        """Measure a line, without its width."""
        self.polygon(xy, fill)

    def ellipse(self, xy: Sequence[float], fill: Colour, /) -> None:
        """Measure an ellipse."""
        self.polygon([(xy[0], xy[1]), (xy[2], xy[3])], fill)


class Pen:
    """Draws one thing."""

    def __init__(self, draw: Paper, look: tuple[Colour, Colour, str], k: complex, at: complex) -> None:
        self._draw, self._look, self._k, self._at = draw, look, k, at
        self.main, self.accent, self.kind = look
        self.light, self.dark = lighter(self.main), darker(self.main)

    def moved(self, x: float, y: float, turn: float = 0, size: float = 1) -> "Pen":
        """A pen whose (0, 0) is at (x, y), turned to the left by so many degrees."""
        k = self._k * cmath.rect(size, math.radians(turn))
        return Pen(self._draw, self._look, k, self._at + self._k * complex(x, y))

    def poly(self, points: Iterable[tuple[float, float]], colour: Colour) -> None:
        """Fill an outline with corners."""
        self._draw.polygon(self._placed(points), colour)

    def blob(self, points: Points, colour: Colour) -> None:
        """Fill an outline without corners."""
        self.poly(rounded(points), colour)

    def hills(self, low: float, points: Points, colour: Colour) -> None:
        """Fill what is between a smooth line and the straight one at `low`."""
        ends = (points[-1][0], low), (points[0][0], low)
        self.poly([*rounded(points, closed=False), *ends], colour)

    def box(self, left: float, low: float, right: float, top: float, colour: Colour, r: float = 0) -> None:
        """Fill a rectangle whose corners are rounded by `r`."""
        r = min(r, (right - left) / 2, (top - low) / 2)
        corners = ((right - r, top - r), (left + r, top - r), (left + r, low + r), (right - r, low + r))
        steps = range(0, 91, 9) if r else (0,)
        self.poly(
            [
                (x + r * math.cos(math.radians(90 * n + a)), y + r * math.sin(math.radians(90 * n + a)))
                for n, (x, y) in enumerate(corners)
                for a in steps
            ],
            colour,
        )

    def oval(self, left: float, low: float, right: float, top: float, colour: Colour) -> None:
        """Fill an ellipse."""
        x, y, a, b = (left + right) / 2, (low + top) / 2, (right - left) / 2, (top - low) / 2
        turns = [math.tau * n / 90 for n in range(90)]
        self.poly([(x + a * math.cos(t), y + b * math.sin(t)) for t in turns], colour)

    def cup(self, half: float, low: float, top: float, colour: Colour) -> None:
        """Fill the lower half of an ellipse around the middle."""
        turns = [math.pi * n / 45 for n in range(46)]
        self.poly([(half * math.cos(t), top - (top - low) * math.sin(t)) for t in turns], colour)

    def disc(self, x: float, y: float, r: float, colour: Colour) -> None:
        """Fill a circle."""
        self.oval(x - r, y - r, x + r, y + r, colour)

    def line(self, points: Points, colour: Colour, width: float) -> None:
        """Draw from point to point, with round ends."""
        width *= abs(self._k)
        placed = self._placed(points)
        self._draw.line(placed, colour, round(width), "curve")
        for x, y in (placed[0], placed[-1]):
            self._draw.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], colour)

    def curve(self, points: Points, colour: Colour, width: float) -> None:
        """Draw a smooth line through points."""
        self.line(rounded(points, closed=False), colour, width)

    def arc(self, x: float, y: float, r: float, span: tuple[float, float], colour: Colour, width: float) -> None:
        """Draw a part of a circle, from one angle to another in degrees; its middle line has the radius `r`."""
        start, end = (math.radians(angle) for angle in span)
        turns = [start + (end - start) * n / 60 for n in range(61)]
        self.line([(x + r * math.cos(t), y + r * math.sin(t)) for t in turns], colour, width)

    def ring(self, x: float, y: float, r: float, colour: Colour, width: float) -> None:
        """Draw a circle."""
        self.arc(x, y, r, (0, 362), colour, width)

    def _placed(self, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        found = [self._k * complex(x, y) + self._at for x, y in points]
        return [(w.real, -w.imag) for w in found]


Drawing = Callable[[Pen], None]
# By name: how to draw it, and how wide its shadow is.
SHAPES: dict[str, tuple[Drawing, float]] = {}


def shape(shadow: float) -> Callable[[Drawing], Drawing]:
    """Learn to draw what the function is called."""

    def learned(draw: Drawing) -> Drawing:
        SHAPES[draw.__name__] = draw, shadow
        return draw

    return learned
