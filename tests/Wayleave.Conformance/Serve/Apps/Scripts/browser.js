// Does some pages' work in one real Chromium. Argument 1: { executable, profile, screenshots, jobs: { name: { kind, url } } };
// prints one JSON object: what each page saw.
"use strict";
const { chromium } = require("playwright-core");
const { readFileSync } = require("node:fs");
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const patience = 30000;

/** The version of HTTP that brought the page, and what the app saw of the socket's own request. */
async function who(page, url) {
  await page.goto(url);
  return await page.evaluate(() => new Promise((resolve, reject) => {
    const socket = new WebSocket(location.origin.replace("http", "ws") + "/ws/who");
    socket.onmessage = message => {
      const saw = JSON.parse(message.data);
      resolve({ protocol: performance.getEntriesByType("navigation")[0].nextHopProtocol, extensions: socket.extensions, ...saw });
      socket.close();
    };
    socket.onerror = () => reject(new Error("the socket failed"));
  }));
}

/** Node-RED's editor: its workspace, and what the flow tells it over /comms. */
async function nodeRed(page, url, seen) {
  await page.goto(url);
  await page.waitForSelector("#red-ui-workspace-chart svg", { timeout: patience });
  await page.waitForFunction(() => document.body.innerText.includes("Ticks"), null, { timeout: patience });
  await until(() => seen.frames.some(frame => frame.includes("tick of the flow")), "a message of the flow");
  return {};
}

/** noVNC's own page, until it says that it is connected. */
async function noVnc(page, url) {
  await page.goto(url);
  await page.waitForFunction(() => document.getElementById("status").textContent.startsWith("Connected"), null, { timeout: patience });
  return { status: await page.textContent("#status") };
}

async function until(holds, what) {
  for (const end = Date.now() + patience; !holds();) {
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function work(context, name, { kind, url }) {
  const page = await context.newPage();
  const seen = { sockets: [], frames: [], errors: [] };
  // Not every page here has a picture for its tab, and that is no failure.
  page.on("console", message => { if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico")) seen.errors.push(`${message.text()} (${message.location().url})`); });
  page.on("pageerror", error => seen.errors.push(String(error)));
  page.on("websocket", socket => {
    seen.sockets.push(socket.url());
    socket.on("framereceived", frame => { if (typeof frame.payload === "string") seen.frames.push(frame.payload); });
    socket.on("socketerror", error => seen.errors.push(`socket: ${error}`));
  });
  const answer = await { who, nodeRed, noVnc }[kind](page, url, seen).catch(error => ({ failed: String(error) }));
  await page.screenshot({ path: `${plan.screenshots}/${name}.png` });
  await page.close();
  return { ...answer, sockets: seen.sockets, frames: seen.frames.length, errors: seen.errors };
}

(async () => {
  const context = await chromium.launchPersistentContext(plan.profile, {
    executablePath: plan.executable, headless: false, ignoreHTTPSErrors: true, chromiumSandbox: false,
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-quic", "--disable-dev-shm-usage", "--ignore-certificate-errors"],
  });
  const names = Object.keys(plan.jobs);
  const answers = await Promise.all(names.map(name => work(context, name, plan.jobs[name])));
  console.log(JSON.stringify(Object.fromEntries(names.map((name, i) => [name, answers[i]]))));
  await context.close();
})();
