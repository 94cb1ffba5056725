import type { Place } from '../api';

/** A point on a counted image: the model's own, or one that the user put. */
export interface Point { place: Place; isAdded: boolean }

/** What a user changed of a count, as a correction says it: places that were put, and the model's that were taken away. */
export function correctionOf(counted: Place[], points: Point[]): { add: Place[]; remove: Place[] } {
  const kept = new Set(points.filter(point => !point.isAdded).map(point => point.place.join()));
  return { add: points.filter(point => point.isAdded).map(point => point.place), remove: counted.filter(place => !kept.has(place.join())) };
}
