import SeedModel
import Testing

@testable import SeedEngine

struct ConfigurationTests {
    static let whole = """
        version: 1

        environments:
          local:
            url: postgresql:///app
          staging:
            url_env: STAGING_DATABASE_URL
          production:
            url_credential: production-url
            protected: true
            role: app_config_writer
            lock_timeout: 3s
            statement_timeout: 48h

        defaults:
          mode: mirror
          ignore: [created_at]
          guards: {max_deletes: 0, allow_empty_source: true}

        jobs:
          notification-config:
            from: staging
            to: production
            schedule: "0 2 * * *"
            timezone: Europe/Madrid
            jitter: 10min
            unattended: true
            guards:
              max_changed: 20%
            tables:
              - name: public.notification_templates
                match: [code, NO]
                mode: upsert
                where: is_active
                ignore: [007, 1e3, null]
                set: {sender: "'noreply@example.com'", level: 1}
                track: updated_at
                trust: true
                reconcile: weekly
                on_conflict: merge
                rename: app.templates
              - name: "config.*"
                exclude: config.secrets
                match: code
          second:
            from: local
            to: [staging, production]
            schedule: every 15m
            tables: [{name: public.t}]

        snapshots:
          directory: /var/lib/seedd/snapshots
          schedule: "every 6h"
          compression: 19
          keep: {last: 11, daily: 0, weekly: 6, monthly: 13, within: 48h}
          max_size: 20GB

        daemon:
          parallel: 8
          stop_timeout: 45s
        journal:
          identifier: seedd-test
        metrics:
          textfile: /var/lib/prometheus/node-exporter/seedd.prom
        """

    @Test func readsEveryKey() throws {
        let configuration = try Configuration.parse(Self.whole, file: "seedd.yaml")
        var production = Environment(
            name: "production", location: .credential("production-url"), isProtected: true, role: "app_config_writer")
        production.lockTimeout = .seconds(3)
        production.statementTimeout = .hours(48)
        #expect(
            configuration.environments == [
                "local": Environment(name: "local", location: .url("postgresql:///app")),
                "staging": Environment(name: "staging", location: .variable("STAGING_DATABASE_URL")),
                "production": production,
            ])
        let first = TableRule(
            name: "public.notification_templates", match: ["code", "NO"], mode: .upsert, filter: "is_active",
            ignore: ["007", "1e3", "null"],
            set: [
                TableRule.Assignment(column: "level", expression: "1"),
                TableRule.Assignment(column: "sender", expression: "'noreply@example.com'"),
            ], track: .column("updated_at"), trust: true, reconcile: .days(7), onConflict: .merge,
            rename: "app.templates")
        let second = TableRule(
            name: "config.*", exclude: ["config.secrets"], match: ["code"], mode: .mirror, ignore: ["created_at"])
        let inherited = Guards(maxDeletes: .rows(0), allowEmptySource: true)
        var guards = inherited
        guards.maxChanged = .share(0.2)
        #expect(
            configuration.jobs == [
                Job(
                    name: "notification-config", from: "staging", to: ["production"],
                    schedule: .cron(try CronExpression("0 2 * * *")), timezone: "Europe/Madrid",
                    jitter: .minutes(10), unattended: true,
                    guards: guards, tables: [first, second]),
                Job(
                    name: "second", from: "local", to: ["staging", "production"], schedule: .every(.minutes(15)),
                    guards: inherited,
                    tables: [TableRule(name: "public.t", mode: .mirror, ignore: ["created_at"])]),
            ])
        #expect(
            configuration.snapshots
                == SnapshotSettings(
                    directory: "/var/lib/seedd/snapshots", schedule: .every(.hours(6)), compression: 19,
                    keep: Retention(last: 11, daily: 0, weekly: 6, monthly: 13, within: .hours(48)),
                    maxSize: 20_000_000_000))
        #expect(configuration.daemon == DaemonSettings(parallel: 8, stopTimeout: .seconds(45)))
        #expect(configuration.journalIdentifier == "seedd-test")
        #expect(configuration.metricsTextfile == "/var/lib/prometheus/node-exporter/seedd.prom")
    }

    @Test func sectionsMayBeLeftEmpty() throws {
        let configuration = try parse("defaults:\njobs:\nsnapshots:\n  keep: ~\n")
        #expect(configuration.jobs.isEmpty)
        #expect(configuration.snapshots == SnapshotSettings())
        #expect(configuration.daemon == DaemonSettings(parallel: 4, stopTimeout: .minutes(1)))
    }

    @Test func retentionIsConfiguredWhereItIsWritten() throws {
        #expect(try parse("").snapshots.keep == nil)
        #expect(try parse("snapshots: {keep: {}}").snapshots.keep == Retention())
        #expect(try parse("snapshots: {keep: {last: 3}}").snapshots.keep == Retention(last: 3))
    }

    @Test func tablesOverrideEveryDefault() throws {
        let configuration = try parse(
            """
            defaults: {mode: mirror, on_conflict: fail, triggers: replica, ignore: [a], track: b, trust: true, reconcile: 1h,
              schedule: every 5min, timezone: Europe/Madrid, jitter: 2m, unattended: true, guards: {max_changed: 1}}
            jobs:
              j:
                from: staging
                to: production
                schedule: every 6min
                timezone: UTC
                jitter: 30s
                unattended: false
                guards: {max_changed: 2}
                tables:
                  - {name: a.t, mode: insert, on_conflict: source, triggers: fire, ignore: [],
                      track: content, trust: false, reconcile: 2h}
                  - name: a.u
            """)
        let job = try configuration.job(named: "j")
        #expect(job.schedule == .every(.minutes(6)))
        #expect(job.timezone == "UTC")
        #expect(job.jitter == .seconds(30))
        #expect(!job.unattended)
        #expect(job.guards.maxChanged == .rows(2))
        #expect(job.tables[0] == TableRule(name: "a.t", mode: .insert, reconcile: .hours(2)))
        #expect(
            job.tables[1]
                == TableRule(
                    name: "a.u", mode: .mirror, ignore: ["a"], track: .column("b"), trust: true, reconcile: .hours(1),
                    onConflict: .fail, triggers: .replica))
    }
}
