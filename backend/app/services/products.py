"""Use cases of products."""

import unicodedata
from collections.abc import Collection
from functools import partial
from typing import Any, TypeVar

from app import repositories as repo
from app.core import clock
from app.core.database import transactional
from app.core.errors import Invalid, NotFound
from app.core.paging import Page, PageWindow
from app.core.permissions import Actor
from app.models import Category, Product
from app.models.product_rows import ProductDetail, ProductRow
from app.models.users import key_of
from app.repositories.product_filters import ProductFilters
from app.repositories.products import POPULAR
from app.services import audit, finding, popularity, prices, slugs, stock, versions

T = TypeVar("T")


def page(viewer: Actor | None, window: PageWindow, **filters: Any) -> Page[ProductRow]:
    """Products on sale; those who manage products also get inactive ones if they ask."""
    asked = finding.asked(viewer, ProductFilters(**filters))
    how_many = partial(finding.how_many, asked)
    if asked.sort_by == POPULAR:
        return repo.products.popular(window, asked, how_many, popularity.lately(), finding.everything)
    return repo.products.page(window, asked, how_many, finding.may_be_many)


def how_many(viewer: Actor | None, **filters: Any) -> int:
    """How many products there are in such a list, however long it is."""
    return repo.facets.count(viewer, ProductFilters(**filters))


def read(viewer: Actor | None, product_id: int) -> ProductDetail:
    """One product with its category; NotFound unless it is on sale or `viewer` manages products."""
    return _there(repo.products.find(viewer, product_id))


def look_at(viewer: Actor | None, product_id: int) -> ProductDetail:
    """As `read`, for whoever reads nothing else."""
    return _there(repo.products.look_at(viewer, product_id))


@transactional
def create(actor: Actor, *, name: str, sku: str, category_id: int, stock_quantity: int, **rest: Any) -> Product:
    """Put a new product on the shelf, its stock by the ledger.

    Invalid if there is no such category or the compare price is not higher than the price, Conflict if
    another product has the SKU or barcode.
    """
    facts = prices.agreed(_composed({"name": name, "sku": sku} | rest), prices.NONE)
    product = Product(**facts, sku_key=key_of(facts["sku"]), slug=slugs.placeholder())
    product.category = _category(category_id)
    repo.products.add(product)
    slugs.claim_for(product)
    prices.note(actor, product, prices.NONE)
    stock.opening(actor, product, stock_quantity)
    after = facts | {"slug": product.slug, "category_id": category_id, "stock_quantity": stock_quantity}
    audit.record(actor, "product.create", product, after=audit.plain(after))
    return product


@transactional
def update(actor: Actor, product_id: int, expected: Collection[int] | None = None, **values: Any) -> Product:
    """Change what is given of a product. Its version moves on if anything is different afterwards.

    NotFound, Conflict for a version that is not `expected` or a code that is taken, Invalid if there
    is no such category or the compare price is not higher than the price. A compare price that the new
    price reaches is dropped.
    """
    product = _locked(product_id, expected)
    was = prices.of(product)
    facts = prices.agreed(_composed(values), was)
    before, after = audit.changed(product, facts)
    for name in after.keys() - {"stock_quantity", "category_id"}:
        setattr(product, name, facts[name])
    if "category_id" in after:
        product.category = _category(facts["category_id"])
    if "sku" in after:
        product.sku_key = key_of(product.sku)
    if "name" in after:
        slugs.claim_for(product)
    if "stock_quantity" in after:
        stock.set_to(actor, product, facts["stock_quantity"])
    if after:
        product.version += 1
        prices.note(actor, product, was)
        audit.record(actor, "product.update", product, before=before, after=after)
    return product


@transactional
def remove(actor: Actor, product_id: int, expected: Collection[int] | None = None) -> None:
    """Take a product out of the shop; past orders keep it. Its SKU and barcode are free again."""
    product = _locked(product_id, expected)
    before = {"name": product.name, "sku": product.sku, "barcode": product.barcode}
    product.deleted_at = clock.now()
    # No SKU holds a line break, so this is nobody else's key.
    product.sku_key, product.barcode = f"deleted\n{product.id}", None
    product.version += 1
    audit.record(actor, "product.delete", product, before=before)


def _locked(product_id: int, expected: Collection[int] | None) -> Product:
    product = _there(repo.products.locked(product_id))
    versions.check(product, expected)
    return product


def _category(category_id: int) -> Category:
    category = repo.categories.held(category_id)
    if category is None:
        raise Invalid.field("category_id", "There is no such category.")
    return category


def _composed(values: dict[str, Any]) -> dict[str, Any]:
    # One é is one character or two, by the keyboard it came from; what is searched for must not depend on it.
    return {
        name: unicodedata.normalize("NFC", value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _there(product: T | None) -> T:
    if product is None:
        raise NotFound("There is no such product.")
    return product
