import { useState } from 'preact/hooks';
import type { Answer } from '../api';
import { moment } from '../format';
import { useLive } from '../live';
import { go, runAddress, tryAddress } from '../route';
import { post, runPath } from '../server';
import { StatusBadge, VerdictBadge } from '../shell/Badges';
import { Empty } from '../shell/Empty';
import { ErrorLine } from '../shell/ErrorLine';
import { AnswerView } from './AnswerView';
import { DropBox } from './DropBox';
import { Explaining } from './Explaining';
import { PointEditor } from './PointEditor';
import './try.css';

/** The user's own clip, picture or timeline, and what a model says of it. */
export function TryPage({ id }: { id: string | null }) {
  const live = useLive();
  const run = id === null ? undefined : live.rows.get(id);
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const models = [...live.rows.values()].filter(row => !row.archived && row.headline).sort((a, b) => (b.started ?? '').localeCompare(a.started ?? ''));

  const predict = async (chosen: File) => {
    setFile(chosen);
    setBusy(true);
    setError(null);
    setAnswer(null);
    try {
      setAnswer(await post<Answer>(runPath(id!, `/predict?name=${encodeURIComponent(chosen.name)}`), chosen));
    } catch (reason) {
      setError((reason as Error).message);
    }
    setBusy(false);
  };
  return (
    <div class="page try-page">
      <div class="bar">
        <h1>Try</h1>
        <select value={id ?? ''} aria-label="Model" onChange={event => event.currentTarget.value && go(tryAddress(event.currentTarget.value))}>
          <option value="">choose a trained run ..</option>
          {id !== null && !models.some(row => row.id === id) && <option value={id}>{id}</option>}
          {models.map(row => <option key={row.id} value={row.id}>{`${row.id} · ${row.task ?? ''} · ${moment(row.started)}`}</option>)}
        </select>
        {run && <StatusBadge status={run.status} />}
        {run?.verdict && <VerdictBadge verdict={run.verdict} />}
        {id !== null && <a class="button" href={runAddress(id)}>Its run page</a>}
      </div>
      {id === null && live.list && (models.length > 0
        ? <Empty title="Which model?"><p>Choose a run above: its best checkpoint answers.</p></Empty>
        : <Empty title="No trained run yet"><p>A run can be tried after its first epoch. Start one under <a href="/queue">Queue</a>.</p></Empty>)}
      {id !== null && (
        <div class="try">
          <section class="asked">
            <DropBox task={run?.task ?? null} file={file} isBusy={isBusy} onFile={chosen => void predict(chosen)} />
            <ErrorLine message={error} />
            {file && answer && run?.task !== 'counting' && <Preview file={file} />}
          </section>
          <section class="answered" aria-live="polite" aria-busy={isBusy}>
            {answer && <AnswerView key={`${file?.name} ${file?.lastModified}`} answer={answer} areFilesFolded={run?.task === 'counting'} />}
            {!answer && !isBusy && !error && <p class="quiet">What the model says appears here: its answer in words, whether the input looks like what it was validated on, and the files that <code>saccade predict</code> would write.</p>}
            {isBusy && <p class="quiet">The model looks at {file?.name} ..</p>}
          </section>
          {file && answer && run?.task === 'counting' && <PointEditor key={`${file.name} ${file.lastModified}`} run={id} file={file} answer={answer} isReadOnly={live.list?.read_only ?? false} />}
          {file && answer && <Explaining key={`${file.name} ${file.lastModified}`} run={id} task={run?.task ?? null} file={file} />}
        </div>
      )}
    </div>
  );
}

function Preview({ file }: { file: File }) {
  const [address] = useState(() => URL.createObjectURL(file));
  if (file.type.startsWith('image/')) return <img class="preview" src={address} alt={file.name} />;
  return file.type.startsWith('video/') ? <video class="preview" src={address} controls loop muted /> : null;
}
