// Prints what ical.js reads in the calendar on standard input: one object an event, and the library's version.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
const seen = events.map((event) => ({
  id: event.uid,
  start: event.startDate.toString(),
  end: event.endDate.toString(),
  text: event.summary,
  about: event.description,
}));
process.stdout.write(JSON.stringify(seen));
