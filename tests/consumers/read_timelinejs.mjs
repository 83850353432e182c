// Shows the file on standard input with TimelineJS in a simulated page and prints what it made of it: its complaints,
// for each slide its dates and the texts on the page, and the elements of the page that could do something.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { JSDOM } from "jsdom";

const script = createRequire(import.meta.url).resolve("@knight-lab/timelinejs/dist/js/timeline.js");
const { window } = new JSDOM('<div id="page"></div>', {
  runScripts: "outside-only",
  pretendToBeVisual: true,
  url: "http://localhost/",
});
window.matchMedia = () => ({ matches: false, addListener() {}, addEventListener() {} });
window.IntersectionObserver = class {
  observe() {}
};
window.fetch = () => Promise.reject(new Error("there is no network"));
window.eval(`${readFileSync(script, "utf8")}; window.TL = TL`);

const data = window.JSON.parse(readFileSync(0, "utf8"));
const timeline = new window.TL.Timeline("page", data, { script_path: "http://localhost/js/" });
while (!timeline.ready && !timeline.config?.getErrors().length) {
  await new Promise((resolve) => setTimeout(resolve, 20));
}

const { document } = window;
const clock = (date) => {
  const moment = date?.data.date_obj;
  if (!moment) return null;
  if (!("getFullYear" in moment)) return [moment.year];
  return [moment.getFullYear(), moment.getMonth() + 1, moment.getDate(), moment.getHours(), moment.getMinutes()];
};
const slide = (event) => {
  const page = document.getElementById(event.unique_id);
  const part = (name) => page?.querySelector(name)?.textContent;
  return {
    id: event.unique_id,
    start: clock(event.start_date),
    end: clock(event.end_date),
    when: part(".tl-headline-date"),
    headline: part(".tl-headline"),
    text: part(".tl-text-content"),
  };
};
const harmless = (link) => ["http:", "https:", "mailto:"].includes(link.protocol);
const handles = (one) => one.getAttributeNames().some((name) => name.startsWith("on") && one.getAttribute(name) !== "void(0)");
const active = [...document.querySelectorAll("#page *")].filter(
  (one) => ["IMG", "SCRIPT", "IFRAME", "FORM"].includes(one.tagName) || (one.tagName === "A" && !harmless(one)) || handles(one),
);
const result = {
  errors: timeline.config.getErrors().map(String),
  scale: timeline.config.scale,
  slides: timeline.config.events.map(slide),
  active: active.map((one) => one.outerHTML),
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));
