"""What children play with."""

from seed_shapes.pen import COLOURS, CREAM, INK, WHITE, WOOD, Pen, darker, lighter, mirrored, shape


@shape(160)
def blocks(pen: Pen) -> None:
    pen.box(-166, 0, -14, 150, pen.main, 12)
    pen.box(14, 0, 166, 150, pen.accent, 12)
    pen.box(-76, 152, 76, 302, COLOURS["honey"], 12)
    pen.poly([(-90, 36), (-44, 112), (-136, 112)], lighter(pen.main, 0.6))
    pen.disc(90, 74, 40, lighter(pen.accent, 0.6))
    pen.box(-36, 192, 36, 264, lighter(COLOURS["honey"], 0.6), 6)
    pen.poly([(-70, 304), (70, 304), (0, 384)], COLOURS["clay"])


@shape(60)
def kite(pen: Pen) -> None:
    sail = pen.moved(10, 110, 14)
    sail.curve([(0, 10), (-30, -40), (20, -70), (-20, -110)], INK, 5)
    for x, y, turn in ((-30, -40, 20), (16, -72, -20)):
        tail = sail.moved(x, y, turn)
        tail.poly([(0, 0), (-34, 18), (-34, -18)], pen.accent)
        tail.poly([(0, 0), (34, 18), (34, -18)], pen.accent)
    sail.poly([(0, 300), (-120, 180), (0, 0)], pen.main)
    sail.poly([(0, 300), (120, 180), (0, 0)], pen.dark)
    sail.poly([(0, 300), (-120, 180), (0, 180)], pen.light)
    sail.poly([(0, 180), (120, 180), (0, 0)], pen.accent)


@shape(150)
def marbles(pen: Pen) -> None:
    for x in (-140, 140):
        pen.box(x - 14, 0, x + 14, 350, WOOD, 6)
    for n, (low, high) in enumerate(((300, 250), (180, 230), (130, 80))):
        pen.line([(-132, low), (132, high)], (pen.main, pen.accent, pen.main)[n], 22)
    pen.box(-60, 0, 60, 36, pen.dark, 10)
    for x, y, colour in ((-80, 316, "coral"), (60, 246, "mustard"), (0, 136, "denim"), (20, 50, "forest")):
        pen.disc(x, y, 24, COLOURS[colour])
        pen.disc(x - 8, y + 8, 6, WHITE)


@shape(140)
def puzzle(pen: Pen) -> None:
    tiles = ((-78, 80, pen.main), (78, 80, pen.accent), (-78, 236, lighter(pen.accent)), (94, 252, pen.light))
    for x, y, colour in tiles:
        pen.box(x - 74, y - 74, x + 74, y + 74, colour, 8)
    pen.disc(0, 80, 26, pen.main)
    pen.disc(-78, 158, 26, pen.main)
    pen.disc(4, 252, 26, pen.light)
    pen.disc(78, 154, 26, pen.accent)
    pen.disc(94, 182, 27, pen.accent)


@shape(120)
def fox(pen: Pen) -> None:
    pen.blob([(60, 30), (150, 40), (190, 120), (168, 200), (130, 150), (90, 90)], pen.main)
    pen.blob([(190, 120), (168, 200), (138, 160), (160, 130)], WHITE)
    pen.blob(mirrored([(0, 220), (80, 160), (96, 50), (60, 0)]), pen.main)
    pen.blob(mirrored([(0, 190), (46, 130), (50, 50), (24, 6)]), CREAM)
    for x in (-52, 52):
        pen.oval(x - 40, -4, x + 40, 44, pen.dark)
        pen.poly([(x * 0.6, 330), (x * 2.2, 400), (x * 2.2, 280)], pen.main)
        pen.poly([(x * 1.1, 336), (x * 2, 374), (x * 2, 310)], pen.dark)
    pen.blob(mirrored([(0, 348), (90, 330), (126, 258), (60, 200)]), pen.main)
    pen.blob([(0, 262), (118, 250), (60, 200), (0, 186), (-60, 200), (-118, 250)], CREAM)
    for x in (-48, 48):
        pen.disc(x, 272, 12, INK)
    pen.oval(-18, 204, 18, 232, INK)
    pen.box(-80, 166, 80, 196, pen.accent, 14)


@shape(150)
def tubs(pen: Pen) -> None:
    for x, y, colour in ((-84, 0, pen.main), (84, 0, pen.accent), (0, 148, COLOURS["honey"])):
        tub = pen.moved(x, y)
        tub.box(-72, 0, 72, 118, CREAM, 12)
        tub.box(-72, 24, 72, 84, colour)
        tub.box(-78, 104, 78, 146, colour, 10)
        tub.line([(-62, 134), (50, 134)], lighter(colour), 5)
        tub.disc(0, 54, 20, lighter(colour, 0.5))


