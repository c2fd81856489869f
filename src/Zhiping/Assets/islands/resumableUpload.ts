// Sends chosen files one by one with progress and retry, and follows pages that are being checked. Without script the form posts them all.

const pause = (ms: number) => new Promise(done => setTimeout(done, ms));

// ---- checking: fetch the strips again until nothing is being checked ----
async function refresh(): Promise<void> {
  const strips = document.querySelector<HTMLElement>("#strips");
  if (!strips) { return; }
  const answer = await fetch(strips.dataset.here ?? location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) { return; }
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>("#strips");
  if (!next) { location.reload(); return; }
  const open = new Set([...strips.querySelectorAll("details[open]")].map(x => x.closest("[id]")?.id));
  strips.replaceWith(next);
  for (const d of next.querySelectorAll("details")) { if (open.has(d.closest("[id]")?.id)) { d.open = true; } }
  wire(next);
}

async function watch(): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    const strips = document.querySelector<HTMLElement>("#strips");
    if (!strips?.dataset.checking) { return; }
    await pause(tries < 5 ? 1000 : 2500);
    // Nobody's choice of files is thrown away by a refresh.
    const busy = [...strips.querySelectorAll<HTMLInputElement>("input[type=file]")].some(x => x.files?.length) || strips.querySelector("progress");
    if (!busy && !document.hidden) { await refresh(); }
  }
}

// ---- uploads ----
type Words = { sending: string; sent: string; retry: string; failed: string; large: string; busy: string; again: string };

function words(form: HTMLFormElement): Words {
  const d = form.dataset;
  return { sending: d.wordsSending!, sent: d.wordsSent!, retry: d.wordsRetry!, failed: d.wordsFailed!, large: d.wordsLarge!, busy: d.wordsBusy!, again: d.wordsAgain! };
}

function send(address: string, token: string, file: File, progress: (share: number) => void): Promise<{ status: number; sentence?: string }> {
  return new Promise((done, fail) => {
    const x = new XMLHttpRequest();
    x.open("PUT", address);
    x.setRequestHeader("RequestVerificationToken", token);
    x.setRequestHeader("Content-Type", "application/octet-stream");
    x.upload.onprogress = e => { if (e.lengthComputable) { progress(e.loaded / e.total); } };
    x.onerror = x.ontimeout = () => fail(new Error("network"));
    x.onload = () => {
      let sentence: string | undefined;
      try { sentence = JSON.parse(x.responseText).sentence ?? undefined; } catch { /* not JSON: the status says enough */ }
      done({ status: x.status, sentence });
    };
    x.send(file);
  });
}

async function upload(form: HTMLFormElement, file: File, line: HTMLLIElement): Promise<boolean> {
  const w = words(form), token = form.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]")!.value;
  const text = document.createElement("span"), bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  line.replaceChildren(text, document.createElement("br"), bar);
  const say = (what: string) => { text.textContent = `${file.name}　${what}`; };
  const end = (what: string) => { say(what); bar.remove(); };
  if (file.size > Number(form.dataset.most)) { end(w.large); return false; }
  for (let tries = 0; tries < 6; tries++) {
    try {
      say(tries === 0 ? w.sending : w.retry);
      const answer = await send(`${form.dataset.upload}&name=${encodeURIComponent(file.name)}`, token, file, share => { bar.value = share; });
      if (answer.status === 503) { say(w.busy); await pause(5000); continue; }
      if (answer.status === 201) { end(w.sent); return true; }
      if (answer.sentence) { end(answer.sentence); return answer.status === 422; }
      break;
    } catch {
      say(w.retry);
      await pause(Math.min(15000, 1000 * 2 ** tries));
    }
  }
  end(w.failed);
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn btn-sm";
  again.textContent = w.again;
  again.addEventListener("click", () => { void upload(form, file, line).then(ok => { if (ok) { void refresh().then(watch); } }); });
  line.append(" ", again);
  return false;
}

async function all(form: HTMLFormElement, files: File[]): Promise<void> {
  const list = form.querySelector<HTMLUListElement>(".progress-list")!;
  let failed = false;
  for (const file of files) {
    const line = document.createElement("li");
    list.append(line);
    failed = !(await upload(form, file, line)) || failed;
  }
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  if (input) { input.value = ""; }
  if (!failed) { await refresh(); await watch(); }
}

function wire(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-upload]")) {
    const input = form.querySelector<HTMLInputElement>("input[type=file]")!;
    form.addEventListener("submit", e => {
      if (!input.files?.length) { return; }
      e.preventDefault();
      void all(form, [...input.files]);
    });
    input.addEventListener("change", () => { if (input.files?.length) { void all(form, [...input.files]); } });
    const slot = form.closest<HTMLElement>("[data-slot]");
    slot?.addEventListener("dragover", e => { e.preventDefault(); });
    slot?.addEventListener("drop", e => { e.preventDefault(); if (e.dataTransfer?.files.length) { void all(form, [...e.dataTransfer.files]); } });
  }
}

wire(document);
void watch();

export {};
