"""Frozen data classes, made without compiling code for each: that is slow in WebAssembly, and we have dozens.

Does what the decision aids use, and refuses what it does not know. Slots are not made: only memory would differ.
"""

from collections.abc import Callable
from typing import Any

MISSING: Any = type("MISSING", (), {})()


class FrozenInstanceError(AttributeError):
    """Somebody wanted to change a frozen instance."""


class Field:
    """A field's name and default."""

    def __init__(self, name: str = "", default: Any = MISSING, default_factory: Any = MISSING) -> None:
        self.name = name
        self.default = default
        self.default_factory = default_factory


def field(*, default: Any = MISSING, default_factory: Any = MISSING) -> Any:
    """A default, or a function that makes one."""
    return Field("", default, default_factory)


def fields(thing: Any) -> tuple[Field, ...]:
    """The fields of a class or an instance, in order."""
    return tuple(thing.__dataclass_fields__.values())


def replace(thing: Any, **changes: Any) -> Any:
    """The thing again with some fields changed."""
    return type(thing)(**{each.name: getattr(thing, each.name) for each in fields(thing)} | changes)


def dataclass(*, frozen: bool, slots: bool, eq: bool = True) -> Callable[[type], type]:
    """A frozen data class; the arguments are those all of ours have. `eq=False` leaves it its identity."""
    if not (frozen and slots):
        raise TypeError("in the browser data classes are frozen=True, slots=True")
    return _made if eq else _made_by_identity


def _made_by_identity(cls: type) -> type:
    return _made(cls, ("__eq__", "__hash__"))


def _made(cls: type, without: tuple[str, ...] = ()) -> type:
    found: dict[str, Field] = {}
    for base in reversed(cls.__mro__[1:]):
        found |= getattr(base, "__dataclass_fields__", {})
    for name in cls.__annotations__:
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            default.name = name
            found[name] = default
            delattr(cls, name)
        else:
            found[name] = Field(name, default)
    given = cls.__dict__
    methods = {**_methods(cls, found), "__setattr__": _refuse, "__delattr__": _refuse}
    for name, method in methods.items():
        if name in without:
            continue
        if name not in given or (name == "__hash__" and given[name] is None):
            setattr(cls, name, method)
    return cls


def _methods(cls: type, found: dict[str, Field]) -> dict[str, Any]:
    names = tuple(found)
    known = frozenset(names)
    defaults = {name: each.default for name, each in found.items() if each.default is not MISSING}
    makers = [
        (name, each.default_factory) for name, each in found.items() if each.default_factory is not MISSING
    ]

    def init(self: Any, *values: Any, **named: Any) -> None:
        mine = self.__dict__
        if len(values) < len(names):
            mine.update(defaults)
        mine.update(zip(names, values, strict=False))
        mine.update(named)
        for name, make in makers:
            if name not in mine:
                mine[name] = make()
        if len(mine) != len(names) or len(values) > len(names) or not known.issuperset(named):
            raise TypeError(
                f"{cls.__name__} takes {', '.join(names)}, not {len(values)} values and {sorted(named)}"
            )
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    def values_of(self: Any) -> tuple[Any, ...]:
        mine = self.__dict__
        return tuple(mine[name] for name in names)

    def equal(self: Any, other: object) -> Any:
        return values_of(self) == values_of(other) if other.__class__ is self.__class__ else NotImplemented

    def shown(self: Any) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in zip(names, values_of(self), strict=True))
        return f"{cls.__qualname__}({inside})"

    return {
        "__init__": init,
        "__eq__": equal,
        "__hash__": lambda self: hash(values_of(self)),
        "__repr__": shown,
        "__match_args__": names,
        "__dataclass_fields__": found,
    }


def _refuse(self: Any, name: str, *value: Any) -> None:
    raise FrozenInstanceError(f"cannot change {name!r}")
