import type { Content } from '../../usecases/outgoing/content.ts';
import { askedToCancel, cancelWanted } from './askedToCancel.ts';
import { context, type Message } from './blocks.ts';
import { exportCard } from './exportCard.ts';
import { importCard } from './importCard.ts';
import { channelFold, channelLine } from './channelNews.ts';
import { deadLetters } from './deadLetters.ts';
import { join, md } from './mrkdwn.ts';
import { digest } from './notices/digest.ts';
import { fold } from './notices/fold.ts';
import { needingMore, newsLine, newsList, reminderLine } from './notices/newsLine.ts';
import { noticeCard, reminder } from './notices/noticeCard.ts';
import { requestCard } from './requestCard.ts';
import { requestNews, requestNotice } from './requestNews.ts';
import { staleCard, staleFold, staleLine, staleTeam } from './notices/stale.ts';
import { withheld } from './refusals.ts';
import { roleChanged } from './roleChanged.ts';
import { sendCard } from './sendCard.ts';
import { notShared, sharedCard } from './sharedCard.ts';
import { sourceHealth } from './sourceHealth.ts';
import { subscriptionNews } from './subscriptions.ts';
import { supportRequest } from './support.ts';

/** The words for everything that leaves by itself. */
const render = (content: Content): Message => {
  switch (content.kind) {
    case 'card': return content.notice ? noticeCard({ ...content, notice: content.notice }) : sendCard(content.card, content.asOf);
    case 'news': return newsLine(content);
    case 'needing': return needingMore(content);
    case 'news-list': return newsList(content);
    case 'fold': return fold(content);
    case 'digest': return digest(content);
    case 'reminder': return reminder({ ...content, notice: content.notice ?? { first: false, muted: false, undoes: undefined } });
    case 'reminder-line': return reminderLine(content);
    case 'stale': return staleCard(content);
    case 'stale-line': return staleLine(content);
    case 'stale-fold': return staleFold(content);
    case 'stale-team': return staleTeam(content);
    case 'withheld': return withheld();
    case 'dead-letters': return deadLetters(content);
    case 'cancel-request': return requestCard(content);
    case 'cancel-notice': return requestNotice(content);
    case 'cancel-news': return requestNews(content);
    case 'asked-to-cancel': return askedToCancel(content);
    case 'cancel-wanted': return cancelWanted(content);
    case 'support': return supportRequest(content);
    case 'shared-card': return sharedCard(content);
    case 'channel-line': return channelLine(content);
    case 'channel-fold': return channelFold(content);
    case 'subscription': return subscriptionNews(content);
    case 'not-shared': return notShared(content);
    case 'source-health': return sourceHealth(content);
    case 'import': return importCard(content.job);
    case 'export': return exportCard(content.job);
    case 'role-changed': return roleChanged(content);
  }
};

/** A message as it leaves. `meantFor`: whom it was for, when somebody else gets it in their place. */
export const outgoing = (content: Content, meantFor: readonly string[]): Message => {
  const { text, blocks } = render(content);
  if (meantFor.length === 0) return { text, blocks };
  const mark = md`For ${join(meantFor, ', ')}, whom I can’t reach in Slack.`;
  return { text: `${mark.source} ${text}`, blocks: [context(mark), ...blocks] };
};
