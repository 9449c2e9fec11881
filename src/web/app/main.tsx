import { render } from "preact";
import type { ReportData } from "../../core/report.ts";
import { App } from "./app.tsx";
import { initialScheme } from "./components/theme-toggle.tsx";
import { memoryPort } from "./port.ts";
import "./styles/index.css";

document.documentElement.dataset["theme"] = initialScheme(); // before the first paint

const root = document.getElementById("app");
const block = document.getElementById("exhibit-data");
if (root === null || block === null) throw new Error("This page holds no report data.");

// Checked by type where it is written (src/web/report.ts); the page's policy lets nothing else write it.
const data = JSON.parse(block.textContent) as ReportData;
const port = memoryPort(data);
void port.core().then((core) => render(<App core={core} port={port} />, root));
