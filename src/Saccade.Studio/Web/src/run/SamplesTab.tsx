import { useEffect, useState } from 'preact/hooks';
import type { RunPage } from '../api';
import { tryAddress } from '../route';
import { runPath } from '../server';
import { Empty } from '../shell/Empty';

const isPicture = (name: string) => /\.(png|jpe?g|gif|webp)$/i.test(name);
const isVideo = (name: string) => /\.(mp4|webm)$/i.test(name);

/** Pictures of the same few validation samples after each epoch, and of what answers rest on. */
export function SamplesTab({ run }: { run: RunPage }) {
  return <><Epochs run={run} /><Explained run={run} /></>;
}

/** Drawn through, or played, one sees the model learn. */
function Epochs({ run }: { run: RunPage }) {
  const [chosen, choose] = useState<number | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const epochs = run.samples;
  // Without a choice the latest is shown, also when a later one comes.
  const at = Math.min(chosen ?? epochs.length - 1, epochs.length - 1);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => choose(before => ((before ?? epochs.length - 1) + 1) % epochs.length), 900);
    return () => clearInterval(timer);
  }, [isPlaying, epochs.length]);
  const epoch = epochs[at];
  if (!epoch) return <Empty title="No samples"><p>{run.status === 'running' ? 'They are drawn at the end of each epoch.' : 'This task draws none while it trains; its report shows examples.'}</p></Empty>;
  const folder = `samples/epoch-${String(epoch.epoch).padStart(3, '0')}`;
  return (
    <>
      <div class="bar">
        <label class="epochs">epoch <input type="range" min="0" max={epochs.length - 1} value={at} disabled={epochs.length < 2} aria-valuetext={`epoch ${epoch.epoch}`} onInput={event => { setPlaying(false); choose(Number(event.currentTarget.value)); }} />
          <output><b>{epoch.epoch}</b> of {epochs.at(-1)!.epoch}</output></label>
        <button onClick={() => setPlaying(!isPlaying)} disabled={epochs.length < 2}>{isPlaying ? 'Pause' : 'Play the epochs'}</button>
      </div>
      <Files run={run.id} names={epoch.files} folder={folder} of={`after epoch ${epoch.epoch}`} />
    </>
  );
}

/** Attention and its like over samples, as `saccade explain` draws them. */
function Explained({ run }: { run: RunPage }) {
  return (
    <section class="explained">
      <h2>What answers rest on</h2>
      {run.explained.length > 0 ? <Files run={run.id} names={run.explained} folder="explained" of="what the answer rests on" />
        : <p class="quiet"><code>saccade explain RUN FILE --out RUN/explained</code> draws here what the answer to a file rests on; <a href={tryAddress(run.id)}>Try</a> does so at once.</p>}
    </section>
  );
}

function Files({ run, names, folder, of }: { run: string; names: string[]; folder: string; of: string }) {
  const address = (name: string) => runPath(run, `/files/${folder}/${name}`);
  return names.toSorted((a, b) => Number(isPicture(b)) - Number(isPicture(a))).map(name => isPicture(name) ? <a key={name} href={address(name)} target="_blank" rel="noopener" title="Open in full size"><img class="sample" src={address(name)} alt={`${name}, ${of}`} /></a>
    : isVideo(name) ? <video key={name} class="sample" src={address(name)} controls loop muted />
    : <p key={name}><a href={address(name)} target="_blank" rel="noopener">{name}</a></p>);
}
