// Prints what markwhen's parser reads in the file on standard input: its header, its complaints, and for each event
// the first moment and the one after the last, the text, and what else it took the text for.
import { readFileSync } from "node:fs";
import { parse } from "@markwhen/parser";

const { events, header, parseMessages } = parse(readFileSync(0, "utf8"), undefined, "2026-01-01T00:00:00Z");
const leaves = (node) => (node.children ? node.children.flatMap(leaves) : [node]);
const seen = leaves(events).map(({ dateRangeIso, firstLine, tags, supplemental, properties, id, percent, completed }) => ({
  start: dateRangeIso.fromDateTimeIso,
  end: dateRangeIso.toDateTimeIso,
  text: firstLine.restTrimmed,
  else: [...tags, ...supplemental, ...Object.keys(properties), id, percent, completed].filter((one) => one !== undefined),
}));
process.stdout.write(JSON.stringify({ header, messages: parseMessages, events: seen }));
