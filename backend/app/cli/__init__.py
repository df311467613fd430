"""Commands of `flask`: what whoever runs the shop types."""

import click
from flask import Flask
from flask.cli import with_appcontext

from app import services
from app.cli.products import products


def init_app(app: Flask) -> None:
    """Add the commands to `app`."""
    app.cli.add_command(doctor)
    app.cli.add_command(sweep)
    app.cli.add_command(products)


@click.command()
@with_appcontext
def doctor() -> None:
    """Recompute every counter from its ledger and list what differs; exit 1 if anything does."""
    found = services.doctor.examine()
    for difference in found:
        click.echo(
            f"{difference.row}: {difference.what}, "
            f"but it says {difference.kept} and they come to {difference.recomputed}"
        )
    click.echo(f"{len(found)} difference(s)" if found else "The books agree: no differences.")
    if found:
        raise SystemExit(1)


@click.command()
@with_appcontext
def sweep() -> None:
    """Forget idempotency keys and ended sessions older than 30 days."""
    services.idempotency.sweep()
    services.sessions.sweep()
    click.echo("Old idempotency keys and sessions are gone.")
