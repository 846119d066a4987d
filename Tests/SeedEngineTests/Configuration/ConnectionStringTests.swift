import SeedModel
import Testing

@testable import SeedEngine

struct ConnectionStringTests {
    private func resolve(_ location: Environment.Location, _ variables: [String: String] = [:]) throws
        -> ConnectionString
    {
        try ConnectionString(Environment(name: "e", location: location), variables: variables)
    }

    @Test(arguments: [
        ("postgresql:///app", "postgresql:///app"),
        ("postgres://u:p@h/d", "postgresql://u:p@h/d"),
        ("postgresql+asyncpg://u:p@h/d?sslmode=require", "postgresql://u:p@h/d?sslmode=require"),
        ("POSTGRES://h/d", "postgresql://h/d"),
        ("  postgres://h/d \n", "postgresql://h/d"),
        ("host=h password=p", "host=h password=p"),
        ("postgresql://$USER:${PASS}@h/$$5${}${NO", "postgresql://me:s3cret@h/$$5${}${NO"),
        ("$URL", "postgresql://x:y@z/d"),
        ("${USER}$PASS=1", "mes3cret=1"),
    ])
    func expandsAndNormalizes(url: String, expected: String) throws {
        let variables = ["USER": "me", "PASS": "s3cret", "URL": "postgres://x:y@z/d\n"]
        #expect(try resolve(.url(url), variables).libpq == expected)
    }

    @Test func showsNoSecretAnywhere() throws {
        let connection = try resolve(.variable("U"), ["U": "postgres://u:s3cret@h:5433/d"])
        #expect(connection.libpq == "postgresql://u:s3cret@h:5433/d")
        #expect("\(connection)" == "postgresql://u@h:5433/d")
        var dumped = ""
        dump(connection, to: &dumped)
        #expect(!(dumped + String(reflecting: connection)).contains("s3cret"))
    }

    @Test func expandsInUrlOnly() throws {
        #expect(try resolve(.variable("U"), ["U": "host=$H", "H": "x"]).libpq == "host=$H")
    }

    @Test func readsCredentials() throws {
        let folder = try TemporaryFolder()
        try folder.write("url", "postgres://u:s3cret@h/d\n", mode: 0o400)
        let variables = ["CREDENTIALS_DIRECTORY": folder.path]
        #expect(try resolve(.credential("url"), variables).libpq == "postgresql://u:s3cret@h/d")
        let hint = "LoadCredential=none:/path/to/file in the systemd unit"
        #expect(
            throws: SeedError(
                .configuration, "environment \"e\"", "the credential none is not in CREDENTIALS_DIRECTORY", hint: hint)
        ) { try resolve(.credential("none"), variables) }
        #expect(
            throws: SeedError(
                .configuration, "environment \"e\"",
                "the credential none needs CREDENTIALS_DIRECTORY, which is not set", hint: hint)
        ) { try resolve(.credential("none")) }
        #expect(
            throws: SeedError(
                .configuration, "environment \"e\"", "url_credential must be the name of a file, without a folder")
        ) { try resolve(.credential("../url"), variables) }
    }

    @Test(arguments: [
        (Environment.Location.url("postgresql://u:$P@h/d"), "url needs the variable P, which is not set"),
        (.url("$EMPTY"), "url is empty"),
        (.url("$DOLLAR"), "url is neither a PostgreSQL URL nor a string of keyword=value pairs"),
        (.variable("NONE"), "the variable NONE is not set"),
        (.variable("EMPTY"), "the variable EMPTY is empty"),
        (.variable("WORD"), "the variable WORD is neither a PostgreSQL URL nor a string of keyword=value pairs"),
        (.variable("MYSQL"), "the variable MYSQL is no PostgreSQL URL; it must start with postgresql://"),
        (.variable("LINES"), "the variable LINES holds a line break or another control character"),
    ])
    func errorsHoldNoSecret(location: Environment.Location, problem: String) {
        let variables = [
            "EMPTY": " ", "DOLLAR": "$s3cret", "WORD": "s3cret", "MYSQL": "mysql://u:s3cret@h/d",
            "LINES": "host=h\npassword=s3cret",
        ]
        let error = #expect(throws: SeedError.self) { try resolve(location, variables) }
        #expect(error?.code == .configuration)
        #expect(error?.subject == "environment \"e\"")
        #expect(error?.problem == problem)
    }
}
