/** A failure that its message explains completely: shown without a stack. */
export class PlainError extends Error {
  isPlain = true;
}
