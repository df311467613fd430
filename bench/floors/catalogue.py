"""The catalogue by hand: the bytes that the shop replies with, by the fewest statements."""

import re
from typing import Any

import orjson

from bench.floors.money import amount
from bench.floors.rows import Rows

COLUMNS = (
    "p.id, p.name, p.slug, p.description, p.price_cents, p.compare_price_cents, p.sku, p.barcode,"
    " p.stock_quantity, p.low_stock_threshold, p.category_id, p.weight, p.dimensions, p.image, p.images,"
    " p.is_active, p.is_featured, p.rating_total, p.rating_count, p.created_at, p.updated_at"
)
SHOWN = "p.deleted_at IS NULL AND p.is_active"
ORDERS = {None: "p.created_at DESC, p.id DESC", "price": "p.price_cents, p.id"}
FOUND = {
    True: "p.id IN (SELECT rowid FROM product_search WHERE product_search MATCH ?)",
    False: "to_tsvector('simple', regexp_replace(p.name || ' ' || coalesce(p.description, '') || ' ' || p.sku,"
    " '[^[:alnum:]]+', ' ', 'g')) @@ to_tsquery('simple', ?)",
}
BEGINNING = {True: '"{}"*', False: "{}:*"}
LARGE = re.compile("(/static/uploads/products/[0-9a-f]{32}-)large.webp")


def page(rows: Rows, per_page: int, sort_by: str | None, search: str | None) -> bytes:
    """The first page of the products on sale."""
    where, values, order = SHOWN, [], ORDERS[sort_by]
    if search:
        where = f"{SHOWN} AND (p.sku_key = ? OR p.barcode = ? OR {FOUND[rows.is_sqlite]})"
        values = [search, search, BEGINNING[rows.is_sqlite].format(search)]
    [(total,)] = rows.of(f"SELECT count(*) FROM products p WHERE {where}", *values)
    found = rows.of(f"SELECT {COLUMNS} FROM products p WHERE {where} ORDER BY {order} LIMIT {per_page}", *values)
    return orjson.dumps(
        {
            "total": total,
            "pages": -(-total // per_page),
            "current_page": 1,
            "per_page": per_page,
            "has_next": total > per_page,
            "has_prev": False,
            "products": [shown(rows, row) for row in found],
        }
    )


def product(rows: Rows, product_id: int) -> bytes:
    """One product with its category."""
    category = "c.id, c.name, c.slug, c.description, c.parent_id, c.is_active, c.created_at, c.updated_at"
    [row] = rows.of(
        f"SELECT {COLUMNS}, {category} FROM products p LEFT JOIN categories c ON c.id = p.category_id"
        f" WHERE p.id = ? AND {SHOWN}",
        product_id,
    )
    whole = shown(rows, row[:21])
    number, name, slug, description, parent, is_active, created, updated = row[21:]
    whole["category"] = {
        "id": number,
        "name": name,
        "slug": slug,
        "description": description,
        "parent_id": parent,
        "is_active": bool(is_active),
        "created_at": rows.moment(created),
        "updated_at": rows.moment(updated),
    }
    return orjson.dumps(whole)


def shown(rows: Rows, row: Any) -> dict[str, Any]:
    """A product, of a row of COLUMNS."""
    number, name, slug, description, price, compare, sku, barcode, stock, low, *more = row
    category, weight, size, image, images, is_active, is_featured, *more = more
    rating_total, rating_count, created, updated = more
    images = rows.json(images)
    address = picture(image, images)
    return {
        "id": number,
        "name": name,
        "slug": slug,
        "description": description,
        "price": amount(price),
        "compare_price": None if compare is None else amount(compare),
        "discount_percentage": _percent(price, compare),
        "sku": sku,
        "barcode": barcode,
        "stock_quantity": stock,
        "is_in_stock": stock > 0,
        "stock_level": "sold_out" if stock <= 0 else "low" if stock <= low else "in_stock",
        "category_id": category,
        "weight": weight,
        "dimensions": size,
        "image_url": address,
        "thumbnail_url": thumbnail(address),
        "images": images,
        "thumbnails": [thumbnail(each) for each in images],
        "is_active": bool(is_active),
        "is_featured": bool(is_featured),
        "rating": amount((rating_total * 200 // rating_count + 1) // 2) if rating_count else None,
        "rating_count": rating_count,
        "created_at": rows.moment(created),
        "updated_at": rows.moment(updated),
    }


def picture(image: str | None, images: list[str]) -> str:
    """The address of what is shown of a product."""
    return image or (images[0] if images else "/static/placeholder.png")


def thumbnail(address: str) -> str:
    """The address of the small one."""
    return LARGE.sub(r"\1thumb.webp", address)


def _percent(price: int, compare: int | None) -> float:
    return ((compare - price) * 20_000 // compare + 1) // 2 / 100 if compare and compare > price else 0.0
