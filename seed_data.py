"""Fill an empty shop with people, products and orders: `python seed_data.py`.

Everything goes through the services, so ledgers, timelines and totals are as real ones would be; only the
two years of history that `--orders 100000` adds are written in bulk. The same data each time (dates count
back from today), all or nothing, refused in production, and harmless when run twice.
"""

import argparse
import random
import re
import sys
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent / "backend"))

import click

import seed_bulk
import seed_opinions
import seed_pictures
from app import create_app, services
from app.core import clock
from app.core.config import Misconfigured, settings
from app.core.database import transactional
from app.core.permissions import Actor, Role
from app.models import Category, Product
from seed_sales import DAYS, HISTORY_DAYS, ORDERS, PLACE, STAFF, Shop, address_of, drawn, history, sales, sell

SEED = 20_251_118
CUSTOMERS, PRODUCTS, MOST_ORDERS = 50, 150, 1_000_000
EARLIER = timedelta(days=30)

# A shelf (behind its parent where it has one), then what stands on it.
CATALOGUE = """
Electronics: Travel Adapter, Power Bank, Desk Lamp, USB Hub, Extension Lead, Smart Plug, Label Printer, Weather
    Station, Video Doorbell, Battery Charger, Laser Pointer, Digital Scale
Clothing: Rain Poncho, Wool Scarf, Sun Hat, Leather Belt, Knit Gloves, Umbrella, Canvas Tote, Beanie, Silk Tie,
    Sock Set, Bandana, Shoe Care Kit
Home & Garden: Enamel Mug, Steel Pan, Tea Pot, Bowl Set, Garden Trowel, Watering Can, Door Mat, Wall Clock,
    Candle Trio, Linen Towel, Herb Planter, Bread Knife
Sports: Yoga Mat, Skipping Rope, Football, Water Bottle, Resistance Bands, Running Belt, Swim Goggles, Tennis
    Balls, Foam Roller, Bike Pump, Climbing Chalk, Kettlebell
Books: Field Guide to Birds, Bread at Home, Maps of the Coast, Short Stories, Beginner's Chess, The Allotment
    Year, Letters from the North, Paper Engineering, Night Sky Atlas, Soup, A History of Salt, Sketching
Toys: Wooden Blocks, Kite, Marble Run, Puzzle 500, Plush Fox, Play Dough, Spinning Top, Toy Tractor, Card Game,
    Bubble Set, Stacking Cups, Finger Puppets
Beauty: Hand Cream, Shea Soap, Lip Balm, Face Mask, Shampoo Bar, Beard Oil, Nail Kit, Bath Salts, Hair Brush,
    Sun Lotion, Rose Water, Clay Scrub
Automotive: Tyre Gauge, Ice Scraper, Phone Mount, Seat Cover, Wash Mitt, Jump Leads, Boot Organiser, Air
    Freshener, Dash Camera, Tow Rope, Wiper Blades, First Aid Kit
Electronics > Computers: Laptop 14, Mechanical Keyboard, Wireless Mouse, Monitor 27, Webcam, Laptop Stand, SSD 1
    TB, Docking Station, Graphics Tablet, Router, Laptop Sleeve, Cable Tidy
Electronics > Smartphones: Smartphone S, Smartphone Pro, Phone Case, Screen Protector, Fast Charger, Selfie
    Tripod, Car Charger, Wireless Pad, Stylus, Phone Ring, Clip Lens
Electronics > Audio: Headphones, Earbuds, Bookshelf Speakers, Turntable, Soundbar, Microphone, Radio, Audio
    Interface, Party Speaker, Amplifier, Headphone Stand
Clothing > Men's Clothing: Oxford Shirt, Chinos, Merino Jumper, Denim Jacket, Polo Shirt, Rain Jacket, Linen
    Shorts, Flannel Shirt, Hoodie, Cord Trousers, Waistcoat
Clothing > Women's Clothing: Wrap Dress, Linen Blouse, Trench Coat, Pleated Skirt, Cardigan, Jeans, Roll Neck,
    Jumpsuit, Silk Shirt, Quilted Gilet, Culottes
"""
FIRST_NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gita", "Hugo", "Iris", "Jon", "Kira", "Leo", "Maya")
LAST_NAMES = ("Archer", "Brook", "Cole", "Drew", "Ellis", "Frost", "Grant", "Hale", "Irwin", "Joyce", "Keller")


@transactional
def fill(older: int = 0) -> None:
    """Fill the shop: people, shelves, sales, opinions; with `older` also so many orders of two years."""
    shop = opened(random.Random(SEED), HISTORY_DAYS if older else DAYS)  # nosec B311
    sold = []
    for number, (moment, ending) in enumerate(sorted(sales(shop.dice), key=lambda sale: sale[0]), start=1):
        sold.append(drawn(shop, number, moment, ending))
        sell(shop, sold[-1])
    seed_opinions.tell(shop, sold)
    if older:
        past = enumerate(history(older, shop.dice), start=ORDERS + 1)
        with click.progressbar(length=older, label=f"Writing {older} older orders") as bar:
            seed_bulk.write(shop, (drawn(shop, number, *sale) for number, sale in past), bar.update)


