/**
 * The exponential moving average of a curve, freed of its start at zero (Kingma and Ba 2015, section 3): `weight` of the former mean is kept at each point.
 * Gaps stay gaps and change nothing; at weight 0 it is the curve itself.
 */
export function smoothed(values: (number | null)[], weight: number): (number | null)[] {
  let mean = 0;
  let kept = 1;
  return values.map(value => {
    if (value === null || !Number.isFinite(value)) return null;
    mean = weight * mean + (1 - weight) * value;
    kept *= weight;
    return mean / (1 - kept);
  });
}
