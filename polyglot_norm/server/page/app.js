// The page: what is pasted or dropped is sent to the service that showed the page, and shown.

import { Card } from "./card.js";
import { Edits } from "./edits.js";
import { Model } from "./model.js";
import { Overview } from "./overview.js";
import * as service from "./service.js";
import * as state from "./state.js";
import { View } from "./view.js";

const EDITABLE = 100000; // characters that a text field still takes with ease
const LISTED = 300000; // characters of a text all of whose edits are listed at once
const PATIENCE = 250; // milliseconds without typing after which the text is sent
const EXAMPLE = `Would you care to give us some more details about  the film?
Зашто „Спилбергов филм“? Погледај https://example.org/споменик, све ти је јасно.
Das ist ja schön und gut, aber wer soll das alles bezahlen?
Ничего подобного я раньше не видел, честное слово!
Je ne comprends pas pourquoi tout le monde est parti si tôt.
هل يمكنك أن تخبرني أين تقع المحطة من فضلك؟
どうしてこんなに遅くなってしまったのですか。
Ja bih rekao da je to bila greÅ¡ka, ali niko me nije pitao za miÅ¡ljenje.
Здравствуйте, my dear friend! How are you doing today?
`;

const $ = (id) => document.getElementById(id);
const catalogue = { names: new Map(), schemes: new Map() };
const options = { languages: "", normalise: "clean", transliterate: "cyrillic-to-latin", schemes: {} };
const order = []; // languages in the order in which they got their colours
let model = new Model("");
let name = "text";
let running = new AbortController();

const view = new View($("text"), {
  labels,
  needed: outputs,
  chosen: (index, span, stays) => card.open(model, index, span, stays),
  left: () => card.leave(),
});
const edits = new Edits(
  { panel: $("edits"), rules: $("rules"), list: $("edit-list"), more: $("edit-more"), count: $("edit-count") },
  { toggle, go: (index) => view.select(index, { scroll: true }) },
);
const card = new Card($("card"), { explain, labels, edits: (index) => edits.of(index) });
const overview = new Overview(
  { bar: $("bar"), legend: $("legend"), strip: $("strip"), window: $("window") },
  {
    labels,
    schemes: (lang) => catalogue.schemes.get(lang) || [],
    pick,
    choose: (lang) => view.step(1, (index) => model.segments[index].lang === lang),
    go: (place) => view.scrollTo(place),
  },
);

// The colour and the pattern of a language, and its name.
function labels(lang) {
  if (lang === "zxx") return { className: "none", colour: "none", name: "No language" };
  if (lang === "und") return { className: "unknown", colour: "none", name: "Unknown language" };
  let n = order.indexOf(lang);
  if (n < 0) n = order.push(lang) - 1;
  const colour = `c${n % 8}`;
  return { className: `${colour} p${n % 5}`, colour, name: catalogue.names.get(lang) || lang };
}

// The options as the service takes them.
function asked() {
  const found = { normalise: options.normalise };
  if (options.languages.trim()) {
    found.languages = options.languages.split(",").map((each) => each.trim()).filter(Boolean);
  }
  const { transliterate, schemes } = options;
  found.transliterate = transliterate === "none" ? null : transliterate;
  const picked = Object.keys(schemes);
  if (picked.length) {
    // The policy for all others, as a mapping, beside what was picked.
    const mapping = {};
    for (const lang of model.letters.keys()) {
      const scheme = lang in schemes ? schemes[lang] : byPolicy(lang, transliterate);
      if (lang !== "und" && lang !== "zxx") mapping[lang] = scheme === "none" ? null : scheme;
    }
    found.transliterate = mapping;
  }
  return found;
}

function byPolicy(lang, policy) {
  if (policy === "ascii") return "ascii";
  const defaults = catalogue.defaults.get(lang) || [];
  const script = policy === "cyrillic" ? "Cyrl" : "Latn";
  const found = defaults.find((each) => each.script === script);
  if (policy === "none" || !found) return null;
  return policy === "cyrillic-to-latin" && found.from_script !== "Cyrl" ? null : found.name;
}

