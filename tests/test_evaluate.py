from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import InputError
from timeline.evaluate import (
    evaluate,
    gold_files,
    leave_out,
    load_gold,
    read_gold,
    read_reasons,
    render,
)
from timeline.evaluate.agree import same_value, value_agrees
from timeline.evaluate.gold import GoldBounds, GoldDocument, GoldTimex, LeftOut
from timeline.evaluate.inline import implied_type
from timeline.evaluate.render import COLUMNS, error_lines
from timeline.evaluate.score import class_of
from timeline.model import Timex
from timeline.values import Bound, Granularity, Interval, PartialDate, Vague, Value

GOLD = Path(__file__).parent.parent / "fixtures" / "gold"


def gold(name: str) -> list[GoldDocument]:
    return read_gold(str(GOLD / name))


def day(year: int, month: int, day_: int) -> PartialDate:
    return PartialDate(year, month, day_, granularity=Granularity.DAY)


def timex(
    start: int,
    text: str,
    value: str,
    *,
    type: str = "DATE",  # noqa: A002 - the name of the attribute
    mod: str | None = None,
    when: Value = Vague.PRESENT,
    role: str = "",
) -> Timex:
    return Timex(
        start=start,
        end=start + len(text),
        text=text,
        type=type,
        value=value,
        mod=mod,
        edtf=None,
        rule="test",
        reason="because\tso",
        when=when,
        basis="explicit",
        anchor=None,
        filled=(),
        quant=None,
        freq=None,
        role=role,
        notes=(),
        alternatives=(),
    )


def perfect(document: GoldDocument) -> list[Timex]:
    return [timex(one.start, one.text, one.value, type=one.type, mod=one.mod) for one in document.timexes if one.value]


def document(text: str, *timexes: GoldTimex, left_out: tuple[LeftOut, ...] = ()) -> GoldDocument:
    return GoldDocument(text, "2016-11-07T00:00:00", timexes, "made", left_out)


def marked(text: str, part: str, value: str, mod: str | None = None) -> GoldTimex:
    start = text.index(part)
    return GoldTimex(start, start + len(part), part, "DATE", value, mod)


class TestTimeML:
    def test_offsets_are_code_points_of_the_text_without_tags(self) -> None:
        (one,) = gold("harbour.tml")
        assert "café owners & the port met Friday." in one.text
        assert all(one.text[t.start : t.end] == t.text for t in one.timexes)

    def test_type_value_and_mod_are_read(self) -> None:
        (one,) = gold("harbour.tml")
        assert [t[2:6] for t in one.timexes] == [
            ("Friday", "DATE", "2011-09-30", None),
            ("early 2012", "DATE", "2012", "START"),
            ("three years", "DURATION", "P3Y", None),
        ]

    def test_dates_of_the_document_itself_are_left_out(self) -> None:
        (one,) = gold("harbour.tml")
        assert one.dct == "2011-10-03"
        assert [(one.text[s.start : s.end], s.reason) for s in one.left_out] == [("Oct. 2", "document date")]


class TestTimex2:
    def test_outermost_of_nested_expressions_counts(self) -> None:
        (one,) = gold("siege.key.xml")
        assert [(t.text, t.type, t.value, t.mod) for t in one.timexes] == [
            ("March 5, 1702", "DATE", "1702-03-05", None),
            ("six weeks", "DURATION", "P6W", None),
            ("the day the relief came, 16 April", "DATE", "1702-04-16", None),
            ("then", "DATE", "", None),
            ("late that summer", "DATE", "1702-SU", "END"),
            ("every Monday", "SET", "XXXX-WXX-1", None),
        ]

    def test_bare_ampersands_and_entities_of_sgml_are_read(self) -> None:
        (one,) = gold("siege.key.xml")
        assert "1702 & lasted six weeks—until" in one.text
        assert all(one.text[t.start : t.end] == t.text for t in one.timexes)

    def test_date_of_the_document_stands_in_its_head(self) -> None:
        assert gold("siege.key.xml")[0].dct == "2009-12-19T17:00:00"

    @pytest.mark.parametrize(
        ("value", "type_"),
        [
            ("P5Y", "DURATION"),
            ("PXM", "DURATION"),
            ("PT2H", "DURATION"),
            ("PAST_REF", "DATE"),
            ("PRESENT_REF", "DATE"),
            ("1954-11-01TMO", "TIME"),
            ("T10:30", "TIME"),
            ("BC0490", "DATE"),
            ("", "DATE"),
        ],
    )
    def test_type_is_the_one_that_the_value_implies(self, value: str, type_: str) -> None:
        assert implied_type(value) == type_


