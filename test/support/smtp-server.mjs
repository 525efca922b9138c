// A real SMTP server in a process of its own. Each mail it takes is one JSON line on standard output.
// A line of standard input is told back, after all mails taken before it.
// The recipient's name chooses how it behaves: refused@ 550, busy@ 451, lost@ drops the line inside DATA, slow@ never
// answers the content, nonsense@ answers it by something that is not SMTP.
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const say = (document) => process.stdout.write(`${JSON.stringify(document)}\n`);
const failure = (message, responseCode) => Object.assign(new Error(message), { responseCode });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('refused@')) return done(failure('no such mailbox', 550));
    if (address.startsWith('busy@')) return done(failure('try again later', 451));
    return done();
  },
  onData(stream, session, done) {
    const to = session.envelope.rcptTo.map((recipient) => recipient.address);
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      say({ to, raw: Buffer.concat(chunks).toString('utf8') });
      if (to[0].startsWith('lost@')) {
        for (const connection of server.connections) connection._socket.destroy();
        return;
      }
      if (to[0].startsWith('slow@')) return;
      if (to[0].startsWith('nonsense@')) {
        for (const connection of server.connections) connection._socket.write('<html>It works!</html>\r\n');
        return;
      }
      done(null, 'taken');
    });
  },
});
createInterface({ input: process.stdin }).on('line', (line) => say({ echo: line }));
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));
