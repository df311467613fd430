"""What hangs on the rail."""

from seed_shapes.pen import CREAM, STEEL, WOOD, Colour, Pen, darker, lighter, mirrored, shape

SLEEVES = {
    "long": [(48, 330), (112, 304), (176, 66), (126, 50), (96, 196), (98, 20)],
    "short": [(48, 330), (112, 304), (168, 206), (120, 180), (98, 216), (98, 20)],
    "none": [(48, 330), (92, 312), (86, 250), (100, 216), (100, 40)],
}


def hanger(pen: Pen) -> None:
    """From the rail down to the shoulders."""
    pen.arc(0, 396, 15, (-80, 180), STEEL, 6)
    pen.line([(2, 381), (0, 352)], STEEL, 6)
    pen.line([(-92, 312), (0, 352), (92, 312)], WOOD, 13)


def top(pen: Pen, sleeves: str, neck: float = 26, hem: float = 20) -> None:
    """A garment with two sleeves on a hanger, round at the neck."""
    hanger(pen)
    outline = [(x, hem if y == 20 else y) for x, y in SLEEVES[sleeves]]
    pen.poly(mirrored([(neck, 340), *outline]), pen.main)
    if sleeves == "long":
        for side in (-1, 1):
            pen.line([(96 * side, 196), (98 * side, hem + 4)], pen.dark, 4)
    pen.oval(-neck - 8, 316, neck + 8, 356, pen.dark)


def buttons(pen: Pen, colour: Colour, low: float = 60) -> None:
    """Down the middle."""
    y = 280.0
    while y > low:
        pen.disc(0, y, 5, colour)
        y -= 46


def collar(pen: Pen, colour: Colour) -> None:
    """Two points at the neck."""
    for side in (-1, 1):
        pen.poly([(30 * side, 350), (0, 318), (26 * side, 284), (50 * side, 334)], colour)


@shape(110)
def shirt(pen: Pen) -> None:
    top(pen, "short" if pen.kind == "polo" else "long")
    if pen.kind == "check":
        for x in (-66, -24, 24, 66):
            pen.line([(x, 26), (x, 300)], pen.accent, 9)
        for y in (60, 120, 180, 240):
            pen.line([(-92, y), (92, y)], pen.accent, 9)
    if pen.kind == "stripe":
        for x in (-76, -52, -28, 28, 52, 76):
            pen.line([(x, 26), (x, 296)], pen.light, 5)
    pen.box(-9, 20 if pen.kind != "polo" else 226, 9, 322, lighter(pen.main, 0.18))
    collar(pen, lighter(pen.main, 0.35))
    buttons(pen, darker(pen.main, 0.4), 60 if pen.kind != "polo" else 226)
    if pen.kind not in ("polo", "silk"):
        pen.box(28, 196, 70, 244, lighter(pen.main, 0.18), 5)
    if pen.kind == "silk":
        pen.curve([(-60, 300), (-40, 200), (-62, 40)], pen.light, 6)
        pen.curve([(62, 290), (44, 180), (66, 40)], pen.light, 6)


@shape(110)
def jumper(pen: Pen) -> None:
    top(pen, "long", hem=30)
    pen.box(-98, 18, 98, 48, pen.dark, 8)
    for side in (-1, 1):
        pen.line([(130 * side, 60), (172 * side, 74)], pen.dark, 22)
    if pen.kind == "roll":
        pen.box(-38, 316, 38, 380, pen.light, 16)
        pen.line([(-30, 346), (30, 346)], pen.main, 5)
    elif pen.kind == "hood":
        pen.blob(mirrored([(0, 398), (58, 370), (64, 316), (30, 288)]), pen.dark)
        pen.oval(-32, 300, 32, 376, darker(pen.main, 0.4))
        pen.box(-58, 70, 58, 134, pen.dark, 18)
        for x in (-14, 14):
            pen.line([(x, 298), (x * 1.2, 226)], pen.accent, 6)
    else:
        pen.arc(0, 338, 38, (-170, -10), pen.light, 10)
        pen.box(-96, 176, 96, 204, pen.accent)
        pen.box(-96, 214, 96, 224, pen.accent)


