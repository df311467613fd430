"""Commands of `flask`: what whoever runs the shop types."""

import click
from flask import Flask
from flask.cli import with_appcontext

from app import services
from app.cli import migrations
from app.cli.backups import backup, restore
from app.cli.doctor import doctor
from app.cli.products import products
from app.core.config import settings


def init_app(app: Flask) -> None:
    """Add the commands to `app`."""
    migrations.init_app(app)
    for command in (doctor, sweep, products, backup, restore):
        app.cli.add_command(command)


@click.command()
@with_appcontext
def sweep() -> None:
    """Forget idempotency keys and ended sessions older than 30 days, and what reports would have had to look at."""
    services.idempotency.sweep()
    services.sessions.sweep()
    services.tallies.catch_up(settings().shop_timezone)
    click.echo("Old idempotency keys and sessions are gone, and reports know what has changed.")
