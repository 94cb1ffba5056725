import { useState } from 'preact/hooks';

export interface CurveTools { smoothing: number; isLog: boolean; isCut: boolean; setSmoothing: (weight: number) => void; setLog: (isLog: boolean) => void; setCut: (isCut: boolean) => void }

/** How curves are drawn; the browser remembers, for all runs. */
export function useCurveTools(): CurveTools {
  const [smoothing, setSmoothing] = useState(() => Number(localStorage.getItem('saccade-smoothing') ?? '0.6') || 0);
  const [isLog, setLog] = useState(() => localStorage.getItem('saccade-log') === 'true');
  const [isCut, setCut] = useState(() => localStorage.getItem('saccade-cut') !== 'false');
  return {
    smoothing, isLog, isCut,
    setSmoothing: weight => { setSmoothing(weight); localStorage.setItem('saccade-smoothing', String(weight)); },
    setCut: cut => { setCut(cut); localStorage.setItem('saccade-cut', String(cut)); },
    setLog: log => { setLog(log); localStorage.setItem('saccade-log', String(log)); },
  };
}

export function CurveTools({ smoothing, isLog, isCut, setSmoothing, setLog, setCut }: CurveTools) {
  return (
    <div class="curve-tools">
      <label>smoothing <input type="range" min="0" max="0.98" step="0.02" value={smoothing} onInput={event => setSmoothing(Number(event.currentTarget.value))} /> <output>{smoothing.toFixed(2)}</output></label>
      <label><input type="checkbox" checked={isLog} onChange={event => setLog(event.currentTarget.checked)} /> log scale</label>
      <label title="A few values far above all others do not press the rest to the ground"><input type="checkbox" checked={isCut} disabled={isLog} onChange={event => setCut(event.currentTarget.checked)} /> cut off spikes</label>
      <span class="quiet small hint">drag to zoom, double-click for all</span>
    </div>
  );
}
