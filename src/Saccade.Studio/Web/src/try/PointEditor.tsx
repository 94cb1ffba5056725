import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Correction, Job, Place } from '../api';
import { go } from '../route';
import { post, runPath } from '../server';
import { ErrorLine } from '../shell/ErrorLine';
import { useServer } from '../useServer';
import { correctionOf, type Point } from './points';

interface Props { run: string; file: File; answer: Answer; isReadOnly: boolean }

/** From so many corrected images on the model can learn from them. */
const fewest = 5;

/** The counted image: a click puts a point, a click on a point takes it away; arrow keys and Enter do the same. Saved corrections are what the model learns from. */
export function PointEditor({ run, file, answer, isReadOnly }: Props) {
  const result = (answer.results as { points?: { x: number; y: number }[]; width?: number; height?: number }[])[0];
  const counted = (result?.points ?? []).map(({ x, y }): Place => [x, y]);
  const [points, setPoints] = useState<Point[]>(() => counted.map(place => ({ place, isAdded: false })));
  const [size, setSize] = useState<[number, number]>([result?.width ?? 0, result?.height ?? 0]);
  const [shownWidth, setShownWidth] = useState(600);
  const [cross, setCross] = useState<Place | null>(null);
  const [said, setSaid] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [address, setAddress] = useState('');
  const saved = useServer<{ images: Correction[] }>(runPath(run, '/corrections'));
  const frame = useRef<SVGSVGElement>(null);

  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setShownWidth(entry!.contentRect.width || 600));
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, [size[0] > 0]);

  const [width, height] = size;
  // Marks are equally large on the screen, however large the image.
  const radius = (10 * width) / shownWidth;
  /** The point under a place, within its drawn circle; -1: none. */
  const under = ([x, y]: Place) => points.findIndex(({ place }) => Math.hypot(place[0] - x, place[1] - y) <= 1.3 * radius);
  const toggle = (place: Place) => {
    const at = under(place);
    setPoints(at >= 0 ? points.toSpliced(at, 1) : [...points, { place: [Math.round(place[0] * 10) / 10, Math.round(place[1] * 10) / 10], isAdded: true }]);
    setSaid('');
  };
  const click = (event: MouseEvent) => {
    const box = frame.current!.getBoundingClientRect();
    toggle([((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height]);
  };
  const press = (event: KeyboardEvent) => {
    const [x, y] = cross ?? [width / 2, height / 2];
    const far = (event.shiftKey ? 0.05 : 0.01) * Math.max(width, height);
    const moves: Record<string, Place> = { ArrowLeft: [x - far, y], ArrowRight: [x + far, y], ArrowUp: [x, y - far], ArrowDown: [x, y + far] };
    const to = moves[event.key];
    if (to) setCross([Math.max(0, Math.min(width, to[0])), Math.max(0, Math.min(height, to[1]))]);
    else if (event.key === 'Enter' || event.key === ' ') toggle([x, y]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const act = async (action: () => Promise<void>) => {
    setError(null);
    setSaid('');
    try {
      await action();
    } catch (reason) {
      setError((reason as Error).message);
    }
  };
  const save = () => act(async () => {
    const form = new FormData();
    form.append('image', file, file.name);
    form.append('correction', JSON.stringify(correctionOf(counted, points)));
    await post(runPath(run, '/corrections'), form);
    setSaid('Saved.');
    saved.reload();
  });
  const learn = () => act(async () => {
    await post<Job>(runPath(run, '/learn'));
    go('/queue');
  });
  const { add, remove } = correctionOf(counted, points);
  const images = saved.value?.images.length ?? 0;
  return (
    <section class="point-editor">
      <h2>Correct the count</h2>
      <div class="canvas" style={{ width: `min(100%, 52rem, calc(70vh * ${width / (height || 1)}))` }}>
        {address && <img src={address} alt={file.name} onLoad={event => setSize([event.currentTarget.naturalWidth, event.currentTarget.naturalHeight])} />}
        {width > 0 && (
          <svg ref={frame} viewBox={`0 0 ${width} ${height}`} tabIndex={0} role="application" aria-label={`${points.length} points on ${file.name}. Arrow keys move the cross, Enter puts or takes away a point.`}
            onClick={click} onKeyDown={press} onFocus={() => setCross(cross ?? [width / 2, height / 2])} onBlur={() => setCross(null)}>
            {points.map(({ place: [x, y], isAdded }, i) => (
              <g key={`${x} ${y}`} class={isAdded ? 'added' : 'counted'} data-point={i + 1}>
                <circle cx={x} cy={y} r={radius} />
                <text x={x} y={y} font-size={1.05 * radius} dy=".36em">{i + 1}</text>
              </g>
            ))}
            {cross && <path class="cross" d={`M${cross[0] - 1.6 * radius} ${cross[1]}h${3.2 * radius}M${cross[0]} ${cross[1] - 1.6 * radius}v${3.2 * radius}`} />}
          </svg>
        )}
      </div>
      <div class="correction">
        <p class="total" aria-live="polite"><b>{points.length}</b> {points.length === 1 ? 'thing' : 'things'}</p>
        <p class="quiet">The model counted {counted.length}.{add.length > 0 && ` You added ${add.length}.`}{remove.length > 0 && ` You took away ${remove.length}.`}</p>
        <p class="quiet small">Click where a thing was missed; click a point that is none. By keys: arrows (with Shift in long steps), Enter.</p>
        <p><button class="main" onClick={() => void save()} disabled={isReadOnly}>{add.length + remove.length > 0 ? 'Save the correction' : 'Save: the count is right'}</button> <span role="status" class="good-text">{said}</span></p>
        <ErrorLine message={error ?? saved.error} />
        <p>{images === 0 ? 'No image of this run is corrected yet.' : `${images} corrected ${images === 1 ? 'image' : 'images'} of this run.`} {images < fewest && <span class="quiet">From {fewest} on it can learn from them.</span>}</p>
        <p><button onClick={() => void learn()} disabled={isReadOnly || images < fewest}>Learn from the corrections</button></p>
      </div>
    </section>
  );
}
