"""What a date without a year means: the document's date, the tense, the dates told before it."""

from __future__ import annotations

import pytest

from timeline import Timex, extract, find_dates

NEWS = "2019-08-26"  # a Monday


def value_of(text: str, date: str | None = NEWS, **options: str) -> str:
    """Return the value of the last expression of a text."""
    return find_dates(text, date=date, **options)[-1].value


def only(text: str, date: str | None = NEWS, **options: str) -> Timex:
    """Return the one expression of a text."""
    (timex,) = find_dates(text, date=date, **options)
    return timex


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Forces launched an offensive in April.", "2019-04"),
        ("It plans to start using the system in April.", "2020-04"),
        ("The leaders will meet on August 27.", "2019-08-27"),
        ("A deal reached last year covers the region.", "2018"),
        ("They will hopefully act soon.", "FUTURE_REF"),
    ],
)
def test_the_measuring_stick_is_met(text: str, value: str) -> None:
    assert only(text).value == value


def test_since_opens_an_interval_that_begins_at_its_date() -> None:
    timex = only("The war has gone on since March 2011.")
    assert (timex.value, timex.edtf, timex.mod) == ("2011-03", "2011-03/..", "ON_OR_AFTER")


def test_the_last_stronghold_is_no_date() -> None:
    assert find_dates("It is the last stronghold of the rebels.", date=NEWS) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She left on Friday.", "2019-08-23"),
        ("She will leave on Friday.", "2019-08-30"),
        ("The talks began on Monday.", "2019-08-26"),
        ("She arrived last Friday.", "2019-08-23"),
        ("She arrives next Friday.", "2019-09-06"),
    ],
)
def test_a_weekday_looks_back_unless_a_future_stands_over_it(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A vote is due in February.", "2020-02"),
        ("The mine reopens in February.", "2020-02"),
        ("The mine has closed in February.", "2019-02"),
        ("The mine was closed in February.", "2019-02"),
        ("Its shares have gained since November.", "2018-11"),
    ],
)
def test_a_month_follows_what_its_verb_says_of_the_time(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("prefer", "value"), [("past", "2019-02"), ("future", "2020-02"), ("nearest", "2020-02"), ("tense", "2019-02")]
)
def test_prefer_overrules_the_tense(prefer: str, value: str) -> None:
    assert only("The mine closed in February.", prefer=prefer).value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I was away on the 28th.", ["2019-07-28"]),
        ("I was away on the 28th and came back on the 3rd.", ["2019-07-28", "2019-08-03"]),
        ("I will be back on the 4th.", ["2019-09-04"]),
        ("The talks began on 3 May 2018 and ended on the 9th.", ["2018-05-03", "2018-05-09"]),
        ("The talks began on 28 May 2018 and ended on the 3rd.", ["2018-05-28", "2018-06-03"]),
    ],
)
def test_a_day_of_the_month_lies_where_its_tense_puts_it(text: str, values: list[str]) -> None:
    assert [timex.value for timex in find_dates(text, date=NEWS)] == values


def test_a_day_far_ahead_without_a_future_lies_in_the_past() -> None:
    assert only("The court ruled on 20 December.").value == "2018-12-20"
    assert only("The court will rule on 20 December.").value == "2019-12-20"


def test_without_a_document_date_no_year_is_invented() -> None:
    found = find_dates("They met on August 26. In March 2011 it began. They meet again in April, as last year.")
    assert [timex.value for timex in found] == ["XXXX-08-26", "2011-03", "XXXX-04", "XXXX"]
    assert [timex.basis for timex in found] == ["unanchored", "explicit", "unanchored", "unanchored"]


HISTORY = (
    "The siege began on 3 October 1935. The town fell in 1936, and the king fled on 2 May. "
    "He returned two years later. The following spring he was crowned, and that November he died."
)


