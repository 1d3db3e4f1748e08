"""Settings of access: how long somebody stays logged in, and under which addresses the service is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address

IDLE, LONGEST = "CTS_SESSION_IDLE_MINUTES", "CTS_SESSION_HOURS"
ADDRESSES, PROXIES = "CTS_ADDRESSES", "CTS_PROXIES"
HOST = "CTS_HOST"

ADDRESS = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """As an environment has them."""

    idle: timedelta = timedelta(minutes=30)
    """After which a session that is not used ends."""
    longest: timedelta = timedelta(hours=12)
    """After which every session ends."""
    addresses: tuple[str, ...] = ()
    """`https://targeting.example`: what browsers call the service, besides names of this machine."""
    proxies: frozenset[str] = frozenset()
    """Addresses of reverse proxies, whose word about whom they speak for is taken."""

    def address_of(self, host: str) -> str | None:
        """The address whose name and port stand in a Host header."""
        return next((a for a in self.addresses if a.partition("://")[2] == host.lower()), None)


def access_settings_from(environment: Mapping[str, str]) -> AccessSettings:
    """The settings that an environment makes. ValueError, in one sentence, for one that is none."""
    default = AccessSettings()
    addresses = tuple(each.rstrip("/").lower() for each in _several(environment, ADDRESSES))
    for address in addresses:
        if not ADDRESS.fullmatch(address):
            raise ValueError(f"{ADDRESSES} has {address[:100]!r}: it wants addresses as https://targeting.example")
    proxies = _several(environment, PROXIES)
    for proxy in proxies:
        try:
            ip_address(proxy)
        except ValueError:
            raise ValueError(f"{PROXIES} has {proxy[:100]!r}: it wants addresses as 192.0.2.7") from None
    return AccessSettings(
        idle=timedelta(minutes=_whole(environment, IDLE, 24 * 60, int(default.idle.total_seconds() // 60))),
        longest=timedelta(hours=_whole(environment, LONGEST, 24 * 7, int(default.longest.total_seconds() // 3600))),
        addresses=addresses,
        proxies=frozenset(proxies),
    )


def _several(environment: Mapping[str, str], name: str) -> list[str]:
    return environment.get(name, "").replace(",", " ").split()


def _whole(environment: Mapping[str, str], name: str, most: int, default: int) -> int:
    text = environment.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
        raise ValueError(f"{name} is {text[:50]!r}: it wants a whole number from 1 to {most}")
    return int(text)
