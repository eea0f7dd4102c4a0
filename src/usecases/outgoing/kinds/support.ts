import { supportMessage } from '../../supportMessage.ts';
import type { Handler, Step } from '../steps.ts';

/** Operations are asked to look at sends. What is told of them is as it is now, within what the one who asks may see. */
export const support: Handler<'support'> = async (deps, items, { workspaceId, now }) => {
  const steps: Step[] = [];
  for (const { id, body } of items) {
    const asking = await deps.people.get(workspaceId, body.from);
    const actor = asking && { workspaceId, memberId: asking.id, name: asking.name, email: asking.email, role: asking.role, teams: asking.teams === 'every' ? 'every' as const : asking.teams.map((team) => team.id) };
    const facts = actor ? await supportMessage({ ...deps, clock: () => now })(actor, body.sends) : [];
    steps.push(facts.length > 0
      ? { do: 'post', items: [id], content: { kind: 'support', facts, asker: asking?.tie?.slackUser } }
      : { do: 'drop', items: [id], why: 'nothing of it may be seen, or is left' });
  }
  return steps;
};