def test_a_history_carries_its_year_to_the_days_after_it() -> None:
    values = [timex.value for timex in find_dates(HISTORY, date="2009-12-19")]
    assert values == ["1935-10-03", "1936", "1936-05-02", "1938", "1939-SP", "1939-11"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The siege lasted from 3 March to 9 November 1758. The outworks fell on 20 April.", "1758-04-20"),
        ("The siege lasted from 3 March to 9 November 1758. It had been planned for 12 February.", "1758-02-12"),
        ("The siege lasted from 3 March to 9 November 1758. On 2 December the king made peace.", "1758-12-02"),
        (
            "Ada Thorn (4 March 1871 - 19 October 1937) was a chemist. In 1892 she left school. In May she wed.",
            "1892-05",
        ),
        ("The first hall opened in March 1897. That same year it burned down. It was rebuilt in November.", "1897-11"),
        ("The first hall opened in March 1897. That same year it burned down. It was rebuilt in January.", "1897-01"),
        ("By the end of 1967 the fleet was ready. In January it sailed.", "1968-01"),
        ("In late 1967 the fleet was ready. In November it sailed.", "1967-11"),
        ("The port fell on 9 April 1865. In 1862 the army was still small. In December it was beaten.", "1862-12"),
        ("The port fell on 9 April 1865. A law of 1862 freed the serfs. In September the army went home.", "1865-09"),
        ("The town fell on 9 July 1863. Earlier in the year, on 2 January, the bridge had been burnt.", "1863-01-02"),
    ],
)
def test_a_story_goes_on_from_all_the_time_that_it_tells_of(text: str, value: str) -> None:
    assert value_of(text, None, genre="narrative") == value
    assert value_of(text, "2014-10-03", genre="narrative") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The pier was built in 1850 and sold in 1872. The lake freezes in January.", "XXXX-01"),
        ("The pier was built in 1850 and sold in 1872. The windy season runs from May to October.", "XXXX-10"),
        ("The pier was built in 1850 and sold in 1872. Most of the fog comes in the winter.", "XXXX-WI"),
        ("The pier was built in 1850 and sold in 1872. Its feast, 8 September, is kept by all.", "XXXX-09-08"),
        ("The pier was built in 1850 and sold in 1872. The hills stay white until late May.", "XXXX-05"),
        ("The pier was built in 1850 and sold in 1872. Rain is heavy throughout the year.", "XXXX"),
        ("The pier was built on 4 May 1850 and sold on 9 May 1872. It is hot at noon.", "XXXX-XX-XXT12:00"),
        ("The pier was built on 4 May 1850 and sold on 9 May 1872. It burned at noon.", "1872-05-09T12:00"),
        ("The pier was built in 1850 and sold in 1872. The lake froze in January.", "1872-01"),
        ("The pier was built in 1850 and sold in 1872. In May the relief marches had been tried there.", "1872-05"),
        ("The pier was built in 1850 and sold in 1872. It had been closed throughout the year.", "1872"),
        ("In 1850 he sails for Lima. In 1872 he comes home. In January he marries.", "1872-01"),
        ("1850: The pier is built. 1872: It is sold. In January it burns.", "1872-01"),
    ],
)
def test_what_a_history_says_in_the_present_is_so_in_any_year(text: str, value: str) -> None:
    assert value_of(text, None, genre="narrative") == value
    assert value_of(text, "2014-10-03", genre="narrative") == value


def test_what_a_history_says_of_a_day_to_come_is_near_its_own() -> None:
    text = "The pier was built in 1850 and sold in 1872. Its new hall opens in May."
    assert value_of(text, "2014-10-03", genre="narrative") == "2015-05"
    assert value_of(text, None, genre="narrative") == "XXXX-05"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The pier was built in 1850. It was sold in 1872. Today it is a museum.", "PRESENT_REF"),
        ("The pier was built in 1850. It was sold in 1872. Few piers today have a roof.", "PRESENT_REF"),
        ("The pier was built in 1850. It was sold in 1872. It was closed today.", "2014-10-03"),
        ("The pier was built in 1850. It was sold in 1872. It will be closed today.", "2014-10-03"),
    ],
)
def test_the_today_of_a_history_is_no_one_day(text: str, value: str) -> None:
    assert value_of(text, "2014-10-03", genre="narrative") == value


