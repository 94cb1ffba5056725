// What Studio's server says, shape by shape. Names are snake_case as in the run folder; a measure that does not exist is null.

/** `dead` says running, but nobody trains it; `newer` was written by a later Saccade. */
export type RunStatus = 'running' | 'finished' | 'stopped' | 'failed' | 'dead' | 'damaged' | 'newer';

export interface RunList { folder: string; read_only: boolean; version: string; runs: RunRow[] }

export interface RunRow {
  /** The path below the runs folder, such as `both/trajectories-magvit-seed-1`. */
  id: string;
  status: RunStatus;
  /** Of a damaged, newer, failed or dead run: one line. */
  problem: string | null;
  task: string | null;
  model: string | null;
  seed: number | null;
  queue: string | null;
  started: string | null;
  ended: string | null;
  epoch: number | null;
  epochs: number | null;
  step: number | null;
  steps: number | null;
  loss: number | null;
  /** Of the best epoch. */
  headline: { metric: string; value: number } | null;
  /** Of the evidence on test, else on validation. */
  verdict: string | null;
  seconds_left: number | null;
  archived: boolean;
  tags: string[];
}

export interface RunPage extends RunRow {
  reason: string | null;
  parameters: number | null;
  threads: number | null;
  code_version: string | null;
  machine: Record<string, unknown> | null;
  recipe: Record<string, unknown>;
  data: Record<string, unknown> | null;
  notes: Note[];
  checkpoints: Checkpoint[];
  evidence: Evaluation[];
  samples: { epoch: number; files: string[] }[];
  explained: string[];
  /** Names that `curves` knows: loss, loss.TERM, learning_rate, .., metric.NAME, layer.PARAMETER. */
  series: string[];
  console: string[];
  report: boolean;
}

export interface Note { kind: string; message: string; epoch: number; step: number; time: string }

export interface Checkpoint { name: string; bytes: number; time: string; epoch: number | null; step: number | null }

export interface Interval { value: number | null; low: number | null; high: number | null }

export interface Evaluation {
  task: string;
  run: string;
  split: string;
  samples: number;
  metrics: Record<string, Interval>;
  lower_is_better?: string[];
  baselines: Record<string, Record<string, number | null>>;
  checks: { name: string; passed: boolean; detail: string }[];
  claims: Claim[];
  findings?: { name: string; detail: string }[];
  confusion?: { classes: string[]; counts: number[][] } | null;
  verdict: string;
}

export interface Claim { metric: string; value: number; low: number; high: number; baseline: string; difference: Interval; verdict: string }

/** A curve in buckets: of each its step, the mean there, and the extremes. */
export interface Series { name: string; x: number[]; y: (number | null)[]; low?: (number | null)[] | null; high?: (number | null)[] | null }

export interface Curves { series: Series[]; last_step: number }

/** A line of the journal; which further fields there are depends on its type (docs/run-folder.md). */
export interface JournalEntry { type: string; step: number; epoch: number; time: string; kind?: string; message?: string }

export interface Comparison {
  runs: RunRow[];
  /** Keys whose values differ; a value for each run, null where it has none. */
  recipe: { key: string; values: (string | null)[] }[];
  metrics: MetricComparison[];
  confusions: { run: string; split: string; labels: string[]; counts: number[][] }[];
  series: string[];
  /** Why there are no metrics, though runs were judged. */
  problem: string | null;
}

export interface MetricComparison {
  split: string;
  metric: string;
  values: Interval[];
  /** Between runs by their ids, or between models by their names where several runs differ in their seed alone. */
  differences: { a: string; b: string; difference: number; low: number; high: number; conclusion: string }[];
}

export interface Recipe { name: string; task: string; comment: string; text: string }

export interface RecipeCheck { valid: boolean; problems: RecipeProblem[]; resolved: Record<string, unknown> | null; /** Of a list of variants: what its runs are called. */ variants: string[] | null }

export interface RecipeProblem { line: number | null; key: string | null; message: string }

export interface QueueRequest { text: string; name: string; set: Record<string, string>; data: string | null; seeds: number[] }

export interface Job { job: string; name: string; run: string; status: 'waiting' | 'running' | 'finished' | 'stopped' | 'failed'; reason: string | null; queued: string }

/** Why a run that ended before its end cannot be gone on with; null: it can. */
export interface Resumption { refusal: string | null }

export interface Answer { input: string; task: string; in_domain: unknown; results: unknown; files: AnswerFile[] }

export interface AnswerFile { name: string; media_type: string; base64: string }

/** Where something is in an image, in its pixels. */
export type Place = [x: number, y: number];

export interface Correction { name: string; add: Place[]; remove: Place[]; saved: string }

export interface Settings { version: string; folder: string; read_only: boolean; refusal: string | null; token_required: boolean; pages: 'embedded' | 'absent'; other_studio: boolean }
