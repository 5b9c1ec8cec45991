"""Records behave as named tuples of `typing` do."""

import copy
import pickle
import typing

import pytest

from fieldref.records import NamedTuple


class Act(NamedTuple):
    """An act of the tests."""

    treaty: str
    year: int = 0
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.treaty} {self.year}"


def test_a_record_is_made_by_position_or_name_with_its_defaults():
    assert Act("CAT", year=1997) == Act("CAT", 1997, ()) == ("CAT", 1997, ())
    assert Act("CAT").words == "CAT 0"
    assert repr(Act("CAT")) == "Act(treaty='CAT', year=0, notes=())"


def test_a_missing_or_unknown_field_is_refused_the_first_time_and_later():
    class Fresh(NamedTuple):
        treaty: str

    for _ in range(2):
        with pytest.raises(TypeError):
            Fresh()  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            Fresh("CAT", code="X")  # type: ignore[call-arg]
    assert Fresh("CAT").treaty == "CAT"


def test_a_record_is_frozen_and_holds_nothing_else():
    act = Act("CAT")
    with pytest.raises(AttributeError):
        act.treaty = "CRC"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        act.other = 1  # type: ignore[attr-defined]


def test_changes_name_fields():
    assert Act("CAT")._replace(year=1997) == Act("CAT", 1997)
    with pytest.raises(ValueError, match="Act has no field code"):
        Act("CAT")._replace(code="CRC")  # type: ignore[call-arg]


def test_what_typing_tells_of_its_own_records_is_told_of_ours():
    class Theirs(typing.NamedTuple):
        treaty: str
        year: int = 0
        notes: tuple[str, ...] = ()

    assert Act._fields == Theirs._fields
    assert Act._field_defaults == Theirs._field_defaults
    assert Act.__match_args__ == Theirs.__match_args__  # type: ignore[attr-defined]
    assert typing.get_type_hints(Act) == typing.get_type_hints(Theirs)
    assert Act("CAT")._asdict() == Theirs("CAT")._asdict()
    assert Act._make(["CAT", 1, ()]) == Theirs("CAT", 1)


def test_a_record_is_copied_and_pickled():
    act = Act("CAT", 1997)
    for again in (copy.copy(act), copy.deepcopy(act), pickle.loads(pickle.dumps(act))):
        assert again == act
        assert type(again) is Act
