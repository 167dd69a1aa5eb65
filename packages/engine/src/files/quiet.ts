/** Milliseconds without a byte, of who sends a file or of who reads one, after which their connection is taken for broken. */
export const QUIET = 20_000;
