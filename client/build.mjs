// Makes dist/ anew: the module, the classic script, and the types. With --check it changes nothing, and says whether dist/ is what would be made.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const home = dirname(fileURLToPath(import.meta.url));
const dist = join(home, "dist");
// What a page loads before it can connect.
const mostBytes = new Map([["client.mjs", 6 * 1024], ["client.js", 6 * 1024], ["carry.js", 12 * 1024]]);
const common = { absWorkingDir: home, bundle: true, minify: true, target: "es2022", write: false, legalComments: "none", charset: "utf8" };

async function bundle(entry, format) {
  const { outputFiles: [file] } = await build({ ...common, entryPoints: [entry], format });
  return file.text;
}

function declarations() {
  const folder = mkdtempSync(join(tmpdir(), "types-"));
  try {
    const compiler = join(home, "node_modules", "typescript", "bin", "tsc");
    execFileSync(process.execPath, [compiler, "-p", home, "--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--rewriteRelativeImportExtensions", "--rootDir", "src", "--outDir", folder], { stdio: "inherit" });
    const files = new Map();
    // Only what the public types lead to.
    const add = path => {
      if (files.has(path)) return;
      const text = readFileSync(join(folder, path), "utf8");
      files.set(path, text);
      for (const [, to] of text.matchAll(/from "(\.[^"]+)\.(?:ts|js)"/g)) add(join(dirname(path), `${to}.d.ts`));
    };
    add("index.d.ts");
    return [...files].map(([path, text]) => [join("types", path), text]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const made = new Map([
  ["client.mjs", await bundle("src/index.ts", "esm")],
  ["client.js", await bundle("src/script.ts", "iife")],
  ["carry.js", await bundle("src/carry/index.ts", "iife")],
  ...declarations(),
]);
const sizes = [...mostBytes.keys()].map(name => [name, gzipSync(made.get(name), { level: 9 }).length]);
console.log(sizes.map(([name, size]) => `${name}: ${size} bytes gzipped`).join("\n"));
const problems = sizes.filter(([name, size]) => size > mostBytes.get(name)).map(([name]) => `${name} has more than ${mostBytes.get(name)} bytes gzipped`);
if (process.argv.includes("--check")) {
  const there = readdirSync(dist, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name).slice(dist.length + 1));
  for (const name of new Set([...made.keys(), ...there]))
    if (!there.includes(name) || made.get(name) !== readFileSync(join(dist, name), "utf8")) problems.push(`dist/${name} is not what its source makes: npm run build`);
} else {
  rmSync(dist, { recursive: true, force: true });
  for (const [name, text] of made) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), text);
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