def test_the_nights_of_a_story_do_not_make_it_news() -> None:
    years = "They left Oslo in 1908, wintered in 1909 and turned back in 1910. In 1911 they sailed again."
    said = 'He wrote: "To those at home tonight, we wish you well." On 4 May they landed.'
    assert value_of(f"{years} {said}", "2014-10-03") == "1911-05-04"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The town fell on 3 July 1742. Its fort, besieged since the previous November, fell on 9 July.", "1742-07-09"),
        ("The duke, born on 9 May 1700, took the town on 3 July 1742. On 9 August he left.", "1742-08-09"),
        (
            "The duke took the town on 3 July 1742. His son, born on 9 May 1719, was there. On 9 August he left.",
            "1742-08-09",
        ),
        (
            "The army marched on 22 June 1741. It had been raised in March 1739. On 4 July it crossed the river.",
            "1741-07-04",
        ),
        ("The army marched on 22 June 1741. The order had been signed on 18 December.", "1740-12-18"),
        ("The army marched on 22 June 1741. By 20 December it had reached the sea.", "1741-12-20"),
        ("The army had been raised in March 1739. It had marched in October.", "1739-10"),
        (
            "By the end of 1781 the fort was lost. Earlier, in January 1781, a fleet had landed. In February it left.",
            "1781-02",
        ),
        (
            "The town fell on 3 July 1742. Earlier, in May 1740, a fleet had landed. On 20 July the duke left.",
            "1742-07-20",
        ),
        (
            "The town fell on 3 July 1742. The duke had been born on 20 July 1719. On 4 August he left.",
            "1742-08-04",
        ),
        ("The keel was laid in June 1905. She would not sail until May 1908. In August the money ran out.", "1905-08"),
        ("The town fell in June 1905. Its duke would die in 1911. In August peace came.", "1905-08"),
        ("The keel was laid in June 1905. She sailed in 1908. In August she sank.", "1908-08"),
        ("The state had been shaken by the floods of 15 January 1766 and the storm of 29 July.", "1766-07-29"),
        ("Leave was granted on 3 August 2016. The notice had been filed on 13 May.", "2016-05-13"),
    ],
)
def test_what_is_told_in_passing_lies_before_the_story_and_leaves_it_where_it_is(text: str, value: str) -> None:
    assert value_of(text, None, genre="narrative") == value
    assert value_of(text, "2014-10-03", genre="narrative") == value


def test_the_year_before_a_month_that_it_holds_is_its_own() -> None:
    assert value_of("Last year, in November, the plant closed.") == "2018-11"
    assert (
        value_of("Two years later, in May, she sold it. The firm moved in 1911. The following year, in March,", None)
        == "1912-03"
    )


def test_what_is_counted_from_the_document_lends_its_sentence_the_documents_year() -> None:
    text = (
        "She sat from 1966 to 1971. The report came out in April 2004. Last month she said she would leave on 1 July."
    )
    assert value_of(text, "2006-02-20") == "2006-07-01"


def test_the_days_of_a_case_are_those_before_its_note_not_of_the_history_above_them() -> None:
    text = (
        "Appendectomy in 1998. Hypertension since 2005. Hip replacement in June 2014. She came on 29 July with fever. "
        "It was drained on the 31st. She went home today. A scan is due in October. Her last one was in 2012."
    )
    told = {timex.text: timex.value for timex in find_dates(text, date="2017-08-03")}
    assert (told["29 July"], told["the 31st"], told["October"]) == ("2017-07-29", "2017-07-31", "2017-10")


def test_what_goes_on_by_a_month_goes_forward() -> None:
    text = "She left Leith in February 1889. By October she was in Leh."
    assert value_of(text, None, genre="narrative") == "1889-10"


def test_the_day_of_a_story_is_none_of_the_documents() -> None:
    text = "The siege began on March 5, 1702 & went on until the day the relief came, 16 April."
    assert value_of(text, "2009-12-19") == "1702-04-16"


