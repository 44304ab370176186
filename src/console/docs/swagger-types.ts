/** What we use of Swagger UI, which has no types of its own. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface SwaggerRequest {
    /** It reads the document; a try of the reader has what the document asks for. */
    readonly loadSpec?: boolean;
    readonly headers: Record<string, string>;
  }

  interface SwaggerOptions {
    readonly domNode: Element | null;
    readonly url: string;
    readonly presets: readonly unknown[];
    readonly layout: string;
    readonly validatorUrl: null;
    readonly tryItOutEnabled: boolean;
    readonly filter: boolean;
    readonly docExpansion: 'list' | 'full' | 'none';
    readonly defaultModelsExpandDepth: number;
    readonly displayRequestDuration: boolean;
    readonly requestInterceptor: (request: SwaggerRequest) => SwaggerRequest;
    readonly onComplete: () => void;
  }

  const SwaggerUI: {
    (options: SwaggerOptions): { preauthorizeApiKey(scheme: string, value: string): unknown };
    readonly presets: { readonly apis: unknown };
  };

  export = SwaggerUI;
}
