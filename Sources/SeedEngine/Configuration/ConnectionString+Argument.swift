package import SeedModel

extension ConnectionString {
    /// A connection string given on a command line, which every user of the machine can read.
    ///
    /// - Throws: `configuration` where it holds a password or is malformed; it is never repeated.
    package init(argument text: String, option: String) throws(SeedError) {
        let hint = "leave the password to ~/.pgpass or to a service (service=NAME, ~/.pg_service.conf)"
        if let problem = ConnectionText.problem(in: text, isExpanded: true) {
            throw SeedError(.configuration, option, problem, hint: "postgresql://user@host/database")
        }
        guard !ConnectionText.holdsPassword(text) else {
            throw SeedError(
                .configuration, option, "holds a password, or can't be taken apart, and other users can see it",
                hint: hint)
        }
        let normalized = ConnectionText.normalized(text)
        self.init(libpq: normalized, display: ConnectionDisplay.of(normalized))
    }
}
