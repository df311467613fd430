"""Commands of `flask`: what whoever runs the shop types."""

import click
from flask import Flask
from flask.cli import with_appcontext

from app import services
from app.cli import migrations
from app.cli.backups import backup, restore
from app.cli.doctor import doctor
from app.cli.products import products


def init_app(app: Flask) -> None:
    """Add the commands to `app`."""
    migrations.init_app(app)
    for command in (doctor, sweep, products, backup, restore):
        app.cli.add_command(command)


@click.command()
@with_appcontext
def sweep() -> None:
    """Forget idempotency keys and ended sessions older than 30 days."""
    services.idempotency.sweep()
    services.sessions.sweep()
    click.echo("Old idempotency keys and sessions are gone.")
