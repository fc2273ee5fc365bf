// The state of the page in the fragment of its address, which a browser never sends.

const SHARED = 20000; // characters of text that go into an address, at most

export async function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const schemes = {};
  for (const pair of (given.get("s") || "").split(",")) {
    const [tag, scheme] = pair.split("=");
    if (tag && scheme) schemes[tag] = scheme;
  }
  return {
    languages: given.get("l") || "",
    normalise: given.get("p") || "clean",
    transliterate: given.get("t") || "cyrillic-to-latin",
    schemes,
    text: given.has("x") ? await unpacked(given.get("x")).catch(() => "") : "",
  };
}

let latest = 0;

export async function write(options, text) {
  const own = ++latest;
  const found = new URLSearchParams();
  if (options.languages) found.set("l", options.languages);
  if (options.normalise !== "clean") found.set("p", options.normalise);
  if (options.transliterate !== "cyrillic-to-latin") found.set("t", options.transliterate);
  const schemes = Object.entries(options.schemes).map((pair) => pair.join("="));
  if (schemes.length) found.set("s", schemes.join(","));
  // UTF-8, which the address holds, has no place for half of a pair.
  if (text && text.length <= SHARED && (text.isWellFormed?.() ?? true)) found.set("x", await packed(text));
  if (own !== latest) return; // a later state was quicker
  const fragment = found.toString();
  history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname);
}

async function through(bytes, stream) {
  const parts = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(parts).arrayBuffer());
}

async function packed(text) {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function unpacked(letters) {
  const raw = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  const stream = new DecompressionStream("deflate-raw");
  const text = new TextDecoder().decode(await through(bytes, stream));
  return text.slice(0, SHARED);
}
