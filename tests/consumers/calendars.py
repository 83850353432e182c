"""Programs that read the iCalendar: libraries, khal in a folder of its own, and a Radicale server on loopback."""

from __future__ import annotations

import ctypes
import ctypes.util
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
import vobject

from tests.consumers.program import Program, Seen, distribution, node, package, span

VEVENT = 4
"""Of libical's kinds of component."""
MARK = "event "
"""What begins a line that we asked khal for."""
AUTHORIZATION = f"Basic {b64encode(b'reader:').decode()}"
QUERY = """<?xml version="1.0"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="{start}" end="{end}"/>
</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"""
"""What stands between two moments (RFC 4791 section 7.8)."""


def days(start: date, end: date) -> str:
    """Return the days from `start` to before `end`, or the moment that `start` is."""
    if isinstance(start, datetime):
        return start.isoformat()
    return span(start.isoformat(), (end - timedelta(days=1)).isoformat())


def read_with_icalendar(data: bytes, _: Path) -> list[Seen]:
    """Read with the PyPI library `icalendar`."""
    found: list[Any] = list(icalendar.Calendar.from_ical(data).walk("VEVENT"))
    return [Seen(str(one["UID"]), days(one["DTSTART"].dt, one["DTEND"].dt), str(one["SUMMARY"])) for one in found]


def read_with_vobject(data: bytes, _: Path) -> list[Seen]:
    """Read with the PyPI library `vobject`."""
    found = vobject.readOne(data.decode()).contents.get("vevent", [])
    return [Seen(one.uid.value, days(one.dtstart.value, one.dtend.value), one.summary.value) for one in found]


def read_with_ical_js(data: bytes, _: Path) -> list[Seen]:
    """Read with `ical.js`, the parser of Thunderbird."""
    return [
        Seen(one["id"], days(_iso(one["start"]), _iso(one["end"])), one["text"])
        for one in json.loads(node("read_ical.mjs", data))
    ]


def _iso(text: str) -> date:
    text = _padded(text)
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _padded(text: str) -> str:
    """Return a date with four digits of the year, also where a program shows 476 as that."""
    year, _, rest = text.partition("-")
    return f"{year:0>4}-{rest}"


class _Time(ctypes.Structure):
    """`struct icaltimetype`."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "date", "daylight")),
        ("zone", ctypes.c_void_p),
    )

    def value(self) -> date:
        """Return the day or the moment."""
        if self.date:
            return date(self.year, self.month, self.day)
        return datetime(self.year, self.month, self.day, self.hour, self.minute)  # noqa: DTZ001 - to be shown


def libical_version() -> str | None:
    """Return the version of the C library with which Evolution and KDE read calendars."""
    name = ctypes.util.find_library("ical")
    files = [] if name is None else [path.resolve().name for path in Path("/usr/lib").glob(f"**/{name}")]
    return files[0].partition(".so.")[2] if files else None


@cache
def _libical() -> ctypes.CDLL:
    library = ctypes.CDLL(ctypes.util.find_library("ical"))
    for name in ("parser_parse_string", "component_get_first_component", "component_get_next_component"):
        getattr(library, f"ical{name}").restype = ctypes.c_void_p
    for name in ("as_ical_string", "get_uid", "get_summary"):
        getattr(library, f"icalcomponent_{name}").restype = ctypes.c_char_p
    for name in ("get_dtstart", "get_dtend"):
        getattr(library, f"icalcomponent_{name}").restype = _Time
    return library


def read_with_libical(data: bytes, _: Path) -> list[Seen]:
    """Read with libical, which must find no error in the whole calendar."""
    library = _libical()
    calendar = ctypes.c_void_p(library.icalparser_parse_string(data))
    if library.icalcomponent_count_errors(calendar):
        raise AssertionError(library.icalcomponent_as_ical_string(calendar).decode())
    return [_seen_by_libical(library, one) for one in _components(library, calendar)]


def _components(library: ctypes.CDLL, calendar: ctypes.c_void_p) -> Iterator[ctypes.c_void_p]:
    one = library.icalcomponent_get_first_component(calendar, VEVENT)
    while one:
        yield ctypes.c_void_p(one)
        one = library.icalcomponent_get_next_component(calendar, VEVENT)


def _seen_by_libical(library: ctypes.CDLL, event: ctypes.c_void_p) -> Seen:
    start, end = library.icalcomponent_get_dtstart(event).value(), library.icalcomponent_get_dtend(event).value()
    name, summary = library.icalcomponent_get_uid(event), library.icalcomponent_get_summary(event)
    return Seen(name.decode(), days(start, end), summary.decode())


class Khal:
    """A khal of its own: configuration and database in a folder, fixed zone and locale."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "TZ": "Europe/Oslo",
            "LC_ALL": "C.UTF-8",
        }
        self.config = folder / "config"
        self.config.write_text(
            f"[calendars]\n[[timeline]]\npath = {folder / 'calendar'}\ntype = calendar\n"
            f"[sqlite]\npath = {folder / 'khal.db'}\n"
            "[locale]\nlocal_timezone = Europe/Oslo\ndefault_timezone = Europe/Oslo\ntimeformat = %H:%M\n"
            "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
            "longdatetimeformat = %Y-%m-%d %H:%M\n",
            encoding="utf-8",
        )

    def run(self, *arguments: str) -> list[str]:
        """Run a command of khal and return the lines it prints."""
        done = subprocess.run(
            [str(Path(sys.executable).with_name("khal")), "-c", str(self.config), *arguments],
            check=True,
            capture_output=True,
            text=True,
            env=self.env,
        )
        return [line for line in done.stdout.splitlines() if line.strip()]

    def stored(self) -> dict[str, str]:
        """Return the stored entries; khal writes the time of storing into none of them."""
        return {path.name: path.read_text("utf-8") for path in self.folder.glob("calendar/*.ics")}

    def days(self, start: str, end: str) -> list[str]:
        """Return the events of some days with their first and last one."""
        return self.run("list", "--day-format", "", "--format", "{start-long} {end-long} {title}", start, end)


