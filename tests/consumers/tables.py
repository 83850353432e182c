"""Programs that read CSV and TSV: databases, data tools and a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from platform import python_version
from typing import Any
from xml.etree import ElementTree as ET

from tests.consumers.program import Program, Seen, command, distribution, span

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

IMPORT = "--infilter=CSV:44,34,76"
"""Comma, quotation mark, UTF-8, as chosen in the dialogue that a person sees; alone it guesses a code page."""


def seen(row: dict[str, Any]) -> Seen:
    """Return what stands in the columns of a row."""
    return Seen(str(row["id"]), span(str(row["start"]), str(row["end"])), str(row["event"]))


def read_with_python(data: bytes, _: Path) -> list[Seen]:
    """Read with the module `csv` of Python."""
    return [seen(row) for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))]


def read_tsv_with_python(data: bytes, _: Path) -> list[Seen]:
    """Read tab-separated values with the module `csv` of Python."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [seen(row) for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)]


def read_with_duckdb(data: bytes, folder: Path) -> list[Seen]:
    """Read with DuckDB, which finds out by itself how the file is made."""
    return _duckdb(data, folder / "duckdb.csv", "")


def read_tsv_with_duckdb(data: bytes, folder: Path) -> list[Seen]:
    """Read tab-separated values with DuckDB; quotation marks in them mean nothing."""
    return _duckdb(data, folder / "duckdb.tsv", ", delim = '\t', quote = '', escape = ''")


def _duckdb(data: bytes, file: Path, options: str) -> list[Seen]:
    import duckdb  # noqa: PLC0415 - only where it is installed

    file.write_bytes(data)
    with duckdb.connect() as database:
        # A table of its own: a cast beside the reading would change the type that is read.
        database.execute(f"CREATE TABLE events AS FROM read_csv('{file}'{options})")
        rows = database.sql('SELECT id, start::VARCHAR, "end"::VARCHAR, event FROM events').fetchall()
    return [Seen(name, span(str(first), str(last)), text) for name, first, last, text in rows]


def read_with_pandas(data: bytes, _: Path) -> list[Seen]:
    """Read with pandas."""
    import pandas as pd  # noqa: PLC0415 - only where it is installed

    return [seen(row) for row in pd.read_csv(io.BytesIO(data), keep_default_na=False).to_dict("records")]


def read_with_csvkit(data: bytes, folder: Path) -> list[Seen]:
    """Read with the command `csvjson`."""
    program = [str(Path(sys.executable).with_name("csvjson")), "--blanks"]
    return _printed(program, data, folder)


def read_with_miller(data: bytes, folder: Path) -> list[Seen]:
    """Read with Miller."""
    return _printed(["mlr", "--icsv", "--ojson", "cat"], data, folder)


def read_tsv_with_miller(data: bytes, folder: Path) -> list[Seen]:
    """Read tab-separated values with Miller."""
    return _printed(["mlr", "--itsv", "--ojson", "cat"], data, folder)


def _printed(program: list[str], data: bytes, folder: Path) -> list[Seen]:
    """Return the rows that a command prints as JSON when it reads `data`."""
    done = subprocess.run(program, input=data, capture_output=True, check=True, cwd=folder)
    return [seen(row) for row in json.loads(done.stdout)]


def read_with_libreoffice(data: bytes, folder: Path) -> list[Seen]:
    """Read with LibreOffice Calc; a date is what the sheet holds, not how it is shown."""
    header, *rows = ([_held(cell) for cell in row] for row in sheet(data, folder))
    return [seen(dict(zip(header, row, strict=False))) for row in rows]


def sheet(data: bytes, folder: Path) -> list[list[ET.Element]]:
    """Return the rows of cells that LibreOffice Calc makes of a CSV file when it is told that it is UTF-8."""
    (folder / "calc.csv").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    words = ["soffice", profile, "--headless", IMPORT, "--convert-to", "fods", "--outdir", str(folder)]
    subprocess.run([*words, str(folder / "calc.csv")], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    rows = ET.parse(folder / "calc.fods").iter(f"{TABLE}table-row")  # noqa: S314 - just written by the program
    return [[cell for each in row for cell in [each] * _times(each)] for row in rows]


def _times(cell: ET.Element) -> int:
    return int(cell.get(f"{TABLE}number-columns-repeated", "1"))


def _held(cell: ET.Element) -> str:
    return cell.get(f"{OFFICE}date-value") or "".join(cell.itertext()).strip()


TABLES = (
    Program("Python csv", "csv", python_version, read_with_python),
    Program("DuckDB", "csv", distribution("duckdb"), read_with_duckdb),
    Program("pandas", "csv", distribution("pandas"), read_with_pandas),
    Program("csvkit", "csv", distribution("csvkit"), read_with_csvkit),
    Program("Miller", "csv", command("mlr", "--version"), read_with_miller),
    Program("LibreOffice", "csv", command("soffice", "--version"), read_with_libreoffice),
    Program("Python csv", "tsv", python_version, read_tsv_with_python),
    Program("DuckDB", "tsv", distribution("duckdb"), read_tsv_with_duckdb),
    Program("Miller", "tsv", command("mlr", "--version"), read_tsv_with_miller),
)
"""The programs, with their versions."""