def opened(dice: random.Random, days: int = DAYS) -> Shop:
    """A shop with people and shelves that was there before its sales of `days` days."""
    now = clock.now()
    with clock.pretend(now - timedelta(days=days) - EARLIER):
        admin, cashier = staff()
        customers = [customer(number) for number in range(1, CUSTOMERS + 1)]
        return Shop(now, dice, admin, cashier, customers, shelves(admin, dice))


def staff() -> tuple[Actor, Actor]:
    """An admin, a manager and a cashier; returns the admin and the cashier."""
    admin = account("admin", "admin@ecommerce.com", "Admin123!", Role.ADMIN, first_name="Alex", last_name="Admin")
    work: dict[str, Any] = {"hire_date": date(2024, 3, 1), "shift_start": time(9), "shift_end": time(17)}
    manager = {"first_name": "Mara", "last_name": "Manager", "employee_id": "EMP-001", "salary_cents": 4_800_000}
    account("manager", "manager@ecommerce.com", "Manager123!", Role.MANAGER, **manager, **work)
    till = {"first_name": "Casey", "last_name": "Cashier", "employee_id": "EMP-002", "salary_cents": 2_600_000}
    return admin, account("cashier", "cashier@ecommerce.com", "Cashier123!", Role.CASHIER, **till, **work)


def customer(number: int) -> Actor:
    """One shopper with a name and an address, which is also the saved one."""
    place: dict[str, Any] = address_of(number)
    home = {name if name in PLACE else f"address_{name}": part for name, part in place.items()}
    shopper = account(
        f"shopper{number}",
        f"customer{number}@email.com",
        "Customer123!",
        Role.CUSTOMER,
        first_name=FIRST_NAMES[number % len(FIRST_NAMES)],
        last_name=LAST_NAMES[number % len(LAST_NAMES)],
        phone=f"+44 20 7946 {number:04}",
        **home,
    )
    services.addresses.add(shopper, **place)
    return shopper


def account(username: str, email: str, password: str, role: Role, **profile: Any) -> Actor:
    """One account."""
    user = services.users.create(role=role, email=email, username=username, password=password, **profile)
    return Actor(user.id, user.role)


def shelves(admin: Actor, dice: random.Random) -> list[Product]:
    """13 categories and 150 products; returns the products."""
    ids: dict[str, int] = {}
    products: list[Product] = []
    for shelf, names in re.findall(r"^([^:\n]+): ([^:]+)$(?=\n\S|\n*\Z)", CATALOGUE, re.MULTILINE):
        *parents, name = shelf.split(" > ")
        made = services.categories.create(
            admin, name=name, description=f"{name} of our shop", parent_id=ids[parents[0]] if parents else None
        )
        ids[name] = made.id
        for article in re.split(r",\s+", " ".join(names.split()))[: PRODUCTS - len(products)]:
            products.append(product(admin, len(products) + 1, article, made, dice))
    return products


def product(admin: Actor, number: int, name: str, shelf: Category, dice: random.Random) -> Product:
    """One article; every tenth is nearly gone, every third is cheaper than it was."""
    price = dice.randrange(500, 30_000, 50) - 1
    sku = f"SKU-{number:05}"
    return services.products.create(
        admin,
        name=name,
        description=f"{name} from {shelf.name}: made to last, easy to return.",
        sku=sku,
        barcode=f"50{number:011}",
        price_cents=price,
        compare_price_cents=price * 13 // 10 if number % 3 == 0 else None,
        category_id=shelf.id,
        image=seed_pictures.hang(admin, sku, name, shelf.name),
        stock_quantity=dice.randrange(0, 4) if number % 10 == 0 else dice.randrange(40, 200),
        weight=dice.randrange(1, 50) / 10,
        is_featured=number % 12 == 1,
    )


def how_many(text: str) -> int:
    """A number of orders, as it was typed."""
    if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= MOST_ORDERS):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 to {MOST_ORDERS}")
    return int(text)


def wanted(arguments: list[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="seed_data.py", description="Fill an empty shop with an example.")
    parser.add_argument("--if-empty", action="store_true", help="a shop with people of its own is no mistake")
    parser.add_argument(
        "--orders",
        type=how_many,
        default=0,
        metavar="N",
        help="as many orders of the past two years, beside the 100 of the example",
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Fill the shop of DATABASE_URL; returns the exit code."""
    asked = wanted(arguments)
    try:
        app = create_app()
    except Misconfigured as refusal:
        print(refusal)
        return 1
    with app.app_context():
        if settings().is_production:
            print("Refused: this is a production shop. Seed data is for development and tests.")
            return 1
        if services.health.problem() is not None:
            print("The database cannot be used yet. Run: flask db upgrade")
            return 1
        if services.users.statistics()["total_users"]:
            return already_filled(asked)
        fill(asked.orders)
    print(
        f"Filled: {STAFF + CUSTOMERS} people, {PRODUCTS} products, 13 categories, {ORDERS + asked.orders} orders."
    )
    return 0


def already_filled(asked: argparse.Namespace) -> int:
    """Say why nothing is done to a shop that has people; returns the exit code."""
    if not services.users.is_known("admin@ecommerce.com"):
        print("This shop already has people of its own.")
        return 0 if asked.if_empty else 1
    if asked.orders and seed_bulk.orders_kept() < ORDERS + asked.orders:
        # The people and shelves of this shop are too young to have sold anything two years ago.
        print("Already filled, with fewer orders: nothing was changed. Older orders need an empty database.")
        return 1
    print("Already filled: nothing was changed.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
