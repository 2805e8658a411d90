// What is not sent yet.
"use strict";
Object.assign(rows, {
  "bufferedAmount grows with what is sent, in bytes": async () => {
    const socket = await opened("echo");
    socket.send("é".repeat(100));
    socket.send(new Uint8Array(50));
    same(socket.bufferedAmount, 250);
    await gathered(socket, 2);
    same(socket.bufferedAmount, 0);
    socket.close();
    socket.send("0123456789");
    same(socket.bufferedAmount, 10);
    await next(socket, "close");
    socket.send(new Blob(["12345"]));
    same(socket.bufferedAmount, 15);
  },
  "nothing can be sent before it is open, and it counts for nothing": async () => {
    const socket = new WebSocket("echo");
    for (const data of ["é", new Blob(["xyz"]), new ArrayBuffer(5), new Uint8Array(9).subarray(2, 4), new DataView(new ArrayBuffer(8), 3, 1)]) thrown(() => { socket.send(data); }, "InvalidStateError");
    same([socket.readyState, socket.bufferedAmount], [0, 0]);
    await next(socket, "open");
    socket.close();
  },
  "what is given to a closing or closed socket is counted by its bytes, and thrown away": async () => {
    const { socket, tells } = await watched(), told = tells(1);
    const table = [["é€🙂", 9], ["\uD83D", 3], ["", 0], [new Blob(["é", Uint8Array.of(0)]), 3], [new ArrayBuffer(5), 5], [new Uint16Array(new ArrayBuffer(12), 2, 3), 6], [new DataView(new ArrayBuffer(8), 3, 1), 1], [12.5, 4]];
    let sum = 0;
    const grow = words => {
      for (const [data, size] of table) {
        same([socket.send(data), socket.bufferedAmount], [undefined, sum += size], words);
      }
    };
    socket.close(1000);
    grow("closing");
    same(await ended(socket), [[1000, "", true]]);
    same(socket.bufferedAmount, sum, "closed");
    grow("closed");
    same(await told, [[1000, ""]]);
  },
  "each kind counts at once, and not before the task has ended does anything go": async () => {
    const socket = await opened("echo"), got = gathered(socket, 4);
    let sum = 0;
    for (const [data, size] of [["é€🙂", 9], [new Blob(["12345"]), 5], [new ArrayBuffer(7), 7], [new Uint16Array(new ArrayBuffer(12), 2, 3), 6]]) {
      socket.send(data);
      same(socket.bufferedAmount, sum += size);
    }
    const request = new XMLHttpRequest();
    request.open("GET", "checks.js", false);
    request.send();
    same(socket.bufferedAmount, sum, "after a request that the page has waited for");
    await got;
    socket.close();
  },
});
