// Judges AsyncAPI documents by the parser of the AsyncAPI initiative, and events by each document. Standard input has
// {"documents": [{…}, …], "events": [{"type": …}, …]}. It answers with a JSON array: the findings, of any severity, of each document.
import { text } from 'node:stream/consumers';
import { Parser } from '@asyncapi/parser';
import { Ajv } from 'ajv';

const { documents, events } = JSON.parse(await text(process.stdin));
const answers = [];
for (const document of documents) {
  const { diagnostics } = await new Parser().parse(JSON.stringify(document));
  const findings = diagnostics.map(({ code, message, path }) => `${code}: ${message} (${path.join('/')})`);
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ components: document.components }, 'document');
  for (const event of events) {
    const validate = ajv.getSchema(`document#/components/messages/${event.type}/payload`);
    if (!validate?.(event)) {
      findings.push(`event: ${ajv.errorsText(validate?.errors)} ${JSON.stringify(event)}`);
    }
  }

  answers.push(findings);
}

console.log(JSON.stringify(answers));
