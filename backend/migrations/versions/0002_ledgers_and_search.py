"""Append-only tables refuse changes; products can be searched by words.

Both are the database's own work: a program with a bug cannot rewrite history, and no write path
can forget the index. SQL Server and MariaDB get neither here; see docs/decisions/databases.md.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("stock_movements", "payments", "refunds", "refund_lines", "order_events", "audit_entries")

POSTGRESQL_REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$
"""
POSTGRESQL_WORDS = """
CREATE INDEX product_search_words ON products USING gin (to_tsvector('simple',
    regexp_replace(name || ' ' || coalesce(description, '') || ' ' || sku, '[^[:alnum:]]+', ' ', 'g')))
"""
SQLITE_WORDS = (
    """
    CREATE VIRTUAL TABLE product_search USING fts5(name, description, sku, content='products',
        content_rowid='id', prefix='2 3',
        tokenize="unicode61 remove_diacritics 0 categories 'L*' tokenchars '0123456789'")
    """,
    "INSERT INTO product_search(product_search) VALUES ('rebuild')",
    """
    CREATE TRIGGER product_search_added AFTER INSERT ON products BEGIN
        INSERT INTO product_search(rowid, name, description, sku)
        VALUES (new.id, new.name, new.description, new.sku);
    END
    """,
    """
    CREATE TRIGGER product_search_changed AFTER UPDATE OF name, description, sku ON products BEGIN
        INSERT INTO product_search(product_search, rowid, name, description, sku)
        VALUES ('delete', old.id, old.name, old.description, old.sku);
        INSERT INTO product_search(rowid, name, description, sku)
        VALUES (new.id, new.name, new.description, new.sku);
    END
    """,
    """
    CREATE TRIGGER product_search_removed AFTER DELETE ON products BEGIN
        INSERT INTO product_search(product_search, rowid, name, description, sku)
        VALUES ('delete', old.id, old.name, old.description, old.sku);
    END
    """,
)


def upgrade():
    for statement in {"sqlite": _sqlite_up, "postgresql": _postgresql_up}.get(_dialect(), tuple)():
        op.execute(statement)


def downgrade():
    for statement in {"sqlite": _sqlite_down, "postgresql": _postgresql_down}.get(_dialect(), tuple)():
        op.execute(statement)


def _dialect():
    return op.get_context().dialect.name


def _sqlite_up():
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    yield from SQLITE_WORDS


def _sqlite_down():
    for name in ("added", "changed", "removed"):
        yield f"DROP TRIGGER product_search_{name}"
    yield "DROP TABLE product_search"
    for table in APPEND_ONLY:
        for change in ("update", "delete"):
            yield f"DROP TRIGGER {table}_refuse_{change}"


def _postgresql_up():
    yield POSTGRESQL_REFUSE
    for table in APPEND_ONLY:
        yield (
            f"CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
    yield POSTGRESQL_WORDS


def _postgresql_down():
    yield "DROP INDEX product_search_words"
    for table in APPEND_ONLY:
        yield f"DROP TRIGGER {table}_refuse ON {table}"
    yield "DROP FUNCTION refuse_change()"
