import { describe, expect, it } from 'vitest';
import { pointedAt, problemOf } from './ask.ts';

describe('says where and why, and what to type instead', () => {
  it.each([
    ['mien', 'unknown-view', 'mien', ['/sends mine']],
    ['tema status:shipped', 'unknown-view', 'tema', ['/sends team status:shipped']],
    ['al', 'unknown-view', 'al', ['/sends all']],
    ['mine stauts:shipped', 'unknown-key', 'stauts', ['/sends mine status:shipped']],
    ['reciepient:jane', 'unknown-key', 'reciepient', ['/sends to:jane']],
    ['colour:red', 'unknown-key', 'colour', []],
    ['-status:shipped', 'unknown-key', '-status', []],
    ['mine status:shiped to:jane', 'unknown-status', 'shiped', ['/sends mine status:shipped to:jane']],
    ['status:shipped,delivred', 'unknown-status', 'delivred', ['/sends status:shipped,delivered']],
    ['status:order recieved', 'unknown-status', 'order recieved', ['/sends status:order-received']],
    ['status:“Odrer Received”', 'unknown-status', '“Odrer Received”', ['/sends status:order-received']],
    ['status:lost', 'unknown-status', 'lost', []],
    ['status:stuck', 'unknown-status', 'stuck', ['/sends stale']],
    ['mine to:jane status:stale', 'unknown-status', 'stale', ['/sends stale to:jane']],
    ['kind:egfit', 'unknown-kind', 'egfit', ['/sends kind:egift']],
    ['kind:wine', 'unknown-kind', 'wine', []],
    ['since:yesteday', 'bad-date', 'yesteday', ['/sends since:yesterday']],
    ['since:30', 'bad-date', '30', ['/sends since:30d']],
    ['since:2026-02-30', 'bad-date', '2026-02-30', []],
    ['since:9999999d', 'bad-date', '9999999d', []],
    ['cost:cheap', 'bad-cost', 'cheap', []],
    ['cost:<0', 'bad-cost', '<0', []],
    ['test:onyl', 'bad-test', 'onyl', ['/sends test:only']],
    ['status: to:jane', 'empty-value', 'status:', []],
    ['to:""', 'empty-value', 'to:""', []],
    ['mine to:“Jane Park', 'unclosed-quote', '“Jane Park', ['/sends mine to:“Jane Park"']],
    ['mine jo', 'too-short', 'jo', []],
    ['to:jo', 'too-short', 'jo', []],
    ['from:j', 'too-short', 'j', []],
    ['since:2026-10-02 until:2026-10-01', 'contradiction', 'until:2026-10-01', []],
    ['cost:>50 cost:<20', 'contradiction', 'cost:<20', []],
    ['cost:50-20', 'contradiction', 'cost:50-20', []],
    ['test:only test:no', 'contradiction', 'test:no', []],
  ])('%s', (typed, why, place, suggestions) => {
    const problem = problemOf(typed);
    expect({ why: problem.why, place: pointedAt(problem), suggestions: problem.suggestions }).toEqual({ why, place, suggestions });
  });

  it('an ambiguous date has both readings, month first', () => {
    expect(problemOf('since:03/04/2026')).toMatchObject({ why: 'bad-date', ambiguous: true, suggestions: ['/sends since:2026-03-04', '/sends since:2026-04-03'] });
    expect(problemOf('on:03/04/2026..2026-06-01').suggestions).toEqual(['/sends on:2026-03-04..2026-06-01', '/sends on:2026-04-03..2026-06-01']);
  });

  it('several slips are mended at once, or not at all', () => {
    expect(problemOf('mien staus:shiped kidn:egift').suggestions).toEqual(['/sends mine status:shipped kind:egift']);
    expect(problemOf('mien colour:red').suggestions).toEqual([]);
  });

  it('a word can always be searched for as it stands, if it is long enough', () => {
    expect(problemOf('mien').literal).toBe('/sends "mien"');
    expect(problemOf('colour:red mug').literal).toBe('/sends "colour:red" mug');
    expect(problemOf('kind:wine').literal).toBe('/sends kind:"wine"');
    expect(problemOf('al').literal).toBeUndefined();
  });

  it('a status wins over a view that is near: held is no help', () => {
    expect(() => problemOf('held')).toThrow(/understood/);
  });

  it('points into what was typed, not into what Slack made of it', () => {
    const problem = problemOf('R&amp;D &lt;3mugs&gt; staus:shipped');
    expect(problem).toMatchObject({ typed: 'R&D <3mugs> staus:shipped', offset: 12, length: 5 });
  });

  it('a text over 500 characters is too long, also when only its full form is', () => {
    expect(problemOf(`mug ${'x'.repeat(500)}`)).toMatchObject({ why: 'too-long', limit: 500, offset: 500, length: 4 });
    expect(problemOf('ﷺ'.repeat(100))).toMatchObject({ why: 'too-long', offset: 0, length: 100 });
  });
});
