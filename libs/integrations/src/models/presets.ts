import type { Config } from '@millwright/platform';
import type { TokenPrice } from '@millwright/domain';
import { HttpEngine, type Wire } from './http/http-engine.js';
import type { EngineHost } from './port.js';
import type { PriceTable } from './prices.js';
import { MessagesWire } from './providers/anthropic/messages-wire.js';
import { ChatWire } from './providers/openai/chat-wire.js';
import { OpenAiClients } from './providers/openai/clients.js';
import { OpenAiWire } from './providers/openai/openai-wire.js';

interface Preset {
  id: string;
  name: string;
  about: string;
  /** null: there is none until the operator names it. */
  baseUrl: string | null;
  host: EngineHost;
  /** Models to offer, the default first. Empty: those that the endpoint lists. */
  models: string[];
  wire(baseUrl: string, name: string): Wire;
}

const chat = (baseUrl: string, name: string): Wire => new ChatWire(new OpenAiClients(baseUrl, name), name);

/** Engines with a model, in the order in which they are offered. A new one joins with one entry here and its name in the configuration. */
const PRESETS: readonly Preset[] = [
  {
    id: 'openai',
    name: 'OpenAI',
    about: 'OpenAI’s models over the Responses API, with strict structured answers. A compatible server by OPENAI_BASE_URL.',
    baseUrl: 'https://api.openai.com/v1',
    host: 'provider',
    models: ['gpt-5.2', 'gpt-5.4', 'gpt-5.4-mini', 'gpt-5.5', 'gpt-5.6-sol', 'gpt-6-sol', 'gpt-6-luna', 'gpt-6.1-sol', 'gpt-6.1-terra'],
    wire: (baseUrl, name) => new OpenAiWire(baseUrl, name),
  },
  {
    id: 'anthropic',
    name: 'Anthropic',
    about: 'Anthropic’s Claude models over the Messages API; what the calls of a stage share is cached there.',
    baseUrl: 'https://api.anthropic.com',
    host: 'provider',
    models: ['claude-sonnet-4-6', 'claude-opus-4-6', 'claude-haiku-4-5', 'claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5'],
    wire: (baseUrl, name) => new MessagesWire(baseUrl, name),
  },
  compatible('groq', 'Groq', 'Open models on Groq’s own hardware: fast.', 'https://api.groq.com/openai/v1', 'provider'),
  compatible('xai', 'xAI', 'xAI’s Grok models.', 'https://api.x.ai/v1', 'provider'),
  compatible('deepseek', 'DeepSeek', 'DeepSeek’s models.', 'https://api.deepseek.com/v1', 'provider'),
  compatible(
    'gemini',
    'Google Gemini',
    'Google’s Gemini models, through their OpenAI-compatible address.',
    'https://generativelanguage.googleapis.com/v1beta/openai',
    'provider',
  ),
  compatible('openrouter', 'OpenRouter', 'Models of many providers under one key.', 'https://openrouter.ai/api/v1', 'provider'),
  compatible('ollama', 'Ollama', 'Models on a machine of your own, served by Ollama. Nothing leaves it.', null, 'own'),
  compatible('vllm', 'vLLM', 'Models on a machine of your own, served by vLLM. Nothing leaves it.', null, 'own'),
  compatible('custom', 'Custom', 'An OpenAI-compatible address that this server’s operator named.', null, 'provider'),
];

function compatible(id: string, name: string, about: string, baseUrl: string | null, host: EngineHost): Preset {
  return { id, name, about, baseUrl, host, models: [], wire: chat };
}

const FREE: TokenPrice = { inputMicrosPerMTok: 0, outputMicrosPerMTok: 0 };

/** Every engine with a model, configured or not. */
export function presetEngines(config: Config, prices: PriceTable): HttpEngine[] {
  const simulated = new Set(config.SIMULATED_ENGINES?.split(','));
  const variables = config as unknown as Readonly<Record<string, string | undefined>>;
  return PRESETS.flatMap((preset) => {
    const prefix = preset.id.toUpperCase();
    const [apiKey, ownUrl] = [variables[`${prefix}_API_KEY`], variables[`${prefix}_BASE_URL`]];
    const baseUrl = ownUrl ?? preset.baseUrl;
    // Without an address there is nothing to offer, and nothing that a key would help.
    if (!baseUrl) return [];
    const models = variables[`${prefix}_MODELS`]
      ?.split(',')
      .map((model) => model.trim())
      .filter(Boolean);
    return [
      new HttpEngine({
        info: {
          id: preset.id,
          name: simulated.has(preset.id) ? `${preset.name} (simulated)` : preset.name,
          about: simulated.has(preset.id)
            ? `A simulated provider on this machine, in the place of ${preset.name}: no model, no key; what it says that calls cost is made up. ${preset.about}`
            : preset.about,
          // An address of one's own may need no key.
          configured: apiKey !== undefined || ownUrl !== undefined,
          offline: false,
          // The names that the provider has are not those that a server at another address has.
          models: models ?? (ownUrl ? [] : preset.models),
          host: preset.host,
          takesKey: preset.host === 'provider',
        },
        wire: preset.wire(baseUrl.replace(/\/+$/, ''), preset.name),
        address: { url: baseUrl, variable: `${prefix}_BASE_URL` },
        apiKey,
        price: (model) => prices.find(preset.id, model) ?? (preset.host === 'own' ? FREE : null),
        idleMs: config.ENGINE_IDLE_TIMEOUT_MS,
      }),
    ];
  });
}
