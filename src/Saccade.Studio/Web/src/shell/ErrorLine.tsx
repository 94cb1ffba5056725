/** What the server refused, in its words; nothing where there is nothing. */
export function ErrorLine({ message }: { message: string | null | undefined }) {
  return message ? <p class="error" role="alert">{message}</p> : null;
}
