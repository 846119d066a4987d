extension SeedError {
    /// One error out of all findings that are errors; nil when there is none.
    package init?(findings: [Finding]) {
        let errors = findings.filter { $0.severity == .error }
        guard let first = errors.first else { return nil }
        let code = Self.code(of: Set(errors.map(\.code)))
        guard errors.count > 1 else {
            self.init(code, first.subject, first.message, hint: first.remedy)
            return
        }
        let lines = errors.map { finding in
            "  \(finding.subject): \(finding.message)" + (finding.remedy.map { "\n    hint: \($0)" } ?? "")
        }
        self.init(code, "", "\(errors.count) problems\n" + lines.joined(separator: "\n"))
    }

    /// A missing right is for another person to mend than a wrong configuration; triggers are refused as the job asks.
    private static func code(of findings: Set<Finding.Code>) -> ErrorCode {
        if findings.isSubset(of: [.privilege, .rowSecurity]) { return .permission }
        return findings.isSubset(of: [.triggers, .rules]) ? .refused : .configuration
    }
}
