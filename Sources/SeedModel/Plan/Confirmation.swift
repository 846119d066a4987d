/// What was said about writing to an environment, and whether that is enough.
package struct Confirmation: Sendable, Equatable {
    /// The environment to be written.
    package var environment: String
    package var isProtected: Bool
    /// `--apply` was given, or a saved plan named.
    package var apply: Bool
    /// What `--confirm` named.
    package var confirmed: String?
    /// The answer typed at a terminal; nil without one.
    package var answer: String?
    /// The job says `unattended: true`.
    package var unattended: Bool

    package init(
        environment: String, isProtected: Bool, apply: Bool, confirmed: String? = nil, answer: String? = nil,
        unattended: Bool = false
    ) {
        self.environment = environment
        self.isProtected = isProtected
        self.apply = apply
        self.confirmed = confirmed
        self.answer = answer
        self.unattended = unattended
    }

    /// What a person at a terminal has to type.
    package var expectedAnswer: String { isProtected ? environment : "yes" }

    /// Whether nobody has to be asked any more.
    package var isSettled: Bool {
        guard apply else { return false }
        return !isProtected || confirmed == environment || unattended
    }

    /// - Throws: `refused` with what would be enough.
    package func verify() throws(SeedError) {
        if let confirmed, confirmed != environment {
            throw SeedError(
                .refused, environment, "is not what --confirm names (\(confirmed))", hint: "--confirm \(environment)")
        }
        guard !isSettled, answer != expectedAnswer else { return }
        let missing = (apply ? [] : ["--apply"]) + (isProtected ? ["--confirm \(environment)"] : [])
        throw SeedError(
            .refused, environment,
            answer == nil
                ? "is \(isProtected ? "protected and " : "")not written without a confirmation"
                : "was not confirmed; nothing was written", hint: answer == nil ? missing.joined(separator: " ") : nil)
    }
}
