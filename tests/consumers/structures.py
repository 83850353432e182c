"""Programs that read JSON and JSON Lines: two validators of the schema and a third in JavaScript, and databases."""

from __future__ import annotations

import io
import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
from referencing import Registry, Resource

from tests.consumers.program import Program, Seen, distribution, node, package, span


def schema(name: str) -> dict[str, Any]:
    """Return a schema of the package, `event` or `timeline`."""
    text = resources.files("timeline").joinpath("schema", f"{name}.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _seen(record: dict[str, Any]) -> Seen:
    return Seen(record["id"], span(str(record["start"]), str(record["end"])), record["event"])


def _events(data: bytes) -> list[dict[str, Any]]:
    """Return the events in a JSON document, or in JSON Lines."""
    whole: list[dict[str, Any]]
    whole = json.loads(data)["events"] if b'"generator"' in data[:200] else list(map(json.loads, data.splitlines()))
    return whole


def read_with_jsonschema(data: bytes, _: Path) -> list[Seen]:
    """Validate the document with the PyPI library `jsonschema`."""
    event = schema("event")
    registry: Registry[Any] = Registry().with_resource(event["$id"], Resource.from_contents(event))
    jsonschema.Draft202012Validator(schema("timeline"), registry=registry).validate(json.loads(data))
    return list(map(_seen, _events(data)))


def read_with_jsonschema_rs(data: bytes, _: Path) -> list[Seen]:
    """Validate every line with the PyPI library `jsonschema-rs`."""
    import jsonschema_rs  # noqa: PLC0415 - only where it is installed

    validator = jsonschema_rs.validator_for(schema("event"))
    for event in _events(data):
        validator.validate(event)
    return list(map(_seen, _events(data)))


def read_with_ajv(data: bytes, _: Path) -> list[Seen]:
    """Validate the document with `ajv`."""
    asked = {"schemas": [schema("event"), schema("timeline")], "records": [json.loads(data)]}
    return _valid(asked, data)


def read_lines_with_ajv(data: bytes, _: Path) -> list[Seen]:
    """Validate every line with `ajv`."""
    return _valid({"schemas": [schema("event")], "records": _events(data)}, data)


def _valid(asked: dict[str, Any], data: bytes) -> list[Seen]:
    wrong = [problem for problem in json.loads(node("validate.mjs", json.dumps(asked).encode())) if problem]
    if wrong:
        raise AssertionError(wrong)
    return list(map(_seen, _events(data)))


def read_lines_with_duckdb(data: bytes, folder: Path) -> list[Seen]:
    """Read with DuckDB; `start::DATE` makes a date of a day, before Christ too."""
    import duckdb  # noqa: PLC0415 - only where it is installed

    file = folder / "duckdb.jsonl"
    file.write_bytes(data)
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE events AS FROM read_json('{file}')")
        rows = database.sql('SELECT id, start::VARCHAR, "end"::VARCHAR, event FROM events').fetchall()
    return [Seen(str(name), span(str(first), str(last)), text) for name, first, last, text in rows]


def read_lines_with_pandas(data: bytes, _: Path) -> list[Seen]:
    """Read with pandas."""
    import pandas as pd  # noqa: PLC0415 - only where it is installed

    return [_seen(row) for row in pd.read_json(io.BytesIO(data), lines=True, dtype=False).to_dict("records")]


STRUCTURES = (
    Program("jsonschema", "json", distribution("jsonschema"), read_with_jsonschema),
    Program("jsonschema-rs", "json", distribution("jsonschema-rs"), read_with_jsonschema_rs),
    Program("ajv", "json", package("ajv"), read_with_ajv),
    Program("jsonschema-rs", "jsonl", distribution("jsonschema-rs"), read_with_jsonschema_rs),
    Program("ajv", "jsonl", package("ajv"), read_lines_with_ajv),
    Program("DuckDB", "jsonl", distribution("duckdb"), read_lines_with_duckdb),
    Program("pandas", "jsonl", distribution("pandas"), read_lines_with_pandas),
)
"""The programs, with their versions."""
