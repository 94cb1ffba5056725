import { useState } from 'preact/hooks';
import type { Answer } from '../api';
import { post, runPath } from '../server';
import { ErrorLine } from '../shell/ErrorLine';
import { FileView, seenFirst } from './FileView';

/** What the answer to a file rests on: maps of attention, saliency or choice over the file, as `saccade explain` draws them. */
export function Explaining({ run, task, file }: { run: string; task: string | null; file: File }) {
  const [map, setMap] = useState('');
  const [layer, setLayer] = useState('');
  const [head, setHead] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const explain = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const query = new URLSearchParams({ name: file.name, ...(map && { map }), ...(layer.trim() && { layer: layer.trim() }), ...(head.trim() && { head: head.trim() }) });
    try {
      setAnswer(await post<Answer>(runPath(run, `/explain?${query}`), file));
    } catch (reason) {
      setError((reason as Error).message);
    }
    setBusy(false);
  };
  return (
    <section class="explaining">
      <h2>What does it look at?</h2>
      <form class="bar" onSubmit={explain}>
        {task !== 'counting' && (
          <>
            <label>map <select value={map} onChange={event => setMap(event.currentTarget.value)}><option value="">the model's own</option><option>attention</option><option>rollout</option><option>gradcam</option></select></label>
            <label>layer <input value={layer} size={12} placeholder="the last" onInput={event => setLayer(event.currentTarget.value)} /></label>
            <label>head <input value={head} size={5} placeholder="mean" inputMode="numeric" onInput={event => setHead(event.currentTarget.value)} /></label>
          </>
        )}
        <button class="explain" disabled={isBusy}>{isBusy ? 'Looking ..' : 'Explain'}</button>
      </form>
      <ErrorLine message={error} />
      <div aria-live="polite" aria-busy={isBusy}>{answer && seenFirst(answer.files).map(one => <FileView key={one.name} file={one} />)}</div>
    </section>
  );
}
