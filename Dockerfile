# Builds the program with everything that needs, then takes only what runs. `docker build -t send-simulator .`
FROM node:20-bookworm-slim AS build
WORKDIR /app
# The packages first: they change less often than the sources and stay in the cache of the builder.
COPY .npmrc package.json package-lock.json LICENSE ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json vite.config.ts ./
COPY src ./src
COPY scripts ./scripts
COPY openapi ./openapi
COPY scenarios ./scenarios
RUN npm run build
RUN npm prune --omit=dev --no-audit --no-fund
# Becomes /data, owned by the user that runs: whoever mounts a new volume there can write to it.
RUN mkdir data

FROM node:20-bookworm-slim
ENV NODE_ENV=production
# Inside a container "all addresses" is what a published port needs, and whoever publishes it decides who reaches it.
# To protect /_sim instead: -e SEND_SIM_CONTROL_OPEN=false -e SEND_SIM_CONTROL_TOKEN=<token>.
ENV SEND_SIM_HOST=0.0.0.0 SEND_SIM_CONTROL_OPEN=true
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/openapi ./openapi
COPY --from=build /app/scenarios ./scenarios
COPY --from=build /app/dist ./dist
COPY --from=build --chown=node:node /app/data /data
USER node
EXPOSE 7363
# Nothing is written unless SEND_SIM_DATA names a folder (then: -v send-data:/data -e SEND_SIM_DATA=/data), so the image
# also runs with --read-only. The health check is Node's own; it follows SEND_SIM_PORT, not a --port behind the image.
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.SEND_SIM_PORT || 7363}/_sim/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli.js"]
