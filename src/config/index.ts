export {
  type Attestation,
  type Config,
  ConfigError,
  loadConfig,
  type Overrides,
  type StoreConfig,
} from './config.ts';
