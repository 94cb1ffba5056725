export function ComparePage({ ids }: { ids: string[] }) { return <p>{String(ids)}</p>; }
