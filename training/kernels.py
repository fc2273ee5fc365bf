"""The inner loops of training: drawing stretches of words, and descent on their weights.

Cython's pure-Python mode: ``compiled.py`` compiles this file where it can; else it runs
interpreted, which is enough for the tiny run of the tests.
"""

import threading

import cython
import numpy as np

if cython.compiled:
    from cython.cimports.libc.math import exp, log, sqrt
else:
    from math import exp, log, sqrt

cython.declare(LONGEST=cython.int, KINDS=cython.int, SENTENCE_KINDS=cython.int)
cython.declare(GOLDEN=cython.ulonglong, MIX=cython.ulonglong, MIX_AGAIN=cython.ulonglong)
cython.declare(MASK64=cython.ulonglong)

# Words in the longest stretch.
LONGEST = 20
# Stretches of 1, 2, 3 to 5 and 6 to 20 words of a sentence, then 1, 2 and 3 words of the lexicon.
KINDS = 7
SENTENCE_KINDS = 4

# Constants of SplitMix64 (Steele, Lea, Flood 2014).
GOLDEN = 0x9E3779B97F4A7C15
MIX = 0xBF58476D1CE4E5B9
MIX_AGAIN = 0x94D049BB133111EB
MASK64 = 0xFFFFFFFFFFFFFFFF


