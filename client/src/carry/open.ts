import { atNode } from "./address.ts";
import { base64url } from "./bytes.ts";
import { exchange } from "./request.ts";
import type { Session } from "./session.ts";
import { waitOf, type Wait } from "./wait.ts";
import type { World } from "./world.ts";

// Asking again joins what is being opened.
const limit = 30_000;

/** What a response to `open` may say. */
export interface Opened {
  readonly node?: string;
  readonly protocol?: string;
  readonly heartbeat?: number;
  readonly buffer?: number;
  readonly grace?: number;
  readonly refused?: number;
  readonly gone?: boolean;
  readonly wait?: number;
  readonly off?: boolean;
  /** Not in a response: a hop cannot reach the gateway, or lets no more through. */
  readonly lost?: Wait;
}

/** Asks over HTTP that a session be opened, by the gateway of that name if there is one; undefined: it is not known whether it is. */
export async function askToOpen(world: World, session: Session, node: string): Promise<Opened | undefined> {
  try {
    const body = JSON.stringify({ secret: base64url(session.secret), protocols: session.protocols });
    return await exchange(world, limit, session.url, atNode(`open.${session.name}`, node), body, async answer => {
      const text = await answer.text();
      // A hop that has lost its gateway, or lets no more through, says so by a status of its own, in words of its own.
      const lost = waitOf(answer);
      return lost === undefined ? parsed(text) ?? { off: true } : { lost };
    });
  } catch {
    // The network is not there.
    return undefined;
  }
}

function parsed(text: string): Opened | undefined {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" && said !== null && ["node", "refused", "gone", "wait", "off"].some(name => name in said) ? said : undefined;
  } catch {
    return undefined;
  }
}
