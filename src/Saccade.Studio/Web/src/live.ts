import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JournalEntry, RunList, RunRow } from './api';
import { get } from './server';

/** What the followed run says as it trains. */
export interface Follower {
  entries?: (entries: JournalEntry[]) => void;
  console?: (lines: string[]) => void;
  /** The journal was cut back, as when a run is resumed: what was loaded of it no longer holds. */
  reset?: () => void;
}

/** The runs as they are now, and the voice of the one that the page follows. */
export interface Live {
  list: Omit<RunList, 'runs'> | null;
  rows: ReadonlyMap<string, RunRow>;
  error: string | null;
  isConnected: boolean;
  reload: () => void;
  follow: (follower: Follower) => () => void;
}

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('Pages are drawn inside Studio');
  return live;
}

/** Loads the runs once and keeps them so by one stream of events, the only one of a tab (a browser allows six connections to a server). */
export function useLiveRuns(followed: string | null): Live {
  const [list, setList] = useState<Live['list']>(null);
  const [rows, setRows] = useState<ReadonlyMap<string, RunRow>>(new Map());
  const [error, setError] = useState<string | null>(null);
  const [isConnected, setConnected] = useState(false);
  const followers = useRef(new Set<Follower>());

  const reload = useCallback(() => {
    Promise.all([get<RunList>('/api/runs?archived=false'), get<RunList>('/api/runs?archived=true')]).then(([present, archived]) => {
      const { runs, ...rest } = present;
      setList(rest);
      setRows(new Map([...archived.runs, ...runs].map(row => [row.id, row])));
      setError(null);
    }, (reason: Error) => setError(reason.message));
  }, []);
  useEffect(reload, []);

  // A run that is not there cannot be followed; whether it is, is known with the list.
  const path = followed === null ? '/api/events' : list === null && error === null ? null : rows.has(followed) ? `/api/events?run=${encodeURIComponent(followed)}` : '/api/events';
  useEffect(() => {
    if (path === null) return;
    const source = new EventSource(path);
    const data = <T,>(event: Event) => JSON.parse((event as MessageEvent<string>).data) as T;
    let wasLost = false;
    source.onopen = () => {
      setConnected(true);
      if (wasLost) reload();
      wasLost = false;
    };
    source.onerror = () => {
      setConnected(false);
      wasLost = true;
    };
    source.addEventListener('rows', event => {
      const { rows: changed, removed } = data<{ rows: RunRow[]; removed: string[] }>(event);
      setRows(before => {
        const next = new Map([...before, ...changed.map(row => [row.id, row] as const)]);
        for (const id of removed) next.delete(id);
        return next;
      });
    });
    source.addEventListener('entries', event => {
      const { entries } = data<{ entries: JournalEntry[] }>(event);
      for (const follower of followers.current) follower.entries?.(entries);
    });
    source.addEventListener('reset', () => {
      for (const follower of followers.current) follower.reset?.();
    });
    source.addEventListener('console', event => {
      const { lines } = data<{ lines: string[] }>(event);
      for (const follower of followers.current) follower.console?.(lines);
    });
    return () => source.close();
  }, [path]);

  const follow = useCallback((follower: Follower) => {
    followers.current.add(follower);
    return () => void followers.current.delete(follower);
  }, []);

  return useMemo(() => ({ list, rows, error, isConnected, reload, follow }), [list, rows, error, isConnected]);
}
