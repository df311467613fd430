"""What makes a sound, or hears one."""

from seed_shapes.pen import COLOURS, INK, STEEL, WHITE, WOOD, Pen, darker, lighter, shape

SLATE = COLOURS["slate"]


@shape(120)
def headphones(pen: Pen) -> None:
    if pen.kind == "stand":
        pen.oval(-100, -6, 100, 36, WOOD)
        pen.box(-13, 14, 13, 330, WOOD, 6)
        pen.box(-60, 318, 60, 346, WOOD, 14)
    pen.arc(0, 210, 140, (0, 180), pen.dark, 30)
    pen.arc(0, 206, 138, (12, 168), pen.main, 18)
    for side in (-1, 1):
        x = 136 * side
        pen.box(x - 20, 70, x + 20, 220, pen.dark, 16)
        inner = x - 26 * side
        pen.box(inner - 30, 66, inner + 30, 218, pen.accent, 28)
        pen.box(x - 4 if side > 0 else x - 34, 84, x + 34 if side > 0 else x + 4, 204, pen.main, 18)


@shape(130)
def earbuds(pen: Pen) -> None:
    pen.box(-130, 0, 130, 150, pen.dark, 60)
    pen.box(-130, 10, 130, 156, pen.main, 60)
    pen.box(-130, 96, 130, 104, pen.dark)
    pen.disc(0, 66, 9, COLOURS["mint"])
    for x, turn in ((-66, 8), (66, -8)):
        bud = pen.moved(x, 176, turn)
        bud.box(-17, 0, 17, 110, pen.light, 16)
        bud.disc(-18 if x > 0 else 18, 128, 46, pen.light)
        bud.disc(-34 if x > 0 else 34, 128, 25, pen.accent)


def cone(pen: Pen, x: float, y: float, r: float) -> None:
    """Where the sound comes out."""
    pen.disc(x, y, r, INK)
    pen.disc(x, y, r * 0.8, SLATE)
    pen.disc(x, y, r * 0.36, pen.accent)


@shape(160)
def speakers(pen: Pen) -> None:
    for x in (-92, 92):
        pen.box(x - 82, 0, x + 82, 300, pen.dark, 10)
        pen.box(x - 82, 6, x + 74, 300, pen.main, 10)
        cone(pen, x - 4, 96, 60)
        cone(pen, x - 4, 220, 34)


@shape(180)
def turntable(pen: Pen) -> None:
    pen.poly([(-190, 40), (190, 40), (150, 220), (-150, 220)], pen.main)
    pen.box(-190, 0, 190, 44, pen.dark, 8)
    for a, b, colour in ((128, 76, INK), (104, 60, SLATE), (100, 57, INK), (42, 25, pen.accent), (7, 5, WHITE)):
        pen.oval(-30 - a, 128 - b, -30 + a, 128 + b, colour)
    pen.line([(130, 190), (124, 110), (70, 90)], STEEL, 11)
    pen.disc(130, 190, 18, STEEL)
    pen.disc(150, 66, 13, pen.accent)


@shape(190)
def soundbar(pen: Pen) -> None:
    pen.box(-196, 0, 196, 92, pen.dark, 34)
    pen.box(-196, 10, 196, 98, pen.main, 34)
    for n in range(18):
        pen.line([(-156 + n * 18, 30), (-156 + n * 18, 78)], pen.dark, 5)
    pen.disc(174, 54, 8, pen.accent)
    for n, r in enumerate((40, 74, 108)):
        pen.arc(0, 110, r, (40, 140), lighter(pen.accent, 0.15 + 0.2 * n), 12)


@shape(80)
def microphone(pen: Pen) -> None:
    pen.oval(-90, -6, 90, 34, pen.dark)
    pen.box(-10, 14, 10, 110, STEEL)
    pen.arc(0, 220, 104, (180, 360), STEEL, 14)
    pen.box(-70, 130, 70, 380, pen.main, 70)
    pen.box(-70, 240, 70, 380, SLATE, 70)
    for y in (262, 286, 310, 334):
        pen.line([(-50, y), (50, y)], STEEL, 5)
    pen.box(-72, 228, 72, 248, pen.accent)
    pen.disc(0, 180, 11, pen.light)


@shape(160)
def radio(pen: Pen) -> None:
    pen.line([(110, 210), (160, 380)], STEEL, 8)
    pen.arc(0, 200, 110, (10, 170), pen.dark, 18)
    pen.box(-166, 0, 166, 226, pen.dark, 34)
    pen.box(-166, 10, 166, 230, pen.main, 34)
    cone(pen, -76, 116, 72)
    pen.box(20, 140, 140, 194, lighter(pen.accent, 0.7), 8)
    pen.line([(96, 146), (96, 188)], COLOURS["clay"], 5)
    for x in (46, 110):
        pen.disc(x, 78, 28, pen.light)
        pen.line([(x, 78), (x + 10, 100)], INK, 6)


@shape(170)
def knobs(pen: Pen) -> None:
    high = 180 if pen.kind == "amplifier" else 120
    pen.box(-180, 0, 180, high, pen.dark, 18)
    pen.box(-180, 12, 180, high + 10, pen.main, 18)
    if pen.kind == "amplifier":
        for x in (-130, 130):
            pen.box(x - 24, -8, x + 24, 14, INK, 6)
        pen.disc(104, 100, 52, STEEL)
        pen.disc(104, 100, 40, lighter(STEEL, 0.5))
        pen.line([(104, 104), (104, 136)], INK, 7)
        pen.box(-150, 110, 20, 166, INK, 8)
        for x, y in ((-104, 150), (-30, 146)):
            pen.line([(x, 116), (x + 22, y)], pen.accent, 6)
        for n in range(4):
            pen.disc(-134 + n * 46, 60, 15, pen.accent)
        return
    for n in range(4):
        x = -110 + n * 56
        pen.disc(x, 74, 22, INK)
        pen.line([(x, 76), (x - 8 + n * 6, 92)], pen.accent, 6)
    for x in (110, 150):
        pen.disc(x, 66, 17, STEEL)
        pen.disc(x, 66, 8, INK)
    pen.curve([(-110, 130), (-130, 230), (0, 200), (110, 260), (150, 130)], INK, 9)


@shape(120)
def party(pen: Pen) -> None:
    pen.arc(0, 350, 54, (0, 180), pen.dark, 20)
    pen.box(-130, 0, 130, 366, pen.dark, 36)
    pen.box(-130, 8, 122, 366, pen.main, 36)
    cone(pen, -4, 116, 90)
    cone(pen, -4, 276, 54)
    pen.ring(-4, 116, 94, pen.accent, 7)
    for x in (-100, 92):
        pen.disc(x, 338, 9, pen.accent)
    pen.box(-40, 4, 40, 10, darker(pen.main, 0.4))
