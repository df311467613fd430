"""What a shop holds, table by table."""

from collections.abc import Iterator

from sqlalchemy import exists, inspect, select

from app.core import pictures
from app.core.database import Base, db
from app.models import Product


def tables_with_rows() -> list[str]:
    """The tables of the shop that hold anything, by name; a table that was never made holds nothing."""
    present = set(inspect(db.session.connection()).get_table_names())
    tables = [table for table in Base.metadata.sorted_tables if table.name in present]
    return sorted(table.name for table in tables if db.session.scalar(select(exists(select(1).select_from(table)))))


def pictures_named() -> Iterator[tuple[int, str]]:
    """Every product's id with the address of each uploaded picture it names, of the deleted ones too."""
    rows = select(Product.id, Product.image, Product.images).order_by(Product.id).execution_options(yield_per=1000)
    for number, image, images in db.session.execute(rows):
        for address in dict.fromkeys([image, *images]):
            if address and address.startswith(pictures.ADDRESS):
                yield number, address
