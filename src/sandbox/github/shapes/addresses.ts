export const API = "https://api.github.com";

export const WEB = "https://github.com";

export function nodeId(kind: string, id: number): string {
  return `${kind}_${id.toString(36)}`;
}