class TestCat:
    def test_tokens_are_set_as_prose_up_to_the_last_annotated_sentence(self) -> None:
        (one,) = gold("kettle.xml")
        assert one.text == ('Maker shows kettle\n\nMay 4, 2010\n\nIt sold "well" (the firm\'s words) on April 2, 2010.')

    def test_expressions_stand_on_their_tokens(self) -> None:
        (one,) = gold("kettle.xml")
        assert [(t.text, t.value, one.text[t.start : t.end]) for t in one.timexes] == [
            ("April 2, 2010", "2010-04-02", "April 2, 2010")
        ]

    def test_creation_time_is_the_document_date_and_left_out(self) -> None:
        (one,) = gold("kettle.xml")
        assert one.dct == "2010-05-04"
        assert [one.text[s.start : s.end] for s in one.left_out] == ["May 4, 2010"]


class TestCases:
    def test_each_line_is_a_document_named_by_file_and_line(self) -> None:
        places = [one.source.rpartition(":")[2] for one in gold("cases.jsonl")]
        assert places == ["1", "2", "4", "5", "6"]

    def test_alternatives_and_bounds_are_read(self) -> None:
        (may,) = gold("cases.jsonl")[0].timexes
        assert may.alternatives == ("2017-05-09",)
        assert may.bounds == (GoldBounds("2016-05-09", None),)

    def test_span_without_extent_is_the_whole_text_with_any_overlap_as_good(self) -> None:
        one = gold("cases.jsonl")[2]
        report = evaluate([one], lambda _: [timex(8, "tomorrow", "2016-11-08")])
        assert not one.timexes[0].extent
        assert [measure.f1 for measure in report.score()] == [1, 1, 1, 1]

    def test_span_without_value_is_left_out_with_the_reason(self) -> None:
        one = gold("cases.jsonl")[3]
        assert one.timexes == ()
        assert one.left_out == (LeftOut(12, 19, "the gold tells no value"),)


