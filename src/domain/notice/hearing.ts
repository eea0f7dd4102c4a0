/** What its reader can do about hearing of a send: of their own they hear until they mute it, of others' when they follow it. */
export type HearingOffer = 'mute' | 'unmute' | 'follow' | 'unfollow';

/** `marked`: they muted their own, or follow another's. */
export const hearingOffer = (own: boolean, marked: boolean): HearingOffer => (own ? (marked ? 'unmute' : 'mute') : (marked ? 'unfollow' : 'follow'));
/** Whether a row with this offer is its reader's own send: who sent it need not be said then. */
export const isOwnRow = (offer: HearingOffer | undefined): boolean => offer === 'mute' || offer === 'unmute';
