// Sends chosen files with progress and goes on where the line was cut, also on another day with the same file; follows pages that are
// being checked. Without script the form posts them all.
import { DetailedError, Upload } from "tus-js-client";
import { wireOrder } from "./_pageOrder";

const pause = (ms: number) => new Promise(done => setTimeout(done, ms));
const waits = [0, 1000, 2000, 4000, 8000, 15000, 15000, 30000, 30000, 60000];

// ---- checking: fetch the strips again until nothing is being checked ----
async function refresh(): Promise<void> {
  const strips = document.querySelector<HTMLElement>("#strips");
  if (!strips) { return; }
  let next: HTMLElement | null, todos: HTMLElement | null;
  try {
    const answer = await fetch(strips.dataset.here ?? location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) { return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    next = page.querySelector<HTMLElement>("#strips");
    todos = page.querySelector<HTMLElement>("#todos");
  } catch { return; }
  if (!next) { location.reload(); return; }
  // A page that somebody is moving now is not taken from the hand; the end of the move refreshes.
  if (strips.querySelector("[data-moving]")) { return; }
  const open = new Set([...strips.querySelectorAll("details[open]")].map(x => x.closest("[id]")?.id));
  strips.replaceWith(next);
  if (todos) { document.querySelector("#todos")?.replaceWith(todos); }
  for (const d of next.querySelectorAll("details")) { if (open.has(d.closest("[id]")?.id)) { d.open = true; } }
  wire(next);
}

let watching = false;
async function watch(): Promise<void> {
  if (watching) { return; }
  watching = true;
  for (let tries = 0; tries < 120; tries++) {
    const strips = document.querySelector<HTMLElement>("#strips");
    if (!strips?.dataset.checking) { break; }
    await pause(tries < 5 ? 1000 : 2500);
    // Nobody's choice of files is thrown away by a refresh.
    const busy = [...strips.querySelectorAll<HTMLInputElement>("input[type=file]")].some(x => x.files?.length) || strips.querySelector("[data-sending], [data-moving]");
    if (!busy && !document.hidden) { await refresh(); }
  }
  watching = false;
}

// ---- uploads ----
const size = (bytes: number) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;

// One file to its end. True: it is on the platform, or refused for good with the reason shown.
function upload(form: HTMLFormElement, file: File, line: HTMLLIElement): Promise<boolean> {
  const w = form.dataset, token = form.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]")!.value;
  const text = document.createElement("span"), bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  line.replaceChildren(text, document.createElement("br"), bar);
  const say = (what: string) => { text.textContent = `${file.name}　${what}`; };
  if (file.size > Number(w.most)) { say(w.wordsLarge!); bar.remove(); delete line.dataset.sending; line.dataset.refused = "yes"; return Promise.resolve(true); }
  say(w.wordsSending!);
  return new Promise(done => {
    const online = () => { sent.abort().then(() => sent.start(), () => { /* it had just ended */ }); };
    const end = (what: string, ok: boolean) => { removeEventListener("online", online); say(what); bar.remove(); delete line.dataset.sending; done(ok); };
    const sent = new Upload(file, {
      endpoint: w.upload!,
      headers: { RequestVerificationToken: token },
      metadata: { filename: file.name },
      retryDelays: waits,
      // Nothing is sent with the beginning: a beginning whose answer is lost leaves nothing behind, so that beginning again makes no second page.
      removeFingerprintOnSuccess: true,
      onProgress: (bytes, all) => { bar.value = all ? bytes / all : 1; say(`${w.wordsSending} ${size(bytes)} / ${size(all)}`); },
      onShouldRetry: error => {
        const status = error.originalResponse?.getStatus() ?? 0;
        if (status === 507) { return false; }
        if (status === 503) { say(w.wordsBusy!); return true; }
        if (status === 0 || status >= 500 || status === 409 || status === 423) { say(w.wordsRetry!); return true; }
        return false;
      },
      onSuccess: () => end(w.wordsSent!, true),
      onError: error => {
        removeEventListener("online", online);
        const status = error instanceof DetailedError ? error.originalResponse?.getStatus() ?? 0 : 0;
        if (status === 422) { line.dataset.refused = "yes"; end(sentence(error as DetailedError) ?? w.wordsFailed!, true); return; }
        if (status === 400 || status === 401) { end(w.wordsSignin!, false); return; }
        say((status === 507 ? sentence(error as DetailedError) : undefined) ?? w.wordsFailed!);
        const again = document.createElement("button");
        again.type = "button"; again.className = "btn btn-sm"; again.textContent = w.wordsAgain!;
        again.addEventListener("click", () => { again.remove(); addEventListener("online", online); say(w.wordsSending!); sent.start(); });
        line.append(" ", again);
      },
    });
    addEventListener("online", online);
    // The same file chosen again, perhaps after the browser was closed, goes on where it stopped.
    void sent.findPreviousUploads().then(before => {
      if (before[0]) { sent.resumeFromPreviousUpload(before[0]); }
      sent.start();
    });
  });
}

function sentence(error: DetailedError): string | undefined {
  try { return JSON.parse(error.originalResponse!.getBody()).sentence; } catch { return undefined; }
}

// One after another, so that pages stay in the order in which they were chosen.
async function all(form: HTMLFormElement, files: File[]): Promise<void> {
  const list = form.querySelector<HTMLUListElement>(".progress-list")!, slot = form.closest<HTMLElement>("[data-slot]")!.id;
  const lines = files.map(file => {
    const line = document.createElement("li");
    line.textContent = `${file.name}　${form.dataset.wordsQueued}`;
    line.dataset.sending = "yes";
    list.append(line);
    return line;
  });
  form.querySelector<HTMLInputElement>("input[type=file]")!.value = "";
  const leaving = (e: BeforeUnloadEvent) => e.preventDefault();
  addEventListener("beforeunload", leaving);
  let signedIn = true;
  for (const [i, file] of files.entries()) { signedIn = signedIn && await upload(form, file, lines[i]!); }
  removeEventListener("beforeunload", leaving);
  for (const line of lines) { delete line.dataset.sending; }
  if (!signedIn || document.querySelector("#strips [data-sending]")) { return; }
  await refresh();
  // Why a file was not taken stays beside its slot, also where the slot is full now and asks for no more.
  const refused = lines.filter(line => line.dataset.refused);
  if (refused.length > 0) {
    const after = document.getElementById(slot);
    const shown = after?.querySelector(".progress-list") ?? after?.appendChild(Object.assign(document.createElement("ul"), { className: "list-unstyled progress-list" }));
    shown?.append(...refused);
  }
  await watch();
}

function wire(root: ParentNode): void {
  wireOrder(root, async () => { await refresh(); void watch(); });
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-upload]")) {
    const input = form.querySelector<HTMLInputElement>("input[type=file]")!;
    // What is chosen is sent at once; the button is the way without script.
    form.querySelector<HTMLButtonElement>("button")!.hidden = true;
    form.addEventListener("submit", e => {
      if (!input.files?.length) { return; }
      e.preventDefault();
      void all(form, [...input.files]);
    });
    input.addEventListener("change", () => { if (input.files?.length) { void all(form, [...input.files]); } });
    const slot = form.closest<HTMLElement>("[data-slot]");
    slot?.addEventListener("dragover", e => { if (e.dataTransfer?.types.includes("Files")) { e.preventDefault(); } });
    slot?.addEventListener("drop", e => { if (e.dataTransfer?.files.length) { e.preventDefault(); void all(form, [...e.dataTransfer.files]); } });
  }
}

wire(document);
void watch();

export {};
