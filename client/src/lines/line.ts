import type { Happening } from "../protocol/happening.ts";

/** One connection, of whichever kind. */
export interface Line {
  /** Sends a text; what cannot send does nothing. */
  send(text: string): void;
  /** Gives it up. What it tells after that is not listened to. */
  close(): void;
}

/** Who is told what happens on a line: `opened`, `message`, `polled`, `ended`. */
export type Tell = (...happening: Happening) => void;
