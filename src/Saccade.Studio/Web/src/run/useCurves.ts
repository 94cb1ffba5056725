import { useEffect, useRef, useState } from 'preact/hooks';
import type { Curves, Series } from '../api';
import { useLive } from '../live';
import { get, runPath } from '../server';

/** Points a curve is asked in; once twice as many have come since, it is asked anew, evenly. */
const points = 800;

/** The named curves of a run; `layer.*` names all whose names begin so. As it trains, what is new is fetched and added, at most once a second. */
export function useCurves(id: string, names: string[]): { curves: ReadonlyMap<string, Series>; error: string | null } {
  const { follow } = useLive();
  const [curves, setCurves] = useState<ReadonlyMap<string, Series>>(new Map());
  const [error, setError] = useState<string | null>(null);
  const wanted = names.join(',');
  const known = useRef<{ curves: ReadonlyMap<string, Series>; lastStep: number }>({ curves: new Map(), lastStep: -1 });

  useEffect(() => {
    if (!wanted) return;
    const leaving = new AbortController();
    let timer: number | undefined;
    let isBusy = false;
    let isWanted = false;

    const load = async (isWhole: boolean) => {
      isBusy = true;
      isWanted = false;
      try {
        const from = isWhole ? '' : `&from=${known.current.lastStep + 1}`;
        const answer = await get<Curves>(runPath(id, `/curves?names=${encodeURIComponent(wanted)}&points=${points}${from}`), leaving.signal);
        const next = new Map(isWhole ? [] : known.current.curves);
        for (const series of answer.series) next.set(series.name, joined(next.get(series.name), series));
        known.current = { curves: next, lastStep: answer.last_step };
        setCurves(next);
        setError(null);
      } catch (reason) {
        if (!leaving.signal.aborted) setError((reason as Error).message);
      }
      isBusy = false;
      if (isWanted && !leaving.signal.aborted) later();
    };
    const later = () => {
      isWanted = true;
      if (isBusy || timer !== undefined) return;
      timer = window.setTimeout(() => {
        timer = undefined;
        const longest = Math.max(0, ...[...known.current.curves.values()].map(series => series.x.length));
        void load(longest > 2 * points || known.current.lastStep < 0);
      }, 1000);
    };

    void load(true);
    const leave = follow({ entries: later, reset: () => void load(true) });
    return () => {
      leave();
      clearTimeout(timer);
      leaving.abort();
    };
  }, [id, wanted]);
  return { curves, error };
}

/** A curve and what came after it; a step that was there already is not taken twice. */
function joined(before: Series | undefined, after: Series): Series {
  if (!before || before.x.length === 0) return after;
  const last = before.x.at(-1)!;
  const from = after.x.findIndex(x => x > last);
  if (from < 0) return before;
  const add = <T,>(a: T[] | null | undefined, b: T[] | null | undefined) => (a && b ? [...a, ...b.slice(from)] : null);
  return { name: before.name, x: [...before.x, ...after.x.slice(from)], y: [...before.y, ...after.y.slice(from)], low: add(before.low, after.low), high: add(before.high, after.high) };
}
