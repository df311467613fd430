"""One picture for each product of the example shop: a calm still life on a counter, or clothes on a rail.

Drawn by code, the same each time and for each product another, so that the shop needs no files of anybody.
"""

import random
from functools import cache

from PIL import Image, ImageDraw

from app import services
from app.core import pictures
from app.core.permissions import Actor
from seed_shapes import COLOURS, SHAPES, STEEL, WHITE, Colour, Drawing, Pen, Ruler, darker, mixed, tinted

WIDE, HIGH, FINER = 640, 800, 2
FLOOR, STAND = 596, 660
# How wide and high a thing may be drawn, and how much larger than it was designed.
MOST_WIDE, MOST_HIGH, MOST_LARGER = 480, 450, 1.55
RAIL, HANGING, LARGER_ON_RAIL = 96, 411, 1.36
EFFORT = 2  # Flat pictures are small anyway.

# The wall behind each shelf.
WALLS = {
    "Electronics": "dfe6ea", "Clothing": "efe2da", "Home & Garden": "e5e9da", "Sports": "dbe9e4", "Books": "efe8d6",
    "Toys": "f6e6cc", "Beauty": "f3e0df", "Automotive": "e2e2e0", "Computers": "e0e3ee", "Smartphones": "e8e1ec",
    "Audio": "eae1d6", "Men's Clothing": "dde4e6", "Women's Clothing": "f2e3e0",
}  # fmt: skip
ON_A_RAIL = (
    "shirt",
    "jumper",
    "jacket",
    "cardigan",
    "waistcoat",
    "trousers",
    "dress",
    "skirt",
    "poncho",
    "tie",
    "scarf",
)

# What each product looks like: a shape, its two colours, and which kind of the shape it is.
LOOKS = """
Travel Adapter: plug slate coral; Power Bank: powerbank navy honey; Desk Lamp: lamp mustard coal
USB Hub: hub steel teal; Extension Lead: extension white clay; Smart Plug: socket cream teal
Label Printer: printer mint forest; Weather Station: station white denim; Video Doorbell: doorbell slate sky
Battery Charger: charger cream teal; Laser Pointer: pointer coal coral laser; Digital Scale: scale white sage

Rain Poncho: poncho mustard forest; Wool Scarf: scarf brick cream; Sun Hat: hat sand clay
Leather Belt: belt cocoa sand; Knit Gloves: gloves forest honey; Umbrella: umbrella teal clay
Canvas Tote: tote cream moss; Beanie: hat navy coral beanie; Silk Tie: tie plum rose
Sock Set: socks clay cream; Bandana: bandana brick white; Shoe Care Kit: care moss cocoa

Enamel Mug: mug white denim; Steel Pan: pan steel slate; Tea Pot: teapot sage clay
Bowl Set: bowls clay cream; Garden Trowel: trowel wood clay; Watering Can: can teal cream
Door Mat: mat cocoa sand; Wall Clock: clock forest clay; Candle Trio: candles rose cream
Linen Towel: towel sage clay; Herb Planter: planter clay cream; Bread Knife: knife cocoa mustard

Yoga Mat: roll lilac plum; Skipping Rope: skip coral navy; Football: football coal white
Water Bottle: flask teal honey; Resistance Bands: bands coral teal; Running Belt: pouch navy coral
Swim Goggles: goggles denim mint; Tennis Balls: tennis honey white; Foam Roller: roll forest mint foam
Bike Pump: pump clay coal; Climbing Chalk: bag plum honey; Kettlebell: kettlebell slate coral

Field Guide to Birds: book forest honey bird; Bread at Home: book cream mustard bread
Maps of the Coast: book denim cream waves; Short Stories: book clay cream lines
Beginner's Chess: book coal cream chess; The Allotment Year: book sage cream leaf
Letters from the North: book slate cream letter; Paper Engineering: book mustard white paper
Night Sky Atlas: book navy honey stars; Soup: book brick cream bowl
A History of Salt: book teal white salt; Sketching: book sand coral pencil

Wooden Blocks: blocks denim teal; Kite: kite coral teal; Marble Run: marbles teal mustard
Puzzle 500: puzzle denim coral; Plush Fox: fox clay teal; Play Dough: tubs coral teal
Spinning Top: spinner brick honey; Toy Tractor: tractor forest mustard; Card Game: cards brick navy
Bubble Set: bubbles rose sky; Stacking Cups: cups denim coral; Finger Puppets: puppets coral denim

Hand Cream: tube rose white; Shea Soap: soap honey mint; Lip Balm: lipstick coal brick
Face Mask: jar sage cocoa; Shampoo Bar: soap mint sky round; Beard Oil: dropper cocoa coal
Nail Kit: polish brick rose; Bath Salts: salts lilac plum; Hair Brush: brush wood cream
Sun Lotion: bottle honey clay pump; Rose Water: bottle rose plum; Clay Scrub: jar clay sand open

Tyre Gauge: gauge brick clay; Ice Scraper: scraper denim sky; Phone Mount: mount slate teal
Seat Cover: seat cocoa sand; Wash Mitt: mitt teal cream; Jump Leads: leads brick coal
Boot Organiser: crate slate clay; Air Freshener: freshener forest cream; Dash Camera: dashcam slate sky
Tow Rope: rope mustard brick; Wiper Blades: wipers slate steel; First Aid Kit: firstaid forest forest

Laptop 14: laptop denim sage; Mechanical Keyboard: keyboard slate coral; Wireless Mouse: mouse teal honey
Monitor 27: monitor teal honey; Webcam: webcam white denim; Laptop Stand: riser slate teal
SSD 1 TB: ssd coal denim; Docking Station: hub navy sky dock; Graphics Tablet: slate slate coral
Router: router white coal; Laptop Sleeve: sleeve clay cream; Cable Tidy: tidy sage clay

Smartphone S: phone mint sky; Smartphone Pro: phone navy plum pro; Phone Case: case coral cream
Screen Protector: protector slate sky; Fast Charger: plug white mustard fast; Selfie Tripod: tripod teal honey
Car Charger: plug coal coral car; Wireless Pad: pad white plum; Stylus: pointer white plum stylus
Phone Ring: grip rose plum; Clip Lens: lens teal denim

Headphones: headphones clay coal; Earbuds: earbuds sage coal; Bookshelf Speakers: speakers wood cream
Turntable: turntable cocoa coral; Soundbar: soundbar slate teal; Microphone: microphone mustard coal
Radio: radio forest cream; Audio Interface: knobs brick cream; Party Speaker: party denim coral
Amplifier: knobs sand mustard amplifier; Headphone Stand: headphones slate sand stand

Oxford Shirt: shirt sky denim stripe; Chinos: trousers sand cocoa; Merino Jumper: jumper forest cream
Denim Jacket: jacket denim honey denim; Polo Shirt: shirt teal white polo; Rain Jacket: jacket mustard coal rain
Linen Shorts: trousers sage cream shorts; Flannel Shirt: shirt brick coal check; Hoodie: jumper slate cream hood
Cord Trousers: trousers cocoa honey cord; Waistcoat: waistcoat navy clay

Wrap Dress: dress brick honey; Linen Blouse: shirt mint forest plain; Trench Coat: jacket sand cocoa coat
Pleated Skirt: skirt teal navy; Cardigan: cardigan rose plum; Jeans: trousers denim honey jeans
Roll Neck: jumper plum rose roll; Jumpsuit: dress olive cocoa jumpsuit; Silk Shirt: shirt lilac plum silk
Quilted Gilet: waistcoat sage cocoa; Culottes: trousers clay cream culottes
"""
KNOWN = {
    name.strip(): look.split()
    for name, look in (p.split(":") for p in LOOKS.replace("\n", ";").split(";") if p.strip())
}


