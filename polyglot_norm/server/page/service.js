// Calls of the service. Nothing else is ever asked.

const PART = 1 << 19; // characters of a text that are sent at a time, about
const FIRST = 1 << 16; // of a text that is longer, so that its beginning is there at once
const AT_ONCE = 3; // requests that are sent at a time

let token = "";

export class Refused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.field = problem.field || "";
  }
}

export async function get(path) {
  return (await asked(path, {})).json();
}

export async function post(path, value, signal) {
  const headers = { "Content-Type": "application/json" };
  return asked(path, { method: "POST", body: JSON.stringify(value), headers, signal });
}

async function asked(path, request) {
  const headers = { ...request.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  let answer;
  try {
    answer = await fetch(new URL(path, document.baseURI), { ...request, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused({ detail: "The service cannot be reached." });
  }
  if (answer.status === 401) {
    await askForToken();
    return asked(path, request);
  }
  if (answer.status === 429 || answer.status === 503) {
    await new Promise((done) => setTimeout(done, 1000));
    if (!request.again) return asked(path, { ...request, again: true });
  }
  if (!answer.ok) throw new Refused(await answer.json());
  return answer;
}

let asking = null;

function askForToken() {
  asking ||= new Promise((done) => {
    const dialog = document.getElementById("token");
    const field = document.getElementById("token-value");
    dialog.addEventListener("close", () => {
      token = field.value;
      asking = null;
      done();
    }, { once: true });
    dialog.showModal();
  });
  return asking;
}

// The text of a file, whose encoding the service finds out if it is not UTF-8.
export async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "" };
  } catch {
    const headers = { "Content-Type": "application/octet-stream" };
    return (await asked("v1/decode", { method: "POST", body: bytes, headers })).json();
  }
}

export function parts(text) {
  const found = [];
  for (let start = 0; start < text.length;) {
    const size = start === 0 && text.length > PART ? FIRST : PART;
    let end = Math.min(text.length, start + size);
    if (end < text.length) {
      const line = text.lastIndexOf("\n", end);
      end = line > start ? line + 1 : wholePair(text, end);
    }
    found.push(start);
    start = end;
  }
  return [...found, text.length];
}

function wholePair(text, at) {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000 ? at + 1 : at;
}

const LABELS = ["start", "end", "lang", "script", "confidence", "candidates"];

// The labels of a text, part by part, in order; `found` is called with each.
export async function label(text, options, signal, found) {
  const bounds = parts(text);
  const waiting = [];
  for (let n = 0; n + 1 < bounds.length; n++) {
    if (waiting.length >= AT_ONCE) await done(waiting.shift());
    waiting.push(labelled(bounds[n], bounds[n + 1]));
  }
  while (waiting.length) await done(waiting.shift());

  async function labelled(start, end) {
    const asks = { text: text.slice(start, end), offsets: "utf16", include: ["languages", ...LABELS] };
    const answer = await post("v1/tag", { ...asks, ...options }, signal);
    return { start, document: await answer.json() };
  }

  async function done(promise) {
    const { start, document } = await promise;
    if (!signal.aborted) found(start, document);
  }
}
