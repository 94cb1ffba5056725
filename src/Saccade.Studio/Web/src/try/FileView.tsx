import { useEffect, useMemo } from 'preact/hooks';
import type { AnswerFile } from '../api';
import { bytes } from '../format';

/** What can be seen comes first. */
export const seenFirst = (files: AnswerFile[]) => files.toSorted((a, b) => Number(isSeen(b)) - Number(isSeen(a)));

const isSeen = (file: AnswerFile) => /^(image|video)\//.test(file.media_type);

/** A file that the model made: shown where a browser can, to be saved in any case. */
export function FileView({ file }: { file: AnswerFile }) {
  const blob = useMemo(() => new Blob([Uint8Array.from(atob(file.base64), c => c.charCodeAt(0))], { type: file.media_type }), [file]);
  const address = useMemo(() => URL.createObjectURL(blob), [blob]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <figure class="file">
      {file.media_type.startsWith('image/') && <a href={address} target="_blank" rel="noopener" title="Open in full size"><img src={address} alt={file.name} /></a>}
      {file.media_type.startsWith('video/') && <video src={address} controls loop muted autoplay={!matchMedia('(prefers-reduced-motion: reduce)').matches} />}
      <figcaption class="small"><a href={address} download={file.name}>{file.name}</a> <span class="quiet">{bytes(blob.size)}</span></figcaption>
    </figure>
  );
}
