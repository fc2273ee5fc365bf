// The normalising edits: listed by their rules, each with a switch.

const STEP = 200; // edits that are listed at a time

const NAMES = new Map([
  [" ", "␣"], ["\n", "⏎"], ["\r", "␍"], ["\t", "⇥"], ["\u00a0", "⍽"], ["\u200b", "ZWSP"],
  ["\u200c", "ZWNJ"], ["\u200d", "ZWJ"], ["\u00ad", "SHY"], ["\ufeff", "BOM"], ["\u2060", "WJ"],
]);

// Text in which what cannot be seen is named.
export function shown(text) {
  const brief = [...text].slice(0, 40).map((character) => {
    if (NAMES.has(character)) return NAMES.get(character);
    if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zs}\p{Zl}\p{Zp}]/u.test(character)) {
      return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    }
    return /\p{M}/u.test(character) ? `◌${character}` : character;
  });
  return brief.join("") || "∅";
}

export class Edits {
  constructor({ panel, rules, list, more, count }, { toggle, go }) {
    Object.assign(this, { panel, rules, list, more, count });
    this.toggle = toggle; // called with a segment and the places of edits, and whether they are made
    this.go = go;
    this.limit = STEP;
    this.model = null;
    more.addEventListener("click", () => {
      this.limit += STEP;
      this.draw();
    });
  }

  show(model) {
    this.model = model;
    this.limit = STEP;
    this.update();
  }

  all() {
    const found = [];
    this.model?.outputs.forEach((_, index) => found.push(...this.#of(index)));
    return found;
  }

  // The edits of a segment; those that touch, by one rule, as one: the letters of a word.
  #of(index) {
    const found = [];
    (this.model?.outputs[index]?.normalising || []).forEach(([start, end, replacement, rule], n) => {
      const last = found.at(-1);
      if (last?.rule === rule && last.end === start) {
        last.end = end;
        last.replacement += replacement;
        last.places.push(n);
      } else found.push({ index, places: [n], start, end, replacement, rule });
    });
    return found;
  }

  update() {
    const found = this.all();
    this.count.textContent = found.length.toLocaleString("en");
    if (!this.panel.hidden) this.draw(found);
  }

  draw(found = this.all()) {
    const byRule = Map.groupBy ? Map.groupBy(found, (edit) => edit.rule) : grouped(found);
    this.rules.replaceChildren(...[...byRule].map(([rule, edits]) => this.#rule(rule, edits)));
    this.list.replaceChildren(...found.slice(0, this.limit).map((edit) => this.#edit(edit, true)));
    this.more.hidden = found.length <= this.limit;
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "muted";
      none.textContent = "Nothing had to be changed.";
      this.list.replaceChildren(none);
    }
  }

  isOn({ index, places }) {
    return !places.some((n) => this.model.off.get(index)?.has(n));
  }

  #rule(rule, edits) {
    const on = edits.filter((edit) => this.isOn(edit)).length;
    const item = document.createElement("li");
    const box = checkbox(`${rule} × ${edits.length.toLocaleString("en")}`, on === edits.length);
    box.field.indeterminate = on > 0 && on < edits.length;
    box.field.addEventListener("change", () => this.toggle(edits, box.field.checked));
    item.append(box.label);
    return item;
  }

  #edit(edit, withPlace) {
    const item = document.createElement("li");
    const points = [...this.model.source(edit.index)];
    const before = points.slice(edit.start, edit.end).join("");
    const { label, field } = checkbox("", this.isOn(edit));
    const change = document.createElement("span");
    change.className = "change";
    const old = document.createElement("del");
    old.textContent = shown(before);
    const fresh = document.createElement("ins");
    fresh.textContent = shown(edit.replacement);
    const rule = document.createElement("span");
    rule.className = "rule";
    rule.textContent = edit.rule;
    change.append(old, " → ", fresh);
    label.append(change, rule);
    field.addEventListener("change", () => this.toggle([edit], field.checked));
    item.append(label);
    if (withPlace) {
      const go = document.createElement("button");
      go.type = "button";
      go.className = "quiet";
      go.textContent = "Show";
      const around = points.slice(Math.max(0, edit.start - 12), edit.end + 12).join("");
      go.setAttribute("aria-label", `Show in the text: ${shown(around)}`);
      go.addEventListener("click", () => this.go(edit.index));
      item.append(go);
    }
    return item;
  }

  // The switches of one segment, for its card.
  of(index) {
    const edits = this.#of(index);
    if (!edits.length) return [];
    const title = document.createElement("h3");
    title.textContent = "Edits";
    const list = document.createElement("ul");
    list.className = "of-segment";
    list.append(...edits.slice(0, 8).map((edit) => this.#edit(edit, false)));
    return [title, list];
  }
}

function grouped(edits) {
  const found = new Map();
  for (const edit of edits) found.set(edit.rule, [...(found.get(edit.rule) || []), edit]);
  return found;
}

function checkbox(text, checked) {
  const label = document.createElement("label");
  const field = document.createElement("input");
  field.type = "checkbox";
  field.checked = checked;
  label.append(field, text);
  return { label, field };
}
