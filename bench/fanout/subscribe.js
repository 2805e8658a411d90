// Opens COUNT sockets, and counts what comes in SECONDS from when all are open. Usage: node subscribe.js URL COUNT SECONDS [HELLO]
// HELLO is sent by each socket once it is open, as Socket.IO and SignalR want it; \x1e in it is that byte. Prints "open N" when all are open, and at
// its end "deliveries=N p99_ms=N": how long behind its "t" (milliseconds) an event came.
const WebSocket = require("ws");

const [url, count, seconds, hello] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4]), (process.argv[5] || "").replace("\\x1e", "\x1e")];
const now = () => performance.timeOrigin + performance.now();
const stamp = /"t":([0-9.]+)/;
const delays = [];
let opened = 0;
let deliveries = 0;

function open(number) {
  // More sockets than one address has ports.
  const socket = new WebSocket(url, { perMessageDeflate: false, localAddress: `127.0.0.${1 + Math.floor(number / 20000)}`, skipUTF8Validation: true });
  socket.on("open", () => {
    if (hello) socket.send(hello);
    if (++opened < count) return;
    clearTimeout(giveUp);
    console.log(`open ${opened}`);
    setTimeout(finish, seconds * 1000);
  });
  socket.on("message", (data) => {
    const text = data.toString();
    // Engine.IO's own ping.
    if (text === "2") return socket.send("3");
    const sent = stamp.exec(text);
    if (!sent) return;
    deliveries++;
    if (deliveries % 7 === 0) delays.push(now() - Number(sent[1]));
  });
  socket.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
}

// Not all at once: no server's backlog holds them.
let next = 0;
const opening = setInterval(() => {
  for (let i = 0; i < 50 && next < count; i++) open(next++);
  if (next === count) clearInterval(opening);
}, 10);

const giveUp = setTimeout(() => {
  console.error(`only ${opened} of ${count} sockets were open after 120 s`);
  process.exit(1);
}, 120_000);

function finish() {
  delays.sort((one, other) => one - other);
  console.log(`deliveries=${deliveries} p99_ms=${(delays[Math.floor(delays.length * 0.99)] || 0).toFixed(1)}`);
  process.exit(0);
}