function say(message) {
  $("status").textContent = message;
}

function failed(error) {
  if (error.name === "AbortError") return;
  const onLanguages = error.field === "languages";
  $("languages-error").textContent = onLanguages ? error.message : "";
  $("languages").toggleAttribute("aria-invalid", onLanguages);
  say(onLanguages ? "" : error.message);
}

async function analyse(text) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  state.write(options, text);
  card.close();
  $("languages-error").textContent = "";
  $("languages").removeAttribute("aria-invalid");
  $("clear").hidden = !text;
  $("welcome").hidden = Boolean(text);
  if (!text) {
    $("result").hidden = true;
    say("");
    return;
  }
  const began = performance.now();
  const fresh = new Model(text);
  const { schemes: _, ...how } = { ...asked(), schemes: null };
  let started = false;
  try {
    await service.label(text, { ...how, transliterate: null }, signal, (start, document) => {
      fresh.add(start, document);
      if (!started) begin(fresh);
      started = true;
      view.grow();
      say(`${Math.round((100 * (start + document.end)) / text.length)} %`);
    });
  } catch (error) {
    failed(error);
    return;
  }
  if (signal.aborted) return;
  summarise(began);
  if (text.length <= LISTED) await allOutputs(signal);
}

function begin(fresh) {
  model = fresh;
  order.length = 0;
  for (const { lang } of model.shares()) labels(lang);
  $("result").hidden = false;
  view.show(model);
  edits.show(model);
}

function summarise(began) {
  for (const { lang } of model.shares()) labels(lang);
  overview.show(model, options.schemes);
  overview.move(view.seen());
  showDoubt();
  const counted = model.segments.length.toLocaleString("en");
  const seconds = ((performance.now() - began) / 1000).toFixed(2);
  const spans = model.segments.length === 1 ? "span" : "spans";
  say(`${counted} ${spans} in ${seconds} s`);
}

function doubtful() {
  return model.segments.reduce((count, _, index) => count + model.isDoubtful(index), 0);
}

function showDoubt() {
  const count = doubtful();
  $("doubt").textContent = count ? `${count.toLocaleString("en")} doubtful` : "None doubtful";
  $("doubt-before").disabled = $("doubt-next").disabled = !count;
}

// Fetch the outputs of a chunk, and show them.
const fetching = new Set();
async function outputs(n, of = model) {
  if (fetching.has(n) || of !== model) return;
  fetching.add(n);
  const { first, last } = model.chunks[n];
  const indices = [];
  for (let index = first; index <= last; index++) if (!model.outputs[index]) indices.push(index);
  try {
    await fetchOutputs(of, indices);
    if (of === model) {
      view.redraw(n);
      edits.update();
    }
  } catch (error) {
    failed(error);
  } finally {
    fetching.delete(n);
  }
}

async function fetchOutputs(of, indices) {
  if (!indices.length) return;
  const segments = indices.map((index) => of.known(index));
  const answer = await service.post("v1/output", { segments, ...forOutputs() }, running.signal);
  const rows = (await answer.json()).segments;
  indices.forEach((index, place) => {
    of.outputs[index] = rows[place];
  });
}

function forOutputs() {
  const { normalise, transliterate } = asked();
  return { normalise, transliterate };
}

async function allOutputs(signal) {
  const of = model;
  for (let n = 0; n < of.chunks.length && !signal.aborted; n++) {
    const { first, last } = of.chunks[n];
    if (!of.outputs[first] || !of.outputs[last]) await outputs(n, of);
  }
}

// Make the outputs anew: another profile, policy or scheme; the labels stay.
async function rewrite() {
  state.write(options, model.text);
  card.close();
  model.outputs = [];
  fetching.clear();
  running.abort();
  running = new AbortController();
  overview.show(model, options.schemes);
  edits.show(model);
  view.boxes.forEach((_, n) => view.redraw(n));
  if (model.text.length <= LISTED) await allOutputs(running.signal);
}

