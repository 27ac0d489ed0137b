window.job = (request) =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    const worker = new Worker("worker.js", { type: "module" });
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data.error) reject(new Error(data.error));
      else resolve({ answer: JSON.parse(data.answer), seconds: (performance.now() - begun) / 1000 });
    };
    worker.postMessage(request);
  });
