/** A bucket of a server that speaks S3, and who asks. */
export interface Bucket {
  /** The bucket's own address: `https://host/bucket`, or `https://bucket.host` as some providers want it. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export const isS3 = (text: string): boolean => /^s3(\+http)?:\/\//i.test(text);

const EXAMPLE = "s3://key:secret@s3.eu-central-1.amazonaws.com/bucket?region=eu-central-1";

/**
 * Reads `s3://key:secret@host:port/bucket?region=...`, or `s3+http://...` where the server has no TLS. Without a path the host is the
 * bucket's own. Throws an Error whose message says what is wrong, without repeating the secret.
 */
export function readS3(text: string): Bucket {
  const { username, password, origin, pathname, searchParams } = addressOf(text);
  if (!username || !password) throw new Error(`must have a key and a secret: ${EXAMPLE}`);
  const path = pathname.replace(/\/$/, "");
  if (!/^(\/[\w.-]+)?$/.test(path)) throw new Error(`must name a bucket and nothing in it: ${EXAMPLE}`);
  const unknown = [...searchParams.keys()].filter((name) => name !== "region");
  if (unknown.length > 0) throw new Error(`knows no ${unknown.join(", ")}: ${EXAMPLE}`);
  const region = searchParams.get("region") ?? "auto";
  const [accessKeyId, secretAccessKey] = [decodeURIComponent(username), decodeURIComponent(password)];
  return { endpoint: origin + path, region, accessKeyId, secretAccessKey };
}

function addressOf(text: string): URL {
  const address = text.replace(/^s3\+http:/i, "http:").replace(/^s3:/i, "https:");
  if (URL.canParse(address)) return new URL(address);
  throw new Error(`must be an address such as ${EXAMPLE}, with / in key and secret as %2F`);
}