def test_an_hour_that_begins_a_line_is_no_part_of_the_day_above_it() -> None:
    found = find_dates("LOG - Sunday 14 February 2010\n23:05 Call received.\n23:17 Unit 4 on scene.")
    assert [timex.value for timex in found] == ["2010-02-14", "2010-02-14T23:05", "2010-02-14T23:17"]


def test_the_life_of_the_living_goes_on_near_the_day_it_was_written() -> None:
    text = "She was born on 5 June 1985. She joined the club on 18 August 2002. On 3 September she scored."
    assert value_of(text, "2015-06-01", genre="narrative") == "2002-09-03"


def test_the_day_of_a_death_in_an_obituary_is_just_before_it() -> None:
    text = "Otto Lind, who died on 16 August aged 91, was born in 1928. He taught from 1950 to 1983."
    assert find_dates(text, date=NEWS)[0].value == "2019-08-16"
    assert find_dates(text, date="2019-06-26")[0].value == "1928-08-16"


def test_news_does_not_carry_a_stated_year_to_the_days_after_it() -> None:
    text = "The firm was founded in 1994. It opened a plant on 20 August."
    assert value_of(text) == "2019-08-20"


LIFE = """March 3, 2012

Ada Lind died on Tuesday. She was born on April 19, 1923. In 1950 she joined the garden. On 5 May 1961 she found the
orchid. In June she left for Peru. She retired in 1985. A service will be held on March 10."""


def test_an_obituary_has_its_own_week_and_that_of_the_life_it_tells() -> None:
    told = {timex.text: timex.value for timex in find_dates(LIFE, date="2012-03-03")}
    assert (told["Tuesday"], told["June"], told["March 10"]) == ("2012-02-28", "1961-06", "2012-03-10")


PROFILE = "Born in 1951, Ada Lind opened a bakery in 1974, a mill in 1981 and a shop in 1996. "


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She died in June.", "1996-06"),
        ("This year she will open two more. The first opened in June.", "2019-06"),
        ("She said on Friday that it would close. It was sold last year. In June she left.", "2019-06"),
        ("They talked today about that. In June she left.", "2019-06"),
    ],
)
def test_a_profile_comes_back_to_the_days_it_was_written_in(text: str, value: str) -> None:
    assert value_of(PROFILE + text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It will earn 3 in the third quarter. It made 4 in the quarter.", "2019-Q2"),
        ("It will earn 3 in the third quarter. It will make 4 in the quarter.", "2019-Q3"),
    ],
)
def test_what_is_past_lies_in_no_quarter_that_is_looked_forward_to(text: str, value: str) -> None:
    assert value_of("It lost 2 crowns in the second quarter. " + text) == value


@pytest.mark.parametrize(
    ("text", "value", "type_"),
    [
        ("On Saturdays it closes at noon.", "XXXX-WXX-6T12:00", "SET"),
        ("It opens every day at 6 a.m. and shuts at 10 p.m.", "XXXX-XX-XXT22:00", "SET"),
        ("It closes on Saturdays. It rang at noon.", "2019-08-26T12:00", "TIME"),
        ("On Saturdays it closes. It closed on Friday at noon.", "2019-08-23T12:00", "TIME"),
    ],
)
def test_a_time_beside_days_that_repeat_is_one_of_theirs(text: str, value: str, type_: str) -> None:
    last = find_dates(text, date=NEWS)[-1]
    assert (last.value, last.type) == (value, type_)


def test_years_to_come_make_no_story() -> None:
    assert value_of("The notes mature in 2027 and 2031. The bank will pay on 1 November.") == "2019-11-01"


def test_a_weekday_and_a_month_are_no_range() -> None:
    found = find_dates("It was revised on Friday to July's figures.", date=NEWS)
    assert [(timex.value, timex.role) for timex in found] == [("2019-08-23", ""), ("2019-07", "")]


