"""What the customers of the example shop think of what they bought, and what they would like to have."""

import random
from datetime import timedelta

from app import services
from app.models.order_states import Status
from seed_sales import Sale, Shop, at

SEED = 7
OPINIONS = (
    (5, "Exactly as described, and here in two days."),
    (5, "My second one. The first is with my sister now."),
    (4, "Good, though the box was larger than it had to be."),
    (4, None),
    (3, "Does what it should. The colour is a little darker than in the picture."),
    (2, "It works, but I had hoped for more at this price."),
)


def tell(shop: Shop, sales: list[Sale]) -> None:
    """Reviews of delivered orders and wishes for later, through the services.

    The first customer says nothing, so that whoever signs in as them can do all of it for the first time.
    """
    dice, said = random.Random(SEED), set[tuple[int, int]]()  # nosec B311
    for sale in sales:
        product_id, _ = sale.items[0]
        told = (sale.buyer.id, product_id)
        if sale.ending is not Status.DELIVERED or sale.buyer == shop.customers[0] or told in said:
            continue
        said.add(told)
        rating, text = dice.choice(OPINIONS)
        with at(min(shop.now, sale.moment + timedelta(days=4))):
            services.reviews.write(sale.buyer, product_id, rating=rating, text=text)
    for customer in shop.customers[1::5]:
        with at(shop.now - timedelta(days=dice.randrange(1, 30))):
            for product_id in dice.sample(shop.plenty, 2):
                services.wishes.add(customer, product_id)
