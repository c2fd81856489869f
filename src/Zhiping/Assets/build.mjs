// Builds the style sheets and the script islands into ../wwwroot. Called by the project's build; needs no network once `npm ci` has run.
import { build } from "esbuild";
import { brotliCompressSync, constants } from "node:zlib";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "wwwroot");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const list = (folder, ending) =>
  readdirSync(join(here, folder)).filter(x => x.endsWith(ending) && !x.startsWith("_")).map(x => join(here, folder, x));

await build({
  entryPoints: list("styles", ".css"),
  outdir: join(out, "styles"), bundle: true, minify: true, target: "es2022", logLevel: "warning",
});
await build({
  entryPoints: list("islands", ".ts"),
  outdir: join(out, "islands"), bundle: true, minify: true, format: "esm", target: "es2022", logLevel: "warning", legalComments: "none",
});

// The service worker stands at the root, because it serves the pages below its own address.
await build({
  entryPoints: [join(here, "worker", "sw.ts")],
  outfile: join(out, "sw.js"), bundle: true, minify: true, format: "iife", target: "es2022", logLevel: "warning",
});

// The captcha's workers are files of our own, because the pages allow no script from a blob.
for (const name of ["sha", "pbkdf2"]) {
  cpSync(join(here, "node_modules", "altcha", "dist", "workers", name + ".js"), join(out, "altcha", name + ".js"));
}
cpSync(join(here, "static"), out, { recursive: true });

// Compressed once here, so that no request pays for it.
for (const file of readdirSync(out, { recursive: true, withFileTypes: true })) {
  if (file.isFile() && /\.(css|js|svg|webmanifest)$/.test(file.name)) {
    const path = join(file.parentPath, file.name);
    writeFileSync(path + ".br", brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
}