def test_a_diary_looks_back_from_its_own_days() -> None:
    text = (
        "3 June 1856\n\nWe left the landing in the rain.\n\n21 June 1856\n\nThe Colonel came in on Thursday. In 1849 a "
        "Mr. Hobbs made it 3,900 feet, and in 1851 a Mr. Marsh made it 4,112."
    )
    assert "1856-06-19" in [timex.value for timex in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They built in 1650 and 1742. In the summer of 1849 the fever came. By Christmas it was over.", "1849-12-25"),
        ("They built in 1650 and 1742. In the spring of 1901 it snowed. In November it rained.", "1901-11"),
        ("They built in 1650 and 1742. In the winter of 1907 he fell ill. In March he died.", "1908-03"),
    ],
)
def test_a_story_does_not_go_back_a_year_from_a_season(text: str, value: str) -> None:
    assert find_dates(text)[-1].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 1951 she bought the mill that had been built in 1890. That year she had it painted.", "1951"),
        ("He had fled in June 1998 and returned later that year.", "1998"),
        ("It failed on 8 March 2012. Its key had been issued on 3 May 2009. At 13:42 it expired.", "2012-03-08T13:42"),
    ],
)
def test_what_had_been_before_is_no_day_to_go_on_from(text: str, value: str) -> None:
    assert find_dates(text, date=NEWS)[-1].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She filed a charge on 3 January 2017 and received a letter on 30 May.", "2017-05-30"),
        ("In late September 2016 the mill said it would close the night shift on 31 October.", "2016-10-31"),
        ("It closed on 31 October 2016. On 10 October, she had sent a letter.", "2016-10-10"),
        ("He ordered it by 28 February 2017. That was not done until May.", "2017-05"),
        ("It closed in August 1988. The firm opened a plant on 20 August.", "2019-08-20"),
        ("The mill opened in June 2011. Orders fell last week. The owner sold it on 3 July.", "2019-07-03"),
        ("It has made 400 looms since June 2011. The hearing began on 3 July.", "2019-07-03"),
        ("The treaty ends on 30 April 2024. Exports rose in June.", "2019-06"),
        ("They met in June 2011. The talks have been resumed in July.", "2019-07"),
        ("It was reached on 6 May 2016. The lander was released on 12 September.", "2016-09-12"),
        ("It was reached on 6 May 2016. The lander will be released on 12 September.", "2019-09-12"),
    ],
)
def test_a_stated_year_is_carried_through_a_sentence_and_to_the_weeks_around_it(text: str, value: str) -> None:
    assert value_of(text) == value


def test_the_date_that_a_debt_is_due_is_no_time_that_is_told() -> None:
    text = "It moved on 30 June 2019. It repaid its notes due 2021. Orders rose in April. It was founded in 1988."
    assert [timex.value for timex in find_dates(text)] == ["2019-06-30", "2021", "2019-04", "1988"]


def test_the_genre_can_be_told() -> None:
    text = "The firm was founded in 1994. It opened a plant on 20 August."
    assert value_of(text, genre="narrative") == "1994-08-20"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It ran from March to May 2011.", ["2011-03", "2011-05"]),
        ("It ran from December to February 2011.", ["2010-12", "2011-02"]),
        ("The fair ran on August 26–27.", ["2019-08-26", "2019-08-27"]),
        ("The war of 1914–18 ended it.", ["1914", "1918"]),
        ("It runs Monday to Friday.", ["2019-08-26", "2019-08-30"]),
    ],
)
def test_the_ends_of_a_range_lend_each_other_what_they_lack(text: str, values: list[str]) -> None:
    found = find_dates(text, date=NEWS)
    assert [timex.value for timex in found] == values
    assert [timex.role for timex in found] == ["from", "to"]


def test_a_range_that_runs_backwards_is_two_dates() -> None:
    assert {timex.role for timex in find_dates("The years 1945-1939 were mixed up.", date=NEWS)} <= {""}


def test_one_unambiguous_date_settles_the_order_of_the_others() -> None:
    found = find_dates("It was signed on 26/8/2019 and ended on 3/4/2019.", date=NEWS)
    assert [timex.value for timex in found] == ["2019-08-26", "2019-04-03"]
    assert found[1].notes == ()


