"""Books, and what they are about."""

from seed_shapes.pen import COLOURS, CREAM, INK, WHITE, Pen, darker, lighter, mirrored, shape


def bird(pen: Pen) -> None:
    pen.blob([(-66, 8), (-20, 40), (30, 34), (44, -10), (0, -40), (-40, -20)], pen.accent)
    pen.disc(40, 34, 26, pen.accent)
    pen.poly([(62, 42), (92, 32), (62, 24)], darker(pen.accent, 0.25))
    pen.blob([(-36, 10), (10, 14), (26, -12), (-10, -20)], darker(pen.accent, 0.25))
    pen.disc(46, 40, 5, INK)


def bread(pen: Pen) -> None:
    pen.blob([(-76, -36), (-84, 14), (-40, 50), (40, 50), (84, 14), (76, -36)], pen.accent)
    for x in (-38, 0, 38):
        pen.line([(x - 8, -4), (x + 10, 32)], lighter(pen.accent, 0.5), 9)


def waves(pen: Pen) -> None:
    pen.disc(30, 46, 30, COLOURS["honey"])
    for n in range(3):
        y = 16 - 34 * n
        pen.curve([(-84, y), (-56, y + 18), (-28, y), (0, y + 18), (28, y), (56, y + 18), (84, y)], pen.accent, 13)


def lines(pen: Pen) -> None:
    for n, half in enumerate((80, 50, 68, 30)):
        pen.box(-80, 46 - n * 36, -80 + 2 * half, 62 - n * 36, pen.accent, 8)


def chess(pen: Pen) -> None:
    pen.disc(0, 56, 32, pen.accent)
    pen.poly(mirrored([(18, 34), (30, -40)]), pen.accent)
    pen.box(-34, 16, 34, 30, darker(pen.accent, 0.25), 6)
    pen.box(-56, -64, 56, -36, pen.accent, 8)


def leaf(pen: Pen) -> None:
    pen.curve([(0, -70), (0, 0), (0, 70)], darker(pen.accent, 0.25), 9)
    for y, size in ((-44, 1.1), (-4, 1), (34, 0.8)):
        pen.blob([(0, y), (40 * size, y + 10), (66 * size, y + 44 * size), (20 * size, y + 34)], pen.accent)
        pen.blob([(0, y), (-40 * size, y + 10), (-66 * size, y + 44 * size), (-20 * size, y + 34)], pen.accent)


def letter(pen: Pen) -> None:
    pen.box(-84, -50, 84, 60, pen.accent, 6)
    pen.line([(-80, 56), (0, -6), (80, 56)], darker(pen.accent, 0.25), 9)


def paper(pen: Pen) -> None:
    pen.poly([(-90, -20), (90, 60), (-10, -10)], pen.accent)
    pen.poly([(90, 60), (-10, -10), (10, -66)], darker(pen.accent, 0.25))
    pen.poly([(-10, -10), (-22, -60), (2, -26)], darker(pen.accent, 0.4))


def stars(pen: Pen) -> None:
    pen.disc(-10, 6, 56, pen.accent)
    pen.disc(16, 22, 48, pen.main)
    for x, y, r in (
        (60, 60, 8),
        (40, 4, 6),
        (72, -20, 5),
        (-76, 62, 6),
        (24, 76, 5),
        (58, -62, 7),
        (-74, -50, 5),
    ):
        pen.disc(x, y, r, pen.accent)


def bowl(pen: Pen) -> None:
    pen.cup(86, -64, 14, pen.accent)
    pen.oval(-88, 0, 88, 26, darker(pen.accent, 0.25))
    for x in (-30, 4, 38):
        pen.curve([(x, 34), (x + 12, 50), (x - 4, 66), (x + 8, 84)], lighter(pen.accent, 0.4), 7)


def salt(pen: Pen) -> None:
    pen.poly(mirrored([(30, 40), (48, -66)]), pen.accent)
    pen.blob(mirrored([(0, 76), (32, 62), (34, 36)]), darker(pen.accent, 0.25))
    for x in (-12, 0, 12):
        pen.disc(x, 58, 4, WHITE)


def pencil(pen: Pen) -> None:
    tool = pen.moved(-40, -54, -38)
    tool.box(-15, 30, 15, 150, pen.accent)
    tool.poly([(-15, 30), (15, 30), (0, -6)], CREAM)
    tool.poly([(-6, 8), (6, 8), (0, -6)], INK)
    tool.box(-15, 140, 15, 164, COLOURS["rose"], 5)
    pen.curve([(-70, -60), (-30, -40), (10, -66), (70, -50)], lighter(pen.accent, 0.4), 6)


# What a book is about, around its middle.
MOTIFS = {
    draw.__name__: draw
    for draw in (bird, bread, waves, lines, chess, leaf, letter, paper, stars, bowl, salt, pencil)
}


@shape(130)
def book(pen: Pen) -> None:
    pen.box(-124, 0, 136, 350, darker(pen.main, 0.35), 8)
    pen.box(-110, 6, 130, 340, CREAM, 4)
    pen.box(-130, 6, 118, 352, pen.main, 8)
    pen.box(-130, 6, -104, 352, pen.dark, 6)
    MOTIFS[pen.kind](pen.moved(6, 214))
    for y, half in ((96, 74), (72, 54), (40, 30)):
        pen.box(6 - half, y, 6 + half, y + 10, lighter(pen.main, 0.6), 5)
