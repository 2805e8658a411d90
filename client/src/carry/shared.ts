import type { Bundle } from "./bundle.ts";
import type { Session } from "./session.ts";
import type { Ways } from "./ways.ts";
import type { World } from "./world.ts";

/** What the sessions of a page share. */
export interface Shared {
  readonly world: World;
  readonly ways: Ways;
  /** The gateway that has the page's sessions; empty: none is known. */
  node: string;
  /** What carries a gateway's over HTTP. */
  bundle(node: string): Bundle;
  /** A session is carried, or is not any more. */
  changed(): void;
  /** The gateway has no such session. */
  gone(session: Session): void;
  /** A WebSocket works. */
  socketWorked(): void;
}
