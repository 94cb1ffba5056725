import type { RunRow } from '../api';

/** How far a run has come, from 0 to 1; null where nobody knows. */
export function shareDone(run: RunRow): number | null {
  if (run.step !== null && run.steps) return Math.min(1, run.step / run.steps);
  return run.epoch !== null && run.epochs ? Math.min(1, run.epoch / run.epochs) : null;
}

export function Progress({ run }: { run: RunRow }) {
  const share = shareDone(run);
  if (share === null) return <span class="quiet">n/a</span>;
  const said = `epoch ${run.epoch ?? 0} of ${run.epochs ?? '?'}`;
  return (
    <span title={`${said}, step ${run.step ?? 0} of ${run.steps ?? '?'}`}>
      <span class={`meter ${run.status === 'running' ? '' : 'ended'}`} role="progressbar" aria-label={said} aria-valuenow={Math.round(100 * share)} aria-valuemin={0} aria-valuemax={100}>
        <i style={{ width: `${100 * share}%` }} />
      </span>
    </span>
  );
}
