export { type Codes, openCodes } from './codes.ts';
