"""Make the classes of records: what `typing.NamedTuple` gives, in a quarter of the time.

A short answer needs a hundred of them and makes an instance of half. `typing.NamedTuple` compiles
each field's annotation and a constructor for each class; here annotations stay as they are written,
and a constructor is made with a class's first instance. To a type checker both are the same.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _RecordType(type):
        """A metaclass that makes a class a tuple of the fields that its annotations name."""

        def __new__(cls, name: str, bases: tuple[type, ...], members: dict[str, Any]) -> type:
            kind = super().__new__(cls, name, bases, {"__slots__": (), **members})
            if bases == (tuple,):
                return kind
            kind._fields = kind.__match_args__ = tuple(kind.__annotations__)
            kind._field_defaults = {key: members[key] for key in kind._fields if key in members}
            for n, key in enumerate(kind._fields):
                setattr(kind, key, collections._tuplegetter(n, None))
            return kind

    class NamedTuple(tuple, metaclass=_RecordType):
        """A frozen record, compared by value."""

        def __new__(cls, /, *values: Any, **fields: Any) -> NamedTuple:
            """Give the class a constructor of its own, and the first instance made by it."""
            defaults = cls._field_defaults.values()
            made = collections.namedtuple(cls.__name__, cls._fields, defaults=defaults)
            cls.__new__ = made.__new__
            return cls(*values, **fields)

        @classmethod
        def _make(cls, values: Any) -> NamedTuple:
            return tuple.__new__(cls, values)

        def _replace(self, /, **changes: Any) -> NamedTuple:
            changed = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"{type(self).__name__} has no field {', '.join(changes)}")
            return changed

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            parts = (f"{key}={value!r}" for key, value in self._asdict().items())
            return f"{type(self).__name__}({', '.join(parts)})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)
