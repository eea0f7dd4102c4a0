import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files whose tests take longer than their size tells, the longest first. */
const SLOW = [
  'slack/visibility', 'sandbox/demo/demo', 'slack/fuzz', 'store/plans', 'storm/storm', 'usecases/sync/killed', 'main', 'usecases/oneWayIn', 'store/cancels/cancels', 'usecases/staleAlerts', 'http/webhookFuzz', 'bundle',
  'cli/main', 'cli/standardOutput', 'storm/spoken', 'slack/saidOnce',
];

/** Begins with the slow files, so that none is left to one worker at the end; the others as Vitest has them: by the time they took before, or by size. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- Vitest's method of that name, not an array's.
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification): number => {
      const at = SLOW.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? SLOW.length : at;
    };
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}
