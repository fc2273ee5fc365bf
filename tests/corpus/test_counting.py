"""The statistics of a corpus are those of the command ``stats``."""

from adapters.rows import texts
from polyglot_norm.corpus.counting import Counting
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.pipeline import Tagger
from polyglot_norm.segment import ends_and_labels
from polyglot_norm.streams.statistics import Statistics, statistics_task
from polyglot_norm.streams.tasks import Located


def test_documents_are_counted_as_by_stats():
    tagger, task = Tagger(), statistics_task(0.7, 5)
    counting, wanted = Counting(0.7, 5), Statistics()
    mixed = 0
    for row, text in enumerate(filter(None, texts(300)), 1):
        document = tagger.tag(text)
        labels = ends_and_labels(document.segments)[1::2]
        assert counting.add(document, row, labels, document.letters()) == document.is_mixed
        wanted.add(task(Located(NamedDocument("a", document), row, 0)), most=5)
        mixed += document.is_mixed
    assert mixed
    assert counting.statistics("a").as_dict() == wanted.as_dict()
