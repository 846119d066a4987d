/// Settings of a configuration that are read and checked, but that this version does not carry out.
package struct NotYet: Sendable, Equatable {
    /// They would change what plan and sync write, so a job that has one is not run.
    package var errors: [String]

    package init(errors: [String] = []) { self.errors = errors }

    /// The errors as one, nil where there is none.
    package var error: SeedError? {
        guard !errors.isEmpty else { return nil }
        return SeedError(
            .configuration, "configuration", errors.joined(separator: "\n"),
            hint: "take these settings out until a version of seedd carries them out")
    }
}
