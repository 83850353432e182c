// Marks the dates of English texts with chrono: reads [[text, date], ...] as JSON, writes [[start, end, type, value], ...] of each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const chrono = createRequire(`${process.cwd()}/`)("chrono-node");
const two = (number) => String(number).padStart(2, "0");

// What is said of a date; the fields that were only assumed are left out.
function value(date) {
  const said = (field) => date.isCertain(field);
  let written = String(date.get("year")).padStart(4, "0");
  if (["month", "day", "weekday", "hour"].some(said)) written += `-${two(date.get("month"))}`;
  if (["day", "weekday", "hour"].some(said)) written += `-${two(date.get("day"))}`;
  return said("hour") ? `${written}T${two(date.get("hour"))}:${two(date.get("minute"))}` : written;
}

const marked = JSON.parse(readFileSync(0, "utf8")).map(([text, date]) =>
  chrono.parse(text, new Date(`${date}T12:00:00`)).map((found) => [
    found.index,
    found.index + found.text.length,
    found.start.isCertain("hour") ? "TIME" : "DATE",
    found.end ? `${value(found.start)}/${value(found.end)}` : value(found.start),
  ]),
);
process.stdout.write(JSON.stringify(marked));