class TestFiles:
    def test_folder_is_read_sorted_and_without_other_files(self, tmp_path: Path) -> None:
        for name in ("b.tml", "a.jsonl", "notes.txt"):
            (tmp_path / name).write_text("{}")
        assert [Path(file).name for file in gold_files([str(tmp_path)])] == ["a.jsonl", "b.tml"]

    def test_format_is_told_by_content_and_not_by_name(self, tmp_path: Path) -> None:
        for number, name in enumerate(("harbour.tml", "siege.key.xml", "kettle.xml", "cases.jsonl")):
            copy = tmp_path / f"{number}.gold"
            copy.write_bytes(b"\xef\xbb\xbf" + (GOLD / name).read_bytes())
            assert [one.timexes for one in read_gold(str(copy))] == [one.timexes for one in gold(name)]

    def test_all_fixtures_load_in_one_go(self) -> None:
        assert len(list(load_gold([str(GOLD)]))) == 8

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ("<TimeML><TEXT>", "line 1"),
            ("<TimeML><TEXT>", "not well-formed XML"),
            ("plain prose", "no annotated text: TimeML, TIMEX2, CAT or JSON Lines"),
            ("", "no annotated text"),
            ("<html><body/></html>", "<html> is neither TimeML, TIMEX2 nor CAT"),
            ("<DOC><TIMEX2>now</TIMEX2></DOC>", "TIMEX2 without a <TEXT>"),
            ("<DOC><TIMEX2>now</DOC>", "not well-formed"),
            ("<Document><token t_id='1'>a</token></Document>", "without the number of its sentence"),
            (
                "<Document><token sentence='0'/><TIMEX3><token_anchor t_id='9'/></TIMEX3></Document>",
                "token '9', which is not there",
            ),
            ('{"text": "a", "spans": []}\n{"text": ', ":2: not JSON"),
            ("<TimeML>" + "<i>" * 2000 + "</i>" * 2000 + "</TimeML>", "nested too deeply"),
            ('{"text": "a", "spans": []}\n{"text": 5, "spans": []}', ":2: not a case: 5 is not a string"),
            ('{"text": "a"}', ":1: a case needs 'spans'"),
            ('{"text": 1, "spans": [{"start": 0, "end": 1}]}', ":1: not a case"),
            (
                '{"text": "a", "spans": [{"start": 0, "end": 5, "type": "DATE", "value": "1"}]}',
                ":1: not a case: a span from 0 to 5 is not in its text",
            ),
            (
                '{"text": "a", "spans": [{"start": 0, "end": 1, "text": "b", "type": "DATE", "value": "1"}]}',
                "'b' does not stand at 0 to 1",
            ),
        ],
    )
    def test_malformed_file_is_one_clear_line_with_its_name(self, tmp_path: Path, content: str, says: str) -> None:
        path = tmp_path / "bad.gold"
        path.write_text(content)
        with pytest.raises(InputError) as caught:
            read_gold(str(path))
        message = str(caught.value)
        assert message.startswith(str(path))
        assert says in message
        assert "\n" not in message

    def test_missing_and_undecodable_files_are_input_errors(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="No such file"):
            read_gold(str(tmp_path / "none.tml"))
        (tmp_path / "latin.jsonl").write_bytes(b'{"text": "caf\xe9"}')
        with pytest.raises(InputError, match="not UTF-8 at byte 13"):
            read_gold(str(tmp_path / "latin.jsonl"))


