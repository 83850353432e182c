"""The program: its commands, and how a command line becomes a call and an exit code."""

import inspect
import os
from collections.abc import Sequence
from typing import Annotated, cast

import typer

from timeline.cli import commands, terminal
from timeline.cli.parameters import Command, Group, grouped
from timeline.errors import UsageError

NAME = terminal.PROGRAM
_COMPLETION = f"_{NAME.upper()}_COMPLETE"
_ELSEWHERE = {"--chart": "-f chart"}
"""Options that one command has, with what the others have in their place."""

HELP = f"""\b
{terminal.EXAMPLES}

{terminal.PURPOSE}
"""


def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,  # noqa: FBT002 - a switch
) -> int:
    """Handle what stands before a command."""
    if version:
        from timeline import __version__  # noqa: PLC0415 - only here

        terminal.put(f"{NAME} {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise terminal.NoSourceError("no command; 'timeline show FILE' is the one to begin with")
    return 0


def program(first: str = "") -> typer.core.TyperGroup:
    """Return the program with its commands; when `first` names one of them, with that alone, which is faster."""
    app = typer.Typer(
        name=NAME,
        cls=Group,
        help=HELP,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(start)
    for command in [each for each in commands.EXAMPLES if each.__name__ == first] or commands.EXAMPLES:
        described = inspect.cleandoc(command.__doc__ or "")
        app.command(
            command.__name__,
            cls=Command,
            help="\b\n" + "\n".join(commands.EXAMPLES[command]) + "\n\n" + described,
            short_help=described.partition("\n")[0],
        )(grouped(command))
    return cast("typer.core.TyperGroup", typer.main.get_command(app))


def invoke(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; failures are raised, wrong use as `UsageError`."""
    if _COMPLETION in os.environ:
        return int(program().main(list(arguments), prog_name=NAME) or 0)
    try:
        with program(next(iter(arguments), "")).make_context(NAME, list(arguments)) as context:
            return int(context.command.invoke(context) or 0)
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        raise _usage_error(error) from None


def _usage_error(error: typer.TyperException) -> UsageError:
    context = getattr(error, "ctx", None)
    where = context.command_path if context else NAME
    command = where.removeprefix(NAME).strip()
    message = error.format_message().rstrip(".").replace(". Did you", "; did you")
    option = getattr(error, "option_name", "")
    if option in _ELSEWHERE:
        message = f"no option {option}; did you mean {_ELSEWHERE[option]!r}?"
    hint = "" if message.endswith(("?", ")")) else f"; see '{where} --help'"
    return UsageError(f"{command + ': ' if command else ''}{message}{hint}")
