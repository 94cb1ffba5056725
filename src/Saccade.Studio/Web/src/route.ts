import { useEffect, useState } from 'preact/hooks';

/** Where a page is: the address of the browser says everything that is worth a link. */
export type Route =
  | { page: 'runs' }
  | { page: 'run'; id: string; tab: string }
  | { page: 'compare'; ids: string[] }
  | { page: 'queue' }
  | { page: 'try'; id: string | null }
  | { page: 'unknown' };

export function routeOf(location: { pathname: string; search: string }): Route {
  const [first, second, third] = location.pathname.split('/').slice(1).map(decoded);
  switch (first) {
    case '': return { page: 'runs' };
    case 'runs': return second ? { page: 'run', id: second, tab: third || 'curves' } : { page: 'runs' };
    case 'compare': return { page: 'compare', ids: (/[?&]runs=([^&]*)/.exec(location.search)?.[1] ?? '').split(',').filter(Boolean).map(decoded) };
    case 'queue': return { page: 'queue' };
    case 'try': return { page: 'try', id: second || null };
    default: return { page: 'unknown' };
  }
}

export const runAddress = (id: string, tab = '') => `/runs/${encodeURIComponent(id)}${tab && `/${tab}`}`;

export const tryAddress = (id: string) => `/try/${encodeURIComponent(id)}`;

export const compareAddress = (ids: Iterable<string>) => `/compare?runs=${[...ids].map(encodeURIComponent).join(',')}`;

export function go(address: string): void {
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** The route, kept in step with the address; plain clicks on links within Studio do not load the document again. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location));
  useEffect(() => {
    const follow = () => setRoute(routeOf(location));
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;
      if (!link || !isPlain || link.target || link.origin !== location.origin || link.hash || link.pathname.startsWith('/api/')) return;
      event.preventDefault();
      go(link.href);
    };
    addEventListener('popstate', follow);
    document.addEventListener('click', click);
    return () => {
      removeEventListener('popstate', follow);
      document.removeEventListener('click', click);
    };
  }, []);
  return route;
}

/** A malformed escape stands for itself. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
