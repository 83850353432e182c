// Validates with ajv: reads {"schemas": [...], "records": [...]} and prints, for each record, what is wrong with it.
// The last schema is the one that counts; the others are what it refers to.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const { schemas, records } = JSON.parse(readFileSync(0, "utf8"));
const ajv = new Ajv({ strict: true, allowUnionTypes: true });
const validate = schemas.map((schema) => ajv.compile(schema)).at(-1);
const wrong = records.map((record) => (validate(record) ? null : ajv.errorsText(validate.errors)));
process.stdout.write(JSON.stringify(wrong));
