/** A message as a sentence to read: it begins with a capital and ends with a stop, unless a path begins or ends it. */
export function sentence(message: string): string {
  const begun = /^\p{Ll}+\s/u.test(message) ? message.charAt(0).toUpperCase() + message.slice(1) : message;
  return /(^|\s)[^\s/\\]*[\p{L}\p{N})”»\]`"]$/u.test(begun) ? `${begun}.` : begun;
}