def test_an_open_order_is_flagged_and_keeps_both_readings() -> None:
    timex = only("It ended on 3/4/2019.")
    assert timex.value == "2019-03-04"
    assert timex.notes == ("ambiguous-order",)
    assert "2019-04-03" in timex.alternatives[0]
    assert only("It ended on 3/4/2019.", order="dmy").value == "2019-04-03"


def test_a_weekday_that_contradicts_its_date_is_noted_and_the_date_is_kept() -> None:
    timex = only("They met on Tuesday 5 March 2011.")
    assert (timex.value, timex.notes) == ("2011-03-05", ("weekday-mismatch",))


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Saturday 14 October 1066", ("julian-possible",)),
        ("Thursday 14 October 1066", ("weekday-mismatch", "julian-possible")),
        ("Sunday 9 January 1905", ("julian-possible",)),
        ("Monday 9 January 1905", ()),
        ("Tuesday 9 January 1905", ("weekday-mismatch",)),
    ],
)
def test_a_weekday_of_the_julian_calendar_contradicts_no_old_date(text: str, notes: tuple[str, ...]) -> None:
    assert only(f"They met on {text}.").notes == notes


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("within five years of royal assent", None),
        ("within 28 days of receipt", None),
        ("within two weeks of 3 May 2011", None),
        ("within 28 days of today", "2011-03-02/2011-03-30"),
        ("within 28 days", "2011-03-02/2011-03-30"),
    ],
)
def test_a_time_within_which_of_an_event_is_not_counted_from_the_document(text: str, edtf: str | None) -> None:
    timexes = find_dates(f"The duty must be paid {text}.", date="2011-03-02")
    assert timexes[0].edtf == edtf


@pytest.mark.parametrize("text", ["on 31 February 2011", "on 29 February 1900", "on 30 February"])
def test_an_impossible_day_is_never_moved(text: str) -> None:
    timex = only(f"It was signed {text}.")
    assert timex.notes == ("impossible-date",)
    assert timex.value.startswith("XXXX-02")
    assert timex.edtf in {None, timex.value}


def test_a_julian_leap_day_keeps_its_month() -> None:
    timex = only("It was signed on 29 February 1500.")
    assert (timex.edtf, timex.notes) == ("1500-02", ("julian-possible",))


def test_midnight_at_the_end_of_a_day_is_the_next_day() -> None:
    timex = only("It ended at 24:00 on 5 May 2011.")
    assert (timex.value, timex.edtf) == ("2011-05-05T24:00", "2011-05-06T00:00:00")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It will open in six months.", "2020-02"),
        ("You must reply within 14 days.", "2019-08-26/2019-09-09"),
        ("Sales doubled in the past three years.", "2016/2019-08-26"),
        ("The work took two weeks.", None),
        ("She spent the next two years abroad.", None),
    ],
)
def test_a_duration_counted_from_the_document_has_a_place(text: str, edtf: str | None) -> None:
    timex = only(text)
    assert timex.type == "DURATION"
    assert timex.edtf == edtf


def test_what_came_next_in_the_past_has_its_place_behind_the_date_told_before_it() -> None:
    timex = find_dates("He was jailed in 1990. He spent the next ten years in prison.", date=NEWS)[-1]
    assert (timex.value, timex.edtf) == ("P10Y", "1990/2000")


def test_a_short_year_takes_the_century_of_the_document() -> None:
    assert only("He was born in '98.").value == "1998"
    assert only("He was born in '98.", date="1901-05-05").value == "1898"
    assert only("He was born in '98.", date=None).value == "XXXX"


def test_a_year_earlier_in_talk_of_quarters_is_the_same_quarter() -> None:
    text = "Profit in the third quarter of 2018 was $3 million, against $2 million a year earlier."
    assert value_of(text) == "2017-Q3"


def test_every_value_says_what_it_rests_on() -> None:
    timex = only("Forces launched an offensive in April.")
    assert timex.basis == "tense"
    assert timex.anchor == NEWS
    assert timex.filled == ("year",)
    assert "launched" in timex.reason
    assert timex.alternatives


def test_the_same_text_and_date_give_the_same_values_twice() -> None:
    assert find_dates(HISTORY, date=NEWS) == find_dates(HISTORY, date=NEWS)


