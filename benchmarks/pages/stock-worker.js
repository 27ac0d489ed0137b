import { loadPyodide } from "./runtime/0123456789abcdef/pyodide.mjs";

const here = new URL("./runtime/0123456789abcdef/", import.meta.url).href;
const ready = (async () => {
  const sources = fetch(`${here}aids.zip`).then((response) => response.arrayBuffer());
  const pyodide = await loadPyodide({ indexURL: here });
  pyodide.unpackArchive(await sources, "zip");
  return pyodide.pyimport("decision_aids.api");
})();

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ answer: (await ready).handle(data) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
