"""Slugs for many products at once: the same ones that each would be given alone."""

from collections import Counter
from itertools import count

from app import repositories as repo
from app.models import Product
from app.services import slugs

NOBODY_YET = 0
# Most names that are taken have few numbers; these are asked for in one statement for all of them.
NEAR = 20


def chosen(names: list[tuple[int, str]]) -> list[str]:
    """The slug for each product (0 where it has no id yet) and its name; none is given out twice."""
    stems = [slugs.stem_of(name, Product) for _, name in names]
    owners = repo.import_products.slug_owners(set(stems))
    wanted = list(zip(names, stems, strict=True))
    # A "Lamp 2" wants what a second "Lamp" may be given.
    bases = {stem: stem.rpartition("-")[0] for stem in stems}
    times = Counter(stems) + Counter(bases.values())
    # Only where somebody else has a name, or two want it, is it worth asking which numbers are free.
    crowded = {stem for stem in bases if times[stem] > 1 or bases[stem] in bases}
    crowded |= {stem for (number, _), stem in wanted if owners.get(stem, number) != number}
    near = {stem: [f"{stem}-{number}" for number in range(2, NEAR)] for stem in crowded}
    if near:
        owners |= repo.import_products.slug_owners({slug for slugs_near in near.values() for slug in slugs_near})
    for stem, slugs_near in near.items():
        if sum(slug not in owners for slug in slugs_near) < times[stem]:
            owners |= repo.slugs.owners(Product, stem)
    given: set[str] = set()
    return [_next(number, stem, owners, given) for (number, _), stem in wanted]


def _next(number: int, stem: str, owners: dict[str, int], given: set[str]) -> str:
    for suffix in count(1):
        slug = stem if suffix == 1 else f"{stem}-{suffix}"
        if slug in given:
            continue
        owner = owners.get(slug)
        if owner is None or (number != NOBODY_YET and owner == number):
            given.add(slug)
            return slug
    raise AssertionError  # there is always a next number
