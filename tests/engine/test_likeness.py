"""How alike names are."""

from __future__ import annotations

import pytest

from cts_engine.likeness import name_likeness

SAME = [
    ("Siemens Aktiengesellschaft", "SIEMENS AG"),
    ("ООО Ромашка", "OOO Romashka"),
    ("Общество с ограниченной ответственностью «Ромашка»", "Romashka LLC"),
    ("Société Générale S.A.", "Societe Generale"),
    ("Ivanov Trading LLC", "Trading Ivanov LLC"),
    ("Frutas Nuevas, S.L.", "FRUTAS NUEVAS SL"),
    ("Müller GmbH & Co. KG", "MULLER"),
    ("Smith & Co", "Smith and Company"),
    ("Tata Motors Pvt. Ltd.", "TATA MOTORS PRIVATE LIMITED"),
    ("PT Sinar Mas Tbk", "Sinar Mas"),
    ("Acme Sp. z o.o.", "ACME"),
    ("İstanbul Tekstil Ltd. Şti.", "ISTANBUL TEKSTIL"),
    ("株式会社トヨタ", "トヨタ"),
    ("Ημέρα Α.Ε.", "Imera S.A."),
    ("O'Brien Ltd", "OBRIEN"),
    ("A.P. Møller", "AP Moller"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_the_same_name(a: str, b: str) -> None:
    assert name_likeness(a, b) == 1


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("Al-Qaida Trading", "Al Qaeda Trading Company", 0.9, 0.99),
        ("Maersk A/S", "A.P. Møller - Mærsk A/S", 0.5, 0.6),
        ("Huawei Technologies Co., Ltd.", "华为技术有限公司", 0.45, 0.6),
        ("Delta Shipping", "Delta Shopping GmbH", 0.9, 0.95),
        ("Gazprom Neft", "Gazprom Nefteorgsintez", 0.65, 0.75),
        ("China National Oil Corp", "China National Gas Corp", 0.7, 0.8),
        ("SE Asia Trading", "Asia Trading", 0.85, 0.95),
        ("ACME TRADING LTD", "FRUTAS NUEVAS SL", 0.0, 0.5),
    ],
)
def test_names_that_are_more_or_less_alike(a: str, b: str, least: float, most: float) -> None:
    assert least <= name_likeness(a, b) <= most
    assert name_likeness(a, b) == name_likeness(b, a)


def test_it_is_not_rounded() -> None:
    assert name_likeness("Delta Shipping", "Delta Shopping") == pytest.approx(26 / 28, abs=1e-12)


def test_names_that_are_nothing_but_a_legal_form_keep_it() -> None:
    assert name_likeness("Ltd", "LTD.") == 1
    assert name_likeness("Ltd", "LLC") < 0.5
    assert name_likeness("Ltd", "Acme") == 0


def test_names_without_letters() -> None:
    assert name_likeness("", "") == 1
    assert name_likeness("***", "???") == 0
    assert name_likeness("", "Acme") == 0


def test_any_text_has_a_likeness() -> None:
    for text in ("\ud800", "\x00", "🚢 ship", "a" * 10_000, "٣٤", "ー"):
        assert name_likeness(text, text) == 1
        assert 0 <= name_likeness(text, "Acme") <= 1
