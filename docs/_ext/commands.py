"""The directive `commands`: the help of `etoropy` and of every command below it."""

from __future__ import annotations

from collections.abc import Iterator

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

_log = logging.getLogger(__name__)
WIDTH = 80


def helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """The name and the help of a command and of those below it, depth first."""
    yield context.command_path, context.get_help()
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = loaded(command, context, name)
            if below is not None and not below.hidden:
                yield from helps(below, opened(below, name, context))


def loaded(group: click.Group, context: click.Context, name: str) -> click.Command | None:
    """The command by a name that the group lists; a warning when it is not there after all."""
    try:
        return group.get_command(context, name)
    except (ImportError, AttributeError) as error:
        _log.warning(
            "the command %s %s cannot be loaded: %s",
            context.command_path,
            name,
            error,
        )
        return None


def opened(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    """The context in which a command is called by this name, as wide as the terminals that help is written for."""
    return command.make_context(
        name,
        [],
        parent,
        resilient_parsing=True,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
    )


class Commands(SphinxDirective):
    """Takes nothing; gives a section for each command."""

    def run(self) -> list[nodes.Node]:
        from etoropy.cli.app import cli

        return [self._section(path, text) for path, text in helps(cli, opened(cli, "etoropy", None))]

    def _section(self, path: str, text: str) -> nodes.section:
        name = f"command-{path.replace(' ', '-')}"
        section = nodes.section(ids=[name], names=[name])
        section += nodes.title(path, "", nodes.literal(path, path))
        section += nodes.literal_block(text, text, language="text")
        return section


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx."""
    app.add_directive("commands", Commands)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
