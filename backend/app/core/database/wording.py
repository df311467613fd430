"""A statement put into words once: what the driver is told, how values are written and how rows are read."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Dialect, Select, TextClause, UpdateBase
from sqlalchemy.types import TypeEngine

Process = Callable[[Any], Any]
Statement = Select[Any] | UpdateBase | TextClause


class Wording:
    """A statement in the words of one dialect. What it leaves open are its named parameters without a value.

    Words that stand `before` are said with it, of the same values.
    """

    def __init__(self, statement: Statement, dialect: Dialect, before: str = "") -> None:
        compiled = statement.compile(dialect=dialect)
        self._open = [name for name, bound in compiled.binds.items() if bound.required]
        # With what is known filled in, a list of values among it.
        said = compiled.construct_expanded_state(dict.fromkeys(self._open))
        self.sql, self._positions = before + said.statement, said.positiontup
        writers = {name: self._writer(bound.type, dialect) for name, bound in compiled.binds.items()}
        self._write = {name: write for name, write in (writers | dict(said.processors)).items() if write}
        known = {name: value for name, value in said.parameters.items() if name not in self._open}
        self._known = {name: self._written(name, value) for name, value in known.items()}
        self._dialect, self._types = dialect, [column.type for column in getattr(statement, "exported_columns", ())]
        self._read: list[tuple[int, Process]] | None = None

    def rows(self, cursor: Any, values: Mapping[str, Any] = MappingProxyType({})) -> Sequence[Sequence[Any]]:
        """What `cursor` finds for `values`, each value as the statement's columns have it."""
        given = self._known | {name: self._written(name, values[name]) for name in self._open}
        cursor.execute(self.sql, [given[name] for name in self._positions] if self._positions else given)
        if cursor.description is None:
            return ()
        found = cursor.fetchall()
        if self._read is None:
            self._read = self._readers(cursor.description)
        return [self._as_read(row) for row in found] if self._read else found

    @staticmethod
    def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Process | None:
        return kind.dialect_impl(dialect).bind_processor(dialect)

    def _written(self, name: str, value: Any) -> Any:
        write = self._write.get(name)
        return write(value) if write and value is not None else value

    def _as_read(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place, read in self._read or ():
            values[place] = read(values[place])
        return values

    def _readers(self, description: Sequence[Any]) -> list[tuple[int, Process]]:
        kinds = enumerate(zip(self._types, description, strict=True))
        readers = ((place, self._reader(kind, said[1])) for place, (kind, said) in kinds)
        return [(place, read) for place, read in readers if read]

    def _reader(self, kind: TypeEngine[Any], driver_type: Any) -> Process | None:
        return kind.dialect_impl(self._dialect).result_processor(self._dialect, driver_type)
