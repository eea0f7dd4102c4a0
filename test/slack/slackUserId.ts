import { z } from 'zod';
import type { SlackUserId } from '../../src/domain/ids.ts';

export const slackUserId = (text: string): SlackUserId => z.custom<SlackUserId>((value) => typeof value === 'string').parse(text);
