// Posts RATE events of SIZE bytes a second, each with the time in it. Usage: node publish.js URL SECONDS SIZE RATE
const http = require("http");

const [url, seconds, size, rate] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
const began = performance.now();
let [sent, accepted, refused] = [0, 0, 0];

function post() {
  const start = `{"t":${(performance.timeOrigin + performance.now()).toFixed(2)},"n":"`;
  const body = `${start}${"x".repeat(Math.max(0, size - start.length - 2))}"}`;
  const request = http.request(url, { method: "POST", agent, headers: { "Content-Type": "application/json", "Content-Length": body.length } }, (response) => {
    response.resume();
    response.statusCode < 300 ? accepted++ : refused++;
  });
  request.on("error", () => refused++);
  request.end(body);
}

const pacing = setInterval(() => {
  const passed = (performance.now() - began) / 1000;
  if (passed >= seconds) {
    clearInterval(pacing);
    setTimeout(() => { console.log(`published=${accepted} refused=${refused}`); process.exit(0); }, 500);
    return;
  }
  for (; sent < passed * rate; sent++) post();
}, 1);
