/**
 * What no JSON reader, XML 1.0 document or PostgreSQL column is sure to take: control characters but tab and line ends,
 * non-characters, and halves of surrogate pairs. They are shown as text, `\u0000`, so that nothing is lost in silence.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
const UNSAFE_ONCE = new RegExp(UNSAFE.source, "u");
const KEPT = "\t\n\r";

/** The text with every unsafe character shown as its escape. Tabs and line ends stay. */
export function plain(text: string): string {
  if (!UNSAFE_ONCE.test(text)) return text;
  return text.replaceAll(UNSAFE, (found) => (KEPT.includes(found) ? found : shown(found)));
}

const LINE_ENDS = /[\t\n\r\u2028\u2029]/g;
const NAMES: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** One line that neither begins nor ends with a blank and is not empty: OSCAL's `string`. */
export function line(text: string): string {
  if (text === "") return "(empty)";
  return plain(text)
    .replaceAll(LINE_ENDS, (found) => NAMES[found] ?? shown(found))
    .replaceAll(/^\s|\s$/g, shown);
}

/** One line of somebody else's words where Markdown is read: OSCAL's `markup-line`. */
export function markup(text: string): string {
  return line(text).replaceAll(/[\\`*_~^<>[\]{}!|#&]/g, String.raw`\$&`);
}

function shown(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** An escape that JSON.stringify writes, or a character that it leaves and others refuse. */
const ESCAPES = /\\(?:u[0-9a-f]{4}|[^u])|[\u007f-\u009f\ufffe\uffff]/g;
const SUSPECT = /\\[ubf]|[\u007f-\u009f\ufffe\uffff]/;

/** JSON text whose strings hold only what {@link plain} leaves, whatever the value held. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!SUSPECT.test(text)) return text;
  return text.replaceAll(ESCAPES, (found) => {
    if (found === String.raw`\b`) return String.raw`\\u0008`;
    if (found === String.raw`\f`) return String.raw`\\u000c`;
    if (found.startsWith("\\u")) return `\\${found}`;
    return found.startsWith("\\") ? found : `\\${shown(found)}`;
  });
}
