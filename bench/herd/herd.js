// COUNT clients that lose their connection together, and come back as they were told: each at a time of its own within `retry_window`.
// Usage: node herd.js URL COUNT. Says "open" when all are connected; once they have been dropped, when all are back, "back_s=N window_s=N attempts=N".
const WebSocket = require("ws");

const [url, count] = [process.argv[2], Number(process.argv[3])];
let [open, wasOpen, window, attempts, dropped] = [0, false, 5000, 0, 0];

function connect(number) {
  attempts++;
  const socket = new WebSocket(url, { perMessageDeflate: false, localAddress: `127.0.0.${1 + Math.floor(number / 20000)}`, handshakeTimeout: 60_000 });
  let hello = false;
  socket.on("message", (data) => {
    const frame = JSON.parse(data);
    if (frame.retry_window) window = frame.retry_window;
    if (hello || frame.type !== "hello") return;
    hello = true;
    if (++open < count) return;
    if (wasOpen) {
      console.log(`back_s=${((performance.now() - dropped) / 1000).toFixed(1)} window_s=${(window / 1000).toFixed(1)} attempts=${attempts - count}`);
      process.exit(0);
    }
    wasOpen = true;
    console.log("open");
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    if (hello) open--;
    if (wasOpen && !dropped) dropped = performance.now();
    setTimeout(connect, Math.random() * window, number);
  });
}

let next = 0;
const opening = setInterval(() => {
  for (let i = 0; i < 20 && next < count; i++) connect(next++);
  if (next === count) clearInterval(opening);
}, 25);
