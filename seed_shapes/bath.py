"""What stands in a bathroom."""

from seed_shapes.pen import CREAM, INK, STEEL, WHITE, WOOD, Pen, darker, lighter, mirrored, shape


def label(pen: Pen, y: float, half: float = 44) -> None:
    """Two lines of print on something that stands upright."""
    pen.box(-half, y, half, y + 12, pen.accent, 6)
    pen.box(-half * 0.6, y - 26, half * 0.6, y - 16, pen.accent, 5)


@shape(90)
def tube(pen: Pen) -> None:
    pen.box(-46, 0, 46, 62, pen.accent, 10)
    pen.poly([(-62, 60), (62, 60), (84, 350), (-84, 350)], pen.main)
    pen.poly([(30, 60), (62, 60), (84, 350), (50, 350)], pen.dark)
    pen.box(-88, 332, 88, 366, pen.light, 4)
    label(pen, 220)


@shape(140)
def soap(pen: Pen) -> None:
    pen.box(-170, 0, 170, 24, WOOD, 8)
    for x in (-120, 0, 120):
        pen.box(x - 16, -6, x + 16, 4, darker(WOOD), 4)
    if pen.kind == "round":
        pen.box(-110, 24, 110, 104, pen.dark, 36)
        pen.oval(-110, 60, 110, 124, pen.main)
        pen.oval(-66, 76, 66, 110, pen.light)
    else:
        pen.box(-124, 24, 124, 124, pen.dark, 30)
        pen.box(-124, 44, 124, 130, pen.main, 30)
        pen.box(-74, 70, 74, 104, pen.light, 16)
    for x, y, r in ((80, 156, 26), (120, 186, 16), (54, 196, 12)):
        pen.disc(x, y, r, lighter(pen.accent, 0.4))
        pen.disc(x - r * 0.3, y + r * 0.3, r * 0.28, WHITE)


@shape(80)
def lipstick(pen: Pen) -> None:
    pen.box(-50, 0, 50, 150, pen.main, 8)
    pen.box(20, 2, 50, 148, pen.dark, 8)
    pen.box(-40, 146, 40, 196, STEEL, 4)
    pen.poly([(-30, 190), (30, 190), (30, 290), (-30, 252)], pen.accent)
    pen.poly([(-30, 252), (30, 290), (30, 268), (-14, 240)], lighter(pen.accent, 0.35))
    pen.moved(130, 0).box(-44, 0, 44, 130, pen.dark, 12)


@shape(130)
def jar(pen: Pen) -> None:
    pen.box(-120, 0, 120, 140, pen.main, 34)
    pen.box(60, 4, 120, 136, pen.dark, 30)
    pen.box(-126, 128, 126, 196, pen.accent, 14)
    pen.line([(-104, 178), (80, 178)], lighter(pen.accent), 6)
    pen.box(-62, 44, 40, 96, WHITE, 8)
    pen.box(-44, 64, 20, 76, pen.dark, 6)
    if pen.kind == "open":
        lid = pen.moved(70, 196, 0)
        lid.oval(-150, -14, 30, 26, lighter(pen.main, 0.5))
        lid.blob([(-120, 8), (-80, 50), (-50, 26), (-10, 8)], lighter(pen.main, 0.5))


@shape(90)
def dropper(pen: Pen) -> None:
    pen.box(-84, 0, 84, 190, pen.main, 26)
    pen.poly([(-84, 170), (84, 170), (34, 226), (-34, 226)], pen.main)
    pen.box(40, 8, 84, 180, pen.dark, 22)
    pen.box(-38, 220, 38, 276, INK, 8)
    pen.blob(mirrored([(0, 366), (26, 350), (24, 272)]), pen.accent)
    pen.box(-60, 50, 36, 140, CREAM, 6)
    pen.box(-42, 108, 18, 118, pen.dark, 5)
    pen.box(-30, 80, 6, 88, pen.dark, 4)


@shape(130)
def polish(pen: Pen) -> None:
    for x, colour in ((-80, pen.main), (70, pen.accent)):
        pen.box(x - 60, 0, x + 60, 130, colour, 24)
        pen.box(x - 46, 20, x - 30, 104, lighter(colour, 0.4), 8)
        pen.poly([(x - 26, 126), (x + 26, 126), (x + 20, 270), (x - 20, 270)], INK)
        pen.box(x - 30, 122, x + 30, 146, STEEL, 6)


@shape(110)
def salts(pen: Pen) -> None:
    glass = lighter(pen.main, 0.62)
    pen.box(-104, 0, 104, 230, glass, 34)
    pen.box(-92, 12, 92, 170, pen.main, 26)
    for n, (x, y) in enumerate(
        ((-60, 40), (-20, 80), (30, 40), (60, 100), (-50, 120), (10, 130), (58, 148), (-4, 30))
    ):
        pen.moved(x, y, n * 23).box(-11, -11, 11, 11, pen.light if n % 2 else WHITE, 3)
    pen.box(-86, 226, 86, 252, STEEL, 6)
    pen.box(-80, 246, 80, 296, WOOD, 14)
    pen.line([(-84, 236), (-130, 170), (-124, 120)], pen.accent, 8)
    pen.box(-150, 66, -100, 126, CREAM, 6)


@shape(70)
def brush(pen: Pen) -> None:
    tool = pen.moved(-30, 0, -8)
    tool.box(-24, 0, 24, 190, pen.main, 22)
    tool.blob(mirrored([(0, 396), (70, 366), (88, 270), (58, 180), (22, 160)]), pen.main)
    tool.blob(mirrored([(0, 372), (52, 348), (64, 270), (40, 204)]), pen.accent)
    for row in range(5):
        for x in (-36, -12, 12, 36):
            if abs(x) < 30 or 0 < row < 4:
                tool.disc(x, 226 + row * 30, 6, darker(pen.accent, 0.35))


@shape(90)
def bottle(pen: Pen) -> None:
    pen.box(-84, 0, 84, 236, pen.main, 34)
    pen.box(40, 6, 84, 228, pen.dark, 30)
    if pen.kind == "pump":
        pen.box(-30, 232, 30, 268, pen.accent, 6)
        pen.box(-9, 262, 9, 312, darker(pen.accent))
        pen.box(-86, 306, 34, 338, pen.accent, 12)
        pen.box(-86, 286, -66, 316, pen.accent, 6)
        pen.disc(-6, 150, 30, pen.accent)
        pen.box(-46, 70, 34, 82, pen.accent, 6)
    else:
        pen.poly([(-52, 224), (52, 224), (30, 262), (-30, 262)], pen.main)
        pen.box(-34, 256, 34, 344, pen.accent, 8)
        pen.line([(-20, 270), (-20, 330)], lighter(pen.accent), 6)
        for x, y in ((-34, 130), (-6, 150), (-22, 106)):
            pen.disc(x, y, 22, pen.light)
        pen.disc(-20, 130, 12, pen.accent)
        pen.box(-50, 50, 20, 60, WHITE, 5)
