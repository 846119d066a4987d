import SeedModel
import Testing

@testable import SeedEngine

struct EnvironmentProblemTests {
    private func problemsOf(_ environment: String) -> [String] {
        problems { () throws(SeedError) in
            try Configuration.parse("version: 1\nenvironments:\n  e: \(environment)\n", file: "f")
        }
    }

    @Test(arguments: [
        ("{}", "f:3:6: an environment needs one of \"url\", \"url_env\", \"url_credential\""),
        (
            "{url: postgresql:///a, url_env: B}",
            "f:3:6: an environment takes one of \"url\", \"url_env\", \"url_credential\", not 2"
        ),
        ("{url: mysql://u:s3cret@h/d}", "f:3:12: \"url\": is no PostgreSQL URL; it must start with postgresql://"),
        ("{url: s3cret}", "f:3:12: \"url\": is neither a PostgreSQL URL nor a string of keyword=value pairs"),
        (
            "{url_env: postgresql://u:s3cret@h/d}",
            "f:3:16: \"url_env\": must be the name of an environment variable"
        ),
        ("{url_credential: ../s3cret}", "f:3:23: \"url_credential\": must be the name of a file, without a folder"),
        (
            "{url_env: A, password: s3cret}",
            "f:3:19: unknown key \"password\" in an environment; known: url, url_env, url_credential, protected, role, "
                + "lock_timeout, statement_timeout, connections"
        ),
        ("{url_env: A, lock_timeout: 25d}", "f:3:33: \"lock_timeout\": 25d is longer than PostgreSQL takes (24d)"),
        (
            "{url_env: A, lock_timeout: 5}",
            "f:3:33: \"lock_timeout\": expected a number and a unit (ms, s, min, h, d), such as 5s, 10min or 48h, "
                + "found \"5\""
        ),
        ("{url_env: A, protected: 1}", "f:3:30: \"protected\": expected true or false, found \"1\""),
    ])
    func names(environment: String, expected: String) {
        #expect(problemsOf(environment) == [expected])
    }

    @Test(arguments: [
        ("version: 1", ["f:1:1: the file needs the key \"environments\""]),
        ("environments: {e: {url_env: A}}", ["f:1:1: the file needs the key \"version\""]),
        (
            "version: 2\nenvironments: {e: {url_env: A}}",
            ["f:1:10: \"version\": expected a whole number from 1 to 1, found \"2\""]
        ),
        ("version: 1\nenvironments: {}", ["f:2:15: \"environments\": names no environment"]),
        ("version: 1\nenvironments:", ["f:2:14: \"environments\": names no environment"]),
        ("", ["f:1:1: the file is empty"]),
        ("# only a comment\n", ["f:1:1: the file is empty"]),
        ("hello", ["f:1:1: the file: expected a mapping, found text"]),
        ("a: b\n---\nc: d", ["f:2:1: not valid YAML: but found another document"]),
        ("a: [b", ["f:2:1: not valid YAML: did not find expected ',' or ']'"]),
        ("a: b: c", ["f:1:5: not valid YAML: mapping values are not allowed in this context"]),
        ("a:\n\t- b", ["f:2:1: not valid YAML: found character that cannot start any token"]),
        ("a: \u{1}", ["f:1:4: control character 1; the file must be plain UTF-8 text"]),
    ])
    func wholeFile(text: String, expected: [String]) {
        #expect(problems { () throws(SeedError) in try Configuration.parse(text, file: "f") } == expected)
    }

    @Test func reportsAllProblemsTogetherInOrder() {
        let text = """
            version: 1
            environments:
              staging: {url_env: A}
              staging: {url_env: B, rol: x}
            defaults:
              mode: upser
              mode: insert
            jobs:
              j:
                from: nowhere
                to: staging
                tables:
                  - {name: a.b, match: [c]}
                  - {name: a.c}
            snapshots: {compression: 0}
            """
        #expect(
            problems { () throws(SeedError) in try Configuration.parse(text, file: "f") } == [
                "f:4:3: key \"staging\" is repeated; it stands in line 3 already",
                "f:4:25: unknown key \"rol\" in an environment; did you mean \"role\"?",
                "f:7:3: key \"mode\" is repeated; it stands in line 6 already",
                "f:10:11: \"from\": unknown environment \"nowhere\"; known: staging",
                "f:15:26: \"compression\": expected a whole number from 1 to 19, found \"0\"",
            ])
    }

    @Test func oneProblemIsOneLine() {
        #expect(
            throws: SeedError(.configuration, "configuration", "f:1:1: the file needs the key \"environments\"")
        ) { try Configuration.parse("version: 1", file: "f") }
    }
}
