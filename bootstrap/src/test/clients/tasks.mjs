/**
 * A call as a task (the extension `io.modelcontextprotocol/tasks`) with the official package ext-tasks on the TypeScript
 * SDK's version 2. That client's own requests know no task for an answer; the package has the program send these itself.
 *
 * `node tasks.mjs --url URL --token TOKEN --call NAME --arguments JSON [--then settle|cancel|leave]` writes `task ID` to
 * the standard error and prints one line of JSON: `states`, the task's states as they were seen, and the `outcome`; one
 * that was left has a `reference` instead, with which `--resume JSON` in the place of `--call` goes on.
 */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createTaskSessionFromClient } from '@modelcontextprotocol/ext-tasks/client';
import { options, report } from './harness.mjs';

const REVISION = '2026-07-28';
const ABOUT = { name: 'tasks', version: '1.0.0' };

const chosen = options({
  call: { type: 'string', optional: true },
  arguments: { type: 'string', default: '{}' },
  resume: { type: 'string', optional: true },
  then: { type: 'string', default: 'settle', choices: ['settle', 'cancel', 'leave'] },
});

await report(chosen.timeoutMs, async (seen) => {
  const authorization = { Authorization: `Bearer ${chosen.token}` };
  const client = new Client(ABOUT, { versionNegotiation: { mode: { pin: REVISION } } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(chosen.url), { requestInit: { headers: authorization } }),
  );
  const tasks = createTaskSessionFromClient(client, {
    endpointId: 'airlock',
    rawDispatch: dispatcher(chosen.url, authorization),
    v2RequestFraming: { protocolVersion: REVISION, clientInfo: ABOUT, clientCapabilities: {} },
  });
  const execution = chosen.resume
    ? await tasks.resumeTask(JSON.parse(chosen.resume))
    : await tasks.callTool(chosen.call, JSON.parse(chosen.arguments));
  seen.kind = execution.kind;
  console.error(`task ${execution.handle?.taskId}`);
  if (chosen.then === 'leave') {
    await execution.handoff((reference) => {
      seen.reference = JSON.stringify(reference);
    });
  } else {
    await settle(execution, seen);
  }
  await tasks.close();
  await client.close();
});

async function settle(execution, seen) {
  seen.states = [];
  const settled = execution.settle({
    onEvent: ({ task }) => {
      if (task && task.status !== seen.states.at(-1)) {
        seen.states.push(task.status);
      }
    },
  });
  if (chosen.then === 'cancel') {
    await execution.cancel();
  }
  const { outcome } = await settled;
  seen.outcome = { status: outcome.status, result: outcome.result };
}

/** Sends requests as the transport would, and returns their answers as they are. */
function dispatcher(url, authorization) {
  let id = 0;
  return async (request, { signal } = {}) => {
    const { method, params } = request;
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...authorization,
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
        'MCP-Protocol-Version': REVISION,
        'Mcp-Method': method,
        'Mcp-Name': params.name ?? params.taskId,
      },
      body: JSON.stringify({ ...request, jsonrpc: '2.0', id: ++id }),
      signal,
    });
    const { result, error } = await message(response);
    return error ? { kind: 'error', error } : { kind: 'result', result };
  };
}

/** The answer, which is the last event where the server streamed it. */
async function message(response) {
  if (!response.headers.get('Content-Type').startsWith('text/event-stream')) {
    return response.json();
  }
  const events = (await response.text()).split('\n').filter((line) => line.startsWith('data: '));
  return JSON.parse(events.at(-1).slice('data: '.length));
}
