/**
 * Names of variables that usually hold a secret. Values are masked before sealing, so that a name is all there is to go
 * by; a variable that refers to a vault (type SECRETS_MANAGER or PARAMETER_STORE) is not one.
 */
const NAMES =
  /(?:^|_|-)(?:password|passwd|pwd|passphrase|secret|token|api_?key|apikey|access_?key(?:_?id)?|private_?key|client_?secret|credentials?)(?:$|_|-)/i;

/** Names that end in what points to a secret rather than holds it. */
const POINTERS = /(?:_|-)(?:arn|name|path|file|id|url|uri|ttl|expiry|length|parameter|version)$/i;

/** Whether a variable's name says that its value is a secret. */
export function looksSecret(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  if (/access_?key_?id$/i.test(words)) return true;
  return NAMES.test(words) && !POINTERS.test(words);
}
