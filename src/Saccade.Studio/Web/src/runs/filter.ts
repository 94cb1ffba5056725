import type { RunRow, RunStatus } from '../api';

/** Which runs are shown, and in which order. */
export interface Filter { search: string; status: RunStatus | ''; task: string; isArchived: boolean; by: Column; isDown: boolean }

export type Column = 'status' | 'id' | 'task' | 'seed' | 'progress' | 'loss' | 'headline' | 'verdict' | 'started';

export const everything: Filter = { search: '', status: '', task: '', isArchived: false, by: 'started', isDown: true };

/** Each word must be found somewhere in the run, whatever its case; `-word` must not. */
export function matches(run: RunRow, words: string[]): boolean {
  const text = [run.id, run.task, run.model, run.status, run.verdict, run.headline?.metric, ...run.tags, run.seed === null ? '' : `seed ${run.seed}`].join(' ').toLowerCase();
  return words.every(word => (word.length > 1 && word.startsWith('-') ? !text.includes(word.slice(1)) : text.includes(word)));
}

export function chosen(runs: Iterable<RunRow>, filter: Filter): RunRow[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return [...runs].filter(run => run.archived === filter.isArchived && (!filter.task || run.task === filter.task) && matches(run, words));
}

/** What a column sorts by. A run without it comes last, whichever way the order goes. */
const keys: Record<Column, (run: RunRow) => string | number | null> = {
  status: run => statusOrder.indexOf(run.status),
  id: run => run.id,
  task: run => run.task && `${run.task} ${run.model}`,
  seed: run => run.seed,
  progress: run => (run.step !== null && run.steps ? run.step / run.steps : null),
  loss: run => run.loss,
  headline: run => run.headline?.value ?? null,
  verdict: run => run.verdict,
  started: run => run.started,
};

const statusOrder: RunStatus[] = ['running', 'failed', 'dead', 'damaged', 'newer', 'stopped', 'finished'];

const natural = new Intl.Collator('en', { numeric: true });

export function sorted(runs: RunRow[], by: Column, isDown: boolean): RunRow[] {
  const key = keys[by];
  const sign = isDown ? -1 : 1;
  return runs.map(run => ({ run, key: key(run) })).sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || natural.compare(a.run.id, b.run.id);
    // Moments in ISO 8601 and names alike; names of which numbers are a part go by these.
    const order = typeof a.key === 'number' ? a.key - Number(b.key) : by === 'started' ? (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) : natural.compare(a.key, String(b.key));
    return sign * order || natural.compare(a.run.id, b.run.id);
  }).map(entry => entry.run);
}

/** The filter as it stands in the address, so that going back, and a link, show the same runs. */
export function filterOf(query: URLSearchParams): Filter {
  const by = query.get('by');
  return {
    search: query.get('search') ?? '',
    status: (query.get('status') ?? '') as Filter['status'],
    task: query.get('task') ?? '',
    isArchived: query.has('archived'),
    by: by && by in keys ? (by as Column) : everything.by,
    isDown: query.has('order') ? query.get('order') === 'down' : everything.isDown,
  };
}

export function addressOf(filter: Filter): string {
  const query = new URLSearchParams();
  if (filter.search) query.set('search', filter.search);
  if (filter.status) query.set('status', filter.status);
  if (filter.task) query.set('task', filter.task);
  if (filter.isArchived) query.set('archived', '');
  if (filter.by !== everything.by) query.set('by', filter.by);
  if (filter.isDown !== everything.isDown) query.set('order', filter.isDown ? 'down' : 'up');
  return query.size ? `/?${query}` : '/';
}
