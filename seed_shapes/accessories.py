"""What is worn besides clothes, and lies on the counter."""

from seed_shapes.pen import CREAM, STEEL, WOOD, Pen, darker, lighter, mirrored, shape


@shape(190)
def hat(pen: Pen) -> None:
    if pen.kind == "beanie":
        pen.blob(mirrored([(0, 250), (92, 218), (124, 110), (120, 50), (60, 40)]), pen.main)
        for x in (-80, -40, 0, 40, 80):
            pen.curve([(x, 60), (x * 0.9, 160), (x * 0.3, 240)], pen.dark, 5)
        pen.box(-134, 6, 134, 84, pen.light, 26)
        for n in range(9):
            pen.line([(-112 + n * 28, 20), (-112 + n * 28, 70)], pen.main, 5)
        pen.disc(0, 268, 40, pen.accent)
        return
    pen.oval(-196, 0, 196, 92, pen.main)
    pen.oval(-120, 34, 120, 94, pen.dark)
    pen.blob(mirrored([(0, 208), (74, 196), (104, 120), (112, 58), (50, 44)]), pen.light)
    pen.poly(mirrored([(107, 104), (113, 62), (50, 46)]), pen.accent)
    pen.line([(-160, 40), (-110, 26), (0, 18)], pen.light, 4)


@shape(130)
def belt(pen: Pen) -> None:
    pen.disc(0, 130, 130, pen.dark)
    for n, r in enumerate((122, 98, 74)):
        pen.disc(0, 130, r, (pen.main, pen.light, pen.main)[n])
        pen.disc(0, 130, r - 16, pen.dark)
    pen.disc(0, 130, 44, lighter(pen.accent, 0.4))
    pen.box(0, 0, 170, 44, pen.main, 6)
    for x in (60, 90, 120):
        pen.disc(x, 22, 5, pen.dark)
    pen.box(142, -14, 222, 60, STEEL, 14)
    pen.box(156, 2, 208, 44, pen.dark, 6)
    pen.line([(150, 22), (206, 22)], STEEL, 8)


@shape(140)
def gloves(pen: Pen) -> None:
    for x, turn in ((-74, 8), (74, -8)):
        hand = pen.moved(x, 10, turn)
        for n, (finger, tip) in enumerate(((-42, 252), (-14, 276), (14, 272), (42, 244))):
            hand.box(finger - 16, 120, finger + 16, tip, pen.main if n % 2 else pen.light, 16)
        side = 1 if x < 0 else -1
        hand.line([(40 * side, 110), (78 * side, 172)], pen.main, 34)
        hand.box(-58, 60, 58, 190, pen.main, 30)
        hand.box(-54, 0, 54, 78, pen.accent, 12)
        for n in range(6):
            hand.line([(-42 + n * 17, 12), (-42 + n * 17, 66)], darker(pen.accent), 4)


@shape(130)
def socks(pen: Pen) -> None:
    for x, body, trim in ((-104, pen.dark, pen.accent), (44, pen.main, pen.accent)):
        foot = pen.moved(x, 0)
        foot.blob([(-44, 300), (44, 300), (44, 110), (108, 52), (104, 8), (50, 4), (-36, 46), (-46, 120)], body)
        foot.box(-50, 250, 50, 312, trim, 12)
        for y in (196, 164, 132):
            foot.box(-45, y, 44, y + 14, trim)
        foot.blob([(112, 50), (106, 6), (70, 4), (66, 60), (92, 70)], trim)


@shape(130)
def tote(pen: Pen) -> None:
    for x, colour in ((8, pen.dark), (0, pen.main)):
        pen.curve([(-60 + x, 230), (-52 + x, 350), (x, 388), (52 + x, 350), (60 + x, 230)], colour, 15)
    pen.poly(mirrored([(118, 250), (134, 0)]), pen.main)
    pen.poly([(118, 250), (134, 0), (106, 0), (96, 250)], pen.dark)
    pen.disc(-8, 120, 58, pen.accent)
    pen.curve([(-8, 76), (-8, 120), (0, 164)], pen.main, 8)
    for y, side in ((104, 1), (120, -1), (138, 1)):
        pen.line([(-8, y - 8), (-8 + 24 * side, y + 14)], pen.main, 8)
    pen.box(-119, 236, 119, 252, pen.light)


@shape(60)
def umbrella(pen: Pen) -> None:
    pen.line([(0, 60), (0, 372)], WOOD, 11)
    pen.arc(24, 44, 24, (-180, 0), WOOD, 14)
    pen.line([(0, 44), (0, 70)], WOOD, 14)
    pen.poly(
        [(-190 * c, 190 + 176 * s) for c, s in ((1, 0), (0.97, 0.26), (0.87, 0.5), (0.7, 0.7), (0.5, 0.87))]
        + [(0, 366)]
        + [(190 * c, 190 + 176 * s) for c, s in ((0.5, 0.87), (0.7, 0.7), (0.87, 0.5), (0.97, 0.26))]
        + [(190, 190), (128, 214), (64, 190), (0, 212), (-64, 190), (-128, 214)],
        pen.main,
    )
    pen.poly([(0, 366), (-40, 330), (-64, 190), (0, 212), (64, 190), (40, 330)], pen.light)
    pen.poly([(0, 366), (98, 342), (190, 190), (128, 214)], pen.dark)
    pen.line([(0, 366), (0, 384)], pen.accent, 10)


@shape(150)
def bandana(pen: Pen) -> None:
    pen.poly([(-166, 240), (166, 240), (0, 8)], pen.main)
    pen.poly([(166, 240), (0, 8), (40, 240)], pen.dark)
    pen.line([(-146, 226), (146, 226), (0, 26), (-146, 226)], pen.accent, 5)
    for x, y in ((-80, 190), (0, 190), (80, 190), (-40, 140), (40, 140), (0, 92)):
        pen.disc(x, y, 12, pen.accent)
        pen.disc(x, y, 5, pen.main)
    pen.blob([(-166, 250), (-60, 232), (60, 232), (166, 250), (60, 270), (-60, 270)], pen.light)


@shape(170)
def care(pen: Pen) -> None:
    pen.box(-160, 0, 10, 84, pen.main, 12)
    pen.box(-166, 66, 16, 108, pen.dark, 14)
    pen.oval(-110, 74, -40, 100, pen.accent)
    pen.box(30, 0, 170, 34, CREAM, 6)
    for n in range(8):
        pen.line([(42 + n * 17, 4), (42 + n * 17, 30)], darker(CREAM, 0.15), 4)
    pen.blob([(26, 34), (174, 34), (168, 84), (100, 98), (32, 84)], WOOD)
    pen.curve([(44, 74), (100, 84), (156, 74)], lighter(WOOD), 5)
    pen.box(-110, 108, -40, 190, pen.accent, 10)
    pen.box(-104, 186, -46, 214, darker(pen.accent), 8)
