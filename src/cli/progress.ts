import { clearLine, cursorTo } from "node:readline";
import { styleText } from "node:util";
import type { Services } from "./services.ts";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 80;
const PLAIN_EVERY_MS = 5000;

const BAR_CELLS = 20;

/** `███████░░░░░░░░░░░░░  12/35` */
function bar(done: number, total: number): string {
  const full = total === 0 ? BAR_CELLS : Math.round((Math.min(done, total) / total) * BAR_CELLS);
  return `${"█".repeat(full)}${"░".repeat(BAR_CELLS - full)}  ${done}/${total}`;
}

export type Fields = Readonly<Record<string, string | number>>;

/** Progress on stderr: one moving line a connection on a terminal, plain lines elsewhere, nothing with `--quiet`. */
export class Progress {
  readonly #stream: Services["stderr"];
  readonly #silent: boolean;
  readonly #lines = new Map<string, string>();
  readonly #plainAt = new Map<string, { message: string; at: number }>();
  #drawn = 0;
  #frame = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(services: Pick<Services, "stderr">, options: { readonly quiet?: boolean }) {
    this.#stream = services.stderr;
    this.#silent = options.quiet ?? false;
  }

  get #moving(): boolean {
    return this.#stream.isTTY === true;
  }

  readonly report = (message: string, fields: Fields = {}): void => {
    if (this.#silent) return;
    const { connection, done, total, ...rest } = fields;
    const key = connection === undefined ? "" : String(connection);
    const text = [
      key,
      ...(typeof done === "number" && typeof total === "number"
        ? [this.#moving ? bar(done, total) : `${done} of ${total}`]
        : []),
      message,
      ...Object.entries(rest).map(
        ([name, value]) => `${name} ${typeof value === "number" ? value.toLocaleString("en") : value}`,
      ),
    ]
      .filter((part) => part !== "")
      .join("  ");
    if (this.#moving) {
      this.#lines.set(key, text);
      this.#timer ??= setInterval(() => this.#draw(), FRAME_MS).unref();
      this.#draw();
      return;
    }
    // A line for each step, not for each of its parts: those are for the moving bar.
    const last = this.#plainAt.get(key);
    const now = performance.now();
    if (last?.message === message && now - last.at < PLAIN_EVERY_MS) return;
    this.#plainAt.set(key, { message, at: now });
    this.#stream.write(`${text}\n`);
  };

  /** Removes the moving lines, so that output can follow. */
  end(): void {
    if (this.#timer !== undefined) clearInterval(this.#timer);
    this.#timer = undefined;
    this.#erase();
    this.#lines.clear();
  }

  #draw(): void {
    this.#erase();
    this.#frame = (this.#frame + 1) % FRAMES.length;
    const width = (this.#stream.columns ?? 80) - 3;
    for (const text of this.#lines.values()) {
      const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text;
      this.#stream.write(`${styleText("cyan", FRAMES[this.#frame] ?? "", { validateStream: false })} ${cut}\n`);
    }
    this.#drawn = this.#lines.size;
  }

  #erase(): void {
    for (; this.#drawn > 0; this.#drawn -= 1) {
      this.#stream.write("\u001b[1A");
      cursorTo(this.#stream, 0);
      clearLine(this.#stream, 0);
    }
  }
}
