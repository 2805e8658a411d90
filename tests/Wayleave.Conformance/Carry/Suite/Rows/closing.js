// How it ends.
"use strict";
Object.assign(rows, {
  "the page closes, with a code and a reason": async () => {
    const { socket, tells } = await watched(), told = tells(1);
    socket.close(4567, "réason");
    same(socket.readyState, 2);
    same(await ended(socket), [[4567, "réason", true]]);
    same(await told, [[4567, "réason"]]);
  },
  "the page closes without a code": async () => {
    const socket = await opened("echo");
    socket.close();
    same(await ended(socket), [[1005, "", true]]);
  },
  "what was sent before the close arrives": async () => {
    const { socket, tells } = await watched(), told = tells(2);
    socket.send("last");
    socket.close(1000);
    same(await ended(socket), [[1000, "", true]]);
    same(await told, ["last", [1000, ""]]);
  },
  "wrong codes and reasons are refused": async () => {
    const socket = await opened("echo");
    for (const code of [0, 999, 1001, 1005, 1006, 2999, 5000, 65536, "x", NaN, null, -1]) thrown(() => { socket.close(code); }, "InvalidAccessError", code);
    thrown(() => { socket.close(3000, "x".repeat(124)); }, "SyntaxError");
    thrown(() => { socket.close(3000, "é".repeat(62)); }, "SyntaxError");
    same(socket.readyState, 1);
    socket.close(3000.4, "é".repeat(61));
    same(await ended(socket), [[3000, "é".repeat(61), true]]);
    socket.close(3000);
  },
  "a reason's lone surrogates are replaced": async () => {
    const socket = await opened("echo");
    socket.close(3000, "\uD83Dx");
    same(await ended(socket), [[3000, "\uFFFDx", true]]);
  },
  "the app closes, with a code and a reason": async () => {
    same(await ended(new WebSocket("close?code=4000&reason=over")), ["open", [4000, "over", true]]);
    same(await ended(new WebSocket("close")), ["open", [1005, "", true]]);
    same(await ended(new WebSocket("close?code=1000")), ["open", [1000, "", true]]);
  },
  "what the app says before it closes is heard first": async () => {
    const socket = new WebSocket("bye"), seen = [];
    socket.onmessage = ({ data }) => { seen.push(data); };
    const [, close] = await ended(socket);
    same([seen, close], [["one", "two"], [4321, "enough", true]]);
  },
  "an app that hangs up is a close and no error": async () => {
    const socket = await opened("drop");
    socket.send("now");
    same(await ended(socket), [differs.hangUp]);
  },
  "a close is a CloseEvent": async () => {
    const socket = await opened("echo");
    socket.close(3001);
    const event = await next(socket, "close");
    same([event.constructor.name, event.code, event.reason, event.wasClean, event.bubbles, event.cancelable], ["CloseEvent", 3001, "", true, false, false]);
  },
});
