"""The organizations, roles and people of a file: which recorded one each is, or that it is new.

Candidates are found in sets (store/exchange/candidates.py) and compared in batches; what is new beyond doubt is
add_entities.py's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from registry.domain.entities.models import Identifier, Organization, OtherName, Parent, Person
from registry.domain.entities.models import Role as RoleModel
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import ChoiceError, RegistryError
from registry.domain.exchange.import_plan import Cause
from registry.domain.exchange.import_report import ImportReport
from registry.domain.exchange.statements import OrganizationStatement, PersonStatement, RoleStatement
from registry.domain.names.keys import slug_of
from registry.services.entities.add import role_slug
from registry.services.exchange.field_values import Given, entity_of, fields, identifiers, label, other_name
from registry.services.exchange.fold_spellings import agree, fold_spellings, lived_apart
from registry.services.exchange.package import ImportRefusedError
from registry.services.exchange.stage import one_line_of, statement_of
from registry.store.database.bulk_insert import add_rows, batches
from registry.store.entities import named, organizations, parents, people, roles
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.exchange import candidates, staged_entities
from registry.store.exchange.candidates import Candidate
from registry.store.exchange.datasets import last_wrote
from registry.store.exchange.known_entities import KnownEntity, known_entities

if TYPE_CHECKING:
    from sqlite_utils import Database

_BY_KEY, _BY_IDENTIFIER, _BY_NAME = 1, 2, 3  # as store/exchange/candidates.py has them


class _Kept(NamedTuple):
    """How one kind of thing is read and written."""

    noun: Noun
    model: type[BaseModel]
    recorded: Callable[[sqlite3.Connection, int], dict[str, Any]]
    update: Callable[[Database, int, Any], None]


_PERSON = _Kept(PERSON, Person, people.person_as_recorded, people.update_person)
_BODY = _Kept(ORGANIZATION, Organization, organizations.organization_as_recorded, organizations.update_organization)


class EntityMatcher:
    """Which recorded row each key of the file is; `report` is written on. `add_namesakes`: who could be two is new."""

    def __init__(self, db: Database, report: ImportReport, *, add_namesakes: bool = False) -> None:
        self._db = db
        self._report = report
        self._add_namesakes = add_namesakes
        self._matched: dict[Noun, set[int]] = {PERSON: set(), ORGANIZATION: set(), ROLE: set()}  # by some key
        self._candidates: dict[str, list[Candidate]] = {}
        self._known: dict[int, KnownEntity] = {}
        self._shared_by: dict[Noun, set[tuple[str, str]]] = {}
        self._role = _Kept(ROLE, RoleModel, roles.role_as_recorded, self._update_role)

    def match(self, before: int) -> None:
        """Find or add the organizations, and what may be recorded already; people have ids below `before`."""
        connection, dataset = self._db.conn, self._report.dataset
        staged_entities.index_identifiers(connection)
        each: tuple[tuple[Noun, Callable[[Any], None]], ...] = (
            (ORGANIZATION, self._organization), (ROLE, self._one_role), (PERSON, self._person),
        )  # fmt: skip
        for noun, one in each:
            fold_spellings(connection, noun)
            candidates.find_candidates(connection, noun, dataset, described=True)
            if noun is PERSON:
                candidates.weigh_names(connection, dataset, before)
            staged_entities.mark_unclear(connection, noun)
            for batch in list(batches(staged_entities.unclear_entities(connection, noun))):
                self._compare(noun, batch, one)
            staged_entities.follow_leaders(connection, noun)

    def _compare(self, noun: Noun, batch: Sequence[tuple[str, str]], one: Callable[[Any], None]) -> None:
        """Take in these keys and records, in the order of the keys; organizations after those above them."""
        self._candidates = {}
        for key, candidate in candidates.candidates_of(self._db.conn, noun, batch[0][0], batch[-1][0]):
            self._candidates.setdefault(key, []).append(candidate)
        ids = {candidate.entity_id for found in self._candidates.values() for candidate in found}
        self._known = known_entities(self._db.conn, noun, ids, self._report.dataset)
        for given in _parents_first([statement_of(noun, record) for _, record in batch]):
            try:
                one(given)
            except ChoiceError as error:
                cause = Cause.NAMESAKES if noun is PERSON else Cause.OTHER
                self._report.refuse(cause, given.place, str(error))
            except RegistryError as error:
                self._report.refused.note(given.place, str(error))

    def may_change(self, table: str, row_id: int) -> bool:
        """Whether the row is as an import of this dataset wrote it."""
        return last_wrote(self._db.conn, table, row_id, self._report.dataset)

    def _person(self, given: PersonStatement) -> None:
        """Find or add the person. Raises ChoiceError if it could be several."""
        found = self._match(PERSON, given)
        if found is None:
            slug = named.free_slug(self._db.conn, "people", slug_of(given.name))
            person = validated(Person, {"slug": slug, "name": one_line_of(given.name), **fields(given)})
            found = self._new(people.insert_person(self._db, person), person.slug, person.name)
            self._report.added["people"] += 1
        else:
            self._update(_PERSON, found, given)
        self._remember(PERSON, given, found)

    def _organization(self, given: OrganizationStatement) -> None:
        """Find or add the organization, and what it stands below."""
        found = self._match(ORGANIZATION, given)
        if found is None:
            slug = named.free_slug(self._db.conn, "organizations", slug_of(given.name))
            body = validated(Organization, {"slug": slug, "name": one_line_of(given.name), **fields(given)})
            found = self._new(organizations.insert_organization(self._db, body), body.slug, body.name)
            self._report.added["organizations"] += 1
        else:
            self._update(_BODY, found, given)
        self._remember(ORGANIZATION, given, found)
        if given.parent:
            self._put_below(found, entity_of(self._db.conn, ORGANIZATION, given.parent))

    def _one_role(self, given: RoleStatement) -> None:
        """Find or add the role."""
        body = entity_of(self._db.conn, ORGANIZATION, given.organization)
        found = self._match(ROLE, given)
        if found is None:
            title = one_line_of(given.title)
            values: dict[str, Any] = {"slug": role_slug(self._db.conn, title, body.slug), "title": title}
            values |= {"organization": body.slug, "seats": given.seats, **fields(given)}
            role = validated(RoleModel, values)
            found = self._new(self._insert_role(role, body.id), role.slug, role.title)
            self._report.added["roles"] += 1
        else:
            self._update(self._role, found, given)
        self._remember(ROLE, given, found)

    def _insert_role(self, role: RoleModel, body_id: int) -> int:
        try:
            return roles.insert_role(self._db, role, body_id)
        except sqlite3.IntegrityError as error:
            raise RegistryError(
                f"{role.organization} already has a role {role.title!r}, which is another one"
            ) from error

    def _new(self, row_id: int, slug: str, name: str) -> KnownEntity:
        """What was just added, as far as it is asked for again."""
        self._known[row_id] = KnownEntity(row_id, slug, name, {}, ours=True)
        return self._known[row_id]

    def _match(self, noun: Noun, given: Given) -> KnownEntity | None:
        """By a key that the dataset had before; else by an identifier; else by the name. Raises ChoiceError."""
        found = self._candidates.get(given.key, [])
        for candidate in found:
            if candidate.way == _BY_KEY:
                return self._known[candidate.entity_id]
        for known in self._by_identifier(noun, given):
            return known
        fit = [
            candidate
            for candidate in found
            if candidate.way == _BY_NAME
            and candidate.entity_id not in self._matched[noun]
            and not self._told_apart(noun, self._known[candidate.entity_id], given)
        ]
        if noun is PERSON:
            fit = self._best(fit, given)
        if len(fit) > 1:
            known_ones = [self._known[candidate.entity_id] for candidate in fit]
            if noun is PERSON and self._add_namesakes:
                return None
            raise ChoiceError(
                f"{label(given)!r} could be {', '.join(known.slug for known in known_ones)}; give one of them "
                "an identifier from the file, or merge them",
                [(known.slug, known.label) for known in known_ones],
            )
        return self._known[fit[0].entity_id] if fit else None

    def _best(self, fit: Sequence[Candidate], given: Given) -> list[Candidate]:
        """Those for whom most speaks, if anything does: a name alone is not enough."""
        evidence = {each.entity_id: each.evidence + 5 * self._same_birthday(each, given) for each in fit}
        most = max(evidence.values(), default=0)
        return [each for each in fit if most > 0 and evidence[each.entity_id] == most]

    def _same_birthday(self, candidate: Candidate, given: Given) -> bool:
        born = fields(given).get("birth")
        return born is not None and len(born) == 10 and born == self._known[candidate.entity_id].fields.get("birth")

    def _by_identifier(self, noun: Noun, given: Given) -> Iterator[KnownEntity]:
        """What has one of its identifiers, unless something else tells it apart. Raises ChoiceError."""
        ids = {each.entity_id for each in self._candidates.get(given.key, []) if each.way == _BY_IDENTIFIER}
        for pair in given.identifiers:  # what the file itself has added since
            bearer = named.by_identifier(self._db.conn, noun, *pair) if pair in self._shared(noun) else None
            if bearer is not None:
                ids.add(bearer.id)
                if bearer.id not in self._known:
                    self._known |= known_entities(self._db.conn, noun, [bearer.id], self._report.dataset)
        known = [self._known[each] for each in sorted(ids) if not self._told_apart(noun, self._known[each], given)]
        if len(known) > 1:
            raise ChoiceError(
                f"{label(given)!r} could be {', '.join(each.slug for each in known)} by its identifiers; merge them, "
                "or correct the identifiers",
                [(each.slug, each.label) for each in known],
            )
        yield from known

    def _shared(self, noun: Noun) -> set[tuple[str, str]]:
        """The identifiers that the file has under several keys."""
        if noun not in self._shared_by:
            self._shared_by[noun] = staged_entities.shared_identifiers(self._db.conn, noun)
        return self._shared_by[noun]

    def _told_apart(self, noun: Noun, known: KnownEntity, given: Given) -> bool:
        """Whether another identifier of the same scheme, a birth, a death or its life says that it is another one."""
        for scheme in {scheme for scheme, _ in given.identifiers}:
            said = {value for other, value in given.identifiers if other == scheme}
            recorded = {value for other, value in known.identifiers if other == scheme}
            if recorded and not recorded & said:
                return True
        own = fields(given)
        if noun is not PERSON:
            return lived_apart(own, known.fields)
        return any(not agree(own[field], known.fields.get(field)) for field in ("birth", "death"))

    def _update(self, kept: _Kept, found: KnownEntity, given: Given) -> None:
        """Fill in what is not known; change what this dataset said before; leave and report what others said."""
        twice = found.id in self._matched[kept.noun]  # the file has it under two keys
        ours = not twice and found.ours
        news = {}
        for field, value in fields(given).items():
            recorded = found.fields.get(field)
            if value is None or value == recorded:
                continue
            if recorded is None or ours:
                news[field] = value
            else:
                said = f"{found.slug} keeps its {field} {recorded!r}; the file says {value!r}"
                self._report.kept.note(given.place, said)
        if news:
            recorded_fields = kept.recorded(self._db.conn, found.id)
            kept.update(self._db, found.id, validated(kept.model, {**recorded_fields, **news}))
            found.fields |= news
        (self._report.updated if news else self._report.matched)[kept.noun.table] += 1

    def _update_role(self, db: Database, role_id: int, role: RoleModel) -> None:
        body = named.by_slug(db.conn, ORGANIZATION, role.organization)
        assert body is not None  # as recorded
        roles.update_role(db, role_id, role, body.id)

    def _remember(self, noun: Noun, given: Given, found: KnownEntity) -> None:
        """Note which one it is, with the names and identifiers that were not known of it."""
        self._matched[noun].add(found.id)
        staged_entities.match(self._db.conn, noun, [(found.id, found.slug, given.key)])
        main = one_line_of(label(given))
        for name, other in ((main, None), *((called.name, called) for called in given.also)):
            if name == found.label or name in found.names:
                continue
            model = validated(OtherName, {"name": name}) if other is None else other_name(other)
            if model.name != found.label and model.name not in found.names:
                found.names.add(model.name)
                named.add_name(self._db, noun, found.id, model)
                self._report.details += 1
        for scheme, value in given.identifiers:
            if (scheme, value) not in found.identifiers:
                self._identify(noun, given, found)
                break

    def _identify(self, noun: Noun, given: Given, found: KnownEntity) -> None:
        for scheme, value in identifiers(given):
            if (scheme, value) in found.identifiers:
                continue
            bearer = named.by_identifier(self._db.conn, noun, scheme, value)
            if bearer:
                said = f"{scheme}={value} is {bearer.slug}'s, which other details distinguish from {found.slug}"
                self._report.kept.note(given.place, said)
            else:
                named.add_identifier(self._db, noun, found.id, Identifier(scheme=scheme, value=value))
                found.identifiers.append((scheme, value))
                self._report.details += 1

    def match_names(self, before: int) -> int:
        """Find the people of whom the file gives but a name; returns how many were recorded, below id `before`."""
        connection, dataset = self._db.conn, self._report.dataset
        candidates.find_candidates(connection, PERSON, dataset, described=False)
        candidates.weigh_names(connection, dataset, before)
        candidates.choose_people(connection)
        if self._add_namesakes:
            staged_entities.take_unclear_names_as_new(connection)
        return staged_entities.count_matched_names(connection, before)

    def report_names(self, before: int, first_new: int) -> None:
        """Report who was taken for whom by name alone, and who was added beside somebody of the name."""
        connection = self._db.conn
        found = candidates.taken_by_name(connection, self._report.dataset, before, first_new)
        for name, slug, label_, place in found:
            self._report.by_name.note(place, f"{name} is matched to {label_} ({slug}) by the name and the office")
        for slug, other, label_, place in candidates.namesakes(connection, before):
            self._report.namesakes.note(place, f"{slug} may be the same as {label_} ({other})")

    def remember_keys(self) -> None:
        """Keep the file's own keys, so that its next version is known again whatever it is called there."""
        for noun in (PERSON, ORGANIZATION, ROLE):
            found = candidates.remember_keys(self._db.conn, self._report.dataset)
            rows = [(self._report.dataset, word, key, row_id) for word, row_id, key in found if word == noun.word]
            add_rows(self._db.conn, "dataset_keys", ("dataset", "noun", "value", noun.owner), rows)

    def _put_below(self, found: KnownEntity, parent: EntityReference) -> None:
        if parent.id in [link.parent_id for link in parents.parents_of(self._db.conn, found.id)]:
            return
        link = Parent(organization=found.slug, parent=parent.slug)
        if parents.in_a_circle(self._db.conn, found.id, parent.id, link):
            raise RegistryError(
                f"{found.label!r} is recorded as a parent of {parent.label!r}, so it cannot belong to it"
            )
        organizations.insert_parent(self._db, found.id, parent.id, link)
        self._report.details += 1


def _parents_first(things: Sequence[Given]) -> Sequence[Given]:
    """Organizations after those that they stand below; others as they are."""
    parents_of = {given.key: given.parent for given in things if isinstance(given, OrganizationStatement)}
    by_key = {given.key: given for given in things}
    graph = {key: {parent for parent in [parents_of.get(key)] if parent in by_key} for key in by_key}
    try:
        return [by_key[key] for key in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        first = by_key[error.args[1][0]]
        raise ImportRefusedError(f"{first.place}: organizations that are parents of each other in a circle") from error
