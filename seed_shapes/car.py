"""What lies in the boot of a car."""

from seed_shapes.pen import COLOURS, INK, STEEL, WHITE, WOOD, Pen, darker, lighter, shape


@shape(90)
def gauge(pen: Pen) -> None:
    pen.curve([(0, 160), (10, 90), (70, 60), (120, 90), (140, 24)], INK, 16)
    pen.box(126, 0, 154, 40, STEEL, 6)
    pen.disc(0, 250, 122, pen.dark)
    pen.disc(0, 254, 118, pen.main)
    pen.disc(0, 254, 92, WHITE)
    pen.arc(0, 254, 74, (-30, 60), pen.accent, 12)
    pen.arc(0, 254, 74, (70, 210), STEEL, 12)
    pen.line([(0, 254), (44, 300)], INK, 9)
    pen.disc(0, 254, 13, INK)
    pen.box(-24, 126, 24, 150, STEEL, 5)


@shape(60)
def scraper(pen: Pen) -> None:
    tool = pen.moved(-46, 6, -14)
    tool.box(-24, 0, 24, 216, pen.main, 22)
    tool.box(-26, 30, 26, 120, INK, 20)
    tool.poly([(-24, 210), (24, 210), (96, 300), (-96, 300)], pen.main)
    tool.poly([(-96, 298), (96, 298), (90, 360), (-90, 360)], lighter(pen.accent, 0.3))
    for x in (-54, -18, 18, 54):
        tool.line([(x, 320), (x, 346)], pen.accent, 6)


@shape(100)
def mount(pen: Pen) -> None:
    pen.oval(-96, -4, 96, 44, pen.main)
    pen.box(-18, 20, 18, 150, pen.dark, 10)
    phone = pen.moved(0, 110, 6)
    phone.box(-82, 0, 82, 280, INK, 22)
    phone.box(-70, 16, 70, 264, lighter(pen.accent, 0.4), 12)
    phone.curve([(-40, 40), (20, 100), (-20, 160), (40, 236)], WHITE, 14)
    phone.disc(40, 216, 16, pen.main)
    for x in (-90, 90):
        phone.box(x - 12, 90, x + 12, 190, pen.main, 8)


@shape(120)
def seat(pen: Pen) -> None:
    pen.box(-110, 90, 110, 340, pen.main, 50)
    pen.box(-56, 336, 56, 408, pen.dark, 26)
    pen.box(-60, 110, 60, 310, pen.accent, 26)
    for y in (160, 210, 260):
        pen.line([(-54, y), (54, y)], darker(pen.accent, 0.12), 5)
    pen.box(-134, 0, 134, 116, pen.dark, 44)
    pen.box(-120, 36, 120, 120, pen.main, 40)


@shape(110)
def mitt(pen: Pen) -> None:
    pen.line([(80, 140), (134, 216)], pen.dark, 76)
    for x, y in ((-80, 120), (-84, 200), (-60, 280), (0, 310), (58, 276), (80, 200), (74, 120), (0, 200), (0, 120)):
        pen.disc(x, y, 56, pen.main)
    for x, y in (
        (-60, 140),
        (-20, 200),
        (-56, 250),
        (20, 270),
        (40, 160),
        (48, 220),
        (0, 130),
        (130, 220),
        (-10, 310),
    ):
        pen.arc(x, y, 18, (20, 170), pen.light, 7)
    pen.box(-100, 0, 100, 84, pen.accent, 18)
    pen.line([(-84, 26), (84, 26)], lighter(pen.accent), 5)


@shape(150)
def leads(pen: Pen) -> None:
    for x, colour in ((-22, pen.main), (26, pen.accent)):
        pen.ring(x, 150, 104, colour, 20)
        side = -1 if x < 0 else 1
        pen.curve([(x, 46), (x + 40 * side, 16), (x + 96 * side, 30)], colour, 18)
        clamp = pen.moved(x + 100 * side, 24, -30 if side > 0 else 210)
        clamp.line([(0, 8), (86, 26)], colour, 24)
        clamp.line([(0, -8), (86, -26)], darker(colour), 24)
        clamp.line([(80, 20), (112, 6)], STEEL, 12)
        clamp.line([(80, -20), (112, -6)], STEEL, 12)


@shape(170)
def crate(pen: Pen) -> None:
    pen.box(-110, 150, -30, 280, pen.accent, 10)
    pen.box(-94, 270, -46, 306, INK, 6)
    pen.disc(70, 190, 66, COLOURS["honey"])
    pen.box(-20, 140, 10, 320, WOOD, 6)
    pen.box(-176, 0, 176, 180, pen.main, 14)
    pen.box(-176, 150, 176, 182, pen.light, 10)
    pen.line([(0, 10), (0, 140)], pen.dark, 6)
    for x in (-88, 88):
        pen.box(x - 40, 78, x + 40, 108, pen.dark, 15)


@shape(60)
def freshener(pen: Pen) -> None:
    pen.curve([(0, 330), (-16, 370), (0, 400), (16, 370), (0, 330)], INK, 5)
    pen.box(-20, 0, 20, 70, WOOD, 4)
    for n, (low, half) in enumerate(((50, 130), (140, 106), (226, 78))):
        pen.poly([(-half, low), (half, low), (0, low + 130)], (pen.dark, pen.main, pen.light)[n])
    pen.disc(0, 320, 9, WHITE)
    pen.box(-40, 80, 40, 106, pen.accent, 8)


@shape(100)
def dashcam(pen: Pen) -> None:
    pen.box(-46, 0, 46, 22, INK, 8)
    pen.box(-14, 16, 14, 90, INK, 6)
    pen.box(-150, 80, 150, 250, pen.main, 44)
    pen.box(-150, 80, 150, 130, pen.dark, 40)
    for r, colour in ((78, INK), (58, COLOURS["slate"]), (36, pen.accent), (16, INK)):
        pen.disc(-30, 166, r, colour)
    pen.disc(-44, 182, 9, WHITE)
    pen.disc(108, 200, 11, COLOURS["coral"])


@shape(130)
def rope(pen: Pen) -> None:
    for n, r in enumerate((128, 102, 76, 52)):
        pen.ring(0, 150, r, pen.main if n % 2 else pen.light, 24)
        for step in range(0, 360, 18):
            pen.arc(0, 150, r, (step, step + 3), pen.dark, 9)
    pen.curve([(-110, 80), (-150, 30), (-80, 14), (60, 12)], pen.main, 22)
    pen.arc(116, 24, 30, (-150, 150), pen.accent, 16)


@shape(100)
def wipers(pen: Pen) -> None:
    for x, turn in ((-70, -16), (50, -16)):
        blade = pen.moved(x, 4, turn)
        blade.box(-9, 0, 9, 390, INK, 8)
        blade.box(7, 6, 17, 384, pen.accent, 4)
        blade.blob([(-12, 110), (-30, 200), (-12, 290), (4, 200)], pen.main)
        blade.box(-34, 186, 2, 222, pen.dark, 8)


@shape(160)
def firstaid(pen: Pen) -> None:
    pen.arc(0, 226, 50, (0, 180), pen.dark, 20)
    pen.box(-166, 0, 166, 240, pen.main, 30)
    pen.box(-166, 0, 166, 60, pen.dark, 28)
    pen.disc(0, 126, 78, WHITE)
    pen.box(-18, 76, 18, 176, pen.accent, 5)
    pen.box(-50, 108, 50, 144, pen.accent, 5)
    for x in (-120, 120):
        pen.box(x - 14, 200, x + 14, 250, STEEL, 6)