@shape(115)
def jacket(pen: Pen) -> None:
    long = pen.kind == "coat"
    top(pen, "long", hem=-44 if long else 20)
    pen.line([(0, -40 if long else 26), (0, 300)], pen.dark, 5)
    if pen.kind == "rain":
        pen.blob(mirrored([(0, 400), (60, 372), (62, 316), (28, 290)]), pen.dark)
        pen.oval(-34, 302, 34, 378, lighter(pen.accent, 0.1))
    else:
        collar(pen, pen.dark)
    if long:
        pen.box(-102, 128, 102, 156, pen.dark, 4)
        pen.box(-16, 122, 16, 162, pen.accent, 4)
    for side in (-1, 1):
        pen.box(min(24 * side, 76 * side), 62, max(24 * side, 76 * side), 104, pen.dark, 6)
        if not long:
            pen.disc(12 * side if side > 0 else 12, 90 + 60 * (side + 1), 6, pen.accent)
        if long:
            for y in (190, 238):
                pen.disc(26 * side, y, 7, pen.accent)
        if pen.kind == "denim":
            pen.box(min(24 * side, 76 * side), 196, max(24 * side, 76 * side), 244, pen.dark, 6)
            pen.line([(28 * side, 232), (72 * side, 232)], pen.accent, 3)


@shape(110)
def cardigan(pen: Pen) -> None:
    top(pen, "long", hem=20)
    pen.poly([(0, 214), (-34, 346), (34, 346)], CREAM)
    pen.poly([(0, 214), (-24, 330), (24, 330)], lighter(pen.accent, 0.5))
    pen.line([(-36, 340), (0, 210), (0, 26)], pen.dark, 12)
    pen.line([(36, 340), (0, 210)], pen.dark, 12)
    for y in (60, 110, 160):
        pen.disc(0, y, 6, pen.accent)
    for side in (-1, 1):
        pen.box(min(34 * side, 80 * side), 50, max(34 * side, 80 * side), 100, pen.dark, 6)


@shape(105)
def waistcoat(pen: Pen) -> None:
    hanger(pen)
    outline = [(30, 346), (72, 318), (62, 262), (98, 212), (94, 60), (40, 24), (0, 62)]
    pen.poly(mirrored(outline), pen.main)
    pen.poly([(0, 190), (-32, 344), (32, 344)], CREAM)
    pen.poly([(0, 196), (-12, 330), (12, 330)], pen.accent)
    pen.line([(0, 70), (0, 186)], pen.dark, 5)
    for y in (84, 118, 152):
        pen.disc(9, y, 6, pen.accent)
    for side in (-1, 1):
        pen.line([(32 * side, 96), (76 * side, 104)], pen.dark, 7)
        pen.poly([(32 * side, 344), (46 * side, 336), (30 * side, 230), (2 * side, 190)], pen.dark)


@shape(80)
def trousers(pen: Pen) -> None:
    low = {"shorts": 160, "culottes": 90}.get(pen.kind, -40)
    wide = {"shorts": 112, "culottes": 132}.get(pen.kind, 92)
    pen.arc(0, 396, 15, (-80, 180), STEEL, 6)
    pen.line([(2, 381), (0, 366)], STEEL, 6)
    pen.line([(-92, 360), (92, 360)], WOOD, 13)
    pen.poly(mirrored([(74, 350), (wide, low), (16 if low < 100 else 10, low), (0, 236)]), pen.main)
    pen.poly([(74, 350), (wide, low), (wide - 16, low), (60, 320)], pen.dark)
    pen.box(-76, 328, 76, 354, pen.dark, 5)
    pen.line([(0, 326), (0, 240)], pen.dark, 4)
    for x in (-50, 50):
        pen.box(x - 4, 324, x + 4, 358, pen.light, 2)
        pen.line([(x * 1.4, 310), (x * 0.8, 322)], pen.accent if pen.kind == "jeans" else pen.dark, 4)
    if pen.kind == "cord":
        for n in range(4):
            for side in (-1, 1):
                pen.line([((26 + 14 * n) * side, 316), ((28 + 17 * n) * side, low + 8)], pen.light, 3)
    if pen.kind == "jeans":
        for side in (-1, 1):
            pen.line([(20 * side, low + 12), ((wide - 6) * side, low + 12)], pen.accent, 4)
    pen.disc(0, 341, 6, pen.accent)


