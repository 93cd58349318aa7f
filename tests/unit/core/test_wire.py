from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from botocore.session import get_session
from botocore.validate import validate_parameters
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.wire import from_wire, item_from_wire, item_to_wire, to_wire

if TYPE_CHECKING:
    from botocore.model import Shape

single = (
    st.none()
    | st.booleans()
    | st.integers(-(10**37), 10**37)
    | st.text(max_size=20)
    | st.binary(max_size=20)
    | st.frozensets(st.text(min_size=1, max_size=5), min_size=1, max_size=3)
)
values = st.recursive(
    single,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
items = st.dictionaries(st.text(min_size=1, max_size=5), values, max_size=4)


@cache
def attribute_map() -> Shape:
    """An item's shape in the model of the service that botocore carries."""
    return get_session().get_service_model("dynamodb").shape_for("AttributeMap")


@given(items)
def test_an_item_comes_back_from_the_wire_as_it_was_sent(item: dict[str, Any]) -> None:
    assert item_from_wire(item_to_wire(item)) == item


@given(items)
def test_what_is_sent_has_the_shape_that_dynamodb_asks_for(item: dict[str, Any]) -> None:
    validate_parameters(item_to_wire(item), attribute_map())


def test_a_truth_is_not_taken_for_a_number_nor_a_number_for_a_truth() -> None:
    assert to_wire(True) == {"BOOL": True}  # noqa: FBT003 - the value itself is meant
    assert to_wire(1) == {"N": "1"}
    assert from_wire({"BOOL": False}) is False


def test_a_tuple_comes_back_as_a_list() -> None:
    assert from_wire(to_wire((1, "a"))) == [1, "a"]


@pytest.mark.parametrize("value", [1.5, object(), 1j])
def test_what_a_table_never_holds_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"^a table holds no"):
        to_wire(value)
