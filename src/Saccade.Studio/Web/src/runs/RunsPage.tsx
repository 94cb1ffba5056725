import { useMemo, useRef, useState } from 'preact/hooks';
import type { RunRow, RunStatus } from '../api';
import { count } from '../format';
import { useKeys } from '../keys';
import { useLive } from '../live';
import { compareAddress, go, runAddress } from '../route';
import { post, runPath } from '../server';
import { Empty } from '../shell/Empty';
import { ErrorLine } from '../shell/ErrorLine';
import { addressOf, chosen, type Column, type Filter, filterOf, sorted } from './filter';
import { headHeight, rowHeight, RunTable } from './RunTable';
import './runs.css';
import { useWindow } from './useWindow';

const statuses: RunStatus[] = ['running', 'finished', 'stopped', 'failed', 'dead', 'damaged', 'newer'];

/** Every run: found, ordered, chosen for comparison, archived; all of it by keys as well. */
export function RunsPage() {
  const live = useLive();
  const [filter, setFilter] = useState(() => filterOf(new URLSearchParams(location.search)));
  const [at, setAt] = useState<string | null>(null);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const lastMarked = useRef<string | null>(null);

  const change = (part: Partial<Filter>) => {
    const next = { ...filter, ...part };
    setFilter(next);
    history.replaceState(null, '', addressOf(next));
  };
  const all = useMemo(() => [...live.rows.values()], [live.rows]);
  const tasks = useMemo(() => [...new Set(all.map(run => run.task).filter(task => task !== null))].sort(), [all]);
  const found = useMemo(() => chosen(all, filter), [all, filter]);
  const shown = useMemo(() => sorted(found.filter(run => !filter.status || run.status === filter.status), filter.by, filter.isDown), [found, filter]);
  const archived = useMemo(() => all.filter(run => run.archived).length, [all]);
  const current = shown.findIndex(run => run.id === at);
  const view = useWindow(shown.length, rowHeight);

  const move = (by: number) => {
    const row = Math.max(0, Math.min(shown.length - 1, current < 0 ? 0 : current + by));
    setAt(shown[row]?.id ?? null);
    view.reveal(row, headHeight);
  };
  const mark = (id: string, isRange: boolean) => {
    const next = new Set(marked);
    const from = isRange ? shown.findIndex(run => run.id === lastMarked.current) : -1;
    const to = shown.findIndex(run => run.id === id);
    if (from >= 0) for (const run of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(run.id);
    else if (!next.delete(id)) next.add(id);
    lastMarked.current = id;
    setMarked(next);
    setAt(id);
  };
  const compare = () => marked.size > 0 && go(compareAddress(marked));
  const archive = async (runs: RunRow[]) => {
    setError(null);
    try {
      for (const run of runs) await post(runPath(run.id, run.archived ? '/restore' : '/archive'));
      setMarked(new Set());
    } catch (reason) {
      setError((reason as Error).message);
    }
    live.reload();
  };
  const markedRuns = () => (marked.size > 0 ? all.filter(run => marked.has(run.id)) : shown.slice(current, current + 1)).filter(run => run.archived === filter.isArchived);

  useKeys({
    j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
    g: () => move(-shown.length), G: () => move(shown.length),
    Enter: () => current >= 0 && go(runAddress(shown[current]!.id)),
    x: () => current >= 0 && mark(shown[current]!.id, false),
    c: compare,
    e: () => void archive(markedRuns()),
    '/': () => search.current?.select(),
    Escape: () => setMarked(new Set()),
  });

  const isFiltered = filter.search || filter.status || filter.task || filter.isArchived;
  return (
    <div class="runs-page">
      <div class="runs-tools" role="search">
        <h1 class="unseen">Runs</h1>
        <input ref={search} type="search" value={filter.search} placeholder="Search runs, tasks, tags ( / )" aria-label="Search runs" onInput={event => change({ search: event.currentTarget.value })}
          onKeyDown={event => event.key === 'Enter' || event.key === 'Escape' ? event.currentTarget.blur() : undefined} />
        <div class="chips" role="group" aria-label="Status">
          <button aria-pressed={!filter.status} onClick={() => change({ status: '' })}>all <span class="quiet">{count(found.length)}</span></button>
          {statuses.map(status => [status, found.filter(run => run.status === status).length] as const).filter(([status, n]) => n > 0 || filter.status === status).map(([status, n]) => (
            <button key={status} aria-pressed={filter.status === status} onClick={() => change({ status: filter.status === status ? '' : status })}>{status} <span class="quiet">{count(n)}</span></button>
          ))}
        </div>
        {tasks.length > 1 && (
          <select value={filter.task} aria-label="Task" onChange={event => change({ task: event.currentTarget.value })}>
            <option value="">every task</option>
            {tasks.map(task => <option key={task}>{task}</option>)}
          </select>
        )}
        <button class="archived" aria-pressed={filter.isArchived} onClick={() => change({ isArchived: !filter.isArchived })}>archived <span class="quiet">{count(archived)}</span></button>
        <a class="button main" href="/queue">New run</a>
      </div>
      <ErrorLine message={error ?? live.error} />
      <RunTable runs={shown} window={view} by={filter.by} isDown={filter.isDown} current={current} marked={marked} onMark={mark} onCurrent={row => setAt(shown[row]?.id ?? null)}
        onSort={(by: Column) => change({ by, isDown: filter.by === by ? !filter.isDown : by === 'started' || by === 'headline' })} />
      {live.list && shown.length === 0 && (isFiltered
        ? <Empty title="No run fits"><button onClick={() => change({ search: '', status: '', task: '', isArchived: false })}>Show all runs</button></Empty>
        : <Empty title="No runs yet"><p>Start one under <a href="/queue">Queue</a>, or in a terminal:</p><pre>saccade train recipes/trajectories-magvit.yaml</pre><p>It appears here as soon as it begins.</p></Empty>)}
      <div class={`tray ${marked.size > 0 ? 'open' : ''}`} aria-live="polite" inert={marked.size === 0}>
        <strong>{count(marked.size)} chosen</strong>
        <button class="main" onClick={compare}>Compare <kbd>c</kbd></button>
        <button onClick={() => void archive(markedRuns())}>{filter.isArchived ? 'Restore' : 'Archive'} <kbd>e</kbd></button>
        <button class="plain" onClick={() => setMarked(new Set())}>Clear</button>
      </div>
    </div>
  );
}