class TestValues:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("199", "199X"), ("18", "18XX"), ("2016-01-02T14", "2016-01-02T14:00"), ("P1Y", "P1Y")],
    )
    def test_spellings_of_one_value_are_the_same(self, one: str, other: str) -> None:
        assert same_value(one, other)
        assert same_value(other, one)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("1998", "1998-XX"),
            ("P1W", "P7D"),
            ("T14", "T14:30"),
            ("1990", "199X"),
            ("XXXX", "XX"),
            ("BC0490", "0490"),
        ],
    )
    def test_other_values_are_not(self, one: str, other: str) -> None:
        assert not same_value(one, other)

    @pytest.mark.parametrize(
        ("known", "when"),
        [
            (GoldBounds("1990-01-01", "2000-01-01"), PartialDate(1990, granularity=Granularity.DECADE)),
            (
                GoldBounds("2016-06-04", "2016-06-06", inclusive=True),
                Interval(day(2016, 6, 4), day(2016, 6, 6)),
            ),
            (GoldBounds("2014-01-01", "2018-01-01"), Interval(PartialDate(2014), PartialDate(2018))),
            (GoldBounds("2016-08-01", None), Interval(day(2016, 8, 1), Bound.OPEN)),
            (GoldBounds(None, "2018-01-01"), Interval(Bound.UNKNOWN, PartialDate(2017))),
            (GoldBounds("2017-01-01T12:00:00", None, assumed=True), PartialDate(2017)),
            (GoldBounds("2016-05-09", None), day(2016, 5, 9)),
            (
                GoldBounds("07:30:00", None),
                PartialDate(2016, 11, 7, 7, 30, granularity=Granularity.MINUTE),
            ),
        ],
    )
    def test_same_beginning_and_end_are_right_whatever_the_value_says(self, known: GoldBounds, when: Value) -> None:
        one = GoldTimex(0, 1, "x", "DATE", "", bounds=(known,))
        assert value_agrees(one, timex(0, "x", "another", when=when), "2016-11-07T00:00:00")

    @pytest.mark.parametrize(
        ("known", "when"),
        [
            (GoldBounds("1990-01-01", "2000-01-01"), PartialDate(1990)),
            (GoldBounds("2016-06-01", None), PartialDate(2016, 6, granularity=Granularity.MONTH)),
            (
                GoldBounds("2016-06-04", "2016-06-06", inclusive=True),
                Interval(day(2016, 6, 4), day(2016, 6, 5)),
            ),
            (GoldBounds(None, "2018-01-01"), day(2018, 1, 1)),
            (GoldBounds("2016-06-01", None), Vague.PAST),
            (GoldBounds("someday", None), day(2016, 6, 1)),
            (GoldBounds(None, None), day(2016, 6, 1)),
        ],
    )
    def test_other_bounds_are_wrong(self, known: GoldBounds, when: Value) -> None:
        one = GoldTimex(0, 1, "x", "DATE", "", bounds=(known,))
        assert not value_agrees(one, timex(0, "x", "another", when=when), "2016-11-07T00:00:00")

    def test_time_of_no_day_is_right_on_the_day_of_the_document(self) -> None:
        one = GoldTimex(0, 1, "x", "TIME", "T07:30", alternatives=("T19:30",))
        assert value_agrees(one, timex(0, "x", "2016-11-07T19:30"), "2016-11-07T16:00:00")
        assert not value_agrees(one, timex(0, "x", "2016-11-08T19:30"), "2016-11-07T16:00:00")
        assert not value_agrees(one, timex(0, "x", "2016-11-07T19:30"), None)

    def test_fractions_and_quarters_are_spellings_of_a_duration(self) -> None:
        one = GoldTimex(0, 1, "x", "DURATION", "PT1.5H")
        assert value_agrees(one, timex(0, "x", "PT1H30M"), None)
        assert value_agrees(one._replace(value="P3M"), timex(0, "x", "P1Q"), None)
        assert not value_agrees(one._replace(value="PT24H"), timex(0, "x", "P1D"), None)

    def test_anchored_duration_is_right_where_the_gold_has_its_days(self) -> None:
        one = GoldTimex(0, 1, "x", "DATE", "", bounds=(GoldBounds("2016-11-08", "2016-11-11"),))
        ahead = Interval(day(2016, 11, 7), day(2016, 11, 10))
        found = timex(0, "x", "P3D")._replace(when=ahead, anchor="2016-11-07")
        assert value_agrees(one, found, "2016-11-07T00:00:00")
        assert not value_agrees(one, found._replace(value="P4D"), "2016-11-07T00:00:00")
        assert not value_agrees(one, found._replace(anchor=None), "2016-11-07T00:00:00")
        assert not value_agrees(one, found, "2016-12-07T00:00:00")


class TestLeaveOut:
    def test_case_that_is_named_is_left_out_with_the_reason(self) -> None:
        one = document("on Friday", GoldTimex(3, 9, "Friday", "DATE", "2016-11-11"))._replace(id="a#1")
        left = leave_out(one, {"a#1": "another policy"})
        assert (left.timexes, left.left_out) == ((), (LeftOut(3, 9, "another policy"),))
        assert leave_out(one, {"a#2": "another policy"}) == one

    def test_reasons_are_read_by_id(self, tmp_path: Path) -> None:
        file = tmp_path / "left-out.toml"
        file.write_text('"another policy" = ["a#1", "a#2"]\n', encoding="utf-8")
        assert read_reasons(str(file)) == {"a#1": "another policy", "a#2": "another policy"}

    @pytest.mark.parametrize("text", ["[", "a = 1"])
    def test_what_is_no_list_of_reasons_is_an_error_that_names_the_file(self, tmp_path: Path, text: str) -> None:
        file = tmp_path / "left-out.toml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"left-out\.toml"):
            read_reasons(str(file))


