"""The walls of the house: who imports whom, what is public, what start-up costs, who reads the clock."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _parser as regex_parser  # type: ignore[attr-defined]  # the only public way to a form's width

import pytest

import timeline
from timeline import plugins
from timeline.language import load_language

PACKAGE = Path(timeline.__file__).parent

LAYERS = (
    ("errors", "civil"),
    ("values", "runs", "visible", "feasts"),
    ("meaning", "options", "notation"),
    ("model", "output"),
    ("records", "display", "languages"),
    ("readers", "writers"),
    ("plugins", "unpack", "annotate"),
    ("grammar", "language"),
    ("order", "segment", "arithmetic", "clause", "headings"),
    ("interpret", "tense", "sentences", "previews"),
    ("tag", "join", "parts", "unseen"),
    ("anchor", "describe", "fold", "evaluate"),
    ("facts", "dct", "foreign", "about"),
    ("sources",),
    ("pipeline",),
    ("api",),
    ("__init__",),
    ("cli",),
    ("__main__",),
)
"""The modules and folders, lowest first: each imports from layers below its own, or from its own folder."""

PLUGIN_FOLDERS = ("languages", "readers", "writers")
OPEN_TO_PLUGINS = {
    *("errors", "civil", "values", "meaning", "options", "notation", "model"),
    *("records", "display", "visible"),
}
"""All that a reader, writer or language may use of the package, besides its own folder and `__version__`."""

HEAVY = {
    *("re2", "icalendar", "tabulate", "dateutil", "wcwidth", "tomllib", "rich", "pygments"),
    *("xml", "email", "http", "sqlite3", "asyncio", "multiprocessing", "concurrent", "decimal"),
}
"""Modules that no command loads before it needs them."""

CLOCK_AND_CHANCE = {
    *(
        "now",
        "utcnow",
        "today",
        "localtime",
        "gmtime",
        "time_ns",
        "monotonic",
        "perf_counter",
        "process_time",
    ),
    *("uuid1", "uuid4"),
}
"""Attributes that make the same input give other bytes."""

WIDEST_FORM = 160
"""In characters. A form without such a bound could not be found in text that comes in blocks."""


def modules() -> dict[str, Path]:
    """Return every module of the package by its name within it ("cli.app")."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return found


MODULES = modules()
LEVELS = {name: level for level, names in enumerate(LAYERS) for name in names}


def imports(path: Path) -> Iterator[str]:
    """Yield what a file imports of the package, also inside functions: "values", "cli.app", "__init__"."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            first, _, inside = name.partition(".")
            if first == "timeline":
                yield _module_of(inside)


def _module_of(dotted: str) -> str:
    """Return the module that `dotted` names or stands in."""
    while dotted and dotted not in MODULES:
        dotted = dotted.rpartition(".")[0]
    return dotted or "__init__"


def top(name: str) -> str:
    return name.partition(".")[0]


def test_every_module_has_one_layer() -> None:
    assert {top(name) for name in MODULES} == set(LEVELS)
    assert len(LEVELS) == sum(map(len, LAYERS))


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_downwards(name: str) -> None:
    own = top(name)
    upwards = {
        other
        for other in imports(MODULES[name])
        if top(other) != own and LEVELS[top(other)] >= LEVELS[own] and not _is_version(name, other)
    }
    assert not upwards


@pytest.mark.parametrize("name", [name for name in MODULES if top(name) in PLUGIN_FOLDERS])
def test_plugins_use_only_the_open_modules(name: str) -> None:
    used = {top(other) for other in imports(MODULES[name]) if not _is_version(name, other)}
    assert used <= OPEN_TO_PLUGINS | {top(name)}


def _is_version(name: str, other: str) -> bool:
    """Tell whether a module takes nothing but `__version__` from the package itself."""
    if other != "__init__":
        return False
    taken = {
        alias.name
        for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "timeline"
        for alias in node.names
        if alias.name not in MODULES
    }
    return taken == {"__version__"}


@pytest.mark.parametrize("name", MODULES)
def test_no_module_imports_itself_in_a_circle(name: str) -> None:
    seen: set[str] = set()
    waiting = {other for other in imports(MODULES[name]) if not _is_version(name, other)}
    while waiting:
        current = waiting.pop()
        assert current != name
        seen.add(current)
        waiting |= {o for o in imports(MODULES[current]) if not _is_version(current, o)} - seen


def test_the_public_names_are_those_of_all() -> None:
    assert list(timeline.__all__) == sorted(timeline.__all__)
    assert dir(timeline) == sorted([*timeline.__all__, "__version__"])
    assert all(getattr(timeline, name).__doc__ for name in timeline.__all__)
    with pytest.raises(AttributeError, match="'nothing'"):
        timeline.nothing  # noqa: B018 - to ask is enough


@pytest.mark.parametrize("module", ["timeline", "timeline.__main__", "timeline.cli", "timeline.cli.process"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    assert not HEAVY & loaded(f"import {module}")


def test_help_loads_neither_the_stages_nor_the_formats() -> None:
    extra = loaded("from timeline.cli.process import run; run(['--help'])") - loaded("import typer")
    assert not HEAVY & extra
    ours = {name.removeprefix("timeline.") for name in extra if name.startswith("timeline.")}
    allowed = {"errors", "civil", "values", "options", "output", "visible", "model", "meaning"}
    assert {top(name) for name in ours} <= allowed | {"cli"}


def loaded(statement: str) -> set[str]:
    """Return what a fresh interpreter holds after `statement`: packages, and our own modules in full."""
    report = "import sys; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", f"{statement}\n{report}"], capture_output=True, text=True, check=True)
    names = done.stderr.splitlines()[-1].split()
    return {name if name.startswith("timeline") else name.partition(".")[0] for name in names}


@pytest.mark.parametrize("name", [name for name in MODULES if top(name) != "cli"])
def test_only_the_command_line_reads_the_clock(name: str) -> None:
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    read = {
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and (node.attr in CLOCK_AND_CHANCE or ast.unparse(node) == "time.time")
    }
    taken = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if alias.name in CLOCK_AND_CHANCE | {"time", "random", "secrets"}
        and not (isinstance(node, ast.ImportFrom) and node.module == "datetime" and alias.name == "time")
    }
    assert not read | taken


@pytest.mark.parametrize("code", plugins.languages())
def test_every_form_has_a_widest_match(code: str) -> None:
    forms = {rule.name: rule.source.replace(r"\n *", r"\n") for rule in load_language(code).rules}  # any indent
    widths = {name: regex_parser.parse(form).getwidth()[1] for name, form in forms.items()}
    too_wide = {name: width for name, width in widths.items() if width > WIDEST_FORM}
    assert not too_wide