def test_a_date_that_is_part_of_a_noun_opens_no_interval() -> None:
    assert only("He left after the 1987 crash.").edtf == "1987"
    assert only("He left after 1987.").edtf == "1988-01-01/.."


def test_two_months_with_a_stroke_between_them_share_their_year() -> None:
    assert [timex.value for timex in find_dates("They met in August/September 1956.", date=NEWS)] == [
        "1956-08",
        "1956-09",
    ]


def test_the_now_of_a_history_is_not_the_day_it_was_written() -> None:
    text = "The siege began in 1935. The town fell in 1936. The rebels were now masters of the coast."
    history, news = (extract(text, date=NEWS, genre=genre) for genre in ("narrative", "news"))
    assert [event.expression for event in history.undated] == ["now"]
    assert [event.edtf for event in news.events if event.expression == "now"] == [NEWS]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Sales fell in the quarter ended June 30.", "2019-04-01/2019-06-30"),
        ("Sales fell in its fourth quarter ended July 31.", "2019-05-01/2019-07-31"),
        ("Sales fell in the three months to June.", "2019-04-01/2019-06-30"),
        ("Sales fell in the 13 weeks to 29 June.", "2019-03-31/2019-06-29"),
        ("Sales fell in the year to 31 March.", "2018-04-01/2019-03-31"),
        ("Sales fell in the first six months of 2018.", "2018-01-01/2018-06-30"),
    ],
)
def test_what_has_its_last_or_first_day_beside_it_lies_on_its_days(text: str, edtf: str) -> None:
    period, _ = find_dates(text, date=NEWS)
    assert period.edtf == edtf


def test_a_year_earlier_than_a_quarter_with_its_last_day_is_those_days_a_year_before() -> None:
    *_, earlier = find_dates("Sales fell in the fourth quarter ended July 31 from a year earlier.", date=NEWS)
    assert (earlier.value, earlier.edtf) == ("2018-Q4", "2018-05-01/2018-07-31")


def test_a_quarter_that_is_only_compared_with_is_not_the_one_that_is_told() -> None:
    text = "Sales rose in the second quarter from those in the 2018 period. Profit for the quarter fell."
    assert [timex.value for timex in find_dates(text, date=NEWS)] == ["2019-Q2", "2018-Q2", "2019-Q2"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("No one left after 5 p.m. on Friday.", "2019-08-23/.."),
        ("Polls close before 8 p.m. on Friday.", "../2019-08-30"),
        ("It must be done before the end of the year.", "../2019"),
        ("It reopened after the start of 2010.", "2010/.."),
        ("It struck shortly after 2 a.m. Sunday.", "2019-08-25T02:00:00"),
        ("Homes were hit by Friday's storm.", "2019-08-23"),
    ],
)
def test_an_interval_leaves_out_no_more_than_its_words(text: str, edtf: str) -> None:
    assert only(text).edtf == edtf


def test_the_weekend_of_a_monday_is_the_one_before_it() -> None:
    assert only("They meet on Labor Day weekend.").edtf == "2019-08-31/2019-09-01"


def test_tomorrow_in_a_story_of_long_ago_is_no_day_of_the_document() -> None:
    text = "In 1702 Ada Lind built a mill. In 1711 she sold it. 'They come tomorrow,' she wrote in 1715."
    told = {timex.text: timex.edtf for timex in find_dates(text, date="2009-12-19", genre="narrative")}
    assert (told["1715"], told["tomorrow"]) == ("1715", None)


def test_a_month_told_after_last_year_may_be_the_last_one_before_the_document() -> None:
    text = (
        "The court began in 1911. Orme joined it in 1990, Ivers in 2004, and they moved in 2014.\n\n"
        "During a January 2022 hearing Orme asked for the books of 2008.\n\n"
        "Speaking at a school in August, Ivers praised the hall."
    )
    august = find_dates(text, date="2023-11-06")[-1]
    assert (august.value, august.notes) == ("2022-08", ("year-open",))
    assert august.alternatives[0].startswith("2023-08")
