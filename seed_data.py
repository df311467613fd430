"""Fill an empty shop with people, products and orders: `python seed_data.py`.

Everything goes through the services, so ledgers, timelines and totals are as real ones would be.
The same data each time (dates count back from today), all or nothing, refused in production, and
harmless when run twice.
"""

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent / "backend"))

from app import create_app, services
from app.core import clock
from app.core.config import Misconfigured, settings
from app.core.database import transactional
from app.core.permissions import Actor, Role
from app.models import Category, Product
from app.models.order_states import PaymentMethod, PaymentStatus, Status

SEED = 20_251_118
STAFF, CUSTOMERS, PRODUCTS, ORDERS, DAYS, TODAYS = 3, 50, 150, 100, 60, 9
OPENED = timedelta(days=DAYS + 30)

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
CITIES = (("Leeds", "Yorkshire", "LS1 4AP"), ("Bristol", "Avon", "BS1 5TR"), ("Bath", "Somerset", "BA1 1LZ"))
PLACE = ("city", "state", "postal_code", "country")

# How orders of a certain age ended; together they show every status.
TODAY_ENDS = (Status.PENDING, Status.PENDING, Status.CONFIRMED, Status.PROCESSING, Status.CANCELLED)
RECENT_ENDS = (Status.CONFIRMED, Status.PROCESSING, Status.SHIPPED, Status.DELIVERED, Status.CANCELLED)
OLD_ENDS = (*(Status.DELIVERED,) * 7, Status.REFUNDED, Status.CANCELLED, Status.SHIPPED)
FORWARD = (Status.PENDING, Status.CONFIRMED, Status.PROCESSING, Status.SHIPPED, Status.DELIVERED)


@dataclass
class Shop:
    """What the parts of the story share."""

    now: datetime
    dice: random.Random
    admin: Actor
    cashier: Actor
    customers: list[Actor]
    products: list[Product]


@transactional
def fill() -> None:
    """Fill the shop: people, shelves, sales."""
    now, dice = clock.now(), random.Random(SEED)  # nosec B311
    with clock.pretend(now - OPENED):
        admin, cashier = staff()
        customers = [customer(number) for number in range(1, CUSTOMERS + 1)]
        shop = Shop(now, dice, admin, cashier, customers, shelves(admin, dice))
    for moment, ending in sorted(sales(dice), key=lambda sale: sale[0]):
        sell(shop, moment, ending)


def staff() -> tuple[Actor, Actor]:
    """An admin, a manager and a cashier; returns the admin and the cashier."""
    admin = account("admin", "admin@ecommerce.com", "Admin123!", Role.ADMIN, first_name="Alex", last_name="Admin")
    work: dict[str, Any] = {"hire_date": date(2024, 3, 1), "shift_start": time(9), "shift_end": time(17)}
    manager = {"first_name": "Mara", "last_name": "Manager", "employee_id": "EMP-001", "salary_cents": 4_800_000}
    account("manager", "manager@ecommerce.com", "Manager123!", Role.MANAGER, **manager, **work)
    till = {"first_name": "Casey", "last_name": "Cashier", "employee_id": "EMP-002", "salary_cents": 2_600_000}
    return admin, account("cashier", "cashier@ecommerce.com", "Cashier123!", Role.CASHIER, **till, **work)


def customer(number: int) -> Actor:
    """One shopper with a name and an address."""
    home = {name if name in PLACE else f"address_{name}": part for name, part in address_of(number).items()}
    return account(
        f"shopper{number}",
        f"customer{number}@email.com",
        "Customer123!",
        Role.CUSTOMER,
        first_name=FIRST_NAMES[number % len(FIRST_NAMES)],
        last_name=LAST_NAMES[number % len(LAST_NAMES)],
        phone=f"+44 20 7946 {number:04}",
        **home,
    )


def address_of(number: int) -> dict[str, str | None]:
    """Where a customer lives and has orders sent."""
    place = dict(zip(PLACE, (*CITIES[number % len(CITIES)], "United Kingdom"), strict=True))
    return {"line1": f"{number} High Street", "line2": None, **place}


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
        for article in re.split(r",\s+", names)[: PRODUCTS - len(products)]:
            products.append(product(admin, len(products) + 1, article, made, dice))
    return products