@shape(110)
def dress(pen: Pen) -> None:
    hanger(pen)
    if pen.kind == "jumpsuit":
        pen.poly(mirrored([(44, 340), (84, 312), (80, 250), (64, 196), (100, -40), (22, -40), (0, 130)]), pen.main)
        pen.box(-66, 184, 66, 206, pen.accent, 4)
        buttons(pen, pen.accent, 220)
        return
    pen.poly(mirrored([(44, 340), (96, 300), (84, 254), (58, 200), (128, -20)]), pen.main)
    pen.poly([(-30, 344), (30, 344), (0, 250)], darker(pen.main, 0.45))
    pen.line([(30, 344), (-46, 210)], pen.light, 8)
    pen.poly([(-60, 196), (60, 196), (62, 220), (-58, 220)], pen.accent)
    pen.line([(40, 206), (56, 130)], pen.accent, 9)
    pen.line([(10, 194), (60, -16)], pen.dark, 5)
    for n, x in enumerate((-70, -30, -84, -44, 14, 86, -6, 50)):
        pen.disc(x, (40, 100, 10, 30, 60, 30, 130, 20)[n], 6, pen.light)


@shape(110)
def skirt(pen: Pen) -> None:
    pen.arc(0, 396, 15, (-80, 180), STEEL, 6)
    pen.line([(2, 381), (0, 340)], STEEL, 6)
    pen.line([(-84, 336), (84, 336)], WOOD, 12)
    pen.poly(mirrored([(66, 326), (150, 30)]), pen.main)
    for n in range(-2, 3):
        pen.poly([(n * 24, 300), (n * 60, 30), (n * 60 + 26, 30)], pen.dark)
    pen.box(-70, 300, 70, 328, pen.accent, 5)


@shape(120)
def poncho(pen: Pen) -> None:
    hanger(pen)
    pen.poly(mirrored([(24, 346), (104, 300), (168, 70), (90, 40), (0, 30)]), pen.main)
    pen.blob(mirrored([(0, 396), (58, 370), (60, 318), (26, 292)]), pen.dark)
    pen.oval(-32, 304, 32, 376, lighter(pen.accent, 0.3))
    pen.line([(0, 288), (0, 190)], pen.dark, 5)
    for y in (200, 236, 272):
        pen.disc(12, y, 6, pen.accent)
    pen.box(-50, 90, 50, 150, pen.dark, 8)


@shape(90)
def tie(pen: Pen) -> None:
    pen.arc(0, 396, 15, (-80, 180), STEEL, 6)
    pen.line([(2, 381), (0, 366)], STEEL, 6)
    pen.line([(-70, 362), (70, 362)], WOOD, 13)
    pen.poly([(8, 368), (44, 368), (52, 90), (30, 62), (10, 90)], pen.dark)
    pen.poly([(-34, 368), (12, 368), (34, 60), (-10, 10), (-54, 60)], pen.main)
    for n in range(6):
        y = 76 + n * 48
        pen.line([(-48 + n * 3.4, y), (26 - n * 3, y + 30)], pen.accent, 8)


@shape(110)
def scarf(pen: Pen) -> None:
    pen.box(-66, 30, -6, 330, pen.dark, 6)
    pen.box(2, 74, 66, 340, pen.main, 6)
    pen.box(-72, 300, 72, 372, pen.main, 34)
    pen.line([(-92, 366), (92, 366)], WOOD, 13)
    pen.box(-72, 330, 72, 380, pen.light, 25)
    for left, low, right in ((-66, 30, -6), (2, 74, 66)):
        for n in range(3):
            pen.box(left, low + 24 + 34 * n, right, low + 40 + 34 * n, pen.accent)
        for n in range(6):
            x = left + 5 + n * (right - left - 10) / 5
            pen.line([(x, low), (x, low - 20)], pen.main, 5)
    pen.arc(0, 396, 15, (-80, 180), STEEL, 6)
