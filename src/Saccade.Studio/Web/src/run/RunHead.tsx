import { useState } from 'preact/hooks';
import type { Resumption, RunPage, RunRow } from '../api';
import { count, duration, moment, number } from '../format';
import { useLive } from '../live';
import { compareAddress, runAddress, tryAddress } from '../route';
import { put, runPath } from '../server';
import { StatusBadge, VerdictBadge } from '../shell/Badges';
import { ErrorLine } from '../shell/ErrorLine';
import { shareDone } from '../shell/Progress';

export type Action = 'stop' | 'resume' | 'archive' | 'restore';

interface Props { id: string; run: RunPage | RunRow | null; /** Of a run that ended before its end. */ resumption?: Resumption | null; onAct?: (action: Action) => void }

/** What a run is and how it stands, in three lines whose height does not change, and what can be done with it. */
export function RunHead({ id, run, resumption = null, onAct }: Props) {
  const cut = id.lastIndexOf('/') + 1;
  return (
    <header class="run-head">
      <div class="first">
        <h1><span class="quiet">{id.slice(0, cut)}</span>{id.slice(cut)}</h1>
        {run && <StatusBadge status={run.status} />}
        {run?.verdict && <a class="unlined" href={runAddress(id, 'evidence')}><VerdictBadge verdict={run.verdict} /></a>}
        {run?.archived && <span class="badge">archived</span>}
        {run && onAct && <Actions run={run} resumption={resumption} onAct={onAct} />}
      </div>
      <p class="facts quiet">{run ? facts(run).map(fact => <span key={fact}>{fact}</span>) : ' '}{run && onAct && <Tags run={run} />}</p>
      <p class="standing">{run && <Standing run={run} resumption={resumption} />}</p>
    </header>
  );
}

function Actions({ run, resumption, onAct }: { run: RunPage | RunRow; resumption: Resumption | null; onAct: (action: Action) => void }) {
  const isReadOnly = useLive().list?.read_only;
  return (
    <span class="actions">
      {run.status === 'running' && <button onClick={() => onAct('stop')} disabled={isReadOnly}>Stop</button>}
      {resumption && <button onClick={() => onAct('resume')} disabled={isReadOnly || resumption.refusal !== null} title={resumption.refusal ?? 'It goes on from its last checkpoint'}>Resume</button>}
      <a class="button" href={tryAddress(run.id)}>Try it</a>
      <a class="button" href={compareAddress([run.id])}>Compare</a>
      {'report' in run && run.report && <a class="button" href={runPath(run.id, '/files/report.html')} target="_blank" rel="noopener">Report</a>}
      <button onClick={() => onAct(run.archived ? 'restore' : 'archive')} disabled={isReadOnly || run.status === 'running'}>{run.archived ? 'Restore' : 'Archive'}</button>
    </span>
  );
}

function facts(run: RunPage | RunRow): string[] {
  const said = [[run.task, run.model].filter(Boolean).join(' · ')];
  if (run.seed !== null) said.push(`seed ${run.seed}`);
  if ('parameters' in run && run.parameters !== null) said.push(`${count(run.parameters)} parameters`);
  if ('threads' in run && run.threads !== null) said.push(run.threads === 1 ? '1 thread' : `${run.threads} threads`);
  if (run.started) said.push(`began ${moment(run.started)}`);
  if (run.started && run.ended) said.push(`took ${duration((Date.parse(run.ended) - Date.parse(run.started)) / 1000)}`);
  if ('code_version' in run && run.code_version) said.push(run.code_version.replace(/\+(.{7}).*/, ' ($1)'));
  return said.filter(Boolean);
}

/** While it trains: how far, how well, how long still. Afterwards: why it ended. */
function Standing({ run, resumption }: { run: RunPage | RunRow; resumption: Resumption | null }) {
  const share = shareDone(run);
  const reason = run.problem ?? ('reason' in run ? run.reason : null);
  return (
    <>
      <span class={`meter wide ${run.status === 'running' ? '' : 'ended'}`} role="progressbar" aria-label="Progress" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(100 * (share ?? 0))}>
        <i style={{ width: `${100 * (share ?? 0)}%` }} />
      </span>
      <span>epoch <b>{run.epoch ?? 0}</b> of {run.epochs ?? '?'}</span>
      <span>step <b>{count(run.step ?? 0)}</b>{run.steps !== null && ` of ${count(run.steps)}`}</span>
      <span class="loss">loss <b>{number(run.loss)}</b></span>
      {run.status === 'running' && run.seconds_left !== null && <span><b>{duration(run.seconds_left)}</b> left</span>}
      {run.status !== 'running' && reason && <span class={run.problem ? 'bad-text' : 'quiet'}>{reason}</span>}
      {resumption?.refusal && !(run.problem && resumption.refusal.endsWith(run.problem)) && <span class="quiet" role="status">{resumption.refusal}</span>}
    </>
  );
}

/** Words that the user gives a run to find it by. */
function Tags({ run }: { run: RunPage | RunRow }) {
  const live = useLive();
  const [error, setError] = useState<string | null>(null);
  const save = (tags: string[]) => put(runPath(run.id, '/tags'), { tags }).then(() => { setError(null); live.reload(); }, (reason: Error) => setError(reason.message));
  if (live.list?.read_only) return <>{run.tags.map(tag => <span key={tag} class="tag">{tag}</span>)}</>;
  return (
    <span class="tags">
      {run.tags.map(tag => <button key={tag} class="tag" title="Take this tag away" aria-label={`Take the tag ${tag} away`} onClick={() => void save(run.tags.filter(other => other !== tag))}>{tag} ×</button>)}
      <input class="tag" placeholder="+ tag" aria-label="Add a tag" maxLength={40} size={6} onKeyDown={event => {
        const tag = event.currentTarget.value.trim();
        if (event.key !== 'Enter' || !tag) return;
        event.currentTarget.value = '';
        void save([...new Set([...run.tags, tag])]);
      }} />
      <ErrorLine message={error} />
    </span>
  );
}
