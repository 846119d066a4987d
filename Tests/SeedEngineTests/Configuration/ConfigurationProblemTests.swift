import SeedModel
import Testing

@testable import SeedEngine

/// Every mistake is reported with its line and column and what would be right.
struct ConfigurationProblemTests {
    /// Line 5 on, after the head of `parse`.
    @Test(arguments: [
        ("job: {}", "5:1: unknown key \"job\" in the file; did you mean \"jobs\"?"),
        (
            "<<: {}",
            "5:1: unknown key \"<<\" in the file; known: version, environments, defaults, jobs, snapshots, daemon, "
                + "journal, metrics"
        ),
        ("jobs: [a]", "5:7: \"jobs\": expected names, each with its settings, found a list"),
        ("jobs: {a: b}", "5:11: a job: expected a mapping, found text"),
        (
            "jobs: {a b: {from: staging, to: production, tables: [{name: a.b}]}}",
            "5:8: \"a b\" can't be a name here: letters, digits, \"-\", \"_\" and \".\", a letter or digit first, "
                + "at most 63"
        ),
        ("[a]: {}", "5:1: expected the name of a key, found a list"),
        (
            "defaults: {mode: upser}",
            "5:18: \"mode\": expected one of insert, upsert, mirror, found \"upser\"; did you mean \"upsert\"?"
        ),
        (
            "defaults: {on_conflict: ours}",
            "5:25: \"on_conflict\": expected one of source, target, newest, merge, fail, found \"ours\""
        ),
        ("defaults: {trust: yes}", "5:19: \"trust\": expected true or false, found \"yes\""),
        (
            "defaults: {reconcile: monthly}",
            "5:23: \"reconcile\": expected hourly, daily, weekly, or a number and a unit (ms, s, min, h, d), such as "
                + "5s, 10min or 48h, found \"monthly\""
        ),
        ("defaults: {schedule: 60 * * * *}", "5:22: \"schedule\": minute \"60\" is not in 0-59"),
        (
            "defaults: {schedule: every day}",
            "5:22: \"schedule\": expected \"every\" and a number and a unit (ms, s, min, h, d), such as 5s, 10min or "
                + "48h, found \"every day\""
        ),
        ("defaults: {schedule: every 9s}", "5:22: \"schedule\": 9s is too short, a job runs every 10s at most"),
        (
            "defaults: {schedule: every 10500ms}",
            "5:22: \"schedule\": 10500ms is no whole number of seconds"
        ),
        (
            "defaults: {schedule: every 5m, jitter: 300s}",
            "5:40: \"jitter\": must be shorter than the time between two runs, here 5min"
        ),
        (
            "defaults: {schedule: '50 8,9 * * *', jitter: 1h}",
            "5:46: \"jitter\": must be shorter than the time between two runs, here 1h"
        ),
        ("defaults: {jiter: 5s}", "5:12: unknown key \"jiter\" in defaults; did you mean \"jitter\"?"),
        ("daemon: {parallel: 65}", "5:20: \"parallel\": expected a whole number from 1 to 64, found \"65\""),
        ("daemon: {paralel: 2}", "5:10: unknown key \"paralel\" in daemon; did you mean \"parallel\"?"),
        (
            "daemon: {stop_timeout: 60}",
            "5:24: \"stop_timeout\": expected a number and a unit (ms, s, min, h, d), such as 5s, 10min or 48h, "
                + "found \"60\""
        ),
        (
            "defaults: {timezone: localtime}",
            "5:22: \"timezone\": unknown time zone \"localtime\"; names are those of /usr/share/zoneinfo, such as "
                + "Europe/Madrid"
        ),
        (
            "defaults: {timezone: Europe/Madird}",
            "5:22: \"timezone\": unknown time zone \"Europe/Madird\"; names are those of /usr/share/zoneinfo, such as "
                + "Europe/Madrid"
        ),
        (
            "defaults: {timezone: ../../../etc/passwd}",
            "5:22: \"timezone\": unknown time zone \"../../../etc/passwd\"; names are those of /usr/share/zoneinfo, "
                + "such as Europe/Madrid"
        ),
        (
            "defaults: {timezone: Europe}",
            "5:22: \"timezone\": unknown time zone \"Europe\"; names are those of /usr/share/zoneinfo, such as "
                + "Europe/Madrid"
        ),
        (
            "defaults: {guards: {max_changed: 101%}}",
            "5:34: \"max_changed\": expected a number of rows such as 100, or a share such as 20%, found \"101%\""
        ),
        (
            "defaults: {guards: {max_delete: 1}}",
            "5:21: unknown key \"max_delete\" in guards; did you mean \"max_deletes\"?"
        ),
        ("defaults: {ignore: [a, b, a]}", "5:27: \"ignore\": \"a\" is repeated"),
        ("defaults: {ignore: {a: b}}", "5:20: \"ignore\": expected text, found a mapping"),
        ("defaults: {track: ''}", "5:19: \"track\": expected text, found an empty one"),
        ("snapshots: {compression: 20}", "5:26: \"compression\": expected a whole number from 1 to 19, found \"20\""),
        (
            "snapshots: {max_size: 20}",
            "5:23: \"max_size\": expected a number and a unit (B, kB, MB, GB, TB, KiB, MiB, GiB, TiB), such as 20GB, "
                + "found \"20\""
        ),
        ("snapshots: {keep: 3}", "5:19: keep: expected a mapping, found text"),
        ("snapshots: {keep: {last: -1}}", "5:26: \"last\": expected a whole number from 0 to 100000, found \"-1\""),
        ("journal: {identifier: }", "5:23: \"identifier\": expected text, found nothing"),
    ])
    func inTheFile(text: String, expected: String) {
        #expect(problems { () throws(SeedError) in try parse(text) } == ["seedd.yaml:\(expected)"])
    }

