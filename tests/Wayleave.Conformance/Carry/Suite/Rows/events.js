// Events, and who hears them.
"use strict";
Object.assign(rows, {
  "handlers are called among listeners in the order in which they came": async () => {
    const socket = await opened("echo"), seen = [];
    socket.addEventListener("message", () => { seen.push("first"); });
    socket.onmessage = () => { seen.push("never"); };
    socket.addEventListener("message", { handleEvent: () => { seen.push("third"); } });
    socket.onmessage = function (event) { seen.push(this === socket && event.currentTarget === socket ? "second" : "lost"); };
    socket.send("x");
    await next(socket, "message");
    same(seen, ["first", "second", "third"]);
    for (const nothing of [null, 5, "text", undefined]) {
      socket.onmessage = () => {};
      socket.onmessage = nothing;
      same(socket.onmessage, null);
    }
    socket.close();
  },
  // Whoever throws in a browser's own event is told of to the window, and those behind it hear the event all the same.
  "what a listener throws is reported, and the next ones are called": async () => {
    const socket = await opened("echo"), seen = [], reported = [];
    const report = event => {
      reported.push([event.error.message, event.message, event.error instanceof RangeError]);
      event.preventDefault();
    };
    window.addEventListener("error", report);
    socket.addEventListener("message", () => { throw new RangeError("one"); }, { once: true });
    socket.addEventListener("message", () => { seen.push("next"); }, { once: true });
    socket.onmessage = () => { throw new RangeError("two"); };
    socket.addEventListener("message", { handleEvent: () => { seen.push("last"); } });
    socket.send("x");
    await next(socket, "message");
    socket.send("y");
    await next(socket, "message");
    socket.onclose = () => { throw new RangeError("three"); };
    socket.close();
    await next(socket, "close");
    await quiet();
    window.removeEventListener("error", report);
    same([seen, reported], [["next", "last", "last"], ["one", "two", "two", "three"].map(word => [word, `Uncaught RangeError: ${word}`, true])]);
  },
});
