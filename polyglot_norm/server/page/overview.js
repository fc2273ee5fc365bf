// The whole text at a glance: shares of its languages, and a strip with a lane for each.

import { made } from "./card.js";
import { percent } from "./view.js";

const LANES = 6;
const LEAST = 0.004; // of a bar's width: thinner parts would not be seen

export class Overview {
  constructor({ bar, legend, strip, window }, { labels, schemes, pick, choose, go }) {
    Object.assign(this, { bar, legend, strip, window });
    this.labels = labels;
    this.schemes = schemes; // by language: the schemes that it may be written by
    this.pick = pick; // called with a language and the name of a scheme
    this.choose = choose; // called with a language whose next segment is wanted
    this.go = go; // called with a place in the text
    this.model = null;
    this.#listen();
  }

  show(model, picked) {
    this.model = model;
    const shares = model.shares();
    this.bar.replaceChildren(...shares.filter(({ share }) => share >= LEAST).map((each) => this.#part(each)));
    this.legend.replaceChildren(...shares.map((each) => this.#entry(each, picked)));
    this.draw();
  }

  #part({ lang, share }) {
    const part = made("button", `part ${this.labels(lang).className}`, lang);
    part.type = "button";
    part.style.flexGrow = String(Math.max(1, Math.round(share * 1000)));
    part.setAttribute("aria-label", `${this.labels(lang).name}, ${percent(share)}: next span`);
    part.title = `${this.labels(lang).name} ${percent(share)}`;
    part.addEventListener("click", () => this.choose(lang));
    return part;
  }

  #entry({ lang, share }, picked) {
    const { className, name } = this.labels(lang);
    const item = made("li");
    const what = made("span");
    what.append(made("b", "", name), " ", made("span", "muted", lang));
    item.append(made("span", `swatch ${className}`), what, made("span", "share", percent(share)));
    const schemes = this.schemes(lang);
    if (schemes.length) {
      const choice = made("select");
      choice.setAttribute("aria-label", `Scheme of ${name}`);
      choice.append(new Option("default scheme", ""), new Option("as it is", "none"));
      for (const scheme of schemes) choice.append(new Option(scheme, scheme));
      choice.value = picked[lang] || "";
      choice.addEventListener("change", () => this.pick(lang, choice.value));
      item.append(choice);
    }
    return item;
  }

  // Draw the strip: a lane for each of the most frequent languages, the last for all others.
  draw() {
    const { model, strip } = this;
    if (!model || !strip.clientWidth) return;
    const scale = devicePixelRatio || 1;
    const width = (strip.width = strip.clientWidth * scale);
    const lanes = Math.min(LANES, model.letters.size) || 1;
    const lane = Math.max(5, Math.floor(30 / lanes)) * scale;
    const height = (strip.height = lane * lanes);
    strip.style.height = `${height / scale}px`;
    const colours = getComputedStyle(strip);
    const pen = strip.getContext("2d");
    const order = model.shares().map(({ lang }) => lang);
    const rows = new Map(order.map((lang, n) => [lang, Math.min(n, lanes - 1)]));
    const length = model.text.length || 1;
    for (const { start, end, lang } of model.segments) {
      if (lang === "zxx") continue;
      pen.fillStyle = colours.getPropertyValue(`--${this.labels(lang).colour}`) || "#888";
      const left = Math.floor((start / length) * width);
      const right = Math.max(left + scale, Math.ceil((end / length) * width));
      pen.fillRect(left, (rows.get(lang) ?? lanes - 1) * lane, right - left, lane - scale);
    }
  }

  // Show where in the text the screen is.
  move([from, to]) {
    const length = this.model?.text.length || 1;
    this.window.style.left = `${(100 * from) / length}%`;
    this.window.style.width = `${Math.max(0.5, (100 * (to - from)) / length)}%`;
    const part = Math.round((100 * from) / length);
    this.strip.setAttribute("aria-valuenow", part);
    this.strip.setAttribute("aria-valuetext", `${part} % of the text`);
  }

  #listen() {
    const go = (event) => {
      const box = this.strip.getBoundingClientRect();
      const part = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      this.go(Math.floor(part * Math.max(0, this.model.text.length - 1)));
    };
    this.strip.addEventListener("pointerdown", (event) => {
      this.strip.setPointerCapture(event.pointerId);
      go(event);
    });
    this.strip.addEventListener("pointermove", (event) => {
      if (event.buttons) go(event);
    });
    const steps = { ArrowRight: 0.02, ArrowUp: -0.02, ArrowLeft: -0.02, ArrowDown: 0.02, PageUp: -0.1, PageDown: 0.1 };
    this.strip.addEventListener("keydown", (event) => {
      const last = this.model.text.length - 1;
      const now = (Number(this.strip.getAttribute("aria-valuenow")) / 100) * last;
      const places = { Home: 0, End: last };
      if (event.key in steps) places[event.key] = Math.min(last, Math.max(0, now + steps[event.key] * last));
      if (!(event.key in places)) return;
      event.preventDefault();
      event.stopPropagation();
      this.go(Math.floor(places[event.key]));
    });
    addEventListener("resize", () => this.draw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }
}
