// The proof-of-work captcha of the sign-in and registration pages: solved by the browser, nothing to click.
import "altcha/external";
import "altcha/i18n/zh-cn";

declare const $altcha: { algorithms: Map<string, () => Worker> };

for (const name of ["SHA-256", "SHA-384", "SHA-512"]) { $altcha.algorithms.set(name, () => new Worker("/altcha/sha.js")); }
for (const name of ["PBKDF2/SHA-256", "PBKDF2/SHA-512"]) { $altcha.algorithms.set(name, () => new Worker("/altcha/pbkdf2.js")); }