@cython.cclass
class Stream:
    """Draws training stretches of one script, seeded; one for each thread."""

    state: cython.ulonglong
    labels: cython.uint[::1]
    kinds: cython.uint[::1]
    strip: cython.uint[::1]
    starts: cython.longlong[:, ::1]
    tokens: cython.uint[::1]
    line_end: cython.uchar[::1]
    stripped: cython.uint[::1]
    typo: cython.uint[::1]
    typo_share: cython.uint
    drop: cython.uint
    bounds: cython.longlong[::1]
    sequences: cython.int[::1]
    words: cython.uint[::1]
    used: cython.int[::1]
    z: cython.float[::1]
    few: cython.float[::1]
    label: cython.int
    count: cython.int
    near_share: cython.uint
    near_labels: cython.uint[::1]
    groups: cython.int[:, ::1]
    members: cython.int[::1]
    near: cython.bint

    def __init__(self, sample, shares, bounds, sequences, seed):
        """``shares``: cumulative or plain 32-bit shares by name; the rest as written to files."""
        self.state = seed
        self.labels = shares["labels"]
        self.kinds = shares["kinds"]
        self.strip = shares["strip"]
        self.typo_share = shares["typo"]
        self.drop = shares["drop"]
        self.starts = sample["starts"]
        self.tokens = sample["tokens"]
        self.line_end = sample["line_end"]
        self.stripped = sample["stripped"]
        self.typo = sample["typo"]
        self.bounds = bounds
        self.sequences = sequences
        self.words = np.zeros(LONGEST, np.uint32)
        self.used = np.zeros(400 * LONGEST, np.int32)
        self.z = np.zeros(256, np.float32)
        self.few = np.zeros(256, np.float32)
        self.label = 0
        self.count = 0
        self.near_share = shares["near"]
        self.near_labels = shares["near_labels"]
        self.groups = shares["groups"]
        self.members = shares["members"]
        self.near = False

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def random(self) -> cython.uint:
        """The next number of SplitMix64, its high half."""
        self.state = (self.state + GOLDEN) & MASK64
        z: cython.ulonglong = self.state
        z = (z ^ (z >> 30)) * MIX & MASK64
        z = (z ^ (z >> 27)) * MIX_AGAIN & MASK64
        return cython.cast(cython.uint, z >> 32)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def choose(self, cumulative: cython.uint[::1]) -> cython.int:
        """A number by cumulative shares of 2**32."""
        r: cython.uint = self.random()
        low: cython.int = 0
        high: cython.int = cython.cast(cython.int, cumulative.shape[0]) - 1
        while low < high:
            middle: cython.int = (low + high) >> 1
            if cumulative[middle] <= r:
                low = middle + 1
            else:
                high = middle
        return low

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def draw(self) -> cython.int:
        """Draw a label and a stretch of its words into ``words``; how many they are.

        ``near``: only the label's relatives compete for it.
        """
        self.near = self.near_share and self.random() < self.near_share
        y: cython.int = self.choose(self.near_labels if self.near else self.labels)
        kind: cython.int = self.choose(self.kinds)
        self.label = y
        if kind >= SENTENCE_KINDS and self.starts[y, 3] > self.starts[y, 2]:
            self.draw_lexicon(kind - SENTENCE_KINDS + 1)
        else:
            self.draw_sentence(kind & 3)
        self.distort()
        return self.count

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def draw_lexicon(self, length: cython.int) -> cython.void:
        """Words drawn one by one from the label's pool."""
        first: cython.longlong = self.starts[self.label, 2]
        size: cython.longlong = self.starts[self.label, 3] - first
        k: cython.int
        for k in range(length):
            self.words[k] = self.tokens[first + self.random() % size]
        self.count = length

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def draw_sentence(self, kind: cython.int) -> cython.void:
        """A stretch within a line of the label's text."""
        length: cython.int = kind + 1
        if kind == 2:
            length = 3 + self.random() % 3
        elif kind == 3:
            length = 6 + self.random() % 15
        first: cython.longlong = self.starts[self.label, 0]
        at: cython.longlong = first + self.random() % (self.starts[self.label, 1] - first)
        ahead: cython.int = 0
        while ahead < length - 1 and not self.line_end[at + ahead]:
            ahead += 1
        # Near a line's end step back, so that long stretches are not cut short.
        while ahead < length - 1 and at > first and not self.line_end[at - 1]:
            at -= 1
            ahead += 1
        k: cython.int
        for k in range(ahead + 1):
            self.words[k] = self.tokens[at + k]
        self.count = ahead + 1

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def distort(self) -> cython.void:
        """Now and then the whole stretch without diacritics, or a word with a slip."""
        k: cython.int
        if self.strip[self.label] and self.random() < self.strip[self.label]:
            for k in range(self.count):
                self.words[k] = self.stripped[self.words[k]]
        if self.typo_share:
            for k in range(self.count):
                if self.random() < self.typo_share:
                    self.words[k] = self.typo[self.words[k]]

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def gather(self) -> cython.int:
        """The rows of the stretch's letter sequences into ``used``; how many they are."""
        size: cython.int = 0
        k: cython.int
        at: cython.longlong
        end: cython.longlong
        for k in range(self.count):
            end = self.bounds[self.words[k] + 1]
            if self.drop and self.random() < self.drop:
                end -= 1  # without the word as a whole, to learn what its parts say
            for at in range(self.bounds[self.words[k]], end):
                if self.sequences[at] >= 0 and size < 7900:
                    self.used[size] = self.sequences[at]
                    size += 1
        return size

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def gradient(self, bias: cython.float[::1], labels: cython.int) -> cython.double:
        """Turn the sums in ``z`` into the gradient of the loss, and return the loss."""
        top: cython.float = -1e30
        total: cython.float = 0
        j: cython.int
        for j in range(labels):
            self.z[j] += bias[j]
            top = max(top, self.z[j])
        for j in range(labels):
            self.z[j] = exp(self.z[j] - top)
            total += self.z[j]
        total = 1 / total
        for j in range(labels):
            self.z[j] *= total
        loss: cython.double = -log(self.z[self.label] + 1e-30)
        self.z[self.label] -= 1
        return loss

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def gradient_near(self, sums: cython.float[::1]) -> cython.double:
        """The same for the label's relatives alone: sums and gradient stand by member."""
        first: cython.int = self.groups[self.label, 0]
        size: cython.int = self.groups[self.label, 1] - first
        top: cython.float = -1e30
        total: cython.float = 0
        loss: cython.double = 0
        m: cython.int
        for m in range(size):
            top = max(top, sums[m])
        for m in range(size):
            sums[m] = exp(sums[m] - top)
            total += sums[m]
        for m in range(size):
            sums[m] /= total
            if self.members[first + m] == self.label:
                loss = -log(sums[m] + 1e-30)
                sums[m] -= 1
        return loss

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def squares(self, labels: cython.int) -> cython.float:
        """The squared length of the gradient."""
        total: cython.float = 0
        j: cython.int
        for j in range(labels):
            total += self.z[j] * self.z[j]
        return total


