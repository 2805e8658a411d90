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
});
