/** The protocol that this package describes. A client names it when it connects. */
export const PROTOCOL_VERSION = 1;

/** Versions an engine of this package still speaks. */
export const SUPPORTED_VERSIONS: readonly number[] = [1];
