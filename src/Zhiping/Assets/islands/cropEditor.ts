// Drags the four corners of a piece of a page by mouse, touch and keyboard. The number fields hold the truth and are posted as they
// are without script.

export {};

const form = document.querySelector<HTMLFormElement>("[data-crop]");
const svg = document.querySelector<SVGSVGElement>("[data-crop-sheet]");
if (form && svg) {
  const high = svg.viewBox.baseVal.height;
  const piece = svg.querySelector<SVGPolygonElement>("[data-piece]")!;
  const layer = svg.querySelector<SVGGElement>("[data-corners]")!;
  const rows = [...form.querySelectorAll<HTMLElement>("[data-corner]")];
  const field = (at: number, name: string) => rows[at]!.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
  const share = (at: number, name: string) => Math.min(1, Math.max(0, Number(field(at, name).value.replace("%", "")) / 100 || 0));
  const percent = (value: number) => String(Math.round(Math.min(1, Math.max(0, value)) * 10000) / 100);

  const handles = rows.map((row, at) => {
    // A ring to be seen, and around it room for a finger.
    const handle = element("g", { tabindex: "0", role: "button", class: "handle" });
    handle.append(element("circle", { fill: "#fff", "fill-opacity": "0" }), element("circle", { fill: "#fff", "fill-opacity": ".85", stroke: "#17548a" }));
    handle.setAttribute("aria-label", (form.dataset.wordsCorner ?? "{0}").replace("{0}", row.dataset.corner ?? ""));
    handle.addEventListener("pointerdown", down => {
      down.preventDefault();
      handle.focus({ preventScroll: true });
      handle.setPointerCapture(down.pointerId);

      // It moves by as much as the pointer does, so that the finger may lie beside the corner that it moves.
      const r = svg.getBoundingClientRect(), fromX = share(at, "x") - down.clientX / r.width, fromY = share(at, "y") - down.clientY / r.height;
      const move = (e: PointerEvent) => put(at, fromX + e.clientX / r.width, fromY + e.clientY / r.height);
      const stop = () => {
        handle.removeEventListener("pointermove", move);
        handle.removeEventListener("pointerup", stop);
        handle.removeEventListener("pointercancel", stop);
      };
      handle.addEventListener("pointermove", move);
      handle.addEventListener("pointerup", stop);
      handle.addEventListener("pointercancel", stop);
    });
    handle.addEventListener("keydown", e => {
      const step = e.shiftKey ? 0.02 : 0.002;
      const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[e.key];
      if (by) {
        e.preventDefault();
        put(at, share(at, "x") + by[0]!, share(at, "y") + by[1]!);
      }
    });
    layer.append(handle);
    return handle;
  });

  function element<T extends "g" | "circle">(name: T, attributes: Record<string, string>): SVGElementTagNameMap[T] {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    return made;
  }

  function put(at: number, x: number, y: number): void {
    field(at, "x").value = percent(x);
    field(at, "y").value = percent(y);
    show();
  }

  function show(): void {
    const corners = rows.map((_, at) => [share(at, "x") * 1000, share(at, "y") * high] as const);
    piece.setAttribute("points", corners.map(c => c.join(",")).join(" "));
    const unit = 1000 / (svg!.getBoundingClientRect().width || 1000);
    corners.forEach(([x, y], at) => {
      handles[at]!.setAttribute("transform", `translate(${x} ${y})`);
      [...handles[at]!.children].forEach((circle, ring) => {
        circle.setAttribute("r", String((ring === 0 ? 22 : 11) * unit));
        circle.setAttribute("stroke-width", String(ring === 0 ? 0 : 3 * unit));
      });
    });
  }

  // All four corners in sight at once.
  svg.style.width = `min(100%, calc(78vh * ${1000 / high}))`;
  form.addEventListener("input", show);
  addEventListener("resize", show);
  show();
}

