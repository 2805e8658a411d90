import { ItemReader, item } from "../../src/carry/items.ts";
import type { FarRequest } from "./farRequest.ts";
import { AnswerHolder } from "./gatewayAnswer.ts";
import type { Gateway } from "./gateway.ts";
import type { GatewaySession } from "./gatewaySession.ts";
import { ack, gone, listed } from "./made.ts";

const mostBytes = 256 * 1024;

/** Serves a request of the page's, as long as it takes on its way. */
export async function serveRequest(gateway: Gateway, request: FarRequest): Promise<void> {
  gateway.requests.push(request.verb);
  await gateway.arrived();
  if (gateway.way.http === "refused") request.cut();
  else if (request.verb === "open") await answerOpen(gateway, request);
  else await answerItems(gateway, request);
}

async function answerOpen(gateway: Gateway, request: FarRequest): Promise<void> {
  const [id = ""] = request.names;
  const { secret } = JSON.parse(String(request.init.body)) as { secret: string };
  if (gateway.answer === undefined) gateway.open(id);
  const { protocol, heartbeat, buffer, grace } = gateway;
  const isFound = gateway.answer !== undefined || gateway.find(id, secret) !== undefined;
  await gateway.arrived();
  request.answers(JSON.stringify(gateway.answer ?? (isFound ? { node: "n1", protocol, heartbeat, buffer, grace } : { gone: true })));
}

async function answerItems(gateway: Gateway, request: FarRequest): Promise<void> {
  if (request.body.length > mostBytes) throw new Error("too large a body");
  const cut = (): void => { request.cut(); };
  const done = (): void => { gateway.cuts.delete(cut); };
  gateway.cuts.add(cut);
  request.onAborted = done;
  const sessions = take(gateway, request);
  if (gateway.chance.next() < gateway.way.doubles) take(gateway, request);
  if (request.verb !== "up") {
    new AnswerHolder(gateway, request, sessions, done);
    await gateway.arrived();
    request.begins();
    return;
  }
  await gateway.arrived();
  done();
  request.begins();
  sessions.forEach((session, index) => { request.writes(session === undefined ? gone(index) : ack(index, session.received)); });
  request.ends();
}

/** What a request says, and whom it lists. */
function take(gateway: Gateway, request: FarRequest): readonly (GatewaySession | undefined)[] {
  const { sessions, rest, saysHello } = listed(request.body);
  const found = sessions.map(({ name, secret, received }) => {
    const session = gateway.find(name, secret);
    if (session !== undefined) session.heard = gateway.page.now();
    session?.acknowledge(received);
    if (saysHello && request.verb === "up") session?.holder?.confirm?.();
    return session;
  });
  new ItemReader().take(rest, (kind, [number = 0, position = 0], part) => {
    const session = found[number];
    if (kind === item.piece) session?.take(position, part);
    else if (kind === item.leave && session !== undefined) session.ended = "left";
  });
  return found;
}
