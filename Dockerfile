# Built in one stage, run in the next: the image has neither compiler nor development dependencies.
FROM node:22-slim AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:22-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json ./
# The hooks generate the database client, which comes from the stage above.
RUN npm ci --omit=dev --ignore-scripts && mkdir data && chown node data
COPY --from=build /app/dist dist
COPY prisma/migrations prisma/migrations
USER node
EXPOSE 3000
VOLUME /app/data
CMD ["node", "dist/bin/main.js"]