def hang(actor: Actor, sku: str, name: str, shelf: str) -> str:
    """Keep the picture of a product, in two sizes, as if it had been uploaded; returns its address."""
    return services.images.keep(actor, files(sku, name, shelf)).url


# Whoever fills several shops in one process draws once.
@cache
def files(sku: str, name: str, shelf: str) -> pictures.Drawn:
    """The picture of a product as two files."""
    return pictures.in_two_sizes(picture(sku, name, shelf), EFFORT)


def picture(sku: str, name: str, shelf: str) -> Image.Image:
    """The picture of a product."""
    kind, main, accent, *rest = KNOWN.get(name) or unknown(sku)
    drawing, shadow = SHAPES[kind]
    look = COLOURS[main], COLOURS[accent], rest[0] if rest else ""
    wall = tinted(WALLS.get(shelf, "e8e4dc"))
    canvas = Image.new("RGB", (WIDE * FINER, HIGH * FINER), wall)
    spot = Pen(ImageDraw.Draw(canvas), look, complex(FINER), complex(WIDE / 2, -STAND) * FINER)
    spot.disc(0, 250, 250, mixed(wall, WHITE, 0.42))
    if kind in ON_A_RAIL:
        rail = STAND - RAIL
        counter(spot, wall, shadow * 0.8, -84, -112)
        spot.box(-WIDE, rail - 5, WIDE, rail + 5, STEEL)
        drawing(spot.moved(0, rail - HANGING * LARGER_ON_RAIL, size=LARGER_ON_RAIL))
    else:
        size, middle = fitting(drawing, look)
        counter(spot, wall, shadow * size, STAND - FLOOR, 2)
        drawing(spot.moved(-middle * size, 0, size=size))
    return canvas.reduce(FINER)


def fitting(drawing: Drawing, look: tuple[Colour, Colour, str]) -> tuple[float, float]:
    """How much larger to draw a thing so that it fills its picture, and where its middle is."""
    ruler = Ruler()
    drawing(Pen(ruler, look, 1, 0))
    size = min(MOST_WIDE / (ruler.right - ruler.left), MOST_HIGH / -ruler.top, MOST_LARGER)
    return size, (ruler.left + ruler.right) / 2


def counter(pen: Pen, wall: Colour, shadow: float, edge: float, y: float) -> None:
    """The counter, from its `edge` down, and a soft shadow on it at `y`."""
    colour = mixed(darker(wall, 0.08), COLOURS["sand"], 0.16)
    pen.box(-WIDE, -HIGH, WIDE, edge, colour)
    for n in range(14):
        spread = 1.3 - n * 0.035
        half, deep = shadow * spread, (14 + shadow * 0.07) * spread
        pen.oval(-half + 8, y - deep, half + 8, y + deep, darker(colour, 0.014 * (n + 1)))


def unknown(sku: str) -> list[str]:
    """How a product looks that the list does not name: by its SKU."""
    dice = random.Random(sku)  # nosec B311
    return [dice.choice(("jar", "crate", "tubs", "bag")), *dice.sample(sorted(COLOURS), 2)]
