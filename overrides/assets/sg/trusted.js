/*
 * The one place where an address becomes a script to run (a worker, the service worker). The site's policy
 * (pipeline/policy.py) makes browsers with Trusted Types refuse any other way. Only files of this site, below its root.
 */
const root = new URL("../../", import.meta.url);

function own(address) {
  const url = new URL(address, document.baseURI);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) {
    throw new TypeError(`not a script of this site: ${url.href}`);
  }
  return url.href;
}

const policy = globalThis.trustedTypes?.createPolicy("sg-scripts", { createScriptURL: own });

/** The address of one of our own scripts, as the browser wants to be given it. Throws TypeError for any other. */
export function script(address) {
  return policy ? policy.createScriptURL(String(address)) : own(String(address));
}
