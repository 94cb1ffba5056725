import { useEffect, useState } from 'preact/hooks';
import type { Job, RunRow } from '../api';
import { moment } from '../format';
import { useLive } from '../live';
import { runAddress } from '../route';
import { post, remove } from '../server';
import { StatusBadge } from '../shell/Badges';
import { Empty } from '../shell/Empty';
import { ErrorLine } from '../shell/ErrorLine';
import { Progress } from '../shell/Progress';
import { useServer } from '../useServer';
import './queue.css';
import { RecipeForm } from './RecipeForm';

/** What trains, what waits, what is done; and the form that adds to it. */
export function QueuePage() {
  const live = useLive();
  const { value, error, reload } = useServer<{ jobs: Job[] }>('/api/queue');
  const [refusal, setRefusal] = useState<string | null>(null);
  const jobs = value?.jobs ?? [];
  const isAtWork = jobs.some(job => job.status === 'running' || job.status === 'waiting');
  useEffect(() => {
    if (!isAtWork) return;
    const timer = setInterval(reload, 2000);
    return () => clearInterval(timer);
  }, [isAtWork]);
  const act = (action: Promise<unknown>) => action.then(() => setRefusal(null), (reason: Error) => setRefusal(reason.message)).then(reload);
  return (
    <div class="page queue-page">
      <section class="form">
        <h1>New run</h1>
        <RecipeForm isReadOnly={live.list?.read_only ?? false} onQueued={reload} />
      </section>
      <section class="jobs">
        <h1 id="queue">Queue</h1>
        <ErrorLine message={refusal ?? error} />
        {value && jobs.length === 0 && <Empty title="Nothing is queued"><p>Choose a recipe on the left and start it: runs train one after another, and appear here and in the list of runs.</p></Empty>}
        <ol aria-labelledby="queue">
          {jobs.map(job => {
            const row = live.rows.get(job.run);
            return (
              <li key={job.job} class={job.status}>
                <StatusBadge status={job.status} title={job.reason} />
                <span class="name"><RunLink job={job} rows={live.rows} /></span>
                <span class="progress">{row && job.status !== 'waiting' && <><Progress run={row} /> <span class="quiet small">{row.epoch ?? 0}/{row.epochs ?? '?'}</span></>}</span>
                <span class="quiet small">{moment(job.queued)}</span>
                <span class="actions">
                  {job.status === 'running' && <button onClick={() => void act(remove(`/api/queue/${encodeURIComponent(job.job)}`))} aria-label={`Stop ${job.run}`}>Stop</button>}
                  {job.status === 'waiting' && <button onClick={() => void act(remove(`/api/queue/${encodeURIComponent(job.job)}`))} aria-label={`Remove ${job.run}`}>Remove</button>}
                  {(job.status === 'stopped' || job.status === 'failed') && <button onClick={() => void act(post(`/api/queue/${encodeURIComponent(job.job)}/resume`))} aria-label={`Resume ${job.run}`}>Resume</button>}
                </span>
                {job.reason && <p class={job.status === 'failed' ? 'bad-text' : 'quiet'}>{job.reason}</p>}
              </li>
            );
          })}
        </ol>
      </section>
    </div>
  );
}

/** To the run, or to the runs of a queue, as soon as there are any. */
function RunLink({ job, rows }: { job: Job; rows: ReadonlyMap<string, RunRow> }) {
  if (rows.has(job.run)) return <a href={runAddress(job.run)}>{job.run}</a>;
  const isQueue = [...rows.keys()].some(id => id.startsWith(`${job.run}/`));
  return isQueue ? <a href={`/?search=${encodeURIComponent(`${job.run}/`)}`}>{job.run}</a> : <>{job.run || job.name}</>;
}
