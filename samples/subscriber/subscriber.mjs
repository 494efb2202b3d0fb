// Reads a subscriber's events and fetches each clue. Environment: PLATFORM (http://host:8080), CLIENT_ID, CLIENT_SECRET,
// BROKER (amqp://user:password@host:5672/%2F) and QUEUE, as the registration told them.
import amqp from 'amqplib';

const { PLATFORM, CLIENT_ID, CLIENT_SECRET, BROKER, QUEUE } = process.env;
const processed = new Set(); // in earnest a table of your database, written together with what you make of the event

let token = { value: '', until: 0 };
async function signIn() {
  if (Date.now() < token.until) return token.value;
  const form = { grant_type: 'client_credentials', client_id: CLIENT_ID, client_secret: CLIENT_SECRET, scope: 'clues' };
  const answer = await fetch(`${PLATFORM}/identity/connect/token`, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
  const { access_token, expires_in } = await answer.json();
  token = { value: access_token, until: Date.now() + (expires_in - 60) * 1000 };
  return token.value;
}

async function handle(event) {
  const authorization = `Bearer ${await signIn()}`;
  const answer = await fetch(`${PLATFORM}/api/clues/${event.subject}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`clue ${event.subject} answered ${answer.status}`);
  const clue = await answer.json();
  console.log(JSON.stringify({ id: event.id, type: event.type, clue: clue.id, letter: clue.letterNumber, title: clue.title }));
}

async function consume(connection) {
  const channel = await connection.createChannel();
  let open = true;
  channel.on('close', () => (open = false)); // what was not acknowledged comes again on the next one
  await channel.prefetch(1); // one at a time keeps the order of events of a clue
  await channel.consume(QUEUE, async (message) => {
    if (message === null) return; // the queue was deleted, and the subscription with it
    const event = JSON.parse(message.content);
    try {
      if (!processed.has(event.id)) await handle(event);
      processed.add(event.id);
      channel.ack(message);
    } catch (problem) {
      console.error(`${event.id}: ${problem.message}; again in 5 seconds`);
      setTimeout(() => open && channel.nack(message), 5000);
    }
  });
}

const connection = await amqp.connect(BROKER, { recovery: { setup: consume } }); // connects anew whenever the broker was away
process.on('SIGTERM', () => connection.close());
