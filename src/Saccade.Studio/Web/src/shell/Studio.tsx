import { useEffect, useErrorBoundary, useRef } from 'preact/hooks';
import icon from '../icon.svg';
import { ComparePage } from '../compare/ComparePage';
import { LiveContext, useLiveRuns } from '../live';
import { QueuePage } from '../queue/QueuePage';
import { type Route, useRoute } from '../route';
import { RunPage } from '../run/RunPage';
import { RunsPage } from '../runs/RunsPage';
import { TryPage } from '../try/TryPage';
import { Empty } from './Empty';
import { KeyHelp } from './KeyHelp';
import './shell.css';
import { ThemeButton } from './ThemeButton';

/** The frame around every page: header, connection, and the page that the address names. */
export function Studio() {
  const route = useRoute();
  const live = useLiveRuns(route.page === 'run' ? route.id : null);
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const place = route.page === 'run' || route.page === 'try' ? `${route.page} ${route.id}` : route.page;
  useEffect(() => {
    document.title = `${titleOf(route)} · Saccade Studio`;
    // Whoever came by a link reads on from the new page, not from where the link was.
    if (!isFirst.current) main.current?.focus({ preventScroll: true });
    isFirst.current = false;
    main.current?.scrollTo(0, 0);
  }, [place]);
  return (
    <LiveContext.Provider value={live}>
      <header class="masthead">
        <a class="skip" href="#content" onClick={event => { event.preventDefault(); main.current?.focus(); }}>Skip to content</a>
        <a class="name" href="/"><img src={icon} alt="" />Saccade</a>
        <nav aria-label="Pages">
          {pages.map(page => <a key={page.address} href={page.address} aria-current={page.of.includes(route.page) ? 'page' : undefined}>{page.name}</a>)}
        </nav>
        <span class="where quiet small" title={live.list?.folder}><bdi>{live.list?.folder}</bdi></span>
        <span class={`line quiet small ${live.isConnected ? 'on' : ''}`} role="status" title={live.isConnected ? 'Changes appear as they happen' : 'No connection to Studio: what you see may be old'}>
          {live.isConnected ? 'live' : 'no link'}
        </span>
        <ThemeButton />
        <KeyHelp />
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        {live.list?.read_only && <p class="note-line page-note">The runs folder cannot be written to: runs can be looked at, but not started, stopped, archived or tagged.</p>}
        <Page key={place} route={route} />
      </main>
    </LiveContext.Provider>
  );
}

const pages = [
  { name: 'Runs', address: '/', of: ['runs', 'run'] },
  { name: 'Compare', address: '/compare', of: ['compare'] },
  { name: 'Queue', address: '/queue', of: ['queue'] },
  { name: 'Try', address: '/try', of: ['try'] },
];

/** One page's mistake does not take the others away. */
function Page({ route }: { route: Route }) {
  const [mistake, reset] = useErrorBoundary();
  if (mistake) return <Empty title="This page could not be drawn"><p>{String((mistake as Error).message ?? mistake)}</p><button onClick={reset}>Try again</button></Empty>;
  switch (route.page) {
    case 'runs': return <RunsPage />;
    case 'run': return <RunPage id={route.id} tab={route.tab} />;
    case 'compare': return <ComparePage ids={route.ids} />;
    case 'queue': return <QueuePage />;
    case 'try': return <TryPage id={route.id} />;
    default: return <Empty title="There is no such page"><p><a href="/">All runs</a> are on the first one.</p></Empty>;
  }
}

function titleOf(route: Route): string {
  switch (route.page) {
    case 'runs': return 'Runs';
    case 'run': return route.id;
    case 'compare': return 'Compare';
    case 'queue': return 'Queue';
    case 'try': return route.id ? `Try ${route.id}` : 'Try';
    default: return 'Not found';
  }
}
