extension ConfigurationTemplate {
    static let head = """
        # Configuration of seedd. "seedd check" says what is wrong with it, "seedd config schema" prints its JSON Schema.
        version: 1

        environments:                      # named PostgreSQL databases; each by one of url, url_env, url_credential
          staging:
            url_env: STAGING_DATABASE_URL  # read from an environment variable
          production:
            url_env: PRODUCTION_DATABASE_URL
            # url_credential: production-url # instead: read from $CREDENTIALS_DIRECTORY (systemd LoadCredential=)
            protected: true                # writes need the environment's name typed, or --confirm production
            # role: app_config_writer      # SET ROLE after connecting
            lock_timeout: 5s
            statement_timeout: 10min

        defaults:                          # inherited by every job and table, which can override each key
          mode: upsert                     # insert (only adds) | upsert (no deletes) | mirror (also deletes)
          # ignore: [created_at]           # columns neither compared nor written

        jobs:
          config:
            from: staging
            to: production
            guards:                        # a plan beyond a guard is refused, nothing is written
              max_changed: 50%             # of the target table's rows; a number is a count
              max_deletes: 10%
              allow_empty_source: false
            tables:

        """

    static let example = """
              - name: public.notification_templates  # patterns are taken too: "config.*", less what exclude: names
                match: [code]              # columns that identify a row on both sides; default the primary key
                # where: "is_active"       # SQL condition; rows outside are not touched on either side
                # ignore: [created_at]
                # set: {sender: "'noreply@example.com'"} # SQL expressions evaluated at the source
                # rename: app.templates    # name on the target, if another

        """

    static let tail = """

        snapshots:
          # directory: /var/lib/seedd/snapshots # default $STATE_DIRECTORY/snapshots, else ./snapshots
          compression: 3                   # zstd level, 1 to 19

        """
}