// Make edits, or leave them out.
async function toggle(changed, isOn) {
  for (const { index, places } of changed) {
    const off = model.off.get(index) || new Set();
    for (const n of places) {
      if (isOn) off.delete(n);
      else off.add(n);
    }
    if (off.size) model.off.set(index, off);
    else model.off.delete(index);
  }
  const indices = [...new Set(changed.map(({ index }) => index))];
  try {
    await fetchOutputs(model, indices);
    for (const n of new Set(indices.flatMap((index) => model.chunksOf(index)))) view.redraw(n);
  } catch (error) {
    failed(error);
  }
  const focused = document.activeElement?.closest("li");
  const place = focused ? [...focused.parentElement.children].indexOf(focused) : -1;
  const list = focused?.parentElement;
  edits.update();
  if (list && place >= 0) list.children[place]?.querySelector("input")?.focus({ preventScroll: true });
}

async function explain(index) {
  const before = index > 0 && model.segments[index].start > 0 ? [model.known(index - 1)] : [];
  const segments = [...before, model.known(index)].map(({ off, ...segment }) => segment);
  const answer = await service.post("v1/explain", { segments });
  return (await answer.json()).segments.at(-1);
}

function pick(lang, scheme) {
  if (scheme) options.schemes[lang] = scheme;
  else delete options.schemes[lang];
  rewrite();
}

// Take a text: into the field, or beside it if it is long.
function take(text, called, note = "") {
  name = called.replace(/\.[^.]*$/, "") || "text";
  const isLarge = text.length > EDITABLE;
  $("large").hidden = !isLarge;
  $("source").hidden = isLarge;
  $("large-name").textContent = isLarge ? `${called}, ${text.length.toLocaleString("en")} characters` : "";
  if (!isLarge) $("source").value = text;
  // As it was given: a text field has other line ends.
  analyse(text).then(() => note && say(`${$("status").textContent}; ${note}`));
}

async function open(file) {
  if (!file) return;
  say(`Reading ${file.name} …`);
  try {
    const { text, encoding } = await service.textOf(file);
    take(text, file.name, encoding && `read as ${encoding}`);
  } catch (error) {
    failed(error);
  }
}

async function download() {
  const format = $("format").value;
  try {
    const blob = format === "output" ? await outputText() : await file(format);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${name}.${$("format").selectedOptions[0].dataset.extension}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  } catch (error) {
    failed(error);
  }
}

// What was labelled and edited here, in a format of files.
async function file(format) {
  const segments = model.segments.map((_, index) => model.known(index));
  const asks = { segments, ...forOutputs(), format, doc: name };
  return (await service.post("v1/output", asks)).blob();
}

async function outputText() {
  for (let n = 0; n < model.chunks.length; n++) await outputs(n);
  return new Blob([model.outputs.map((made) => made.output).join("")], { type: "text/plain" });
}

function step(by) {
  if (view.step(by, (index) => model.isDoubtful(index)) < 0) say("No doubtful spans");
}

function press(event) {
  const isField = event.target.closest("input, textarea, select, dialog");
  if (event.key === "Escape" && !$("card").hidden) {
    const back = view.current;
    card.close();
    if (back >= 0 && $("card").contains(document.activeElement)) view.select(back);
    card.close();
    return;
  }
  if (isField || event.ctrlKey || event.metaKey || event.altKey || $("result").hidden) return;
  const inText = event.target.closest("#text");
  const keys = {
    n: () => step(1),
    p: () => step(-1),
    e: () => openEdits(),
    ArrowRight: inText && (() => (event.shiftKey ? view.stepWord(1) : view.step(1))),
    ArrowLeft: inText && (() => (event.shiftKey ? view.stepWord(-1) : view.step(-1))),
    Enter: inText && (() => !$("card").hidden && $("card").focus()),
  };
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
}

function openEdits() {
  const panel = $("edits");
  panel.hidden = !panel.hidden;
  $("edits-open").setAttribute("aria-expanded", String(!panel.hidden));
  if (panel.hidden) return;
  edits.draw();
  panel.scrollIntoView({ block: "nearest" });
}

function openKeys() {
  $("keys").hidden = !$("keys").hidden;
  $("keys-open").setAttribute("aria-expanded", String(!$("keys").hidden));
}