@cython.cclass
class Dense:
    """Weights as a matrix: a row a sequence, a column a label.

    The last two are AdaGrad's sums: of stretches drawn among relatives, and of all others.
    """

    weights: cython.float[::1]
    width: cython.Py_ssize_t
    labels: cython.int
    bias: cython.float[::1]

    def __init__(self, weights, bias):
        self.weights = weights.reshape(-1)
        self.width = weights.shape[1]
        self.labels = len(bias)
        self.bias = bias

    def descend(self, stream: Stream, samples: cython.longlong, start: float, end: float):
        """So many samples at a learning rate that falls from ``start`` to ``end``; mean loss."""
        loss: cython.double = 0
        s: cython.longlong
        first: cython.float = start
        change: cython.float = (end - start) / samples
        with cython.nogil:
            for s in range(samples):
                loss += self.step(stream, first + change * s)
        return loss / samples

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def step(self, stream: Stream, rate: cython.float) -> cython.double:
        """Learn from one stretch; its loss."""
        stream.draw()
        size: cython.int = stream.gather()
        if stream.near:
            return self.step_near(stream, size, rate)
        self.add(stream, size)
        loss: cython.double = stream.gradient(self.bias, self.labels)
        squares: cython.float = stream.squares(self.labels)
        if squares > 1e-6:
            self.change(stream, size, rate, squares)
        return loss

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def add(self, stream: Stream, size: cython.int) -> cython.void:
        """Sum the rows of a stretch."""
        z: cython.float[::1] = stream.z
        w: cython.float[::1] = self.weights
        labels: cython.int = self.labels
        k: cython.int
        j: cython.int
        at: cython.Py_ssize_t
        for j in range(labels):
            z[j] = 0
        for k in range(size):
            at = stream.used[k] * self.width
            for j in range(labels):
                z[j] += w[at + j]

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def change(
        self, stream: Stream, size: cython.int, rate: cython.float, squares: cython.float
    ) -> cython.void:
        """Move the rows of a stretch against the gradient (AdaGrad, one sum a row)."""
        z: cython.float[::1] = stream.z
        w: cython.float[::1] = self.weights
        labels: cython.int = self.labels
        step: cython.float
        k: cython.int
        j: cython.int
        at: cython.Py_ssize_t
        for k in range(size):
            at = stream.used[k] * self.width
            w[at + self.width - 1] += squares
            step = rate / sqrt(w[at + self.width - 1])
            for j in range(labels):
                w[at + j] -= step * z[j]

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def step_near(self, stream: Stream, size: cython.int, rate: cython.float) -> cython.double:
        """Learn from a stretch what tells its label from its relatives; its loss."""
        z: cython.float[::1] = stream.z
        w: cython.float[::1] = self.weights
        first: cython.int = stream.groups[stream.label, 0]
        count: cython.int = stream.groups[stream.label, 1] - first
        squares: cython.float
        step: cython.float
        k: cython.int
        m: cython.int
        at: cython.Py_ssize_t
        for m in range(count):
            z[m] = 0
        for k in range(size):
            at = stream.used[k] * self.width
            for m in range(count):
                z[m] += w[at + stream.members[first + m]]
        loss: cython.double = stream.gradient_near(z)
        squares = stream.squares(count)
        if squares > 1e-6:
            for k in range(size):
                at = stream.used[k] * self.width
                w[at + self.width - 2] += squares
                step = rate / sqrt(w[at + self.width - 2])
                for m in range(count):
                    w[at + stream.members[first + m]] -= step * z[m]
        return loss


