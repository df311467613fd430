"""The customers: those who look, those who collect, those who buy."""

import uuid
from random import choice, choices, randint
from typing import Any
from urllib.parse import urlencode

from locust import task

from tests.performance.people import COLOURS, GOODS
from tests.performance.person import ROUND, Person

A_PAGE, A_ROW = 24, 6
CATEGORIES = 13
# Most people look at the first page, few go on.
PAGES = {1: 70, 2: 15, 3: 6, 4: 3, 5: 2, 8: 2, 12: 1, 20: 1}
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"sort_by": "price", "sort_order": "asc"},
    {"sort_by": "name", "sort_order": "asc"},
    {"sort_by": "popular", "in_stock": "true"},
    {"sort_by": "discount", "on_sale": "true"},
    {"min_price": 20, "max_price": 80},
)
FRONT: tuple[dict[str, Any], ...] = (
    {"sort_by": "popular", "in_stock": "true"},
    {"sort_by": "discount", "on_sale": "true"},
    {"sort_by": "created_at"},
    {"sort_by": "popular", "featured": "true"},
)
# Nobody here races for last pieces: that is what the proofs are for.
ENOUGH = 100
MOST_LINES = 6
ONE_IN = 3
ADDRESS = {
    "line1": "1 High Street",
    "city": "Leeds",
    "state": "Yorkshire",
    "postal_code": "LS1 4AP",
    "country": "United Kingdom",
}


class Shopper(Person):
    """A customer, who remembers what can be had of the list they saw last."""

    abstract = True
    listed: tuple[int, ...] = ()

    def products(self, what: str, **asked: Any) -> None:
        """Look at a list of products."""
        page = self.get(what, f"/api/products?{urlencode({'per_page': A_PAGE} | asked)}")
        there = tuple(each["id"] for each in page["products"] if each["stock_quantity"] >= ENOUGH)
        self.listed = there or self.listed

    def shelf(self) -> None:
        """Look at some page of some shelf, filtered or sorted somehow."""
        [page] = choices(list(PAGES), list(PAGES.values()))
        self.products("list", category_id=randint(1, CATEGORIES), page=page, **choice(FILTERS))

    def search(self) -> None:
        """Look for something by a word or two."""
        words = choice((choice(GOODS), f"{choice(COLOURS)} {choice(GOODS)}"))
        self.products("search", search=words)

    def product(self) -> int:
        """Look at a product of the last list; its id."""
        while not self.listed:
            self.shelf()
        chosen = choice(self.listed)
        self.get("product", f"/api/products/{chosen}")
        return chosen

    def put_into_cart(self) -> dict[str, Any]:
        """Look at something and take some of it; the cart."""
        wanted = {"product_id": self.product(), "quantity": randint(1, 3)}
        cart = self.ask("add to cart", "POST", "/api/cart/items", wanted).body["cart"]
        self.wait()
        return cart


class Browser(Shopper):
    """Looks around. One in three is signed in."""

    def on_start(self) -> None:
        if self.number % ONE_IN == 0:
            self.sign_in()

    @task(2)
    def front(self) -> None:
        """The first page: a row of it, and the shelves beside it."""
        self.products("list", per_page=A_ROW, **choice(FRONT))

    @task(6)
    def shelves(self) -> None:
        """A shelf."""
        self.shelf()

    @task(3)
    def searches(self) -> None:
        """A search."""
        self.search()

    @task(2)
    def facets(self) -> None:
        """What further filters would leave of a shelf."""
        self.get("facets", f"/api/products/facets?category_id={randint(1, CATEGORIES)}")

    @task(1)
    def categories(self) -> None:
        """All shelves."""
        self.get("categories", "/api/categories")

    @task(6)
    def products_of_it(self) -> None:
        """A product, and others like it."""
        self.product()


class Collector(Shopper):
    """Fills a cart, changes their mind, and does not come to the till."""

    def on_start(self) -> None:
        self.sign_in()

    @task(3)
    def browses(self) -> None:
        """Another shelf."""
        choice((self.shelf, self.search))()

    @task(4)
    def collects(self) -> None:
        """One thing more, or everything back on the shelf."""
        if len(self.put_into_cart()["items"]) > MOST_LINES:
            self.ask("clear cart", "POST", "/api/cart/clear")

    @task(2)
    def looks(self) -> None:
        """What is in the cart."""
        self.get("cart", "/api/cart")

    @task(2)
    def changes(self) -> None:
        """More or less of something, or none of it."""
        if lines := self.get("cart", "/api/cart")["items"]:
            path = f"/api/cart/items/{choice(lines)['product_id']}"
            choice((self.more_or_less, self.none))(path)

    def more_or_less(self, path: str) -> None:
        """Another number of them."""
        self.ask("change cart", "PUT", path, {"quantity": randint(1, 5)})

    def none(self, path: str) -> None:
        """None of them."""
        self.ask("change cart", "DELETE", path)


class Buyer(Shopper):
    """Comes for a few things, orders them, and looks what becomes of the order."""

    def on_start(self) -> None:
        self.sign_in()

    @task
    def buys(self) -> None:
        """One order, from the shelf to its page."""
        choice((self.shelf, self.search))()
        for _ in range(randint(1, 3)):
            self.put_into_cart()
        self.get("check cart", "/api/cart/validate")
        self.look_at(self.order())

    @task
    def looks_back(self) -> None:
        """One's own orders."""
        if orders := self.get("own orders", "/api/orders")["orders"]:
            self.look_at(choice(orders)["id"])

    def order(self) -> int:
        """Order what is in the cart, and remember what was promised; the order's id."""
        wish = {"shipping_address": ADDRESS, "payment_method": "cash"}
        key = {"Idempotency-Key": uuid.uuid4().hex}
        order = self.ask("place order", "POST", "/api/orders", wish, expected=(201,), headers=key).body["order"]
        items = {line["product_id"]: line["quantity"] for line in order["items"]}
        ROUND.orders[order["id"]] = {"total": round(order["total"] * 100), "items": items}
        self.wait()
        return order["id"]

    def look_at(self, number: int) -> None:
        """An order."""
        self.get("order", f"/api/orders/{number}")
