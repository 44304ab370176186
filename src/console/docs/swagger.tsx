import { useEffect, useRef } from 'preact/hooks';
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import { token } from '../api/client.js';
import { theme } from '../state/theme.js';
import 'swagger-ui-dist/swagger-ui.css';

/** Names of the keys in our documents. */
const keySchemes = ['ApiKeyAuth', 'sandboxKey'];
const tokenSchemes = ['controlToken', 'bearerAuth'];

interface SwaggerProps {
  /** Of the document. */
  readonly address: string;
  /** Filled in, so that everything can be tried at once. */
  readonly apiKey: string;
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const showTheme = (): void => {
  const isDark = theme.value === 'auto' ? systemDark.matches : theme.value === 'dark';
  document.documentElement.classList.toggle('dark-mode', isDark);
};

/** A document in Swagger UI, whose files are ours: nothing is asked of another origin. */
export const Swagger = ({ address, apiKey }: SwaggerProps) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    showTheme();
    systemDark.addEventListener('change', showTheme);
    const ui = SwaggerUI({
      domNode: place.current,
      url: address,
      presets: [SwaggerUI.presets.apis],
      layout: 'BaseLayout',
      // Off: it would send the document to a service of its makers.
      validatorUrl: null,
      tryItOutEnabled: true,
      filter: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      requestInterceptor: (request) => {
        // The documents themselves are part of /_sim, which may want the token.
        if (request.loadSpec && token.value !== undefined) request.headers.authorization = `Bearer ${token.value}`;
        return request;
      },
      onComplete: () => {
        for (const scheme of keySchemes) if (apiKey !== '') ui.preauthorizeApiKey(scheme, apiKey);
        for (const scheme of tokenSchemes) if (token.value !== undefined) ui.preauthorizeApiKey(scheme, token.value);
      },
    });
    return () => {
      systemDark.removeEventListener('change', showTheme);
      place.current?.replaceChildren();
    };
  }, [address, apiKey]);
  return <div class="swagger" ref={place} key={address} />;
};
