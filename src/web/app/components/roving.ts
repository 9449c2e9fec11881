/**
 * Moves focus among cells that wrap into rows: left and right in reading order, up and down by place on the screen,
 * Home and End within the row, with Ctrl to the first and last cell. Returns true when the key was taken.
 */
export function moveFocus(cells: readonly HTMLElement[], from: HTMLElement, key: string, ctrl: boolean): boolean {
  const at = cells.indexOf(from);
  if (at === -1) return false;
  const target = targetOf(cells, at, key, ctrl);
  if (target === undefined) return false;
  cells[target]?.focus();
  return true;
}

function targetOf(cells: readonly HTMLElement[], at: number, key: string, ctrl: boolean): number | undefined {
  switch (key) {
    case "ArrowRight":
      return Math.min(at + 1, cells.length - 1);
    case "ArrowLeft":
      return Math.max(at - 1, 0);
    case "ArrowDown":
      return inNextRow(cells, at, 1);
    case "ArrowUp":
      return inNextRow(cells, at, -1);
    case "Home":
      return ctrl ? 0 : edgeOfRow(cells, at, -1);
    case "End":
      return ctrl ? cells.length - 1 : edgeOfRow(cells, at, 1);
    default:
      return undefined;
  }
}

function edgeOfRow(cells: readonly HTMLElement[], at: number, step: 1 | -1): number {
  const top = topOf(cells[at]);
  let index = at;
  while (sameRow(topOf(cells[index + step]), top)) index += step;
  return index;
}

/** The cell of the row above or below that is nearest in the other direction. */
function inNextRow(cells: readonly HTMLElement[], at: number, step: 1 | -1): number {
  const first = edgeOfRow(cells, at, step) + step;
  if (cells[first] === undefined) return at;
  const row = topOf(cells[first]);
  const left = leftOf(cells[at]);
  let best = first;
  for (let index = first; sameRow(topOf(cells[index]), row); index += step) {
    if (Math.abs(leftOf(cells[index]) - left) < Math.abs(leftOf(cells[best]) - left)) best = index;
  }
  return best;
}

function topOf(cell: HTMLElement | undefined): number {
  return cell === undefined ? Number.NaN : cell.getBoundingClientRect().top;
}

function leftOf(cell: HTMLElement | undefined): number {
  return cell === undefined ? Number.NaN : cell.getBoundingClientRect().left;
}

function sameRow(a: number, b: number): boolean {
  return Math.abs(a - b) < 2;
}
