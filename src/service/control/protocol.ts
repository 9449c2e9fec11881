import type { Socket } from "node:net";

/** How the client's stream looks like to whoever writes on it. */
export interface StreamShape {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
}

/** A command line for the owner of the data directory. No environment: credentials are the owner's own. */
export interface CommandRequest {
  readonly type: "run";
  /** Of the client; another version may mean other things by the same words. */
  readonly version: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly stdout: StreamShape;
  readonly stderr: StreamShape;
  readonly noColor: boolean;
}

/** Lines of JSON, both ways. */
export type FromClient = CommandRequest | { readonly type: "cancel" };

export type FromOwner =
  | { readonly type: "stdout" | "stderr"; readonly base64: string }
  | { readonly type: "exit"; readonly code: number }
  | { readonly type: "refused"; readonly message: string; readonly remedy: string };

/** Far above what a command line can hold. */
const MAX_LINE = 4 * 1024 * 1024;

/** Calls `take` with each line; a line beyond all measure ends the connection. */
export function readLines(socket: Socket, take: (line: string) => void): void {
  let parts: string[] = [];
  let length = 0;
  socket.setEncoding("utf8");
  socket.on("data", (text: string) => {
    const pieces = text.split("\n");
    const last = pieces.pop() ?? "";
    for (const piece of pieces) {
      parts.push(piece);
      take(parts.join(""));
      parts = [];
      length = 0;
    }
    parts.push(last);
    length += last.length;
    if (length > MAX_LINE) socket.destroy(new Error("the line is too long"));
  });
}

export function lineOf(message: FromClient | FromOwner): string {
  return `${JSON.stringify(message)}\n`;
}
