import { useEffect, useState } from 'preact/hooks';
import type { Resumption, RunPage as Run, RunStatus } from '../api';
import { useKeys } from '../keys';
import { useLive } from '../live';
import { go, runAddress } from '../route';
import { post, runPath } from '../server';
import { Empty } from '../shell/Empty';
import { ErrorLine } from '../shell/ErrorLine';
import { useServer } from '../useServer';
import { CurvesTab } from './CurvesTab';
import { EvidenceTab } from './EvidenceTab';
import { LayersTab } from './LayersTab';
import { LogTab } from './LogTab';
import { RecipeTab } from './RecipeTab';
import './run.css';
import { type Action, RunHead } from './RunHead';
import { SamplesTab } from './SamplesTab';

/** One run: how it goes, what it is worth, what it was made with. It follows the journal as the run trains. */
export function RunPage({ id, tab }: { id: string; tab: string }) {
  const live = useLive();
  const { value, error, reload } = useServer<Run>(runPath(id));
  const [refusal, setRefusal] = useState<string | null>(null);
  const row = live.rows.get(id);

  // Steps come by themselves; what only the whole page holds (evidence, notes, pictures, checkpoints) is asked for when an epoch, a note or the end says that it changed.
  useEffect(() => {
    let timer: number | undefined;
    const leave = live.follow({
      entries: entries => {
        if (timer === undefined && entries.some(entry => entry.type !== 'step')) timer = window.setTimeout(() => { timer = undefined; reload(); }, 700);
      },
      reset: reload,
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [id, live.follow]);
  useEffect(() => {
    if (!value && row) reload(); // it is there by now
    if (value && row && (row.status !== value.status || row.verdict !== value.verdict || row.archived !== value.archived)) reload();
  }, [row?.status, row?.verdict, row?.archived]);

  const run: Run | null = value && { ...value, ...row };
  const resumption = useServer<Resumption>(run && ended.includes(run.status) ? runPath(id, '/resume') : null);
  useEffect(() => {
    // What refuses may pass: the process that has just written that it stopped, a place in the queue.
    if (resumption.value === null || resumption.value.refusal === null) return;
    const timer = setInterval(resumption.reload, 2000);
    return () => clearInterval(timer);
  }, [resumption.value]);
  const act = async (action: Action) => {
    setRefusal(null);
    try {
      await post(runPath(id, `/${action}`));
    } catch (reason) {
      setRefusal((reason as Error).message);
    }
    reload();
    resumption.reload();
    live.reload();
  };
  useKeys({ e: () => run && void act(run.archived ? 'restore' : 'archive') });
  const tabs = tabsOf(run);
  const step = (by: number) => go(runAddress(id, tabs[(tabs.findIndex(one => one.address === tab) + by + tabs.length) % tabs.length]!.address));
  useKeys({ '[': () => step(-1), ']': () => step(1) });

  if (!run) return <div class="page">{error ? <Empty title="This run cannot be shown"><ErrorLine message={error} /><p><a href="/">All runs</a></p></Empty> : <RunHead id={id} run={row ?? null} />}</div>;
  return (
    <div class="page run-page">
      <RunHead id={id} run={run} resumption={resumption.value} onAct={act} />
      <ErrorLine message={refusal ?? error} />
      <nav class="tabs" aria-label="Parts of this run">
        {tabs.map(one => <a key={one.address} href={runAddress(id, one.address)} aria-current={one.address === tab ? 'page' : undefined}>{one.name}{one.count ? <span class="quiet"> {one.count}</span> : null}</a>)}
      </nav>
      <Tab run={run} tab={tab} />
    </div>
  );
}

/** Before its end: perhaps it can be gone on with. */
const ended: RunStatus[] = ['stopped', 'failed', 'dead', 'damaged', 'newer'];

function Tab({ run, tab }: { run: Run; tab: string }) {
  switch (tab) {
    case 'curves': return <CurvesTab run={run} />;
    case 'evidence': return <EvidenceTab run={run} />;
    case 'layers': return <LayersTab run={run} />;
    case 'samples': return <SamplesTab run={run} />;
    case 'recipe': return <RecipeTab run={run} />;
    case 'log': return <LogTab run={run} />;
    default: return <Empty title="There is no such part"><p><a href={runAddress(run.id)}>The curves of this run</a></p></Empty>;
  }
}

const tabsOf = (run: Run | null) => [
  { address: 'curves', name: 'Curves' },
  { address: 'evidence', name: 'Evidence' },
  { address: 'layers', name: 'Layers' },
  { address: 'samples', name: 'Samples', count: run?.samples.length },
  { address: 'recipe', name: 'Recipe and files' },
  { address: 'log', name: 'Notes and console', count: run?.notes.length },
];