@shape(60)
def spinner(pen: Pen) -> None:
    top = pen.moved(0, 0, 9)
    top.box(-11, 230, 11, 340, WOOD, 8)
    top.disc(0, 344, 20, pen.accent)
    top.poly(mirrored([(150, 170), (16, 6)]), pen.main)
    top.poly([(150, 170), (16, 6), (0, 4), (60, 170)], pen.dark)
    top.poly(mirrored([(120, 130), (96, 100)]), pen.accent)
    top.oval(-152, 130, 152, 240, pen.light)
    top.oval(-100, 156, 100, 222, pen.accent)
    top.oval(-44, 176, 44, 206, pen.light)


@shape(190)
def tractor(pen: Pen) -> None:
    pen.box(-20, 100, 170, 200, pen.main, 18)
    pen.box(-110, 180, 20, 320, pen.dark, 12)
    pen.box(-90, 200, 4, 300, lighter(COLOURS["sky"], 0.5), 8)
    pen.box(-124, 310, 34, 336, pen.main, 8)
    pen.box(-140, 96, 30, 200, pen.main, 18)
    pen.box(106, 196, 124, 270, INK, 6)
    for x, r in ((-70, 98), (126, 62)):
        pen.disc(x, r, r, INK)
        pen.disc(x, r, r * 0.58, pen.accent)
        pen.disc(x, r, r * 0.2, INK)
    pen.line([(30, 170), (90, 170)], pen.light, 8)


@shape(130)
def cards(pen: Pen) -> None:
    for x, turn, colour in ((-70, 18, pen.main), (0, 2, pen.accent), (70, -14, WHITE)):
        card = pen.moved(x, 20, turn)
        card.box(-84, 0, 84, 250, darker(colour, 0.1), 16)
        card.box(-80, 6, 84, 252, colour, 16)
        if colour != WHITE:
            card.box(-62, 26, 66, 232, lighter(colour), 10)
        else:
            card.blob([(2, 84), (54, 140), (34, 174), (2, 154), (-30, 174), (-50, 140)], pen.main)
            card.disc(-58, 228, 10, pen.main)
            card.disc(62, 30, 10, pen.main)


@shape(70)
def bubbles(pen: Pen) -> None:
    for x, y, r in ((90, 330, 44), (-104, 300, 34), (150, 230, 24), (30, 394, 22), (-60, 376, 18), (-140, 214, 18)):
        pen.disc(x, y, r, lighter(pen.accent, 0.55))
        pen.ring(x, y, r, lighter(pen.accent, 0.25), 5)
        pen.disc(x - r * 0.35, y + r * 0.35, r * 0.2, WHITE)
    pen.line([(20, 120), (44, 250)], darker(pen.accent), 12)
    pen.ring(54, 286, 34, darker(pen.accent), 12)
    pen.box(-66, 0, 66, 180, pen.main, 22)
    pen.box(26, 4, 66, 174, pen.dark, 20)
    pen.box(-48, 172, 48, 216, pen.accent, 8)
    pen.disc(-10, 90, 34, lighter(pen.main, 0.6))


@shape(130)
def cups(pen: Pen) -> None:
    colours = (pen.main, pen.accent, COLOURS["honey"], COLOURS["sage"])
    for n, colour in enumerate(colours):
        half, y = 128 - n * 26, n * 88
        pen.poly(mirrored([(half - 16, y + 100), (half, y)]), colour)
        pen.poly([(half - 50, y + 100), (half - 16, y + 100), (half, y), (half - 40, y)], darker(colour, 0.1))
        pen.box(-half - 8, y, half + 8, y + 24, lighter(colour, 0.25), 10)


@shape(150)
def puppets(pen: Pen) -> None:
    for n, (x, high, colour) in enumerate(
        ((-120, 250, pen.main), (0, 300, pen.accent), (120, 250, COLOURS["sage"]))
    ):
        pen.box(x - 50, 0, x + 50, high - 70, colour, 20)
        pen.box(x - 50, 0, x + 50, 26, darker(colour), 10)
        if n != 1:
            for side in (-1, 1):
                pen.disc(x + 36 * side, high - 10, 22, darker(colour))
        else:
            pen.poly([(x - 48, high - 14), (x + 48, high - 14), (x, high + 70)], darker(colour))
        pen.disc(x, high - 54, 56, lighter(colour, 0.45))
        for side in (-1, 1):
            pen.disc(x + 20 * side, high - 46, 6, INK)
        pen.arc(x, high - 64, 16, (200, 340), INK, 5)
