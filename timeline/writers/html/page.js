// The page: the rows of the list become the events of the chart, and the two follow each other and the filter.

(() => {
  const $ = (id) => document.getElementById(id);
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const counted = (number) => number.toLocaleString("en");

  const rows = Array.from(document.querySelectorAll("ol > li"), (item) => {
    const details = item.firstElementChild;
    const status = item.getAttribute("data-status");
    const row = { item, details, status, source: item.getAttribute("data-source"), shown: true, event: null };
    const span = item.getAttribute("data-span");
    if (span) {
      const [from, sureFrom, sureTo, to] = span.split(" ").map(Number);
      // The first two of a row are its date and what happened, which ends with the words themselves.
      const [when, what] = details.firstElementChild.children;
      row.event = {
        row, from, sureFrom, sureTo, to,
        isVague: item.className === "vague",
        status: status in SHAPES ? status : "happened",
        when: when.textContent,
        label: what.lastElementChild.textContent,
      };
    }
    return row;
  });
  if (!rows.length) return;
  const byItem = new Map(rows.map((row) => [row.item, row]));
  const dated = rows.filter((row) => row.event).map((row) => row.event);

  $("board").hidden = false;
  $("stage").hidden = $("zoom").hidden = !dated.length;

  // The chart, and what moves it.

  const say = (text) => {
    $("spoken").textContent = text;
  };
  const edge = (button, number, text) => {
    button.hidden = !number;
    button.textContent = text;
  };
  let opened = null;
  const open = (row, focus) => {
    if (opened && opened !== row) opened.details.open = false;
    opened = row;
    row.details.open = true;
    row.item.scrollIntoView({ block: "start" });
    if (focus) row.details.firstElementChild.focus({ preventScroll: true });
  };
  const chart = dated.length
    ? new Chart($("chart"), dated, {
      onPick: (event, focus) => open(event.row, focus),
      onMove: (before, after) => {
        edge($("earlier"), before, `‹ ${counted(before)}`);
        edge($("later"), after, `${counted(after)} ›`);
        $("earlier").title = `${counted(before)} earlier`;
        $("later").title = `${counted(after)} later`;
      },
    })
    : null;
  if (chart) {
    const { zoom } = handle(chart, say);
    $("in").addEventListener("click", () => zoom(1.6));
    $("out").addEventListener("click", () => zoom(1 / 1.6));
    $("all").addEventListener("click", () => chart.showAll());
    $("earlier").addEventListener("click", () => chart.reach(-1));
    $("later").addEventListener("click", () => chart.reach(1));
    new ResizeObserver(() => {
      if (chart.frame.clientWidth === chart.width) return;
      chart.measure();
      chart.move(chart.view);
    }).observe(chart.frame);
  }

  // The filter.

  const controls = { words: $("words"), source: $("source"), status: $("status") };
  const tally = (key) => rows.reduce((tallied, row) => tallied.set(row[key], (tallied.get(row[key]) || 0) + 1), new Map());
  const sources = tally("source");
  for (const [name, number] of sources) controls.source.append(new Option(`${name} (${counted(number)})`, name));
  controls.source.hidden = sources.size < 2;
  const statuses = tally("status");
  const inOrder = (name) => (Object.keys(SHAPES).indexOf(name) + 9) % 9;
  for (const [name, number] of [...statuses].sort(([a], [b]) => inOrder(a) - inOrder(b))) {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: true, value: name });
    const sign = svg("svg", { viewBox: "-7 -7 14 14", width: 14, height: 14, "aria-hidden": "true" }, markOf(name, 0, 0));
    const number_ = Object.assign(document.createElement("span"), { className: "number", textContent: counted(number) });
    label.append(box, sign, name, number_);
    controls.status.append(label);
  }
  controls.status.hidden = statuses.size < 2;
  const boxes = [...controls.status.querySelectorAll("input")];

  const textOf = (row) => {
    const parts = [".when", ".what", "blockquote"].map((part) => row.item.querySelector(part).textContent);
    row.text ??= folded([...parts, row.source].join("\n"));
    return row.text;
  };
  const filter = () => {
    const words = folded(controls.words.value).split(/\s+/).filter(Boolean);
    const allowed = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const wants = (row) =>
      allowed.has(row.status) &&
      (!controls.source.value || row.source === controls.source.value) &&
      words.every((word) => textOf(row).includes(word));
    let number = 0;
    for (const row of rows) {
      const shown = wants(row);
      if (shown !== row.shown) row.item.hidden = !shown;
      row.shown = shown;
      number += shown;
    }
    for (const section of ["events", "undated"].map($)) {
      if (section) section.hidden = !section.querySelector("li:not([hidden])");
    }
    $("nothing").hidden = number > 0;
    const all = `${counted(rows.length)} event${rows.length === 1 ? "" : "s"}`;
    $("count").textContent = number < rows.length ? `${counted(number)} of ${all}` : all;
    chart?.show(dated.filter((event) => event.row.shown));
  };
  const clear = () => {
    controls.words.value = controls.source.value = "";
    for (const box of boxes) box.checked = true;
    filter();
    controls.words.focus();
  };
  for (const control of Object.values(controls)) control.addEventListener("input", filter);
  $("clear").addEventListener("click", clear);
  // A browser that goes back fills in what was typed.
  filter();

  // The list.

  document.querySelector("main").addEventListener("toggle", ({ target }) => {
    const row = byItem.get(target.parentElement);
    if (row?.event && target.open) chart.choose(row.event);
  }, true);

  const neighbour = (row, by) => {
    for (let i = rows.indexOf(row) + by; i >= 0 && i < rows.length; i += by) if (rows[i].shown) return rows[i];
    return null;
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = event.target.closest("input[type=search], select");
    const row = byItem.get(event.target.closest("li"));
    if (event.key === "/" && !typing) {
      event.preventDefault();
      controls.words.focus();
      controls.words.select();
    } else if (event.key === "Escape") {
      if ($("help").open) $("help").open = false;
      else if (typing) clear();
      else if (row) {
        row.details.open = false;
        (chart ? chart.frame : row.details.firstElementChild).focus();
      }
    } else if (row && event.target.matches("summary") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      neighbour(row, event.key === "ArrowDown" ? 1 : -1)?.details.firstElementChild.focus();
    }
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!target.closest("#help")) $("help").open = false;
  });

  // What is jumped to must not lie under the board.
  const keepClear = () => {
    const kept = [$("board"), $("stage")].filter((part) => part.offsetHeight && getComputedStyle(part).position === "sticky");
    document.documentElement.style.setProperty("--top", `${kept.length ? kept[0].offsetHeight : 0}px`);
  };
  new ResizeObserver(keepClear).observe($("stage"));

  // A row that the address names is opened; a reloaded page must not scroll back from it to where it was.
  const openNamed = () => {
    const named = byItem.get(document.getElementById(location.hash.slice(1)));
    history.scrollRestoration = named ? "manual" : "auto";
    if (!named) return;
    keepClear();
    open(named, true);
  };
  openNamed();
  addEventListener("hashchange", openNamed);
})();
