// A text with its segments: where they are, what becomes of them, and which words belong together.

export const DOUBTFUL = 0.75;
const BREAK = /[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;
const RIGHT_TO_LEFT = new Set("Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa".split(" "));
const CHUNK = 3000; // characters that are drawn together, about
const ROWS = 150; // rows that are drawn together, at most
const LONGEST = 1500; // characters of a line that stay in one row

export class Model {
  constructor(text) {
    this.text = text;
    this.segments = []; // {start, end, lang, script, confidence, candidates}
    this.outputs = []; // by segment: {output, output_lang, edits, normalising}, once they are known
    this.off = new Map(); // by segment: a set of normalising edits that are not made
    this.letters = new Map(); // by language
    this.chunks = []; // {rows, first, last, start, end}: what is drawn together
    this.lines = 0;
    this.row = [];
    this.rows = [];
  }

  // Add the segments of a part of the text that begins at `start`.
  add(start, document) {
    const letters = (this.text.slice(start, start + document.end).match(/\p{L}/gu) || []).length;
    for (const { lang, share } of document.languages) {
      this.letters.set(lang, (this.letters.get(lang) || 0) + share * letters);
    }
    for (const segment of document.segments) {
      segment.start += start;
      segment.end += start;
      this.segments.push(segment);
      this.#lay(this.segments.length - 1);
    }
    if (start + document.end >= this.text.length) {
      this.#endRow();
      this.#endChunk();
    }
  }

  // Lay a segment into rows; a row is a line, or a part of a long one.
  #lay(index) {
    const { start, end } = this.segments[index];
    let from = start;
    while (from < end) {
      const width = this.row.reduce((sum, piece) => sum + piece.end - piece.start, 0);
      let to = Math.min(end, from + LONGEST - width);
      const line = this.text.slice(from, to).search(BREAK);
      const broken = line >= 0;
      if (broken) {
        to = from + line + 1;
        if (this.text[to - 1] === "\r" && this.text[to] === "\n" && to < end) to++;
      } else if (to < end) to = this.#softBreak(from, to);
      this.row.push({ index, start: from, end: to });
      from = to;
      if (broken || width + to - from >= LONGEST || from < end) this.#endRow(broken);
    }
  }

  #softBreak(from, to) {
    const space = this.text.slice(from, to).lastIndexOf(" ");
    if (space > LONGEST / 2) return from + space + 1;
    const code = this.text.charCodeAt(to);
    return code >= 0xdc00 && code < 0xe000 ? to - 1 || to : Math.max(to, from + 1);
  }

  #endRow(broken = true) {
    if (!this.row.length) return;
    this.rows.push({ number: this.newLine === false ? 0 : ++this.lines, pieces: this.row });
    this.newLine = broken;
    this.row = [];
    const first = this.rows[0].pieces[0].start;
    const size = this.rows.at(-1).pieces.at(-1).end - first;
    if (size >= CHUNK || this.rows.length >= ROWS) this.#endChunk();
  }

  #endChunk() {
    if (!this.rows.length) return;
    const rows = this.rows;
    const pieces = rows.at(-1).pieces;
    this.chunks.push({
      rows,
      first: rows[0].pieces[0].index,
      last: pieces.at(-1).index,
      start: rows[0].pieces[0].start,
      end: pieces.at(-1).end,
    });
    this.rows = [];
  }

  source(index) {
    const { start, end } = this.segments[index];
    return this.text.slice(start, end);
  }

  // The languages with their shares of the letters, largest first.
  shares() {
    const all = [...this.letters.values()].reduce((sum, count) => sum + count, 0) || 1;
    return [...this.letters]
      .map(([lang, count]) => ({ lang, share: count / all }))
      .sort((one, other) => other.share - one.share);
  }

  isDoubtful(index) {
    const { lang, confidence } = this.segments[index];
    return lang !== "zxx" && (confidence < DOUBTFUL || lang === "und");
  }

  chunkOf(index) {
    return this.chunkWhere((chunk) => chunk.last < index);
  }

  // The chunks that show a segment, which may be as long as the text.
  chunksOf(index) {
    const found = [];
    const { end } = this.segments[index];
    for (let n = this.chunkOf(index); this.chunks[n]?.start < end; n++) found.push(n);
    return found;
  }

  chunkAt(place) {
    return this.chunkWhere((chunk) => chunk.end <= place);
  }

  chunkWhere(before) {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.chunks[middle])) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // What a segment is asked about with.
  known(index) {
    const { lang, script, confidence, candidates } = this.segments[index];
    const off = [...(this.off.get(index) || [])];
    return { text: this.source(index), lang, script, confidence, candidates, off };
  }
}

export function directionOf(script) {
  return RIGHT_TO_LEFT.has(script) ? "rtl" : "ltr";
}

export function scriptOf(tag, otherwise) {
  const found = /^[a-z]{2,3}-([A-Z][a-z]{3})(?![^-])/.exec(tag);
  return found ? found[1] : otherwise;
}

// Offsets in code points as offsets in UTF-16, which are those of JavaScript.
function unitsOf(text) {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (point) => point;
  const units = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  units.push(at);
  return (point) => units[Math.min(point, units.length - 1)];
}

// Edits in offsets of JavaScript, with where they are in the result.
export function placed(text, edits) {
  const unit = unitsOf(text);
  let shift = 0;
  return edits.map(([start, end, replacement, rule]) => {
    const from = unit(start);
    const to = unit(end);
    const there = from + shift;
    shift += replacement.length - (to - from);
    return { from, to, there, thereEnd: there + replacement.length, replacement, rule };
  });
}

// The number of edits, in order, for which a condition holds: it holds for none after the first
// for which it does not.
export function count(edits, holds) {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(edits[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The span on the other side of an alignment; `back` maps from the result to the source.
export function mapped(edits, start, end, back = false) {
  const [from, to, other, otherEnd] = back
    ? ["there", "thereEnd", "from", "to"]
    : ["from", "to", "there", "thereEnd"];
  let low = Infinity;
  let high = -Infinity;
  const take = (first, last) => {
    low = Math.min(low, first);
    high = Math.max(high, last);
  };
  // A text may have very many edits: those before the span are passed over.
  let n = count(edits, (edit) => edit[to] < start);
  let here = n ? edits[n - 1][to] : 0;
  let there = n ? edits[n - 1][otherEnd] : 0;
  const kept = (until) => {
    const first = Math.max(start, here);
    const last = Math.min(end, until);
    if (first < last) take(first - here + there, last - here + there);
  };
  for (; n < edits.length && edits[n][from] <= end; n++) {
    const edit = edits[n];
    kept(edit[from]);
    const touches = edit[from] === edit[to] ? edit[from] >= start : edit[from] < end && edit[to] > start;
    if (touches) take(edit[other], edit[otherEnd]);
    here = edit[to];
    there = edit[otherEnd];
  }
  kept(Infinity);
  return low <= high ? [low, high] : null;
}

const words = new Intl.Segmenter(undefined, { granularity: "word" });

// The word at an offset of a text, or null between words.
export function wordAt(text, offset) {
  const near = Math.max(0, offset - 200);
  const found = words.segment(text.slice(near, offset + 200)).containing(offset - near);
  if (!found || !found.isWordLike) return null;
  return [near + found.index, near + found.index + found.segment.length];
}

export function wordsOf(text) {
  return [...words.segment(text)]
    .filter((word) => word.isWordLike)
    .map((word) => [word.index, word.index + word.segment.length]);
}
