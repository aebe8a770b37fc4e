"""What the rules' SQL finds against what their naive statements find, in registries at random."""

import re
from collections import Counter
from dataclasses import asdict, fields
from random import Random
from string import Formatter

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from registry.domain.audit.findings import Limits, Severity
from registry.store.audit.rules import broken, look_at, rules
from tests.conftest import examples
from tests.store.audit.random_registries import LIMITS, TODAY, a_registry, an_unguarded_database, write
from tests.store.audit.rules_oracle import STATEMENTS, tops

SEEDS = range(4000)
WORDS = {"severity", "title", "explanation", "facts", "remedy"}
OF_APPOINTMENTS = {
    "appointment", "name", "person", "title", "role", "organization", "organization_name",
    "span", "start", "start_said", "end", "end_said",
}  # fmt: skip
OF_ROLES = {"title", "slug", "organization_name"}

every_rule = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)


@pytest.fixture(scope="module")
def unguarded():
    connection = an_unguarded_database()
    look_at(connection, [])  # so that the queries, once prepared, stay so
    yield connection
    connection.close()


def audited(connection, world, chosen):
    """What the SQL of the rules finds, by code."""
    connection.execute("begin")
    try:
        write(connection, world)
        look_at(connection, sorted(world.scope))
        return {rule.code: broken(connection, rule, TODAY, LIMITS) for rule in chosen}
    finally:
        connection.execute("rollback")


def counted(found):
    return Counter(tuple(sorted(row.items())) for row in found)


@pytest.fixture(scope="module")
def corpus(unguarded):
    """Random registries that stay the same from run to run, each with what the rules find."""
    worlds = [a_registry(Random(seed), in_order=seed % 10 != 0) for seed in SEEDS]
    return [(world, audited(unguarded, world, _fitting(seed))) for seed, world in zip(SEEDS, worlds, strict=True)]


def _fitting(seed):
    """Where an end may be before its start, the other rules have nothing to go by."""
    return [rule for rule in rules() if seed % 10 or rule.code == "end-before-start"]


# --- the same findings ---


def test_every_rule_has_a_naive_statement():
    assert sorted(STATEMENTS) == sorted(rule.code for rule in rules())


@every_rule
def test_a_rule_finds_what_its_naive_statement_finds(corpus, rule):
    for world, found in corpus:
        if rule.code in found:
            assert counted(found[rule.code]) == counted(STATEMENTS[rule.code](world)), world


@every_rule
def test_a_rule_speaks_up_in_some_registries_and_is_silent_in_others(corpus, rule):
    speaks = [bool(found[rule.code]) for _, found in corpus if rule.code in found]
    assert 20 <= sum(speaks) <= len(speaks) - 20


@settings(max_examples=examples(300), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_all_rules_find_what_their_naive_statements_find(unguarded, random):
    world = a_registry(random)
    for code, found in audited(unguarded, world, rules()).items():
        assert counted(found) == counted(STATEMENTS[code](world)), code
        event(code if found else "silent")


@settings(max_examples=examples(100), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_an_end_before_its_start_is_found_whatever_the_bounds(unguarded, random):
    world = a_registry(random, in_order=False)
    rule = next(rule for rule in rules() if rule.code == "end-before-start")
    found = audited(unguarded, world, [rule])[rule.code]
    assert counted(found) == counted(STATEMENTS[rule.code](world))


def test_a_clash_is_found_exactly_when_more_than_the_seats_cross_each_with_each(corpus):
    for world, found in (case for case in corpus if "clash" in case[1]):
        for role in (r for r in world.roles if r.seats and not r.changes and r.id in world.scope):
            holders = [t for t in world.accepted if t.role == role]
            clashing = {row["a"] for row in found["clash"]} & {t.id for t in holders}
            by_kind = [[t for t in holders if t.kind == kind] for kind in ("substantive", "acting")]
            assert bool(clashing) == any(tops(tenures, role.seats) for tenures in by_kind), world


# --- the files ---


@every_rule
def test_a_rule_is_headed_by_each_of_the_five_words_once(rule):
    assert Counter(re.findall(r"^-- (\w+): \S", rule.query, re.MULTILINE)) == Counter(WORDS)


@every_rule
def test_a_rule_is_called_by_words_with_hyphens(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)


def placeholders(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def columns_of(connection, rule):
    values = {"today": TODAY, **asdict(LIMITS)}
    return {column[0] for column in connection.execute(rule.query, values).description}


@every_rule
def test_what_a_rule_tells_is_there_to_be_told(unguarded, rule):
    limits, columns = {field.name for field in fields(Limits)}, columns_of(unguarded, rule)
    of = {"a": OF_APPOINTMENTS, "b": OF_APPOINTMENTS, "role": OF_ROLES}
    typed = {f"{column}_typed" for column in columns}  # dates as they are written to be read again
    known = (columns - set(of)) | typed | limits | {f"{it}.{word}" for it in columns & set(of) for word in of[it]}
    assert placeholders(rule.facts) | placeholders(rule.remedy) <= known
    assert placeholders(rule.explanation) <= limits


@every_rule
def test_a_rule_names_what_it_is_about(unguarded, rule):
    assert columns_of(unguarded, rule) & {"a", "role"}


def test_errors_come_first_then_warnings_then_information():
    order = list(Severity)
    assert list(rules()) == sorted(rules(), key=lambda rule: (order.index(rule.severity), rule.code))
    assert {rule.severity for rule in rules()} == set(Severity)
