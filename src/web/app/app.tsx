import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { GUIDANCE_NOTE, reportTitle } from "../words.ts";
import { ThemeToggle } from "./components/theme-toggle.tsx";
import { gapTotals } from "./gaps.ts";
import { buildModel, type Model } from "./model.ts";
import { AboutPage } from "./pages/about.tsx";
import { CheckPage } from "./pages/check.tsx";
import { ChecksPage } from "./pages/checks.tsx";
import { ControlPage } from "./pages/control.tsx";
import { EvidenceListPage } from "./pages/evidence-list.tsx";
import { EvidencePage } from "./pages/evidence.tsx";
import { GapsPage } from "./pages/gaps.tsx";
import { NotFound } from "./pages/not-found.tsx";
import { Overview } from "./pages/overview.tsx";
import type { ReportCore, ReportPort } from "./port.ts";
import { href, parseRoute, type Route } from "./route.ts";

interface AppProps {
  readonly core: ReportCore;
  readonly port: ReportPort;
}

export function App({ core, port }: AppProps) {
  const model = useMemo(() => buildModel(core), [core]);
  const route = useRoute();
  useArrival(route, model);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault(); // the address after # is ours: it names the page
          document.getElementById("main")?.focus();
        }}
      >
        Skip to content
      </a>
      <TopBar model={model} route={route} />
      <main id="main" tabIndex={-1}>
        <Page model={model} port={port} route={route} />
      </main>
      <footer class="foot">
        <p>{GUIDANCE_NOTE}</p>
        <p>
          Written by Exhibit {model.assessment.versions.exhibit}. Every statement can be followed down to sealed
          evidence: <a href={href.about}>how to read and verify</a>.
        </p>
      </footer>
    </>
  );
}

function Page({ model, port, route }: { readonly model: Model; readonly port: ReportPort; readonly route: Route }) {
  const props = { model, port };
  switch (route.page) {
    case "overview":
      return <Overview {...props} query={route.query} />;
    case "control":
      return <ControlPage key={route.id} {...props} id={route.id} />;
    case "check":
      return <CheckPage key={route.id} {...props} id={route.id} />;
    case "checks":
      return <ChecksPage {...props} />;
    case "evidence":
      return <EvidencePage key={route.id} {...props} id={route.id} record={route.record} />;
    case "evidence-list":
      return <EvidenceListPage {...props} />;
    case "gaps":
      return <GapsPage {...props} />;
    case "about":
      return <AboutPage {...props} />;
    case "unknown":
      return <NotFound what={`page ${route.hash}`} />;
  }
}

function TopBar({ model, route }: { readonly model: Model; readonly route: Route }) {
  const { gaps } = gapTotals(model.core);
  const links = [
    { to: href.overview, label: "Controls", pages: ["overview", "control"] },
    { to: href.evidenceList, label: "Evidence", pages: ["evidence", "evidence-list"] },
    { to: href.checks, label: "Checks", pages: ["check", "checks"] },
    { to: href.gaps, label: gaps === 0 ? "Gaps" : `Gaps ${gaps}`, pages: ["gaps"] },
    { to: href.about, label: "How to read", pages: ["about"] },
  ] as const;
  return (
    <header class="top">
      <a class="brand" href={href.overview}>
        Exhibit
      </a>
      <span class="top-name">
        {model.assessment.organisation} <span class="num">{model.assessment.asOf.slice(0, 10)}</span>
      </span>
      <nav aria-label="Pages">
        <ul>
          {links.map((link) => (
            <li key={link.to}>
              <a href={link.to} aria-current={link.pages.some((page) => page === route.page) ? "page" : undefined}>
                {link.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ThemeToggle />
    </header>
  );
}

function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

/** On a new page: its title in the window, focus on its heading, and the place where the reader had left it. */
function useArrival(route: Route, model: Model): void {
  const places = useRef(new Map<string, number>());
  const page = useRef<string>(undefined);
  const opened = useRef<string>(undefined);
  const address = route.page === "overview" ? route.page : location.hash;

  useEffect(() => {
    history.scrollRestoration = "manual";
    const remember = () => {
      if (page.current !== undefined) places.current.set(page.current, scrollY);
    };
    addEventListener("scroll", remember, { passive: true });
    return () => removeEventListener("scroll", remember);
  }, []);

  useLayoutEffect(() => {
    const first = page.current === undefined;
    const heading = document.getElementById("page-title");
    document.title =
      route.page === "overview"
        ? reportTitle(model.assessment)
        : `${heading?.innerText ?? ""} · ${reportTitle(model.assessment)}`;
    const place = route.page === "overview" ? (places.current.get(address) ?? 0) : 0;
    page.current = address;
    if (route.page === "control") opened.current = route.id;
    if (first) return;
    // Back among the controls, the reader goes on from the one that was opened.
    const cells = document.querySelectorAll<HTMLElement>("a.cell");
    const cell = [...cells].find((element) => element.dataset["control"] === opened.current);
    (cell ?? heading)?.focus({ preventScroll: true });
    scrollTo(0, place);
  }, [address, model]);
}
