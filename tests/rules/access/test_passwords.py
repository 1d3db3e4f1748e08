from __future__ import annotations

import pytest

from cts_rules.access.passwords import LONGEST, Passwords, TooEasy, refuse_easy
from tests.rules.access.keeping import QUICK, SECRET


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "fourteen chars",
        "aaaaaaaaaaaaaaaaaaaa",
        "passwordpassword",
        "P@ssw0rdP@ssw0rd!",
        "123456789012345",
        "qwertyuiopasdfghjkl",
        "Welcome2026Welcome",
        "abcdefghijklmnop",
        "annemarieannemarie",
        "Annemarie-Annemarie1",
        "eiramennaeiramenna",
        "admin-admin-admin-1",
        "long enough words\x00",
        "x" * (LONGEST + 1),
    ],
)
def test_what_everybody_would_try_is_refused(password: str) -> None:
    with pytest.raises(TooEasy) as refusal:
        refuse_easy(password, "annemarie")
    assert not password or len(password) < 6 or password not in str(refusal.value)


@pytest.mark.parametrize(
    "password",
    [
        SECRET,
        "annemarie likes cold tea",
        "zeven vette kippen",
        "очень длинный пароль",
        "k7#Lw9!xQp2$vR8z",
        "東京特許許可局許可局長今日休暇",
    ],
)
def test_a_few_words_are_taken(password: str) -> None:
    refuse_easy(password, "annemarie")


def test_only_argon2id_is_kept_with_the_effort_of_its_standard() -> None:
    kept = Passwords().hashed(SECRET)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert len(kept) < 200
    assert Passwords().fits(kept, SECRET)
    assert not Passwords().is_old(kept)


def test_a_password_fits_however_its_letters_are_composed() -> None:
    kept = QUICK.hashed("crème brûlée à la carte")
    assert QUICK.fits(kept, "cre\u0300me bru\u0302le\u0301e a\u0300 la carte")
    assert not QUICK.fits(kept, "creme brulee a la carte")
    assert not QUICK.fits("no hash", "creme brulee a la carte")


def test_two_hashes_of_one_password_differ() -> None:
    assert QUICK.hashed(SECRET) != QUICK.hashed(SECRET)
    assert Passwords().is_old(QUICK.hashed(SECRET))
