"""What stands in a kitchen, a hall and a garden."""

from seed_shapes.pen import COLOURS, INK, STEEL, WHITE, WOOD, Pen, darker, lighter, mirrored, shape

LEAF, DEEP = COLOURS["moss"], COLOURS["forest"]


@shape(120)
def mug(pen: Pen) -> None:
    pen.arc(112, 120, 52, (-100, 100), pen.dark, 24)
    pen.box(-116, 0, 112, 226, pen.main, 30)
    pen.box(60, 6, 112, 220, pen.dark, 26)
    pen.box(-92, 24, -72, 180, pen.light, 10)
    pen.oval(-117, 204, 113, 250, pen.accent)
    pen.oval(-100, 210, 96, 242, darker(pen.accent, 0.4))


@shape(170)
def pan(pen: Pen) -> None:
    pen.line([(120, 90), (230, 130)], INK, 26)
    pen.poly([(-160, 100), (140, 100), (118, 6), (-138, 6)], pen.main)
    pen.poly([(60, 100), (140, 100), (118, 6), (70, 6)], pen.dark)
    pen.oval(-162, 76, 142, 128, pen.light)
    pen.oval(-142, 84, 122, 120, pen.accent)


@shape(140)
def teapot(pen: Pen) -> None:
    pen.arc(-110, 120, 66, (70, 290), pen.dark, 22)
    pen.curve([(90, 70), (150, 110), (164, 190), (196, 206)], pen.main, 34)
    pen.blob(mirrored([(0, 216), (90, 196), (132, 110), (100, 22), (50, 4)]), pen.main)
    pen.blob([(60, 200), (132, 110), (100, 22), (60, 8), (96, 110)], pen.dark)
    pen.oval(-62, 192, 62, 232, pen.light)
    pen.disc(0, 244, 20, pen.accent)
    pen.curve([(-92, 150), (-96, 110), (-84, 70)], pen.light, 12)


@shape(150)
def bowls(pen: Pen) -> None:
    for n, (wide, colour) in enumerate(((150, pen.main), (128, pen.accent), (104, lighter(pen.main, 0.45)))):
        bowl = pen.moved(0, 62 * n)
        bowl.box(-wide * 0.4, 0, wide * 0.4, 24, darker(colour), 4)
        bowl.cup(wide, 4, 100, colour)
        bowl.oval(-wide - 4, 84, wide + 4, 118, lighter(colour, 0.25))
        bowl.oval(-wide + 10, 88, wide - 10, 112, darker(colour, 0.22))


@shape(70)
def trowel(pen: Pen) -> None:
    tool = pen.moved(-40, 20, -16)
    tool.blob(mirrored([(0, 190), (52, 176), (56, 90), (0, -14)]), STEEL)
    tool.line([(0, 176), (0, 60)], darker(STEEL), 6)
    tool.line([(0, 180), (0, 232)], darker(STEEL), 16)
    tool.box(-22, 228, 22, 370, pen.main, 20)
    tool.box(-22, 330, 22, 350, pen.accent)


@shape(140)
def can(pen: Pen) -> None:
    pen.arc(-96, 130, 78, (60, 270), pen.dark, 18)
    pen.line([(80, 50), (188, 226)], pen.main, 30)
    pen.poly([(150, 236), (206, 196), (232, 236), (176, 276)], pen.dark)
    pen.poly(mirrored([(96, 200), (112, 0)]), pen.main)
    pen.poly([(40, 200), (96, 200), (112, 0), (52, 0)], pen.dark)
    pen.oval(-98, 184, 98, 220, pen.light)
    pen.box(-104, 70, 104, 92, pen.accent)


@shape(180)
def mat(pen: Pen) -> None:
    pen.poly([(-190, 6), (190, 6), (150, 150), (-150, 150)], pen.main)
    pen.poly([(-166, 20), (166, 20), (134, 136), (-134, 136)], pen.accent)
    for n in range(4):
        y, half = 36 + n * 26, 148 - n * 8
        pen.line([(-half, y), (half, y)], pen.main, 9)


