// Requests to Studio's server. What it refuses is thrown as an Error whose message is the server's one line.

const token = document.querySelector<HTMLMetaElement>('meta[name="saccade-token"]')?.content ?? '';

export const get = <T>(path: string, signal?: AbortSignal) => answer<T>(fetch(path, { signal, headers: { Accept: 'application/json' } }));

export const post = <T>(path: string, body?: unknown) => send<T>('POST', path, body);

export const put = <T>(path: string, body: unknown) => send<T>('PUT', path, body);

export const remove = <T>(path: string) => send<T>('DELETE', path);

/** The path of a run's own resources: its id is one segment. */
export const runPath = (id: string, rest = '') => `/api/runs/${encodeURIComponent(id)}${rest}`;

/** Files go as they are, forms as multipart, anything else as JSON. */
function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { 'X-Saccade-Token': token, Accept: 'application/json' };
  const isRaw = body instanceof Blob || body instanceof FormData;
  if (body instanceof Blob) headers['Content-Type'] = 'application/octet-stream';
  else if (body !== undefined && !isRaw) headers['Content-Type'] = 'application/json';
  return answer<T>(fetch(path, { method, headers, body: body === undefined ? undefined : isRaw ? body : JSON.stringify(body) }));
}

async function answer<T>(request: Promise<Response>): Promise<T> {
  let response: Response;
  try {
    response = await request;
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw new Error('Studio does not answer: is `saccade studio` still running?');
  }
  const text = await response.text();
  const said: unknown = text && isJson(response) ? JSON.parse(text) : null;
  if (response.ok) return said as T;
  const detail = (said as { detail?: unknown } | null)?.detail;
  throw new Error(typeof detail === 'string' ? detail : `Studio answered ${response.status} ${response.statusText}`.trim());
}

const isJson = (response: Response) => /[/+]json/.test(response.headers.get('Content-Type') ?? '');
