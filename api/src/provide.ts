import type { FactoryProvider, InjectionToken } from '@nestjs/common';

type TokensOf<Parts extends unknown[]> = { [Index in keyof Parts]: InjectionToken };

/** Provider of what a function makes. @param inject tokens of its parameters, one each, in their order. */
export function provide<Parts extends unknown[], T>(
  token: InjectionToken,
  inject: NoInfer<TokensOf<Parts>>,
  useFactory: (...parts: Parts) => T | Promise<T>,
): FactoryProvider<T> {
  return { provide: token, inject: [...inject] as InjectionToken[], useFactory: useFactory as (...parts: unknown[]) => T | Promise<T> };
}
