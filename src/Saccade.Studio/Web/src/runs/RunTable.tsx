import type { RunRow } from '../api';
import { moment, number, roughly, words } from '../format';
import { runAddress } from '../route';
import { StatusBadge, VerdictBadge } from '../shell/Badges';
import { Progress } from '../shell/Progress';
import type { Column } from './filter';
import type { useWindow } from './useWindow';

export const rowHeight = 34;
export const headHeight = 34;

interface Props {
  runs: RunRow[];
  window: ReturnType<typeof useWindow>;
  by: Column;
  isDown: boolean;
  /** The run that keys act on. */
  current: number;
  marked: ReadonlySet<string>;
  onSort: (by: Column) => void;
  onCurrent: (row: number) => void;
  onMark: (id: string, isRange: boolean) => void;
}

const columns: { by: Column; name: string; class: string }[] = [
  { by: 'status', name: 'status', class: 'status' },
  { by: 'id', name: 'run', class: 'id' },
  { by: 'task', name: 'task and model', class: 'task' },
  { by: 'seed', name: 'seed', class: 'seed number' },
  { by: 'progress', name: 'progress', class: 'progress' },
  { by: 'loss', name: 'loss', class: 'loss number' },
  { by: 'headline', name: 'best epoch', class: 'headline' },
  { by: 'verdict', name: 'verdict', class: 'verdict' },
  { by: 'started', name: 'started', class: 'started' },
];

/** All runs, of which only those in sight are in the document: thousands scroll as quickly as ten. */
export function RunTable({ runs, window, by, isDown, current, marked, onSort, onCurrent, onMark }: Props) {
  return (
    <div class="run-frame" ref={window.frame}>
      <table class="run-table" aria-rowcount={runs.length + 1} aria-label="Runs">
        <thead>
          <tr aria-rowindex={1}>
            <th class="mark" scope="col"><span class="unseen">chosen</span></th>
            {columns.map(column => (
              <th key={column.by} class={column.class} scope="col" aria-sort={column.by !== by ? undefined : isDown ? 'descending' : 'ascending'}>
                <button class="plain" onClick={() => onSort(column.by)}>{column.name}<span class="order" aria-hidden="true">{column.by !== by ? '' : isDown ? '↓' : '↑'}</span></button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr class="space" aria-hidden="true"><td style={{ height: `${window.first * rowHeight}px` }} /></tr>
          {runs.slice(window.first, window.end).map((run, i) => (
            <Row key={run.id} run={run} index={window.first + i} isCurrent={window.first + i === current} isMarked={marked.has(run.id)} onCurrent={onCurrent} onMark={onMark} />
          ))}
          <tr class="space" aria-hidden="true"><td style={{ height: `${(runs.length - window.end) * rowHeight}px` }} /></tr>
        </tbody>
      </table>
    </div>
  );
}

interface RowProps { run: RunRow; index: number; isCurrent: boolean; isMarked: boolean; onCurrent: (row: number) => void; onMark: (id: string, isRange: boolean) => void }

function Row({ run, index, isCurrent, isMarked, onCurrent, onMark }: RowProps) {
  const cut = run.id.lastIndexOf('/') + 1;
  return (
    <tr class={`${isCurrent ? 'current' : ''} ${isMarked ? 'marked' : ''}`} aria-rowindex={index + 2} aria-selected={isMarked} onClick={() => onCurrent(index)}>
      <td class="mark"><input type="checkbox" checked={isMarked} aria-label={`Choose ${run.id}`} onClick={event => onMark(run.id, event.shiftKey)} /></td>
      <td class="status"><StatusBadge status={run.status} title={run.problem} /></td>
      <td class="id" title={run.problem ?? run.id}>
        <a href={runAddress(run.id)}><span class="quiet">{run.id.slice(0, cut)}</span>{run.id.slice(cut)}</a>
        {run.tags.map(tag => <span key={tag} class="tag">{tag}</span>)}
      </td>
      <td class="task">{run.task ?? <span class="quiet">n/a</span>} <span class="quiet">{run.model}</span></td>
      <td class="seed number">{run.seed}</td>
      <td class="progress"><Progress run={run} /> <span class="quiet small">{run.status === 'running' && run.seconds_left !== null ? `${roughly(run.seconds_left)} left` : run.epochs === null ? '' : `${run.epoch ?? 0}/${run.epochs}`}</span></td>
      <td class="loss number">{run.loss === null ? '' : number(run.loss)}</td>
      <td class="headline">{run.headline && <>{number(run.headline.value)} <span class="quiet small">{words(run.headline.metric)}</span></>}</td>
      <td class="verdict">{run.verdict && <VerdictBadge verdict={run.verdict} />}</td>
      <td class="started quiet">{moment(run.started)}</td>
    </tr>
  );
}
