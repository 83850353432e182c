"""A name stands for "he", "they" or "the company" where the text leaves one answer, and only there."""

from __future__ import annotations

import pytest

from timeline import extract
from timeline.grammar import load


def last(text: str) -> str:
    """Return what the last row says, with its context."""
    return max(extract(text, date="2013-10-24"), key=lambda event: event.offset).event


def without_context(text: str) -> str:
    """Return what the last row says by itself."""
    return load("en").without_context(last(text))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Ann Hartley left the bank. She moved to Oslo in May.", "[Ann Hartley] moved to Oslo"),
        ("Ann Hartley left the bank.\n\nShe moved to Oslo in May.", "[Ann Hartley] moved to Oslo"),
        ("Ann Hartley left. In May, she moved to Oslo.", "[Ann Hartley] moved to Oslo"),
        ("Ann Hartley left. She sold her flat. She moved in May.", "[Ann Hartley] moved"),
        ("Mr. Low of the central bank agreed. He resigned in May.", "[Mr. Low] resigned"),
        ("Governor Otto Lind spoke. He resigned in May.", "[Governor Otto Lind] resigned"),
        ("Charles de Marr won. On 3 October he visited Oslo.", "[Charles de Marr] visited Oslo"),
        ('"We are ready," Ann Hartley said. "I am glad." She left in May.', "[Ann Hartley] left"),
        (
            "Ann Hartley left. In May she sold her shares and bought a farm.",
            "[Ann Hartley] sold her shares and bought a farm",
        ),
        (
            'Otto Lind runs the yard. "The second dock will be open in May," he said.',
            '[Otto Lind] said: "The second dock will be open in May"',
        ),
        ("Polish forces advanced. They took the town in May.", "[Polish forces] took the town"),
        ("The inspectors saw the towers. They met in May.", "[The inspectors] met"),
        ("Hartley and Lind agreed. They signed in May.", "[Hartley and Lind] signed"),
        ("Calder posted a loss. The company cut jobs in May.", "[Calder] cut jobs"),
        ("Calder's results were weak. The company cut jobs in May.", "[Calder] cut jobs"),
        ("Calder posted a loss. Sales fell. The company cut jobs in May.", "[Calder] cut jobs"),
        ("Ann Hartley left. Her brother moved in May.", "[Ann Hartley's] brother moved"),
        ("Calder posted a loss. Its shares fell in May.", "[Calder's] shares fell"),
        ("Calder Foods Inc. cut jobs. Net income fell in May.", "[Calder Foods Inc.'s] net income fell"),
        ("U.S. Calder Corp. cut jobs. In May, sales rose.", "[U.S. Calder Corp.'s] sales rose"),
        (
            "Calder Foods Inc. met its holders. The increased dividend was paid in May.",
            "[Calder Foods Inc.'s] increased dividend was paid",
        ),
        (
            "Calder Foods Inc. posted a loss. The Boston-based maker of biscuits cut jobs in May.",
            "[Calder Foods Inc.] cut jobs",
        ),
        ("Calder posted a loss. The shares fell in May.", "[Calder's] shares fell"),
        ("Calder posted a loss. The company's plant closed in May.", "[Calder's] plant closed"),
        (
            "Calder Foods Inc. fell. Traders had expected Calder to grow, and the company's shares fell in May.",
            "[Calder Foods Inc.'s] shares fell",
        ),
        (
            '"We are ready," said Ann Hartley, who runs the yard. "The dock will open in May."',
            'Ann Hartley said: "The dock will open in May"',
        ),
        ("Calder Foods Inc. fell. Traders were worried. The company cut jobs in May.", "[Calder Foods Inc.] cut jobs"),
        ("Ann Hartley was promoted in 1990, and in May 1992 she moved to Oslo.", "[Ann Hartley] moved to Oslo"),
        ('"We are glad," said Ann Hartley, the head of the yard. She left in May.', "[Ann Hartley] left"),
        ('"We are glad," said Ann Hartley in an interview. She left in May.', "[Ann Hartley] left"),
        ("Otto Lind, 61, of Dover, Del., ran the yard. He resigned in May.", "[Otto Lind] resigned"),
        ("A spokesman for Calder was surprised. The company cut jobs in May.", "[Calder] cut jobs"),
        (
            "A CDR spokeswoman said the company opened a plant in April and cut jobs in May.",
            "[CDR] cut jobs",
        ),
        ("Calder posted a loss. The demand for lamps was weak. The company cut jobs in May.", "[Calder] cut jobs"),
        ("The writer Ann Hobbs won. Hobbs left the bank. She moved to Oslo in May.", "[Hobbs] moved to Oslo"),
        ("Hartley's grandson William got the mill. He sold it in May.", "[William] sold it"),
        ("A woman of 54 fell. She was treated in May.", "[The woman] was treated"),
        ("Ann Hartley wrote. David Pell died. The school grew. She left in May.", "[Ann Hartley] left"),
        (
            "Ann Hartley wrote. The school grew. Her second book came out in May.",
            "[Ann Hartley's] second book came out",
        ),
        (
            "Ann Hartley ran a school. After a stroke in 2012 she moved to Oslo, where she died in May.",
            "[Ann Hartley] died",
        ),
        ("The mill was built by Otto Lind. It closed in May.", "[The mill] closed"),
        ("During the war the mill was closed. It reopened in May.", "[The mill] reopened"),
        ("A museum followed. It won a prize in May.", "[The museum] won a prize"),
        ("Calder Foods Inc. fell. The Dover, Del., maker of lamps cut jobs in May.", "[Calder Foods Inc.] cut jobs"),
        (
            "Calder Foods Inc. fell. The Dover, N.J.-based brewer's stock fell in May.",
            "[Calder Foods Inc.'s] stock fell",
        ),
        ("Calder fell last June. Calder then sold a mill. The firm cut jobs in May.", "[Calder] cut jobs"),
        (
            "Calder Foods Inc. fell. In May loan losses grew to $5 million.",
            "[Calder Foods Inc.'s] loan losses grew to $5 million",
        ),
        ("Marr & Calder Co. fell. Net income grew in May.", "[Marr & Calder Co.'s] net income grew"),
        (
            "Calder Foods earnings rose at Calder Foods Inc. in 2012. The firm cut jobs in May.",
            "[Calder Foods Inc.] cut jobs",
        ),
        ('"We are glad," said Ann Hartley, the head of Orb University. She left in May.', "[Ann Hartley] left"),
        ("Ann Hartley, Orb's head, left. She moved in May.", "[Ann Hartley] moved"),
        ("Calder Savings Bank fell. The thrift cut jobs in May.", "[Calder Savings Bank] cut jobs"),
        ("Otto Lind's car was seen. Lind left, and the car was found in May.", "[Otto Lind's car] was found"),
        ("A Swiss team came. The team left in May.", "[The Swiss team] left"),
        (
            "Orb said its purchase of Marr Steel was over. The purchase was paid in May.",
            "[The purchase of Marr Steel] was paid",
        ),
        ("A Swiss team came. The team met Otto Lind. The team left in May.", "[The Swiss team] left"),
        (
            "Calder Co. said it sold Marr Steel Corp. The firm plans to cut jobs in May.",
            "[Calder Co.] plans to cut jobs",
        ),
        (
            "Lloyd's Foods Inc. said sales fell. The firm plans to cut jobs in May.",
            "[Lloyd's Foods Inc.] plans to cut jobs",
        ),
        ("Otto Reiss met Karl Mayer. Reiss left. He sang. The patent was sold. He died in May.", "[Reiss] died"),
        ("Ann Hartley left. In 1990 she moved to Oslo, and in May 1992 she married.", "[Ann Hartley] married"),
        ("Osmark is a town on the Lenn. It was sacked in May.", "[Osmark] was sacked"),
        ("The mill was sold in 1990; it burned in May.", "[The mill] burned"),
        ("Calder Foods PLC fell. Pretax profit grew 2%, but shares sank in May.", "[Calder Foods PLC's] shares sank"),
        ("Calder Foods Inc. fell. There was a gain. Net income grew in May.", "[Calder Foods Inc.'s] net income grew"),
        ("Otto Lind, back in Leeds from North Leeds, spoke. He left in May.", "[Otto Lind] left"),
        ("The head of the board, Ann Low, spoke. She left in May.", "[Ann Low] left"),
        ("Mrs. Stern met the minister Otto Lind. He left in May.", "[Otto Lind] left"),
        ("Otto Lind's whereabouts are unknown. He was last seen in May.", "[Otto Lind] was last seen in May"),
        ("Calder posted a loss. It plans to cut jobs in May.", "[Calder] plans to cut jobs"),
        ("Calder Foods Inc. fell. The insurer's earnings rose in May.", "[Calder Foods Inc.'s] earnings rose"),
        (
            "Calder Foods Inc. fell. The company, whose plant burned, cut jobs in May.",
            "[Calder Foods Inc.], whose plant burned, cut jobs",
        ),
        ("Admiral Otto Lind spoke. The admiral retired in July.", "[Admiral Otto Lind] retired"),
        ("The hall was designed by Otto Lind. He died in 1990.", "[Otto Lind] died"),
        ("Parents protested. Their children came home in May.", "[Parents'] children came home"),
        ("Marr Medical fell to $3. The company cut jobs in May.", "[Marr Medical] cut jobs"),
        ("Calder posted a loss as Otto Lind left. The company cut jobs in May.", "[Calder] cut jobs"),
        (
            "Calder Foods Inc. fell. Mr. Low said the company cut jobs in May.",
            "[Calder Foods Inc.] cut jobs",
        ),
        (
            "Hanne Marr was a chemist. She taught. Her brother left. The school closed. She died in May.",
            "[Hanne Marr] died",
        ),
        ("Ann Hartley left. During the war Hartley drove a van. She died in May.", "[Hartley] died"),
        ("Otto Lind fought at the battles of Osmark and Buena Marr. He left in May.", "[Otto Lind] left"),
        ("Osmark's mayor resigned. It was closed in May.", "[Osmark] was closed"),
        ("Otto Lind's mill burned. It was rebuilt in May.", "[Otto Lind's mill] was rebuilt"),
        ("Zeno Marr won two Gold Oar titles and the Osmark Cup. He won again in May.", "[Zeno Marr] won again"),
        (
            "Zora Marr was a novelist. She wrote. Ann Pell read. Marr moved. She had a play produced in May.",
            "[Marr] had a play produced in May",
        ),
        ("Zeno Marr was a genius. Marr was Lind's pupil. Otto Lind was a genius. He left in May.", "[Otto Lind] left"),
    ],
)
def test_the_subject_of_the_sentence_before_is_meant(text: str, row: str) -> None:
    assert last(text) == row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Osmark is a market town in Lunden. The church is old. The town burned in May.", "[Osmark] burned"),
        ("The ferry Alma was built in Bern. Many sailed on it. The ferry sank in May.", "[The ferry Alma] sank"),
        (
            "The Ministry of Defence ordered ships. Prices rose. The ministry cancelled the order in May.",
            "[The Ministry of Defence] cancelled the order",
        ),
        ("Kim Low, an architect from Bern, won. Prices rose. The architect died in May.", "[Kim Low] died"),
        ("The Lanterns are a Welsh band. It sang. The band split up in May.", "[The Lanterns] split up"),
    ],
)
def test_a_noun_means_the_one_name_that_the_text_has_called_so(text: str, row: str) -> None:
    assert without_context(text) == row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Otto Lind was in prison. In May thousands marched to demand his return.", "[Otto Lind's] return"),
        ("Martin Dray lost. Polls published in May gave him 41 percent.", "gave [Martin Dray] 41 percent"),
        ("Joan Tully took over. Under her the school joined the union in May.", "Under [Joan Tully] the school"),
    ],
)
def test_a_pronoun_inside_a_row_that_names_no_one_before_it_is_meant_too(text: str, row: str) -> None:
    assert row in without_context(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Calder bought a mill. It burned in May.", "It burned [context: Calder bought a mill]"),
        (
            "The council of Osmark rejected the plan. The decision was criticised in May.",
            "The decision was criticised [context: The council of Osmark rejected the plan]",
        ),
        (
            "Rebels took the bridge. These attacks ended in May.",
            "These attacks ended [context: Rebels took the bridge]",
        ),
        ("Calder offered $12. Prices fell. The offer ends in May.", "The offer ends [context: Calder offered $12]"),
        ("Ann Low met Kim Marr. They had tea. She left in May.", "She left [context: Ann Low met Kim Marr]"),
        ("Ann Hartley met Lind. They had tea. They left in May.", "They left [context: Ann Hartley met Lind]"),
        (
            "Karl Pell met Otto Lind. With much regret he sold the Brass Moon in May, and the Old Mill burned.",
            "[context: Karl Pell met Otto Lind]",
        ),
    ],
)
def test_a_row_left_open_has_the_sentence_it_rests_on_as_context(text: str, row: str) -> None:
    assert last(text).endswith(row)


