import type { RunStatus } from '../api';
import { words } from '../format';

type Tone = 'good' | 'doubtful' | 'bad' | 'calm' | '';

const statuses: Record<RunStatus | 'waiting', { tone: Tone; sign: string; meaning: string }> = {
  waiting: { tone: '', sign: '○', meaning: 'Its turn has not come' },
  running: { tone: 'calm', sign: '●', meaning: 'It trains now' },
  finished: { tone: 'good', sign: '✓', meaning: 'The last epoch or a stopping rule ended it' },
  stopped: { tone: '', sign: '■', meaning: 'Stopped by you; it can be resumed' },
  failed: { tone: 'bad', sign: '✕', meaning: 'An error ended it' },
  dead: { tone: 'bad', sign: '✕', meaning: 'It says running, but nobody trains it any more' },
  damaged: { tone: 'bad', sign: '!', meaning: 'Its folder cannot be read' },
  newer: { tone: 'doubtful', sign: '!', meaning: 'Written by a later version of Saccade' },
};

/** A status as a sign, a word and a colour. */
export function StatusBadge({ status, title }: { status: RunStatus | 'waiting'; title?: string | null }) {
  const { tone, sign, meaning } = statuses[status] ?? statuses.damaged;
  return <span class={`badge ${tone} ${status === 'running' ? 'beating' : ''}`} title={title ?? meaning}><span class="sign" aria-hidden="true">{sign}</span>{status}</span>;
}

/** A verdict: supported, no better than a baseline, or invalid by a check. */
export function VerdictBadge({ verdict }: { verdict: string }) {
  const tone: Tone = verdict === 'supported' ? 'good' : verdict.startsWith('invalid') ? 'bad' : 'doubtful';
  const sign = tone === 'good' ? '✓' : tone === 'bad' ? '✕' : '≈';
  return <span class={`badge ${tone}`} title={words(verdict)}><span class="sign" aria-hidden="true">{sign}</span><span class="clipped">{words(verdict)}</span></span>;
}
