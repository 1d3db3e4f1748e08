"""Passwords: which are too easy to guess, and how they are kept: by argon2id alone.

A password is long rather than odd (NIST SP 800-63B: at least 15 characters where nothing else proves who it is, no
demands on which). What is left of it without its owner's name, the commonest passwords and rows of keys must be
something.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cached_property
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

SHORTEST, LONGEST = 15, 200
LEFT_OVER = 6
"""Different characters that must be left without what everybody would try first."""
AT_ONCE = 2
"""Hashes that a process makes at once: each takes 64 MiB and a processor."""

COMMONEST = (
    "password", "passwort", "motdepasse", "contrasena", "senha", "parola", "123456", "qwerty", "qwertz", "azerty",
    "asdf", "zxcv", "yxcv", "1q2w3e4r5t", "1qaz2wsx3edc", "qazwsx", "letmein", "welcome", "willkommen", "bienvenue",
    "iloveyou", "monkey", "dragon", "football", "baseball", "basketball", "superman", "batman", "princess", "sunshine",
    "master", "shadow", "trustno1", "whatever", "starwars", "freedom", "computer", "internet", "michael", "jordan",
    "changeme", "default", "secret", "geheim", "login", "guest", "test", "temp", "user", "root", "admin",
    "administrator", "supervisor", "officer", "customs", "douane", "aduana", "zoll", "cargo", "targeting", "ctsrules",
    "rules", "spring", "summer", "autumn", "winter", "january", "february", "abc",
)  # fmt: skip
"""The commonest passwords and parts of passwords, in lower case; rows of keys and of letters are told otherwise."""
ROWS = ("01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
        "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn")  # fmt: skip
INSTEAD = str.maketrans("@4301$!5", "aaeoisis")
"""Signs that are written in the place of letters."""


class TooEasy(ValueError):
    """A password that is not taken; the message is a fragment for a person and does not have the password."""


def normal(password: str) -> str:
    """The same text however a keyboard makes it."""
    return unicodedata.normalize("NFC", password)


def refuse_easy(password: str, name: str) -> None:
    """Raises TooEasy for a password that somebody would guess."""
    text = normal(password)
    if len(text) < SHORTEST:
        raise TooEasy(f"the password is too short: it wants at least {SHORTEST} characters, a few words for example")
    if len(text) > LONGEST:
        raise TooEasy(f"the password is too long: it may have {LONGEST} characters")
    if any(unicodedata.category(sign) == "Cc" for sign in text):
        raise TooEasy("the password has characters that cannot be typed")
    if len(set(_left_of(text.casefold(), name.casefold()))) < LEFT_OVER:
        raise TooEasy("the password is among the first that somebody would try: take a few words that do not belong "
                      "together")  # fmt: skip


def _left_of(text: str, name: str) -> str:
    """What is left without the name, the commonest passwords and rows; the least of what may be meant."""
    return min((_without(each, name) for each in (text, text.translate(INSTEAD))), key=lambda left: len(set(left)))


def _without(text: str, name: str) -> str:
    parts = sorted({name, name[::-1], *COMMONEST, *_row_pieces()}, key=len, reverse=True)
    return re.sub("|".join(re.escape(part) for part in parts if len(part) > 2), "", text)


def _row_pieces() -> set[str]:
    both = [row for each in ROWS for row in (each, each[::-1])]
    return {row[at : at + size] for row in both for size in (3, 4, 5, 6, 8, 10) for at in range(len(row) - size + 1)}


def _bytes(password: str) -> bytes:
    return normal(password).encode(errors="surrogatepass")


class Passwords:
    """How passwords are kept. Share it: it makes no more than a few hashes at once."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._places = BoundedSemaphore(AT_ONCE)

    @cached_property
    def nobody(self) -> str:
        """The hash of a password that nobody has: to take as long where there is no such account."""
        return self.hashed(secrets.token_urlsafe())

    def hashed(self, password: str) -> str:
        """What is kept of a password."""
        with self._places:
            return self._hasher.hash(_bytes(password))

    def fits(self, kept: str, password: str) -> bool:
        """Whether it is that password."""
        with self._places:
            try:
                return self._hasher.verify(kept, _bytes(password))
            except (VerificationError, InvalidHashError):
                return False

    def is_old(self, kept: str) -> bool:
        """Whether it was hashed with less than today's effort."""
        return self._hasher.check_needs_rehash(kept)
