extension SeedError {
    /// One error out of all findings that are errors; nil when there is none.
    package init?(findings: [Finding]) {
        let errors = findings.filter { $0.severity == .error }
        guard let first = errors.first else { return nil }
        // A missing right is for another person to mend than a wrong configuration.
        let code: ErrorCode =
            errors.allSatisfy { $0.code == .privilege || $0.code == .rowSecurity } ? .permission : .configuration
        guard errors.count > 1 else {
            self.init(code, first.subject, first.message, hint: first.remedy)
            return
        }
        let lines = errors.map { finding in
            "  \(finding.subject): \(finding.message)" + (finding.remedy.map { "\n    hint: \($0)" } ?? "")
        }
        self.init(code, "", "\(errors.count) problems\n" + lines.joined(separator: "\n"))
    }
}