@cython.cclass
class Sparse:
    """A fixed support of weights: a row's are ``ends[row]`` to ``ends[row + 1]``.

    ``sums`` are AdaGrad's, as in the last two columns of ``Dense``.
    """

    ends: cython.longlong[::1]
    columns: cython.uchar[::1]
    values: cython.float[::1]
    sums: cython.float[:, ::1]
    bias: cython.float[::1]
    labels: cython.int

    def __init__(self, ends, columns, values, sums, bias):
        self.ends = ends
        self.columns = columns
        self.values = values
        self.sums = sums
        self.bias = bias
        self.labels = len(bias)

    def descend(self, stream: Stream, samples: cython.longlong, start: float, end: float):
        """So many samples at a learning rate that falls from ``start`` to ``end``; mean loss."""
        loss: cython.double = 0
        s: cython.longlong
        first: cython.float = start
        change: cython.float = (end - start) / samples
        with cython.nogil:
            for s in range(samples):
                loss += self.step(stream, first + change * s)
        return loss / samples

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def step(self, stream: Stream, rate: cython.float) -> cython.double:
        """Learn from one stretch; its loss."""
        stream.draw()
        size: cython.int = stream.gather()
        j: cython.int
        for j in range(self.labels):
            stream.z[j] = 0
        self.add(stream.used, 0, size, stream.z)
        loss: cython.double = (
            self.loss_near(stream) if stream.near else stream.gradient(self.bias, self.labels)
        )
        squares: cython.float = stream.squares(self.labels)
        if squares > 1e-6:
            self.change(stream, size, rate, squares)
        return loss

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def loss_near(self, stream: Stream) -> cython.double:
        """Turn sums into the gradient among relatives, nothing for all others; the loss."""
        first: cython.int = stream.groups[stream.label, 0]
        count: cython.int = stream.groups[stream.label, 1] - first
        j: cython.int
        for j in range(count):
            stream.few[j] = stream.z[stream.members[first + j]]
        loss: cython.double = stream.gradient_near(stream.few)
        for j in range(self.labels):
            stream.z[j] = 0
        for j in range(count):
            stream.z[stream.members[first + j]] = stream.few[j]
        return loss

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def add(
        self, rows: cython.int[::1], at: cython.longlong, end: cython.longlong, z: cython.float[::1]
    ) -> cython.void:
        """Add rows to sums."""
        e: cython.longlong
        row: cython.int
        while at < end:
            row = rows[at]
            at += 1
            if row >= 0:
                for e in range(self.ends[row], self.ends[row + 1]):
                    z[self.columns[e]] += self.values[e]

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def change(
        self, stream: Stream, size: cython.int, rate: cython.float, squares: cython.float
    ) -> cython.void:
        """Move the rows of a stretch against the gradient."""
        column: cython.int = 0 if stream.near else 1
        k: cython.int
        row: cython.int
        e: cython.longlong
        step: cython.float
        for k in range(size):
            row = stream.used[k]
            self.sums[row, column] += squares
            step = rate / sqrt(self.sums[row, column])
            for e in range(self.ends[row], self.ends[row + 1]):
                self.values[e] -= step * stream.z[self.columns[e]]

    def score(self, bounds: cython.longlong[::1], sequences: cython.int[::1]):
        """The summed evidence of words: ``bounds`` cuts ``sequences`` (rows) into words."""
        out = np.zeros((bounds.shape[0] - 1, self.labels), np.float32)
        z: cython.float[::1] = np.zeros(256, np.float32)
        w: cython.Py_ssize_t
        for w in range(bounds.shape[0] - 1):
            z[:] = 0
            self.add(sequences, bounds[w], bounds[w + 1], z)
            out[w] = np.asarray(z)[: self.labels]
        return out


def count(bounds: cython.longlong[::1], hashes: cython.uint[::1], often: cython.float[::1], bits):
    """Distinct hashes, how often each is expected in training, and in how many words it is."""
    size: cython.size_t = 1 << bits
    keys_array = np.zeros(size, np.uint32)
    often_array = np.zeros(size, np.float32)
    words_array = np.zeros(size, np.uint32)
    keys: cython.uint[::1] = keys_array
    sums: cython.float[::1] = often_array
    words: cython.uint[::1] = words_array
    mask: cython.size_t = size - 1
    slot: cython.size_t
    at: cython.longlong
    w: cython.Py_ssize_t
    with cython.nogil:
        for w in range(bounds.shape[0] - 1):
            if often[w] <= 0:
                continue
            for at in range(bounds[w], bounds[w + 1]):
                slot = (hashes[at] >> 3) & mask
                while words[slot] != 0 and keys[slot] != hashes[at]:
                    slot = (slot + 1) & mask
                keys[slot] = hashes[at]
                words[slot] += 1
                sums[slot] += often[w]
    found = words_array > 0
    return keys_array[found], often_array[found], words_array[found]


def rows_of(hashes: cython.uint[::1], keys: cython.uint[::1]):
    """For each hash its place among ``keys``, or -1."""
    size: cython.size_t = 1 << (2 * keys.shape[0] + 2).bit_length()
    slots: cython.int[::1] = np.full(size, -1, np.int32)
    out_array = np.empty(hashes.shape[0], np.int32)
    out: cython.int[::1] = out_array
    mask: cython.size_t = size - 1
    slot: cython.size_t
    i: cython.Py_ssize_t
    with cython.nogil:
        for i in range(keys.shape[0]):
            slot = (keys[i] >> 3) & mask
            while slots[slot] >= 0:
                slot = (slot + 1) & mask
            slots[slot] = i
        for i in range(hashes.shape[0]):
            slot = (hashes[i] >> 3) & mask
            while slots[slot] >= 0 and keys[slots[slot]] != hashes[i]:
                slot = (slot + 1) & mask
            out[i] = slots[slot]
    return out_array


def descend_together(model, streams, samples, start, end):
    """Hogwild: a thread a stream, on the same weights, without locks; mean loss.

    With one stream the result is the same every time; with more, up to the order of additions.
    """
    losses = [0.0] * len(streams)

    def work(number):
        losses[number] = model.descend(streams[number], samples // len(streams), start, end)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(streams))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(losses) / len(losses)
