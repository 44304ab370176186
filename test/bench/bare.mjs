// The yardstick: Express 5 as it comes, one route, one JSON answer. Plain JavaScript, so that its start is Node's own.
import { readFileSync } from 'node:fs';
import express from 'express';

const answer = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const app = express();
app.use(express.json());
app.get('/', (_req, res) => {
  res.json(answer);
});
app.post('/', (_req, res) => {
  res.status(202).json(answer);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`bare ready url=http://127.0.0.1:${server.address().port}\n`);
});
