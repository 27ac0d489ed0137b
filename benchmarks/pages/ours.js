import { runtime } from "./assets/sg/runtime.js";

window.job = async (request) => {
  const { slug, answers, today } = JSON.parse(request);
  const begun = performance.now();
  const answer = await runtime().evaluate(slug, answers, today);
  return { answer, seconds: (performance.now() - begun) / 1000 };
};
