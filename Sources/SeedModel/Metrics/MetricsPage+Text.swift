extension MetricsPage {
    /// First and last line of each file; to Prometheus both are comments.
    static let head = "# seedd metrics 1"
    static let end = "# EOF"

    /// The page in Prometheus' text format, version 0.0.4.
    package var text: String {
        var lines = [Self.head]
        for metric in Metric.allCases {
            let series = series(of: metric)
            guard !series.isEmpty else { continue }
            lines += ["# HELP \(metric.rawValue) \(metric.help)", "# TYPE \(metric.rawValue) \(metric.type)"]
            lines += series.map { "\(Self.name($0)) \(Self.number(self[$0] ?? 0))" }
        }
        lines.append(Self.end)
        return lines.map { $0 + "\n" }.joined()
    }

    private static func name(_ series: MetricSeries) -> String {
        guard !series.labels.isEmpty else { return series.metric.rawValue }
        let labels = zip(series.metric.labels, series.labels).map { "\($0)=\"\(escaped($1))\"" }
        return "\(series.metric.rawValue){\(labels.joined(separator: ","))}"
    }

    /// By scalar: a line feed after a carriage return is no character of its own.
    private static func escaped(_ value: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\n": text.append(contentsOf: "\\n".unicodeScalars)
            case "\\", "\"": text.append(contentsOf: ["\\", scalar])
            default: text.append(scalar)
            }
        }
        return String(text)
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? String(value)
    }
}
