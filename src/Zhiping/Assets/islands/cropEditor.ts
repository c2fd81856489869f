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
    const handle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [name, value] of Object.entries({ r: "22", fill: "#fff", "fill-opacity": ".85", stroke: "#17548a", "stroke-width": "5", tabindex: "0", role: "button", class: "handle" })) {
      handle.setAttribute(name, value);
    }
    handle.setAttribute("aria-label", (form.dataset.wordsCorner ?? "{0}").replace("{0}", row.dataset.corner ?? ""));
    handle.addEventListener("pointerdown", down => {
      down.preventDefault();
      handle.setPointerCapture(down.pointerId);
      const move = (e: PointerEvent) => {
        const r = svg.getBoundingClientRect();
        put(at, (e.clientX - r.left) / r.width, (e.clientY - r.top) / r.height);
      };
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

  function put(at: number, x: number, y: number): void {
    field(at, "x").value = percent(x);
    field(at, "y").value = percent(y);
    show();
  }

  function show(): void {
    const corners = rows.map((_, at) => [share(at, "x") * 1000, share(at, "y") * high] as const);
    piece.setAttribute("points", corners.map(c => c.join(",")).join(" "));
    corners.forEach(([x, y], at) => {
      handles[at]!.setAttribute("cx", String(x));
      handles[at]!.setAttribute("cy", String(y));
    });
  }

  form.addEventListener("input", show);
  show();
}

