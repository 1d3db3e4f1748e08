"""An office: its store, its reference data, its limits, its clock. Everything else is a function of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

from sqlalchemy import Connection

from cts_engine.random_selection import Lottery
from cts_grammar.remembering import Remembered
from cts_grammar.vocabulary import Vocabulary
from cts_rules.access.passwords import Passwords
from cts_rules.access.settings import AccessSettings, access_settings_from
from cts_rules.manifest.vocabulary import vocabulary as names_over
from cts_rules.office.compiled import CompiledVersions
from cts_rules.office.refusals import Busy, StoreNotReady
from cts_rules.reference.reference import Reference, reference_of
from cts_rules.reference.stored import StoredList, default_folder, read_folder
from cts_rules.rulebook.examples import Passed
from cts_rules.selection_key import lottery
from cts_rules.settings import Settings, settings_from
from cts_rules.store.database import Store, StoreAway, StoreBusy, open_database
from cts_rules.store.migrating import is_current
from cts_rules.store.places import Place

Clock = Callable[[], datetime]

LOCAL = "local"
"""Who does things until there are accounts."""


@dataclass(frozen=True, eq=False)
class Office:
    """What a process needs to work. Share it between threads, never between processes."""

    store: Store
    reference: Reference
    vocabulary: Vocabulary
    settings: Settings
    clock: Clock
    compiled: CompiledVersions = field(default_factory=CompiledVersions)
    remembered: Remembered = field(default_factory=Remembered)
    """Rule texts that were read and checked."""
    passed: Passed = field(default_factory=Passed)
    """Rules that passed their examples."""
    lottery: Lottery | None = None
    """Draws for random selection; None: there is no key."""
    access: AccessSettings = field(default_factory=AccessSettings)
    passwords: Passwords = field(default_factory=Passwords)
    """How passwords are kept."""
    engine: str = field(default_factory=lambda: version("cts-rules"))
    """Version of the product."""
    imported: Mapping[str, StoredList] = field(default_factory=dict)
    """The code lists that are not built in, by kind."""

    def now(self) -> str:
        """This instant, UTC, to the second."""
        return self.clock().astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store. Busy where its database does not answer."""
        try:
            with self.store.reading() as connection:
                yield connection
        except StoreAway as away:
            raise Busy(str(away)) from away

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all. Busy where another writer holds the store for too long,
        or its database does not answer."""
        try:
            with self.store.writing() as connection:
                yield connection
        except (StoreAway, StoreBusy) as busy:
            raise Busy(str(busy)) from busy


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


def open_office(place: Place, environment: Mapping[str, str], clock: Clock = utc_now) -> Office:
    """The office whose store is at a place.

    StoreNotReady where there is none or it is of another version, ReferenceDamaged where an imported list was
    changed, ValueError for a setting that is none.
    """
    settings = settings_from(environment)
    access = access_settings_from(environment)
    drawing = lottery(environment, place)
    folder = default_folder(environment)
    imported = read_folder(folder) if folder.is_dir() else {}
    reference = reference_of(imported)
    store = open_current(place)
    remembered = Remembered(settings.rulebook)
    return Office(
        store,
        reference,
        names_over(reference),
        settings,
        clock,
        remembered=remembered,
        lottery=drawing,
        imported=imported,
        access=access,
    )


def open_current(place: Place) -> Store:
    """The store at a place, if this release can work with it as it is. StoreNotReady."""
    try:
        store = open_database(place)
        with ExitStack() as stack:
            stack.callback(store.close)
            if is_current(store):
                stack.pop_all()
                return store
    except StoreAway as away:
        raise StoreNotReady(str(away)) from away
    raise StoreNotReady(f"the store in {place} is not there or of another version: `cts-rules up` makes it ready")