def test_a_name_told_once_and_long_ago_is_not_meant() -> None:
    before = "The yard cast the mould for the Lind Trophy."
    text = "The trophy was dubbed Oscar in May."
    assert last(f"{before} {text}") == "[The Lind Trophy] was dubbed Oscar"
    assert "Lind" not in without_context(f"{before} {'Prices rose in the town. ' * 50}{text}")


def test_a_long_context_ends_at_a_clause() -> None:
    first = "Otto Lind and Karl Mayer met in Bern to speak of the harbour, which had been closed for years"
    row = last(f"{first}, and the old yard at Osmark where ships had been built for the navy. He left in May.")
    assert row == f"He left [context: {first}, and the old yard at Osmark…]"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Low spoke. After his speech Otto Lind left in May.",
        "Prices fell. It rained in May.",
        "Calder met Marr. It was agreed in May that the road should be closed.",
        "Ann Low spoke. The head of the board left in May.",
        "Ann Low spoke. The government resigned in May.",
        "Ann Low spoke. Otto Lind sold his car in May.",
        "Prices fell.\n\nThe aftermath\n\nShe moved in May.",
    ],
)
def test_a_row_that_can_be_read_alone_has_no_context(text: str) -> None:
    assert "[" not in last(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry Alma was old. He sold his ferry. The ferry sank in May.",
        "Osmark is a town. Bern is a town. The town burned in May.",
        "Kim Low, an architect from Bern, met another architect. The architect died in May.",
        "The Osmark Bank closed. Prices rose. Two banks failed. The bank opened in May.",
        "The club hired Karin Low as Gus Daley left. She signed in May.",
        "Software maker Orb sold a unit. The unit lost money. It employs 420 people since May.",
        "St Alban's was founded by Hugh Marr and Otto Lind. He left in May.",
        "The director said it was sold in May.",
        "A spokeswoman for Calder said it was sold in May.",
        "Ann Hartley met Maya Stern. She left in May.",
        "Ann Hartley's brother left. He moved in May.",
        "Mr. Hartley left the bank. She moved to Oslo in May.",
        "Mrs. Stern left the bank. He moved to Oslo in May.",
        "Oslo grew. He moved there in May.",
        "Otto Lind ran the yard. Walter's wife left. He resigned in May.",
        "The chairman left. He moved in May.",
        "Ann Hartley left.\n\nThe aftermath\n\nShe moved in May.",
        "Ann Hartley left. When Maya Stern came, she moved in May.",
        "The armies saw that the generals argued. They left in May.",
        "Ann Hartley left. They moved in May.",
        "Ann Hartley left. The company moved in May.",
        "Calder Foods Inc. bought Marr Steel Corp. as rates rose. The company cut jobs in May.",
        "Hanlon, based in Tacoma, Wash., left. The company moved in May.",
        "She moved in May.",
        "Calder bought a mill. It burned in May.",
        "Mrs. Stern met Otto Lind and Karl Mayer. He left in May.",
        "Mrs. Stern met Lind's brother Otto and Karl Mayer. He left in May.",
        "Calder Foods Inc. fell. At Marr Steel, third-quarter profit grew in May.",
        "Otto Reiss taught. Karl Mayer came. The patent was sold. He left in May.",
        "Otto Reiss taught. The patent was sold by Karl Mayer. He left in May.",
        "Calder Co. said it sold Marr Steel Corp. The firm was closed in May.",
        "A Swiss team met a Dutch team. The team left in May.",
        "A small team came. The team left in May.",
        "A Swiss team came. A second team met Otto Lind. The team left in May.",
        "A Swiss team leader came. The team left in May.",
        "Calder Foods Inc. fell. In May retail sales grew.",
        "Calder Foods Inc. fell. Blockbuster shares rose to $5 in May.",
        "Last Friday's results were weak. The company cut jobs in May.",
        "The mill was closed. It was noted that the roof fell in May.",
        "The mill got a new owner. It burned in May.",
        "The owner was ill. It burned in May.",
        "The mill and the house were sold. It burned in May.",
        "Ann Hartley wrote. Mary Pell died. The school grew. She left in May.",
        "Ann Hartley wrote. The head teacher died. She was buried in May.",
        "Ann Hartley wrote. Her sister taught. The school grew. She left in May.",
        "Production fell in 1919, and in 1924 the firm was sold, and the works closed in May.",
        "Calder posted a loss. The demand for lamps fell at Hughes. The company cut jobs in May.",
        "Ann Hartley left in 1990, and when Maya Stern came in 1991, she moved in May.",
        "Calder Foods Inc. fell. The preferred stock would be sold to Hughes in May.",
        "Calder Foods Inc. cut jobs. Car sales fell in May.",
        "Calder Foods Inc. cut jobs. The sale ended in May.",
        "Calder Foods Inc. and Marr Steel Corp. met. The Boston-based insurer cut jobs in May.",
        "Calder Foods Inc. cut jobs. The gains ended in May.",
        "Calder Foods Inc. cut jobs. Calder's profit fell in May.",
        "The first had been formed by the mill. It closed in May.",
        "Anso Grell made the first drawings of the bridge. Its last arch fell in May.",
        "Osmark's debt to the bank rose. It fell to a third in May.",
        "Brass Moon was Lind's second book. He wrote for the Osmark Post in May.",
        "Zeno Marr met Zoltan Grell. He won again in May.",
        "Swiss and Dutch officials met. The officials left in May.",
        "Foreign dealings escaped the inspectors. Their rules were changed in May.",
        "Foreign dealings escaped the inspectors. They met in May.",
    ],
)
def test_in_doubt_the_words_stay(text: str) -> None:
    assert "[" not in without_context(text)


def test_a_row_keeps_the_sentence_that_names_whom_it_is_about() -> None:
    before = "Otto Lind ran a yard. Karl Mayer taught."
    text = "Lind came in 1990, but an Osmark judge barred him from work until 1991."
    assert last(f"{before} {text}").startswith("Lind came in 1990, but an Osmark judge barred him from work")


def test_the_name_is_that_of_the_speaker_too() -> None:
    (event,) = extract("Otto Lind runs the yard. He said it would open in May.", date="2013-02-03")
    assert event.speaker == "Otto Lind"


def test_the_document_head_names_no_one() -> None:
    text = "By Ann Hartley\n12 May 2013\n\nShe moved in March."
    assert "[" not in without_context(text)


def test_a_first_name_tells_whom_the_words_cannot_mean() -> None:
    text = (
        "Clara Hartley was an astronomer. In 1898 she married Henry Lind. Lind was killed in 1917. She retired in 1936."
    )
    assert last(text) == "[Clara Hartley] retired"


def test_a_pronoun_is_followed_through_a_life() -> None:
    text = "Clara Hartley was born in Leeds. She studied. She read. She wrote. She taught. She moved in May."
    assert last(text) == "[Clara Hartley] moved"
