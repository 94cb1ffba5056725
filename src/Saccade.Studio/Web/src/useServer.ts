import { useCallback, useEffect, useState } from 'preact/hooks';
import { get } from './server';

export interface Loaded<T> { value: T | null; error: string | null; reload: () => void }

/** What the server says at a path (null: nothing is asked). While it is asked anew, the former answer stays, so that nothing on the page jumps. */
export function useServer<T>(path: string | null): Loaded<T> {
  const [state, setState] = useState<{ path: string | null; value: T | null; error: string | null }>({ path: null, value: null, error: null });
  const [asked, ask] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const leaving = new AbortController();
    get<T>(path, leaving.signal).then(
      value => setState({ path, value, error: null }),
      (reason: Error) => leaving.signal.aborted || setState(before => ({ path, value: before.path === path ? before.value : null, error: reason.message })));
    return () => leaving.abort();
  }, [path, asked]);
  const reload = useCallback(() => ask(n => n + 1), []);
  const isOurs = state.path === path;
  return { value: isOurs ? state.value : null, error: isOurs ? state.error : null, reload };
}
