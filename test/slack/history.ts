import type { MemberId, SendId } from '../../src/domain/ids.ts';
import { memberId } from '../support/builders.ts';
import type { FrontDoor } from './frontDoor.ts';

/** A member who is not there. */
export const NOBODY: MemberId = memberId('00000000-0000-4000-8000-00000000dead');

export const sendNumbered = async ({ store, workspaceId }: FrontDoor, number: string): Promise<SendId> => {
  const [send] = await store.sends.lookUp(workspaceId, { everything: true }, number, 1);
  if (!send) throw new Error(`no send ${number}`);
  return send.id;
};
