"""What has a plug or a battery."""

from seed_shapes.pen import COLOURS, INK, STEEL, WHITE, Pen, lighter, mirrored, shape

SLATE, GLOW = COLOURS["slate"], COLOURS["honey"]


@shape(100)
def plug(pen: Pen) -> None:
    for x in (-40, 40):
        pen.box(x - 13, 210, x + 13, 320, STEEL, 8)
    if pen.kind == "car":
        pen.box(-60, 60, 60, 240, pen.main, 20)
        pen.box(-22, 230, 22, 330, STEEL, 10)
        pen.box(-40, 218, 40, 300, SLATE, 10)
    pen.box(-96, 0, 96, 224, pen.main, 40)
    pen.box(40, 6, 96, 218, pen.dark, 34)
    if pen.kind != "fast":
        pen.box(-58, 70, 20, 94, pen.accent, 10)
        pen.disc(-46, 160, 12, GLOW)
    else:
        pen.poly([(-6, 190), (-44, 112), (-16, 112), (-30, 44), (22, 132), (-8, 132)], pen.accent)


@shape(100)
def powerbank(pen: Pen) -> None:
    pen.box(-96, 0, 96, 320, pen.main, 34)
    pen.box(52, 6, 96, 314, pen.dark, 30)
    for n in range(4):
        pen.disc(-48 + n * 26, 280, 8, GLOW if n < 3 else pen.dark)
    pen.poly([(4, 220), (-46, 130), (-14, 130), (-26, 60), (30, 156), (-4, 156)], pen.accent)


@shape(110)
def lamp(pen: Pen) -> None:
    pen.box(-100, 0, 100, 26, pen.dark, 13)
    pen.line([(0, 20), (76, 180), (-40, 320)], pen.accent, 14)
    pen.disc(76, 180, 17, pen.dark)
    head = pen.moved(-46, 324, 28)
    head.disc(0, -62, 34, GLOW)
    head.poly(mirrored([(30, 36), (104, -60)]), pen.main)
    head.poly([(4, 36), (30, 36), (104, -60), (50, -60)], pen.dark)
    head.box(-30, 24, 30, 56, pen.accent, 10)


@shape(150)
def hub(pen: Pen) -> None:
    pen.curve([(-140, 50), (-190, 60), (-196, 150), (-130, 190)], INK, 11)
    pen.moved(-130, 190, -60).box(-16, 0, 16, 60, STEEL, 4)
    pen.box(-150, 6, 160, 106, pen.dark, 22)
    pen.box(-150, 40, 160, 116, pen.main, 22)
    for n in range(4 if pen.kind != "dock" else 3):
        pen.box(-122 + n * 66, 62, -78 + n * 66, 88, INK, 5)
    pen.disc(136, 76, 8, GLOW)
    if pen.kind == "dock":
        pen.box(-90, 112, 100, 290, pen.accent, 16)
        pen.box(-76, 128, 86, 276, lighter(pen.accent, 0.55), 8)


@shape(180)
def extension(pen: Pen) -> None:
    pen.curve([(160, 60), (210, 90), (170, 200), (40, 210), (-60, 250)], INK, 12)
    pen.moved(-60, 250, 70).box(-26, 0, 26, 62, pen.main, 10)
    pen.box(-186, 0, 170, 116, pen.dark, 34)
    pen.box(-186, 14, 170, 124, pen.main, 34)
    for x in (-124, -36, 52):
        pen.disc(x, 70, 36, pen.light)
        for dx in (-13, 13):
            pen.disc(x + dx, 70, 7, INK)
    pen.box(112, 50, 146, 92, pen.accent, 8)


@shape(110)
def socket(pen: Pen) -> None:
    pen.box(-120, 0, 120, 240, pen.dark, 56)
    pen.box(-120, 10, 120, 250, pen.main, 56)
    pen.disc(0, 130, 80, pen.light)
    for x in (-28, 28):
        pen.disc(x, 130, 13, INK)
    pen.disc(88, 218, 9, pen.accent)
    for n, r in enumerate((40, 68, 96)):
        pen.arc(0, 256, r, (50, 130), lighter(pen.accent, 0.1 + n * 0.15), 11)


