"""From three answers to 'certainly yes' and 'certainly no'."""

from __future__ import annotations

from dataclasses import replace

from cts_engine.lower import All, AllBut, Answers, Any, AtLeast, Leaf, Several, lower
from cts_grammar.checked import AllOf, AnyOf, AtLeastOf, Between, Compare, Named, Not, Order
from cts_grammar.source import Span
from tests.engine.small import AT, elements, every, field, kilograms, over, some

A = over(field("gross weight"), kilograms(10))
B = over(field("gross weight"), kilograms(20))
C = over(field("gross weight"), kilograms(30))
GOODS = elements("goods item")


def yes(test: Compare) -> Leaf:
    return Leaf(test, True, AT)


def no(test: Compare) -> Leaf:
    return Leaf(test, False, AT)


def test_a_test_is_certainly_so_or_certainly_not() -> None:
    assert lower(A) == Answers(yes(A), no(A))


def test_not_swaps() -> None:
    assert lower(Not(A, AT)) == Answers(no(A), yes(A))
    assert lower(Not(Not(A, AT), AT)) == lower(A)


def test_and_is_no_when_one_part_is() -> None:
    assert lower(AllOf((A, B), AT)) == Answers(All((yes(A), yes(B))), Any((no(A), no(B))))


def test_or_is_no_when_all_parts_are() -> None:
    assert lower(AnyOf((A, B), AT)) == Answers(Any((yes(A), yes(B))), All((no(A), no(B))))


def test_and_in_and_is_one_and() -> None:
    assert lower(AllOf((A, AllOf((B, C), AT)), AT)) == lower(AllOf((A, B, C), AT))


def test_no_part_at_all() -> None:
    assert lower(AllOf((), AT)) == Answers(All(()), Any(()))
    assert lower(AnyOf((), AT)) == Answers(Any(()), All(()))


def test_at_least_two_of_three_is_no_when_two_are_no() -> None:
    parts = lower(AtLeastOf(2, (A, B, C), AT))
    assert parts == Answers(Several(2, (yes(A), yes(B), yes(C))), Several(2, (no(A), no(B), no(C))))


def test_at_least_three_of_three_is_no_when_one_is_no() -> None:
    assert lower(AtLeastOf(3, (A, B, C), AT)).no == Several(1, (no(A), no(B), no(C)))


def test_between_is_two_comparisons() -> None:
    weight, low, high = field("gross weight"), kilograms(5), kilograms(9)
    both = (Compare(Order.AT_LEAST, weight, low, AT), Compare(Order.AT_MOST, weight, high, AT))
    assert lower(Between(weight, low, high, AT)) == lower(AllOf(both, AT))


def test_some_is_no_when_every_element_of_the_whole_list_is_no() -> None:
    assert lower(some(GOODS, A)) == Answers(AtLeast(GOODS, 2, yes(A), 1, AT), AllBut(GOODS, 2, no(A), 0, AT))


def test_at_least_three_leaves_two_to_spare() -> None:
    assert lower(some(GOODS, A, n=3)).no == AllBut(GOODS, 2, no(A), 2, AT)


def test_every_wants_at_least_one() -> None:
    assert lower(every(GOODS, A)) == Answers(
        All((AtLeast(GOODS, 2, All(()), 1, AT), AllBut(GOODS, 2, yes(A), 0, AT))),
        Any((AllBut(GOODS, 2, Any(()), 0, AT), AtLeast(GOODS, 2, no(A), 1, AT))),
    )


def test_a_definition_means_its_condition() -> None:
    assert lower(Named("heavy", A, AT)) == lower(A)


def test_a_place_in_another_file_is_where_the_definition_is_named() -> None:
    elsewhere = replace(A, span=Span("definitions.rules", 5, 6, 1, 6, 1, 7))
    here = Span("small.rules", 40, 50, 3, 5, 3, 15)
    assert lower(AllOf((Named("heavy", elsewhere, here), B), AT)).yes == All((Leaf(elsewhere, True, here), yes(B)))
