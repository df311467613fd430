"""`flask backup` and `flask restore`: the whole shop into one file, and out of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext

from app import services
from app.cli.doctor import report
from app.cli.outcomes import said_plainly
from app.core.archives import Manifest
from app.core.progress import Advance


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@with_appcontext
def backup(file: Path, force: bool) -> None:
    """Write the shop, its rows and its pictures, to FILE. It may go on serving meanwhile."""
    with said_plainly():
        manifest = services.backups.write(file, force=force, progress=_shown)
        click.echo(f"{file} holds {_said(manifest)}: {file.stat().st_size:,} bytes.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Lose what is in this shop to the backup.")
@with_appcontext
def restore(file: Path, replace: bool) -> None:
    """Make this shop the one in FILE: all of it, or nothing is changed. Stop the server first."""
    with said_plainly():
        restored = services.restores.restore(file, replace=replace, progress=_shown)
        click.echo(f"This is now {_said(restored.manifest)}.")
        if not restored.is_current:
            click.echo(
                f"Its tables are those of an older program (revision {restored.manifest.revision}): "
                "run `flask db upgrade` next, and `flask doctor` after that."
            )
            return
        report(services.doctor.findings())


def _said(manifest: Manifest) -> str:
    pictures = sum(name.startswith(services.backups.UPLOADS) for name in manifest.members)
    moment = f"{manifest.moment:%Y-%m-%d %H:%M:%S} UTC"
    return f"the shop of {moment} (version {manifest.version}) with {pictures} file(s) of pictures"


@contextmanager
def _shown(label: str, total: int) -> Iterator[Advance]:
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield bar.update
