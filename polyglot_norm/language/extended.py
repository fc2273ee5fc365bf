"""A model with languages that were learned from a user's text: their columns beside its own.

Nothing of the model is copied. The table of a script keeps its data; each learned language has a
table of one column, whose sums a scorer of its own appends to each row (`extended_scorer`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polyglot_norm.language.learned import Learned
from polyglot_norm.language.model import Model, Table
from polyglot_norm.language.table_layout import Layout


@dataclass(frozen=True, slots=True)
class ExtendedTable(Table):
    """A table whose last columns are those of learned languages."""

    base: Table
    added: tuple[Table, ...]
    nearest: Mapping[str, str]

    @property
    def layout(self) -> Layout:
        """The layout of the weights of the model."""
        return self.base.layout

    @property
    def relatives(self) -> Mapping[str, str]:
        """The tag of the model that comes nearest to a learned one."""
        return self.nearest

    def weights(self, ngram: int) -> dict[int, int] | None:
        """Return the weights of an n-gram by the index of the tag; None if it is not known."""
        found = dict(self.base.weights(ngram) or {})
        for label, table in enumerate(self.added, len(self.base.tags)):
            for weight in (table.weights(ngram) or {}).values():
                found[label] = weight
        return found or None


def extended(model: Model, learned: Sequence[Learned]) -> Model:
    """Return a model with learned languages; the model itself if there are none."""
    if not learned:
        return model
    tables = [_with(table, learned) for table in model.tables]
    alone = {each.script: each.language.tag for each in learned if each.table is None}
    return Model(tables, alone | model.owners, model.about, model.digest)


def _with(table: Table, learned: Sequence[Learned]) -> Table:
    """Return a table with the languages that were learned for its script."""
    mine = [each for each in learned if each.table is not None and each.script in table.scripts]
    added = tuple(each.table for each in mine if each.table is not None)
    if not added:
        return table
    return ExtendedTable(
        scripts=table.scripts,
        tags=table.tags + tuple(tag for each in added for tag in each.tags),
        priors=table.priors + tuple(prior for each in added for prior in each.priors),
        met=table.met + tuple(met for each in added for met in each.met),
        temperatures=table.temperatures,
        orders=table.orders,
        weakest=table.weakest,
        bits=table.bits,
        data=table.data,
        base=table,
        added=added,
        nearest={each.language.tag: each.relative for each in mine},
    )
