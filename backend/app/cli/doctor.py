"""`flask doctor`: whether the shop is well, for whoever runs it."""

from collections.abc import Sequence

import click
from flask.cli import with_appcontext

from app import services
from app.cli.outcomes import said_plainly


@click.command()
@with_appcontext
def doctor() -> None:
    """Recompute every counter from its ledger, look for damage, missing pictures and migrations; exit 1 if any."""
    with said_plainly():
        report(services.doctor.findings())


def report(findings: Sequence[str]) -> None:
    """Say what was found; exit with 1 if anything was."""
    for sentence in findings:
        click.echo(sentence)
    click.echo(f"{len(findings)} difference(s)" if findings else "The books agree: no differences.")
    if findings:
        raise SystemExit(1)
