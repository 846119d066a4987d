extension MetricsPage {
    /// Reads what `text` of this or another version wrote; nil for any other text, also if only the end is missing.
    ///
    /// Metrics that this version does not know are left out.
    package init?(_ text: String) {
        self.init()
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst().map(String.init) == Self.head, lines.popLast()?.isEmpty == true,
            lines.popLast().map(String.init) == Self.end
        else { return nil }
        for line in lines where line.first != "#" {
            var line = MetricLine(line)
            guard let name = line.name() else { return nil }
            guard let metric = Metric(rawValue: name) else { continue }
            guard let labels = line.labels(metric.labels), let value = line.value() else { return nil }
            let series = MetricSeries(metric, labels)
            guard value >= 0, self[series] == nil else { return nil }
            self[series] = value
        }
    }
}
