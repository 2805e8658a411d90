// Apps as they are, with their own pages where they have some.
"use strict";
const { carrier } = require("./common");

/** Jupyter's notebook: a cell is run, and what it gives is in the page. */
exports.notebook = async ({ page, url, screenshots }) => {
  const headers = { authorization: "token 0123456789abcdef", "content-type": "application/json" };
  const cell = { cell_type: "code", source: "6 * 7", metadata: {}, outputs: [], execution_count: null };
  const content = { cells: [cell], metadata: { kernelspec: { name: "python3", display_name: "Python 3" } }, nbformat: 4, nbformat_minor: 4 };
  const made = await fetch(new URL("/api/contents/sum.ipynb", url), { method: "PUT", headers, body: JSON.stringify({ type: "notebook", content }) });
  if (!made.ok) throw new Error(`${made.status} ${await made.text()}`);
  await page.goto(new URL("/notebooks/sum.ipynb?token=0123456789abcdef", url).href);
  await page.waitForSelector(".kernel_idle_icon");
  await page.click(".code_cell .CodeMirror");
  await page.keyboard.press("Shift+Enter");
  const output = await (await page.waitForSelector(".output_result pre")).textContent();
  await page.screenshot({ path: `${screenshots}/carried-jupyter.png` });
  return { output, carrier: await carrier(page) };
};

/** Node-RED's editor: what flows is in its sidebar, and it is told of what somebody else deploys. */
exports.flows = async ({ page, url, screenshots }) => {
  await page.goto(url);
  await page.waitForFunction(() => [...document.querySelectorAll(".red-ui-debug-msg")].some(each => each.textContent.includes("tick of the flow")));
  const headers = { "node-red-api-version": "v2", "content-type": "application/json" };
  const { flows } = await (await fetch(new URL("/flows", url), { headers })).json();
  const renamed = flows.map(node => node.type === "tab" ? { ...node, label: "Renamed" } : node);
  const deployed = await fetch(new URL("/flows", url), { method: "POST", headers, body: JSON.stringify({ flows: renamed }) });
  if (!deployed.ok) throw new Error(`${deployed.status} ${await deployed.text()}`);
  const notice = await (await page.waitForSelector(".red-ui-notification:has-text('updated')")).textContent();
  await page.screenshot({ path: `${screenshots}/carried-node-red.png` });
  return { notice, carrier: await carrier(page) };
};

/** Streamlit's server: its script runs, and again with what was written into its field. */
exports.script = async ({ page, url }) => {
  await page.goto(url);
  return await page.evaluate(async () => {
    // Protocol buffers by hand: BackMsg.rerun_script (11) = ClientState { widget_states (2) = WidgetStates { widgets (1) } }.
    const field = (number, bytes) => [(number << 3) | 2, bytes.length, ...bytes];
    const text = words => [...new TextEncoder().encode(words)];
    const socket = new WebSocket(`ws://${location.host}/_stcore/stream`, ["streamlit"]);
    socket.binaryType = "arraybuffer";
    let read = "";
    let wake = () => { };
    socket.onmessage = ({ data }) => { read += new TextDecoder("latin1").decode(data); wake(); };
    socket.onclose = ({ code }) => { read += `close ${code}`; wake(); };
    const says = async words => { while (!read.includes(words)) await new Promise(resolve => { wake = resolve; }); };
    await new Promise(resolve => { socket.onopen = resolve; });
    socket.send(new Uint8Array(field(11, [])));
    await says("Hello you");
    const [id] = /\$\$WIDGET_ID-[0-9a-f]{32}-\w+/.exec(read);
    socket.send(new Uint8Array(field(11, field(2, field(1, [...field(1, text(id)), ...field(6, text("Ada"))])))));
    await says("Hello Ada");
    return { protocol: socket.protocol, carrier: window.WebSocket.wayleave()[0] };
  });
};