@shape(140)
def printer(pen: Pen) -> None:
    pen.box(-66, 170, 66, 330, WHITE, 6)
    for y, half in ((290, 40), (264, 26), (238, 36)):
        pen.box(-half, y, half, y + 10, pen.accent, 5)
    pen.box(-140, 0, 140, 200, pen.main, 34)
    pen.box(-140, 0, 140, 70, pen.dark, 30)
    pen.box(-90, 170, 90, 186, INK, 8)
    pen.box(-100, 92, 0, 146, lighter(COLOURS["mint"], 0.3), 8)
    for x in (50, 94):
        pen.disc(x, 120, 15, pen.accent)


@shape(130)
def station(pen: Pen) -> None:
    pen.poly([(-60, 0), (60, 0), (40, 60), (-40, 60)], pen.dark)
    pen.box(-150, 36, 150, 290, pen.main, 26)
    pen.box(-128, 58, 128, 268, lighter(pen.accent, 0.75), 14)
    pen.disc(-52, 196, 38, GLOW)
    for x, y, r in ((-20, 170, 26), (14, 184, 34), (46, 168, 24)):
        pen.disc(x, y, r, WHITE)
    pen.box(-40, 144, 68, 172, WHITE, 14)
    for n, tall in enumerate((20, 36, 28, 48, 40)):
        pen.box(-96 + n * 40, 76, -74 + n * 40, 76 + tall, pen.accent, 5)


@shape(80)
def doorbell(pen: Pen) -> None:
    pen.box(-76, 0, 76, 350, pen.dark, 40)
    pen.box(-76, 8, 70, 350, pen.main, 40)
    pen.disc(-3, 270, 50, INK)
    pen.disc(-3, 270, 28, SLATE)
    pen.disc(-14, 282, 8, WHITE)
    pen.disc(-3, 100, 52, pen.accent)
    pen.disc(-3, 100, 36, pen.light)


@shape(120)
def charger(pen: Pen) -> None:
    for n, x in enumerate((-84, -28, 28, 84)):
        pen.box(x - 24, 80, x + 24, 250, pen.accent if n % 2 else COLOURS["coal"], 8)
        pen.box(x - 24, 190, x + 24, 250, GLOW if n % 2 else STEEL, 8)
        pen.box(x - 9, 246, x + 9, 266, STEEL, 3)
    pen.box(-130, 0, 130, 150, pen.main, 26)
    pen.box(-130, 0, 130, 50, pen.dark, 24)
    for x in (-84, -28, 28, 84):
        pen.disc(x, 96, 10, COLOURS["mint"])


@shape(90)
def pointer(pen: Pen) -> None:
    tool = pen.moved(-90, 14, -38)
    if pen.kind == "laser":
        tool.line([(0, 330), (0, 440)], lighter(COLOURS["coral"], 0.3), 6)
        tool.box(-26, 0, 26, 320, pen.main, 24)
        tool.box(4, 4, 26, 316, pen.dark, 20)
        tool.box(-26, 280, 26, 326, STEEL, 8)
        tool.box(-12, 180, 12, 226, pen.accent, 10)
    else:
        tool.poly([(-18, 30), (18, 30), (0, -16)], pen.accent)
        tool.box(-18, 28, 18, 370, pen.main, 14)
        tool.box(4, 30, 18, 366, pen.dark, 8)
        tool.box(-18, 300, 18, 320, pen.accent)


@shape(150)
def scale(pen: Pen) -> None:
    pen.cup(140, 160, 246, pen.accent)
    pen.oval(-142, 226, 142, 264, lighter(pen.accent, 0.4))
    pen.box(-20, 130, 20, 176, STEEL)
    pen.poly(mirrored([(110, 140), (160, 20), (150, 0)]), pen.main)
    pen.box(-160, 0, 160, 26, pen.dark, 12)
    pen.box(-70, 44, 70, 104, lighter(COLOURS["mint"], 0.4), 10)
    for x in (-34, -4, 26):
        pen.box(x, 60, x + 14, 88, INK, 4)
