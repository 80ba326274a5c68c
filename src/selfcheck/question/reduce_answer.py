"""What a learner gave, as plain values that nothing of the learner's can bend.

An answer may be any object: a data frame whose truth value raises, or one that is equal to everything. So nothing here
calls a method of the object. What is built in is copied with the methods of the built-in type, which a subclass cannot
change; the rest is known by the name of its type alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_SCALARS: tuple[type, ...] = (bool, int, float, str, type(None), type(...))
_type_name = type.__dict__["__name__"].__get__
"""A metaclass may have a ``__name__`` of its own, so the one of ``type`` is asked."""


@dataclass(frozen=True, eq=False)
class Other:
    """An object that is no answer to anything."""

    name: str
    """Name of its type."""


def reduce_answer(answer: object) -> object:
    """Return an answer as built-in values alone.

    :param answer: anything
    :return: None, ..., a bool, int, float or str; a list, tuple, frozenset or dict of these; for everything else an
        :class:`Other`, also inside a list or a dict
    """
    kind: type[Any] = type(answer)  # and not isinstance, which believes what an object says of its class
    given: Any = answer
    if issubclass(kind, list):
        return [_reduce_scalar(value) for value in list.__iter__(given)]
    if issubclass(kind, tuple):
        return tuple(_reduce_scalar(value) for value in tuple.__iter__(given))
    if issubclass(kind, set):
        return frozenset(_reduce_scalar(value) for value in set.__iter__(given))
    if issubclass(kind, frozenset):
        return frozenset(_reduce_scalar(value) for value in frozenset.__iter__(given))
    if issubclass(kind, dict):
        return {_reduce_scalar(key): _reduce_scalar(value) for key, value in dict.items(given)}
    return _reduce_scalar(given)


def _reduce_scalar(value: Any) -> object:
    kind: type[Any] = type(value)
    if kind in _SCALARS:
        return value
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, int):
        return int.__int__(value)
    if issubclass(kind, float):
        return float.__float__(value)
    return Other(_type_name(kind))
