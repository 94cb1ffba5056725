import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Curves, Series } from '../api';
import { useLive } from '../live';
import { get, runPath } from '../server';

/** Steps from the first to the last that are in sight; null: all of them. */
export type Range = [from: number, to: number] | null;

export interface NearCurves {
  /** By run, then by name: what is in sight, in buckets as fine as the sight is narrow. */
  near: ReadonlyMap<string, ReadonlyMap<string, Series>>;
  /** Says what a chart has zoomed into; charts of one group say nearly the same. */
  zoom: (range: Range) => void;
  error: string | null;
}

const points = 800;
const none: NearCurves['near'] = new Map();

/** The curves of runs where their charts are zoomed in, asked for once the zoom has come to rest. Until they come, and where they end, the whole's coarser points stay. */
export function useNearCurves(ids: string[], names: string[]): NearCurves {
  const { follow } = useLive();
  const [range, setRange] = useState<Range>(null);
  const [near, setNear] = useState(none);
  const [error, setError] = useState<string | null>(null);
  const [asked, ask] = useState(0);
  const wanted = names.map(encodeURIComponent).join(',');
  const zoom = useCallback((to: Range) => setRange(before => (isSame(before, to) ? before : to)), []);
  useEffect(() => follow({ reset: () => { setNear(none); ask(n => n + 1); } }), [follow]);
  useEffect(() => {
    setError(null);
    if (!range || !wanted) return setNear(none);
    const leaving = new AbortController();
    const within = `from=${Math.max(0, Math.floor(range[0]))}&to=${Math.ceil(range[1])}`;
    const timer = setTimeout(() => {
      Promise.all(ids.map(id => get<Curves>(runPath(id, `/curves?names=${wanted}&points=${points}&${within}`), leaving.signal))).then(
        all => setNear(new Map(all.map((one, i) => [ids[i]!, new Map(one.series.map(series => [series.name, series]))]))),
        (reason: Error) => leaving.signal.aborted || setError(reason.message));
    }, 250);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [ids.join(), wanted, range, asked]);
  return { near, zoom, error };
}

/** A whole curve with the points of a stretch of it in place of its own there. */
export function withNear(whole: Series, near: Series | undefined): Series {
  const [first, last] = [near?.x[0], near?.x.at(-1)];
  if (!near || first === undefined || last === undefined) return whole;
  const start = whole.x.findIndex(x => x >= first);
  const end = whole.x.findLastIndex(x => x <= last) + 1;
  const before = start < 0 ? whole.x.length : start;
  const join = <T,>(all: T[], part: T[]) => [...all.slice(0, before), ...part, ...all.slice(Math.max(before, end))];
  return {
    name: whole.name, x: join(whole.x, near.x), y: join(whole.y, near.y),
    low: whole.low && near.low ? join(whole.low, near.low) : null, high: whole.high && near.high ? join(whole.high, near.high) : null,
  };
}

/** To a hundredth of what is in sight. */
function isSame(a: Range, b: Range): boolean {
  if (!a || !b) return a === b;
  const near = 0.01 * (a[1] - a[0]);
  return Math.abs(a[0] - b[0]) <= near && Math.abs(a[1] - b[1]) <= near;
}
