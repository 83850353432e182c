"""Where "now" dates no event but says what something has become: "Bly, now a village,", "what is now Bly"."""

from __future__ import annotations

from timeline.clause import Form, Parse


def names_now(found: Parse, first: int, last: int) -> bool:
    """Tell whether the date in the words `first` to `last` only says what a noun before or behind it is these days."""
    tokens, before = found.tokens, found.group_on(first - 1)
    opens = before.first - 1 if before else first - 1  # "what is now Bly", "what today is Bly"
    if tokens.is_in(opens, "free_relatives"):
        return True
    clause, verb = found.clauses[found.clause_at(first)], found.group_on(last)
    participle = verb is not None and verb.form is Form.PARTICIPLE and verb.first == last
    if clause.opener in ("bracket", "comma") and clause.first == first:
        said = tokens.is_word(last) and not tokens.lexeme(last).base  # "today, police said", "now contain"
        return clause.finite is None and (said or participle)
    return participle and before is None and tokens.is_word(first - 1) and not tokens.is_in(first - 1, "pronouns")
