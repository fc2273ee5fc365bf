// The card about a segment: its language, how sure that is, what else it may be, and why.

import { percent } from "./view.js";
import { shown } from "./edits.js";

const MOST_WORDS = 6;
const GAP = 10; // pixels between a span and its card

export class Card {
  constructor(element, { explain, labels, edits }) {
    this.element = element;
    this.explain = explain; // returns a promise of why a segment has its language
    this.labels = labels;
    this.edits = edits; // returns controls for the edits of a segment
    this.index = -1;
    this.stays = false;
    this.timer = 0;
    element.addEventListener("pointerenter", () => clearTimeout(this.timer));
    element.addEventListener("pointerleave", () => this.leave());
  }

  // Show the card of a segment beside its element; `stays` until it is closed.
  open(model, index, span, stays) {
    clearTimeout(this.timer);
    if (stays || !this.stays) {
      if (index === this.index && !this.element.hidden) {
        this.stays ||= stays;
        return;
      }
      this.timer = setTimeout(() => this.#fill(model, index, span, stays), stays ? 0 : 120);
    }
  }

  #fill(model, index, span, stays) {
    this.index = index;
    this.stays = stays;
    const segment = model.segments[index];
    const label = this.labels(segment.lang);
    const title = made("h2", "", label.name);
    const tag = made("p", `tag ${label.className}`, segment.lang);
    const output = model.outputs[index]?.output_lang;
    if (output && output !== segment.lang) tag.append(made("span", "becomes", ` → ${output}`));
    this.why = made("div", "why");
    this.why.append(made("p", "muted", "…"));
    const close = made("button", "quiet close", "×");
    close.type = "button";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => this.close());
    this.element.replaceChildren(
      close, title, tag, this.#candidates(segment), this.why, ...this.edits(index)
    );
    this.element.hidden = false;
    this.#place(span);
    this.#reasons(index, span);
  }

  #candidates(segment) {
    const list = made("ol", "candidates");
    const rows = segment.candidates?.length ? segment.candidates : [[segment.lang, segment.confidence]];
    for (const [lang, probability] of rows) {
      const row = made("li");
      const meter = made("span", `meter ${this.labels(lang).className}`);
      const filled = made("i");
      filled.style.width = `${100 * probability}%`;
      meter.append(filled);
      row.append(made("span", "what", this.labels(lang).name), meter, made("b", "", percent(probability)));
      list.append(row);
    }
    return list;
  }

  async #reasons(index, span) {
    const why = this.why;
    try {
      const reason = await this.explain(index);
      if (why !== this.why) return;
      why.replaceChildren(...this.#reason(reason));
      if (span.isConnected) this.#place(span);
    } catch (error) {
      why.replaceChildren(made("p", "muted", error.message));
    }
  }

  #reason({ words, border, note, runner_up: runnerUp }) {
    const found = [];
    if (words.length) {
      const against = runnerUp ? `rather than ${this.labels(runnerUp).name}` : "rather than others";
      found.push(made("h3", "", `Words that speak for it, ${against}`));
      const list = made("ul", "words");
      const decisive = [...words].sort((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds));
      for (const word of decisive.slice(0, MOST_WORDS)) {
        const row = made("li", word.log_odds < 0 ? "against" : "");
        const weight = made("b", "", `${word.log_odds < 0 ? "−" : "+"}${Math.abs(word.log_odds).toFixed(1)}`);
        const name = made("bdi", "", word.text);
        row.append(name, made("span", "grams", word.ngrams.slice(0, 3).map(([gram]) => gram).join(" ")), weight);
        list.append(row);
      }
      found.push(list);
    }
    if (note) found.push(made("p", "", `Because ${note}.`));
    if (border) found.push(made("p", "muted", `It begins at: ${border.kind}.`));
    return found;
  }

  #place(span) {
    if (matchMedia("(max-width: 700px)").matches) {
      this.element.style.left = this.element.style.top = this.element.style.maxHeight = "";
      return;
    }
    const boxes = [...span.getClientRects()];
    const box = boxes.find((each) => each.bottom > 0 && each.top < innerHeight) || boxes[0];
    if (!box) return;
    this.element.style.maxHeight = "";
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const rooms = [innerHeight - boxes.at(-1).bottom - 2 * GAP, box.top - 2 * GAP];
    const below = height <= rooms[0] || rooms[0] >= rooms[1];
    const room = Math.max(160, below ? rooms[0] : rooms[1]);
    this.element.style.maxHeight = `${room}px`;
    const left = Math.min(Math.max(GAP, box.left), document.documentElement.clientWidth - width - GAP);
    const top = below ? boxes.at(-1).bottom + GAP : box.top - GAP - Math.min(height, room);
    this.element.style.left = `${left + scrollX}px`;
    this.element.style.top = `${top + scrollY}px`;
  }

  leave() {
    if (this.stays) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close(), 250);
  }

  close() {
    clearTimeout(this.timer);
    this.element.hidden = true;
    this.stays = false;
    this.index = -1;
  }
}

export function made(kind, className = "", text = "") {
  const element = document.createElement(kind);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

export { shown };
