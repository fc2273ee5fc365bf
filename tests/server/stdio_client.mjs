// A client of "polyglot-norm serve --stdio": its arguments are the command to run.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const [program, ...args] = process.argv.slice(2);
const service = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface({ input: service.stdout })[Symbol.asyncIterator]();

const send = (request) => service.stdin.write(JSON.stringify(request) + "\n");
const receive = async () => JSON.parse((await answers.next()).value);

// Fifty requests are sent before an answer is read.
const numbers = [...Array(50).keys()];
numbers.forEach((id) => send({ id, op: "detect", text: `Comment number ${id}` }));
const order = [];
for (const _ of numbers) order.push((await receive()).id);

const text = "🙂 Зашто ћутиш целог дана? Would you care to give some details?";
send({ op: "tag", text, offsets: "utf16", include: ["start", "end"] });
const { segments } = (await receive()).result;
const spans = segments.map(({ start, end }) => text.slice(start, end));

send({ op: "translit", text: "Шта је то?", lang: "sr-Cyrl" });
const { output } = (await receive()).result;

send({ op: "shout", text });
const error = (await receive()).error.field;

service.stdin.end();
console.log(JSON.stringify({ order, spans, output, error }));
