import type { Note } from '../api';
import { count, moment, words } from '../format';

const grave = new Set(['failed_check', 'loss_spike', 'overfitting', 'dead_layer', 'dead_module', 'exploding_layer', 'mode_disagreement', 'mirror']);

/** What training found worth telling, the latest first. */
export function Notes({ notes }: { notes: Note[] }) {
  return (
    <ol class="notes" reversed>
      {notes.toReversed().map((note, i) => (
        <li key={`${note.time}${i}`}>
          <span class={`badge ${grave.has(note.kind) ? 'doubtful' : ''}`}>{words(note.kind)}</span>
          <span>{note.message}</span>
          <span class="quiet small when">epoch {note.epoch}, step {count(note.step)} · {moment(note.time)}</span>
        </li>
      ))}
    </ol>
  );
}
