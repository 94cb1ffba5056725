import { useEffect, useState } from 'preact/hooks';
import type { RunPage } from '../api';
import { runPath } from '../server';
import { Empty } from '../shell/Empty';

const isPicture = (name: string) => /\.(png|jpe?g|gif|webp)$/i.test(name);
const isVideo = (name: string) => /\.(mp4|webm)$/i.test(name);

/** Pictures of the same few validation samples after each epoch: drawn through, or played, one sees the model learn. */
export function SamplesTab({ run }: { run: RunPage }) {
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
  const address = (name: string) => runPath(run.id, `/files/${name.startsWith('samples/') ? name : `samples/epoch-${String(epoch.epoch).padStart(3, '0')}/${name}`}`);
  return (
    <>
      <div class="bar">
        <label class="epochs">epoch <input type="range" min="0" max={epochs.length - 1} value={at} disabled={epochs.length < 2} aria-valuetext={`epoch ${epoch.epoch}`} onInput={event => { setPlaying(false); choose(Number(event.currentTarget.value)); }} />
          <output><b>{epoch.epoch}</b> of {epochs.at(-1)!.epoch}</output></label>
        <button onClick={() => setPlaying(!isPlaying)} disabled={epochs.length < 2}>{isPlaying ? 'Pause' : 'Play the epochs'}</button>
      </div>
      {epoch.files.toSorted((a, b) => Number(isPicture(b)) - Number(isPicture(a))).map(name => isPicture(name) ? <a key={name} href={address(name)} target="_blank" rel="noopener" title="Open in full size"><img class="sample" src={address(name)} alt={`${name} after epoch ${epoch.epoch}`} /></a>
        : isVideo(name) ? <video key={name} class="sample" src={address(name)} controls loop muted />
        : <p key={name}><a href={address(name)} target="_blank" rel="noopener">{name}</a></p>)}
    </>
  );
}
