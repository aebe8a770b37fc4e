"""The engines that read a lake: DuckDB in this process, or Spark here or on a cluster. Each is an extra.

Both are given the same SQL. The files may be wherever the engine's own readers reach: a folder, s3://, gs://, https://.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Protocol

from registry.lake.layout import TABLES, LakeError, Manifest

Row = tuple[Any, ...]


class Engine(Protocol):
    """What a lake needs of an engine."""

    def text(self, place: str) -> str:
        """The text of a file that is not on this machine."""

    def attach(self, base: str, manifest: Manifest) -> None:
        """Let the SQL read the tables of the lake by their names; `part` is a column of each."""

    def ask(self, sql: str, values: Mapping[str, str] = {}) -> tuple[list[str], list[Row]]:
        """The columns and the rows of one query; `values`: of its parameters, which are written `:name`."""

    def close(self) -> None:
        """Give back what the engine holds."""


class DuckDB:
    """DuckDB, in this process: no server, and what does not fit in memory goes to its own temporary files."""

    def __init__(self, master: str | None = None) -> None:
        if master:
            raise LakeError("DuckDB runs on this machine alone; leave out --master, or choose --engine spark")
        duckdb = _module("duckdb", "lake")
        self._errors: Any = duckdb.Error
        self._connection: Any = duckdb.connect(":memory:")

    def text(self, place: str) -> str:
        _, rows = self.ask(f"select content from read_text({_quoted(place)})")
        return str(rows[0][0])

    def attach(self, base: str, manifest: Manifest) -> None:
        for table in TABLES:
            files = ", ".join(_quoted(f"{base}/{path}") for path in manifest.paths(table))
            self.ask(
                f"create view {table} as select * from read_parquet([{files}], hive_partitioning = true,"
                " hive_types = {'part': bigint})"
            )

    def ask(self, sql: str, values: Mapping[str, str] = {}) -> tuple[list[str], list[Row]]:
        for name in values:
            sql = sql.replace(f":{name}", f"${name}")
        try:
            found = self._connection.execute(sql, dict(values))
            return [column[0] for column in found.description], found.fetchall()
        except self._errors as error:
            raise LakeError(_first_line("DuckDB", error)) from error

    def close(self) -> None:
        self._connection.close()


class Spark:
    """Spark: `master` is local[*] (the processors of this machine) or a cluster's address."""

    def __init__(self, master: str | None = None) -> None:
        sql = _module("pyspark.sql", "spark")
        self._errors: Any = _module("pyspark.errors", "spark").PySparkException
        builder = sql.SparkSession.builder.appName("registry lake").master(master or "local[*]")
        settings = {
            "spark.ui.enabled": "false",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",  # days of the year 1 are as they are written
            "spark.log.level": "ERROR",
        }
        if not master or master.startswith("local"):  # a cluster has its own
            settings |= {
                "spark.driver.bindAddress": "127.0.0.1",
                "spark.sql.shuffle.partitions": str(os.cpu_count() or 2),
            }
        for name, value in settings.items():
            builder = builder.config(name, value)
        try:
            self._session: Any = builder.getOrCreate()
        except Exception as error:  # Java is missing, or nobody answers at the address
            raise LakeError(
                f"{_first_line('Spark', error)}; it needs a Java runtime, and the cluster that is named"
            ) from error

    def text(self, place: str) -> str:
        return str(self._tried(lambda: self._session.read.text(place, wholetext=True).first()[0]))

    def attach(self, base: str, manifest: Manifest) -> None:
        for table in TABLES:
            files = [f"{base}/{path}" for path in manifest.paths(table)]
            read = self._session.read.option("basePath", f"{base}/{table}")
            self._tried(lambda read=read, files=files: read.parquet(*files)).createOrReplaceTempView(table)

    def ask(self, sql: str, values: Mapping[str, str] = {}) -> tuple[list[str], list[Row]]:
        found = self._tried(lambda: self._session.sql(sql, dict(values)))
        return list(found.columns), [tuple(row) for row in self._tried(found.collect)]

    def _tried(self, act: Any) -> Any:
        try:
            return act()
        except self._errors as error:
            raise LakeError(_first_line("Spark", error)) from error

    def close(self) -> None:
        """The session stays: another lake of this process may use it."""


ENGINES: dict[str, Any] = {"duckdb": DuckDB, "spark": Spark}


def engine_of(name: str, master: str | None) -> Engine:
    """The engine with this name. Raises LakeError where it is not known or not installed."""
    if name not in ENGINES:
        raise LakeError(f"no engine {name!r}; choose one of {', '.join(ENGINES)}")
    engine: Engine = ENGINES[name](master)
    return engine


def _module(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise LakeError(f"{name.partition('.')[0]} is not installed; `pip install 'officeholders[{extra}]'`") from error


def _first_line(engine: str, error: Exception) -> str:
    return f"{engine} could not read the lake: {str(error).strip().splitlines()[0]}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
