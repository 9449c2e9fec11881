/** Does one piece of work after the other. Each caller is told how its own turn ended, and the next one comes all the same. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    const over = (): void => undefined;
    last = turn.then(over, over);
    return turn;
  };
}
