import { useState } from 'preact/hooks';
import { bytes } from '../format';

/** What a task's models take, in words and for the file dialogue. */
const inputs: Record<string, { words: string; accept: string }> = {
  trajectories: { words: 'a video', accept: 'video/*' },
  persistence: { words: 'a video', accept: 'video/*' },
  early: { words: 'a video', accept: 'video/*' },
  counting: { words: 'an image', accept: 'image/*' },
  editing: { words: 'a timeline (xml, fcpxml, otio), a table or a video', accept: '.xml,.fcpxml,.otio,.csv,.npz,.safetensors,video/*' },
};

interface Props { task: string | null; file: File | null; isBusy: boolean; onFile: (file: File) => void }

/** Takes a file by dropping, by choosing, or pasted. */
export function DropBox({ task, file, isBusy, onFile }: Props) {
  const [isOver, setOver] = useState(false);
  const { words, accept } = inputs[task ?? ''] ?? { words: 'a file', accept: '' };
  const take = (files: FileList | null | undefined) => files?.[0] && !isBusy && onFile(files[0]);
  return (
    <label class={`drop ${isOver ? 'over' : ''} ${isBusy ? 'busy' : ''}`}
      onDragOver={event => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={event => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files); }}
      onPaste={event => take(event.clipboardData?.files)}>
      <input type="file" class="unseen" accept={accept} disabled={isBusy} onChange={event => { take(event.currentTarget.files); event.currentTarget.value = ''; }} />
      <b>{file ? file.name : `Drop ${words} here`}</b>
      <span class="quiet">{file ? `${bytes(file.size)} · drop or choose another` : 'or click to choose one; it does not leave this machine'}</span>
    </label>
  );
}
