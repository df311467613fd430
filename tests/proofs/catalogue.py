"""The proofs, in the order they are run and shown. Each is the PROOF of the module of its name."""

from importlib import import_module

from tests.proofs.harness.proof import Proof

IDS = (
    "hot-article",
    "crossed-carts",
    "exactly-once",
    "killed-server",
    "killed-database",
    "refund-ceiling",
    "one-winner",
    "every-cell",
    "foreign-bytes",
    "mass-assignment",
    "tokens",
    "refresh-races",
    "fuzz",
    "model",
    "cents",
    "hostile-files",
    "redis-away",
    "clock",
    "durable",
    "backup",
    "ready-made",
)


def proof(name: str) -> Proof:
    """The proof called `name`; ModuleNotFoundError if there is none."""
    return import_module(f"tests.proofs.{name.replace('-', '_')}").PROOF
