// The chart: events on a line of time. What fits stands in lanes with its words; the rest is counted in columns
// below them. Only what is in sight is drawn, so that the cost follows the screen and not the number of events.

const TOP = 34;
const LANE = 26;
const COLUMNS = 50;
const AXIS = 42;
const OVERVIEW = 22;
const POINT = 18; // what is narrower, in pixels, is drawn as a mark
const OPEN = 72; // how far a bar without an end goes on
const GAP = 14;
const LETTERS = 44;
const WORDS = 310; // pixels that so many letters and their mark take
const BEYOND = 50000; // pixels out of sight that a bar may reach: graphics count in floats
const CIRCLE = "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z";
const DIAMOND = "M0-6L6 0L0 6L-6 0z";
const SHAPES = {
  happened: CIRCLE,
  planned: CIRCLE,
  reported: DIAMOND,
  conditional: DIAMOND,
  denied: `${CIRCLE}M-3.5 3.5L3.5-3.5`,
};

function svg(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function markOf(status, x, y) {
  return svg("path", { class: `mark ${status}`, d: SHAPES[status] || CIRCLE, transform: `translate(${px(x)} ${px(y)})` });
}

/** Gradients for what may begin or end somewhere; they take their colour from the style. */
function gradients() {
  return Object.keys(SHAPES).flatMap((status) =>
    ["in", "out"].map((way) =>
      svg(
        "linearGradient",
        { id: `${way}-${status}`, class: status },
        svg("stop", { offset: way === "in" ? 0 : 1, "stop-opacity": 0.06 }),
        svg("stop", { offset: way === "in" ? 1 : 0, "stop-opacity": 1 }),
      )));
}

const px = (number) => Math.round(number * 10) / 10;
const clamp = (number, least, most) => Math.max(least, Math.min(number, most));
const isolated = (text) => `\u2068${text}\u2069`;

function cut(text, letters) {
  const all = Array.from(text);
  return all.length > letters ? `${all.slice(0, letters - 1).join("").trimEnd()}…` : text;
}

/** The least and the greatest number that `of` gives of the events. */
function extremes(events, of) {
  return events.reduce(([least, most], event) => [Math.min(least, of(event)), Math.max(most, of(event))], [Infinity, -Infinity]);
}

/** The shortest stretch that holds nine tenths of the events, where most of the line is empty; else nothing. */
function crowd(events, whole) {
  const middles = events.map((event) => event.middle).sort((a, b) => a - b);
  const many = Math.ceil(middles.length * 0.9) - 1;
  let best = null;
  for (let i = 0; i + many < middles.length; i += 1) {
    const length = middles[i + many] - middles[i];
    if (!best || length < best.to - best.from) best = { from: middles[i], to: middles[i + many] };
  }
  return many >= 5 && best.to - best.from < (whole.to - whole.from) * 0.05 ? best : null;
}

class Chart {
  /**
   * `events` are {from, sureFrom, sureTo, to, status, when, label}, moments as day numbers, NaN where an end is open.
   * `onPick` gets an event, and whether its row shall get the focus; `onMove` the numbers of events on either side.
   */
  constructor(frame, events, { onPick, onMove }) {
    Object.assign(this, { frame, onPick, onMove, chosen: null, pending: 0 });
    for (const event of events) {
      event.first = Number.isNaN(event.from) ? event.to : event.from;
      event.last = Number.isNaN(event.to) ? event.from : event.to;
      event.middle = (event.first + event.last) / 2;
      event.words = cut(event.label, LETTERS);
    }
    this.events = this.shown = events.sort((a, b) => a.first - b.first || a.last - b.last);
    const [first] = extremes(events, (event) => event.first);
    const [, last] = extremes(events, (event) => event.last);
    // Words stand right of their mark, so that there the line needs more room.
    const margin = Math.max((last - first) * 0.04, last - first < 10 ? 10 : 1);
    const room = clamp(WORDS / frame.clientWidth, 0.14, 0.4);
    this.whole = { from: first - margin, to: last + ((last - first + margin) * room) / (1 - room) };
    const clock = events.some((event) => event.first % 1 || event.last % 1);
    this.most = clock ? 6 * MINUTES_A_DAY : 150;
    this.body = svg("g", {});
    this.svg = svg("svg", { "aria-hidden": "true", focusable: "false" }, svg("defs", {}, ...gradients()), this.body);
    frame.append(this.svg);
    this.pen = document.createElement("canvas").getContext("2d");
    this.pen.font = getComputedStyle(this.svg).font;
    this.measure();
    const dense = crowd(events, this.whole);
    this.view = dense ? this.fitting(dense) : this.all;
    this.draw();
  }

  /** Take the width of the frame; the lanes are as many as leave room for the list. */
  measure() {
    const before = this.width;
    this.width = Math.max(this.frame.clientWidth, 200);
    const fixed = TOP + COLUMNS + AXIS + OVERVIEW;
    const part = this.width < 640 ? 0.38 : 0.48;
    const room = Math.floor((window.innerHeight * part - fixed) / LANE);
    this.lanes = Math.min(clamp(room, 4, 14), Math.max(this.events.length, 2));
    this.ground = TOP + this.lanes * LANE + (this.events.length > this.lanes ? COLUMNS : 8);
    this.height = this.ground + AXIS + OVERVIEW;
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    this.packed = null;
    if (before) this.view.scale *= this.width / before;
  }

  show(events) {
    const wanted = new Set(events);
    this.shown = this.events.filter((event) => wanted.has(event));
    if (!wanted.has(this.chosen)) this.chosen = null;
    this.packed = null;
    this.redraw();
  }

  // Where the view is: the moment at the left edge, and the pixels of a day.

  get right() {
    return this.view.left + this.width / this.view.scale;
  }

  x(moment) {
    return (moment - this.view.left) * this.view.scale;
  }

  momentAt(x) {
    return this.view.left + x / this.view.scale;
  }

  /** The scale at which the whole line is in sight. */
  get least() {
    return this.width / (this.whole.to - this.whole.from);
  }

  get all() {
    return this.allowed({ scale: this.floor, left: this.whole.from });
  }

  get floor() {
    return Math.min(this.least, this.most);
  }

  /** The view that shows what lies between two moments, with room for the words right of it. */
  fitting({ from, to }) {
    const scale = clamp((this.width * 0.74) / Math.max(to - from, Number.MIN_VALUE), this.floor, this.most);
    const side = this.width / scale - (to - from);
    return this.allowed({ scale, left: from - side * 0.3 });
  }

  allowed({ left, scale }) {
    const allowed = clamp(scale, this.floor, this.most);
    const span = this.width / allowed;
    const slack = Math.max(0.4 * span, span - (this.whole.to - this.whole.from));
    return { scale: allowed, left: clamp(left, this.whole.from - slack, this.whole.to - span + slack) };
  }

  move(view) {
    this.view = this.allowed(view);
    this.redraw();
  }

  zoom(factor, x = this.width / 2) {
    const scale = clamp(this.view.scale * factor, this.floor, this.most);
    this.move({ scale, left: this.momentAt(x) - x / scale });
  }

  pan(pixels) {
    this.move({ scale: this.view.scale, left: this.view.left + pixels / this.view.scale });
  }

  /** Go to another view in a few frames, or at once where motion is not wanted. */
  glide(target) {
    const from = this.view;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden;
    if (still) return this.move(target);
    const growth = target.scale / from.scale;
    const shift = from.left * from.scale - target.left * target.scale;
    const start = performance.now();
    const frame = (now) => {
      const t = clamp((now - start) / 220, 0, 1);
      const eased = t * (2 - t);
      const scale = from.scale * growth ** eased;
      // All the way, one moment stays in its place: that which has the same place in both views.
      const fixed = shift / (from.scale - target.scale);
      const left = Math.abs(growth - 1) < 1e-6
        ? from.left + (target.left - from.left) * eased
        : fixed - ((fixed - from.left) * from.scale) / scale;
      this.move(t < 1 ? { scale, left } : target);
      if (t < 1) this.gliding = requestAnimationFrame(frame);
    };
    cancelAnimationFrame(this.gliding);
    this.gliding = requestAnimationFrame(frame);
    return undefined;
  }

  showAll() {
    this.glide(this.all);
  }

  /** Zoom into what lies between two moments; false when that would bring no more to light. */
  enter(from, to) {
    const target = this.fitting({ from, to });
    if (target.scale < this.view.scale * 1.3) return false;
    this.glide(target);
    return true;
  }

  /** Go to the nearest event out of sight, before (-1) or after (1). */
  reach(way) {
    const out = way < 0
      ? this.shown.filter((event) => event.last < this.view.left)
      : this.shown.filter((event) => event.first > this.right);
    const [first, last] = extremes(out, (event) => (way < 0 ? event.last : event.first));
    const { scale } = this.view;
    this.glide(this.allowed({ scale, left: way < 0 ? last - this.width * 0.7 / scale : first - this.width * 0.3 / scale }));
  }

  /** Choose an event, or none, and bring it into sight. */
  choose(event) {
    this.chosen = event;
    const [left, right] = event ? [this.x(event.first), this.x(event.last)] : [0, 0];
    if (right < 4 || left > this.width - 4) {
      this.glide(this.allowed({ scale: this.view.scale, left: event.middle - this.width / 2 / this.view.scale }));
    }
    this.redraw();
  }

  /** Choose the next event, the one before it, or an end of the line, and tell which it is. */
  step(by) {
    if (!this.shown.length) return null;
    const at = this.shown.indexOf(this.chosen);
    const nearest = this.shown.findIndex((event) => event.last >= this.view.left);
    const next = at < 0 && Number.isFinite(by) ? Math.max(nearest, 0) : at + by;
    const index = clamp(next, 0, this.shown.length - 1);
    this.choose(this.shown[index]);
    return { event: this.chosen, number: index + 1, of: this.shown.length };
  }

  // Layout, in pixels from day 0: it changes with the zoom and not with the place, so that lanes keep still.

  extent(event) {
    const { scale } = this.view;
    const from = Number.isNaN(event.from) ? event.sureFrom * scale - OPEN : event.from * scale;
    const to = Number.isNaN(event.to) ? event.sureTo * scale + OPEN : event.to * scale;
    return { from, to, isPoint: to - from < POINT };
  }

  widthOf(event) {
    event.width ??= this.pen.measureText(event.words).width;
    return event.width;
  }

  /** The words of an event, shortened where the edge of the chart would cut them. */
  wordsWithin(event, room) {
    const width = this.widthOf(event) + 4;
    return width <= room ? event.words : cut(event.words, Math.max(Math.floor((event.words.length * room) / width) - 1, 1));
  }

  pack() {
    if (this.packed === this.view.scale) return;
    this.packed = this.view.scale;
    const ends = new Array(this.lanes).fill(-Infinity);
    for (const event of this.shown) {
      const { from, to, isPoint } = this.extent(event);
      const begin = isPoint ? (from + to) / 2 - 6 : from;
      event.lane = ends.findIndex((end) => end + GAP <= begin);
      if (event.lane >= 0) ends[event.lane] = Math.max(isPoint ? begin : to, begin + 24 + this.widthOf(event));
    }
  }

  // Drawing.

  redraw() {
    this.pending ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    cancelAnimationFrame(this.pending);
    this.pending = 0;
    this.pack();
    const chosen = this.chosen ? [this.drawChosenExtent()] : [];
    const flag = this.chosen ? [this.drawFlag()] : [];
    this.body.replaceChildren(
      this.drawAxis(), ...chosen, this.drawColumns(), this.drawItems(), ...flag, this.drawOverview());
    const { left } = this.view;
    this.onMove(
      this.shown.filter((event) => event.last < left).length,
      this.shown.filter((event) => event.first > this.right).length,
    );
  }

  drawAxis() {
    const group = svg("g", {});
    const { left, scale } = this.view;
    const level = levelFor(scale, left, this.right);
    for (const { at, label } of level.names(left - level.days, this.right)) {
      const x = px(this.x(at));
      group.append(svg("line", { class: "grid", x1: x, x2: x, y1: TOP, y2: this.ground + 20 }));
      const fits = x >= -5 && x + 5 + 6 * label.length <= this.width;
      if (fits) group.append(svg("text", { class: "step", x: x + 5, y: this.ground + 15 }, label));
    }
    const above = level.above ? level.above(left, this.right) : [];
    above.forEach(({ at, label }, i) => {
      const x = Math.max(px(this.x(at)), 0);
      const next = i + 1 < above.length ? this.x(above[i + 1].at) : Infinity;
      if (x) group.append(svg("line", { class: "axis", x1: x, x2: x, y1: this.ground, y2: this.ground + AXIS - 4 }));
      if (next - x > 8 + 7 * label.length) {
        group.append(svg("text", { class: "above", x: x + 5, y: this.ground + 33 }, label));
      }
    });
    group.append(svg("line", { class: "axis", x1: 0, x2: this.width, y1: this.ground, y2: this.ground }));
    return group;
  }

  drawItems() {
    const start = this.view.left * this.view.scale;
    const group = svg("g", {});
    this.shown.forEach((event, index) => {
      if (event.lane < 0) return;
      const { from, to, isPoint } = this.extent(event);
      if (from - start > this.width || Math.max(to, from + 34 + this.widthOf(event)) < start) return;
      group.append(this.drawItem(event, index, from - start, to - start, isPoint));
    });
    return group;
  }

  drawItem(event, index, from, to, isPoint) {
    const y = TOP + event.lane * LANE + LANE / 2;
    const item = svg("g", { class: `item ${event.status}`, "data-index": index });
    item.append(svg("title", {}, `${event.when}: ${event.label}`));
    let at = (from + to) / 2;
    if (isPoint) {
      if (event.isVague) item.append(svg("circle", { class: `halo ${event.status}`, cx: px(at), cy: y, r: 9 }));
    } else {
      item.append(...this.drawBar(event, from, to, y - 10));
      // The words of a bar that begins out of sight stand at the edge, as long as they stand in the bar.
      at = Math.max(from, Math.min(0, to - this.widthOf(event) - 30)) + 11;
    }
    const words = svg("text", { x: px(at + 12), y: y + 4.5 }, isolated(this.wordsWithin(event, this.width - at - 12)));
    item.append(markOf(event.status, at, y), words);
    return item;
  }

  drawBar(event, from, to, y) {
    const start = this.view.left * this.view.scale;
    const sureFrom = event.sureFrom * this.view.scale - start;
    const sureTo = event.sureTo * this.view.scale - start;
    const part = (left, right, fill) => {
      const [x, end] = [px(clamp(left, -BEYOND, BEYOND)), px(clamp(right, -BEYOND, BEYOND))]; // so that parts touch
      return end - x > 0.2 ? [svg("rect", { class: `bar ${event.status}`, fill, x, y, width: px(end - x), height: 20, rx: fill ? 0 : 3 })] : [];
    };
    return [
      ...part(from, sureFrom, `url(#in-${event.status})`),
      ...part(sureFrom, sureTo, ""),
      ...part(sureTo, to, `url(#out-${event.status})`),
    ];
  }

  /** Columns that count the events without a lane by steps of the axis. */
  drawColumns() {
    const group = svg("g", {});
    const { left, scale } = this.view;
    const level = levelFor(scale, left, this.right, 30);
    const bins = level.names(left - 2 * level.days, this.right + 2 * level.days).map(({ at }) => ({ at, count: 0 }));
    let bin = 0;
    const hidden = this.shown.filter((event) => event.lane < 0).sort((a, b) => a.middle - b.middle);
    for (const event of hidden) {
      while (bin + 1 < bins.length && bins[bin + 1].at <= event.middle) bin += 1;
      if (bins.length && event.middle >= bins[bin].at) bins[bin].count += 1;
    }
    bins.slice(0, -1).forEach(({ at, count }, i) => {
      if (!count) return;
      const [x, end] = [this.x(at), this.x(bins[i + 1].at)];
      const height = clamp(4 + 5 * Math.log2(count + 1), 8, COLUMNS - 18);
      const y = this.ground - height;
      group.append(svg(
        "g",
        { class: "more", "data-from": at, "data-to": bins[i + 1].at },
        svg("title", {}, `${count} more event${count === 1 ? "" : "s"}: zoom in`),
        svg("rect", { x: px(x + 1), y, width: px(Math.max(end - x - 2, 2)), height, rx: 2 }),
        svg("text", { x: px((x + end) / 2), y: y - 4 }, String(count)),
      ));
    });
    return group;
  }

  drawChosenExtent() {
    const [from, to] = [this.x(this.chosen.first), this.x(this.chosen.last)];
    const x = clamp(from, -BEYOND, BEYOND);
    return svg("rect", {
      class: "extent", x: px(x), y: TOP, width: px(clamp(to, -BEYOND, BEYOND) - x), height: this.ground - TOP,
    });
  }

  /** The chosen event, named above the lanes, whether or not it has a place in them. */
  drawFlag() {
    const { when, label } = this.chosen;
    const words = `${when}\u2002${isolated(cut(label, Math.max(8, Math.floor((this.width - 190) / 7.2) - when.length)))}`;
    const at = clamp((Math.max(this.x(this.chosen.first), 0) + Math.min(this.x(this.chosen.last), this.width)) / 2, 1, this.width - 1);
    const width = this.pen.measureText(words).width * 1.06 + 18;
    const x = clamp(at - width / 2, 84, Math.max(84, this.width - width - 84));
    return svg(
      "g",
      { class: "chosen" },
      svg("line", { x1: px(at), x2: px(at), y1: 28, y2: this.ground }),
      svg("rect", { class: "flag", x: px(x), y: 5, width: px(width), height: 23, rx: 5 }),
      svg("text", { x: px(x + 9), y: 21 }, words),
    );
  }

  /** The whole line with the amount of events on it and a window for what is in sight. */
  drawOverview() {
    const y = this.height - OVERVIEW;
    const scale = this.width / (this.whole.to - this.whole.from);
    const counts = new Map();
    for (const event of this.shown) {
      const place = Math.floor(((event.middle - this.whole.from) * scale) / 3) * 3;
      counts.set(place, (counts.get(place) || 0) + 1);
    }
    const most = Math.max(1, ...counts.values());
    const bars = [...counts].map(([x, count]) => {
      const height = px(3 + (OVERVIEW - 7) * Math.sqrt(count / most));
      return `M${x} ${this.height - 1}v${-height}h2.4v${height}z`;
    });
    const left = clamp((this.view.left - this.whole.from) * scale, 0, this.width - 7);
    const right = clamp((this.right - this.whole.from) * scale, left + 6, this.width - 1);
    return svg(
      "g",
      { class: "overview" },
      svg("rect", { class: "ground", x: 0, y, width: this.width, height: OVERVIEW }),
      svg("path", { class: "amount", d: bars.join("") }),
      svg("rect", { class: "window", x: px(left + 0.5), y: y + 0.5, width: px(right - left), height: OVERVIEW - 1, rx: 2 }),
    );
  }
}
