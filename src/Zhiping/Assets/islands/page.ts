// Small comforts of every page. Everything here has a way without script.

// The error summary takes the focus, so that a screen reader starts with it.
document.querySelector<HTMLElement>(".error-summary")?.focus();

// A double click does not submit twice; the server would refuse the second, but the page should not show that.
document.addEventListener("submit", e => {
  const form = e.target as HTMLFormElement;
  if (form.method !== "post" || e.defaultPrevented) { return; }
  if (form.dataset.sent) { e.preventDefault(); return; }
  form.dataset.sent = "1";
  // Browsers keep the page in the back-forward cache: there the form must work again.
  addEventListener("pageshow", x => { if (x.persisted) { delete form.dataset.sent; } }, { once: true });
});

// Leaving a form with unsaved words asks first.
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-guard]")) {
  let dirty = false;
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  form.addEventListener("zp:saved", () => { dirty = false; });
  addEventListener("beforeunload", e => { if (dirty) { e.preventDefault(); } });
}

// What could not be saved to the platform stays in this browser until it is, or until its owner signs out.
const drafts = (): string[] => { try { return Object.keys(localStorage).filter(key => key.startsWith("zp-draft:")); } catch { return []; } };
for (const form of document.querySelectorAll<HTMLFormElement>("form[action='/signout']")) {
  form.addEventListener("submit", e => {
    const kept = drafts();
    if (kept.length > 0 && form.dataset.wordsUnsaved && !confirm(form.dataset.wordsUnsaved)) { e.preventDefault(); return; }
    for (const key of kept) { localStorage.removeItem(key); }
  });
}

// On an application: which of its sections have words that are only here. Opening one saves them.
for (const box of document.querySelectorAll<HTMLElement>("[data-kept]")) {
  const list = box.querySelector("ul")!;
  for (const key of drafts().filter(key => key.startsWith(`zp-draft:${box.dataset.kept}:`))) {
    const task = document.querySelector<HTMLAnchorElement>(`#s-${CSS.escape(key.split(":")[2]!)} a`);
    if (task) {
      const link = document.createElement("a"), item = document.createElement("li");
      link.href = task.href; link.textContent = task.textContent;
      item.append(link); list.append(item); box.hidden = false;
    }
  }
}

// Installable, and a page of our own where there is no network.
if (window.isSecureContext) { void navigator.serviceWorker?.register("/sw.js").catch(() => { /* a private window: everything else works */ }); }

// Time left counts on: <b data-left="2024-08-30T18:00:00+08:00" data-now="…"> with the page's own clock difference.
const now = Date.parse(document.documentElement.dataset.now ?? "");
if (!Number.isNaN(now)) {
  const shift = now - Date.now();
  const words = (document.documentElement.lang === "en")
    ? { d: " d ", h: " h ", m: " min", s: " s" } : { d: "天", h: "小时", m: "分", s: "秒" };
  const show = () => {
    for (const e of document.querySelectorAll<HTMLElement>("[data-left]")) {
      const left = Date.parse(e.dataset.left!) - Date.now() - shift;
      if (left <= 0) { continue; }
      const s = Math.floor(left / 1000), d = Math.floor(s / 86400), h = Math.floor(s / 3600) % 24, m = Math.floor(s / 60) % 60;
      e.textContent = (d ? d + words.d + (h ? h + words.h : "") : h ? h + words.h + (m ? m + words.m : "") : m ? m + words.m : s % 60 + words.s).trim();
    }
    for (const e of document.querySelectorAll<HTMLElement>("[data-clock]")) {
      const t = new Date(Date.now() + shift + 8 * 3600e3).toISOString();
      const zh = `${+t.slice(0, 4)}年${+t.slice(5, 7)}月${+t.slice(8, 10)}日 ${t.slice(11, 16)}`;
      e.textContent = document.documentElement.lang === "en" ? `${t.slice(0, 10)} ${t.slice(11, 16)}` : zh;
    }
  };
  setInterval(show, 15_000);
}

// Select all on a page of a clerk's table; without script there is no such box.
for (const all of document.querySelectorAll<HTMLInputElement>("input[data-all]")) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const one of document.querySelectorAll<HTMLInputElement>(`input[name="${all.dataset.all}"]`)) { one.checked = all.checked; }
  });
}

// <button data-print>: a paper version of the page.
document.addEventListener("click", e => {
  if ((e.target as HTMLElement).closest?.("[data-print]")) { print(); }
});

// A frame that scrolls sideways must be reachable by keyboard, and only then.
const tables = document.querySelectorAll<HTMLElement>(".table-fit:not([tabindex])");
const reach = () => {
  for (const frame of tables) {
    if (frame.scrollWidth > frame.clientWidth + 1) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "group");
      frame.setAttribute("aria-label", frame.querySelector("caption")?.textContent ?? document.title);
    } else if (frame.getAttribute("role") === "group") {
      frame.removeAttribute("tabindex");
      frame.removeAttribute("role");
      frame.removeAttribute("aria-label");
    }
  }
};
reach();
addEventListener("resize", reach);

// <a data-key="ArrowRight">: the page before and after, the next dossier, by an arrow key while no field has the focus.
document.addEventListener("keydown", e => {
  const at = e.target as HTMLElement;
  if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || at.closest("input, textarea, select, .table-fit[tabindex], [contenteditable]")) { return; }
  const sheet = at.closest(".sheet");
  if (sheet && sheet.scrollWidth > sheet.clientWidth + 1) { return; }
  const target = document.querySelector<HTMLElement>(`[data-key="${e.key}"]`);
  if (target) { e.preventDefault(); target.click(); }
});

// A pane that scrolls by itself stays where it was when its page comes again: turning a page must not lose the place in the form.
for (const pane of document.querySelectorAll<HTMLElement>("[data-keep]")) {
  const name = `pane ${location.pathname} ${pane.dataset.keep}`;
  pane.scrollTop = Number(sessionStorage.getItem(name) ?? 0);
  pane.addEventListener("scroll", () => { sessionStorage.setItem(name, String(pane.scrollTop)); }, { passive: true });
}
