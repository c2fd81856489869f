// Draws, moves and resizes the masks of a page by mouse, touch and keyboard. The number fields beside the picture hold the truth:
// this script reads and writes them, and the form is posted as it is without script.

type Box = { x: number; y: number; w: number; h: number };

const form = document.querySelector<HTMLFormElement>("[data-mask-editor]");
const svg = document.querySelector<SVGSVGElement>("[data-sheet]");
const layer = svg?.querySelector<SVGGElement>("[data-boxes]");
if (form && svg && layer) {
  const sheet = svg.parentElement!;
  const rows = form.querySelector<HTMLOListElement>("[data-rows]")!;
  const high = svg.viewBox.baseVal.height;
  const most = Number(form.dataset.share ?? "1");
  const smallest = 0.004;
  const undone: Box[][] = [];
  const blank = rows.lastElementChild!.cloneNode(true) as HTMLLIElement;
  const ns = "http://www.w3.org/2000/svg";
  let boxes = read();
  let drawing = false;

  const draw = document.querySelector<HTMLButtonElement>("[data-draw]")!;
  const undo = document.querySelector<HTMLButtonElement>("[data-undo]")!;
  draw.hidden = false;
  undo.hidden = false;
  undo.disabled = true;

  // ---- the list ----
  function inputs(row: Element): HTMLInputElement[] {
    return ["x", "y", "w", "h"].map(name => row.querySelector<HTMLInputElement>(`input[name="${name}"]`)!);
  }

  function read(): Box[] {
    return [...rows.querySelectorAll("[data-row]")].map(row => {
      const v = inputs(row).map(i => (i.value.trim() === "" ? NaN : Number(i.value.replace("%", "")) / 100));
      return { x: v[0]!, y: v[1]!, w: v[2]!, h: v[3]! };
    }).filter(b => [b.x, b.y, b.w, b.h].every(Number.isFinite));
  }

  const percent = (share: number) => String(Math.round(share * 10000) / 100);

  function write(): void {
    const present = [...rows.querySelectorAll<HTMLLIElement>("[data-row]")];
    while (present.length < boxes.length + 1) {
      const row = blank.cloneNode(true) as HTMLLIElement;
      rows.append(row);
      present.push(row);
    }
    for (const extra of present.splice(boxes.length + 1)) { extra.remove(); }
    present.forEach((row, i) => {
      const b = boxes[i];
      inputs(row).forEach((input, k) => {
        const text = b ? percent([b.x, b.y, b.w, b.h][k]!) : "";
        if (input.value !== text && document.activeElement !== input) { input.value = text; }
      });
      const name = row.querySelector("[data-name]");
      if (b && name) { name.textContent = (form!.dataset.wordsRow ?? "{0}").replace("{0}", String(i + 1)) + (b.w * b.h > most ? "　" + form!.dataset.wordsLarge : ""); }
    });
    form!.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // ---- the picture ----
  function element<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string | number>): SVGElementTagNameMap[K] {
    const e = document.createElementNS(ns, name);
    for (const [key, value] of Object.entries(attributes)) { e.setAttribute(key, String(value)); }
    return e;
  }

  function show(focus = -1): void {
    layer!.replaceChildren();
    boxes.forEach((b, i) => {
      const large = b.w * b.h > most;
      const g = element("g", {});
      const rect = element("rect", {
        class: "box", x: b.x * 1000, y: b.y * high, width: b.w * 1000, height: b.h * high, tabindex: 0, role: "button",
        fill: large ? "url(#hatch)" : "#17202a", "fill-opacity": large ? 1 : .82, stroke: large ? "#ad221a" : "#17202a", "stroke-width": 3,
        "aria-label": (form!.dataset.wordsBox ?? "").replace("{0}", String(i + 1)).replace("{1}", Math.round(b.w * b.h * 100) + "%"),
      });
      rect.addEventListener("pointerdown", e => drag(e, i, "move"));
      rect.addEventListener("keydown", e => key(e, i));
      g.append(rect);
      const pin = element("g", { "font-size": 20, "font-weight": 700, "text-anchor": "middle", transform: `translate(${Math.max(b.x * 1000 - 18, 15)} ${(b.y + b.h / 2) * high})`, "pointer-events": "none" });
      pin.append(element("circle", { r: 15, fill: large ? "#ad221a" : "#17202a" }));
      const number = element("text", { y: 7, fill: "#fff" });
      number.textContent = String(i + 1);
      pin.append(number);
      g.append(pin);
      for (const corner of ["nw", "ne", "sw", "se"] as const) {
        const handle = element("rect", {
          class: "handle " + (corner === "ne" || corner === "sw" ? "ne" : ""), x: (corner.endsWith("w") ? b.x : b.x + b.w) * 1000 - 9, y: (corner.startsWith("n") ? b.y : b.y + b.h) * high - 9,
          width: 18, height: 18, fill: "#fff", stroke: "#17548a", "stroke-width": 3,
        });
        handle.addEventListener("pointerdown", e => drag(e, i, corner));
        g.append(handle);
      }
      layer!.append(g);
      if (i === focus) { (rect as unknown as HTMLElement).focus({ preventScroll: true }); }
    });
  }

  function at(e: PointerEvent): { x: number; y: number } {
    const r = svg!.getBoundingClientRect();
    return { x: Math.min(1, Math.max(0, (e.clientX - r.left) / r.width)), y: Math.min(1, Math.max(0, (e.clientY - r.top) / r.height)) };
  }

  function remember(): void {
    undone.push(boxes.map(b => ({ ...b })));
    if (undone.length > 100) { undone.shift(); }
    undo.disabled = false;
  }

  function within(b: Box): Box {
    const w = Math.min(1, Math.max(smallest, b.w)), h = Math.min(1, Math.max(smallest, b.h));
    return { w, h, x: Math.min(1 - w, Math.max(0, b.x)), y: Math.min(1 - h, Math.max(0, b.y)) };
  }

  function follow(e: PointerEvent, step: (p: { x: number; y: number }) => void, end: () => void): void {
    e.preventDefault();
    e.stopPropagation();
    const move = (m: PointerEvent) => { if (m.pointerId === e.pointerId) { step(at(m)); show(); } };
    const stop = (m: PointerEvent) => {
      if (m.pointerId !== e.pointerId) { return; }
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", stop);
      removeEventListener("pointercancel", stop);
      end();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
  }

  function drag(e: PointerEvent, i: number, how: "move" | "nw" | "ne" | "sw" | "se"): void {
    if (e.button !== 0) { return; }
    remember();
    const from = at(e), start = { ...boxes[i]! };
    follow(e, p => {
      const dx = p.x - from.x, dy = p.y - from.y;
      if (how === "move") { boxes[i] = within({ ...start, x: start.x + dx, y: start.y + dy }); return; }
      const left = how.endsWith("w") ? start.x + dx : start.x, right = how.endsWith("e") ? start.x + start.w + dx : start.x + start.w;
      const top = how.startsWith("n") ? start.y + dy : start.y, bottom = how.startsWith("s") ? start.y + start.h + dy : start.y + start.h;
      boxes[i] = within({ x: Math.min(left, right), y: Math.min(top, bottom), w: Math.abs(right - left), h: Math.abs(bottom - top) });
    }, () => { show(i); write(); });
  }

  function key(e: KeyboardEvent, i: number): void {
    const b = boxes[i]!, step = e.ctrlKey || e.metaKey ? .02 : .005;
    const way: Record<string, [number, number]> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (e.key === "Delete" || e.key === "Backspace") {
      e.preventDefault();
      remember();
      boxes.splice(i, 1);
      show(Math.min(i, boxes.length - 1));
      write();
    } else if (way[e.key]) {
      e.preventDefault();
      remember();
      const [dx, dy] = way[e.key]!;
      boxes[i] = within(e.shiftKey ? { ...b, w: b.w + dx, h: b.h + dy } : { ...b, x: b.x + dx, y: b.y + dy });
      show(i);
      write();
    }
  }

  function draws(on: boolean): void {
    drawing = on;
    draw.setAttribute("aria-pressed", String(on));
    sheet.classList.toggle("drawing", on);
  }

  draw.addEventListener("click", () => draws(!drawing));
  undo.addEventListener("click", () => {
    const last = undone.pop();
    if (last) { boxes = last; show(); write(); }
    undo.disabled = undone.length === 0;
  });

  // With a mouse one may draw at once; a finger scrolls until drawing is switched on.
  svg.addEventListener("pointerdown", e => {
    if (e.button !== 0 || (e.pointerType === "touch" && !drawing)) { return; }
    remember();
    const from = at(e), i = boxes.length;
    boxes.push({ ...from, w: 0, h: 0 });
    follow(e, p => { boxes[i] = { x: Math.min(from.x, p.x), y: Math.min(from.y, p.y), w: Math.abs(p.x - from.x), h: Math.abs(p.y - from.y) }; }, () => {
      const b = boxes[i]!;
      if (b.w < smallest || b.h < smallest) { boxes.splice(i, 1); undone.pop(); undo.disabled = undone.length === 0; show(); return; }
      show(i);
      write();
      draws(false);
    });
  });

  rows.addEventListener("input", e => {
    if (!e.isTrusted) { return; }
    boxes = read();
    show();
    const last = rows.lastElementChild!;
    if (inputs(last).every(i => i.value.trim() !== "")) { rows.append(blank.cloneNode(true)); }
  });

  rows.addEventListener("click", e => {
    const button = (e.target as Element).closest?.("[data-remove]");
    if (!button) { return; }
    e.preventDefault();
    const i = [...rows.querySelectorAll("[data-row]")].indexOf(button.closest("[data-row]")!);
    remember();
    boxes = read();
    boxes.splice(i, 1);
    show();
    write();
  });

  show();
}

export {};
