export { type Config, ConfigError, loadConfig, type StoreConfig } from './config.ts';
