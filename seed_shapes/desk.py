"""Computers, and what stands around them."""

from seed_shapes.pen import COLOURS, CREAM, INK, STEEL, WHITE, Pen, darker, lighter, mirrored, shape

SLATE, GLOW = COLOURS["slate"], COLOURS["honey"]


@shape(180)
def laptop(pen: Pen) -> None:
    pen.box(-150, 16, 150, 230, INK, 16)
    pen.box(-136, 30, 136, 216, lighter(pen.main, 0.2), 6)
    pen.hills(30, [(-136, 70), (-60, 116), (20, 74), (136, 140)], pen.accent)
    pen.disc(70, 170, 22, GLOW)
    pen.poly([(-196, 0), (196, 0), (150, 30), (-150, 30)], STEEL)
    pen.box(-196, -8, 196, 8, darker(STEEL), 7)
    pen.poly([(-44, 8), (44, 8), (38, 18), (-38, 18)], darker(STEEL))


@shape(190)
def keyboard(pen: Pen) -> None:
    board = pen.moved(0, 20, 6)
    board.box(-190, -16, 190, 140, pen.dark, 20)
    board.box(-190, 0, 190, 150, pen.main, 20)
    for row in range(3):
        for n in range(9):
            x, y = -164 + n * 37, 104 - row * 36
            board.box(x, y, x + 29, y + 29, pen.accent if (row, n) in ((0, 0), (2, 8)) else WHITE, 6)
    board.box(-90, 8, 90, 24, WHITE, 6)


@shape(90)
def mouse(pen: Pen) -> None:
    pen.blob(mirrored([(0, 290), (72, 262), (100, 150), (84, 40), (40, 4)]), pen.dark)
    pen.blob(mirrored([(0, 292), (66, 266), (92, 156), (76, 54), (36, 16)]), pen.main)
    pen.line([(0, 286), (0, 170)], pen.dark, 5)
    pen.box(-13, 200, 13, 256, pen.accent, 12)
    pen.curve([(-90, 160), (0, 172), (90, 160)], pen.dark, 5)


@shape(120)
def monitor(pen: Pen) -> None:
    pen.box(-90, 0, 90, 18, pen.dark, 9)
    pen.box(-22, 10, 22, 110, pen.dark)
    pen.box(-190, 96, 190, 340, INK, 16)
    pen.box(-176, 112, 176, 326, lighter(pen.main, 0.35), 6)
    pen.hills(112, [(-176, 160), (-90, 210), (0, 160), (90, 230), (176, 190)], pen.main)
    pen.disc(90, 276, 26, pen.accent)


@shape(90)
def webcam(pen: Pen) -> None:
    pen.poly([(-80, 0), (80, 0), (40, 50), (-40, 50)], pen.dark)
    pen.box(-14, 40, 14, 110, pen.dark)
    pen.disc(0, 206, 116, pen.main)
    for r, colour in ((86, INK), (62, SLATE), (40, pen.accent), (20, INK)):
        pen.disc(0, 206, r, colour)
    pen.disc(-20, 228, 12, WHITE)
    pen.disc(0, 308, 7, COLOURS["mint"])


@shape(150)
def riser(pen: Pen) -> None:
    pen.line([(-120, 10), (110, 10)], pen.dark, 24)
    pen.line([(-110, 10), (60, 150)], pen.main, 24)
    pen.line([(100, 10), (-60, 160)], pen.dark, 18)
    pen.line([(-130, 150), (130, 190)], pen.main, 24)
    pen.line([(-130, 150), (-140, 176)], pen.main, 16)
    pen.moved(0, 186, 9).poly([(-150, 0), (150, 0), (140, 16), (-146, 16)], STEEL)
    screen = pen.moved(140, 220, -12)
    screen.box(-12, 0, 4, 190, STEEL, 6)
    screen.box(-16, 4, -10, 186, pen.accent)


@shape(120)
def ssd(pen: Pen) -> None:
    pen.box(-110, 0, 110, 290, pen.dark, 24)
    pen.box(-110, 10, 104, 296, pen.main, 24)
    pen.box(-80, 110, 74, 260, pen.accent, 10)
    for y, half in ((220, 50), (190, 34), (150, 60)):
        pen.box(-60, y, -60 + 2 * half, y + 12, lighter(pen.accent, 0.7), 6)
    for n in range(6):
        pen.box(-76 + n * 26, 24, -62 + n * 26, 54, GLOW, 3)


@shape(170)
def slate(pen: Pen) -> None:
    board = pen.moved(0, 10, 4)
    board.box(-180, 0, 180, 260, pen.dark, 24)
    board.box(-180, 10, 180, 266, pen.main, 24)
    board.box(-130, 34, 156, 242, lighter(pen.main, 0.7), 8)
    board.curve([(-100, 90), (-40, 190), (10, 80), (60, 170), (110, 120)], pen.accent, 9)
    for y in (80, 138, 196):
        board.disc(-156, y, 10, pen.accent)
    tip = pen.moved(120, 134, -40)
    tip.poly([(-12, 26), (12, 26), (0, -4)], CREAM)
    tip.box(-12, 24, 12, 220, INK, 10)


@shape(170)
def router(pen: Pen) -> None:
    for x, turn in ((-120, 12), (0, 0), (120, -12)):
        pen.moved(x, 80, turn).box(-11, 0, 11, 240, pen.dark, 10)
    pen.box(-176, 0, 176, 110, pen.main, 36)
    pen.box(-176, 0, 176, 44, pen.dark, 26)
    for n in range(5):
        pen.disc(-110 + n * 34, 76, 8, pen.accent if n else COLOURS["mint"])
    pen.box(86, 66, 140, 84, pen.light, 8)


@shape(170)
def sleeve(pen: Pen) -> None:
    pen.box(-150, 100, 166, 270, STEEL, 16)
    pen.box(-176, 0, 176, 236, pen.main, 26)
    pen.box(-176, 0, 176, 60, pen.dark, 26)
    pen.line([(-150, 210), (150, 210)], pen.accent, 8)
    pen.box(120, 160, 136, 212, pen.accent, 6)
    pen.box(-60, 90, 20, 130, pen.light, 8)


@shape(130)
def tidy(pen: Pen) -> None:
    for n, (x, colour) in enumerate(((-70, INK), (0, pen.accent), (70, SLATE))):
        pen.curve([(x, 90), (x - 30, 220), (x + 40, 290), (x + 10 * n, 360)], colour, 12)
        pen.moved(x + 10 * n, 350, 4 * n).box(-15, 0, 15, 52, STEEL, 5)
    pen.blob(mirrored([(120, 110), (156, 30), (110, 0)]), pen.main)
    pen.oval(-128, 84, 128, 136, pen.light)
    for x in (-70, 0, 70):
        pen.oval(x - 22, 98, x + 22, 122, pen.dark)
