// Puts the pages of a slot in order by mouse, finger or keyboard. Without script the buttons under 操作 do the same.

const moving = "[data-moving]";

export function wireOrder(root: ParentNode, refresh: () => Promise<void>): void {
  for (const list of root.querySelectorAll<HTMLUListElement>("ul[data-order]")) {
    const pages = [...list.querySelectorAll<HTMLLIElement>(":scope > li")];
    if (pages.length < 2) { continue; }
    pages.forEach((page, i) => page.querySelector(".name")?.after(handle(list, page, i + 1, refresh)));
  }
}

function handle(list: HTMLUListElement, page: HTMLLIElement, number: number, refresh: () => Promise<void>): HTMLButtonElement {
  const grip = document.createElement("button");
  grip.type = "button";
  grip.className = "grip";
  grip.textContent = list.dataset.wordsGrip!;
  grip.setAttribute("aria-label", list.dataset.wordsMove!.replace("{0}", String(number)));
  let before = "", timer = 0;
  const order = () => [...list.children].map(x => x.id.replace("page-", "")).join();
  const begin = () => { if (!list.matches(moving)) { before = order(); list.dataset.moving = "yes"; } };
  const end = async () => {
    delete list.dataset.moving;
    if (order() === before) { return; }
    const token = document.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]")!.value;
    const body = new URLSearchParams([["__RequestVerificationToken", token], ...order().split(",").map(id => ["pages", id])]);
    try { await fetch(list.dataset.order!, { method: "POST", body }); } catch { /* shown as the platform has it */ }
    const held = document.activeElement === grip ? page.id : "";
    await refresh();
    if (held) { document.querySelector<HTMLElement>(`#${held} .grip`)?.focus(); }
  };
  const move = (to: Element | null | undefined, after: boolean) => { if (to && to !== page) { to[after ? "after" : "before"](page); } };

  grip.addEventListener("pointerdown", e => {
    if (e.button !== 0) { return; }
    begin();
    grip.setPointerCapture(e.pointerId);
  });
  grip.addEventListener("pointermove", e => {
    if (!grip.hasPointerCapture(e.pointerId)) { return; }
    const over = document.elementFromPoint(e.clientX, e.clientY)?.closest("li.thumb");
    if (!over || over.parentElement !== list || over === page) { return; }
    const all = [...list.children];
    move(over, all.indexOf(over) > all.indexOf(page));
    // The page goes to another place in the document, which ends a capture.
    grip.setPointerCapture(e.pointerId);
  });
  grip.addEventListener("pointerup", () => void end());
  grip.addEventListener("pointercancel", () => void end());
  grip.addEventListener("keydown", e => {
    const back = e.key === "ArrowLeft" || e.key === "ArrowUp", on = e.key === "ArrowRight" || e.key === "ArrowDown";
    if (!back && !on) { return; }
    e.preventDefault();
    begin();
    move(back ? page.previousElementSibling : page.nextElementSibling, on);
    grip.focus();
    clearTimeout(timer);
    timer = window.setTimeout(() => void end(), 700);
  });
  return grip;
}
