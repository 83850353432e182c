// Hands on the chart: wheel, pointers and keys.

const DRAG = 4;

/** Let pointers, wheel and keys move the chart; `say` speaks what a key has chosen. */
function handle(chart, say) {
  const { frame } = chart;
  const pointers = new Map();
  let pressed = null;

  const place = (event) => {
    const box = frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const centre = ({ x }) => {
    const { from, to } = chart.whole;
    chart.move({ scale: chart.view.scale, left: from + (x / chart.width) * (to - from) - chart.width / 2 / chart.view.scale });
  };

  frame.addEventListener("wheel", (event) => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const [across, along] = event.shiftKey ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    // At the widest view the wheel is the page's again.
    if (along > 0 && Math.abs(across) < along && chart.view.scale <= chart.least * 1.001 && !event.ctrlKey) return;
    event.preventDefault();
    if (Math.abs(across) > Math.abs(along)) chart.pan(across * unit);
    else chart.zoom(Math.exp(-clamp(along * unit, -200, 200) * (event.ctrlKey ? 0.01 : 0.0025)), place(event).x);
  }, { passive: false });

  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    cancelAnimationFrame(chart.gliding);
    pointers.set(event.pointerId, place(event));
    pressed = pointers.size > 1 ? null : {
      at: place(event),
      moved: false,
      item: event.target.closest(".item"),
      more: event.target.closest(".more"),
      overview: event.target.closest(".overview"),
    };
    if (pressed?.overview) centre(pressed.at);
  });

  frame.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = place(event);
    if (pointers.size === 2) {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const [was, is] = [Math.abs(before.x - other.x), Math.abs(now.x - other.x)];
      if (was > 10 && is > 10) chart.zoom(is / was, (now.x + other.x) / 2);
      chart.pan((before.x - now.x) / 2);
    } else if (pressed) {
      if (Math.abs(now.x - pressed.at.x) > DRAG) pressed.moved = true;
      if (!pressed.moved) return;
      if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
      frame.classList.add("moving");
      if (pressed.overview) centre(now);
      else chart.pan(before.x - now.x);
    }
    pointers.set(event.pointerId, now);
  });

  const release = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    frame.classList.remove("moving");
    if (pressed && !pressed.moved && event.type === "pointerup") click(pressed);
    pressed = null;
  };
  // A pointer that is not captured may be let go anywhere.
  for (const type of ["pointerup", "pointercancel"]) window.addEventListener(type, release);

  const click = ({ item, more }) => {
    if (item) chart.onPick(chart.shown[Number(item.dataset.index)], false);
    if (more) {
      const [from, to] = [Number(more.dataset.from), Number(more.dataset.to)];
      const within = chart.shown.filter((event) => event.lane < 0 && event.middle >= from && event.middle < to);
      if (!chart.enter(...extremes(within, (event) => event.middle)) && !chart.enter(from, to)) chart.onPick(within[0], false);
    }
  };

  frame.addEventListener("dblclick", (event) => {
    if (!event.target.closest(".item, .more, .overview")) chart.zoom(2.5, place(event).x);
  });

  const choose = (by) => {
    const chosen = chart.step(by);
    if (chosen) say(`${chosen.event.when}: ${chosen.event.label}, ${chosen.number} of ${chosen.of}`);
  };
  const zoom = (factor) => {
    const at = chart.chosen && chart.x(chart.chosen.middle);
    chart.zoom(factor, at === null || at < 0 || at > chart.width ? undefined : at);
  };
  const keys = {
    ArrowLeft: () => choose(-1),
    ArrowRight: () => choose(1),
    Home: () => choose(-Infinity),
    End: () => choose(Infinity),
    PageUp: () => chart.pan(-chart.width * 0.8),
    PageDown: () => chart.pan(chart.width * 0.8),
    "+": () => zoom(1.6),
    "=": () => zoom(1.6),
    "-": () => zoom(1 / 1.6),
    0: () => chart.showAll(),
    Enter: () => chart.chosen && chart.onPick(chart.chosen, true),
    Escape: () => chart.choose(null),
  };
  frame.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? null : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  return { zoom };
}
