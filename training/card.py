"""Stage 7: the model card: accuracy of the model file on the development sentences."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from polyglot_norm.language.model import Model
from training.classifier import Classifier
from training.corpus import Corpus
from training.held_out import KINDS, items
from training.settings import Settings

BINS = 10
CONFUSIONS = 60
# The languages of lingua 2.1.1; macro accuracy over these can be compared with it.
LINGUA = set(
    "af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gu he hi hr hu hy id is it "
    "ja ka kk ko la lg lt lv mi mk mn mr ms nb nl nn pa pl pt ro ru sk sl sn so sq sr-Cyrl st sv "
    "sw ta te th tl tn tr ts uk ur vi xh yo zh-Hans zu".split()
)
# Often identical in short stretches: either counts as right.
ALIKE = {("zh-Hans", "zh-Hant")}


class Answer(NamedTuple):
    """An item and the answer of the model."""

    tag: str
    kind: int
    said: str
    probability: float

    @property
    def right(self) -> bool:
        """True if the model was right."""
        return self.tag == self.said or (self.tag, self.said) in ALIKE


def card(corpus: Corpus, settings: Settings, path: Path, folder: Path) -> None:
    """Write ``card.json`` and ``card.md``."""
    model = Model.open(path)
    classifier = Classifier(model)
    answers = []
    for item in items(corpus, settings.seed):
        guess = classifier.guess(item.text)
        answers.append(Answer(item.tag, item.kind, guess.tag, guess.probability))
    figures = {
        **model.about,
        "bytes": path.stat().st_size,
        "tags": _by_tag(model.tags, answers),
        "macro": _macro(answers),
        "confusions": _confusions(answers),
        "calibration": _calibration(answers),
    }
    (folder / "card.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False))
    text = markdown(figures)
    (folder / "card.md").write_text(text, encoding="utf-8")
    print(text[: text.index("## Languages")])


def _by_tag(tags: Iterable[str], answers: list[Answer]) -> dict[str, dict[str, dict[str, float]]]:
    """Return precision, recall and F1 of each tag by length."""
    own = Counter((answer.tag, answer.kind) for answer in answers)
    said = Counter((answer.said, answer.kind) for answer in answers)
    right = Counter((answer.tag, answer.kind) for answer in answers if answer.tag == answer.said)
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for tag in tags:
        for number, kind in enumerate(KINDS):
            key = tag, number
            precision, recall = right[key] / max(1, said[key]), right[key] / max(1, own[key])
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            figures.setdefault(tag, {})[kind] = {
                "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)
            }  # fmt: skip
    return figures


def _macro(answers: list[Answer]) -> dict[str, dict[str, float]]:
    """Return accuracy by length, as the mean over all tags and over those of lingua."""
    right: Counter[tuple[int, str]] = Counter()
    count: Counter[tuple[int, str]] = Counter()
    for answer in answers:
        right[answer.kind, answer.tag] += answer.right
        count[answer.kind, answer.tag] += 1
    figures: dict[str, dict[str, float]] = {}
    for number, kind in enumerate(KINDS):
        shares = {key[1]: right[key] / count[key] for key in count if key[0] == number}
        known = [share for tag, share in shares.items() if tag in LINGUA]
        figures[kind] = {
            "all": round(sum(shares.values()) / len(shares), 4),
            "lingua": round(sum(known) / max(1, len(known)), 4),
        }
    return figures


def _confusions(answers: list[Answer]) -> list[dict[str, Any]]:
    """Return the most frequent confusions."""
    wrong = (answer for answer in answers if not answer.right)
    pairs = Counter((answer.kind, answer.tag, answer.said) for answer in wrong)
    return [
        {"length": KINDS[kind], "tag": tag, "said": said, "times": times}
        for (kind, tag, said), times in pairs.most_common(CONFUSIONS)
    ]


def _calibration(answers: list[Answer]) -> dict[str, dict[str, Any]]:
    """Return the expected calibration error and accuracy by probability, by length.

    Languages of lingua are asked: temperatures are for text as it is met, most of it theirs.
    """
    figures = {}
    answers = [answer for answer in answers if answer.tag in LINGUA]
    for number, kind in enumerate(KINDS):
        bins: list[list[Answer]] = [[] for _ in range(BINS)]
        for answer in answers:
            if answer.kind == number:
                bins[min(BINS - 1, int(answer.probability * BINS))].append(answer)
        total = max(1, sum(map(len, bins)))
        curve = [
            {
                "probability": round(sum(a.probability for a in part) / len(part), 4),
                "accuracy": round(sum(a.right for a in part) / len(part), 4),
                "items": len(part),
            }
            for part in bins
            if part
        ]
        error = sum(abs(p["probability"] - p["accuracy"]) * p["items"] for p in curve) / total
        figures[kind] = {"error": round(error, 4), "curve": curve}
    return figures


def markdown(card: dict[str, Any]) -> str:
    """Return the card as Markdown."""
    lines = [
        "# Model card",
        "",
        f"Trained {card['date']} on corpus {card['corpus'][:16]}; {card['bytes']:,} bytes; "
        f"{len(card['tags'])} tags.",
        "",
        "| length | macro accuracy, all tags | tags of lingua | their calibration error |",
        "|---|---|---|---|",
    ]
    for kind in KINDS:
        macro = card["macro"][kind]
        lines.append(f"| {kind} | {macro['all']:.2%} | {macro['lingua']:.2%} "
                     f"| {card['calibration'][kind]['error']:.4f} |")  # fmt: skip
    lines += ["", "## Languages", "", "F1 by length (precision / recall of sentences).", "",
              "| tag | " + " | ".join(KINDS) + " | P / R |", "|---" * 6 + "|"]  # fmt: skip
    for tag, figures in card["tags"].items():
        cells = [f"{figures[kind]['f1']:.3f}" for kind in KINDS]
        whole = figures[KINDS[-1]]
        lines.append(f"| {tag} | " + " | ".join(cells)
                     + f" | {whole['precision']:.3f} / {whole['recall']:.3f} |")  # fmt: skip
    lines += ["", "## Confusions", "", "| length | tag | said | times |", "|---|---|---|---|"]
    lines += [
        f"| {row['length']} | {row['tag']} | {row['said']} | {row['times']} |"
        for row in card["confusions"]
    ]
    lines += ["", "## Calibration", "", "| length | probability | accuracy | items |"]
    lines += ["|---" * 4 + "|"]
    for kind in KINDS:
        lines += [
            f"| {kind} | {row['probability']:.3f} | {row['accuracy']:.3f} | {row['items']} |"
            for row in card["calibration"][kind]["curve"]
        ]
    return "\n".join(lines) + "\n"