class TestScore:
    def test_gold_against_itself_is_all_right(self) -> None:
        documents = [one for one in load_gold([str(GOLD)]) if all(t.value for t in one.timexes)]
        report = evaluate(documents, perfect)
        assert [measure.f1 for measure in report.score()] == [1, 1, 1, 1]
        assert report.mod().f1 == 1
        assert [line for line in error_lines(report) if not line.startswith("left-out")] == []

    def test_measures_are_those_of_tempeval(self) -> None:
        text = "on May 1 and May 2 and May 3 and May 4"
        one = document(text, *(marked(text, f"May {n}", f"2016-05-0{n}") for n in (1, 2, 3, 4)))
        found = [
            timex(3, "May 1", "2016-05-01"),  # right
            timex(10, "and May 2", "2016-05-02"),  # wrong extent
            timex(23, "May 3", "2016-05-30", type="TIME"),  # wrong type and value
        ]
        score = evaluate([one], lambda _: found).score()
        assert score.strict == (2, 4, 3)
        assert score.relaxed == (3, 4, 3)
        assert score.type == (2, 4, 3)
        assert score.value == (2, 4, 3)
        assert score.value.f1 == pytest.approx(2 * 2 / 7)
        assert score.value.precision == pytest.approx(2 / 3)
        assert score.value.recall == pytest.approx(1 / 2)

    def test_each_expression_is_paired_once_in_the_order_of_the_text(self) -> None:
        text = "early May 2016"
        one = document(text, marked(text, "early May 2016", "2016-05"))
        report = evaluate([one], lambda _: [timex(10, "2016", "2016"), timex(6, "May", "2016-05")])
        assert [(o.gold is not None, o.found and o.found.text) for o in report.outcomes] == [
            (True, "May"),
            (False, "2016"),
        ]

    def test_what_is_found_in_a_stretch_left_out_counts_neither_way(self) -> None:
        one = document("May 4, 2010", left_out=(LeftOut(0, 11, "document date"),))
        report = evaluate([one], lambda _: [timex(0, "May 4, 2010", "2010-05-04")])
        assert report.outcomes == ()
        assert "1 left out: document date" in render(report)

    @pytest.mark.parametrize("value", ["2016-06-04/2016-06-06", "2016-06-04/2016-06-07"])
    def test_two_ends_are_one_where_the_gold_marks_a_range(self, value: str) -> None:
        one = gold("cases.jsonl")[1]
        one = one._replace(timexes=(one.timexes[0]._replace(value=value),))
        ends = [
            timex(10, "4", "2016-06-04", when=day(2016, 6, 4), role="from"),
            timex(15, "6 June 2016", "2016-06-06", when=day(2016, 6, 6), role="to"),
        ]
        (outcome,) = evaluate([one], lambda _: ends).outcomes
        assert outcome.found is not None
        assert outcome.found.text == "4 to 6 June 2016"
        assert outcome.value_right is (value == "2016-06-04/2016-06-06")

    def test_two_ends_stay_two_where_the_gold_marks_two(self) -> None:
        text = "4 to 6 June"
        one = document(text, marked(text, "4", "2016-06-04"), marked(text, "6 June", "2016-06-06"))
        ends = [timex(0, "4", "2016-06-04", role="from"), timex(5, "6 June", "2016-06-06", role="to")]
        assert evaluate([one], lambda _: ends).score().strict == (2, 2, 2)

    def test_nothing_at_all_is_zero_and_no_error(self) -> None:
        report = evaluate([], perfect)
        assert report.score().value.f1 == report.score().value.precision == report.score().value.recall == 0
        assert render(report).startswith("0 documents")

    @given(st.data())
    def test_measures_keep_their_bounds_for_any_finds(self, data: st.DataObject) -> None:
        spans = st.lists(st.integers(0, 30), unique=True, max_size=12).map(sorted)

        def cut(points: Sequence[int]) -> list[tuple[int, int]]:
            return list(zip(points[::2], points[1::2], strict=False))

        marks = [GoldTimex(start, end, "x", "DATE", "2016") for start, end in cut(data.draw(spans))]
        found = [timex(start, "x" * (end - start), "2016") for start, end in cut(data.draw(spans))]
        score = evaluate([document("x" * 30, *marks)], lambda _: found).score()
        exact = {(one.start, one.end) for one in marks} & {(one.start, one.end) for one in found}
        assert score.strict.right == len(exact)
        assert score.strict.right <= score.relaxed.right <= min(len(marks), len(found))
        assert (score.strict.gold, score.strict.found) == (len(marks), len(found))


