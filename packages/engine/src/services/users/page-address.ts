/** Names of what a page is given that is nobody's business here: keys of all kinds, and who people are. */
const SECRET_NAME =
  /token|secret|passw|pwd|session|sid$|auth|signature|^sig$|code$|otp|api[_-]?key|^key$|jwt|ticket|nonce|state$|e-?mail|phone|mobile|ssn|card/i;
/** Long values of letters and digits, as keys are; JSON Web Tokens; e-mail addresses. */
const SECRET_VALUE = /^(?=.*\d)(?=.*[a-z])[\w+/=~-]{24,}$|^ey[\w-]+\.[\w-]+\.|@/i;
const HIDDEN = "hidden";

/**
 * The address of a visitor's page without what could be a key or a person's: what it was given stays by name only, where name or value
 * looks like one. Also within its fragment, where sign-ins leave tokens. What is no address is cut at the first `?` or `#`.
 */
export function withoutSecrets(address: string): string {
  if (!URL.canParse(address)) return address.replace(/[?#].*$/s, "");
  const url = new URL(address);
  url.username = "";
  url.password = "";
  if (url.search) url.search = scrub(url.search.slice(1));
  if (url.hash.includes("=")) url.hash = scrubHash(url.hash.slice(1));
  // As it was written, where nothing was to be hidden: `URL` would write much of it in another way.
  return url.href === new URL(address).href ? address : url.href;
}

/** A route, maybe, and after its `?` what it was given. */
function scrubHash(hash: string): string {
  const at = hash.indexOf("?");
  return at < 0 ? scrub(hash) : `${hash.slice(0, at + 1)}${scrub(hash.slice(at + 1))}`;
}

function scrub(given: string): string {
  return given
    .split("&")
    .map((pair) => {
      const [name = "", ...rest] = pair.split("=");
      if (rest.length === 0) return isSecret("", name) ? HIDDEN : pair;
      return isSecret(name, rest.join("=")) ? `${name}=${HIDDEN}` : pair;
    })
    .join("&");
}

function isSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(readable(name)) || SECRET_VALUE.test(readable(value));
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
