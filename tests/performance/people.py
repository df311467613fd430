"""Who comes, what they may do, and the words they search with. Data alone, for both ends of a run."""

from math import ceil

# How many of a hundred people do what; a class of the same name in shoppers.py or staff.py says how.
SHARES = {"Browser": 70, "Collector": 20, "Buyer": 5, "Cashier": 3, "Manager": 2}
ROLES = {"Browser": "customer", "Collector": "customer", "Buyer": "customer"}
ROLES |= {"Cashier": "cashier", "Manager": "manager"}
PASSWORD = "as long as anybody's"  # nosec B105

COLOURS = ("amber", "blue", "coral", "green", "grey", "ivory", "olive", "plum", "red", "teal", "violet", "white")
GOODS = ("adapter", "apron", "bag", "basket", "belt", "blanket", "bottle", "bowl", "candle", "chair", "clock")
GOODS += ("desk lamp", "glove", "hammock", "jacket", "kettle", "keyboard", "lantern", "mug", "notebook", "pan")
GOODS += (
    "pillow",
    "radio",
    "rucksack",
    "scarf",
    "shirt",
    "speaker",
    "stool",
    "teapot",
    "towel",
    "umbrella",
    "vase",
)


def user_name(kind: str, number: int) -> str:
    """What the `number`th person of a kind signs in with."""
    return f"load-{kind.lower()}-{number}"


def accounts(people: int) -> dict[str, int]:
    """How many accounts of each kind so many people need, however their shares are rounded."""
    return {kind: ceil(people * share / 100) + 1 for kind, share in SHARES.items()}


def arrivals_a_second(people: int) -> float:
    """How fast they come in. Signing in is dear on purpose, so that a crowd takes a minute, a few half of one."""
    return max(2.0, people / 60)
