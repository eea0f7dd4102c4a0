declare const brand: unique symbol;
/** A string that cannot be passed where another kind of id belongs. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

export type WorkspaceId = Branded<'WorkspaceId'>;
export type MemberId = Branded<'MemberId'>;
export type TeamId = Branded<'TeamId'>;
export type CampaignId = Branded<'CampaignId'>;
export type SendId = Branded<'SendId'>;
export type SlackUserId = Branded<'SlackUserId'>;
export type RequestId = Branded<'RequestId'>;
export type ImportId = Branded<'ImportId'>;
export type ExportId = Branded<'ExportId'>;
export type SubscriptionId = Branded<'SubscriptionId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads a send's opaque id from outside (a button's value); undefined for anything else. */
export const parseSendId = (text: string): SendId | undefined => (isSendId(text) ? text : undefined);
export const parseImportId = (text: string): ImportId | undefined => (isImportId(text) ? text : undefined);
export const parseExportId = (text: string): ExportId | undefined => (isExportId(text) ? text : undefined);
export const parseSubscriptionId = (text: string): SubscriptionId | undefined => (isSubscriptionId(text) ? text : undefined);
/** The same for a member and a team. */
export const parseMemberId = (text: string): MemberId | undefined => (isMemberId(text) ? text : undefined);
export const parseTeamId = (text: string): TeamId | undefined => (isTeamId(text) ? text : undefined);
const isMemberId = (text: string): text is MemberId => UUID.test(text);
const isTeamId = (text: string): text is TeamId => UUID.test(text);
const isWorkspaceId = (text: string): text is WorkspaceId => UUID.test(text);
/** Reads a workspace's id; throws for anything else. */
const workspaceId = (text: string): WorkspaceId => {
  if (!isWorkspaceId(text)) throw new Error('not a workspace id');
  return text;
};
/** A workspace that holds nothing and never will: what a dry run before the first import is held against. */
export const EMPTY_WORKSPACE = workspaceId('00000000-0000-0000-0000-000000000000');

/** Reads a cancel request's id from outside; undefined for anything else. */
export const parseRequestId = (text: string): RequestId | undefined => (isRequestId(text) ? text : undefined);
const isRequestId = (text: string): text is RequestId => UUID.test(text);
const isSubscriptionId = (text: string): text is SubscriptionId => UUID.test(text);
const isSendId = (text: string): text is SendId => UUID.test(text);
const isImportId = (text: string): text is ImportId => UUID.test(text);
const isExportId = (text: string): text is ExportId => UUID.test(text);
