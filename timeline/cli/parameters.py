"""Typer commands made of option groups, whose values are converted without a validation framework.

Typer builds a pydantic model per option when a command runs, which costs more than the command itself. The
values here are words, whole numbers, switches and choices, so a conversion of a few lines does.
"""

import inspect
from collections.abc import Callable
from enum import Enum
from functools import wraps
from os.path import exists
from typing import Any, NamedTuple, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup

_SWITCHES = {"help": "--help", "version": "--version"}
"""Words that people take for commands."""

_GROUPS = "groups"
"""The attribute of a flat function that has its option groups; what wraps it has it too."""


class Conversion(NamedTuple):
    """Turns the words of an option or argument into its annotated type, in place of Typer's own."""

    annotation: Any

    def coerce(self, value: Any, param: Any, ctx: typer.Context) -> Any:  # noqa: ANN401 - Typer's own signature
        """Return the value of `param`; raises `typer.BadParameter` for a word that does not suit it."""
        if get_origin(self.annotation) is list:
            kind = get_args(self.annotation)[0]
            return [_convert(kind, item, param, ctx) for item in value or ()]
        return None if value is None else _convert(self.annotation, value, param, ctx)


def _convert(kind: Any, value: Any, param: Any, ctx: typer.Context) -> Any:  # noqa: ANN401 - Typer's own signature
    if isinstance(value, kind):
        return value
    try:
        return kind(value.lower() if issubclass(kind, Enum) else value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not {_expected(kind)}", ctx=ctx, param=param) from None


def _expected(kind: type) -> str:
    return f"one of {', '.join(kind)}" if issubclass(kind, Enum) else "a whole number"


def _convert_directly(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        if hasattr(parameter, "type_descriptor"):
            conversion = Conversion(parameter.type_descriptor.annotation)
            parameter.get_runtime_param = lambda conversion=conversion: conversion
    return parameters


class Command(TyperCommand):
    """A command whose values are converted directly."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's class for it is private
        """Read the words after the command; an error tells which command it is about."""
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]  # the parser knows none for an option without its value
            raise

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - Typer's class for it is private
        """Return its options and arguments."""
        return _convert_directly(super().get_params(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
        """Write for `--help` what it takes, under the purpose of each group of options."""
        headings = {
            field: (group.__doc__ or "").partition("\n")[0].rstrip(".")
            for group in getattr(self.callback, _GROUPS)
            for field in group._fields
        }
        sections: dict[str, list[tuple[str, str]]] = {}
        heading = ""
        for parameter in self.get_params(ctx):
            heading = headings.get(parameter.name, heading)  # --help, which has none, stands at the end
            sections.setdefault(heading, []).append(_described(parameter, ctx))
        for heading, rows in sections.items():
            with formatter.section(heading):
                formatter.write_dl(rows)


def _described(parameter: Any, ctx: Any) -> tuple[str, str]:  # noqa: ANN401 - Typer's classes are private
    """Return how a parameter is written and what it does."""
    if parameter.param_type_name == "argument":  # Typer would say its type in Python
        return parameter.metavar, parameter.help
    return parameter.get_help_record(ctx)  # type: ignore[no-any-return]


class Group(TyperGroup):
    """The program itself, whose values are converted directly."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401 - the same
        """Return the command that the first word names; the error for another word says what may be meant."""
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException as error:
            is_file = exists(args[0])  # noqa: PTH110 - unlike a Path, it takes a word of any length
            meant = f"show {args[0]}" if is_file else _SWITCHES.get(args[0], "")
            if meant:
                error.message = f"No such command {args[0]!r}. Did you mean '{ctx.command_path} {meant}'?"
            raise

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - Typer's class for it is private
        """Return its options."""
        return _convert_directly(super().get_params(ctx))


def grouped(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Make of a function of option groups the flat function that Typer reads.

    A group is a NamedTuple whose fields are annotated options, so that commands share an option by sharing
    its group, and pass it on whole.
    """
    groups = {name: part.annotation for name, part in inspect.signature(command).parameters.items()}

    @wraps(command)
    def flat(**values: object) -> int | None:
        return command(
            **{name: group(**{field: values[field] for field in group._fields}) for name, group in groups.items()}
        )

    flat.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                field,
                inspect.Parameter.KEYWORD_ONLY,
                default=group._field_defaults.get(field, inspect.Parameter.empty),
                annotation=group.__annotations__[field],
            )
            for group in groups.values()
            for field in group._fields
        ]
    )
    flat.__annotations__ = {}
    setattr(flat, _GROUPS, tuple(groups.values()))
    return flat