@shape(100)
def clock(pen: Pen) -> None:
    pen.disc(0, 170, 152, pen.dark)
    pen.disc(0, 176, 150, pen.main)
    pen.disc(0, 176, 122, WHITE)
    for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        pen.line([(dx * 96, 176 + dy * 96), (dx * 108, 176 + dy * 108)], pen.accent, 9)
    pen.line([(0, 176), (0, 250)], INK, 9)
    pen.line([(0, 176), (52, 146)], INK, 9)
    pen.disc(0, 176, 11, pen.accent)


@shape(150)
def candles(pen: Pen) -> None:
    for x, tall, colour in ((-100, 160, pen.main), (0, 250, pen.accent), (98, 110, lighter(pen.main, 0.4))):
        pen.box(x - 42, 0, x + 42, tall, colour, 8)
        pen.box(x + 16, 2, x + 42, tall - 4, darker(colour, 0.1), 8)
        pen.oval(x - 42, tall - 14, x + 42, tall + 12, lighter(colour, 0.35))
        pen.line([(x, tall), (x, tall + 22)], INK, 5)
        pen.blob([(x, tall + 78), (x + 17, tall + 38), (x, tall + 18), (x - 17, tall + 38)], COLOURS["honey"])
        pen.blob([(x, tall + 54), (x + 8, tall + 34), (x, tall + 22), (x - 8, tall + 34)], WHITE)


@shape(150)
def towel(pen: Pen) -> None:
    for n, colour in enumerate((pen.dark, pen.main, pen.light)):
        pen.box(-150, n * 62, 150, n * 62 + 70, colour, 30)
        pen.line([(-124, n * 62 + 34), (120, n * 62 + 34)], lighter(colour, 0.16), 5)
    pen.box(-46, 0, 14, 194, pen.accent, 10)
    pen.box(-30, 0, -18, 194, lighter(pen.accent, 0.4))


@shape(100)
def planter(pen: Pen) -> None:
    for x, tip, high, colour in (
        (-60, -120, 280, LEAF), (60, 124, 290, LEAF), (-20, -56, 350, DEEP), (26, 60, 360, DEEP), (0, 4, 390, LEAF),
    ):  # fmt: skip
        pen.curve([(x * 0.4, 140), (x, 220), (tip, high)], DEEP, 6)
        for part in (0.25, 0.55, 0.85):
            leaf = pen.moved(x + (tip - x) * part, 200 + (high - 200) * part)
            leaf.blob([(0, 0), (34, 12), (44, 36), (12, 30)], colour)
            leaf.blob([(0, 0), (-34, 12), (-44, 36), (-12, 30)], lighter(colour, 0.12))
    pen.poly(mirrored([(104, 170), (78, 0)]), pen.main)
    pen.poly([(50, 170), (104, 170), (78, 0), (40, 0)], pen.dark)
    pen.box(-114, 140, 114, 184, pen.light, 8)
    pen.box(-36, 50, 30, 94, pen.accent, 6)


@shape(150)
def knife(pen: Pen) -> None:
    board = pen.moved(0, 0)
    board.box(-170, 0, 170, 30, WOOD, 10)
    loaf = pen.moved(-60, 30)
    loaf.blob([(-104, 4), (-112, 70), (-60, 120), (40, 118), (96, 70), (92, 4)], pen.accent)
    for x in (-64, -20, 24):
        loaf.line([(x, 60), (x + 24, 104)], lighter(pen.accent, 0.45), 10)
    blade = pen.moved(96, 36, 74)
    blade.poly([(96, -22), (310, -22), (300, 6), (270, 18), (96, 20)], STEEL)
    blade.poly([(96, -22), (310, -22), (304, -8), (96, -8)], lighter(STEEL, 0.5))
    blade.box(-6, -22, 104, 20, pen.main, 12)
    for x in (24, 74):
        blade.disc(x, 0, 6, pen.light)