def read_with_khal(data: bytes, folder: Path) -> list[Seen]:
    """Read with the command `khal printics`."""
    file = folder / "khal.ics"
    file.write_bytes(data)
    lines = Khal(folder).run("printics", "--format", f"{MARK}{{uid}}|{{start}}|{{end}}|{{title}}", str(file))
    found = (line.removeprefix(MARK).split("|", 3) for line in lines if line.startswith(MARK))
    return [
        Seen(name, _padded(start) if ":" in start else span(_padded(start), _padded(end)), text)
        for name, start, end, text in found
    ]


class Radicale:
    """A Radicale server on loopback with a store in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        config = folder / "radicale"
        config.write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\n[auth]\ntype = none\n[rights]\ntype = authenticated\n"
            f"[storage]\nfilesystem_folder = {folder / 'collections'}\n[logging]\nlevel = error\n",
            encoding="utf-8",
        )
        self._command = [sys.executable, "-m", "radicale", "--config", str(config)]

    @contextmanager
    def running(self) -> Iterator[Radicale]:
        """Run the server until the block ends."""
        with subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            try:
                while not self._answers():
                    if process.poll() is not None:
                        raise AssertionError(((process.stderr and process.stderr.read()) or b"").decode())
                    time.sleep(0.05)
                yield self
            finally:
                process.terminate()

    def _answers(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0

    def ask(self, method: str, path: str = "", body: bytes = b"", kind: str = "text/calendar") -> tuple[int, bytes]:
        """Send one request about the collection or an entry of it; return the status and the body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Depth": "1", "Authorization": AUTHORIZATION}
        try:
            connection.request(method, f"/reader/timeline/{path}", body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def on(self, first: date, last: date) -> set[str]:
        """Return the identities of the events that the server finds on some days, by a CalDAV query."""
        after = last + timedelta(days=1)
        query = QUERY.format(start=f"{first:%Y%m%d}T000000Z".zfill(16), end=f"{after:%Y%m%d}T000000Z".zfill(16))
        status, answer = self.ask("REPORT", body=query.encode(), kind="application/xml")
        if status != 207:
            raise AssertionError(answer.decode())
        return set(re.findall(r"^UID:(\S+)", answer.decode(), re.MULTILINE))


def read_with_radicale(data: bytes, folder: Path) -> list[Seen]:
    """Put the calendar into a Radicale server and read what it gives back."""
    with Radicale(folder).running() as server:
        status, answer = server.ask("PUT", body=data)
        if status != 201:
            raise AssertionError(answer.decode())
        return read_with_icalendar(server.ask("GET")[1], folder)


CALENDARS = (
    Program("icalendar", "ical", distribution("icalendar"), read_with_icalendar),
    Program("vobject", "ical", distribution("vobject"), read_with_vobject),
    Program("khal", "ical", distribution("khal"), read_with_khal),
    Program("ical.js", "ical", package("ical.js"), read_with_ical_js),
    Program("libical", "ical", libical_version, read_with_libical),
    Program("Radicale", "ical", distribution("radicale"), read_with_radicale),
)
"""The programs, with their versions."""
