"""What people train with."""

from seed_shapes.pen import INK, STEEL, WHITE, Pen, darker, lighter, shape


@shape(150)
def roll(pen: Pen) -> None:
    if pen.kind == "foam":
        pen.box(-150, 0, 130, 160, pen.main, 70)
        for x in (-100, -50, 0, 50):
            for y in (34, 80, 126):
                pen.box(x - 17, y - 14, x + 17, y + 14, pen.light, 6)
        pen.oval(70, 0, 190, 160, pen.dark)
        pen.oval(98, 38, 162, 122, lighter(pen.accent, 0.2))
        return
    pen.poly([(-60, 0), (196, 0), (150, 56), (-60, 56)], pen.dark)
    pen.box(-150, 0, -10, 330, pen.main, 60)
    pen.oval(-150, 286, -10, 372, pen.dark)
    for n, r in enumerate((58, 44, 30, 16)):
        pen.oval(-80 - r, 329 - r * 0.6, -80 + r, 329 + r * 0.6, pen.light if n % 2 else pen.main)
    for y in (90, 220):
        pen.box(-152, y, -8, y + 22, pen.accent, 4)


@shape(120)
def skip(pen: Pen) -> None:
    pen.curve(
        [(-90, 190), (-70, 300), (40, 330), (150, 250), (170, 120), (140, 20), (60, 4), (-20, 12)], pen.dark, 13
    )
    pen.curve(
        [(90, 190), (70, 310), (-40, 350), (-150, 260), (-174, 120), (-140, 20), (-60, 6), (20, 12)], pen.main, 13
    )
    for x in (-90, 90):
        grip = pen.moved(x, 0)
        grip.box(-24, 0, 24, 200, pen.accent, 20)
        for y in (40, 70, 100, 130):
            grip.box(-24, y, 24, y + 8, darker(pen.accent))


@shape(120)
def football(pen: Pen) -> None:
    pen.disc(0, 150, 150, darker(pen.accent, 0.08))
    pen.disc(-6, 156, 142, pen.accent)
    pen.poly([(0, 214), (56, 174), (35, 108), (-35, 108), (-56, 174)], pen.main)
    for x, y, turn in ((0, 292, 0), (136, 194, -72), (84, 36, -144), (-84, 36, 144), (-136, 194, 72)):
        pen.moved(x, y, turn).poly([(-44, 4), (44, 4), (26, -34), (-26, -34)], pen.main)
    for a, b in (((0, 214), (0, 262)), ((56, 174), (106, 190)), ((35, 108), (68, 64))):
        pen.line([a, b], pen.main, 6)
        pen.line([(-a[0], a[1]), (-b[0], b[1])], pen.main, 6)


@shape(80)
def flask(pen: Pen) -> None:
    pen.box(-76, 0, 76, 270, pen.main, 30)
    pen.box(34, 6, 76, 262, pen.dark, 26)
    pen.poly([(-70, 250), (70, 250), (40, 296), (-40, 296)], pen.main)
    pen.box(-46, 288, 46, 350, pen.accent, 12)
    pen.arc(0, 352, 30, (0, 180), pen.accent, 14)
    pen.box(-54, 40, -40, 220, pen.light, 7)
    pen.box(-76, 70, 76, 92, pen.accent)


@shape(140)
def bands(pen: Pen) -> None:
    for x, y, r, colour in ((-64, 120, 104, pen.main), (70, 110, 96, pen.accent), (4, 236, 92, pen.light)):
        pen.ring(x, y, r, darker(colour), 34)
        pen.ring(x, y + 6, r, colour, 24)


@shape(170)
def pouch(pen: Pen) -> None:
    pen.curve([(-90, 130), (-196, 190), (-120, 280), (0, 300), (120, 280), (196, 190), (90, 130)], pen.dark, 26)
    pen.box(-40, 278, 40, 322, INK, 10)
    pen.box(-140, 20, 140, 190, pen.main, 60)
    pen.box(-140, 20, 140, 90, pen.dark, 54)
    pen.line([(-96, 150), (96, 150)], pen.accent, 9)
    pen.box(80, 126, 104, 152, pen.accent, 6)


@shape(140)
def goggles(pen: Pen) -> None:
    pen.arc(0, 130, 180, (0, 180), pen.dark, 24)
    for x in (-92, 92):
        pen.box(x - 88, 60, x + 88, 190, pen.main, 58)
        pen.box(x - 66, 80, x + 66, 170, lighter(pen.accent, 0.2), 42)
        pen.line([(x - 34, 140), (x - 6, 152)], WHITE, 11)
    pen.curve([(-20, 130), (0, 142), (20, 130)], pen.main, 16)


@shape(150)
def tennis(pen: Pen) -> None:
    for x, y, r in ((-86, 84, 84), (88, 84, 84), (0, 222, 84)):
        pen.disc(x, y, r, pen.dark)
        pen.disc(x - 4, y + 4, r - 5, pen.main)
        pen.arc(x - 92, y + 20, 72, (-52, 44), pen.accent, 8)
        pen.arc(x + 88, y - 16, 72, (128, 224), pen.accent, 8)


@shape(90)
def pump(pen: Pen) -> None:
    pen.box(-90, 0, 90, 22, INK, 10)
    pen.box(-34, 10, 34, 250, pen.main, 12)
    pen.box(8, 14, 34, 246, pen.dark, 10)
    pen.box(-8, 246, 8, 350, STEEL)
    pen.box(-96, 340, 96, 378, pen.accent, 18)
    pen.curve([(34, 50), (110, 70), (120, 180), (60, 220)], INK, 12)
    pen.box(-34, 120, 34, 140, pen.accent)


@shape(110)
def bag(pen: Pen) -> None:
    for x in (-60, -20, 20, 60):
        pen.disc(x, 268, 28, pen.dark)
    pen.box(-112, 0, 112, 250, pen.main, 56)
    pen.box(40, 6, 112, 232, pen.dark, 50)
    pen.box(-92, 226, 92, 262, pen.main, 14)
    pen.line([(-90, 232), (90, 232)], pen.accent, 11)
    pen.curve([(60, 232), (124, 210), (150, 140), (138, 96)], pen.accent, 8)
    pen.disc(138, 90, 13, pen.accent)
    pen.poly([(-50, 60), (-12, 150), (6, 116), (22, 136), (50, 60)], lighter(pen.main, 0.5))
    pen.poly([(-12, 150), (-28, 112), (-10, 120), (2, 124)], WHITE)
    pen.box(70, 0, 170, 84, darker(WHITE, 0.06), 8)
    pen.box(70, 18, 160, 88, WHITE, 8)


@shape(120)
def kettlebell(pen: Pen) -> None:
    pen.curve([(-66, 160), (-84, 290), (-40, 340), (40, 340), (84, 290), (66, 160)], pen.dark, 40)
    pen.disc(0, 120, 126, pen.dark)
    pen.disc(-8, 126, 116, pen.main)
    pen.box(-70, 0, 70, 20, pen.dark, 6)
    pen.disc(-4, 122, 56, pen.accent)
    pen.box(-24, 116, 16, 130, WHITE, 6)