def product(admin: Actor, number: int, name: str, shelf: Category, dice: random.Random) -> Product:
    """One article; every tenth is nearly gone, every third is cheaper than it was."""
    price = dice.randrange(500, 30_000, 50) - 1
    return services.products.create(
        admin,
        name=name,
        description=f"{name} from {shelf.name}: made to last, easy to return.",
        sku=f"SKU-{number:05}",
        barcode=f"50{number:011}",
        price_cents=price,
        compare_price_cents=price * 13 // 10 if number % 3 == 0 else None,
        category_id=shelf.id,
        stock_quantity=dice.randrange(0, 4) if number % 10 == 0 else dice.randrange(40, 200),
        weight=dice.randrange(1, 50) / 10,
        is_featured=number % 12 == 1,
    )


def sales(dice: random.Random) -> Iterator[tuple[datetime, Status]]:
    """When each order was placed and how it ended."""
    zone = settings().shop_timezone
    now, midnight = clock.now(), clock.days_ago(0, zone)
    for number in range(TODAYS):
        yield midnight + (now - midnight) * (number + 1) / (TODAYS + 1), TODAY_ENDS[number % len(TODAY_ENDS)]
    for number in range(ORDERS - TODAYS):
        days = 1 + number * (DAYS - 1) // (ORDERS - TODAYS)
        endings = RECENT_ENDS if days <= 5 else OLD_ENDS
        moment = clock.days_ago(days, zone) + timedelta(minutes=dice.randrange(8 * 60, 21 * 60))
        yield moment, endings[number % len(endings)]


def sell(shop: Shop, moment: datetime, ending: Status) -> None:
    """One order and what became of it."""
    dice, buyer = shop.dice, shop.dice.choice(shop.customers)
    plenty = [article.id for article in shop.products if int(article.sku[-5:]) % 10]
    bought = dice.sample(plenty, dice.randrange(1, 5))
    with clock.pretend(moment):
        order = services.orders.place(
            buyer,
            items=[{"product_id": product_id, "quantity": dice.randrange(1, 4)} for product_id in bought],
            shipping_address=address_of(buyer.id - STAFF),
            payment_method=dice.choice(list(PaymentMethod)),
            customer_notes=dice.choice((None, None, None, "Please ring twice.", "Leave it next door.")),
        )
        if ending is Status.CANCELLED:
            services.orders.cancel(buyer, order.id)
        elif ending is not Status.PENDING:
            services.payments.set_status(shop.cashier, order.id, PaymentStatus.PAID)
            follow(shop, order.id, moment, ending)


def follow(shop: Shop, order_id: int, moment: datetime, ending: Status) -> None:
    """Take a paid order step by step to its end, some hours apart and never after now."""
    last = Status.DELIVERED if ending is Status.REFUNDED else ending
    for number, status in enumerate(FORWARD[1 : FORWARD.index(last) + 1], start=1):
        with clock.pretend(min(shop.now, moment + timedelta(hours=5 * number))):
            if status is Status.SHIPPED:
                services.orders.ship(shop.admin, order_id, f"PX{order_id:08}GB")
            else:
                services.orders.set_status(shop.admin, order_id, status)
    if ending is Status.REFUNDED:
        with clock.pretend(min(shop.now, moment + timedelta(days=3))):
            services.refunds.refund(shop.admin, order_id, reason="Returned within 30 days")


def main(arguments: list[str]) -> int:
    """Fill the shop of DATABASE_URL; returns the exit code."""
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
            known = services.users.is_known("admin@ecommerce.com")
            print("Already filled: nothing was changed." if known else "This shop already has people of its own.")
            return 0 if known or "--if-empty" in arguments else 1
        fill()
    print(f"Filled: {STAFF + CUSTOMERS} people, {PRODUCTS} products, 13 categories, {ORDERS} orders.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
