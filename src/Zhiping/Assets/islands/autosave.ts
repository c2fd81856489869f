// Saves a section of the application while it is being written. Everything here has a way without script: the buttons of the form.
// What could not be saved stays in this browser and comes back with the page, also after a lost session.

type Kept = { number: string; fields: [string, string][] };
type Difference = { where: string; mine: string | null; theirs: string | null };
type Other = { number: number; message: string; differences: Difference[] };
type Answer =
  | { is: "saved"; number: string; at: string }
  | { is: "conflict"; other: Other }
  | { is: "refused"; why: string }
  | { is: "signin" }
  | { is: "offline" };

const token = "__RequestVerificationToken";
const form = document.querySelector<HTMLFormElement>("form[data-autosave]");
if (form) { start(form); }

function start(form: HTMLFormElement): void {
  const words = form.dataset, key = words.draft!, url = words.autosave!;
  const status = form.querySelector<HTMLElement>("[data-saved]")!;
  const number = form.elements.namedItem("number") as HTMLInputElement;
  let timer = 0, running: Promise<boolean> | null = null, dirty = false, stopped = false, passing = false;
  // What the platform has of this form; null as long as that is not known. Leaving a field repeats what its writing has saved already.
  let there: string | null = null;

  const fields = (): [string, string][] => [...new FormData(form)].filter(([name]) => name !== token && name !== "do").map(([n, v]) => [n, String(v)]);
  const bare = (all: [string, string][]): string => JSON.stringify(all.filter(([n]) => n !== "number"));
  const keep = (): void => {
    try { localStorage.setItem(key, JSON.stringify({ number: number.value, fields: fields() } satisfies Kept)); } catch { /* full or forbidden: the page itself still has it */ }
  };
  const forget = (): void => { try { localStorage.removeItem(key); } catch { /* as above */ } };
  const say = (text: string, link?: HTMLElement): void => { status.textContent = text; if (link) { status.append(" ", link); } };

  async function post(body: [string, string][]): Promise<Answer> {
    try {
      const posted = new URLSearchParams([...body, [token, (form.elements.namedItem(token) as HTMLInputElement).value]]);
      // A save that is on its way when the page is left goes on, as far as browsers allow.
      const answer = await fetch(url, { method: "POST", body: posted, redirect: "manual", credentials: "same-origin", keepalive: document.hidden && posted.toString().length < 60_000 });
      switch (answer.status) {
        case 204: return { is: "saved", number: answer.headers.get("X-Number") ?? number.value, at: answer.headers.get("X-Saved") ?? "" };
        case 409: return { is: "conflict", other: await answer.json() };
        case 422: { const why = await answer.json(); return { is: "refused", why: `${why.message} ${why.remedy}` }; }
        case 400: case 401: case 403: return { is: "signin" };
        default: return { is: answer.type === "opaqueredirect" ? "signin" : "offline" };
      }
    } catch { return { is: "offline" }; }
  }

  // One save at a time; what is written meanwhile goes with the next. True when everything written is on the platform.
  const save = (): Promise<boolean> => stopped ? Promise.resolve(false) : running ??= run().finally(() => { running = null; });

  async function run(): Promise<boolean> {
    do {
      clearTimeout(timer);
      dirty = false;
      if (!leadsOn()) { say(words.wordsSaving!); }
      const sent = fields(), answer = await post(sent);
      if (answer.is === "saved") {
        number.value = answer.number;
        there = bare(sent);
        dirty &&= bare(fields()) !== there;
        say(words.wordsSaved!.replace("{0}", answer.at));
        if (dirty) { keep(); }
        continue;
      }

      dirty = true;
      keep();
      failed(answer);
      return false;
    } while (dirty);
    clearTimeout(timer);
    forget();
    form.dispatchEvent(new Event("zp:saved"));
    return true;
  }

  function failed(answer: Exclude<Answer, { is: "saved" }>): void {
    switch (answer.is) {
      case "conflict": stopped = true; conflict(answer.other, null); break;
      case "refused": stopped = true; say(answer.why); break;
      case "signin": {
        const link = document.createElement("a");
        link.href = "/signin?to=" + encodeURIComponent(location.pathname);
        link.textContent = words.wordsSigninLink!;
        say(words.wordsSignin!, link);
        break;
      }
      case "offline": say(words.wordsKept!); later(5_000); break;
    }
  }

  const later = (ms: number): void => { clearTimeout(timer); timer = window.setTimeout(() => void save(), ms); };
  // The way to the sign-in stays under the finger that is about to press it.
  const leadsOn = (): boolean => status.querySelector("a") !== null;

  // 已自动保存 must not stand beside words that are not on the platform yet.
  const written = (ms: number): void => {
    if (!dirty && !running && bare(fields()) === there) { conditions(); return; }
    dirty = true;
    keep();
    conditions();
    if (!stopped && navigator.onLine && !leadsOn()) { say(""); }
    later(ms);
  };

  form.addEventListener("input", () => written(1_200));
  form.addEventListener("change", () => written(300));
  addEventListener("online", () => { if (dirty) { void save(); } });
  addEventListener("focus", () => { if (dirty) { void save(); } });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && dirty) { void save(); } });
  addEventListener("pageshow", e => { if (e.persisted) { stopped = false; passing = false; } });

  // A button saves first and only then leaves the page: with the network down the browser's own error page would take the words along.
  form.addEventListener("submit", e => {
    const settled = !dirty && !running && navigator.onLine;
    const refused = stopped && !document.querySelector("#conflict");
    if (passing || settled || refused) { clearTimeout(timer); passing = false; return; }
    e.preventDefault();
    const button = e.submitter;
    const box = document.querySelector<HTMLElement>("#conflict");
    if (box) { box.focus(); box.scrollIntoView(); return; }
    void save().then(done => { if (done) { passing = true; form.requestSubmit(button); } });
  });

  restore();
  conditions();
  noneButtons();

  // What an earlier page could not save comes back into the fields. Where somebody saved since, or the entries are others, the server is
  // asked with what was kept: it takes it, or answers with both versions.
  function restore(): void {
    let kept: Kept | null = null;
    try { kept = JSON.parse(localStorage.getItem(key) ?? "null"); } catch { return; }
    if (!kept || document.querySelector("#conflict-title")) { return; }
    if (bare(kept.fields) === bare(fields())) { forget(); return; }
    const shape = (all: [string, string][]) => JSON.stringify(all.filter(([n]) => n === "entry" || n === "none"));
    if (kept.number !== number.value || shape(kept.fields) !== shape(fields())) { void hand(kept.fields); return; }
    for (const [name, value] of kept.fields) {
      if (name === "number" || name === "entry" || name === "none") { continue; }
      const control = form.elements.namedItem(name);
      if (control instanceof RadioNodeList || control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) { control.value = value; }
    }
    say(words.wordsRestored!);
    dirty = true;
    later(1_000);
  }

  async function hand(body: [string, string][]): Promise<void> {
    stopped = true;
    const answer = await post(body);
    if (answer.is === "saved") { forget(); location.reload(); return; }
    if (answer.is === "conflict") { conflict(answer.other, body); return; }
    stopped = false;
    failed(answer);
  }

  // Kept: what an earlier page wrote and this one does not show; null when it is this page's own words that met another version.
  function conflict(other: Other, kept: [string, string][] | null): void {
    document.querySelector("#conflict")?.remove();
    const box = document.createElement("section");
    box.id = "conflict"; box.className = "error-summary"; box.tabIndex = -1; box.setAttribute("role", "alert");
    const title = document.createElement("h2"); title.textContent = words.wordsConflict!;
    const text = document.createElement("p"); text.textContent = other.message;
    const frame = document.createElement("div"); frame.className = "table-fit";
    const table = document.createElement("table"); table.className = "table table-stack"; frame.append(table);
    const labels = [words.wordsWhere!, words.wordsHere!, words.wordsThere!];
    const head = table.createTHead().insertRow();
    for (const label of labels) { const th = document.createElement("th"); th.scope = "col"; th.textContent = label; head.append(th); }
    const body = table.createTBody();
    for (const d of other.differences) {
      const row = body.insertRow();
      const th = document.createElement("th"); th.scope = "row"; th.textContent = d.where; row.append(th);
      for (const [i, value] of [d.mine, d.theirs].entries()) {
        const label = document.createElement("span"); label.className = "narrow-only text-2"; label.textContent = labels[i + 1]!;
        row.insertCell().append(label, " ", value ?? words.wordsEmpty!);
      }
    }
    const actions = document.createElement("div"); actions.className = "row-actions mt-4";
    const button = (label: string, look: string, act: () => void): void => {
      const made = document.createElement("button"); made.type = "button"; made.className = look; made.textContent = label;
      made.addEventListener("click", act); actions.append(made);
    };
    button(words.wordsMine!, "btn btn-primary", () => {
      box.remove();
      stopped = false;
      number.value = String(other.number);
      if (kept) { void hand(kept.map(([n, v]) => n === "number" ? [n, number.value] : [n, v])); } else { dirty = true; void save(); }
    });
    button(words.wordsTheirs!, "btn", () => { forget(); location.reload(); });
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
      button.addEventListener("click", () => { input.value = "无"; input.dispatchEvent(new Event("input", { bubbles: true })); button.hidden = true; input.focus(); });
      button.hidden = input.value !== "";
      input.addEventListener("input", () => { button.hidden = input.value !== ""; });
      input.after(button);
    }
  }
}