    /// Line 5 is `jobs:`, the job starts in line 7, column 5.
    @Test(arguments: [
        (
            "from: stagin, to: production, tables: [{name: a.b}]",
            "7:12: \"from\": unknown environment \"stagin\"; did you mean \"staging\"?"
        ),
        (
            "from: postgresql://u:s3cret@h/d, to: production, tables: [{name: a.b}]",
            "7:12: \"from\": unknown environment \"postgresql://u@h/d\"; known: staging, production"
        ),
        (
            "from: staging, to: [production, staging], tables: [{name: a.b}]",
            "7:38: \"to\": \"staging\" is \"from\" too"
        ),
        ("from: staging, to: [], tables: [{name: a.b}]", "7:25: \"to\": names no environment"),
        ("from: staging, tables: [{name: a.b}]", "7:5: a job needs the key \"to\""),
        ("from: staging, to: production", "7:5: a job needs the key \"tables\""),
        ("from: staging, to: production, tables: []", "7:45: \"tables\": names no table"),
        (
            "from: staging, to: production, tables: a.b",
            "7:45: \"tables\": expected a list of table rules, found text"
        ),
        ("from: staging, to: production, tables: [a.b]", "7:46: a table rule: expected a mapping, found text"),
    ])
    func inAJob(text: String, expected: String) {
        let found = problems { () throws(SeedError) in try parse("jobs:\n  j:\n    {\(text)}") }
        #expect(found == ["seedd.yaml:\(expected)"])
    }

    /// Line 10 on are the items of `tables`.
    @Test(arguments: [
        ("- {mode: mirror}", "10:7: a table rule needs the key \"name\""),
        (
            "- {name: templates}",
            "10:14: \"name\": expected schema.table, found \"templates\"; write \"public.templates\"?"
        ),
        ("- {name: a.b, wehre: x}", "10:19: unknown key \"wehre\" in a table rule; did you mean \"where\"?"),
        ("- {name: a.b, where: [x]}", "10:26: \"where\": expected text, found a list"),
        ("- {name: a.b, match: []}", "10:26: \"match\": names no column"),
        ("- {name: a.b, match: [c], ignore: [c]}", "10:27: \"match\": \"c\" is in \"ignore\" too"),
        ("- {name: a.b, set: {c: '1'}, ignore: c}", "10:24: \"set\": \"c\" is in \"ignore\" too"),
        ("- {name: a.b, set: {c: [1]}}", "10:28: \"set\": expected text, found a list"),
        ("- {name: a.b, trust: true}", "10:26: \"trust\": needs \"track\" with the name of a column"),
        (
            "- {name: a.b, on_conflict: newest}",
            "10:32: \"on_conflict\": \"newest\" needs \"track\" with the name of a column"
        ),
        (
            "- {name: a.b, on_conflict: newest, track: c, ignore: c}",
            "10:32: \"on_conflict\": \"newest\" compares \"c\", which is in \"ignore\""
        ),
        ("- {name: a.b, exclude: a.c}", "10:28: \"exclude\": \"name\" is no pattern, there is nothing to exclude"),
        (
            "- {name: a.*, rename: b.c}",
            "10:27: \"rename\": \"name\" is a pattern, and its tables can't all have one name"
        ),
        ("- {name: a.b, rename: b.*}", "10:27: \"rename\": expected the name of one table, found the pattern \"b.*\""),
        ("- {name: a.b}\n- {name: a.b}", "11:14: \"name\": \"a.b\" has a rule already, in line 10"),
        ("- {name: a.b}\n- {name: a.c, rename: a.b}", "11:27: \"rename\": \"a.b\" goes to \"a.b\" already"),
        ("- name: a.b\n  name: a.c", "11:7: key \"name\" is repeated; it stands in line 10 already"),
    ])
    func inATable(text: String, expected: String) {
        let rules = text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let found = problems { () throws(SeedError) in
            try parse("jobs:\n  j:\n    from: staging\n    to: production\n    tables:\n\(rules)")
        }
        #expect(found == ["seedd.yaml:\(expected)"])
    }
}
