// SignalR's own client. Arguments: the hub's URL and a transport: WebSockets, ServerSentEvents or LongPolling.
"use strict";
const { HubConnectionBuilder, HttpTransportType, LogLevel } = require("@microsoft/signalr");
const [, , url, transport] = process.argv;

(async () => {
  const connection = new HubConnectionBuilder()
    .withUrl(url, { transport: HttpTransportType[transport] }).configureLogging(LogLevel.Warning).build();
  const hello = new Promise(resolve => connection.on("hello", resolve));
  await connection.start();
  console.log(`host ${await hello}`);
  console.log(`sum ${await connection.invoke("Add", 1, 2)}`);
  const counted = [];
  await new Promise((complete, error) => connection.stream("CountAsync", 5).subscribe({ next: i => counted.push(i), complete, error }));
  console.log(`counted ${counted.join(" ")}`);
  console.log(`transport ${connection.connection.transport.constructor.name}`);
  await connection.stop();
  process.exit(0);
})().catch(error => { console.error(error); process.exit(1); });
