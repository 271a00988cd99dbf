import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { createMailer } from './index.js';

const received: { from: string; to: string[]; text: string }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, done) => done(address.startsWith('nobody') ? new Error('No such mailbox') : null),
  onData: (stream, { envelope }, done) => {
    let text = '';
    stream.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    stream.on('end', () => {
      received.push({
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        to: envelope.rcptTo.map(({ address }) => address),
        text,
      });
      done();
    });
  },
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(async () => await new Promise<void>((resolve) => server.close(resolve)));

it('hands a mail to the server that is configured', async () => {
  const mailer = createMailer({ SMTP_URL: url, MAIL_FROM: 'Mill <mill@example.com>' });
  expect(mailer.delivers).toBe(true);
  await mailer.send({ recipient: 'ana@example.com', subject: 'You are invited', text: 'Come in.\nBring grain.' });
  expect(received).toMatchObject([{ from: 'mill@example.com', to: ['ana@example.com'] }]);
  expect(received[0]!.text).toMatch(/Subject: You are invited[\s\S]*Come in\.\r\nBring grain\./);
});

it('says in the server’s own words why a mail was not taken', async () => {
  const mailer = createMailer({ SMTP_URL: url, MAIL_FROM: 'mill@example.com' });
  const sending = mailer.send({ recipient: 'nobody@example.com', subject: 's', text: 't' });
  await expect(sending).rejects.toMatchObject({ name: 'MailFailed', message: expect.stringContaining('No such mailbox') });
});

it('says that a server cannot be reached', async () => {
  const sending = createMailer({ SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'mill@example.com' }).send({
    recipient: 'a@b.c',
    subject: 's',
    text: 't',
  });
  await expect(sending).rejects.toMatchObject({ name: 'MailFailed', message: expect.stringContaining('ECONNREFUSED') });
});

it('keeps mails to itself where no server is configured', async () => {
  expect(createMailer({ SMTP_URL: undefined, MAIL_FROM: 'mill@example.com' }).delivers).toBe(false);
});
