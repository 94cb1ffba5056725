// Runs graphs for the tests, one for each line of standard input, which names a file {"model", "inputs": {name: {"type", "dims", "data"}}, "repeats"}.
// Answers each with a line {"outputs": {name: {"dims", "data"}}, "milliseconds"} (the shortest time of all repeats), or {"error"}.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import ort from 'onnxruntime-node';

for await (const path of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = await run(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}

async function run(job) {
  const session = await ort.InferenceSession.create(job.model, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  const feeds = {};
  for (const [name, { type, dims, data }] of Object.entries(job.inputs)) {
    const values = type === 'int32' ? Int32Array.from(data) : Float32Array.from(data);
    feeds[name] = new ort.Tensor(type, values, dims);
  }
  let results;
  let milliseconds = Infinity;
  for (let i = 0; i < job.repeats; i++) {
    const start = performance.now();
    results = await session.run(feeds);
    milliseconds = Math.min(milliseconds, performance.now() - start);
  }
  const outputs = {};
  for (const [name, tensor] of Object.entries(results)) {
    outputs[name] = { dims: tensor.dims, data: Array.from(tensor.data, v => Number.isFinite(v) ? v : String(v)) };
  }
  await session.release();
  return { outputs, milliseconds };
}