const THEMES = ["", "light", "dark"];
function theme() {
  const root = document.documentElement;
  const next = THEMES[(THEMES.indexOf(root.dataset.theme || "") + 1) % THEMES.length];
  if (next) root.dataset.theme = next;
  else delete root.dataset.theme;
  $("theme").textContent = `Theme: ${next || "auto"}`;
  $("theme").setAttribute("aria-label", `Theme: ${next || "as the system"}`);
  overview.draw();
}

function listen() {
  let waiting = 0;
  $("source").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => analyse($("source").value), PATIENCE);
  });
  $("source").addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (text.length <= EDITABLE && $("source").value) return;
    if (!text) return;
    event.preventDefault();
    clearTimeout(waiting);
    take(text, "Pasted text");
  });
  for (const kind of ["dragover", "dragenter"]) {
    addEventListener(kind, (event) => {
      event.preventDefault();
      $("drop").classList.add("over");
    });
  }
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) $("drop").classList.remove("over");
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    $("drop").classList.remove("over");
    const { files } = event.dataTransfer;
    if (files.length) open(files[0]);
    else take(event.dataTransfer.getData("text/plain"), "Dropped text");
  });
  $("open").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    open($("file").files[0]);
    $("file").value = "";
  });
  $("example").addEventListener("click", () => take(EXAMPLE, "example.txt"));
  $("clear").addEventListener("click", () => {
    take("", "text");
    $("source").focus();
  });
  $("large-close").addEventListener("click", () => $("clear").click());
  $("options").addEventListener("submit", (event) => event.preventDefault());
  $("languages").addEventListener("change", () => {
    options.languages = $("languages").value;
    analyse(model.text);
  });
  for (const id of ["normalise", "transliterate"]) {
    $(id).addEventListener("change", () => {
      options[id] = $(id).value;
      model.off.clear();
      if (!$("result").hidden) rewrite();
      else state.write(options, model.text);
    });
  }
  $("doubt-next").addEventListener("click", () => step(1));
  $("doubt-before").addEventListener("click", () => step(-1));
  $("edits-open").addEventListener("click", openEdits);
  $("keys-open").addEventListener("click", openKeys);
  $("download").addEventListener("click", download);
  $("theme").addEventListener("click", theme);
  addEventListener("keydown", press);
  let moving = false;
  addEventListener("scroll", () => {
    if (moving) return;
    moving = true;
    requestAnimationFrame(() => {
      moving = false;
      overview.move(view.seen());
    });
  }, { passive: true });
}

async function lists() {
  const [languages, schemes, profiles, formats] = await Promise.all(
    ["languages", "schemes", "profiles", "formats"].map((path) => service.get(`v1/${path}`)),
  );
  catalogue.names = new Map(languages.map((each) => [each.tag, each.name]));
  $("language-list").replaceChildren(...languages.map((each) => new Option(each.name, each.tag)));
  catalogue.defaults = Map.groupBy
    ? Map.groupBy(schemes.filter((each) => each.default), (each) => each.lang)
    : new Map();
  for (const { lang, name: scheme } of schemes) {
    if (lang === "*") continue;
    const known = catalogue.schemes.get(lang) || [];
    if (!known.includes(scheme)) catalogue.schemes.set(lang, [...known, scheme]);
  }
  $("normalise").replaceChildren(...profiles.map((each) => new Option(each.name, each.name)));
  const rows = formats.map((each) => {
    const option = new Option(each.name, each.name);
    option.dataset.extension = each.extension;
    option.title = each.description;
    return option;
  });
  const bare = new Option("output, as text", "output");
  bare.dataset.extension = "txt";
  $("format").replaceChildren(bare, ...rows);
}

async function start() {
  listen();
  const { text, ...found } = await state.read();
  Object.assign(options, found);
  try {
    await lists();
  } catch (error) {
    failed(error);
    return;
  }
  for (const id of ["languages", "normalise", "transliterate"]) $(id).value = options[id];
  document.documentElement.dataset.ready = "";
  if (text) take(text, "text");
  else if ($("source").value) analyse($("source").value);
}

start();
