export function TryPage({ id }: { id: string|null }) { return <p>{String(id)}</p>; }
