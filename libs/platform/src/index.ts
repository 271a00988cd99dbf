export { InvalidConfiguration, describeConfig, readConfig, type Config } from './config.js';
export { SealBroken, seal, unseal } from './sealed.js';
export { derivedSecret, serverSecret } from './secret.js';
export { APP_ROLE, AUTH_ROLE, databaseUrls, rolePasswords, type DatabaseUrls } from './database-urls.js';
export { temporalConnection } from './temporal-connection.js';
export { createLogger, type Logger } from './logging.js';
export { metrics, openSubscriptions, stageAttempts } from './metrics.js';
