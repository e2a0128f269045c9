// A mail server of the tests' own: it takes every message, and gives them as people read them.
import net from 'node:net';

// Lines that go on are joined, then =XX is decoded (RFC 2045).
function readable(message) {
  const end = message.indexOf('\r\n\r\n');
  const body = message.slice(end + 4).replaceAll('=\r\n', '');
  const bytes = body.replaceAll(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return {
    fields: message.slice(0, end).replaceAll(/\r\n[ \t]/g, ' '),
    text: Buffer.from(bytes, 'latin1').toString('utf8'),
  };
}

function serve(socket, messages) {
  let waiting = '';
  let inMessage = false;
  socket.setEncoding('latin1');
  socket.on('error', () => {});
  socket.write('220 sink\r\n');
  socket.on('data', (part) => {
    waiting += part;
    for (;;) {
      const mark = inMessage ? '\r\n.\r\n' : '\r\n';
      const end = waiting.indexOf(mark);
      if (end < 0) return;
      const said = waiting.slice(0, end);
      waiting = waiting.slice(end + mark.length);
      if (inMessage) {
        messages.push(readable(said.replaceAll('\r\n..', '\r\n.')));
        inMessage = false;
        socket.write('250 taken\r\n');
      } else if (said === 'DATA') {
        inMessage = true;
        socket.write('354 go on\r\n');
      } else {
        socket.write(said === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
      }
    }
  });
}

// { address, messages, next(count), close }: `next` waits until that many messages came in all.
export async function mailSink() {
  const messages = [];
  const sockets = new Set();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    serve(socket, messages);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    address: `smtp://127.0.0.1:${server.address().port}`,
    messages,
    async next(count) {
      for (const end = Date.now() + 20_000; messages.length < count;) {
        if (Date.now() > end) throw new Error(`${messages.length} messages came, ${count} were expected.`);
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
      return messages[count - 1];
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
