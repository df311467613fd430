"""Whether a shop is well: its counters, its tables, its database and its pictures."""

from collections.abc import Iterator

from app import repositories as repo
from app.core import pictures, revisions
from app.core.config import settings
from app.core.database import stores
from app.core.errors import NotFound
from app.repositories.ledgers import Difference
from app.services import images, tallies


def examine() -> list[Difference]:
    """Recompute stock, money, states and days from the rows they are made of; list each difference."""
    return [*repo.ledgers.differences(), *tallies.differences(settings().shop_timezone)]


def findings() -> list[str]:
    """Everything that is not as it must be, a sentence each; a shop that is well has none.

    Raises what the driver raises if the database does not answer.
    """
    applied, wanted = repo.health.migration(), revisions.newest()
    if applied != wanted:
        # Questions about columns that are not there yet would be answered with an error.
        return [f"The tables are those of revision {applied}, not of {wanted}: run `flask db upgrade`"]
    # What a damaged database answers to anything else means nothing.
    return stores.of_this_shop().damage() or [*_missing_pictures(), *map(str, examine())]


def _missing_pictures() -> Iterator[str]:
    for number, address in repo.contents.pictures_named():
        for each in dict.fromkeys((address, pictures.thumbnail_of(address))):
            try:
                images.find(each.removeprefix(pictures.ADDRESS))
            except NotFound:
                yield f"product {number}: its picture {each} is not in {images.folder()}"
