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

/** Provider of an object of a class that knows nothing of Nest. @param inject tokens of its constructor's parameters, in their order. */
export function construct<Parts extends unknown[], T>(
  token: InjectionToken,
  inject: NoInfer<TokensOf<Parts>>,
  type: new (...parts: Parts) => T,
): FactoryProvider<T> {
  return provide<Parts, T>(token, inject, (...parts) => new type(...parts));
}
