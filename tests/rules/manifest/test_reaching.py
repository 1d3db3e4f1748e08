import pytest

from cts_engine.values import Partial, Unreadable
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Seal
from cts_rules.manifest.reaching import main_hs_code, seals_of
from cts_rules.manifest.stowage import goods_stowed_in

BOLT, WIRE = Seal(number="1"), Seal(number="2")


@pytest.mark.parametrize(
    ("containers", "seals"),
    [
        (None, None),
        ((), ()),
        ((Container(seals=(BOLT,)), Container(seals=(WIRE, BOLT))), (BOLT, WIRE, BOLT)),
        ((Container(seals=(BOLT,)), Container(seals=())), (BOLT,)),
        ((Container(), Container()), None),
    ],
)
def test_seals_of_all_containers(containers: tuple[Container, ...] | None, seals: object) -> None:
    consignment = Consignment(containers=containers)
    assert seals_of(consignment, consignment) == seals
    assert not isinstance(seals_of(consignment, consignment), Partial)


def test_a_container_without_a_list_of_seals_leaves_a_gap() -> None:
    consignment = Consignment(containers=(Container(seals=(BOLT,)), Container()))
    seals = seals_of(consignment, consignment)
    assert isinstance(seals, Partial)
    assert tuple(seals) == (BOLT,)


BANANAS = GoodsItem(hs_code="0803.90", weight=10.0, containers=("CSQU 305438-3",))
MANGOES = GoodsItem(hs_code="080450", weight=20.0, containers=("CSQU3054383", "MSKU1234565"))
UNSTOWED = GoodsItem(hs_code="080450", weight=20.0, containers=())
UNTOLD = GoodsItem(hs_code="080390", weight=5.0)
CONTAINER = Container(number="csqu3054383")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (None, None),
        ((), ()),
        ((BANANAS, MANGOES, UNSTOWED), (BANANAS, MANGOES)),
        ((UNTOLD,), None),
        ((BANANAS, UNTOLD), Partial((BANANAS,))),
    ],
)
def test_goods_stowed_in_a_container(items: tuple[GoodsItem, ...] | None, expected: object) -> None:
    stowed = goods_stowed_in(CONTAINER, Consignment(goods_items=items))
    assert stowed == expected
    assert type(stowed) is type(expected)


def test_a_container_without_a_number_holds_nobody_knows_what() -> None:
    assert goods_stowed_in(Container(), Consignment(goods_items=(BANANAS,))) is None
    assert goods_stowed_in(Container(number=Unreadable("XX")), Consignment(goods_items=(BANANAS,))) is None


@pytest.mark.parametrize(
    ("items", "code"),
    [
        (None, None),
        ((), None),
        ((BANANAS, UNTOLD), "0803.90"),
        ((BANANAS, MANGOES), "080450"),
        ((GoodsItem(hs_code="080390"), GoodsItem(hs_code="080390")), "080390"),
        ((GoodsItem(hs_code="080390", weight=20.0), MANGOES), "080390"),
        ((GoodsItem(hs_code="080390"), MANGOES), None),
        ((GoodsItem(hs_code="080390", weight=Unreadable("TBA")), MANGOES), None),
        ((GoodsItem(hs_code="080390"),), "080390"),
        ((GoodsItem(weight=30.0), MANGOES), None),
        ((GoodsItem(), GoodsItem()), None),
    ],
)
def test_the_main_hs_code(items: tuple[GoodsItem, ...] | None, code: str | None) -> None:
    assert main_hs_code(Consignment(goods_items=items)) == code
