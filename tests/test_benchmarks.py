import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
GOLD = """<?xml version="1.0"?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2011-10-03" functionInDocument="CREATION_TIME">2011-10-03</TIMEX3></DCT>
<TEXT>The bridge closed in <TIMEX3 tid="t1" type="DATE" value="2011-03">March</TIMEX3>.</TEXT></TimeML>
"""


def test_peers_prints_a_row_for_us_and_a_row_or_what_is_missing_for_each_other_tagger(tmp_path: Path) -> None:
    gold = tmp_path / "gold.tml"
    gold.write_text(GOLD, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "peers.py", gold], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "| `timeline` | 100.00 | 100.00 | 100.00 | 100.00 |" in done.stdout.splitlines()
    for name in ("HeidelTime", "Recognizers-Text", "chrono", "dateparser"):
        assert f"| {name} |" in done.stdout or f"{name} is not here: " in done.stderr
