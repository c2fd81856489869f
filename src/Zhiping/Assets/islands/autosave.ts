// Saves a section of the application while it is being written. Everything here has a way without script: the buttons of the form.
// What could not be saved stays in this browser and comes back with the page, also after a lost session.

type Kept = { number: string; fields: [string, string][] };

const form = document.querySelector<HTMLFormElement>("form[data-autosave]");
if (form) { start(form); }

function start(form: HTMLFormElement): void {
  const words = form.dataset, key = words.draft!, url = words.autosave!;
  const status = form.querySelector<HTMLElement>("[data-saved]")!;
  const number = form.elements.namedItem("number") as HTMLInputElement;
  let timer = 0, sending = false, again = false, dirty = false, stopped = false;

  const fields = (): [string, string][] =>
    [...new FormData(form)].filter(([name]) => name !== "__RequestVerificationToken" && name !== "do").map(([n, v]) => [n, String(v)]);
  const keep = (): void => {
    try { localStorage.setItem(key, JSON.stringify({ number: number.value, fields: fields() } satisfies Kept)); } catch { /* full or forbidden: the page itself still has it */ }
  };
  const forget = (): void => { try { localStorage.removeItem(key); } catch { /* as above */ } };
  const say = (text: string, link?: HTMLElement): void => { status.textContent = text; if (link) { status.append(" ", link); } };

  const save = async (): Promise<void> => {
    if (stopped) { return; }
    if (sending) { again = true; return; }
    sending = true; again = false; dirty = false;
    say(words.wordsSaving!);
    try {
      const answer = await fetch(url, { method: "POST", body: new URLSearchParams(new FormData(form) as never), redirect: "manual", credentials: "same-origin" });
      if (answer.status === 204) {
        number.value = answer.headers.get("X-Number") ?? number.value;
        say(words.wordsSaved!.replace("{0}", answer.headers.get("X-Saved") ?? ""));
        if (!dirty) { forget(); form.dispatchEvent(new Event("zp:saved")); }
      } else if (answer.status === 409) {
        stopped = true; keep(); conflict(await answer.json());
      } else if (answer.status === 422) {
        stopped = true; keep();
        const why = await answer.json(); say(`${why.message} ${why.remedy}`);
      } else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 400 || answer.status === 403) {
        keep();
        const link = document.createElement("a");
        link.href = "/signin?returnUrl=" + encodeURIComponent(location.pathname); link.textContent = words.wordsSigninLink!;
        say(words.wordsSignin!, link);
      } else { keep(); say(words.wordsKept!); later(15_000); }
    } catch { keep(); say(words.wordsKept!); later(5_000); }
    sending = false;
    if (again) { void save(); }
  };
  const later = (ms: number): void => { clearTimeout(timer); timer = window.setTimeout(() => void save(), ms); };

  form.addEventListener("input", () => { dirty = true; keep(); conditions(); later(1_200); });
  form.addEventListener("change", () => { dirty = true; keep(); conditions(); later(300); });
  form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; forget(); });
  addEventListener("online", () => { if (dirty) { void save(); } });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && dirty) { clearTimeout(timer); void save(); } });
  addEventListener("pageshow", e => { if (e.persisted) { stopped = false; } });

  restore();
  conditions();
  noneButtons();

  // What an earlier page could not save comes back into the fields.
  function restore(): void {
    let kept: Kept | null = null;
    try { kept = JSON.parse(localStorage.getItem(key) ?? "null"); } catch { return; }
    if (!kept || document.querySelector("#conflict-title")) { return; }
    const same = JSON.stringify(kept.fields.filter(([n]) => n !== "number")) === JSON.stringify(fields().filter(([n]) => n !== "number"));
    if (same) { forget(); return; }
    for (const [name, value] of kept.fields) {
      if (name === "number" || name === "entry" || name === "none") { continue; }
      const control = form.elements.namedItem(name);
      if (control instanceof RadioNodeList) { control.value = value; }
      else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) { control.value = value; }
    }
    // Begin from the number they were written on: if somebody saved since, the server answers with both versions.
    number.value = kept.number;
    say(words.wordsRestored!);
    dirty = true; later(1_000);
  }

  function conflict(other: { number: number; message: string; differences: { where: string; mine: string | null; theirs: string | null }[] }): void {
    document.querySelector("#conflict")?.remove();
    const box = document.createElement("section");
    box.id = "conflict"; box.className = "error-summary"; box.tabIndex = -1; box.setAttribute("role", "alert");
    const title = document.createElement("h2"); title.textContent = words.wordsConflict!;
    const text = document.createElement("p"); text.textContent = other.message;
    const frame = document.createElement("div"); frame.className = "table-fit";
    const table = document.createElement("table"); table.className = "table"; frame.append(table);
    const head = table.createTHead().insertRow();
    for (const label of [words.wordsWhere!, words.wordsHere!, words.wordsThere!]) { const th = document.createElement("th"); th.scope = "col"; th.textContent = label; head.append(th); }
    const body = table.createTBody();
    for (const d of other.differences) {
      const row = body.insertRow();
      const th = document.createElement("th"); th.scope = "row"; th.textContent = d.where; row.append(th);
      for (const value of [d.mine, d.theirs]) { row.insertCell().textContent = value ?? words.wordsEmpty!; }
    }
    const actions = document.createElement("div"); actions.className = "row-actions mt-4";
    const mine = document.createElement("button"); mine.type = "button"; mine.className = "btn btn-primary"; mine.textContent = words.wordsMine!;
    mine.addEventListener("click", () => { number.value = String(other.number); stopped = false; box.remove(); void save(); });
    const theirs = document.createElement("button"); theirs.type = "button"; theirs.className = "btn"; theirs.textContent = words.wordsTheirs!;
    theirs.addEventListener("click", () => { forget(); location.reload(); });
    actions.append(mine, theirs);
    box.append(title, text, frame, actions);
    form.before(box); box.focus(); box.scrollIntoView();
    say(words.wordsConflict!);
  }

  // Fields that are asked only when another has one of some values.
  function conditions(): void {
    for (const field of form.querySelectorAll<HTMLElement>("[data-when]")) {
      const prefix = field.querySelector<HTMLInputElement>("[name]")?.name.split(".").slice(0, 2).join(".");
      const control = form.elements.namedItem(`${prefix}.${field.dataset.when}`);
      const value = control && "value" in control ? String(control.value) : "";
      field.hidden = !(field.dataset.whenIn ?? "").split("|").includes(value);
    }
  }

  // 无 as one click beside each text that may not stay empty.
  function noneButtons(): void {
    for (const input of form.querySelectorAll<HTMLInputElement>("input[data-none]")) {
      const button = document.createElement("button");
      button.type = "button"; button.className = "btn btn-sm mt-2"; button.textContent = words.wordsNone!;
      button.setAttribute("aria-describedby", input.id);
      button.addEventListener("click", () => { input.value = "无"; input.dispatchEvent(new Event("input", { bubbles: true })); button.hidden = true; });
      button.hidden = input.value !== "";
      input.addEventListener("input", () => { button.hidden = input.value !== ""; });
      input.after(button);
    }
  }
}
