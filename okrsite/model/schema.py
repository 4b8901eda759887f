"""Types of front-matter fields, shared by the readers and the kinds (pydantic).

Front matter is typed by people who know no YAML: text that looks like a number is still text where
text is wanted, and a list of one needs no brackets. Beside each validator stands what editors are
told of it, as JSON Schema: as much as validators take, white space around quoted words aside.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError

from okrsite.model import told
from okrsite.model.status import Status
from okrsite.model.text import ID, MAX_ID, shortened
from okrsite.model.told import Takes, Told

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERCENT = re.compile(r"([-+−]?\d+(?:\.\d+)?)\s?%")
_CYCLE_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_LARGEST = 1e15


class Schema(BaseModel):
    """Front matter of one shape: unknown keys are faults, nothing is guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def wrong(message: str) -> PydanticCustomError:
    """A fault of one field, in words that follow "`field` "."""
    return PydanticCustomError("okrsite", message)


def shown(value: Any) -> str:
    """A written value, for messages."""
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    return f"`{shortened(str(value), 40)}`"


def as_text(value: Any) -> Any:
    """Text; a number is the text that was written."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(getattr(value, "text", value))
    raise wrong(f"must be text, not {shown(value)}")


def _required_text(value: Any) -> Any:
    if value is None or not (text := as_text(value)):
        raise wrong("must not be empty")
    return text


def _optional_text(value: Any) -> Any:
    return "" if value is None else as_text(value)


def _id(value: Any) -> Any:
    text = _required_text(value)
    if not ID.fullmatch(text) or len(text) > MAX_ID:
        raise wrong(
            f"must be lower-case letters, digits and hyphens (up to {MAX_ID}), not {shown(text)}"
        )
    return text


def _cycle_id(value: Any) -> Any:
    text = _required_text(value)
    if not _CYCLE_ID.fullmatch(text) or len(text) > MAX_ID:
        raise wrong(f"must be letters, digits and hyphens (up to {MAX_ID}), not {shown(text)}")
    return text


def _date(value: Any) -> Any:
    if isinstance(value, str) and _DATE.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise wrong(f"must be a date that exists, not {shown(value)}") from None
    raise wrong(f"must be a date such as 2026-11-30, not {shown(value)}")


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise wrong(f"must be a number, not {shown(value)}")
    if not math.isfinite(value) or abs(value) > _LARGEST:
        raise wrong(f"must be a number between -{_LARGEST:.0e} and {_LARGEST:.0e}")
    return float(value)


def _old(value: Any) -> Any:
    """An old value of any sort, with numbers that are counted with: others nothing could keep."""
    if isinstance(value, dict):
        _old([*value.keys(), *value.values()])
    elif isinstance(value, (list, tuple)):
        for each in value:
            _old(each)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        _number(value)
    return value


def _between(low: float, high: float | None, words: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        number = _number(value)
        if number < low or (high is not None and number > high):
            raise wrong(f"must be {words}, not {shown(value)}")
        return number

    return check


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    raise wrong(f"must be true or false, not {shown(value)}")


def _date_or_flag(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    try:
        return _date(value)
    except PydanticCustomError:
        raise wrong(
            f"must be true, false or a date such as 2026-11-30, not {shown(value)}"
        ) from None


def _percent(value: Any) -> Any:
    if isinstance(value, str) and (found := _PERCENT.fullmatch(value.strip())):
        return float(found.group(1).replace("−", "-")) / 100
    if isinstance(value, str):
        raise wrong(f"must be a percentage such as -30%, not {shown(value)}")
    share = _number(value)
    if abs(share) > 1:  # is 30 meant as 30 % or as 30 times?
        raise wrong(f"must be a percentage such as -30%, not {shown(value)}")
    return share


def _said(value: Any) -> Any:
    text = as_text(value).lower().replace(" ", "_").replace("-", "_")
    if text not in {"on_track", "at_risk", "off_track"}:
        raise wrong(f"must be on_track, at_risk or off_track, not {shown(value)}")
    return Status(text)


def word_of(*words: str) -> Takes:
    """One of a few words."""

    def check(value: Any) -> Any:
        text = as_text(value)
        if text not in words:
            raise wrong(f"must be {', '.join(words[:-1])} or {words[-1]}, not {shown(value)}")
        return text

    return Takes(check, {"enum": [*words]})


def as_list(value: Any) -> Any:
    """A list; a single thing stands for a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def keyed(name: str) -> Takes:
    """A mapping; a single text stands for its main field."""

    def widen(value: Any) -> Any:
        if isinstance(value, dict):
            return value
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return {name: value}
        raise wrong(f"must be text or a mapping, not {shown(value)}")

    def either(mapping: Told, handler: GetJsonSchemaHandler) -> Told:
        return {"anyOf": [mapping, handler.resolve_ref_schema(mapping)["properties"][name]]}

    return Takes(widen, either)


def _url(value: Any) -> Any:
    text = _required_text(value)
    if not re.match(r"(?:https?://|mailto:)", text, re.IGNORECASE) or re.search(r"\s", text):
        raise wrong(f"must be an address that begins with https://, not {shown(text)}")
    return text


def _empty_mapping(value: Any) -> Any:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise wrong(f"must be a mapping, not {shown(value)}")
    return value


Text = Annotated[str, Takes(_required_text, told.TEXT)]
OptionalText = Annotated[str, Takes(_optional_text, told.OPTIONAL_TEXT)]
Id = Annotated[str, Takes(_id, told.ID_NAME)]
CycleId = Annotated[str, Takes(_cycle_id, told.name(_CYCLE_ID.pattern))]
Reference = Annotated[str, Takes(_required_text, told.TEXT)]
IsoDate = Annotated[date, Takes(_date, told.DATE)]
Number = Annotated[float, Takes(_number, told.number(-_LARGEST, _LARGEST))]
Old = Annotated[Any, Takes(_old, {"minimum": -_LARGEST, "maximum": _LARGEST})]
Weight = Annotated[float, Takes(_between(0, None, "0 or more"), told.number(0, _LARGEST))]
Score = Annotated[float, Takes(_between(0, 1, "between 0 and 1"), told.number(0, 1))]
Confidence = Annotated[float, Takes(_between(0, 10, "between 0 and 10"), told.number(0, 10))]
Flag = Annotated[bool, Takes(_flag, told.FLAG)]
DateOrFlag = Annotated[date | bool | None, Takes(_date_or_flag, told.DATE_OR_FLAG)]
Percent = Annotated[float, Takes(_percent, told.PERCENT)]
Said = Annotated[Status, Takes(_said, told.SAID)]
Url = Annotated[str, Takes(_url, told.URL)]
Many = Takes(as_list, told.list_or_one)
Mapping = Takes(_empty_mapping, told.or_nothing)
