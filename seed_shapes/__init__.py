"""Shapes of things that a shop sells, by name: importing this package is how the pen learns them."""

from seed_shapes import (
    accessories,
    bath,
    books,
    car,
    clothes,
    desk,
    gadgets,
    home,
    phones,
    sound,
    sport,
    toys,
)
from seed_shapes.pen import COLOURS, SHAPES, STEEL, WHITE, Colour, Drawing, Pen, Ruler, darker, mixed, tinted

__all__ = [
    "COLOURS",
    "SHAPES",
    "STEEL",
    "WHITE",
    "Colour",
    "Drawing",
    "Pen",
    "Ruler",
    "accessories",
    "bath",
    "books",
    "car",
    "clothes",
    "darker",
    "desk",
    "gadgets",
    "home",
    "mixed",
    "phones",
    "sound",
    "sport",
    "tinted",
    "toys",
]
