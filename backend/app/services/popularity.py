"""What was sold lately of each product: added up anew only after something was sold."""

from contextlib import suppress
from datetime import datetime
from heapq import nlargest

from app import repositories as repo
from app.core.errors import Unavailable
from app.repositories.popularity import Sales
from app.repositories.tallies import Version
from app.services import tallies

# Most lists begin with products that are among so many, and few are soon told.
MOST_SOLD = (100, 1_000)


def lately() -> Sales:
    """What was sold of each product in the last days of the shop."""
    since = repo.popularity.since()
    return tallies.find(("popular", since), lambda version: _added_up(version, since))


def _added_up(version: Version, since: datetime) -> tuple[Sales, Version]:
    if version.token is None:
        with suppress(Unavailable):  # then the next who asks begins
            tallies.begin()
            version = repo.tallies.version()
    units = repo.popularity.units_since(since)
    best = nlargest(max(MOST_SOLD), units, key=lambda product: (units[product], product))
    # A sale that was committed meanwhile is in it as well: nobody is told of less than their version says.
    told = repo.popularity.told
    most = {number: told({product: units[product] for product in best[:number]}) for number in MOST_SOLD}
    return Sales(len(units), most, told(units)), version
