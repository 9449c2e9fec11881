import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

export interface FakePlatform {
  readonly url: string;
  /** Answers given so far, and how many of them were faults. */
  readonly answers: () => { readonly all: number; readonly faults: number };
  close(): Promise<void>;
}

const FAULTS = [500, 503, 429, "hang up"] as const;

/** A platform that lists things, and fails in `share` of its answers: errors, throttling, broken connections. */
export async function startFakePlatform(share: number, random: () => number): Promise<FakePlatform> {
  let [all, faults] = [0, 0];
  const server = createServer((request, response) => {
    all += 1;
    if (random() < share) {
      faults += 1;
      const fault = FAULTS[Math.floor(random() * FAULTS.length)] ?? 500;
      if (fault === "hang up") request.socket.destroy();
      else response.writeHead(fault, { "content-type": "application/json" }).end('{"message":"not now"}');
      return;
    }
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://platform.example.com");
    const page = Number(searchParams.get("page") ?? 1);
    const things = Array.from({ length: 5 }, (_, index) => ({
      name: `${pathname}-${page}-${index}`,
      open: index === 3,
    }));
    response.writeHead(200, { "content-type": "application/json", "x-pages": "2" }).end(JSON.stringify(things));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answers: () => ({ all, faults }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
