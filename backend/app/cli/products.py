"""`flask products`: lists of products in and out, for whoever runs the shop."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import click
from flask.cli import AppGroup

from app import services
from app.cli.outcomes import said_plainly
from app.core.lists import BOM
from app.core.paging import PageWindow
from app.core.permissions import Actor
from app.models import ProductImport
from app.models.imports import GivenRow, RowKind
from app.schemas import import_files

MOST_ROWS_SHOWN = 20

products = AppGroup("products", help="Import and export products as CSV.")
acting_as = click.option("--as", "name", help="The admin who does it; by default the first active one.")


@products.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--apply", is_flag=True, help="Change the shop; otherwise it is only looked at.")
@acting_as
def take_in(file: Path, apply: bool, name: str | None) -> None:
    """Say what the rows of FILE would do and, with --apply, do it: all of them or none."""
    with said_plainly():
        actor = services.imports.clerk(name)
        found = _looked_at(actor, file)
        counts = ", ".join(f"{count} {kind}" for kind, count in found.counts.items())
        click.echo(f"Import {found.id}: {counts}.")
        if found.counts["error"]:
            _show_errors(found)
            raise SystemExit(1)
        if apply:
            services.imports.apply(actor, found.id)
            click.echo("Applied.")
        else:
            click.echo("Nothing was changed. Use --apply to apply a list.")


@products.command("export")
@click.argument("file", required=False, type=click.Path(dir_okay=False, writable=True, path_type=Path))
@acting_as
def give_out(file: Path | None, name: str | None) -> None:
    """Write all products, inactive ones too, to FILE or to the terminal."""
    with said_plainly():
        actor = services.imports.clerk(name)
        filters: dict[str, Any] = {"include_inactive": True, "sort_by": "created_at", "sort_order": "asc"}
        total = services.products.how_many(actor, **filters)
        pieces = services.exports.products(actor, **filters)
        if file is None:
            for piece in pieces:
                click.echo(piece, nl=False)
            return
        with (
            file.open("w", encoding="utf-8", newline="") as page,
            click.progressbar(length=total, label="Exporting", file=sys.stderr) as bar,
        ):
            page.write(BOM)
            for piece in pieces:
                page.write(piece)
                bar.update(min(services.exports.PIECE, total))
        click.echo(f"{total} product(s) written to {file}.")


def _looked_at(actor: Actor, file: Path) -> ProductImport:
    size = file.stat().st_size
    with file.open("rb") as source, click.progressbar(length=size, label="Reading", file=sys.stderr) as bar:
        given = import_files.read(source)
        return services.imports.preview(actor, given.mapping, _watched(given.rows, source, bar))


def _watched(rows: Iterator[GivenRow], source: BinaryIO, bar: Any) -> Iterator[GivenRow]:
    for row in rows:
        bar.update(source.tell() - bar.pos)
        yield row


def _show_errors(found: ProductImport) -> None:
    page = services.imports.rows(found.id, PageWindow(1, MOST_ROWS_SHOWN), RowKind.ERROR)
    for row in page.items:
        click.echo(f"  line {row.line}: {row.error}", err=True)
    if page.total > len(page.items):
        click.echo(f"  and {page.total - len(page.items)} more.", err=True)