class TestClasses:
    @pytest.mark.parametrize(
        ("text", "type_", "value", "class_"),
        [
            ("March 5, 1702", "DATE", "1702-03-05", "explicit"),
            ("the '80s", "DATE", "198", "explicit"),
            ("3/4/19", "DATE", "2019-04-03", "explicit"),
            ("last Tuesday", "DATE", "2016-11-01", "weekday"),
            ("Monday, Nov. 7", "DATE", "2016-11-07", "month"),
            ("next May", "DATE", "2017-05", "month"),
            ("the third quarter", "DATE", "1989-Q3", "relative"),
            ("yesterday", "DATE", "2016-11-06", "relative"),
            ("recently", "DATE", "PAST_REF", "vague"),
            ("later", "DATE", "XXXX-XX-XX", "vague"),
            ("minutes", "DURATION", "PXM", "duration"),
            ("every Monday", "SET", "XXXX-WXX-1", "set"),
            ("10 p.m. Wednesday", "TIME", "1998-02-11T22:00", "time"),
        ],
    )
    def test_class_is_told_by_words_type_and_value(self, text: str, type_: str, value: str, class_: str) -> None:
        assert class_of(text, type_, value) == class_


class TestRender:
    def report(self) -> list[list[str]]:
        text = "He left on\nMay 1 and\tcame back a year later, it is said."
        one = document(text, marked(text, "May 1", "2016-05-01", "START"), marked(text, "a year later", "2017"))
        found = [timex(8, "on\nMay 1", "2016-06-01", type="TIME"), timex(48, "it", "2016")]
        return [line.split("\t") for line in error_lines(evaluate([one], lambda _: found))]

    def test_each_error_is_a_line_of_its_own_with_all_fields(self) -> None:
        lines = self.report()
        assert [line[0] for line in lines] == ["extent", "type", "value", "miss", "spurious"]
        assert {len(line) for line in lines} == {len(COLUMNS)}

    def test_line_tells_place_both_sides_rule_context_and_reason(self) -> None:
        assert self.report()[0] == [
            "extent",
            "month",
            "made:8",
            "May 1",
            "DATE 2016-05-01 START",
            "on May 1",
            "TIME 2016-06-01",
            "test",
            "He left [on May 1] and came back a year later, it is said.",
            "because so",
        ]

    def test_errors_come_after_the_tables_and_only_when_asked(self) -> None:
        report = evaluate(gold("harbour.tml"), lambda _: [])
        plain = render(report)
        assert "\t" not in plain
        full = render(report, errors=True)
        assert full.startswith(plain)
        assert full.count("\nmiss\t") == 3
        assert full.count("\nleft-out\t") == 1

    def test_tables_tell_types_and_classes(self) -> None:
        rows = [line.split() for line in render(evaluate(gold("harbour.tml"), perfect)).splitlines()]
        assert ["DATE", "2", "2", "100.00", "100.00", "100.00", "100.00"] in rows
        assert ["duration", "1", "1", "100.00", "100.00", "100.00", "100.00"] in rows
        assert ["mod", "100.00", "100.00", "100.00", "1"] in rows
