import { runProcess } from './process.ts';

runProcess(() => new Date());
