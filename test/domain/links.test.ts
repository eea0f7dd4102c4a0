import { describe, expect, it } from 'vitest';
import { sendLink } from '../../src/domain/links.ts';

describe('links to a send', () => {
  it.each([
    ['https://x.example/sends/{id}', 'https://x.example/sends/1234', '1234'],
    ['https://x.example/sends/{id}', 'http://X.example/sends/1234/?a=1#b', '1234'],
    ['https://x.example/sends/{id}', 'https://x.example/sends/T%2D17', 'T-17'],
    ['https://x.example/sends/{id}/details', 'https://x.example/sends/1234/details', '1234'],
    ['https://x.example/sends/{id}/details', 'https://x.example/sends/1234', undefined],
    ['https://x.example/sends?id={id}', 'https://x.example/sends?utm=1&id=1234', '1234'],
    ['https://x.example/sends?id={id}', 'https://x.example/sends?utm=1234', undefined],
    ['https://x.example/sends?id={id}', 'https://x.example/others?id=1234', undefined],
    ['https://x.example/#/sends/{id}', 'https://x.example/#/sends/1234?tab=2', '1234'],
    ['https://x.example:8443/{id}', 'https://x.example:8443/1234', '1234'],
    ['https://x.example:8443/{id}', 'https://x.example/1234', undefined],
    ['https://x.example/{id}', 'https://y.example/1234', undefined],
    ['https://x.example/{id}', 'https://x.example/12/34', undefined],
    ['https://x.example/{id}', 'https://x.example/', undefined],
    ['https://x.example/{id}', 'https://x.example/%E0%A4%A', undefined],
    ['https://x.example/{id}', 'https://x.example/12%0034', undefined],
    ['https://x.example/{id}', 'x.example/1234', undefined],
    ['https://x.example/{id}', 'ftp://x.example/1234', undefined],
  ])('of %s: %s names %s', (pattern, address, name) => expect(sendLink(pattern)?.nameIn(address)).toBe(name));

  it.each(['http://x.example/{id}', 'https://x.example/', 'https://{id}.example/', 'https://x.example/{id}/{id}', 'https://{id}@x.example/', 'nonsense{id}'])('%s is no pattern', (pattern) => expect(sendLink(pattern)).toBeUndefined());
});
