package import SeedModel

/// The findings of `seedd check`, for people and for scripts.
package struct CheckReport {
    package var findings: [Finding]
    package var options: ReportOptions

    package init(_ findings: [Finding], options: ReportOptions = ReportOptions()) {
        self.findings = findings
        self.options = options
    }

    package var errors: Int { findings.count { $0.severity == .error } }
    package var warnings: Int { findings.count { $0.severity == .warning } }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try writeText(to: output) }
        try DocumentWriter.write(.check, form, to: output) { document in
            try document.key("findings")
            try document.array { document in
                for finding in findings {
                    try document.object { document in
                        try document.member("code", finding.code.rawValue)
                        try document.member("severity", finding.severity.rawValue)
                        try document.member("subject", finding.subject)
                        try document.member("message", finding.message)
                        try document.member("remedy", finding.remedy)
                    }
                }
            }
            try document.member("errors", errors)
            try document.member("warnings", warnings)
        }
    }

    /// A finding to a line, its remedy below it; never cut, because a remedy is there to be copied.
    private func writeText(to output: (String) throws -> Void) throws {
        if options.quiet {
            for code in findings.map({ "\($0.code.rawValue) \(Printable.escaped($0.subject))\n" }) { try output(code) }
            return
        }
        let width = findings.map { $0.code.rawValue.utf8.count }.max() ?? 0
        for finding in findings {
            let severity = finding.severity.rawValue
            let code = finding.code.rawValue
            var line = StyledText(severity, finding.severity.style)
            line.append(String(repeating: " ", count: 9 - severity.utf8.count))
            line.append(code + String(repeating: " ", count: width - code.utf8.count + 2), .folded)
            line.append(Printable.escaped(finding.subject), .heading)
            line.append(": " + Printable.escaped(finding.message))
            try output(line.rendered(color: options.color) + "\n")
            guard let remedy = finding.remedy else { continue }
            try output(String(repeating: " ", count: width + 11) + "→ \(Printable.escaped(remedy))\n")
        }
        try output(verdict + "\n")
    }

    /// The last line of a text report.
    package var verdict: String {
        guard errors + warnings > 0 else { return "check: everything is in place" }
        return
            "check: \(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")"
    }
}

extension Finding.Severity {
    fileprivate var style: Style {
        switch self {
        case .info: .folded
        case .warning: .updated
        case .error: .deleted
        }
    }
}
