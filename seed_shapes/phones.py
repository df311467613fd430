"""Telephones, and what is clipped to them."""

from seed_shapes.pen import COLOURS, INK, STEEL, WHITE, Pen, darker, lighter, mirrored, shape

SLATE = COLOURS["slate"]


def back(pen: Pen, lenses: int) -> None:
    """A telephone from behind."""
    pen.box(-92, 0, 92, 370, pen.dark, 34)
    pen.box(-92, 4, 86, 370, pen.main, 34)
    pen.box(-76, 232 if lenses > 2 else 262, 6, 352, pen.dark, 22)
    for n in range(lenses):
        x, y = (-54 + 40 * (n % 2), 330 - 36 * n) if lenses > 2 else (-54 + 38 * n, 308)
        pen.disc(x, y, 18, INK)
        pen.disc(x, y, 9, SLATE)


@shape(130)
def phone(pen: Pen) -> None:
    back(pen.moved(-62, 0, 6), 3 if pen.kind == "pro" else 2)
    front = pen.moved(56, 0, -5)
    front.box(-92, 0, 92, 370, INK, 34)
    front.box(-80, 14, 80, 356, lighter(pen.accent, 0.35), 24)
    front.hills(40, [(-80, 110), (-20, 150), (30, 120), (80, 96)], pen.main)
    front.box(-80, 14, 80, 60, pen.main, 24)
    front.disc(26, 250, 38, lighter(pen.accent, 0.75))
    front.box(-26, 334, 26, 346, INK, 6)


@shape(100)
def case(pen: Pen) -> None:
    pen.box(-104, 0, 104, 384, pen.dark, 44)
    pen.box(-96, 8, 96, 376, pen.main, 38)
    pen.box(-76, 266, 2, 352, darker(pen.main, 0.5), 24)
    for x, y in ((40, 90), (-30, 150), (50, 200), (-50, 60), (0, 226)):
        pen.disc(x, y, 22, pen.accent)
        pen.disc(x, y, 9, pen.light)


@shape(110)
def protector(pen: Pen) -> None:
    body = pen.moved(-30, 0, 4)
    body.box(-92, 0, 92, 360, INK, 34)
    body.box(-80, 14, 80, 346, pen.main, 24)
    glass = pen.moved(46, 20, -7)
    glass.box(-94, 0, 94, 362, lighter(pen.accent, 0.35), 32)
    glass.box(-84, 10, 84, 352, lighter(pen.accent, 0.62), 24)
    glass.line([(-50, 200), (30, 320)], WHITE, 15)
    glass.line([(-10, 190), (50, 280)], WHITE, 7)


@shape(110)
def tripod(pen: Pen) -> None:
    for x in (-110, 0, 110):
        pen.line([(0, 190), (x, 8)], INK, 15)
    pen.disc(0, 196, 24, pen.main)
    pen.box(-9, 196, 9, 250, INK)
    body = pen.moved(0, 240)
    body.box(-150, 0, 150, 156, pen.dark, 24)
    body.box(-138, 12, 138, 144, lighter(pen.accent, 0.4), 14)
    body.disc(0, 66, 34, pen.main)
    body.blob(mirrored([(0, 40), (50, 26), (60, 12)]), pen.main)
    for x in (-150, 150):
        body.box(x - 10, 46, x + 10, 110, pen.main, 6)


@shape(150)
def pad(pen: Pen) -> None:
    pen.curve([(130, 40), (200, 50), (190, 130), (130, 170)], INK, 10)
    pen.oval(-150, 0, 150, 96, pen.dark)
    pen.oval(-150, 16, 150, 112, pen.main)
    pen.oval(-70, 40, 70, 88, pen.light)
    pen.moved(0, 110, 0).poly([(8, 160), (-42, 70), (-10, 70), (-22, 0), (34, 96), (0, 96)], pen.accent)


@shape(100)
def grip(pen: Pen) -> None:
    back(pen, 2)
    pen.ring(0, 130, 62, STEEL, 20)
    pen.ring(-2, 133, 62, lighter(STEEL, 0.5), 6)
    pen.disc(0, 190, 22, pen.accent)


@shape(110)
def lens(pen: Pen) -> None:
    pen.line([(-40, 40), (150, 70)], pen.dark, 34)
    pen.line([(-40, 10), (150, 26)], pen.main, 34)
    for r, colour in ((140, INK), (118, pen.main), (96, INK), (78, SLATE), (52, pen.accent), (26, INK)):
        pen.disc(-20, 190, r, colour)
    pen.disc(-56, 232, 17, WHITE)
    pen.disc(16, 152, 9, lighter(pen.accent, 0.5))
