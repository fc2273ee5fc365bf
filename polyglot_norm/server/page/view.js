// The text and its output, side by side: only what is near the screen is in the document.

import { count, directionOf, mapped, placed, scriptOf, wordAt, wordsOf } from "./model.js";

const BREAKS = /[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+$/;
const ESTIMATE = 1.15; // pixels of height for each character, before a chunk was drawn

export class View {
  constructor(element, { labels, needed, chosen, left }) {
    this.element = element;
    this.labels = labels; // by language: {className, name}
    this.needed = needed; // called with a chunk whose outputs are not known
    this.chosen = chosen; // called with the index and element of a segment
    this.left = left;
    this.model = null;
    this.boxes = [];
    this.current = -1;
    this.word = -1;
    this.marks = { link: highlight("link"), edit: highlight("edit") };
    this.watcher = new IntersectionObserver((all) => this.#seen(all), { rootMargin: "900px 0px" });
    this.#listen();
  }

  show(model) {
    this.model = model;
    this.current = -1;
    this.clearMarks();
    this.watcher.disconnect();
    this.boxes = [];
    this.element.replaceChildren();
    this.grow();
  }

  // Make places for the chunks that have been added.
  grow() {
    const added = document.createDocumentFragment();
    for (let n = this.boxes.length; n < this.model.chunks.length; n++) {
      const { start, end, rows } = this.model.chunks[n];
      const box = document.createElement("div");
      box.className = "chunk";
      box.dataset.n = n;
      box.style.height = `${Math.max(rows.length * 32, (end - start) * ESTIMATE)}px`;
      this.boxes.push(box);
      added.append(box);
    }
    const boxes = [...added.children];
    this.element.append(added);
    for (const box of boxes) this.watcher.observe(box);
  }

  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.draw(Number(target.dataset.n));
      else this.#erase(target);
    }
  }

  draw(n) {
    const box = this.boxes[n];
    if (!box || box.firstChild) return;
    const chunk = this.model.chunks[n];
    box.append(...chunk.rows.map((row) => this.#row(row)));
    box.style.height = "";
    this.#markEdits(chunk, box);
    for (let index = chunk.first; index <= chunk.last; index++) {
      if (!this.model.outputs[index]) {
        this.needed(n);
        break;
      }
    }
  }

  #erase(box) {
    if (!box.firstChild || box.contains(document.activeElement)) return;
    box.style.height = `${box.offsetHeight}px`;
    for (const range of [...this.marks.edit]) {
      if (box.contains(range.startContainer)) this.marks.edit.delete(range);
    }
    box.replaceChildren();
  }

  redraw(n) {
    const box = this.boxes[n];
    if (!box?.firstChild) return;
    const focused = box.contains(document.activeElement) ? document.activeElement.dataset.i : null;
    const height = box.offsetHeight;
    box.style.height = `${height}px`;
    for (const range of [...this.marks.edit]) {
      if (box.contains(range.startContainer)) this.marks.edit.delete(range);
    }
    box.replaceChildren();
    this.draw(n);
    if (focused !== null) this.#span(Number(focused))?.focus({ preventScroll: true });
  }

  #row({ number, pieces }) {
    const row = document.createElement("div");
    row.className = "row";
    const place = document.createElement("span");
    place.className = "number";
    place.textContent = number || "";
    place.setAttribute("aria-hidden", "true");
    const source = document.createElement("div");
    source.className = "source";
    const output = document.createElement("div");
    output.className = "output";
    let before = "";
    for (const piece of pieces) {
      source.append(this.#source(piece, before));
      output.append(this.#output(piece));
      before = this.model.segments[piece.index].lang;
    }
    const spoken = pieces.find((piece) => this.model.segments[piece.index].lang !== "zxx");
    const segment = this.model.segments[(spoken || pieces[0]).index];
    source.dir = directionOf(segment.script);
    const made = this.model.outputs[(spoken || pieces[0]).index];
    output.dir = directionOf(scriptOf(made?.output_lang || "", segment.script));
    row.append(place, source, output);
    return row;
  }

  #source({ index, start, end }, before) {
    const segment = this.model.segments[index];
    const span = document.createElement("span");
    const label = this.labels(segment.lang);
    span.className = `segment ${label.className}`;
    if (this.model.isDoubtful(index)) span.classList.add("doubtful");
    if (index === this.current) span.classList.add("current");
    span.dataset.i = index;
    span.dataset.o = start - segment.start;
    if (segment.lang !== before && segment.lang !== "zxx" && start === segment.start) {
      span.dataset.tag = segment.lang;
    }
    if (segment.lang !== "zxx" && segment.lang !== "und") span.lang = segment.lang;
    span.setAttribute("role", "button");
    span.setAttribute("aria-description", `${label.name}, ${percent(segment.confidence)}`);
    span.tabIndex = index === Math.max(this.current, 0) ? 0 : -1;
    span.textContent = this.model.text.slice(start, end).replace(BREAKS, "");
    return span;
  }

  // The part of an output that a piece of a segment becomes.
  #output({ index, start, end }) {
    const segment = this.model.segments[index];
    const made = this.model.outputs[index];
    const span = document.createElement("span");
    const label = this.labels(segment.lang);
    span.className = `made ${label.className}`;
    span.dataset.i = index;
    if (!made) {
      span.classList.add("waiting");
      span.textContent = this.model.text.slice(start, end).replace(BREAKS, "");
      return span;
    }
    const whole = start === segment.start && end === segment.end;
    const here = whole
      ? [0, made.output.length]
      : mapped(this.edits(index), start - segment.start, end - segment.start) || [0, 0];
    span.dataset.o = here[0];
    const tag = made.output_lang;
    if (!/^(und|zxx)/.test(tag)) span.lang = tag;
    span.textContent = made.output.slice(...here).replace(BREAKS, "");
    return span;
  }

  edits(index) {
    const made = this.model.outputs[index];
    made.placed ||= placed(this.model.source(index), made.edits);
    return made.placed;
  }

  // Mark what normalising changes in the part of a chunk's segments that it shows.
  #markEdits(chunk, box) {
    for (let index = chunk.first; index <= chunk.last; index++) {
      const made = this.model.outputs[index];
      if (!made?.normalising.length) continue;
      made.marks ||= placed(this.model.source(index), made.normalising);
      const off = this.model.off.get(index);
      const { start } = this.model.segments[index];
      const first = count(made.marks, (edit) => start + edit.to < chunk.start);
      const end = count(made.marks, (edit) => start + edit.from < chunk.end);
      const spans = spansIn(box, "segment", index);
      for (let n = first; n < end; n++) {
        if (off?.has(n)) continue;
        const { from, to } = made.marks[n];
        for (const range of rangesIn(spans, from, to)) this.marks.edit.add(range);
      }
    }
  }

  // The elements that show a segment or its output, where they are drawn.
  #spans(kind, index) {
    const boxes = this.model.chunksOf(index).map((n) => this.boxes[n]);
    return boxes.flatMap((box) => (box?.firstChild ? spansIn(box, kind, index) : []));
  }

  clearMarks() {
    this.marks.link.clear();
  }

  // Mark a word of a segment or its output, and what belongs to it on the other side.
  link(index, span, isOutput) {
    this.clearMarks();
    if (!this.model.outputs[index] || !span) return;
    const other = mapped(this.edits(index), ...span, isOutput);
    const kinds = isOutput ? ["made", "segment"] : ["segment", "made"];
    for (const range of rangesIn(this.#spans(kinds[0], index), ...span)) this.marks.link.add(range);
    for (const range of other ? rangesIn(this.#spans(kinds[1], index), ...other) : []) {
      this.marks.link.add(range);
    }
  }

  #listen() {
    this.element.addEventListener("pointermove", (event) => this.#under(event));
    this.element.addEventListener("pointerleave", () => {
      this.clearMarks();
      this.left();
    });
    this.element.addEventListener("click", (event) => {
      const span = event.target.closest?.("[data-i]");
      if (!span || !getSelection().isCollapsed) return;
      const index = Number(span.dataset.i);
      this.select(index);
      this.#under(event);
    });
    this.element.addEventListener("focusin", (event) => {
      const span = event.target.closest?.(".segment");
      if (span) this.#choose(Number(span.dataset.i), span, true);
    });
  }

  #under(event) {
    const span = event.target.closest?.("[data-i]");
    if (!span) return this.clearMarks();
    const index = Number(span.dataset.i);
    const isOutput = span.classList.contains("made");
    const place = placeUnder(event.clientX, event.clientY);
    if (place && span.contains(place.node)) {
      const offset = Number(span.dataset.o) + place.offset;
      const text = isOutput ? this.model.outputs[index]?.output : this.model.source(index);
      if (text) this.link(index, wordAt(text, Math.min(offset, text.length - 1)), isOutput);
    }
    if (event.type === "pointermove" && event.pointerType === "mouse") {
      const shown = isOutput ? this.#span(index) || span : span;
      this.chosen(index, shown, false);
    }
  }

  #span(index) {
    const n = this.model.chunkOf(index);
    return (
      this.boxes[n]?.querySelector(`.segment[data-i="${index}"]`) ||
      this.boxes[n - 1]?.querySelector(`.segment[data-i="${index}"]`)
    );
  }

  // Go to a segment, and say what is known of it.
  select(index, { scroll = false } = {}) {
    const { start } = this.model.segments[index];
    const n = this.model.chunkAt(start);
    this.draw(n);
    const span = this.boxes[n]?.querySelector(`.segment[data-i="${index}"]`);
    if (!span) return;
    if (scroll) span.scrollIntoView({ block: "center" });
    span.focus({ preventScroll: true });
    this.#choose(index, span, true);
  }

  #choose(index, span, stays) {
    if (index !== this.current) {
      for (const old of this.element.querySelectorAll(".current, .segment[tabindex='0']")) {
        old.classList.remove("current");
        old.tabIndex = -1;
      }
      this.current = index;
      this.word = -1;
    }
    span.classList.add("current");
    span.tabIndex = 0;
    this.chosen(index, span, stays);
  }

  // Step to the next segment that a condition holds for, round the end.
  step(by, holds = () => true) {
    const count = this.model.segments.length;
    for (let n = 1; n <= count; n++) {
      const index = (((this.current < 0 && by > 0 ? -1 : Math.max(this.current, 0)) + by * n) % count + count) % count;
      if (holds(index)) {
        this.select(index, { scroll: true });
        return index;
      }
    }
    return -1;
  }

  // Step through the words of the current segment.
  stepWord(by) {
    if (this.current < 0) return;
    const words = wordsOf(this.model.source(this.current));
    if (!words.length) return;
    this.word = (this.word + by + (this.word < 0 && by < 0 ? 1 : 0) + words.length) % words.length;
    this.link(this.current, words[this.word], false);
  }

  scrollTo(place) {
    const n = this.model.chunkAt(place);
    this.draw(n);
    const box = this.boxes[n];
    const { start, end } = this.model.chunks[n];
    const part = (place - start) / Math.max(1, end - start);
    const top = box.getBoundingClientRect().top + scrollY + part * box.offsetHeight;
    scrollTo({ top: top - innerHeight / 3 });
  }

  // The part of the text that is on the screen, as places in it.
  seen() {
    const top = this.#place(0);
    return [top, Math.max(top, this.#place(innerHeight))];
  }

  #place(height) {
    let low = 0;
    let high = this.boxes.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.boxes[middle].getBoundingClientRect().bottom < height) low = middle + 1;
      else high = middle;
    }
    const box = this.boxes[low]?.getBoundingClientRect();
    if (!box) return 0;
    const { start, end } = this.model.chunks[low];
    const part = Math.min(1, Math.max(0, (height - box.top) / Math.max(1, box.height)));
    return start + part * (end - start);
  }
}

function spansIn(box, kind, index) {
  return [...box.querySelectorAll(`.${kind}[data-i="${index}"]`)];
}

// The ranges of the document that show a span of a segment, or of its output.
function rangesIn(spans, from, to) {
  const found = [];
  for (const span of spans) {
    const text = span.firstChild;
    const start = Number(span.dataset.o);
    if (!text || start >= to || start + text.length <= from) continue;
    const range = document.createRange();
    range.setStart(text, Math.max(0, from - start));
    range.setEnd(text, Math.min(text.length, to - start));
    found.push(range);
  }
  return found;
}

function highlight(name) {
  if (!globalThis.CSS?.highlights) return new Set();
  const made = new Highlight();
  CSS.highlights.set(name, made);
  return made;
}

function placeUnder(x, y) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y);
    return place && { node: place.offsetNode, offset: place.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

export function percent(part) {
  const value = 100 * part;
  if (value > 0 && value < 1) return "<1 %";
  return `${value >= 99.5 && value < 100 ? value.toFixed(1) : Math.round(value)} %`;
}
