"""Values as JSON knows them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from chalicelib.core.text import Text

if TYPE_CHECKING:
    from chalicelib.core.text import Language


def plain(value: object, language: Language) -> Any:  # noqa: ANN401 - any JSON
    """Dataclasses become objects, instants RFC 3339, a Text its words in the language.

    A field named in the dataclass's ``OMIT_NONE`` is left out when it is None; every other None is ``null``. A field
    that Python has a word of its own for is written with an underscore behind it, which is dropped: ``for_``.
    """
    match value:
        case Text():
            return value.inn(language)
        case datetime() | date() | time():
            return _moment(value)
        case dict():
            return {str(name): plain(inner, language) for name, inner in value.items()}
        case list() | tuple():
            return [plain(inner, language) for inner in value]
    if is_dataclass(value):
        omitted = getattr(type(value), "OMIT_NONE", ())
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {
            name.removesuffix("_"): plain(inner, language)
            for name, inner in pairs
            if not (inner is None and name in omitted)
        }
    return value


def _moment(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat(timespec="minutes") if isinstance(value, time) else value.isoformat()
