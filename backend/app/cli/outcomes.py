"""How a command ends: with what it did, or with a sentence that says why it did nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import DBAPIError

from app.core.database import refusal_for
from app.core.errors import Refusal


@contextmanager
def said_plainly() -> Iterator[None]:
    """A refusal, a file that cannot be used or a database that does not answer is a sentence and exit code 1."""
    try:
        yield
    except Refusal as refusal:
        click.echo(refusal.message, err=True)
        for where, said in refusal.details.items():
            click.echo(f"  {where}: {' '.join(map(str, said)) if isinstance(said, list) else said}", err=True)
        raise SystemExit(1) from refusal
    except DBAPIError as error:
        known = refusal_for(error)
        click.echo(known.message if known else f"The database refused: {_first_line(error)}.", err=True)
        raise SystemExit(1) from error
    except OSError as error:
        named = f"{error.filename} cannot be used" if error.filename else "A file cannot be read or written"
        click.echo(f"{named}: {error.strerror or error}.", err=True)
        raise SystemExit(1) from error


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0].rstrip(".")
