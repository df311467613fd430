"""Fill the migrated database of DATABASE_URL for measuring: `python -m bench.fill --products 1000000`.

A shop without people gets the example of seed_data.py first.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields

import click

import seed_data
from app import create_app, services
from app.core.config import settings
from app.core.progress import Advance
from bench.fill import Size, fill


def main() -> int:
    wanted = _arguments()
    app = create_app()
    with app.app_context():
        if settings().is_production:
            print("Refused: this is a production shop.", file=sys.stderr)
            return 1
        if services.health.problem() is not None:
            print("The database cannot be used yet. Run: flask db upgrade", file=sys.stderr)
            return 1
        if not services.users.statistics()["total_users"]:
            seed_data.fill()
        fill(Size(**vars(wanted)), _seen)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.fill", description=(__doc__ or "").split("\n")[0])
    for field in fields(Size):
        parser.add_argument(
            f"--{field.name}", type=int, default=field.default, metavar="N", help=f"{field.default}"
        )
    return parser.parse_args()


@contextmanager
def _seen(label: str, total: int) -> Iterator[Advance]:
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield bar.update


if __name__ == "__main__":
    sys.exit(main())
