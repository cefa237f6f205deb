import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Bug, GiveUp, Refusal, TryLater } from '#lib/errors.ts';
import { silentLog } from '#lib/log.ts';
import { explainError } from '#slack/explain-error.ts';
import { slackLog } from '#slack/slack-log.ts';

function capturedLog() {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: pino({ level: 'debug' }, sink), written: () => lines.join('') };
}

describe('what a person is told when something failed', () => {
  it('a refusal in its own words, with its hint, and harmless', () => {
    const { text } = explainError(new Refusal('There is no "<!channel>".', 'Did you mean Q4?'), silentLog);
    expect(text).toBe('There is no "&lt;!channel&gt;". Did you mean Q4?');
  });

  it('a refusal that begins with an Arabic word from left to right, as the rest of it is written', () => {
    const { text } = explainError(new Refusal('"مبيعات" is no metric.', 'Did you mean bookings?'), silentLog);
    expect(text).toBe('"\u2068مبيعات\u2069" is no metric. Did you mean bookings?');
  });

  it('a refusal without a full stop and its hint as two sentences', () => {
    const { text } = explainError(new Refusal('"x" is no period I know', 'Try "last month".'), silentLog);
    expect(text).toBe('"x" is no period I know. Try "last month".');
  });

  it('a passing failure without detail', () => {
    expect(explainError(new TryLater('ECONNRESET 10.0.0.7'), silentLog).text).toBe(
      'That did not work just now. Please try again in a moment.',
    );
  });

  it('a failure of the setup with what mends it', () => {
    const broken = new GiveUp('invalid_grant', { remedy: 'Renew the Salesforce key.' });
    expect(explainError(broken, silentLog).text).toContain('Renew the Salesforce key.');
  });

  it.each([new Bug('expected a metric'), new Error('select * from secret'), 'a string', undefined])(
    'anything else as an apology with a reference that stands in the log (%s)',
    (error) => {
      const { log, written } = capturedLog();
      const { text } = explainError(error, log);
      const reference = /written down as ([2-9A-Z]{7});/.exec(text)?.[1];
      expect(reference).toBeDefined();
      expect(written()).toContain(reference);
      expect(text).not.toMatch(/select|metric|at .*\.ts/);
    },
  );
});

describe('what Slack’s own libraries log', () => {
  it('never holds a payload, a token or an answer address', () => {
    const { log, written } = capturedLog();
    const logger = slackLog(log);
    logger.debug('Received a message on the WebSocket: {"user":"U0DANA","text":"secret deal"}');
    logger.error(
      'failed with xoxb-123-abc and xapp-1-A-9',
      new Error('https://hooks.slack.com/commands/T1/2/3'),
    );
    expect(written()).not.toMatch(/secret deal|xoxb-|xapp-|hooks\.slack\.com/);
    expect(written()).toContain('[redacted]');
  });
});
