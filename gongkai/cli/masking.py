"""`check --fix`: show each place, ask, mask it in the source."""

from __future__ import annotations

import click

from gongkai.cli.group import Context
from gongkai.pipeline.checking import check_with_catalog
from gongkai.pipeline.masking import apply, edits_of


def mask_found(context: Context, *, yes: bool) -> None:
    """Mask what is found, place by place, as far as the user agrees; nothing where the content cannot be read."""
    checked, catalog = check_with_catalog(context.root, context.today)
    if catalog is None:
        return
    agreed = []
    for edit in edits_of(context.root, catalog.content, checked.findings):
        finding = edit.finding
        message = f"{finding.location}: {finding.code} {finding.message(context.voice.language)}"
        click.echo(message, err=True)
        ask = "遮盖这一处？" if context.voice.language == "zh" else "mask it?"
        if yes or click.confirm(ask, default=False, err=True):
            agreed.append(edit)
    apply(context.root, agreed)
    context.voice.say(
        f"遮盖了 {len(agreed)} 处；要退回，用 git checkout",
        f"masked {len(agreed)} places; git checkout undoes it",
    )
