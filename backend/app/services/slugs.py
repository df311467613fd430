"""Slugs: the name of a product or category as part of an address. One that was given out stays that thing's."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from uuid import uuid4

from app import repositories as repo
from app.models import Category, Product

SLUG = re.compile(r"[a-z0-9-]{1,160}")
# The columns are longer than the names, but one letter may become several in plain ASCII.
LONGEST: dict[type[Product | Category], int] = {Product: 220, Category: 140}


def placeholder() -> str:
    """A slug for a row that needs its id before it can claim one."""
    return uuid4().hex


def claim_for(thing: Product | Category) -> None:
    """Give `thing` the slug its name deserves; with a number where another thing has or had that one.

    Its former slugs stay its own: they still answer, and it gets one back when it is renamed back.
    Two who want the same slug at the same moment get two.
    """
    kind = type(thing)
    stem = stem_of(thing.name, kind)
    owners = repo.slugs.owners(kind, stem)
    for slug in _candidates(stem):
        owner = owners.get(slug)
        if owner == thing.id or (owner is None and repo.slugs.claim(kind, slug, thing.id)):
            thing.slug = slug
            return


def owner(slug: str) -> int | None:
    """The id of the category that has or had `slug`."""
    return repo.slugs.category_id(slug.lower()) if SLUG.fullmatch(slug.lower()) else None


def stem_of(name: str, kind: type[Product | Category]) -> str:
    """`Café Lamp, 2nd` as `cafe-lamp-2nd`; the kind of thing where no letter is left."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if letter.isascii() or not _is_of_a_word(letter))
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    return words[: LONGEST[kind]].strip("-") or kind.__name__.lower()


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) > 0


def _candidates(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))
