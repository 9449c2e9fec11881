import { useEffect, useState } from "preact/hooks";

type Scheme = "light" | "dark";

/** Follows the system until the reader chooses; the choice lasts as long as the page (nothing is stored). */
export function ThemeToggle() {
  const [system, setSystem] = useState<Scheme>(() => schemeOf(darkQuery().matches));
  const [chosen, setChosen] = useState<Scheme | undefined>(undefined);
  const scheme = chosen ?? system;

  useEffect(() => {
    const query = darkQuery();
    const follow = () => setSystem(schemeOf(query.matches));
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  useEffect(() => {
    document.documentElement.dataset["theme"] = scheme;
  }, [scheme]);

  const other = scheme === "dark" ? "light" : "dark";
  return (
    <button type="button" class="theme-toggle" onClick={() => setChosen(other)}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" class="mark">
        <circle cx="8" cy="8" r="6.2" class="line" />
        <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
      </svg>
      <span>
        {scheme === "dark" ? "Dark" : "Light"}
        <span class="visually-hidden"> colours, switch to {other}</span>
      </span>
    </button>
  );
}

export function initialScheme(): Scheme {
  return schemeOf(darkQuery().matches);
}

function darkQuery(): MediaQueryList {
  return matchMedia("(prefers-color-scheme: dark)");
}

function schemeOf(dark: boolean): Scheme {
  return dark ? "dark" : "light";
}
