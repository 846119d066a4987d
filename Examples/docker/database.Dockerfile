# PostgreSQL with the demo's schema and rows; DEMO_PART, staging or production, says which.
FROM postgres:17-bookworm
# Countries, currencies and languages come from here.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends iso-codes \
    && rm -rf /var/lib/apt/lists/*
COPY Examples/demo/schema.sql Examples/demo/base.sql Examples/demo/staging.sql Examples/demo/production.sql /demo/
COPY Examples/docker/init-database /docker-entrypoint-initdb.d/10-demo.sh
